//! The words of each error, in both languages.

use std::io;

use nianbao_model::form::Form;
use nianbao_model::plugin::Packed;
use nianbao_model::{Localize, Text, label};

use super::{Error, FileFault, ReportsFault, WriteFault};
use crate::plugins::{importers, packed};

impl Localize for Error {
    fn text(&self) -> Text {
        match self {
            Self::File { file, fault } => fault.of(file),
            Self::Import(error) => error.text(),
            Self::NothingRead { files } => Text::new(
                format!("{files}：没有找到年报的任何内容（基本信息、正文、表格）。请确认选对了工作簿"),
                format!(
                    "{files}: there is nothing of an annual report in it (basic data, text, tables): is this the right workbook?"
                ),
            ),
            Self::Form(error) => error.text(),
            Self::FormEncoding { file } => Text::new(
                format!("{file}：表式文件不是 UTF-8 文本。请用记事本另存为 UTF-8 后再试"),
                format!("{file}: the form file is no UTF-8 text: save it as UTF-8 and retry"),
            ),
            Self::NoForms => Text::new("没有内置的表式", "there are no forms"),
            Self::UnknownForm { asked, known } => unknown_form(asked, known),
            Self::NoFormFor { year } => Text::new(
                format!("没有适用于 {year} 年度的表式"),
                format!("there is no form for {year}"),
            ),
            Self::FormOfOtherYears { form, year } => {
                let Form { id, name, .. } = &**form;
                Text::new(
                    format!("表式 {id}（{name}）不适用于 {year} 年度"),
                    format!("the form {id} ({name}) is not for {year}"),
                )
            }
            Self::UnknownRule { asked, nearest } => {
                let meant =
                    nearest.map(|near| Text::new(format!("，是不是“{near}”？"), format!("; did you mean “{near}”?")));
                let Text { zh, en } = meant.unwrap_or_else(|| Text::same(""));
                Text::new(
                    format!("没有“{asked}”这条规则{zh}"),
                    format!("there is no rule “{asked}”{en}"),
                )
            }
            Self::UnknownExporter { asked, known } => unknown_exporter(asked, known),
            Self::NoExporter => Text::new("没有写要生成哪种格式", "no format is named"),
            Self::ExporterNotAsked { exporter } => Text::new(
                format!("这次没有生成“{exporter}”，不能设置它的选项"),
                format!("“{exporter}” is not made in this run, and none of its options can be set"),
            ),
            Self::Setting(error) => error.text(),
            Self::NoSetting => Text::new(
                "应写成“格式.选项=值”，如 html.fragment=true",
                "write it as format.option=value, e.g. html.fragment=true",
            ),
            Self::Typefaces(error) => {
                let (zh, en) = error.words();
                Text::new(zh, en)
            }
            Self::Blocked { errors } => Text::new(
                format!("有 {errors} 个错误，没有生成文件。请改正，或先生成草稿"),
                format!("there are {errors} errors, and nothing was made: correct them, or make a draft"),
            ),
            Self::Export(error) => error.text(),
            Self::Workbook(error) => error.text(),
            Self::FindingsWorkbook(error) => error.text(),
            Self::Page(error) => error.text(),
            Self::ComparisonWorkbook(error) => error.text(),
            Self::NoOffices => Text::new("没有单位的工作簿", "there are no offices' workbooks"),
            Self::Offices(obstacles) => {
                let lines = |words: fn(&Text) -> &str| obstacles.iter().map(words).collect::<Vec<_>>().join("\n");
                Text::new(lines(|text| &text.zh), lines(|text| &text.en))
            }
            Self::NoOrgan { files } => Text::new(
                format!("{files}：基本信息中没有机关名称，不知道汇总成哪个机关的年报"),
                format!("{files}: has no organ's name (机关名称), so it cannot be told whose report this is"),
            ),
            Self::OtherYear { files, own, offices } => {
                let [own, offices] =
                    [own, offices].map(|year| year.map_or_else(|| String::from("—"), |year| year.to_string()));
                Text::new(
                    format!("{files}：基本信息中的年度是 {own}，各单位的是 {offices}，不能汇总"),
                    format!("{files}: its year is {own}, the offices' is {offices}: they cannot be added up"),
                )
            }
            Self::Reports(fault) => fault.text(),
            Self::Threads(reason) => Text::same(reason),
            Self::Write { file, fault } => fault.of(file),
        }
    }
}

