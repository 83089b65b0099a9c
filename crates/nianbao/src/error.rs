//! Why a run could not do its work: typed, so that a caller can tell a password from a
//! full disk, with words for the user in both languages.

mod words;

use std::fmt;
use std::io;
use std::sync::Arc;

use nianbao_compare::workbook::WorkbookError as ComparisonWorkbookError;
use nianbao_findings::Outcome;
use nianbao_findings::page::PageError;
use nianbao_findings::terminal::printable;
use nianbao_findings::workbook::WorkbookError as ListError;
use nianbao_model::form::FormError;
use nianbao_model::plugin::{ExportError, ImportError, SettingError};
use nianbao_model::{Form, Lang, Localize, Text};
use nianbao_workbook::WorkbookError;

/// Why a run could not do its work.
///
/// What a variant names is as the user gave it. [`Localize`] has the words; they name no
/// option of any command, so that a front can add how its own user may help himself.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be used as an input.
    File {
        /// The file.
        file: String,
        /// What is wrong with it.
        fault: FileFault,
    },
    /// An importer could not read its file: damaged, encrypted, or beyond a limit.
    Import(Box<ImportError>),
    /// There is nothing of an annual report in the files.
    NothingRead {
        /// The files.
        files: String,
    },
    /// A form file is wrong.
    Form(FormError),
    /// A form file is not UTF-8 text.
    FormEncoding {
        /// The file.
        file: String,
    },
    /// There are no forms to choose from.
    NoForms,
    /// There is no form of this id.
    UnknownForm {
        /// The id as given.
        asked: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// There is no form for this year.
    NoFormFor {
        /// The year.
        year: i32,
    },
    /// The form is not for this year.
    FormOfOtherYears {
        /// The form.
        form: Arc<Form>,
        /// The year.
        year: i32,
    },
    /// There is no rule of this id.
    UnknownRule {
        /// The id as given.
        asked: String,
        /// The rule that was probably meant.
        nearest: Option<&'static str>,
    },
    /// There is no exporter of this id.
    UnknownExporter {
        /// The id as given.
        asked: String,
        /// The ids there are.
        known: Vec<&'static str>,
    },
    /// No exporter was asked for.
    NoExporter,
    /// An option is set of an exporter that is not asked for: that is a slip.
    ExporterNotAsked {
        /// Its id.
        exporter: &'static str,
    },
    /// An exporter has no such option, or the option takes no such value.
    Setting(SettingError),
    /// This sets nothing: it is not `exporter.option=value`.
    NoSetting,
    /// There are no typefaces to print with.
    Typefaces(nianbao_fonts::Error),
    /// The report has errors that nobody allows, and is no draft.
    Blocked {
        /// How many.
        errors: usize,
    },
    /// An exporter could not make its file.
    Export(ExportError),
    /// A workbook to fill in, or of many offices, could not be made.
    Workbook(WorkbookError),
    /// The workbook of findings could not be made.
    FindingsWorkbook(ListError),
    /// The page of findings, or of a comparison, could not be made.
    Page(PageError),
    /// The workbook of a comparison could not be written.
    ComparisonWorkbook(ComparisonWorkbookError),
    /// There are no offices to add up.
    NoOffices,
    /// The offices cannot be added up: why, a sentence each.
    Offices(Vec<Text>),
    /// The whole's own files do not name the organ.
    NoOrgan {
        /// The files.
        files: String,
    },
    /// The whole's own files are of another year than the offices.
    OtherYear {
        /// The files.
        files: String,
        /// Their year.
        own: Option<i32>,
        /// The offices' year.
        offices: Option<i32>,
    },
    /// It cannot be told which reports the inputs are.
    Reports(ReportsFault),
    /// No threads could be had to work on several reports at once; the system says why.
    Threads(String),
    /// A file could not be written.
    Write {
        /// The file.
        file: String,
        /// Why.
        fault: WriteFault,
    },
}

