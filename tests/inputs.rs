//! What a run reads stays as it is, and no option is taken and forgotten.

use std::path::{Path, PathBuf};

use nianbao_testing::book::{METADATA, NARRATIVE};

use crate::support::{Run, TITLE, example, example_book, files, folder, nianbao};

/// The text of a report, as a file of the name that a draft will have.
fn draft_text(folder: &Path) -> PathBuf {
    let path = folder.join(format!("{TITLE}（草稿）.md"));
    std::fs::write(&path, "一、总体情况\n\n各项工作有序开展。\n").unwrap();
    path
}

/// The example's workbook without its text.
fn tables(folder: &Path) -> PathBuf {
    example_book().remove(NARRATIVE).save(folder)
}

fn run<const N: usize>(arguments: [&Path; N]) -> Run {
    nianbao(arguments)
}

/// Runs, and expects that it is refused for writing to an input and that this one is as it was.
#[track_caller]
fn refused<const N: usize>(input: &Path, arguments: [&Path; N]) {
    let before = std::fs::read(input).unwrap();
    let run = run(arguments);
    assert_eq!(run.code, 3, "{}{}", run.out, run.err);
    let name = input.file_name().unwrap().to_str().unwrap();
    assert!(run.err.contains("不能覆盖"), "{name}: {}", run.err);
    assert_eq!(std::fs::read(input).unwrap(), before, "{name} was written to");
}

#[test]
fn a_document_does_not_take_the_place_of_the_text_it_is_made_from() {
    let folder = folder();
    let (text, tables) = (draft_text(folder.path()), tables(folder.path()));
    let out = folder.path();
    let build = ["build", "--draft", "--to", "markdown,json", "--out"].map(Path::new);
    let [build, draft, to, formats, into] = build;
    refused(&text, [build, draft, to, formats, into, out, &text, &tables]);
    assert_eq!(files(out).len(), 2, "nor is anything else written: {:?}", files(out));
    // Elsewhere it may have the name.
    let other = out.join("other");
    let made = run([build, draft, to, formats, into, &other, &text, &tables]);
    assert_eq!(files(&other).len(), 2, "{}{}", made.out, made.err);
}

#[cfg(unix)]
#[test]
fn nor_by_another_name_of_the_same_file() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("in")).unwrap();
    let (text, tables) = (draft_text(&at("in")), tables(&at("in")));
    let own = at("正文.md");
    std::fs::rename(&text, &own).unwrap();
    let [build, draft, to, markdown, into] = ["build", "--draft", "--to", "markdown", "--out"].map(Path::new);
    // The output's name is a second name of the text.
    std::fs::hard_link(&own, &text).unwrap();
    refused(&own, [build, draft, to, markdown, into, &at("in"), &own, &tables]);
    // The text is given by a link, and the output is what it leads to.
    std::fs::remove_file(&own).unwrap();
    std::os::unix::fs::symlink(&text, &own).unwrap();
    refused(&text, [build, draft, to, markdown, into, &at("in"), &own, &tables]);
    // The folder has a second name.
    std::os::unix::fs::symlink(at("in"), at("out")).unwrap();
    refused(&text, [build, draft, to, markdown, into, &at("out"), &text, &tables]);
}

#[test]
fn nor_in_a_batch_nor_by_force() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in ["甲", "乙"] {
        std::fs::create_dir_all(at("各单位").join(name)).unwrap();
        tables(&at("各单位").join(name));
    }
    let text = draft_text(&at("各单位/甲"));
    let summary = at("结果.csv");
    let words = [
        "build",
        "--draft",
        "--force",
        "--group",
        "folder",
        "--to",
        "markdown",
        "--summary",
        "--out",
    ];
    let [build, draft, force, group, by, to, markdown, into, out] = words.map(Path::new);
    let offices = at("各单位");
    let before = std::fs::read(&text).unwrap();
    let run = run([
        build, draft, force, group, by, to, markdown, into, &summary, out, &offices, &offices,
    ]);
    assert_eq!(run.code, 3, "{}{}", run.out, run.err);
    assert_eq!(std::fs::read(&text).unwrap(), before);
    let told = std::fs::read_to_string(&summary).unwrap();
    assert!(told.contains("不能覆盖"), "{told}");
    let made = files(&offices.join("乙"));
    assert!(
        made.iter().any(|name| name.ends_with("（草稿）.md")),
        "no other is stopped: {made:?}"
    );
}