impl FileFault {
    fn of(&self, file: &str) -> Text {
        match self {
            Self::Unreadable(error) => {
                let Text { zh, en } = reason(error);
                Text::new(
                    format!("{file}：无法读取，{zh}"),
                    format!("{file}: cannot be read, {en}"),
                )
            }
            Self::Folder => Text::new(
                format!("{file}：这是文件夹，请指定其中的工作簿，如 {file}/年报.xlsx"),
                format!("{file}: is a folder: name the workbook in it, such as {file}/report.xlsx"),
            ),
            Self::Irregular => Text::new(
                format!("{file}：不是普通文件（是设备或管道），未读取。请指定文件"),
                format!("{file}: is no regular file but a device or pipe, and was not read: name a file"),
            ),
            Self::TooLarge(limit) => Text::new(
                format!("{file}：大于 {} MB，未读取。请确认选对了文件", limit >> 20),
                format!(
                    "{file}: larger than {} MB, and was not read: is this the right file?",
                    limit >> 20
                ),
            ),
            Self::TooMuchText(limit) => too_much_text(file, *limit),
            Self::Changing => Text::new(
                format!("{file}：读取时文件正在变化，可能还在保存或复制。请等它完成后再试"),
                format!(
                    "{file}: it changed while it was read, as if it were still being saved or copied: retry after that"
                ),
            ),
            Self::Empty => not_readable(file, "文件是空的", "the file is empty"),
            Self::UnknownFormat => not_readable(
                file,
                "内容不是可以读取的格式",
                "its content is of no kind that can be read",
            ),
        }
    }
}

fn too_much_text(file: &str, limit: usize) -> Text {
    let (packed, limit) = (packed(), limit >> 20);
    let names = |name: fn(&Packed) -> &'static str| packed.iter().map(name).collect::<Vec<_>>();
    let zh = names(|packed| packed.name_zh).join("或 ");
    let en = names(|packed| packed.name_en).join(" nor ");
    Text::new(
        format!(
            "{file}：大于 {limit} MB，又不是{zh}，不像是年报，未读取。请只保留年报内容，或另存为 .xlsx、.docx 后再试"
        ),
        format!(
            "{file}: larger than {limit} MB and neither {en}; it was not read: keep only the report, or save it as .xlsx or .docx"
        ),
    )
}

/// What is wrong with a file, and what can be read instead.
fn not_readable(file: &str, zh: &str, en: &str) -> Text {
    let kinds: Vec<Text> = importers().iter().map(|importer| importer.describe().label()).collect();
    let all = |words: fn(&Text) -> &str, between: &str| kinds.iter().map(words).collect::<Vec<_>>().join(between);
    Text::new(
        format!("{file}：{zh}。可以读取：{}", all(|text| &text.zh, "、")),
        format!("{file}: {en}; what can be read: {}", all(|text| &text.en, ", ")),
    )
}

fn unknown_form(asked: &str, known: &[String]) -> Text {
    let nearest = label::nearest(asked, known.iter().map(String::as_str));
    let (zh, en) = match nearest {
        Some(id) => (format!("，是不是“{id}”？"), format!("; did you mean “{id}”?")),
        None => (
            format!("。可用的有：{}", known.join("、")),
            format!("; there are: {}", known.join(", ")),
        ),
    };
    Text::new(
        format!("没有编号为“{asked}”的表式{zh}"),
        format!("there is no form “{asked}”{en}"),
    )
}

fn unknown_exporter(asked: &str, known: &[&str]) -> Text {
    let nearest = label::nearest(asked, known.iter().copied());
    let (zh, en) = match nearest {
        Some(near) => (format!("，是不是“{near}”？"), format!(" (did you mean “{near}”?)")),
        None => (String::from("。"), String::new()),
    };
    Text::new(
        format!("没有“{asked}”这种格式{zh}可用的有：{}", known.join("、")),
        format!("there is no format “{asked}”{en}; there are: {}", known.join(", ")),
    )
}

