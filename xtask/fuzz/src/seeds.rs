//! What the targets begin with: the examples, the forms, the tests' fixtures and small
//! files of each kind with the forms' words in them, as each target takes its bytes.

mod documents;
mod packed;

use std::error::Error;
use std::fs;
use std::sync::Arc;

use nianbao_import_excel::ExcelImporter;
use nianbao_model::form::{self, Form};
use nianbao_model::plugin::Importer;
use nianbao_model::source::Sheet;
use nianbao_testing::archive::Parts;
use nianbao_testing::{biff8, biff12, compound, files, hostile, pdf};
use nianbao_workbook::{Content, Entry, filled, template};
use serde::Deserialize;
use xtask_kit::Outcome;
use xtask_kit::files::{make_empty, root};

use crate::dictionary;
use crate::targets::{Target, folder};
use packed::{BETWEEN, parts};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Writes the seeds and dictionaries of these targets.
pub(super) fn write(targets: &[&Target]) -> Outcome {
    let small = fs::read_to_string(folder().join("small.toml"))?;
    let mut forms = form::builtin()?;
    forms.insert(0, Arc::new(form::load("small.toml", &small, &forms)?));
    let all = Seeds::new(&forms)?;
    for target in targets {
        let generated = root().join("target/fuzz");
        let own = generated.join("seeds").join(target.name);
        make_empty(&own)?;
        for (number, seed) in all.of(target.name)?.iter().enumerate() {
            fs::write(own.join(format!("{number:03}")), seed)?;
        }
        let words = dictionary::of(target.name, &forms);
        if !words.is_empty() {
            fs::write(generated.join(format!("{}.dict", target.name)), words)?;
        }
    }
    Ok(())
}

/// What the seeds are made of.
struct Seeds<'a> {
    form: &'a Form,
    /// A workbook on the small form.
    workbook: Vec<u8>,
    /// Its sheets.
    sheets: Vec<Sheet>,
    /// Texts of reports.
    texts: Vec<String>,
}

impl<'a> Seeds<'a> {
    fn new(forms: &'a [Arc<Form>]) -> Fallible<Self> {
        let form = forms.first().ok_or("there is no form")?;
        let text = |name: &str| fs::read_to_string(root().join("examples").join(name).join("source/narrative.txt"));
        let texts = vec![text("minimal")?, text("chongqing-customs-2020")?, text("county-2024")?];
        let items = [
            ("机关名称", "青禾市水务局"),
            ("年度", "2024"),
            ("统计期限", "2024年1月1日至2024年12月31日"),
        ];
        let content = Content {
            items: items.map(|(item, value)| (item.to_owned(), value.to_owned())).into(),
            lines: texts[0].lines().map(str::to_owned).collect(),
            indicators: Vec::new(),
        };
        let workbook = filled(form, &content, |key| match key.len() % 5 {
            0 => Entry::Text(String::from("2件")),
            1 => Entry::Blank,
            number => Entry::Number(number.into()),
        })?;
        let sheets = ExcelImporter.import(&Arc::from("年报.xlsx"), &workbook)?.sheets;
        Ok(Self {
            form,
            workbook,
            sheets,
            texts,
        })
    }

