//! One text: every product, read back by a reader that knows nothing of this program, holds
//! the document's text, and whatever else it holds can be told apart from it.

use std::path::Path;

use crate::conformance::read_back::{Format, Reading, differences, expected, read};
use crate::conformance::verdict::Verdict;
use crate::products::Products;
use crate::text::compact;

/// How many differences of a file are listed in full.
const TOLD: usize = 12;

/// The products as published.
pub(super) fn same(products: &Products) -> Verdict {
    let mut told = Told::default();
    for format in Format::ALL {
        let file = products.file(format.extension());
        if format == Format::Markdown && !file.is_file() {
            continue;
        }
        let compared = compared(products, format, &file, None).and_then(|reading| {
            if format == Format::Page {
                attachments(products, reading.attachments)?;
            }
            Ok(())
        });
        told.add(format, compared);
    }
    let blocks = expected(&products.document, Format::Pdf);
    let cells: usize = blocks.iter().flat_map(|block| &block.rows).map(Vec::len).sum();
    told.verdict(&format!("{} blocks, {cells} cells each", blocks.len()))
}

/// The same products marked as drafts: the same text, and the mark.
pub(super) fn drafts(products: &Products) -> Verdict {
    let (folder, stem) = products.drafts()?;
    let mut told = Told::default();
    for format in [Format::Pdf, Format::Word, Format::Page] {
        let file = folder.join(format!("{stem}.{}", format.extension()));
        told.add(format, compared(products, format, &file, Some("草稿")).map(|_| ()));
    }
    told.verdict("the same text with the mark 草稿 on every page")
}

/// What was seen in each format, good or bad.
#[derive(Default)]
struct Told {
    seen: Vec<&'static str>,
    wrong: Vec<String>,
}

impl Told {
    fn add(&mut self, format: Format, compared: Result<(), String>) {
        match compared {
            Ok(()) => self.seen.push(format.extension()),
            Err(problem) => self.wrong.push(format!("{}: {problem}", format.extension())),
        }
    }

    fn verdict(self, seen: &str) -> Verdict {
        if self.wrong.is_empty() {
            Ok(format!("{}: {seen}", self.seen.join(", ")))
        } else {
            Err(self.wrong.join("\n    "))
        }
    }
}

/// The page lists the other files of the same run, and no other.
fn attachments(products: &Products, mut listed: Vec<String>) -> Result<(), String> {
    listed.sort();
    // Markdown and JSON are data, and not published with the page.
    let others = ["docx", "pdf"].map(|extension| products.file(extension));
    let names = others.iter().filter(|file| file.is_file());
    let expected: Vec<String> = names
        .filter_map(|file| Some(compact(&file.file_name()?.display().to_string())))
        .collect();
    if listed == expected {
        Ok(())
    } else {
        Err(format!("the page lists {listed:?}, expected {expected:?}"))
    }
}

fn compared(products: &Products, format: Format, file: &Path, mark: Option<&str>) -> Result<Reading, String> {
    let reading = read(format, file)?;
    let blocks = expected(&products.document, format);
    let mut told = differences(&reading.blocks, &blocks, format);
    let headers: Vec<&str> = blocks
        .iter()
        .flat_map(|block| block.rows.iter().flatten())
        .filter(|cell| cell.header == "column")
        .map(|cell| cell.text.as_str())
        .collect();
    told.extend(furniture_problems(&reading, format, mark, headers));
    if told.is_empty() {
        return Ok(reading);
    }
    let more = told.len().saturating_sub(TOLD);
    told.truncate(TOLD);
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    Err(told.join("; "))
}

/// What is wrong with the text that belongs to no block.
fn furniture_problems(reading: &Reading, format: Format, mark: Option<&str>, mut headers: Vec<&str>) -> Vec<String> {
    let mut told = Vec::new();
    match format {
        Format::Pdf => {
            // The longest first, so that no label is taken for a part of another.
            headers.sort_by_key(|text| std::cmp::Reverse(text.len()));
            for (number, page) in (1..).zip(&reading.furniture) {
                let printed = format!("—{number}—");
                let mut rest = page.replacen(&printed, "", 1);
                if rest == *page {
                    told.push(format!("page {number} does not carry its number"));
                }
                if let Some(mark) = mark {
                    let unmarked = rest.replace(mark, "");
                    if unmarked == rest {
                        told.push(format!("page {number} does not carry the mark"));
                    }
                    rest = unmarked;
                }
                for header in &headers {
                    rest = rest.replacen(header, "", 1);
                }
                if !rest.is_empty() {
                    told.push(format!("page {number} has text outside the tag tree: {rest:?}"));
                }
            }
        }
        Format::Word => {
            if reading.furniture != ["—1—", "—1—"] {
                told.push(format!("the footers say {:?}", reading.furniture));
            }
        }
        Format::Page | Format::Markdown => told.extend(reading.furniture.iter().cloned()),
    }
    if format != Format::Pdf {
        let wrong = match mark {
            None => !reading.marks.is_empty(),
            Some(mark) => reading.marks.is_empty() || reading.marks.iter().any(|found| found != mark),
        };
        if wrong {
            told.push(format!("the marks are {:?}, expected {mark:?}", reading.marks));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(pages: &[&str], mark: Option<&str>) -> usize {
        let reading = Reading {
            blocks: Vec::new(),
            attachments: Vec::new(),
            marks: Vec::new(),
            furniture: pages.iter().map(|page| (*page).to_owned()).collect(),
        };
        furniture_problems(&reading, Format::Pdf, mark, vec!["总计", "自然人总计"]).len()
    }

    #[test]
    fn page_numbers_marks_and_repeated_headers_are_no_text() {
        assert_eq!(problems(&["—1—", "总计自然人总计—2—"], None), 0);
        assert_eq!(problems(&["草稿草稿—1—"], Some("草稿")), 0);
    }

    #[test]
    fn what_is_missing_or_belongs_nowhere_is_told() {
        assert_eq!(problems(&["—2—"], None), 2, "a wrong number is missing and left over");
        assert_eq!(problems(&["遗落—1—"], None), 1);
        assert_eq!(problems(&["—1—"], Some("草稿")), 1);
    }
}
