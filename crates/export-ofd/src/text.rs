//! A run of text as a `TextObject` (GB/T 33190-2016, clause 11): its characters, so that it
//! can be searched and copied, and beside them its glyphs, so that it looks as it was set
//! whatever a reader makes of the characters.
//!
//! Each object has one `TextCode`: readers do not agree whether `CodePosition` counts from the
//! beginning of the object or of the `TextCode`.

use std::fmt::{self, Write};

use nianbao_model::plugin::ExportError;
use typst::layout::{Abs, Em, Point, Transform};
use typst::text::TextItem;

use crate::colour::Colour;
use crate::faces::Face;
use crate::measure::{Area, Matrix, Number, is_move, mm};
use crate::xml::{Xml, is_sayable};

/// How far over a glyph's own box its ink may reach, of the size of the text. Readers cut off
/// what is outside of an object.
const OVERHANG: Em = Em::new(0.1);
/// How far ink reaches over the base line and under it, of the size of the text, at least: an
/// accent on a capital, and the tail of a g.
const ASCENT: Em = Em::new(0.95);
const DESCENT: Em = Em::new(0.25);

/// Characters and the glyphs that show them, which belong together as a whole.
struct Cluster {
    start: usize,
    characters: Vec<char>,
    /// The number of each glyph in the cut face, and where it is drawn.
    glyphs: Vec<(u16, Point)>,
}

/// Writes the text; `false` if there is none, for one of nothing but white space shows nothing.
///
/// # Errors
/// If it is painted with something other than a colour.
pub(crate) fn write(
    xml: &mut Xml,
    item: &TextItem,
    transform: Transform,
    id: u32,
    face: &mut Face,
) -> Result<bool, ExportError> {
    let colour = Colour::of(&item.fill)?;
    let clusters = clusters(item, face);
    let Some(first) = clusters.first() else {
        return Ok(false);
    };
    let width = item.width();
    let local = Area {
        min: Point::new(Abs::zero(), -ASCENT.at(item.size)),
        max: Point::new(width, DESCENT.at(item.size)),
    }
    .grown(OVERHANG.at(item.size));
    let boundary = local.transformed(transform);
    // The object's own origin is the corner of its boundary.
    let moved = Transform::translate(-boundary.min.x, -boundary.min.y).pre_concat(transform);
    let origin = match is_move(transform) {
        true => Point::new(moved.tx, moved.ty),
        false => Point::zero(),
    };
    let matrix = Matrix(moved);
    let size = mm(item.size);
    let mut attributes: Vec<crate::xml::Attribute<'_>> = vec![
        ("ID", &id),
        ("Boundary", &boundary),
        ("Font", &face.id),
        ("Size", &size),
    ];
    if !is_move(transform) {
        attributes.insert(2, ("CTM", &matrix));
    }
    let at = first.glyphs.first().map_or(origin, |(_, at)| origin + *at);
    let places: Vec<Point> = clusters.iter().flat_map(Cluster::places).collect();
    xml.element("ofd:TextObject", &attributes, |xml| {
        colour.write_unless_black(xml, "ofd:FillColor");
        for transform in transforms(&clusters) {
            transform.write(xml);
        }
        let across = Steps::between(&places, |place| place.x);
        let down = Steps::between(&places, |place| place.y);
        let (x, y) = (mm(at.x), mm(at.y));
        let mut attributes: Vec<crate::xml::Attribute<'_>> = vec![("X", &x), ("Y", &y)];
        if !across.0.is_empty() {
            attributes.push(("DeltaX", &across));
        }
        if !down.are_none() {
            attributes.push(("DeltaY", &down));
        }
        let text: String = clusters.iter().flat_map(|cluster| &cluster.characters).collect();
        xml.text("ofd:TextCode", &attributes, &text);
    });
    Ok(true)
}

/// The clusters of a text in the order they are read in, without the white space it begins
/// with: XML readers may drop that, and would then be wrong about every glyph behind it.
fn clusters(item: &TextItem, face: &mut Face) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut pen = Point::zero();
    for glyph in &item.glyphs {
        let at = |x: Em, y: Em| Point::new(x.at(item.size), -y.at(item.size));
        let place = pen + at(glyph.x_offset, glyph.y_offset);
        pen += at(glyph.x_advance, glyph.y_advance);
        let range = glyph.range();
        let number = face.glyph(glyph.id);
        match clusters.last_mut() {
            Some(cluster) if cluster.start == range.start => cluster.glyphs.push((number, place)),
            _ => clusters.push(Cluster {
                start: range.start,
                characters: item.text.get(range).unwrap_or_default().chars().map(said).collect(),
                glyphs: vec![(number, place)],
            }),
        }
    }
    // Text from right to left is set in the order it is seen in.
    clusters.sort_by_key(|cluster| cluster.start);
    let is_blank = |cluster: &Cluster| cluster.characters.iter().all(|c| c.is_whitespace());
    let blank = clusters.iter().take_while(|cluster| is_blank(cluster)).count();
    clusters.drain(..blank);
    for cluster in &clusters {
        if let ([character], [(glyph, _)]) = (&*cluster.characters, &*cluster.glyphs) {
            face.is_glyph_of(*character, *glyph);
        }
    }
    clusters
}

