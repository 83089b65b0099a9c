//! How well the narrative is read: passages with the findings a careful auditor would
//! make, and the rules' precision and recall on them.
//!
//! `corpus/passages.toml` was written before the rules and used to build them;
//! `corpus/held_out.toml` was written by someone else at the same time and not looked at
//! until they were finished. The later sets were each written before the change they led to,
//! and measured then. `corpus/{city,county,bureau,customs}.toml` are the tables beside them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may be blunt, and prints its measurements"
)]

#[path = "corpus/passages.rs"]
mod passages;

use std::collections::BTreeMap;
use std::path::Path;

use nianbao_check::{Fact, Finding, Severity};

use passages::{Expected, Passage, folder, judge, passages};

/// The rules measured here.
const RULES: [&str; 6] = [
    "narrative-figure",
    "narrative-share",
    "narrative-year",
    "title-variants",
    "quantity-variants",
    "announced-outline",
];

/// Rules that came later: what they say of these passages is held, and no measurement.
const LATER: [&str; 2] = ["narrative-rank", "narrative-sense"];

/// How a rule did.
#[derive(Default, Clone, Copy, PartialEq, Debug)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    /// Notes on what is right: they ask, and accuse of nothing.
    asked: usize,
}

impl Score {
    fn percent(part: usize, whole: usize) -> f64 {
        if whole == 0 {
            100.0
        } else {
            100.0 * part as f64 / whole as f64
        }
    }

