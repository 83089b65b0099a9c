//! Variants: what stands in, between and around the tables.

use super::*;

pub(super) const VARIANTS: &[Variant] = &[];
