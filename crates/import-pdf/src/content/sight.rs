//! What a person sees of a page once all of it is drawn: characters that something was laid over are
//! hidden, and those that a line runs through are struck out.
//!
//! A line through the middle of characters strikes them out where it goes no farther than they do, or
//! stands free. One that goes from one upright line of a table to another is a rule of it: which cell the
//! characters belong to cannot be told.

use std::collections::BTreeMap;

use nianbao_model::chars::digit;
use nianbao_model::runs;
use nianbao_model::source::RemarkKind;

use super::canvas::{CLEAR, Canvas, HEIGHTS, HIDDEN, Paint, WIDTHS};
use super::drawing::{Drawing, Placed, is_blank};
use super::geometry::Area;
use super::path::THICK;

/// Where a line strikes a character out: above its line, as parts of its size. An underline lies lower.
const STRIKES: [f64; 2] = [0.15, 0.62];
/// How thick such a line may be; a thicker one hides what lies below.
const THICKEST: f64 = 0.4;
/// How much of a character at each side the line may leave out.
const SIDE: f64 = 0.3;
/// How far it may go beyond the characters.
const BEYOND: f64 = 0.6;
/// How near an upright line is that it ends at.
const TOUCH: f64 = 3.0;
/// How much of a line has characters on it that is no rule of a table, though it touches one.
const MOST: f64 = 0.6;
/// Larger letters are never struck out, only drawn over.
const LARGE: f64 = 150.0;

/// A level or upright line that was drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    area: Area,
    thickness: f64,
    order: u32,
    /// Whether it shows on paper.
    is_white: bool,
}

impl Rule {
    /// A line that is drawn now; nothing if it does not show.
    pub(super) fn new(area: Area, thickness: f64, paint: Paint, canvas: &Canvas) -> Option<Self> {
        let (x, y) = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
        let is_clear = paint.opacity < CLEAR;
        let is_white = paint.ink.is_some_and(|ink| !runs::shows_on(ink, runs::WHITE));
        let shows = match (paint.over(canvas.ink(x, y)), canvas.ink(x, y)) {
            (Some(ink), Some(ground)) => runs::shows_on(ink, ground),
            _ => true,
        };
        // A dark line that does not show on something dark still is the edge of it.
        (!is_clear && (shows || !is_white)).then_some(Self {
            area,
            thickness,
            order: canvas.order(),
            is_white,
        })
    }
}

/// What is needed to tell what of a page is seen.
#[derive(Debug, Default)]
pub(crate) struct Sight {
    pub(super) canvas: Canvas,
    /// Of each character, the number of what was laid over the page last when it was drawn.
    pub(super) orders: Vec<u32>,
    /// The numbers of the characters that are cut away.
    pub(super) cut_away: Vec<usize>,
    pub(super) rules: Vec<Rule>,
    /// Areas that a reader struck out.
    pub(super) struck: Vec<Area>,
}

/// Level lines that go on from each other.
struct Stroke {
    at: f64,
    from: f64,
    to: f64,
    order: u32,
    rules: Vec<usize>,
    /// Characters that it runs through.
    through: Vec<usize>,
}

/// How far apart digits of one number stand at most, as a part of their size.
const CLOSE: f64 = 0.25;

/// Whether two characters are digits of one number.
fn goes_on(one: &Placed, other: &Placed) -> bool {
    let (left, right) = if one.left < other.left {
        (one, other)
    } else {
        (other, one)
    };
    let are_digits = [one, other].iter().all(|glyph| digit(glyph.c).is_some());
    are_digits && (one.base - other.base).abs() < 1.0 && (right.left - left.right).abs() < left.size * CLOSE
}

