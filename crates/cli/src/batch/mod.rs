//! Many reports in one run: which they are ([`reports`]), who makes them ([`pool`]), which
//! need not be made again ([`ledger`]), and what became of each ([`record`], [`progress`]).

pub(crate) mod ledger;
pub(crate) mod pool;
pub(crate) mod progress;
pub(crate) mod record;
pub(crate) mod reports;

pub(crate) use record::{Record, Status};
pub(crate) use reports::{Files, Group, Reports, reports};
