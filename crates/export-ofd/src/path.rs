//! Lines and areas as `PathObject`s (GB/T 33190-2016, 9.1). Lines that follow each other and
//! are drawn alike, as the rules of a table are, become one object.

use std::fmt::{self, Write};

use nianbao_model::plugin::ExportError;
use typst::layout::{Abs, Point, Transform};
use typst::visualize::{CurveItem, FillRule, FixedStroke, Geometry, LineCap, LineJoin, Shape};

use crate::colour::Colour;
use crate::measure::{Area, Number, mm};
use crate::xml::{Attribute, Xml};

/// Lines drawn alike.
pub(crate) struct Lines {
    stroke: FixedStroke,
    lines: Vec<(Point, Point)>,
}

impl Lines {
    /// The line that this shape is; `None` if it is another one.
    pub(crate) fn of(shape: &Shape, transform: Transform) -> Option<Self> {
        let (Geometry::Line(to), None, Some(stroke)) = (&shape.geometry, &shape.fill, &shape.stroke) else {
            return None;
        };
        Some(Self {
            stroke: stroke.clone(),
            lines: vec![(Point::zero().transform(transform), to.transform(transform))],
        })
    }

    /// Takes other lines in; those drawn in another way it gives back.
    pub(crate) fn take(&mut self, other: Self) -> Option<Self> {
        if self.stroke != other.stroke {
            return Some(other);
        }
        for (from, to) in other.lines {
            match self.lines.last_mut() {
                // Where a line goes on, it is one: else it would be seen where they meet.
                Some((begun, end)) if *end == from && is_straight(*begun, from, to) => *end = to,
                _ => self.lines.push((from, to)),
            }
        }
        None
    }

    /// # Errors
    /// If they are painted with something other than a colour.
    pub(crate) fn write(&self, xml: &mut Xml, id: u32) -> Result<(), ExportError> {
        let mut data = Data::default();
        for (from, to) in &self.lines {
            data.add('M', &[*from]);
            data.add('L', &[*to]);
        }
        object(xml, id, &data, None, Some(&self.stroke))
    }
}

fn is_straight(a: Point, b: Point, c: Point) -> bool {
    (a.x == b.x && b.x == c.x) || (a.y == b.y && b.y == c.y)
}

/// Writes a shape.
///
/// # Errors
/// If it is painted with something other than a colour.
pub(crate) fn write(xml: &mut Xml, shape: &Shape, transform: Transform, id: u32) -> Result<(), ExportError> {
    let mut data = Data::default();
    let at = |point: Point| point.transform(transform);
    match &shape.geometry {
        Geometry::Line(to) => {
            data.add('M', &[at(Point::zero())]);
            data.add('L', &[at(*to)]);
        }
        Geometry::Rect(size) => {
            let corners = [
                (Abs::zero(), Abs::zero()),
                (size.x, Abs::zero()),
                (size.x, size.y),
                (Abs::zero(), size.y),
            ];
            for (n, (x, y)) in corners.into_iter().enumerate() {
                data.add(if n == 0 { 'M' } else { 'L' }, &[at(Point::new(x, y))]);
            }
            data.add('C', &[]);
        }
        Geometry::Curve(curve) => {
            for item in &curve.0 {
                match item {
                    CurveItem::Move(to) => data.add('M', &[at(*to)]),
                    CurveItem::Line(to) => data.add('L', &[at(*to)]),
                    CurveItem::Cubic(a, b, to) => data.add('B', &[at(*a), at(*b), at(*to)]),
                    CurveItem::Close => data.add('C', &[]),
                }
            }
        }
    }
    let fill = shape
        .fill
        .as_ref()
        .map(|paint| Colour::of(paint).map(|colour| (colour, shape.fill_rule)));
    object(xml, id, &data, fill.transpose()?, shape.stroke.as_ref())
}

