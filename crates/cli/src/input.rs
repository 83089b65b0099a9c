//! From the files on the command line to sources, and to the report.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao_findings::terminal::printable;
use nianbao_model::form::{self, Form};
use nianbao_model::limits::{MAX_FILE, MAX_FORM, MAX_TEXT_FILE};
use nianbao_model::plugin::{Importer, Intake, Packed, importers};
use nianbao_model::{Report, Source, label};
use nianbao_read::{Fit, Input};

use crate::arguments::Sources;
use crate::error::{Failure, io_reason};

/// Reads the report the arguments ask for, with its form.
pub(crate) fn read_report(asked: &Sources) -> Result<(Report, Arc<Form>), Failure> {
    let sources = asked
        .inputs
        .iter()
        .map(|path| read_source(path))
        .collect::<Result<Vec<_>, _>>()?;
    let input = Input::new(sources);
    let forms = match asked.form.as_deref() {
        Some(asked) => vec![named_form(asked)?],
        None => form::builtin()?,
    };
    let fit = Fit::best(&input, &forms).ok_or_else(|| Failure::input("没有内置的表式", "there are no forms"))?;
    let form = Arc::clone(fit.form());
    let report = fit.report();
    let nothing = report.tables.iter().all(|table| table.place.is_none())
        && report.metadata.fields.is_empty()
        && !report.narrative.iter().any(|paragraph| paragraph.level == 1);
    if nothing {
        let files = names(&report);
        return Err(Failure::input(
            format!("{files}：没有找到年报的任何内容（基本信息、正文、表格）。请确认选对了工作簿"),
            format!(
                "{files}: there is nothing of an annual report in it (basic data, text, tables): is this the right workbook?"
            ),
        ));
    }
    Ok((report, form))
}

/// The names of the files a report was read from.
pub(crate) fn names(report: &Report) -> String {
    report
        .files
        .iter()
        .map(|file| printable(file))
        .collect::<Vec<_>>()
        .join(" + ")
}

fn read_source(path: &Path) -> Result<Source, Failure> {
    let file: Arc<str> = path.display().to_string().into();
    let shown = printable(&file);
    if path.is_dir() {
        return Err(Failure::input(
            format!("{shown}：这是文件夹，请指定其中的工作簿，如 {shown}/年报.xlsx"),
            format!("{shown}: is a folder: name the workbook in it, such as {shown}/report.xlsx"),
        ));
    }
    let bytes = read_file(path, MAX_FILE)?;
    let mut intakes: Vec<Intake> = importers().iter().map(|importer| importer.describe()).collect();
    intakes.sort_by_key(|intake| intake.part);
    let packed: Vec<Packed> = intakes.iter().filter_map(|intake| intake.packed).collect();
    if bytes.len() > MAX_TEXT_FILE && !packed.iter().any(|packed| packed.is_begun_by(&bytes)) {
        let limit = MAX_TEXT_FILE >> 20;
        let names = |name: fn(&Packed) -> &'static str| packed.iter().map(name).collect::<Vec<_>>();
        let zh = names(|packed| packed.name_zh).join("或 ");
        let en = names(|packed| packed.name_en).join(" nor ");
        return Err(Failure::input(
            format!(
                "{shown}：大于 {limit} MB，又不是{zh}，不像是年报，未读取。请只保留年报内容，或另存为 .xlsx、.docx 后再试"
            ),
            format!(
                "{shown}: larger than {limit} MB and neither {en}; it was not read: keep only the report, or save it as .xlsx or .docx"
            ),
        ));
    }
    Ok(importer(&shown, &bytes)?.import(&file, &bytes)?)
}

