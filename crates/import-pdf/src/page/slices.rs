//! Parts of tables that a page breaks off: one row, or rows of one column. By itself such a thing is a frame
//! around a text; at the edge of a page, where a table goes on from or to the next one, it is a part of it.

use super::across;
use super::lattice::{self, Lattice};
use crate::content::{Drawing, Placed};
use crate::fault::Fault;
use crate::text::is_blank;

/// How much of a page's height is its edge, where what stands outside of the text may stand.
const EDGE: f64 = 0.12;

/// What is on a page: grids of ruling lines, and characters.
pub(super) struct Found {
    pub(super) tables: Vec<Lattice>,
    /// What may be a part of a table.
    slices: Vec<Lattice>,
    pub(super) glyphs: Vec<Placed>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Found {
    pub(super) fn new(drawing: &Drawing, glyphs: Vec<Placed>) -> Result<Self, Fault> {
        let (slices, tables) = lattice::find(&drawing.rulings)?
            .into_iter()
            .partition(Lattice::is_slice);
        Ok(Self {
            tables,
            slices,
            glyphs,
            width: drawing.width,
            height: drawing.height,
        })
    }

    /// The last grid on the page, if no text comes behind it: whether it is a slice, and its number.
    fn last(&self) -> Option<(bool, usize)> {
        let at = self.outermost(|grid| grid.rows.last().copied())?;
        let end = self.grid(at).rows.last().copied()?;
        let is_behind = |glyph: &Placed| glyph.level() > end && glyph.base < self.height * (1.0 - EDGE);
        (!self.has(is_behind)).then_some(at)
    }

    /// The first grid on the page, if no text comes before it.
    fn first(&self) -> Option<(bool, usize)> {
        let at = self.outermost(|grid| grid.rows.first().map(|top| -top))?;
        let begin = self.grid(at).rows.first().copied()?;
        let is_before = |glyph: &Placed| glyph.level() < begin && glyph.base > self.height * EDGE;
        (!self.has(is_before)).then_some(at)
    }

    fn has(&self, is: impl Fn(&Placed) -> bool) -> bool {
        let mut seen = self.glyphs.iter().filter(|glyph| glyph.left_out.is_none());
        seen.any(|glyph| is(glyph) && !is_blank(glyph.c))
    }

    fn outermost(&self, place: impl Fn(&Lattice) -> Option<f64>) -> Option<(bool, usize)> {
        let grids = [(false, &self.tables), (true, &self.slices)];
        let places = grids.into_iter().flat_map(|(is_slice, grids)| {
            let places = grids.iter().map(&place).enumerate();
            places.filter_map(move |(at, place)| Some((place?, (is_slice, at))))
        });
        places.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
    }

    fn grid(&self, (is_slice, at): (bool, usize)) -> &Lattice {
        if is_slice { &self.slices[at] } else { &self.tables[at] }
    }
}

/// Makes tables of the slices at the edges of pages that go on from each other.
pub(super) fn settle(pages: &mut [Found]) {
    let mut kept: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    for (number, pair) in pages.windows(2).enumerate() {
        let (Some(above), Some(below)) = (pair[0].last(), pair[1].first()) else {
            continue;
        };
        if !above.0 && !below.0 {
            continue;
        }
        let columns = across::columns(&pair[0].grid(above).columns, &pair[1].grid(below).columns);
        if columns.is_some_and(|(columns, _)| columns.len() > 2) {
            kept[number].extend(above.0.then_some(above.1));
            kept[number + 1].extend(below.0.then_some(below.1));
        }
    }
    for (page, mut kept) in pages.iter_mut().zip(kept) {
        kept.sort_unstable();
        kept.dedup();
        page.tables.extend(kept.into_iter().map(|at| page.slices[at].clone()));
    }
}