    /// The seeds of a target.
    fn of(&self, target: &str) -> Fallible<Vec<Vec<u8>>> {
        let fixture = |name: &str| fs::read(root().join("crates/import-excel/tests/fixtures").join(name));
        Ok(match target {
            "file" => {
                let mut seeds = vec![
                    fs::read(root().join("examples/minimal/report.xlsx"))?,
                    self.workbook.clone(),
                    fixture("workbook.xls")?,
                    fixture("workbook.ods")?,
                    files::docx(&self.lines()),
                    pdf::sample(),
                ];
                seeds.extend(self.tables());
                seeds.extend(self.documents());
                seeds.extend(made(&[
                    "far-cell.xlsx",
                    "password.xls",
                    "word.doc",
                    "short-records.xls",
                    "xml-2003.xls",
                ]));
                seeds
            }
            "xlsx" => {
                let mut seeds = vec![
                    parts(&Parts::of(&self.workbook)),
                    parts(&Parts::of(&template(self.form, 2024, Some("青禾市水务局"))?)),
                    documents::workbook().into_bytes(),
                ];
                let small = [
                    "far-cell.xlsx",
                    "numbers.xlsx",
                    "shared-formula.xlsx",
                    "xxe.xlsx",
                    "strings-lie.xlsx",
                    "twice.xlsx",
                ];
                seeds.extend(made_parts(&small));
                seeds
            }
            "ods" => {
                let mut seeds = vec![
                    parts(&Parts::of(&fixture("workbook.ods")?)),
                    documents::open_document(&self.sheets).into_bytes(),
                ];
                seeds.extend(made_parts(&[
                    "rows-repeated.ods",
                    "columns-repeated.ods",
                    "billion-laughs.ods",
                ]));
                seeds
            }
            "xlsb" => [&self.sheets[..], &self.sheets[..1]]
                .map(|sheets| parts(&biff12::parts_of(sheets)))
                .into(),
            "xls" => vec![
                compound::stream(&fixture("workbook.xls")?, biff8::STREAM).ok_or("the fixture has no stream")?,
                biff8::stream_of(&self.sheets),
            ],
            "csv" => self.sheets.iter().flat_map(delimited).collect(),
            "html" => self
                .sheets
                .iter()
                .map(|sheet| files::html(sheet).into_bytes())
                .collect(),
            "docx" => {
                let mut seeds = vec![
                    parts(&Parts::of(&files::docx(&self.lines()))),
                    documents::word().into_bytes(),
                    documents::word_table(&self.sheets).into_bytes(),
                ];
                seeds.extend(made_parts(&["grid-span.docx", "xxe.docx"]));
                seeds
            }
            "portable" => {
                let (sample, _) = pdf::pages_of_sample();
                let mut tagged = pdf::Pdf::default();
                let cells = "/TD<</MCID 0>>BDC BT /F1 9 Tf 9 9 Td <65E0> Tj ET EMC";
                tagged.pages(
                    &[cells],
                    "/StructTreeRoot<</K<</S/Table/Pg 4 0 R/K<</S/TR/K<</S/TD/A<</ColSpan 2>>/K 0>>>>>>>>",
                );
                [sample, tagged]
                    .map(|file| file.objects().join(BETWEEN.as_bytes()))
                    .into()
            }
            "markdown" | "plain" => self.documents(),
            "narrative" => self.passages()?,
            "expression" => self.expressions(),
            "form" => {
                let mut seeds = vec![fs::read(folder().join("small.toml"))?];
                for name in ["gov-2019", "gov-2021", "customs-2020"] {
                    seeds.push(fs::read(root().join(format!("schemas/{name}.toml")))?);
                }
                seeds.push(VARIANT.as_bytes().to_vec());
                seeds
            }
            // Their bytes are choices, and any will do.
            _ => (0..24).map(|seed| choices(seed, 32 << (seed % 4))).collect(),
        })
    }

    /// The tables as text and web pages, in the encodings that are met.
    fn tables(&self) -> Vec<Vec<u8>> {
        let pages = self.sheets.iter().map(|sheet| files::html(sheet).into_bytes());
        self.sheets.iter().flat_map(delimited).chain(pages).collect()
    }

    /// The lines of the minimal example's text.
    fn lines(&self) -> Vec<String> {
        self.texts[0].lines().map(str::to_owned).collect()
    }

    /// Texts as plain text and Markdown.
    fn documents(&self) -> Vec<Vec<u8>> {
        let plain = &self.texts[0];
        let mut seeds = vec![
            plain.clone().into_bytes(),
            files::gbk(plain),
            files::utf16(plain),
            documents::MARKDOWN.as_bytes().to_vec(),
            documents::WRAPPED.as_bytes().to_vec(),
            documents::COPIED.as_bytes().to_vec(),
        ];
        let long = self.texts[1..].iter().flat_map(|text| pieces(text, 3_000));
        seeds.extend(long.map(String::into_bytes));
        seeds
    }

    /// The passages the rules about the text are measured on, and the examples' texts.
    fn passages(&self) -> Fallible<Vec<Vec<u8>>> {
        #[derive(Deserialize)]
        struct Corpus {
            passage: Vec<Passage>,
        }
        #[derive(Deserialize)]
        struct Passage {
            text: String,
        }
        let mut seeds = Vec::new();
        for name in ["passages", "held_out"] {
            let text = fs::read_to_string(root().join(format!("crates/check/tests/corpus/{name}.toml")))?;
            let corpus: Corpus = toml::from_str(&text)?;
            seeds.extend(corpus.passage.into_iter().map(|passage| passage.text.into_bytes()));
        }
        let texts = self.texts.iter().flat_map(|text| pieces(text, 800));
        seeds.extend(texts.map(String::into_bytes));
        seeds.retain(|seed| seed.len() <= 1_024);
        Ok(seeds)
    }

    /// Placeholders and formulas.
    fn expressions(&self) -> Vec<Vec<u8>> {
        let mut seeds: Vec<Vec<u8>> = EXPRESSIONS.iter().map(|text| text.as_bytes().to_vec()).collect();
        let used = self
            .texts
            .iter()
            .flat_map(|text| text.lines())
            .filter(|line| line.contains("{{"));
        seeds.extend(used.map(|line| line.as_bytes().to_vec()));
        seeds
    }
}

