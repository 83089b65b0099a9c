//! Where two reports say the same, and where many do.
//!
//! [`sentences`] takes a report's text apart into the sentences that are the office's own: no
//! headings, no preface, no wording that the law prescribes. Each is folded, so that
//! punctuation, the office's name and which year *this year* is make no difference. [`shared`]
//! finds among the sentences of many reports those that several offices have, word for word or
//! nearly so.
//!
//! Whether that is a fault is for the rules to say (`nianbao-check`), and how two years differ is
//! for `nianbao-compare`.

mod common;
mod fold;
mod prescribed;
mod sentence;
mod shared;

pub use common::{Common, InCommon, in_common};
pub use fold::{Folded, Names};
pub use sentence::{Known, Sentence, own, sentences};
pub use shared::{Place, Print, Shared, shared};
