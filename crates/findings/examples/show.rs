//! Writes what every rule's example looks like, in every way of showing findings, into a
//! folder: to look at, and for other programs to judge.
//!
//! ```sh
//! cargo run -p nianbao-findings --example show -- target/findings
//! ```

use std::path::PathBuf;

use nianbao_check::{Sample, Subject, check, rules};
use nianbao_findings::terminal::{self, Look};
use nianbao_findings::{Judged, Outcome, json, page, sarif, workbook};
use nianbao_model::finding::Allowed;
use nianbao_model::{Lang, Text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    let write = |name: &str, content: &[u8]| std::fs::write(folder.join(name), content);
    let examples: Vec<Judged> = rules().into_iter().map(|rule| judge(rule.breaks.make)).collect();
    for (name, width, color) in [("80.txt", 80, false), ("120.txt", 120, true)] {
        let look = Look {
            lang: Lang::Zh,
            width,
            color,
        };
        let pages = examples.iter().map(|judged| terminal::render(judged, &look));
        write(name, pages.collect::<Vec<_>>().join("\n").as_bytes())?;
    }
    let mut outcomes: Vec<Outcome> = examples
        .into_iter()
        .map(|judged| Outcome::Judged(Box::new(judged)))
        .collect();
    let_one_stand(&mut outcomes);
    outcomes.push(Outcome::Failed {
        files: vec!["各处室/坏 文件#1.xlsx".into()],
        message: Text::new("这不是工作簿，请另存为 .xlsx", "this is no workbook: save it as .xlsx"),
    });
    write("many.json", json::render(&outcomes, true, Lang::Zh).as_bytes())?;
    write("schema.json", serde_json::to_string_pretty(&json::schema())?.as_bytes())?;
    write("zh.sarif", sarif::render(&outcomes, Lang::Zh).as_bytes())?;
    write("en.sarif", sarif::render(&outcomes, Lang::En).as_bytes())?;
    write(
        "many.html",
        page::render(&outcomes, Lang::Zh)
            .map_err(|error| error.to_string())?
            .as_bytes(),
    )?;
    let one = outcomes.split_off(outcomes.len() - 2);
    write(
        "one.html",
        page::render(&one[..1], Lang::Zh)
            .map_err(|error| error.to_string())?
            .as_bytes(),
    )?;
    outcomes.extend(one);
    let link = |file: &str| Some(format!("../各单位 2024/{file}"));
    for (name, lang) in [("zh.xlsx", Lang::Zh), ("en.xlsx", Lang::En)] {
        write(name, &workbook::render(&outcomes, lang, &link)?)?;
    }
    Ok(())
}

/// The sample office's report, changed and judged.
fn judge(change: fn(&mut Sample) -> &mut Sample) -> Judged {
    let mut sample = Sample::office();
    change(&mut sample);
    let report = sample.read();
    let previous = sample.previous.as_ref().map(|previous| previous.read());
    let mut subject = Subject::new(&report, &sample.form);
    subject.previous = previous.as_ref();
    let findings = check(&subject, &[]);
    Judged {
        report,
        form: sample.form.clone(),
        findings,
    }
}

/// Lets the first finding stand, for its workbook says so, and the second, for the command
/// line does.
fn let_one_stand(outcomes: &mut [Outcome]) {
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