/// A character as XML can say it, in one place of the text: a glyph's characters are counted.
fn said(c: char) -> char {
    if c.is_whitespace() && c.is_control() || !is_sayable(c) {
        ' '
    } else {
        c
    }
}

impl Cluster {
    /// Where each character is: where its glyph is, or the last one if there are fewer.
    fn places(&self) -> impl Iterator<Item = Point> {
        let last = self.glyphs.len().saturating_sub(1);
        (0..self.characters.len()).filter_map(move |at| self.glyphs.get(at.min(last)).map(|(_, place)| *place))
    }

    fn has_a_glyph_each(&self) -> bool {
        self.characters.len() == self.glyphs.len()
    }
}

/// Which glyphs stand for which characters (11.4, `CGTransform`).
struct GlyphTransform {
    position: usize,
    characters: usize,
    glyphs: Vec<u16>,
    is_one_to_one: bool,
}

impl GlyphTransform {
    fn write(&self, xml: &mut Xml) {
        let attributes: [crate::xml::Attribute<'_>; 3] = [
            ("CodePosition", &self.position),
            ("CodeCount", &self.characters),
            ("GlyphCount", &self.glyphs.len()),
        ];
        let glyphs: Vec<String> = self.glyphs.iter().map(u16::to_string).collect();
        xml.element("ofd:CGTransform", &attributes, |xml| {
            xml.text("ofd:Glyphs", &[], &glyphs.join(" "));
        });
    }
}

/// Runs of characters with a glyph each are one transform, and each other cluster is one.
fn transforms(clusters: &[Cluster]) -> Vec<GlyphTransform> {
    let mut all: Vec<GlyphTransform> = Vec::new();
    let mut position = 0;
    for cluster in clusters {
        let characters = cluster.characters.len();
        let glyphs = cluster.glyphs.iter().map(|(glyph, _)| *glyph);
        match all.last_mut() {
            Some(run) if run.is_one_to_one && cluster.has_a_glyph_each() => {
                run.characters += characters;
                run.glyphs.extend(glyphs);
            }
            _ => all.push(GlyphTransform {
                position,
                characters,
                glyphs: glyphs.collect(),
                is_one_to_one: cluster.has_a_glyph_each(),
            }),
        }
        position += characters;
    }
    all
}

/// The steps from each character to the next; equal ones in a row are said once, as
/// `g 3 5.6` (7.3, `ST_Array`, and table 46).
struct Steps(Vec<Number>);

impl Steps {
    fn between(places: &[Point], along: impl Fn(&Point) -> Abs) -> Self {
        let pairs = places.windows(2);
        Self(pairs.map(|pair| mm(along(&pair[1]) - along(&pair[0]))).collect())
    }

    fn are_none(&self) -> bool {
        self.0.iter().all(|step| *step == Number::new(0.0))
    }
}

impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, run) in self.0.chunk_by(|one, other| one == other).enumerate() {
            if at > 0 {
                f.write_char(' ')?;
            }
            match run {
                [step, _, _, ..] => write!(f, "g {} {step}", run.len())?,
                [one, other] => write!(f, "{one} {other}")?,
                _ => write!(f, "{}", run[0])?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cluster(start: usize, characters: &str, glyphs: &[u16]) -> Cluster {
        let place = |n: usize| Point::with_x(Abs::mm((start + n) as f64));
        Cluster {
            start,
            characters: characters.chars().collect(),
            glyphs: glyphs.iter().enumerate().map(|(n, glyph)| (*glyph, place(n))).collect(),
        }
    }

    #[test]
    fn clusters_that_are_not_one_to_one_are_transforms_of_their_own() {
        let clusters = [
            cluster(0, "甲", &[1]),
            cluster(1, "乙", &[2]),
            cluster(2, "ffi", &[3]),
            cluster(5, "丙", &[4]),
        ];
        let said: Vec<_> = transforms(&clusters)
            .into_iter()
            .map(|transform| (transform.position, transform.characters, transform.glyphs))
            .collect();
        assert_eq!(said, [(0, 2, vec![1, 2]), (2, 3, vec![3]), (5, 1, vec![4])]);
        let places: Vec<Point> = clusters.iter().flat_map(Cluster::places).collect();
        assert_eq!(Steps::between(&places, |place| place.x).to_string(), "1 1 0 0 3");
    }

    #[test]
    fn equal_steps_are_said_once() {
        let steps = |steps: &[f64]| Steps(steps.iter().map(|step| Number::new(*step)).collect()).to_string();
        assert_eq!(steps(&[1.0, 1.0, 1.0, 2.0, 2.0, 3.5]), "g 3 1 2 2 3.5");
        assert_eq!(steps(&[]), "");
    }
}
