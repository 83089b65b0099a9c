//! Draws lines and fills areas.

use super::canvas::Paint;
use super::colour::Space;
use super::geometry::Area;
use super::interpreter::Interpreter;
use super::path::{Path, THICK};
use super::sight::Rule;
use super::state::State;
use crate::fault::Fault;
use crate::limits::{MAX_PAINTED, MAX_RULINGS};
use crate::syntax::{Dict, Object};

impl Interpreter<'_, '_> {
    /// Chooses how colours that follow are written.
    pub(super) fn space(
        &self,
        name: &[u8],
        operands: &[Object],
        resources: &Dict,
        state: &mut State,
    ) -> Result<(), Fault> {
        let space = match operands.last() {
            Some(named) => Space::named(self.document, resources, named)?,
            None => Space::Other,
        };
        if name == b"cs" {
            (state.fill_space, state.fill) = (space, space.first());
        } else {
            (state.stroke_space, state.stroke) = (space, space.first());
        }
        Ok(())
    }

    /// Draws lines.
    pub(super) fn draw(
        &mut self,
        name: &[u8],
        operands: &[Object],
        state: &mut State,
        path: &mut Path,
    ) -> Result<(), Fault> {
        let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
        match (name, &numbers[..]) {
            (b"m", [x, y]) => path.move_to(*x, *y),
            (b"l", [x, y]) => path.line_to(*x, *y),
            (b"c", [a, b, c, d, x, y]) => path.curve_to([(*a, *b), (*c, *d)], (*x, *y)),
            (b"v", [a, b, x, y]) => {
                let here = path.here().unwrap_or((*a, *b));
                path.curve_to([here, (*a, *b)], (*x, *y));
            }
            (b"y", [a, b, x, y]) => path.curve_to([(*a, *b), (*x, *y)], (*x, *y)),
            (b"h", _) => path.close(),
            (b"W" | b"W*", _) => path.clips = true,
            (b"re", [x, y, width, height]) => path.rectangle(*x, *y, *width, *height),
            (b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n", _) => {
                if matches!(name, b"s" | b"b" | b"b*") {
                    path.close();
                }
                let path = std::mem::take(path);
                if !self.is_hidden() {
                    self.paint(name, state, &path)?;
                }
                if let Some(area) = path.area(state.matrix).filter(|_| path.clips) {
                    state.clip(area, path.rectangle_of(state.matrix).is_some());
                }
            }
            _ => {}
        }
        if path.length() > MAX_RULINGS * 4 {
            // A map or a chart: no table has so many corners.
            *path = Path::default();
        }
        Ok(())
    }

    /// Whether what is drawn now is switched off.
    pub(super) fn is_hidden(&self) -> bool {
        self.marks.iter().any(|open| open.is_hidden)
    }

    fn paint(&mut self, name: &[u8], state: &State, path: &Path) -> Result<(), Fault> {
        if !matches!(name, b"S" | b"s" | b"n") {
            self.fill(name, state, path)?;
        }
        if matches!(name, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
            self.stroke(state, path)?;
        }
        Ok(())
    }

    fn fill(&mut self, name: &[u8], state: &State, path: &Path) -> Result<(), Fault> {
        let (paint, first) = (state.filled(), self.sight.rules.len());
        for (line, thickness) in path.filled(state.matrix) {
            self.rule(line, thickness, state, paint)?;
        }
        let count = match path.rectangle_of(state.matrix) {
            Some(area) => match area.within(&state.shows) {
                Some(area) => self.sight.canvas.rectangle(area, paint),
                None => 0,
            },
            None => {
                let is_even_odd = name.ends_with(b"*");
                let outlines = path.outlines(state.matrix);
                self.sight.canvas.shape(&outlines, state.shows, is_even_odd, paint)
            }
        };
        self.sight.lie_on_top(first);
        self.painted(count)
    }

    fn stroke(&mut self, state: &State, path: &Path) -> Result<(), Fault> {
        let ([a, b, c, d, _, _], paint) = (state.matrix.0, state.stroked());
        let thickness = state.line_width.abs() * (a * d - b * c).abs().sqrt();
        let first = self.sight.rules.len();
        for line in path.stroked(state.matrix) {
            self.rule(line, thickness, state, paint)?;
            if thickness > THICK {
                let half = thickness / 2.0;
                let (across, down) = if line.width() > line.height() {
                    (0.0, half)
                } else {
                    (half, 0.0)
                };
                let area = Area {
                    left: line.left - across,
                    right: line.right + across,
                    top: line.top - down,
                    bottom: line.bottom + down,
                };
                let count = area
                    .within(&state.shows)
                    .map_or(0, |area| self.sight.canvas.rectangle(area, paint));
                self.painted(count)?;
            }
        }
        self.sight.lie_on_top(first);
        Ok(())
    }

    /// Takes note of a level or upright line.
    fn rule(&mut self, line: Area, thickness: f64, state: &State, paint: Paint) -> Result<(), Fault> {
        if self.sight.rules.len() > MAX_RULINGS {
            return Err(Fault::beyond(
                "一页上的框线数",
                "number of ruling lines on a page",
                MAX_RULINGS,
            ));
        }
        if let Some(area) = line.within(&state.shows) {
            let rule = Rule::new(area, thickness, paint, &self.sight.canvas);
            self.sight.rules.extend(rule);
        }
        Ok(())
    }

    /// Paints all that shows with something of which we do not know how it looks.
    pub(super) fn shade(&mut self, state: &State) -> Result<(), Fault> {
        if self.is_hidden() {
            return Ok(());
        }
        let paint = Paint {
            ink: None,
            is_plain: false,
            ..state.filled()
        };
        let count = self.sight.canvas.rectangle(state.shows, paint);
        self.painted(count)
    }

    /// Counts what was painted.
    pub(super) fn painted(&mut self, count: u64) -> Result<(), Fault> {
        self.shared.painted = self.shared.painted.saturating_add(count);
        if self.shared.painted > MAX_PAINTED as u64 {
            return Err(Fault::beyond("涂色的面积", "painted area", MAX_PAINTED));
        }
        Ok(())
    }
}
