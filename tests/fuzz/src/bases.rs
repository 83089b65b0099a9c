//! What the targets change or read beside their bytes: forms, and good reports. Made once.

use std::sync::{Arc, OnceLock};

use nianbao_check::Sample;
use nianbao_import_excel::ExcelImporter;
use nianbao_model::form::{self, Form};
use nianbao_model::plugin::Importer;
use nianbao_model::report::Field;
use nianbao_model::{Report, Source};
use nianbao_read::{Sources, read};
use nianbao_workbook::{Content, Entry, filled};

/// A good report with what it was read from.
pub(crate) struct Base {
    /// Its workbook, as imported.
    pub(crate) workbook: Source,
    /// The same with its formulas computed.
    pub(crate) input: Sources,
    /// Its form.
    pub(crate) form: Arc<Form>,
    /// What was read.
    pub(crate) report: Report,
}

impl Base {
    fn new(workbook: Source, form: Arc<Form>) -> Self {
        let input = Sources::new(vec![workbook.clone()]);
        let report = read(&input, &form);
        assert!(report.tables.iter().all(|table| table.place.is_some()), "it is read");
        // A cell's label is kept with it: no input's time is spent on those unchanged.
        for cell in workbook.sheets.iter().flat_map(|sheet| sheet.cells.values()) {
            cell.label();
        }
        Self {
            workbook,
            input,
            form,
            report,
        }
    }
}

/// Makes all of it, so that no input's time is spent on it.
pub(crate) fn prepare() {
    office();
    plain();
    words();
}

/// The built-in forms.
pub(crate) fn forms() -> &'static [Arc<Form>] {
    static FORMS: OnceLock<Vec<Arc<Form>>> = OnceLock::new();
    FORMS.get_or_init(|| form::builtin().expect("they are tested"))
}

/// The small form.
pub(crate) fn small() -> &'static Arc<Form> {
    &plain().form
}

/// The rules' sample office, on a built-in form.
pub(crate) fn office() -> &'static Base {
    static OFFICE: OnceLock<Base> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let mut sample = Sample::office();
        Base::new(sample.files.remove(0), sample.form)
    })
}

/// A workbook on the small form, as `nianbao template` lays it out.
pub(crate) fn plain() -> &'static Base {
    static PLAIN: OnceLock<Base> = OnceLock::new();
    PLAIN.get_or_init(|| {
        let form = form::load("small.toml", include_str!("../small.toml"), &[]).expect("it is a form");
        let form = Arc::new(form);
        let items = [
            ("机关名称", "青禾市水务局"),
            ("年度", "2024"),
            ("统计期限", "2024年1月1日至2024年12月31日"),
            ("发布日期", "2025年1月20日"),
        ];
        let lines = [
            "一、总体情况",
            "2024年，青禾市水务局新收政府信息公开申请1件，予以公开1件。",
            "六、其他需要报告的事项",
            "无。",
        ];
        let content = Content {
            items: items.map(|(item, value)| (item.to_owned(), value.to_owned())).into(),
            lines: lines.map(str::to_owned).into(),
            indicators: Vec::new(),
        };
        let one = ["new_received", "results.granted", "results.total"];
        let entry = |key: &str| {
            let row = one.iter().any(|row| key.starts_with(&format!("applications.{row}")));
            Entry::Number(i64::from(row && !key.contains("commercial")).into())
        };
        let bytes = filled(&form, &content, entry).expect("it fits into a workbook");
        let file = Arc::from("年报.xlsx");
        Base::new(ExcelImporter.import(&file, &bytes).expect("it is a workbook"), form)
    })
}

/// Words that mean something to the reader and the rules.
pub(crate) fn words() -> &'static [String] {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let prose = include_str!("../words.txt");
        let mut words: Vec<String> = prose.lines().map(str::to_owned).collect();
        for (_, name, others) in Field::ALL {
            words.push(name.to_owned());
            words.extend(others.iter().map(|other| (*other).to_owned()));
        }
        for form in [&office().form, small()] {
            words.extend(form.parts.iter().map(|part| part.heading.text.clone()));
            for block in form.tables.iter().flat_map(|table| &table.blocks) {
                words.extend(block.caption.clone());
                let leaves = block.leaf_rows.iter().chain(&block.leaf_columns);
                for label in leaves.flat_map(|leaf| leaf.groups.iter().chain([&leaf.label])) {
                    words.push(label.text.clone());
                    words.extend(label.wordings().iter().cloned());
                }
            }
            words.extend(form.keys().step_by(7));
        }
        words.sort();
        words.dedup();
        words.retain(|word| !word.is_empty());
        words
    })
}