/// The bytes of a file, if it is one, no larger than the limit, and does not change
/// meanwhile: half a saved workbook could be read as a whole one.
fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let shown = printable(&path.display().to_string());
    let unreadable = |error: std::io::Error| {
        let reason = io_reason(&error);
        Failure::input(
            format!("{shown}：无法读取，{}", reason.zh),
            format!("{shown}: cannot be read, {}", reason.en),
        )
    };
    let irregular = || {
        Failure::input(
            format!("{shown}：不是普通文件（是设备或管道），未读取。请指定文件"),
            format!("{shown}: is no regular file but a device or pipe, and was not read: name a file"),
        )
    };
    // By its path first: a pipe is not even opened until somebody writes to it.
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(irregular());
    }
    let file = File::open(path).map_err(unreadable)?;
    let before = file.metadata().map_err(unreadable)?;
    if !before.is_file() && !before.is_dir() {
        return Err(irregular());
    }
    if before.len() > limit {
        return Err(Failure::input(
            format!("{shown}：大于 {} MB，未读取。请确认选对了文件", limit >> 20),
            format!(
                "{shown}: larger than {} MB, and was not read: is this the right file?",
                limit >> 20
            ),
        ));
    }
    let mut bytes = Vec::new();
    // A byte more than it has tells that it grew, and it cannot grow without end.
    let read = (&file).take(before.len() + 1).read_to_end(&mut bytes);
    read.map_err(unreadable)?;
    let after = file.metadata().map_err(unreadable)?;
    let is_same = bytes.len() as u64 == before.len()
        && after.len() == before.len()
        && before.modified().ok() == after.modified().ok();
    if !is_same {
        return Err(Failure::input(
            format!("{shown}：读取时文件正在变化，可能还在保存或复制。请等它完成后再试"),
            format!(
                "{shown}: it changed while it was read, as if it were still being saved or copied: retry after that"
            ),
        ));
    }
    Ok(bytes)
}

/// The importer for these bytes: by content, whatever the file is called.
fn importer(shown: &str, bytes: &[u8]) -> Result<&'static dyn Importer, Failure> {
    let importers = importers();
    importers
        .iter()
        .copied()
        .find(|importer| !bytes.is_empty() && importer.recognizes(bytes))
        .ok_or_else(|| {
            let zh: Vec<_> = importers.iter().map(|importer| importer.describe().label_zh).collect();
            let en: Vec<_> = importers.iter().map(|importer| importer.describe().label_en).collect();
            let what = if bytes.is_empty() {
                ("文件是空的", "the file is empty")
            } else {
                ("内容不是可以读取的格式", "its content is of no kind that can be read")
            };
            Failure::input(
                format!("{shown}：{}。可以读取：{}", what.0, zh.join("、")),
                format!("{shown}: {}; what can be read: {}", what.1, en.join(", ")),
            )
        })
}

/// The form prescribed for a year: of those that name it, one that extends no other.
pub(crate) fn form_for_year(year: i32) -> Result<Arc<Form>, Failure> {
    let forms = form::builtin()?;
    let form = forms.into_iter().find(|form| form.years.contains(&year));
    form.ok_or_else(|| {
        Failure::input(
            format!("没有适用于 {year} 年度的表式。可用的见 nianbao forms"),
            format!("there is no form for {year}; see nianbao forms"),
        )
    })
}

/// The form with this id, or in this file.
pub(crate) fn named_form(asked: &str) -> Result<Arc<Form>, Failure> {
    let forms = form::builtin()?;
    if let Some(form) = forms.iter().find(|form| form.id == asked) {
        return Ok(Arc::clone(form));
    }
    let path = PathBuf::from(asked);
    if path.extension().is_none() && !path.exists() {
        let ids: Vec<_> = forms.iter().map(|form| form.id.as_str()).collect();
        let nearest = label::nearest(asked, ids.iter().copied());
        let zh = nearest
            .map(|id| format!("，是不是“{id}”？"))
            .unwrap_or_else(|| format!("。可用的有：{}", ids.join("、")));
        let en = nearest
            .map(|id| format!("; did you mean “{id}”?"))
            .unwrap_or_else(|| format!("; there are: {}", ids.join(", ")));
        return Err(Failure::input(
            format!("没有编号为“{asked}”的表式{zh}"),
            format!("there is no form “{asked}”{en}"),
        ));
    }
    let text = String::from_utf8(read_file(&path, MAX_FORM)?).map_err(|_| {
        Failure::input(
            format!(
                "{}：表式文件不是 UTF-8 文本。请用记事本另存为 UTF-8 后再试",
                printable(asked)
            ),
            format!(
                "{}: the form file is no UTF-8 text: save it as UTF-8 and retry",
                printable(asked)
            ),
        )
    })?;
    Ok(Arc::new(form::load(&printable(asked), &text, &forms)?))
}
