//! How wide the glyphs of a font are, by their numbers. Ranges stay ranges: a file may name the
//! numbers from 0 to 4,294,967,295 in ten bytes.

use crate::fault::Fault;
use crate::file::Document;
use crate::syntax::{Dict, Object};

/// The widths of a font's glyphs, in thousandths of its size (or a Type 3 font's own unit).
pub(crate) struct Widths {
    /// First number, last number, width; in order.
    ranges: Vec<(u32, u32, f64)>,
    otherwise: f64,
}

/// A Latin letter of a font that does not say how wide its letters are: every viewer has it.
const LATIN: f64 = 550.0;
/// A Chinese character is as wide as it is high.
const SQUARE: f64 = 1_000.0;

impl Widths {
    /// The width of a glyph.
    pub(crate) fn of(&self, number: u32) -> f64 {
        let next = self.ranges.partition_point(|(first, _, _)| *first <= number);
        let range = next.checked_sub(1).and_then(|at| self.ranges.get(at));
        match range {
            Some((_, last, width)) if number <= *last => *width,
            _ => self.otherwise,
        }
    }

    fn new(mut ranges: Vec<(u32, u32, f64)>, otherwise: f64) -> Self {
        ranges.sort_by_key(|(first, _, _)| *first);
        Self { ranges, otherwise }
    }

    /// Those of a font whose codes are bytes.
    pub(crate) fn simple(document: &Document<'_>, dict: &Dict) -> Result<Self, Fault> {
        let first = document.get(dict, "FirstChar")?.count().unwrap_or(0);
        let widths = document.items(dict.raw("Widths").unwrap_or(&Object::Null))?;
        let descriptor = document.get(dict, "FontDescriptor")?;
        let missing = match descriptor.dict() {
            Some(descriptor) => document.get(descriptor, "MissingWidth")?.number(),
            None => None,
        };
        let ranges = widths.iter().zip(first..256).filter_map(|(width, code)| {
            let code = u32::try_from(code).ok()?;
            Some((code, code, width.number()?))
        });
        let otherwise = missing.unwrap_or(if widths.is_empty() { LATIN } else { 0.0 });
        Ok(Self::new(ranges.collect(), otherwise))
    }

    /// Those of a font with many glyphs (9.7.4.3).
    pub(crate) fn composite(document: &Document<'_>, descendant: &Dict) -> Result<Self, Fault> {
        let otherwise = document.get(descendant, "DW")?.number().unwrap_or(SQUARE);
        let items = document.items(descendant.raw("W").unwrap_or(&Object::Null))?;
        let mut ranges = Vec::new();
        let mut rest = items.as_slice();
        while let [first, second, after @ ..] = rest {
            let Some(start) = first.count().and_then(|first| u32::try_from(first).ok()) else {
                return Err(Fault::Damaged("W"));
            };
            if let Object::Array(widths) = second {
                for (number, width) in (start..u32::MAX).zip(widths.iter()) {
                    ranges.push((number, number, document.resolve(width)?.number().unwrap_or(otherwise)));
                }
                rest = after;
                continue;
            }
            let [width, after @ ..] = after else { break };
            let last = second
                .count()
                .and_then(|last| u32::try_from(last).ok())
                .unwrap_or(u32::MAX);
            ranges.push((start, last, width.number().unwrap_or(otherwise)));
            rest = after;
        }
        Ok(Self::new(ranges, otherwise))
    }
}