/// What is wrong with a file that is to be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum FileFault {
    /// The system does not let it be read.
    Unreadable(io::Error),
    /// It is a folder.
    Folder,
    /// It is a device or a pipe.
    Irregular,
    /// It is larger than any input may be, in bytes.
    TooLarge(u64),
    /// It is text, and larger than that may be, in bytes.
    TooMuchText(usize),
    /// It changed while it was read.
    Changing,
    /// There is nothing in it.
    Empty,
    /// No importer knows it.
    UnknownFormat,
}

/// Why it cannot be told which reports the inputs are.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReportsFault {
    /// The folder, or one in it, cannot be read.
    Unreadable {
        /// The folder.
        folder: String,
        /// What the system says.
        error: io::Error,
    },
    /// There are no workbooks in the folder.
    NoWorkbooks {
        /// The folder.
        folder: String,
    },
    /// There is nothing in the folder that could be a report.
    NoReports {
        /// The folder.
        folder: String,
    },
    /// No file is of this pattern.
    NoFiles {
        /// The pattern.
        pattern: String,
    },
    /// Two reports would go by one name.
    OneName {
        /// The first report's file.
        one: String,
        /// The other's.
        other: String,
    },
    /// A part is asked for of one report.
    One,
    /// This is no part of the reports: `INDEX/COUNT`, counted from 0.
    Shard {
        /// As given.
        asked: String,
    },
}

/// Why a file could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteFault {
    /// The system does not let it be written.
    Refused(io::Error),
    /// A folder or a device has this name.
    Taken,
    /// It is there, and may be someone's filled-in workbook.
    Exists,
    /// It is one of the files that the run reads.
    Input,
    /// It is a folder among those that the run reads.
    AmongInputs,
    /// This is no file's name.
    NoName,
    /// A summary is written as `.csv` or `.json`, and this is neither.
    SummaryFormat,
    /// The summary itself could not be made; the reason.
    Summary(String),
}

/// What a failure is about, and the exit code a command ends with: the greater, the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// The report has errors: nothing was published.
    Findings = 1,
    /// The input or what was asked for cannot be used.
    Input = 2,
    /// The output could not be written.
    Output = 3,
}

impl Class {
    /// What is the worst of these: an input that could not be read weighs more than errors
    /// found. `None` if all is well.
    pub fn of(outcomes: &[Outcome]) -> Option<Self> {
        let classes = outcomes.iter().map(|outcome| match outcome {
            Outcome::Failed { .. } => Some(Self::Input),
            Outcome::Judged(judged) => (judged.count().errors > 0).then_some(Self::Findings),
        });
        classes.max().flatten()
    }

    /// The exit code.
    pub fn code(self) -> u8 {
        self as u8
    }
}

impl Error {
    /// What it is about.
    pub fn class(&self) -> Class {
        match self {
            Self::Blocked { .. } => Class::Findings,
            Self::Write {
                fault: WriteFault::NoName | WriteFault::SummaryFormat,
                ..
            } => Class::Input,
            Self::Write { .. } => Class::Output,
            _ => Class::Input,
        }
    }

    /// A file that cannot be used as an input.
    pub(crate) fn file(file: &str, fault: FileFault) -> Self {
        Self::File {
            file: printable(file),
            fault,
        }
    }

    /// A file that cannot be written.
    #[cfg(feature = "files")]
    pub(crate) fn write(path: &std::path::Path, fault: WriteFault) -> Self {
        Self::Write {
            file: printable(&path.display().to_string()),
            fault,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl std::error::Error for Error {}

impl From<ImportError> for Error {
    fn from(error: ImportError) -> Self {
        Self::Import(Box::new(error))
    }
}

macro_rules! from {
    ($($variant:ident($error:ty)),* $(,)?) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        }
    )*};
}
from!(
    ComparisonWorkbook(ComparisonWorkbookError),
    Export(ExportError),
    Page(PageError),
    FindingsWorkbook(ListError),
    Form(FormError),
    Reports(ReportsFault),
    Setting(SettingError),
    Typefaces(nianbao_fonts::Error),
    Workbook(WorkbookError),
);