#[test]
fn merge_check_and_template_replace_nothing_they_read() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in ["甲海关", "乙海关"] {
        let book = example_book().set(METADATA, "B1", name).save(folder.path());
        std::fs::rename(book, at(&format!("{name}.xlsx"))).unwrap();
    }
    let (one, two, main) = (at("甲海关.xlsx"), at("乙海关.xlsx"), at("主文件.xlsx"));
    std::fs::copy(example(), &main).unwrap();
    let [merge, narrative, o, force] = ["merge", "--narrative", "-o", "--force"].map(Path::new);
    for target in [&one, &two, &main] {
        refused(target, [merge, &one, &two, narrative, &main, force, o, target]);
        refused(target, [merge, &one, &two, narrative, &main, o, target]);
    }
    let [check, each, summary, out, previous, format, json] = [
        "check",
        "--each",
        "--summary",
        "--out",
        "--previous",
        "--format",
        "json",
    ]
    .map(Path::new);
    let csv = at("表.csv");
    std::fs::write(&csv, "项目,数\n").unwrap();
    refused(&csv, [check, each, &csv, &one, summary, &csv]);
    refused(&one, [check, &two, previous, &one, format, json, out, &one]);
    let pattern = at("*海关.xlsx");
    refused(&one, [check, &pattern, format, json, out, &one]);
    let form = at("表式.toml");
    std::fs::write(&form, "id = \"own\"\nextends = \"gov-2021\"\n").unwrap();
    let [form_option, template, year, of] = ["--form", "template", "--year", "2024"].map(Path::new);
    let before = std::fs::read(&form).unwrap();
    run([template, year, of, form_option, &form, o, &form, force]);
    refused(&form, [check, &one, form_option, &form, format, json, out, &form]);
    assert_eq!(std::fs::read(&form).unwrap(), before);
}

#[test]
fn a_summary_of_one_report_is_written() {
    let folder = folder();
    let summary = folder.path().join("结果.json");
    let example = example();
    let status = |arguments: &[&str], file: &Path| {
        let mut words: Vec<&std::ffi::OsStr> = arguments.iter().map(std::ffi::OsStr::new).collect();
        words.extend([file.as_os_str(), "--summary".as_ref(), summary.as_os_str()]);
        let run = nianbao(words);
        let records: serde_json::Value = serde_json::from_slice(&std::fs::read(&summary).unwrap()).unwrap();
        assert_eq!(records.as_array().unwrap().len(), 1);
        std::fs::remove_file(&summary).unwrap();
        (
            run.code,
            records[0]["status"].as_str().unwrap().to_owned(),
            records[0]["outputs"].clone(),
        )
    };
    let out = folder.path().join("out");
    let build = ["build", "--to", "json", "--out", out.to_str().unwrap()];
    let made = status(&build, &example);
    assert_eq!(made, (0, "done".into(), serde_json::json!([format!("{TITLE}.json")])));
    assert_eq!(status(&["check"], &example).1, "done");
    let wrong = folder.path().join("坏.xlsx");
    std::fs::write(&wrong, "").unwrap();
    assert_eq!(status(&build, &wrong), (2, "failed".into(), serde_json::json!([])));
    assert_eq!(status(&["check"], &wrong).1, "failed");
    let blocked = example_book().set(METADATA, "B2", "二〇〇九").save(folder.path());
    assert_eq!(status(&build, &blocked).1, "blocked");
}

#[test]
fn what_an_option_cannot_do_here_or_cannot_be_is_said_by_name() {
    let example = example();
    let example = example.to_str().unwrap();
    for (arguments, words) in [
        (&["build", example, "-j", "0"][..], "--jobs"),
        (&["check", example, "-j", "999"], "1 到 256"),
        (&["check", example, "-j", "两"], "--jobs"),
        (&["template", "--year", "今年"], "--year"),
        (&["template", "--year", "20255"], "1949 到 2200"),
        (&["check", example, "--format", "pdf"], "text、json、sarif、xlsx、html"),
        (&["check", example, "--each=1"], "--each"),
        (&["check", example, "--shard", "0/2"], "--shard"),
        (&["check", example, "--summary", "结果.txt"], "--summary"),
        (&["check", example, "--jobs", "-1"], "--jobs"),
        (
            &["build", example, "--provenance", "--to", "markdown"],
            "--to 里加上 json",
        ),
        (
            &[
                "check",
                example,
                "--format",
                "json",
                "--out",
                "a.json",
                "--summary",
                "a.json",
            ],
            "--out 和 --summary",
        ),
    ] {
        let run = nianbao(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("写法有误"), "{arguments:?}: {}", run.err);
    }
    let english = nianbao(["--lang", "en", "build", example, "-j", "0"]);
    assert!(english.err.contains("whole number from 1 to 256"), "{}", english.err);
}
