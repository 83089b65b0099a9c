//! Measures the rules on text with sentences that are true by construction: a grammar over random
//! reports whose figures agree with one another. Each sentence is judged as it is, and once with one
//! of its figures made false. What is found is counted by pattern.
//!
//! It is for finding weak patterns. Whoever wrote the patterns knew the reader, so its figures are no
//! claim about real texts: those are in `docs/rules.md`.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod grammar;
mod random;
mod world;

use std::collections::BTreeMap;

use clap::Args;
use nianbao_check::{Finding, Rule, Severity, Subject, rules};
use nianbao_model::report::Paragraph;
use xtask_kit::Outcome;

use grammar::{PATTERNS, Pattern, Piece};
use random::Random;
use world::World;

/// How many sentences are made, and what of them is shown.
#[derive(Debug, Args)]
pub struct Options {
    /// How many sentences.
    #[arg(long, default_value_t = 100_000)]
    count: usize,
    /// How many that were misread are shown of each pattern.
    #[arg(long, default_value_t = 1)]
    show: usize,
    /// The seed of the random numbers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// How a pattern did.
#[derive(Default)]
struct Score {
    right: usize,
    accused: usize,
    found: usize,
    missed: usize,
    shown: Vec<String>,
}

/// How many sentences are made over one report.
const BY_WORLD: usize = 40;

/// Makes the sentences, judges them, and prints the table.
///
/// # Errors
/// If the built-in forms cannot be read.
pub fn run(options: &Options) -> Outcome {
    let mut random = Random(options.seed);
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let judges: Vec<&Rule> = rules()
        .into_iter()
        .filter(|rule| rule.id.starts_with("narrative-"))
        .collect();
    let mut world = World::new(&mut random)?;
    for nth in 0..options.count {
        if nth % BY_WORLD == 0 {
            world.change(&mut random);
        }
        let pattern = &PATTERNS[random.below(PATTERNS.len())];
        let pieces = grammar::sentence(pattern, &world, &mut random);
        let score = scores.entry(pattern.name).or_default();
        let text = written(&pieces);
        let found = judge(&mut world, pattern, &text, &judges);
        match found.first() {
            None => score.right += 1,
            Some(finding) => {
                score.accused += 1;
                show(
                    score,
                    options.show,
                    format!("FALSE {text}\n      {}", finding.message.zh),
                );
            }
        }
        if let Some((pieces, number)) = grammar::made_false(&pieces, &mut random) {
            let text = written(&pieces);
            let found = judge(&mut world, pattern, &text, &judges);
            let is_it = |finding: &Finding| finding.message.zh.contains(&number);
            if found.iter().any(is_it) {
                score.found += 1;
            } else {
                score.missed += 1;
                show(score, options.show, format!("MISSED {number}: {text}"));
            }
        }
    }
    print(&scores);
    Ok(())
}

fn show(score: &mut Score, most: usize, line: String) {
    if score.shown.len() < most {
        score.shown.push(line);
    }
}

fn written(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::text).collect()
}

/// What the rules on text say of a sentence, notes aside.
fn judge(world: &mut World, pattern: &Pattern, text: &str, judges: &[&Rule]) -> Vec<Finding> {
    let locus = world.report.narrative.first().map(|first| first.locus.clone());
    let Some(locus) = locus else { return Vec::new() };
    let heading = world
        .form
        .parts
        .iter()
        .find(|part| part.key == pattern.part)
        .map(|part| part.heading.text.clone());
    let line = |level: u8, text: &str| Paragraph {
        level,
        text: text.to_owned(),
        template: None,
        locus: locus.clone(),
        faults: Vec::new(),
    };
    world.report.narrative = vec![line(1, &heading.unwrap_or_default()), line(0, text)];
    let subject = Subject::new(&world.report, &world.form);
    let found = judges.iter().flat_map(|rule| (rule.check)(&subject));
    found.filter(|finding| finding.severity > Severity::Note).collect()
}

fn print(scores: &BTreeMap<&str, Score>) {
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / (whole.max(1)) as f64;
    let mut sum = [0; 4];
    for (name, score) in scores {
        let Score {
            right,
            accused,
            found,
            missed,
            shown,
        } = score;
        println!(
            "{name:<28} {:>6} true, {:>6.2} % accused; {:>6} false, {:>6.1} % found",
            right + accused,
            percent(*accused, right + accused),
            found + missed,
            percent(*found, found + missed)
        );
        for line in shown {
            println!("    {line}");
        }
        for (all, own) in sum.iter_mut().zip([right, accused, found, missed]) {
            *all += own;
        }
    }
    let [right, accused, found, missed] = sum;
    println!(
        "all: {:.3} % of {} true sentences accused; {:.1} % of {} false ones found; precision {:.2} %",
        percent(accused, right + accused),
        right + accused,
        percent(found, found + missed),
        found + missed,
        percent(found, found + accused)
    );
}
