//! `superseded-document`: the text rests on no document that another one has taken the place of. The
//! documents are data, in `schemas/superseded.toml`.

use std::sync::LazyLock;

use nianbao_likeness::{Folded, Sentence, sentences};
use nianbao_model::report::Paragraph;
use nianbao_model::{Text, inventory};
use serde::Deserialize;

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject, Value};

static RULE: Rule = Rule {
    id: "superseded-document",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "正文引为依据的文件，到报告的年度没有被代替",
        en: "no document that the text rests on had been superseded by the report's year",
    },
    advice: Words {
        zh: "改引现行的文件；只是说明沿革的，写明该文件已经废止",
        en: "cite the document in force; where the text only tells of the old one, say that it was repealed",
    },
    breaks: Example {
        words: Words {
            zh: "2024 年度的年报写“依据国办公开办函〔2019〕60号编制”",
            en: "the report on 2024 rests on the document of 2019, which was superseded in 2021",
        },
        make: |sample| sample.text("preface", "本报告依据国办公开办函〔2019〕60号编制。"),
        at: "正文 › A2",
    },
    near_miss: Example {
        words: Words {
            zh: "2024 年度的年报写“原国办公开办函〔2019〕60号已废止”；2020 年度的年报引〔2019〕60号也不算",
            en: "the report on 2024 says that the document of 2019 was repealed",
        },
        make: |sample| {
            sample.text(
                "preface",
                "国办公开办函〔2019〕60号废止后，本报告依据国办公开办函〔2021〕30号编制。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    document: Vec<Document>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    /// Its number and its title.
    cited: Vec<String>,
    /// The first report year it does not hold for.
    from: i32,
    /// What holds instead.
    instead: String,
}

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    // The file is the program's own: a test reads it.
    let file = toml::from_str::<File>(include_str!("../../../../schemas/superseded.toml"));
    file.map(|file| file.document).unwrap_or_default()
});

/// Words of a sentence that tells what became of a document.
const TELLING: [&str; 8] = ["废止", "失效", "代替", "取代", "替代", "修订", "停止执行", "不再执行"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(year) = subject.report.metadata.year() else {
        return Vec::new();
    };
    let old: Vec<&Document> = DOCUMENTS.iter().filter(|document| document.from <= year).collect();
    if old.is_empty() {
        return Vec::new();
    }
    // Few texts cite one: only then they are taken apart.
    let cites = |paragraph: &Paragraph| {
        let folded = paragraph
            .text
            .contains(['号', '《'])
            .then(|| Folded::plain(&paragraph.text));
        let mut cited = old.iter().flat_map(|document| &document.cited);
        folded.is_some_and(|folded| cited.any(|cited| folded.find(&Folded::plain(cited).letters).is_some()))
    };
    if !subject.report.narrative.iter().any(cites) {
        return Vec::new();
    }
    let sentences = sentences(subject.report, subject.form);
    let told = sentences.iter().filter_map(|sentence| {
        let words = sentence.text(subject.report);
        if TELLING.iter().any(|telling| words.contains(telling)) {
            return None;
        }
        old.iter().find_map(|document| finding(subject, sentence, document))
    });
    told.collect()
}

/// That a sentence cites this document.
fn finding(subject: &Subject<'_>, sentence: &Sentence, document: &Document) -> Option<Finding> {
    let words = sentence.text(subject.report);
    let folded = Folded::plain(words);
    let found = document
        .cited
        .iter()
        .find_map(|cited| folded.find(&Folded::plain(cited).letters))?;
    let place = folded.place(found);
    let cited = &words[place.clone()];
    let instead = &document.instead;
    let message = Text::new(
        format!("“{cited}”从 {} 年度起已由{instead}代替", document.from),
        format!(
            "“{cited}” has been superseded by {instead} from report year {} on",
            document.from
        ),
    );
    let paragraph = &subject.report.narrative[sentence.paragraph];
    let at = sentence.span.start;
    let quote = Quote::words(sentence.paragraph, &paragraph.text, at + place.start..at + place.end).told();
    let finding = subject.finding(&RULE, vec![paragraph.locus.clone().into()], message);
    let finding = finding
        .with_found(Value::Text(cited.to_owned()).told(true))
        .with_expected(Value::Text(instead.clone()).told(true))
        .with_quotes([quote]);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sample;

    fn told(change: impl FnOnce(&mut Sample)) -> usize {
        let mut sample = Sample::office();
        change(&mut sample);
        let report = sample.read();
        check(&Subject::new(&report, &sample.form)).len()
    }

    #[test]
    fn a_document_is_known_by_number_and_title_in_any_brackets_and_only_once_it_is_old() {
        let cites = |text: &'static str| {
            move |sample: &mut Sample| {
                sample.text("overview", text);
            }
        };
        assert_eq!(told(cites("按照国办公开办函[2019]60号要求报告。")), 1);
        assert_eq!(
            told(cites(
                "按《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》报告。"
            )),
            1
        );
        assert_eq!(told(cites("落实条例（国务院令第492号）各项规定。")), 1);
        assert_eq!(told(cites("落实条例（国务院令第711号）各项规定。")), 0);
        assert_eq!(
            told(|sample| {
                sample
                    .on_form_2019()
                    .text("overview", "按国办公开办函〔2019〕60号报告。");
            }),
            0
        );
    }
}