/// A table as delimited text, in the encodings that are met.
fn delimited(sheet: &Sheet) -> Vec<Vec<u8>> {
    let (commas, tabs) = (files::csv(sheet, ','), files::csv(sheet, '\t'));
    vec![
        files::gbk(&commas),
        files::utf16(&tabs),
        commas.into_bytes(),
        tabs.into_bytes(),
    ]
}

/// These of the hostile files.
fn made(names: &[&str]) -> Vec<Vec<u8>> {
    let chosen = hostile::files().filter(|file| names.contains(&file.name));
    chosen.map(|file| (file.make)()).collect()
}

/// The same, taken apart.
fn made_parts(names: &[&str]) -> Vec<Vec<u8>> {
    made(names).iter().map(|archive| parts(&Parts::of(archive))).collect()
}

/// A text in pieces of whole lines, each of about so many bytes.
fn pieces(text: &str, size: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for line in text.lines() {
        if let Some(last) = pieces.last_mut() {
            last.push_str(line);
            last.push('\n');
            if last.len() > size {
                pieces.push(String::new());
            }
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Bytes by chance, always the same (xorshift).
fn choices(seed: u64, count: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed + 1);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..count).map(|_| next()).collect()
}

/// Placeholders, formulas, and how they go wrong.
const EXPRESSIONS: [&str; 14] = [
    "一、总体情况\n新收{{ applications.new_received.total }}件。\n=SUM(A1:B9)",
    "{{ (指标2 / 统计天数) | round }}\n=1+2",
    "{{ 指标2 * 3 - 指标3 }}\n=B2\n=B3-B4",
    "{{ applications.results }}",
    "{{ 机关名称 }}{{ 年度 }}",
    "{{ 1 / 0 }}{{ 0.1 + 0.2 }}{{ 7 // 2 }}{{ 2 ** 70 }}",
    "{{ 没有 }}{{",
    "{% for i in range(9) %}x{% endfor %}",
    "{{ 'a' ~ 1 }}{{ [1, 2] }}{{ true }}{{ none }}",
    "｛｛ 统计天数 ｝｝",
    "=B3\n=B2\n=B2",
    "='基本信息'!B2\n=SUM(正文!A1,A2:XFD1048576,-1)",
    "=((((1))))-((2))",
    "=79228162514264337593543950335+1\n=SUM(B1:B99)",
];

/// A variant of another form.
const VARIANT: &str = "id = \"variant\"\nname = \"变体\"\nauthority = \"无\"\nyears = { from = 2022, to = 2023 }\nextends = \"gov-2021\"\n\n\
    [[change]]\nremove = \"applications.results.other.not_paid\"\n\n\
    [[change]]\nrelabel = \"disclosure.fees\"\nlabel = \"收费\"\naliases = [\"费\"]\n\n\
    [[change]]\nappend = \"applications.results.granted\"\nrows = [{ key = \"a\", label = \"甲\" }]\n\n\
    [[change]]\nappend = \"disclosure\"\nrows = [{ key = \"b\", label = \"乙\", rows = [{ key = \"c\", label = \"丙\" }] }]\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::TARGETS;

    #[test]
    fn every_target_has_seeds_within_its_length() {
        let small = fs::read_to_string(folder().join("small.toml")).unwrap();
        let mut forms = form::builtin().unwrap();
        forms.insert(0, Arc::new(form::load("small.toml", &small, &forms).unwrap()));
        let all = Seeds::new(&forms).unwrap();
        for target in &TARGETS {
            let seeds = all.of(target.name).unwrap();
            assert!(seeds.len() > 1, "{}", target.name);
            let sizes: Vec<usize> = seeds.iter().map(Vec::len).collect();
            let fits = |size: &usize| (1..=target.max_len).contains(size);
            assert!(sizes.iter().all(fits), "{}: {sizes:?} bytes", target.name);
        }
    }

    #[test]
    fn the_seeds_of_the_binary_formats_are_workbooks() {
        let small = fs::read_to_string(folder().join("small.toml")).unwrap();
        let forms = [Arc::new(form::load("small.toml", &small, &[]).unwrap())];
        let seeds = Seeds::new(&forms).unwrap();
        let stream = compound::compound(biff8::STREAM, &biff8::stream_of(&seeds.sheets));
        let source = ExcelImporter.import(&Arc::from("a.xls"), &stream).unwrap();
        let texts = |sheets: &[Sheet]| -> Vec<String> {
            let cells = sheets.iter().flat_map(|sheet| sheet.cells.values());
            cells
                .map(|cell| cell.value.display())
                .filter(|text| !text.is_empty())
                .collect()
        };
        assert_eq!(texts(&source.sheets), texts(&seeds.sheets));
    }
}
