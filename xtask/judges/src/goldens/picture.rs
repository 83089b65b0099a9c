//! A grey picture in sixteen levels, and how far two of them differ.

use std::path::Path;

/// Grey levels, of 255, two pixels may be apart and still be the same: more than two of
/// the sixteen steps a picture is kept in, less than what the thinnest rule loses.
const SAME: u8 = 40;

/// The share of a picture's pixels that may differ. A page at 50 dpi has 242,000: this
/// is 120 of them. Another version of poppler may draw some edges anew; a character
/// more or less is about 60 pixels, a table rule over the text block 307, a line that
/// moved by one pixel thousands.
pub(super) const TOLERATED: f64 = 0.0005;

/// A grey picture, one byte a pixel, rounded to sixteen levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<u8>,
}

/// How one picture differs from the one expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Difference {
    /// The share of pixels that are another grey.
    Share(f64),
    /// It has another size.
    Size,
    /// It is expected and was not made.
    Missing,
    /// It was made and is not expected.
    New,
}

impl Difference {
    /// It in words.
    pub(super) fn told(self) -> String {
        match self {
            Self::Share(share) => format!("by {:.2} %", share * 100.0),
            Self::Size => String::from("in size"),
            Self::Missing => String::from("is no longer there"),
            Self::New => String::from("is new"),
        }
    }
}

/// Compares a picture with the one expected.
pub(super) fn difference(expected: Option<&Picture>, found: Option<&Picture>) -> Difference {
    match (expected, found) {
        (Some(expected), Some(found)) if expected.size() == found.size() => {
            let pairs = expected.pixels.iter().zip(&found.pixels);
            let differing = pairs.filter(|(one, other)| differ(**one, **other)).count();
            Difference::Share(differing as f64 / found.pixels.len().max(1) as f64)
        }
        (Some(_), Some(_)) => Difference::Size,
        (None, _) => Difference::New,
        (_, None) => Difference::Missing,
    }
}

/// Whether two greys are not the same.
pub(super) const fn differ(one: u8, other: u8) -> bool {
    one.abs_diff(other) > SAME
}

impl Picture {
    const fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// Reads a PNG of any kind.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let file = std::fs::File::open(path).map_err(|error| fail(&error))?;
        let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().map_err(|error| fail(&error))?;
        let size = reader.output_buffer_size().ok_or_else(|| fail(&"is too large"))?;
        let mut bytes = vec![0; size];
        let info = reader.next_frame(&mut bytes).map_err(|error| fail(&error))?;
        bytes.truncate(info.buffer_size());
        let samples = info.color_type.samples();
        let grey = |pixel: &[u8]| match pixel {
            [grey] | [grey, _] => *grey,
            // The luma of ITU-R BT.601 in thousandths.
            [red, green, blue, ..] => {
                ((u32::from(*red) * 299 + u32::from(*green) * 587 + u32::from(*blue) * 114) / 1000) as u8
            }
            [] => 255,
        };
        Ok(Self {
            width: info.width as usize,
            height: info.height as usize,
            pixels: bytes.chunks_exact(samples).map(grey).map(rounded).collect(),
        })
    }

    /// The picture reduced by a whole factor, each pixel the mean of those it replaces.
    pub(crate) fn reduced(&self, factor: usize) -> Self {
        let (width, height) = (self.width / factor, self.height / factor);
        let pixel = |at: usize| {
            let (x, y) = (at % width * factor, at / width * factor);
            let rows = (y..y + factor).filter_map(|row| {
                let begin = row * self.width + x;
                self.pixels.get(begin..begin + factor)
            });
            let sum: usize = rows.flatten().map(|grey| usize::from(*grey)).sum();
            rounded((sum / (factor * factor)) as u8)
        };
        Self {
            width,
            height,
            pixels: (0..width * height).map(pixel).collect(),
        }
    }

    /// How far the two pixels are apart that differ most. Pages may differ by a row of pixels
    /// in size, which is left out.
    pub(crate) fn farthest(&self, other: &Self) -> u8 {
        let rows = self
            .pixels
            .chunks(self.width.max(1))
            .zip(other.pixels.chunks(other.width.max(1)));
        let pairs = rows.flat_map(|(one, other)| one.iter().zip(other));
        pairs.map(|(one, other)| one.abs_diff(*other)).max().unwrap_or(u8::MAX)
    }

    /// The mean greys of both pictures in those squares of this one in which there is something,
    /// but nothing darker than this: a mark behind the text, where there is no text. `None` if
    /// there is none.
    pub(crate) fn shades(&self, other: &Self, factor: usize, darkest: u8) -> Option<(f64, f64)> {
        let dots = |picture: &Self, x: usize, y: usize| {
            let rows = (y * factor..(y + 1) * factor).filter_map(|row| {
                let begin = row * picture.width + x * factor;
                picture.pixels.get(begin..begin + factor).map(<[u8]>::to_vec)
            });
            rows.flatten().collect::<Vec<u8>>()
        };
        let mean = |dots: &[u8]| dots.iter().map(|grey| f64::from(*grey)).sum::<f64>() / dots.len().max(1) as f64;
        let (width, height) = (
            self.width.min(other.width) / factor,
            self.height.min(other.height) / factor,
        );
        let squares = (0..width * height).filter_map(|at| {
            let (x, y) = (at % width, at / width);
            let own = dots(self, x, y);
            // At least half of the square: no mere edge of something.
            let shaded = own.iter().filter(|grey| **grey < u8::MAX).count();
            let is_shade = shaded * 2 > own.len() && own.iter().all(|grey| *grey >= darkest);
            is_shade.then(|| (mean(&own), mean(&dots(other, x, y))))
        });
        let (one, another): (Vec<f64>, Vec<f64>) = squares.unzip();
        let all = |means: &[f64]| means.iter().sum::<f64>() / means.len() as f64;
        (!one.is_empty()).then(|| (all(&one), all(&another)))
    }

    /// As a PNG of four bits a pixel.
    pub(super) fn to_png(&self) -> Result<Vec<u8>, String> {
        let rows = self.pixels.chunks(self.width.max(1));
        let packed: Vec<u8> = rows
            .flat_map(|row| {
                row.chunks(2).map(|pair| {
                    let level = |at: usize| pair.get(at).map_or(0, |grey| grey / 17);
                    (level(0) << 4) | level(1)
                })
            })
            .collect();
        encode(self.size(), (png::ColorType::Grayscale, png::BitDepth::Four), &packed)
    }
}

