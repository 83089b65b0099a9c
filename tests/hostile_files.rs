//! Files made to do harm: each ends in one clear sentence, by itself, whatever it says
//! of its own size. The makers are those of `cargo xtask hostile`, which runs all of
//! them and measures time and memory; here are the quick ones.

use std::path::Path;

use nianbao_testing::hostile::{self, Fate};

use crate::support::{Run, example, folder, nianbao};

/// Files that are made and refused in well under a second.
const QUICK: &[&str] = &[
    "bomb-60mb.xlsx",
    "bomb-overlapping.xlsx",
    "quine.xlsx",
    "outside.xlsx",
    "outside.docx",
    "target-outside.xlsx",
    "twice.xlsx",
    "locked-parts.xlsx",
    "unknown-method.xlsx",
    "strings-lie.xlsx",
    "strings-lie-far.xlsx",
    "strings-lie-case.xlsx",
    "strings-lie-prefix.xlsx",
    "strings-lie-form-feed.xlsx",
    "far-cell.xlsx",
    "beyond-cell.xlsx",
    "merges.xlsx",
    "merges-and-labels.xlsx",
    "sheets.xlsx",
    "deep-strings.xlsx",
    "xxe.xlsx",
    "billion-laughs.xlsx",
    "long-format.xlsx",
    "rules.xlsx",
    "shared-formula.xlsx",
    "numbers.xlsx",
    "columns.xlsx",
    "rows-repeated.ods",
    "columns-repeated.ods",
    "spans.ods",
    "billion-laughs.ods",
    "sheets.ods",
    "password.xlsx",
    "password.xls",
    "word.doc",
    "dimensions.xls",
    "corners.xls",
    "circle.xls",
    "continued.xls",
    "short-records.xls",
    "deep-tables.docx",
    "grid-span.docx",
    "xxe.docx",
    "billion-laughs.docx",
    "password.pdf",
    "scan.pdf",
    "circle.pdf",
    "pages.pdf",
    "references.pdf",
    "deep.pdf",
    "objects.pdf",
    "forms.pdf",
    "lattice.pdf",
    "gbk.txt",
    "random.bin",
    "escapes.txt",
    "bell.csv",
    "empty.xlsx",
    "colspan.html",
    "colspans.html",
    "deep.html",
    "lists.html",
    "attributes.html",
    "xml-2003.xls",
];

/// One sentence, with nothing a terminal would obey.
fn assert_is_a_sentence(name: &str, run: &Run) {
    let text = format!("{}{}", run.out, run.err);
    assert_eq!(run.code, 2, "{name}: {text}");
    assert_eq!(run.err.lines().count(), 1, "{name}: one sentence: {}", run.err);
    assert!(run.err.starts_with("错误："), "{name}: {}", run.err);
    assert_is_printable(name, &text);
}

fn assert_is_printable(name: &str, text: &str) {
    let hidden = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!text.contains(hidden), "{name}: {text:?}");
}

fn check(path: &Path) -> Run {
    nianbao(["check".as_ref(), path.as_os_str()])
}

#[test]
fn hostile_files_end_in_one_sentence() {
    let folder = folder();
    for name in QUICK {
        let Some(file) = hostile::files().find(|file| file.name == *name) else {
            panic!("{name} is not made any more");
        };
        let path = folder.path().join(name);
        std::fs::write(&path, (file.make)()).unwrap();
        let run = check(&path);
        assert_is_a_sentence(name, &run);
        if let Fate::Refused(words) = file.fate {
            assert!(run.err.contains(words), "{name}, {}: {}", file.what, run.err);
        }
        std::fs::remove_file(path).unwrap();
    }
}

#[test]
fn damage_by_chance_is_read_or_refused_and_escapes_are_never_obeyed() {
    let folder = folder();
    let workbook = std::fs::read(example()).unwrap();
    for family in hostile::families() {
        // Each has its turn in `cargo xtask hostile`.
        for (number, bytes) in (family.make)(&workbook).into_iter().enumerate().take(6) {
            let path = folder.path().join(format!("{number}.{}", family.ending));
            std::fs::write(&path, bytes).unwrap();
            let run = check(&path);
            let name = format!("{} {number}, {}", family.name, family.what);
            match run.code {
                0 | 1 => assert_is_printable(&name, &format!("{}{}", run.out, run.err)),
                _ => assert_is_a_sentence(&name, &run),
            }
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = folder();
    let path = folder.path().join("large.csv");
    std::fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let run = check(&path);
    assert_is_a_sentence("large.csv", &run);
    assert!(run.err.contains("大于 64 MB"), "{}", run.err);
    let form = nianbao([
        "check".as_ref(),
        example().as_os_str(),
        "--form".as_ref(),
        path.as_os_str(),
    ]);
    assert_is_a_sentence("form", &form);
    assert!(form.err.contains("大于 1 MB"), "{}", form.err);
    std::fs::write(&path, "字\n".repeat(2 << 20)).unwrap();
    assert!(check(&path).err.contains("大于 4 MB，又不是工作簿"));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let pipe = path("pipe.xlsx");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let run = check(&pipe);
    assert_is_a_sentence("a pipe nobody writes to", &run);
    assert!(run.err.contains("不是普通文件"), "{}", run.err);
    symlink("/dev/zero", path("zero.xlsx")).unwrap();
    assert!(check(&path("zero.xlsx")).err.contains("不是普通文件"));
    symlink("loop.xlsx", path("loop.xlsx")).unwrap();
    assert_is_a_sentence("a link to itself", &check(&path("loop.xlsx")));
    symlink(example(), path("link.xlsx")).unwrap();
    assert!(check(&path("link.xlsx")).code <= 1, "a link to a workbook is one");
    let form = nianbao([
        "check".as_ref(),
        example().as_os_str(),
        "--form".as_ref(),
        "/dev/zero".as_ref(),
    ]);
    assert_is_a_sentence("a device as the form", &form);
}

#[cfg(unix)]
#[test]
fn names_are_shown_and_not_obeyed() {
    let folder = folder();
    for name in [
        "a\nb\u{1b}[31mc\u{7}.xlsx",
        "a\u{202e}xslx.exe\u{2066}.xlsx",
        "-- '$(ls)' %s;&|.xlsx",
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, "PK\u{3}\u{4}").unwrap();
        assert_is_a_sentence(name, &check(&path));
        std::fs::copy(example(), &path).unwrap();
        let run = check(&path);
        assert!(run.code <= 1, "{}{}", run.out, run.err);
        assert_is_printable(name, &format!("{}{}", run.out, run.err));
    }
}

#[test]
fn a_file_that_grows_while_it_is_read_is_told_so() {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};
    let folder = folder();
    let path = folder.path().join("growing.xlsx");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(&vec![b'x'; 16 << 20]).unwrap();
    let over = AtomicBool::new(false);
    let run = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                file.write_all(b"x").unwrap();
                std::thread::yield_now();
            }
        });
        let run = check(&path);
        over.store(true, Ordering::Relaxed);
        run
    });
    assert_is_a_sentence("growing.xlsx", &run);
    assert!(run.err.contains("正在变化"), "{}", run.err);
}
