//! One pass over a passage: what is known, what is read, and what was found so far.

use crate::claim::Found;
use crate::known::Known;
use crate::page::Page;

/// One pass over a passage.
pub(crate) struct Pass<'a> {
    pub(crate) known: &'a Known<'a>,
    pub(crate) page: &'a Page<'a>,
    pub(crate) found: Found,
}
