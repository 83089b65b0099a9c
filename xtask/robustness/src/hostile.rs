//! Runs the program on files made to do harm, and writes to `docs/limits.md` what it says of
//! each, how long it takes and how much memory it needs.

mod measure;
mod places;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use nianbao_testing::hostile::{Fate, families, files};
use xtask_kit::Outcome;
use xtask_kit::files::{root, write_if_changed};

use measure::{Measured, Program};

/// How long a file may occupy the program.
const MOST_TIME: Duration = Duration::from_secs(2);
/// How much memory it may take it, in bytes.
const MOST_MEMORY: u64 = 512 << 20;

/// Which files, and of which build.
#[derive(clap::Args)]
pub struct Options {
    /// Checks only the files whose names contain this.
    #[arg(long)]
    only: Option<String>,
    /// The program to run, instead of the one in target/.
    #[arg(long)]
    program: Option<PathBuf>,
}

/// A row of the table.
struct Row {
    name: String,
    what: String,
    said: String,
    time: Duration,
    /// Nothing where the system does not tell.
    memory: Option<u64>,
    /// What is wrong, if anything is.
    fault: Option<String>,
}

/// Makes the files, has each checked, and writes the page.
///
/// # Errors
/// If a file is beyond what is allowed, or the program is not built.
pub fn run(options: &Options) -> Outcome {
    let Options { only, program } = options;
    let program = match program {
        Some(path) => Program::new("given", path.clone()),
        None => Program::built()?,
    };
    let folder = root().join("target/hostile");
    std::fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let wanted = |name: &str| only.as_ref().is_none_or(|only| name.contains(only));
    let mut rows = Vec::new();
    let mut note = |row: Row| {
        let verdict = row.fault.as_deref().unwrap_or("ok");
        println!(
            "{:7.2} s {:>5} {:22} {verdict}",
            row.time.as_secs_f64(),
            memory(row.memory),
            row.name
        );
        rows.push(row);
    };
    for file in files().filter(|file| wanted(file.name)) {
        let path = folder.join(file.name);
        std::fs::write(&path, (file.make)())?;
        note(judged(file.name, file.what, file.fate, program.check(&path)?));
    }
    let example = std::fs::read(root().join("examples/chongqing-customs-2020/report.xlsx"))?;
    for family in families().iter().filter(|family| wanted(family.name)) {
        let runs = (family.make)(&example).into_iter().zip(0..).map(|(bytes, number)| {
            let path = folder.join(format!("{}-{number}.{}", family.name, family.ending));
            std::fs::write(&path, bytes)?;
            let measured = program.check(&path)?;
            std::fs::remove_file(&path)?;
            Ok(judged(family.name, family.what, Fate::Any, measured))
        });
        let runs = runs.collect::<Result<Vec<_>, std::io::Error>>()?;
        if let Some(row) = worst(runs) {
            note(row);
        }
    }
    for place in places::PLACES.iter().filter(|place| wanted(place.name)) {
        match places::judge(place, &folder, &program)? {
            Some(measured) => note(judged(place.name, place.what, place.fate, measured)),
            None => println!("skipped: {} cannot be made on this system", place.name),
        }
    }
    let faults = rows.iter().filter(|row| row.fault.is_some()).count();
    if only.is_none() && faults == 0 {
        let path = root().join("docs/limits.md");
        let old = std::fs::read_to_string(&path)?;
        write_if_changed(&path, page(&rows, &program, &old)?.as_bytes())?;
    }
    match faults {
        0 => Ok(()),
        faults => Err(format!("{faults} files are beyond what is allowed; docs/limits.md was not written").into()),
    }
}

/// The row of a run.
fn judged(name: &str, what: &str, fate: Fate, measured: Measured) -> Row {
    Row {
        name: name.to_owned(),
        what: what.to_owned(),
        fault: fault(fate, &measured),
        said: measured.said(),
        time: measured.time,
        memory: measured.memory,
    }
}

/// What is wrong with a run.
fn fault(fate: Fate, measured: &Measured) -> Option<String> {
    let text = format!("{}{}", measured.out, measured.err);
    let said = measured.said();
    let Some(code) = measured.code else {
        return Some(String::from("ended by a signal, or never"));
    };
    if measured.time > MOST_TIME {
        return Some(format!("took more than {} s: {said}", MOST_TIME.as_secs()));
    }
    if measured.memory.is_some_and(|memory| memory > MOST_MEMORY) {
        return Some(format!("took more than {} MiB: {said}", MOST_MEMORY >> 20));
    }
    if text.chars().any(|c| c.is_control() && c != '\n') || text.contains('\u{202e}') {
        return Some(format!("prints control characters: {text:?}"));
    }
    if is_debug_print(&text) {
        return Some(format!("prints what only developers read: {said}"));
    }
    let expected = match fate {
        Fate::Refused(words) => code == 2 && measured.err.lines().count() == 1 && said.contains(words),
        Fate::Any => code <= 1 || code == 2 && measured.err.lines().count() == 1,
    };
    (!expected).then(|| format!("{fate:?} was expected, exit code {code}: {said}"))
}