    fn precision(self) -> f64 {
        Self::percent(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        Self::percent(self.right, self.right + self.missed)
    }
}

/// Whether a finding is the one expected: the same rule, number and place.
fn is(finding: &Finding, excerpt: &str, expected: &Expected) -> bool {
    let message = &finding.message.zh;
    let number = expected.found.is_none() || shown(&finding.found) == expected.found;
    let place = excerpt.contains(&expected.quote) || message.contains(&expected.quote) || expected.found.is_none();
    finding.rule.id == expected.rule && number && place
}

/// A value as it is shown.
fn shown(fact: &Option<Fact>) -> Option<String> {
    fact.as_ref().map(ToString::to_string)
}

/// Measures the rules on a corpus; what went wrong is listed in words.
fn measure(file: &str) -> (BTreeMap<&'static str, Score>, Vec<String>) {
    let mut scores: BTreeMap<&str, Score> = RULES.iter().map(|rule| (*rule, Score::default())).collect();
    let mut told = Vec::new();
    for passage in passages(file) {
        let judged = judge(&passage);
        let excerpt = |finding: &Finding| finding.excerpt(&judged.report).unwrap_or_default();
        let all = judged.findings.iter();
        let mut found: Vec<&Finding> = all.filter(|finding| RULES.contains(&finding.rule.id)).collect();
        for expected in &passage.expect {
            let score = scores.get_mut(expected.rule.as_str()).unwrap();
            match found
                .iter()
                .position(|finding| is(finding, &excerpt(finding), expected))
            {
                Some(at) => {
                    let finding = found.remove(at);
                    if expected.expected.is_some() && shown(&finding.expected) != expected.expected {
                        told.push(format!(
                            "{}: expected {:?}, not {:?}",
                            passage.id,
                            expected.expected,
                            shown(&finding.expected)
                        ));
                    }
                    score.right += 1;
                }
                None => {
                    score.missed += 1;
                    told.push(format!(
                        "{}: MISSED {} {:?} ({})",
                        passage.id, expected.rule, expected.quote, passage.why
                    ));
                }
            }
        }
        // One mistake may be reported at several places; reports about the same quote count once.
        for finding in found {
            let score = scores.get_mut(finding.rule.id).unwrap();
            match finding.severity {
                Severity::Note => score.asked += 1,
                _ => score.wrong += 1,
            }
            told.push(format!(
                "{}: FALSE {:?} {} {} [{}]",
                passage.id,
                finding.severity,
                finding.rule.id,
                finding.message.zh,
                excerpt(finding)
            ));
        }
    }
    (scores, told)
}

fn report(name: &str, scores: &BTreeMap<&str, Score>) {
    println!("{name}");
    for (rule, score) in scores {
        println!(
            "  {rule:<18} {:>3} right {:>3} false {:>3} missed {:>3} asked: precision {:>5.1} %, recall {:>5.1} %",
            score.right,
            score.wrong,
            score.missed,
            score.asked,
            score.precision(),
            score.recall()
        );
    }
}

/// A rule's right, false and missed findings when its passages were first used.
type First = (&'static str, [usize; 3]);

/// The passages, and what they measured when they were first used. Those of `passages.toml`
/// were there from the beginning.
const CORPORA: [(&str, &[First]); 11] = [
    ("passages.toml", &[]),
    ("held_out.toml", &[("narrative-figure", [20, 2, 18])]),
    ("held_out_2.toml", &[("narrative-figure", [27, 24, 5])]),
    ("held_out_3.toml", &[("narrative-figure", [29, 40, 1])]),
    ("held_out_4.toml", &[("narrative-figure", [17, 18, 2])]),
    (
        "held_out_5.toml",
        &[("narrative-figure", [14, 8, 4]), ("narrative-share", [13, 10, 13])],
    ),
    (
        "held_out_6.toml",
        &[("narrative-figure", [3, 3, 0]), ("narrative-share", [10, 4, 1])],
    ),
    (
        "held_out_7.toml",
        &[("narrative-figure", [0, 0, 1]), ("narrative-share", [6, 1, 1])],
    ),
    ("held_out_8.toml", &[("narrative-figure", [37, 3, 3])]),
    (
        "held_out_9.toml",
        &[("narrative-figure", [11, 20, 0]), ("narrative-share", [0, 1, 0])],
    ),
    ("held_out_10.toml", &[("narrative-figure", [0, 0, 0])]),
];

/// Measures every corpus, prints what came out, and holds it to the aim: no correct
/// sentence accused by any rule, and nine of ten contradictions found.
/// `docs/rules.md` has the figures (`NIANBAO_UPDATE=1` writes them).
#[test]
fn the_passages_are_read_with_this_precision_and_recall() {
    let mut table = String::from(
        "| 语段 | 规则 | 找对 | 误报 | 漏报 | 多提示 | 精确率 | 召回率 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let row = |file: &str, rule: &str, score: &Score| {
        format!(
            "| {file} | {rule} | {} | {} | {} | {} | {:.1}% | {:.1}% |\n",
            score.right,
            score.wrong,
            score.missed,
            score.asked,
            score.precision(),
            score.recall()
        )
    };
    let mut failures = String::new();
    let mut all: BTreeMap<&str, Score> = BTreeMap::new();
    for (file, first) in CORPORA {
        let (scores, told) = measure(file);
        report(file, &scores);
        println!("{}", told.join("\n"));
        for &(rule, [right, wrong, missed]) in first {
            let first = Score {
                right,
                wrong,
                missed,
                asked: 0,
            };
            table += &row(&format!("{file}，第一次"), rule, &first);
        }
        for (rule, score) in &scores {
            table += &row(&format!("{file}（{} 段）", passages(file).len()), rule, score);
        }
        for (rule, score) in &scores {
            let sum = all.entry(*rule).or_default();
            sum.right += score.right;
            sum.wrong += score.wrong;
            sum.missed += score.missed;
            sum.asked += score.asked;
        }
        if scores.values().any(|score| score.wrong > 0) {
            failures += &format!("{file}:\n{}\n", told.join("\n"));
        }
    }
    assert!(failures.is_empty(), "{failures}");
    for rule in ["narrative-figure", "narrative-share"] {
        let score = &all[rule];
        table += &row("合计", rule, score);
        assert!(score.recall() >= 90.0, "{rule}: {score:?}");
    }
    // Of the others there are few, but some.
    assert!(all.values().all(|score| score.right > 0), "{all:?}");

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- scores -->\n", "<!-- /scores -->\n");
    let (head, rest) = page.split_once(begin).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let current = format!("{head}{begin}{table}{end}{tail}");
    // An updating run ends red too, if there was anything to write.
    if page != current && std::env::var_os("NIANBAO_UPDATE").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    assert!(
        page == current,
        "docs/rules.md was not current: NIANBAO_UPDATE=1 cargo test -p nianbao-check --test corpus, and look at it"
    );
}

/// Every expected finding that is told less surely than its rule tells it at its surest, and what the later rules say:
/// `grades.txt` lists them, so that a change of the reader shows what it made more or less sure.
#[test]
fn the_grades_are_those_listed() {
    let mut list = String::new();
    for (file, _) in CORPORA {
        for passage in passages(file) {
            let judged = judge(&passage);
            let excerpt = |finding: &Finding| finding.excerpt(&judged.report).unwrap_or_default();
            for expected in &passage.expect {
                let found = judged.findings.iter();
                let mut found = found.filter(|finding| is(finding, &excerpt(finding), expected));
                let grade = match found.next() {
                    Some(finding) if finding.severity == finding.rule.severity => continue,
                    Some(finding) => format!("{:?}", finding.severity).to_lowercase(),
                    None => String::from("missed"),
                };
                list += &format!("{file} {} {} {grade} {}\n", passage.id, expected.rule, expected.quote);
            }
            for finding in judged
                .findings
                .iter()
                .filter(|finding| LATER.contains(&finding.rule.id))
            {
                let grade = format!("{:?}", finding.severity).to_lowercase();
                list += &format!(
                    "{file} {} {} {grade} {}\n",
                    passage.id, finding.rule.id, finding.message.zh
                );
            }
        }
    }
    let path = folder().join("grades.txt");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    if written != list && std::env::var_os("NIANBAO_UPDATE").is_some() {
        std::fs::write(&path, &list).unwrap();
    }
    assert!(
        written == list,
        "grades.txt was not current: NIANBAO_UPDATE=1 cargo test -p nianbao-check --test corpus, and look at it"
    );
}

/// What the reader is to understand, thing by thing: whoever wrote these sentences knew it, so they are no
/// measurement, and each of them holds.
#[test]
fn what_is_to_be_understood_is_understood() {
    let (scores, told) = measure("understood.toml");
    let is_good = |score: &Score| (score.wrong, score.missed, score.asked) == (0, 0, 0);
    assert!(scores.values().all(is_good), "{}", told.join("\n"));
}

/// A rate may follow from any of a sentence's numbers; the finding names the likeliest.
#[test]
fn a_rate_is_told_to_follow_from_what_stands_before_it() {
    let passage = Passage {
        id: String::from("rate"),
        base: String::from("county"),
        part: String::from("overview"),
        heading: None,
        text: String::from("全县新收政府信息公开申请300件，比上年的268件增加32件，增长21.9%；上年结转12件。"),
        why: String::new(),
        expect: Vec::new(),
    };
    let found = judge(&passage).findings;
    let share = found
        .iter()
        .find(|finding| finding.rule.id == "narrative-share")
        .unwrap();
    assert_eq!(shown(&share.expected).as_deref(), Some("11.9"), "{found:?}");
}

/// Shows how passages are read: `NIANBAO_PASSAGE=id cargo test … -- --nocapture shown`.
#[test]
fn passages_can_be_shown() {
    if let Ok(text) = std::env::var("NIANBAO_TEXT") {
        let mut given = text.splitn(3, '|').map(str::to_owned);
        let mut next = || given.next().unwrap_or_default();
        let (base, part, text) = (next(), next(), next());
        let judged = judge(&Passage {
            id: String::new(),
            base,
            part,
            heading: None,
            text,
            why: String::new(),
            expect: Vec::new(),
        });
        for line in nianbao_prose::Prose::read(&judged.report, &judged.form).explain(&judged.report, &judged.form) {
            println!("{}", line.zh);
        }
        for finding in judged
            .findings
            .iter()
            .filter(|finding| RULES.contains(&finding.rule.id))
        {
            println!("!! {} {:?} {}", finding.rule.id, finding.severity, finding.message.zh);
        }
    }
    let Ok(wanted) = std::env::var("NIANBAO_PASSAGE") else {
        return;
    };
    for (file, _) in CORPORA {
        for passage in passages(file)
            .iter()
            .filter(|passage| wanted.split(',').any(|id| id == passage.id))
        {
            let judged = judge(passage);
            println!("== {}", passage.id);
            for line in nianbao_prose::Prose::read(&judged.report, &judged.form).explain(&judged.report, &judged.form) {
                println!("{}", line.zh);
            }
        }
    }
}