/// A PNG of this size and kind.
pub(super) fn encode(
    (width, height): (usize, usize),
    (color, depth): (png::ColorType, png::BitDepth),
    data: &[u8],
) -> Result<Vec<u8>, String> {
    let side = |side: usize| u32::try_from(side).map_err(|error| error.to_string());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side(width)?, side(height)?);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(data).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// The nearest of sixteen levels.
const fn rounded(grey: u8) -> u8 {
    (grey.saturating_add(8) / 17) * 17
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white page with a rule one pixel thick, and some text-like specks.
    fn page(rule: Option<usize>) -> Picture {
        let (width, height) = (414, 585);
        let mut pixels = vec![255; width * height];
        if let Some(rule) = rule {
            pixels[rule * width + 55..rule * width + 362].fill(0);
        }
        for at in 0..2000 {
            pixels[width * 100 + at * 7] = 85;
        }
        Picture { width, height, pixels }
    }

    fn share(one: &Picture, other: &Picture) -> f64 {
        match difference(Some(one), Some(other)) {
            Difference::Share(share) => share,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_lost_or_moved_rule_is_seen_and_other_shades_at_edges_are_not() {
        let kept = page(Some(300));
        assert!(share(&kept, &page(None)) > TOLERATED);
        assert!(share(&kept, &page(Some(301))) > TOLERATED);
        let mut shaded = kept.clone();
        shaded
            .pixels
            .iter_mut()
            .for_each(|grey| *grey = grey.saturating_sub(34));
        assert!(share(&kept, &shaded) <= TOLERATED);
        let mut few = kept.clone();
        few.pixels[..100].fill(0);
        assert!(share(&kept, &few) <= TOLERATED);
    }

    #[test]
    fn missing_new_and_resized_pictures_are_told_apart() {
        let page = page(None);
        assert_eq!(difference(None, Some(&page)), Difference::New);
        assert_eq!(difference(Some(&page), None), Difference::Missing);
        assert_eq!(difference(Some(&page), Some(&page.reduced(2))), Difference::Size);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let page = page(Some(300));
        let file = std::env::temp_dir().join(format!("nianbao-picture-{}.png", std::process::id()));
        std::fs::write(&file, page.to_png().unwrap()).unwrap();
        assert_eq!(Picture::read(&file).unwrap(), page);
        std::fs::remove_file(file).unwrap();
    }

    #[test]
    fn the_pixels_that_differ_most_are_found() {
        let plain = page(None).reduced(12);
        assert_eq!(plain.farthest(&plain), 0);
        let mut other = page(None);
        // A square of a character's ink, at the end of a row.
        for row in 240..252 {
            other.pixels[row * other.width + 396..row * other.width + 408].fill(128);
        }
        assert!(plain.farthest(&other.reduced(12)) > 100);
    }

    #[test]
    fn a_mark_behind_the_text_is_seen_where_there_is_no_text() {
        let mut marked = page(Some(300));
        for row in 400..480 {
            marked.pixels[row * marked.width + 100..row * marked.width + 200].fill(221);
        }
        let (with, without) = marked.shades(&page(Some(300)), 12, 200).unwrap();
        assert!(with < 230.0 && without > 250.0, "{with} {without}");
        assert_eq!(page(Some(300)).shades(&marked, 12, 200), None);
    }

    #[test]
    fn a_reduced_picture_has_the_mean_of_its_pixels() {
        let four = Picture {
            width: 2,
            height: 2,
            pixels: vec![0, 0, 255, 255],
        };
        assert_eq!(four.reduced(2).pixels, [119]);
    }
}