/// Whether a text has what `{:?}` makes of an error, such as `Io(` or `Custom { kind`.
fn is_debug_print(text: &str) -> bool {
    let bytes = text.as_bytes();
    let after_letter = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    let constructor = text.match_indices('(').any(|(at, _)| {
        let word = text[..at]
            .rsplit(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        after_letter(at)
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().any(|c| c.is_ascii_lowercase())
    });
    constructor || text.contains(" { ") || text.contains("panicked") || text.contains("RUST_BACKTRACE")
}

/// The row for many runs: with the longest time and the most memory, what was said most
/// often, and the first fault.
fn worst(runs: Vec<Row>) -> Option<Row> {
    let count = runs.len();
    let time = runs.iter().map(|run| run.time).max()?;
    let memory = runs.iter().map(|run| run.memory).max()?;
    let mut said = std::collections::BTreeMap::<String, usize>::new();
    for run in &runs {
        *said.entry(run.said.clone()).or_default() += 1;
    }
    let (often, times) = said.into_iter().max_by_key(|(_, times)| *times)?;
    let mut runs = runs.into_iter();
    let first = runs.next()?;
    let name = format!("{} × {count}", first.name);
    let fault = first.fault.or_else(|| runs.find_map(|run| run.fault));
    Some(Row {
        name,
        what: first.what,
        said: if count == 1 {
            often
        } else {
            format!("{times} of {count}: {often}")
        },
        time,
        memory,
        fault,
    })
}

fn memory(bytes: Option<u64>) -> String {
    bytes.map_or_else(|| String::from("–"), |bytes| format!("{}", bytes >> 20))
}

/// The page; the tables of the limits are those of the old one.
fn page(rows: &[Row], program: &Program, old: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut page = format!(
        "# Limits\n\n\
         What a file may be, and how the program answers files made to do harm. Written by `cargo xtask hostile` \
         ({} build, {} cores); their makers are in `crates/testing/src/hostile/`, and the quick ones are tests \
         (`tests/hostile_files.rs`).\n\n\
         Each must end within {} s and {} MiB, by itself and in one sentence. An allocation that fails in a library \
         cannot be caught, so the size that a file claims is counted before a library relies on it. \
         Memory is the peak of what was resident (`VmHWM`); a dash means that the run ended before it could be measured.\n\n\
         ## The limits\n\n\
         A real report has a few hundred cells and fifty kilobytes of text.\n\n",
        program.build,
        std::thread::available_parallelism()?,
        MOST_TIME.as_secs(),
        MOST_MEMORY >> 20,
    );
    page += limits(old)?;
    page += "\n## The files\n\n| file | what it is | what the program says | time | memory |\n| --- | --- | --- | ---: | ---: |\n";
    for row in rows {
        let cell = |text: &str| text.replace('|', "\\|").replace('<', "&lt;");
        let _ = writeln!(
            page,
            "| {} | {} | {} | {:.2} s | {} MiB |",
            cell(&row.name),
            cell(&row.what),
            cell(&row.said),
            row.time.as_secs_f64(),
            memory(row.memory)
        );
    }
    Ok(page)
}

/// The tables of the limits, which the importers declare and `tests/importers.rs` writes.
fn limits(page: &str) -> Result<&str, &'static str> {
    const BEGIN: &str = "<!-- limits -->";
    const END: &str = "<!-- /limits -->\n";
    let part = page.find(BEGIN).and_then(|begin| {
        let rest = &page[begin..];
        Some(&rest[..rest.find(END)? + END.len()])
    });
    part.ok_or("docs/limits.md has no part for the limits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_taken_over_from_the_old_page() {
        let part = "<!-- limits -->\n| MAX |\n<!-- /limits -->\n";
        assert_eq!(limits(&format!("# Limits\n{part}\n## The files\n")), Ok(part));
        assert!(limits("<!-- /limits -->\n<!-- limits -->").is_err());
    }

    #[test]
    fn what_only_developers_read_is_known() {
        for text in ["Io(Custom", "Os { code: 2 }", "thread 'main' panicked at"] {
            assert!(is_debug_print(text), "{text}");
        }
        for text in ["CSV (.csv)", "Excel 工作簿（.xlsx、.xls）", "SUM(A1)", "f(x)"] {
            assert!(!is_debug_print(text), "{text}");
        }
    }
}