impl Sight {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            canvas: Canvas::new(width, height),
            ..Self::default()
        }
    }

    /// Notes that lines, from this one on, lie on all that was drawn so far, themselves too.
    pub(super) fn lie_on_top(&mut self, first: usize) {
        let order = self.canvas.order();
        for rule in self.rules.iter_mut().skip(first) {
            rule.order = order;
        }
    }

    /// Tells of each character whether it is seen, and leaves to the drawing the lines that make tables.
    pub(super) fn judge(mut self, drawing: &mut Drawing) {
        self.drop_cut_away(drawing);
        for (glyph, order) in drawing.glyphs.iter_mut().zip(&self.orders) {
            if glyph.left_out.is_none() && glyph.is_upright && self.is_covered(glyph, *order) {
                glyph.left_out = Some(RemarkKind::Hidden);
            }
            if glyph.left_out.is_none() && self.struck.iter().any(|area| area.holds(glyph.middle(), glyph.level())) {
                glyph.left_out = Some(RemarkKind::Struck);
            }
        }
        let uprights = uprights(&self.rules);
        let mut is_strike = vec![false; self.rules.len()];
        for stroke in self.strokes(&drawing.glyphs) {
            match stroke.strikes(&drawing.glyphs, &uprights) {
                None => {}
                Some(true) => {
                    stroke.rules.iter().for_each(|at| is_strike[*at] = true);
                    for at in stroke.through {
                        drawing.glyphs[at].left_out = Some(RemarkKind::Struck);
                    }
                }
                Some(false) => {
                    for at in stroke.through {
                        drawing.glyphs[at].is_crossed = true;
                    }
                }
            }
        }
        let lines = self.rules.iter().zip(is_strike);
        let lines = lines.filter(|(rule, is_strike)| !is_strike && !rule.is_white && rule.thickness <= THICK);
        drawing.rulings = lines.map(|(rule, _)| rule.area).collect();
    }

    /// Forgets characters that are cut away: they belong to another page, or to nothing. Only digits of a number whose
    /// other digits are seen stay, as hidden: the number is another one than what is seen.
    fn drop_cut_away(&mut self, drawing: &mut Drawing) {
        if self.cut_away.is_empty() {
            return;
        }
        let mut is_kept = vec![true; drawing.glyphs.len()];
        self.cut_away.iter().for_each(|at| is_kept[*at] = false);
        let glyphs = &drawing.glyphs;
        for at in 1..glyphs.len() {
            is_kept[at] |= is_kept[at - 1] && goes_on(&glyphs[at - 1], &glyphs[at]);
        }
        for at in (1..glyphs.len()).rev() {
            is_kept[at - 1] |= is_kept[at] && goes_on(&glyphs[at], &glyphs[at - 1]);
        }
        let mut kept = is_kept.iter();
        drawing.glyphs.retain(|_| kept.next().is_some_and(|is| *is));
        let mut kept = is_kept.iter();
        self.orders.retain(|_| kept.next().is_some_and(|is| *is));
    }

    /// Whether something was laid over a character.
    fn is_covered(&self, glyph: &Placed, order: u32) -> bool {
        if order == self.canvas.order() || is_blank(glyph.c) {
            return false;
        }
        let width = glyph.right - glyph.left;
        let places = WIDTHS
            .iter()
            .flat_map(|x| HEIGHTS.map(|y| (glyph.left + width * x, glyph.base - glyph.size * y)));
        let covered = places.filter(|(x, y)| self.canvas.order_at(*x, *y) > order);
        covered.count() >= HIDDEN
    }

    /// The level lines that run through characters.
    fn strokes(&self, glyphs: &[Placed]) -> Vec<Stroke> {
        let mut rows: BTreeMap<i64, Vec<Stroke>> = BTreeMap::new();
        let level = self.rules.iter().enumerate().filter(|(_, rule)| is_level(rule));
        for (at, rule) in level {
            rows.entry(row(rule.area.top)).or_default().push(Stroke {
                at: rule.area.top,
                from: rule.area.left,
                to: rule.area.right,
                order: rule.order,
                rules: vec![at],
                through: Vec::new(),
            });
        }
        for strokes in rows.values_mut() {
            *strokes = merged(std::mem::take(strokes));
        }
        let is_seen = |glyph: &&(usize, &Placed)| {
            glyph.1.left_out.is_none() && glyph.1.is_upright && glyph.1.size < LARGE && !is_blank(glyph.1.c)
        };
        for (at, glyph) in glyphs.iter().enumerate().collect::<Vec<_>>().iter().filter(is_seen) {
            let side = (glyph.right - glyph.left) * SIDE;
            let [low, high] = STRIKES.map(|part| glyph.base - glyph.size * part);
            for (_, strokes) in rows.range_mut(row(high)..=row(low)) {
                // The last that begins before it.
                let behind = strokes.partition_point(|stroke| stroke.from <= glyph.left + side);
                let Some(stroke) = behind.checked_sub(1).and_then(|at| strokes.get_mut(at)) else {
                    continue;
                };
                let is_thin = stroke
                    .rules
                    .iter()
                    .all(|at| self.rules[*at].thickness <= glyph.size * THICKEST);
                if (high..=low).contains(&stroke.at)
                    && stroke.to >= glyph.right - side
                    && is_thin
                    && self.canvas.order_at(glyph.middle(), stroke.at) <= stroke.order
                {
                    stroke.through.push(*at);
                }
            }
        }
        rows.into_values()
            .flatten()
            .filter(|stroke| !stroke.through.is_empty())
            .collect()
    }
}