impl Localize for ReportsFault {
    fn text(&self) -> Text {
        match self {
            Self::Unreadable { folder, error } => {
                let Text { zh, en } = reason(error);
                Text::new(
                    format!("{folder}：无法读取文件夹，{zh}"),
                    format!("{folder}: the folder cannot be read, {en}"),
                )
            }
            Self::NoWorkbooks { folder } => Text::new(
                format!("{folder}：文件夹里没有工作簿"),
                format!("{folder}: there are no workbooks in this folder"),
            ),
            Self::NoReports { folder } => Text::new(
                format!("{folder}：文件夹里没有工作簿，也没有网页、Word 文件或 PDF"),
                format!("{folder}: there are no workbooks in this folder, nor pages, Word files or PDFs"),
            ),
            Self::NoFiles { pattern } => Text::new(
                format!("{pattern}：没有这样的文件"),
                format!("{pattern}: there are no such files"),
            ),
            Self::OneName { one, other } => Text::new(
                format!("{one} 和 {other} 同名，分不清是哪一份。请改名，或写它们上一级的文件夹"),
                format!("{one} and {other} have one name: rename one, or name the folder above them"),
            ),
            Self::One => Text::new(
                "多份年报才能分开处理，这里的文件合起来是一份",
                "only many reports can be divided, and these files are one",
            ),
            Self::Shard { asked } => Text::new(
                format!("{asked}：应写成 第几份/总份数，从 0 数起，如 0/4"),
                format!("{asked}: write INDEX/COUNT, counted from 0, e.g. 0/4"),
            ),
        }
    }
}

impl WriteFault {
    fn of(&self, file: &str) -> Text {
        let not_written = |reason: Text| {
            Text::new(
                format!("{file}：无法写入，{}。没有写出任何文件", reason.zh),
                format!("{file}: cannot be written, {}; no file was written", reason.en),
            )
        };
        match self {
            // What Windows says of a file that another program has open: access denied,
            // sharing violation, lock violation.
            Self::Refused(error) if cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33)) => {
                not_written(Text::new(
                    "没有权限，或者文件正在别的程序里打开，请先关闭",
                    "permission denied, or another program has it open: close it there",
                ))
            }
            Self::Refused(error) => not_written(reason(error)),
            Self::Taken => not_written(Text::new(
                "这个名字已是文件夹或设备",
                "a folder or a device has this name",
            )),
            Self::Exists => Text::new(
                format!("{file}：文件已经存在，没有覆盖"),
                format!("{file}: the file exists and was not replaced"),
            ),
            Self::Input => Text::new(
                format!("{file}：这是本次要读取的文件，不能覆盖。没有写出任何文件"),
                format!("{file}: this run reads this file and does not replace it; no file was written"),
            ),
            Self::AmongInputs => Text::new(
                format!("{file}：在要读取的年报的文件夹里，写在这里的表下次会被当作年报。没有写出任何文件"),
                format!(
                    "{file}: lies among the reports, where tables would be read as one the next time; no file was written"
                ),
            ),
            Self::NoName => Text::new(
                format!("{file}：应写文件名"),
                format!("{file}: this must be a file's name"),
            ),
            Self::SummaryFormat => Text::new(
                format!("{file}：汇总应写成 .csv 或 .json 文件"),
                format!("{file}: a summary is written to a .csv or .json file"),
            ),
            Self::Summary(reason) => Text::new(
                format!("无法写出汇总：{reason}"),
                format!("the summary cannot be written: {reason}"),
            ),
        }
    }
}

/// What the system says of a file, in plain words.
fn reason(error: &io::Error) -> Text {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => Text::new("文件或文件夹不存在", "it does not exist"),
        Kind::PermissionDenied => Text::new("没有权限", "permission denied"),
        Kind::IsADirectory => Text::new("这是文件夹", "it is a folder"),
        Kind::NotADirectory => Text::new("路径中有一段不是文件夹", "part of the path is not a folder"),
        Kind::StorageFull | Kind::QuotaExceeded => Text::new("磁盘空间不足", "the disk is full"),
        Kind::ReadOnlyFilesystem => Text::new("磁盘是只读的", "the disk is read-only"),
        Kind::AlreadyExists => Text::new("已有同名的文件或文件夹", "something of this name exists"),
        Kind::ResourceBusy | Kind::ExecutableFileBusy => {
            Text::new("文件正被其他程序使用", "another program is using it")
        }
        _ => Text::same(error.to_string()),
    }
}
