//! Writes what every rule's example looks like, in every way of showing findings, into a
//! folder: to look at, and for other programs to judge.
//!
//! ```sh
//! cargo run -p nianbao-findings --example show -- target/findings
//! ```

use std::path::PathBuf;

use nianbao_check::{Allowed, Judged, Sample, Subject, check, rule, rules};
use nianbao_findings::terminal::{self, Look};
use nianbao_findings::{Outcome, json, page, sarif, workbook};
use nianbao_model::{Lang, Report, Text};
use nianbao_read::{Sources, read};

/// Reports with several mistakes, as they come: one with wrong tables and text, one with
/// figures that do not follow from last year's, one whose text only is wrong.
const MIXED: [&[&str]; 3] = [
    &[
        "narrative-figure",
        "narrative-share",
        "title-variants",
        "quantity-variants",
        "document-number-brackets",
        "row-total",
        "balance",
        "blank-cell",
        "text-number",
        "review-total",
        "title-organ",
    ],
    &["carry-over", "group-subtotal", "narrative-year", "stale-formula"],
    &[
        "narrative-figure",
        "half-width-punctuation",
        "heading-numbering",
        "placeholder",
    ],
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    let write = |name: &str, content: &[u8]| std::fs::write(folder.join(name), content);
    let examples = rules().into_iter().map(|rule| judge(&[rule.id])).collect();
    let mixed = MIXED.iter().map(|rules| judge(rules)).collect();
    for (name, reports) in [("examples", examples), ("mixed", mixed)] {
        let reports: Vec<Judged> = reports;
        for (width, color, lang) in [(80, false, Lang::Zh), (120, true, Lang::Zh), (80, false, Lang::En)] {
            let look = Look { lang, width, color };
            let pages = reports.iter().map(|judged| terminal::render(judged, &look));
            let pages = pages.collect::<Vec<_>>().join("\n");
            write(&format!("{name}-{width}-{}.txt", code(lang)), pages.as_bytes())?;
        }
        let outcomes = outcomes(reports);
        write(
            &format!("{name}.json"),
            json::render(&outcomes, true, Lang::Zh).as_bytes(),
        )?;
        for lang in [Lang::Zh, Lang::En] {
            let name = format!("{name}-{}", code(lang));
            write(&format!("{name}.sarif"), sarif::render(&outcomes, lang).as_bytes())?;
            let link = |file: &str| Some(format!("../各单位 2024/{file}"));
            write(&format!("{name}.xlsx"), &workbook::render(&outcomes, lang, &link)?)?;
            write(&format!("{name}.html"), page::render(&outcomes, lang)?.as_bytes())?;
            write(
                &format!("{name}-one.html"),
                page::render(&outcomes[..1], lang)?.as_bytes(),
            )?;
        }
    }
    write("schema.json", serde_json::to_string_pretty(&json::schema())?.as_bytes())?;
    Ok(())
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}

/// The reports, two allowed findings, and a file that could not be read.
fn outcomes(reports: Vec<Judged>) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = reports
        .into_iter()
        .map(|judged| Outcome::Judged(Box::new(judged)))
        .collect();
    let_two_stand(&mut outcomes);
    outcomes.push(Outcome::Failed {
        files: vec!["各处室/坏 文件#1.xlsx".into()],
        message: Text::new("这不是工作簿，请另存为 .xlsx", "this is no workbook: save it as .xlsx"),
    });
    outcomes
}

/// The sample office's report, with the mistakes of these rules' examples.
fn judge(rules: &[&str]) -> Judged {
    let mut sample = Sample::office();
    for rule in rules.iter().filter_map(|id| rule(id)) {
        (rule.breaks.make)(&mut sample);
    }
    let report = read(&Sources::new(sample.files.clone()), &sample.form);
    let previous = sample.previous.as_ref().map(|previous| last_year(previous));
    let mut subject = Subject::new(&report, &sample.form);
    subject.previous = previous.as_ref();
    let findings = check(&subject, &[]);
    Judged {
        report,
        form: sample.form.clone(),
        findings,
    }
}

/// Last year's report, in a file of its own: the sample has one name for both.
fn last_year(sample: &Sample) -> Report {
    let mut files = sample.files.clone();
    for file in &mut files {
        file.file = "2023/年报.xlsx".into();
        for sheet in &mut file.sheets {
            sheet.file = "2023/年报.xlsx".into();
        }
    }
    read(&Sources::new(files), &sample.form)
}

/// Allows the first finding, for its workbook says so, and the second, for the command line
/// does.
fn let_two_stand(outcomes: &mut [Outcome]) {
    let findings = outcomes.iter_mut().flat_map(|outcome| match outcome {
        Outcome::Judged(judged) => judged.findings.iter_mut(),
        Outcome::Failed { .. } => [].iter_mut(),
    });
    for (number, finding) in findings.take(2).enumerate() {
        let locus = finding.locations.first().map(|location| location.locus.clone());
        finding.allowed = Some(Allowed {
            reason: String::from("上级同意"),
            locus: locus.filter(|_| number == 0),
        });
    }
}
