//! Runs that are disturbed, with fewer kills than `cargo xtask faults` has: it says in
//! `docs/faults.md` what it saw.

use std::io::{BufRead, BufReader};
use std::path::Path;

use nianbao_testing::faults::{Arena, Killer, Random, ended};

use crate::support::{folder, root};

/// The smallest example, many times.
fn batch(folder: &Path, reports: usize, formats: &'static str) -> Arena {
    let program = Path::new(env!("CARGO_BIN_EXE_nianbao"));
    let workbook = root().join("examples/minimal/report.xlsx");
    Arena::new(program, &[workbook], &folder.join("arena"), reports, formats).unwrap()
}

#[test]
fn whenever_a_batch_is_killed_every_document_is_the_old_or_the_new_one() {
    let folder = folder();
    let batch = batch(folder.path(), 12, "json,html,markdown");
    let seen = batch.kill(15, &mut Random(2020)).unwrap();
    assert_eq!(seen.hit, 15);
    assert!(seen.between > 0, "every kill came too early or too late: {seen:?}");
}

#[test]
fn ctrl_c_ends_a_batch_with_whole_reports_and_its_summary() {
    let folder = folder();
    let batch = batch(folder.path(), 40, "json,html,markdown");
    let summary = folder.path().join("summary.json");
    let mut command = batch.command(&[]);
    command.arg("--summary").arg(&summary);
    let mut run = Killer::start(&mut command).unwrap();
    // Once the first report is told, the others are under way.
    let mut told = BufReader::new(run.run.stdout.take().unwrap());
    told.read_line(&mut String::new()).unwrap();
    run.signal("INT").unwrap();
    let rest: Vec<String> = told.lines().map(Result::unwrap).collect();
    let output = run.wait().unwrap();
    let left = ended(&output, 130).map(|_| rest).unwrap();
    assert!(left.iter().any(|line| line.contains("reports are left")), "{left:?}");

    let records: serde_json::Value = serde_json::from_slice(&std::fs::read(&summary).unwrap()).unwrap();
    let records = records.as_array().unwrap();
    assert!(!records.is_empty() && records.len() < 40, "{}", records.len());
    assert!(records.iter().all(|record| record["status"] == "done"), "{records:?}");
    let look = batch.look().unwrap();
    let each = batch.new.len() / 40;
    assert_eq!(
        (look.new, look.leftovers),
        (records.len() * each, 0),
        "the documents of the reports told of, and no others"
    );
    batch.complete().unwrap();
}
