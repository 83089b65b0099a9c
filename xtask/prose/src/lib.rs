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

/// The grades, the surest first.
const GRADES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// How a pattern did: true sentences, and false ones with their false number.
#[derive(Default, Clone)]
struct Score {
    truths: usize,
    /// By grade: true sentences of which something was said.
    accused: [usize; 3],
    falsehoods: usize,
    /// By grade: false sentences of which the false number was named.
    found: [usize; 3],
    shown: Vec<String>,
}

impl Score {
    fn add(&mut self, other: &Self) {
        self.truths += other.truths;
        self.falsehoods += other.falsehoods;
        for grade in 0..GRADES.len() {
            self.accused[grade] += other.accused[grade];
            self.found[grade] += other.found[grade];
        }
    }

    fn missed(&self) -> usize {
        self.falsehoods - self.found.iter().sum::<usize>()
    }
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
        score.truths += 1;
        if let Some((grade, finding)) = surest(&found, |_| true) {
            score.accused[grade] += 1;
            show(
                score,
                options.show,
                format!("FALSE {text}\n      {}", finding.message.zh),
            );
        }
        if let Some((pieces, number)) = grammar::made_false(&pieces, &mut random) {
            let text = written(&pieces);
            let found = judge(&mut world, pattern, &text, &judges);
            score.falsehoods += 1;
            match surest(&found, |finding| finding.message.zh.contains(&number)) {
                Some((grade, _)) => score.found[grade] += 1,
                None => show(score, options.show, format!("MISSED {number}: {text}")),
            }
        }
    }
    print(&scores);
    Ok(())
}

/// The surest of these findings, and its grade.
fn surest(found: &[Finding], is_meant: impl Fn(&Finding) -> bool) -> Option<(usize, &Finding)> {
    let graded = found.iter().filter(|finding| is_meant(finding)).filter_map(|finding| {
        let grade = GRADES.iter().position(|grade| *grade == finding.severity)?;
        Some((grade, finding))
    });
    graded.min_by_key(|(grade, _)| *grade)
}

fn show(score: &mut Score, most: usize, line: String) {
    if score.shown.len() < most {
        score.shown.push(line);
    }
}

fn written(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::text).collect()
}

/// What the rules on text say of a sentence.
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
    judges.iter().flat_map(|rule| (rule.check)(&subject)).collect()
}

/// A line for each pattern, and for all: by grade, how many of the true sentences were accused and of the
/// false ones found, and how many of the findings were right.
fn print(scores: &BTreeMap<&str, Score>) {
    println!(
        "{:<22} {:>7} {:>26} {:>7} {:>26} {:>7} {:>26}",
        "pattern",
        "true",
        "accused: error/warn/note",
        "false",
        "found: error/warn/note",
        "missed",
        "precision by grade"
    );
    let mut all = Score::default();
    for (name, score) in scores {
        line(name, score);
        for own in &score.shown {
            println!("    {own}");
        }
        all.add(score);
    }
    line("all", &all);
}

fn line(name: &str, score: &Score) {
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / (whole.max(1)) as f64;
    let shares = |counts: [usize; 3], whole: usize| {
        let shares = counts.map(|count| format!("{:.2} %", percent(count, whole)));
        shares.join(" / ")
    };
    let precision = [0, 1, 2].map(|grade| {
        let (found, accused) = (score.found[grade], score.accused[grade]);
        match found + accused {
            0 => String::from("–"),
            told => format!("{:.1} %", percent(found, told)),
        }
    });
    println!(
        "{name:<22} {:>7} {:>26} {:>7} {:>26} {:>5.1} % {:>26}",
        score.truths,
        shares(score.accused, score.truths),
        score.falsehoods,
        shares(score.found, score.falsehoods),
        percent(score.missed(), score.falsehoods),
        precision.join(" / ")
    );
}
