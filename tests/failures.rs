//! What cannot be used, or written: one clear sentence, the right exit code, and
//! nothing half-written.

use std::path::Path;

use nianbao_testing::book::APPLICATIONS;
use rust_xlsxwriter::Workbook;

use crate::support::{example, example_book, files, folder, nianbao};

/// Builds and expects a failure: its one sentence on standard error.
fn refused(input: &Path, out: &Path, code: i32) -> String {
    let run = nianbao(["build".as_ref(), input.as_os_str(), "--out".as_ref(), out.as_os_str()]);
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    assert_eq!(run.err.lines().count(), 1, "one sentence: {}", run.err);
    assert!(run.err.starts_with("错误："), "{}", run.err);
    run.err
}

#[test]
fn inputs_that_cannot_be_used_are_refused_in_one_sentence() {
    let folder = folder();
    let out = folder.path().join("out");
    let path = |name: &str| folder.path().join(name);

    assert!(refused(&path("没有.xlsx"), &out, 2).contains("没有.xlsx：无法读取，文件或文件夹不存在"));
    assert!(refused(folder.path(), &out, 2).contains("文件夹里没有工作簿"));
    std::fs::write(path("数据.xlsx"), b"\0\x01\x02\xff\xfe not a workbook \0").unwrap();
    let kinds = refused(&path("数据.xlsx"), &out, 2);
    for kind in ["Excel 工作簿（.xlsx", ".docx", ".md", ".txt", ".csv", "网页表格"] {
        assert!(kinds.contains(kind), "{kind}: a reader is missing in {kinds}");
    }
    std::fs::write(path("文本.xlsx"), "这不是工作簿。").unwrap();
    assert!(refused(&path("文本.xlsx"), &out, 2).contains("没有找到年报的任何内容"));
    std::fs::write(path("空.xlsx"), "").unwrap();
    assert!(refused(&path("空.xlsx"), &out, 2).contains("文件是空的"));
    let mut empty = Workbook::new();
    empty.add_worksheet();
    empty.save(path("空表.xlsx")).unwrap();
    assert!(refused(&path("空表.xlsx"), &out, 2).contains("没有找到年报的任何内容"));
    let whole = std::fs::read(example()).unwrap();
    std::fs::write(path("半个.xlsx"), &whole[..whole.len() / 2]).unwrap();
    assert!(refused(&path("半个.xlsx"), &out, 2).contains("损坏"));
    assert!(!out.exists(), "nothing was written");
}

