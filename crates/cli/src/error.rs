//! What ends a command, and the exit code it ends with.

use std::process::ExitCode;

use nianbao_model::{Localize, Text};

/// Findings of severity error: nothing was published.
pub(crate) const FINDINGS: u8 = 1;
/// The input or the arguments cannot be used.
pub(crate) const INPUT: u8 = 2;
/// The output could not be written.
const OUTPUT: u8 = 3;
/// The user stopped a batch.
pub(crate) const INTERRUPTED: u8 = 130;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is wrong and what to do, in both languages.
    pub(crate) message: Text,
    code: u8,
}

impl Failure {
    /// The input or the arguments cannot be used.
    pub(crate) fn input(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            message: Text::new(zh, en),
            code: INPUT,
        }
    }

    /// The output could not be written.
    pub(crate) fn output(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            message: Text::new(zh, en),
            code: OUTPUT,
        }
    }

    pub(crate) fn code(&self) -> u8 {
        self.code
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

/// A library's error about the input.
impl<E: Localize> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            message: error.text(),
            code: INPUT,
        }
    }
}

/// What the system says of a file, in plain words.
pub(crate) fn io_reason(error: &std::io::Error) -> Text {
    use std::io::ErrorKind as Kind;
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
