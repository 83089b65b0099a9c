//! `docs/fuzzing.md`: the words are here, the counts are of the runs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::run::Ran;
use crate::targets::TARGETS;

/// What to do about a crash; also shown where one is found.
pub(super) const NEXT: &str = "\
Minimise the input, fix what it found, and keep it as a test:
    cargo fuzz tmin --fuzz-dir tests/fuzz --sanitizer none TARGET INPUT
    cargo fuzz run  --fuzz-dir tests/fuzz --sanitizer none TARGET INPUT     (runs this input alone)
A test that needs no fuzzer: the few bytes or cells that do it, in the unit tests beside the code.";

const HEAD: &str = "# Fuzzing

Whatever a file contains, the program ends with a report or a sentence, within its limits of time and memory. The fuzz
targets in `tests/fuzz/` look for bytes for which that is not true, with libFuzzer through cargo-fuzz, guided by the
code that each input reaches. Written by `cargo xtask fuzz --update`.

## Running them

```sh
cargo xtask fuzz                            # every target but pdf, for 30 seconds each
cargo xtask fuzz --only xlsx --runs 1000000
cargo xtask fuzz --only pdf --seconds 600   # builds Typst, which takes minutes
```

Stable Rust and a C++ compiler are enough: coverage comes from LLVM's own passes (`--sanitizer none`), and the program
has no unsafe code for a sanitizer to watch. cargo-fuzz is installed into `target/` if it is missing. The command
writes the seeds and dictionaries from the examples, the forms and the tests' fixtures (`xtask/fuzz/`), builds, and
runs each target on its seeds and on what earlier runs kept in `tests/fuzz/corpus/`. Continuous integration does it
on seeds alone.

## What is asserted

Every input ends without a panic or an overflow, within 10 s and 512 MiB. Besides:

- a refused file has a message in both languages;
- what an importer hands over keeps to the limits of [limits.md](limits.md);
- a finding names a file that was read, a sheet in it, and a cell within what is filled or merged there, or next to it;
- the same report gives the same findings, the same document the same bytes;
- findings in a terminal contain no control characters and nothing that reverses text; JSON and SARIF parse,
  the page runs no script, the workbook can be imported;
- tables are grids without gaps or overlaps, and every heading has an id of its own;
- every part of a Word file is well-formed XML; it and the web page contain the document's headings and paragraphs, in
  order, whatever characters are in them.

Binary workbooks go through calamine, which panics on records that are cut short; the importer catches that and says
that the file is damaged (`crates/import-excel/src/lib.rs`). Its panics, and no others, pass here too.

## A crash becomes a test

```sh
cargo fuzz tmin --fuzz-dir tests/fuzz --sanitizer none TARGET tests/fuzz/artifacts/TARGET/crash-…
```

makes the input small enough to show what is wrong. The test is written beside the code that was at fault, with the few
bytes, cells or words in it, so that `cargo test --workspace` runs it without a fuzzer. Artifacts and corpora are not
committed.

## The longest run of each target

Edges are branches of the program and its libraries that were reached; memory is the peak of what was resident, with
libFuzzer's corpus. An execution is one complete pass through the program.

| target | what its bytes become | executions | per second | edges | inputs kept | memory |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
";

/// The page: rows of targets that did not run now, or ran shorter, stay as they were.
pub(super) fn page(old: &str, ran: &[Ran]) -> String {
    let mut rows: BTreeMap<&str, String> = BTreeMap::new();
    for line in old.lines() {
        let target = TARGETS
            .iter()
            .find(|target| line.starts_with(&format!("| `{}` ", target.name)));
        rows.extend(target.map(|target| (target.name, line.to_owned())));
    }
    for ran in ran {
        let before = rows.get(ran.target.name).map_or(0, |row| executions(row));
        if ran.executions >= before {
            rows.insert(ran.target.name, row(ran));
        }
    }
    let mut page = String::from(HEAD);
    for row in TARGETS.iter().filter_map(|target| rows.get(target.name)) {
        let _ = writeln!(page, "{row}");
    }
    page
}

fn row(ran: &Ran) -> String {
    format!(
        "| `{}` | {} | {} | {} | {} | {} | {} MiB |",
        ran.target.name,
        ran.target.what,
        grouped(ran.executions),
        grouped(ran.speed),
        grouped(ran.edges),
        grouped(ran.corpus),
        ran.memory
    )
}

/// The executions in a row of the page.
fn executions(row: &str) -> u64 {
    let cell = row.split('|').nth(3).unwrap_or_default();
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// A number with its thousands told apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_run_leaves_the_longer_one_on_the_page() {
        let ran = |executions| Ran {
            target: &TARGETS[1],
            executions,
            speed: 1_000,
            edges: 20_000,
            corpus: 300,
            memory: 90,
        };
        let long = page("", &[ran(1_234_567)]);
        assert!(long.contains("| 1,234,567 | 1,000 | 20,000 | 300 | 90 MiB |"), "{long}");
        assert_eq!(page(&long, &[ran(50)]), long);
        assert!(page(&long, &[ran(2_000_000)]).contains("| 2,000,000 |"));
    }
}
