//! Variants: cells that show something else than they store.

use super::*;

pub(super) const VARIANTS: &[Variant] = &[];