/// Writes an area that is not seen, and that does what `actions` says where it is clicked.
pub(crate) fn write_unseen(xml: &mut Xml, area: Area, id: u32, actions: impl FnOnce(&mut Xml)) {
    let (no, corner) = ("false", area.max - area.min);
    let attributes: [Attribute<'_>; 4] = [("ID", &id), ("Boundary", &area), ("Stroke", &no), ("Fill", &no)];
    let (width, height) = (mm(corner.x), mm(corner.y));
    xml.element("ofd:PathObject", &attributes, |xml| {
        actions(xml);
        let data = format!("M 0 0 L {width} 0 L {width} {height} L 0 {height} C");
        xml.text("ofd:AbbreviatedData", &[], &data);
    });
}

fn object(
    xml: &mut Xml,
    id: u32,
    data: &Data,
    fill: Option<(Colour, FillRule)>,
    stroke: Option<&FixedStroke>,
) -> Result<(), ExportError> {
    let painted = stroke.map(|stroke| Colour::of(&stroke.paint)).transpose()?;
    let width = stroke.map_or(Abs::zero(), |stroke| stroke.thickness);
    let Some(area) = Area::around(data.0.iter().flat_map(|(_, points)| points.iter().copied())) else {
        return Ok(());
    };
    // Half of a line is outside of its path, and more of it where two meet in a corner.
    let boundary = area.grown(width);
    let (line_width, is_filled) = (mm(width), fill.is_some());
    let mut attributes: Vec<Attribute<'_>> = vec![("ID", &id), ("Boundary", &boundary)];
    match stroke {
        Some(stroke) => {
            attributes.push(("LineWidth", &line_width));
            attributes.extend(style(stroke));
        }
        None => attributes.push(("Stroke", &"false")),
    }
    let dashes = stroke.and_then(|stroke| stroke.dash.as_ref()).map(|dash| {
        let lengths: Vec<String> = dash.array.iter().map(|length| mm(*length).to_string()).collect();
        (mm(dash.phase), lengths.join(" "))
    });
    if let Some((phase, lengths)) = &dashes {
        attributes.extend([("DashOffset", phase as &dyn fmt::Display), ("DashPattern", lengths)]);
    }
    if is_filled {
        attributes.push(("Fill", &"true"));
    }
    if matches!(fill, Some((_, FillRule::EvenOdd))) {
        attributes.push(("Rule", &"Even-Odd"));
    }
    xml.element("ofd:PathObject", &attributes, |xml| {
        // The other way round than in a text: so the schema has it.
        if let Some(colour) = painted {
            colour.write_unless_black(xml, "ofd:StrokeColor");
        }
        if let Some((colour, _)) = fill {
            // What is filled without a colour is not filled at all (table 35).
            colour.write(xml, "ofd:FillColor");
        }
        xml.text("ofd:AbbreviatedData", &[], &data.from(boundary.min));
    });
    Ok(())
}

/// The attributes of a line that is not drawn as lines are without a word.
fn style(stroke: &FixedStroke) -> Vec<Attribute<'static>> {
    let cap: Option<&'static &'static str> = match stroke.cap {
        LineCap::Butt => None,
        LineCap::Round => Some(&"Round"),
        LineCap::Square => Some(&"Square"),
    };
    let join: Option<&'static &'static str> = match stroke.join {
        LineJoin::Miter => None,
        LineJoin::Round => Some(&"Round"),
        LineJoin::Bevel => Some(&"Bevel"),
    };
    let cap = cap.map(|cap| ("Cap", cap as &dyn fmt::Display));
    let join = join.map(|join| ("Join", join as &dyn fmt::Display));
    cap.into_iter().chain(join).collect()
}

/// A path, step by step (table 36, `AbbreviatedData`).
#[derive(Default)]
struct Data(Vec<(char, Vec<Point>)>);

impl Data {
    fn add(&mut self, step: char, points: &[Point]) {
        self.0.push((step, points.to_vec()));
    }

    /// The same, measured from this point.
    fn from(&self, origin: Point) -> String {
        let mut text = String::new();
        for (step, points) in &self.0 {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push(*step);
            for point in points {
                let [x, y]: [Number; 2] = [mm(point.x - origin.x), mm(point.y - origin.y)];
                // Writing to a string cannot fail.
                let _ = write!(text, " {x} {y}");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::visualize::Color;

    fn line(from: (f64, f64), to: (f64, f64), width: f64) -> Lines {
        let point = |(x, y): (f64, f64)| Point::new(Abs::mm(x), Abs::mm(y));
        Lines {
            stroke: FixedStroke::from_pair(Color::BLACK, Abs::mm(width)),
            lines: vec![(point(from), point(to))],
        }
    }

    #[test]
    fn lines_drawn_alike_are_one_object() {
        let mut lines = line((1.0, 1.0), (2.0, 1.0), 0.5);
        assert!(lines.take(line((2.0, 1.0), (3.0, 1.0), 0.5)).is_none());
        assert!(lines.take(line((3.0, 1.0), (3.0, 4.0), 0.5)).is_none());
        assert!(lines.take(line((3.0, 4.0), (3.0, 5.0), 1.0)).is_some());
        let mut xml = Xml::default();
        lines.write(&mut xml, 7).unwrap();
        let part = Xml::part("ofd:A", &[], |part| part.raw(&xml));
        let expected = "<ofd:PathObject ID=\"7\" Boundary=\"0.5 0.5 3 4\" LineWidth=\"0.5\">\
            <ofd:AbbreviatedData>M 0.5 0.5 L 2.5 0.5 M 2.5 0.5 L 2.5 3.5</ofd:AbbreviatedData></ofd:PathObject>";
        assert!(part.contains(expected), "{part}");
    }

    #[test]
    fn a_filled_area_says_its_colour_even_if_it_is_black() {
        let mut xml = Xml::default();
        let shape = Geometry::Rect(typst::layout::Size::splat(Abs::mm(2.0))).filled(Color::BLACK);
        write(&mut xml, &shape, Transform::identity(), 1).unwrap();
        let part = Xml::part("ofd:A", &[], |part| part.raw(&xml));
        assert!(
            part.contains("Stroke=\"false\" Fill=\"true\"><ofd:FillColor Value=\"0 0 0\"/>"),
            "{part}"
        );
        assert!(part.contains(">M 0 0 L 2 0 L 2 2 L 0 2 C<"), "{part}");
    }
}