#[test]
fn a_workbook_without_a_table_is_told_which() {
    let folder = folder();
    let out = folder.path().join("out");
    let mut book = example_book();
    book.remove(APPLICATIONS);
    let path = book.save(folder.path());
    let run = nianbao(["build".as_ref(), path.as_os_str(), "--out".as_ref(), out.as_os_str()]);
    assert_eq!(run.code, 1);
    let (_, told) = crate::support::check([&path]);
    let errors: Vec<_> = told.iter().filter(|told| told.severity == "error").collect();
    assert_eq!(errors.len(), 1, "{told:?}");
    assert!(
        run.out.contains("没有找到“收到和处理政府信息公开申请情况”表"),
        "{}",
        run.out
    );
    assert!(!out.exists(), "nothing was written");
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing_behind() {
    let folder = folder();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    assert!(refused(&example(), &file, 3).contains("没有写出任何文件"));
    assert!(refused(&example(), &file.join("below"), 3).contains("没有写出任何文件"));
    assert_eq!(files(folder.path()), ["file"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told_so() {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("locked")).unwrap();
    std::fs::set_permissions(path("locked"), Permissions::from_mode(0o555)).unwrap();
    // The administrator may write everywhere. Then the program is run as nobody, with all it
    // needs where nobody can reach it.
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    std::fs::copy(example(), path("report.xlsx")).unwrap();
    let program = path("nianbao");
    // By another process: what this one has open for writing, another test's child may hold
    // open still, and then it cannot be run.
    let copied = Command::new("cp")
        .arg(env!("CARGO_BIN_EXE_nianbao"))
        .arg(&program)
        .status();
    assert!(copied.unwrap().success());
    let mut command = Command::new(&program);
    if std::fs::metadata(&program).unwrap().uid() == 0 {
        command.uid(65_534);
    }
    let output = command
        .arg("build")
        .arg(path("report.xlsx"))
        .arg("--out")
        .arg(path("locked"))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("没有权限"), "{said}");
    assert_eq!(files(&path("locked")), [""; 0]);
}

#[test]
fn mistaken_arguments_are_explained_in_the_users_language() {
    let cases: [(&[&str], &str, &str); 6] = [
        (&["build"], "缺少参数", "required arguments were not provided"),
        (
            &["build", "a.xlsx", "--nope"],
            "没有“--nope”这个选项",
            "unexpected argument '--nope'",
        ),
        (&["buidl"], "没有“buidl”这个命令", "unrecognized subcommand 'buidl'"),
        (
            &["build", "a.xlsx", "--to", "pfd"],
            "没有“pfd”这种格式，是不是“pdf”？",
            "did you mean “pdf”?",
        ),
        (&["check", "a.xlsx", "--form"], "后面缺少内容", "a value is required"),
        (&["check"], "缺少参数", "required arguments were not provided"),
    ];
    for (arguments, zh, en) in cases {
        let run = nianbao(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(zh), "{arguments:?}: {}", run.err);
        let run = nianbao(["--lang", "en"].iter().chain(arguments.iter()));
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(en), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_form_that_is_wrong_is_refused_with_its_line() {
    let folder = folder();
    let form = folder.path().join("表式.toml");
    let refused = |text: &str, asked: &str| {
        std::fs::write(&form, text).unwrap();
        let run = nianbao([
            "check".as_ref(),
            example().as_os_str(),
            "--form".as_ref(),
            asked.as_ref(),
        ]);
        assert_eq!(run.code, 2, "{}{}", run.out, run.err);
        run.err
    };
    let path = form.display().to_string();
    let variant = "id = \"v\"\nname = \"v\"\nauthority = \"v\"\nyears = { from = 2020 }\nextends = \"customs-2020\"\n";
    assert!(refused(&format!("{variant}colour = 1\n"), &path).contains("第 6 行"));
    assert!(
        refused(&format!("{variant}[[change]]\nremove = \"disclosure.fee\"\n"), &path)
            .contains("是不是“disclosure.fees”？")
    );
    assert!(refused("", "customs-2021").contains("是不是“customs-2020”？"));
    // A form that is right is used.
    std::fs::write(&form, format!("{variant}[[change]]\nremove = \"disclosure.fees\"\n")).unwrap();
    let run = nianbao([
        "check".as_ref(),
        example().as_os_str(),
        "--form".as_ref(),
        form.as_os_str(),
    ]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.contains("unknown-row"),
        "the row the form no longer has is named: {}",
        run.out
    );
}

#[test]
fn a_damaged_old_workbook_ends_in_one_sentence() {
    let folder = folder();
    let out = folder.path().join("out");
    let fixture = crate::support::root().join("crates/import-excel/tests/fixtures/workbook.xls");
    let whole = std::fs::read(fixture).unwrap();
    for cut in (1..20).map(|part| whole.len() * part / 20) {
        let path = folder.path().join("旧.xls");
        std::fs::write(&path, &whole[..cut]).unwrap();
        refused(&path, &out, 2);
        // As long as before, with a hole: sizes inside no longer fit.
        let mut holed = whole.clone();
        holed[cut..(cut + 600).min(whole.len())].fill(0xff);
        std::fs::write(&path, &holed).unwrap();
        let run = nianbao(["check".as_ref(), path.as_os_str()]);
        assert!(
            run.code <= 2 && !run.err.contains("panicked"),
            "{cut}: {} {}",
            run.code,
            run.err
        );
    }
}