fn is_level(rule: &Rule) -> bool {
    rule.area.width() > rule.area.height()
}

fn row(y: f64) -> i64 {
    y.round() as i64
}

/// Lines of one row, those that go on from each other as one.
fn merged(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut merged: Vec<Stroke> = Vec::new();
    for mut stroke in strokes {
        match merged.last_mut() {
            Some(last) if stroke.from <= last.to + 1.0 => {
                last.to = last.to.max(stroke.to);
                last.order = last.order.max(stroke.order);
                last.rules.append(&mut stroke.rules);
            }
            _ => merged.push(stroke),
        }
    }
    merged
}

/// Upright lines: by the place across, to the point, from where to where they go.
fn uprights(rules: &[Rule]) -> BTreeMap<i64, Vec<(f64, f64)>> {
    let mut uprights: BTreeMap<i64, Vec<(f64, f64)>> = BTreeMap::new();
    for rule in rules.iter().filter(|rule| !is_level(rule) && !rule.is_white) {
        let places = uprights.entry(row(rule.area.left)).or_default();
        places.push((rule.area.top, rule.area.bottom));
    }
    for places in uprights.values_mut() {
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut merged: Vec<(f64, f64)> = Vec::new();
        for place in places.iter() {
            match merged.last_mut() {
                Some(last) if place.0 <= last.1 + TOUCH => last.1 = last.1.max(place.1),
                _ => merged.push(*place),
            }
        }
        *places = merged;
    }
    uprights
}

impl Stroke {
    /// Whether it strikes out what it runs through, or is a rule of a table; nothing if it runs through nothing.
    fn strikes(&self, glyphs: &[Placed], uprights: &BTreeMap<i64, Vec<(f64, f64)>>) -> Option<bool> {
        let through = || self.through.iter().map(|at| &glyphs[*at]);
        let (left, right, width) = through().fold(
            (f64::INFINITY, f64::NEG_INFINITY, 0.0),
            |(left, right, width), glyph| {
                (
                    left.min(glyph.left),
                    right.max(glyph.right),
                    width + glyph.right - glyph.left,
                )
            },
        );
        if self.through.is_empty() {
            return None;
        }
        let is_own = self.from >= left - BEYOND && self.to <= right + BEYOND;
        let touches = |x: f64| {
            let near = uprights.range(row(x - TOUCH)..=row(x + TOUCH));
            near.into_iter().any(|(_, places)| {
                let behind = places.partition_point(|(from, _)| *from <= self.at + TOUCH);
                let last = behind.checked_sub(1).and_then(|at| places.get(at));
                last.is_some_and(|(_, to)| *to >= self.at - TOUCH)
            })
        };
        let ends = [self.from, self.to].map(touches);
        let is_free = ends == [false, false];
        let is_full = width >= (self.to - self.from) * MOST;
        Some(is_own || is_free || is_full && ends != [true, true])
    }
}
