//! `missing-glyph`: every character can be printed.

use std::collections::BTreeMap;

use nianbao_model::chars::{on_the_line, spelled};
use nianbao_model::report::Field;
use nianbao_model::{Locus, Report, Text, inventory};

use crate::rule::{Entry, Example, FORMAT, Family, Rule, Words};
use crate::{Finding, Lack, Location, Printed, Severity, Subject, Value};

static RULE: Rule = Rule {
    id: "missing-glyph",
    family: Family::Style,
    severity: Severity::Error,
    authority: FORMAT,
    holds: Words {
        zh: "每个字都印得出来",
        en: "every character can be printed",
    },
    advice: Words {
        zh: "换成通用规范汉字或常用符号；人名、地名中的生僻字，装上有这个字的字体（如“宋体-方正超大字符集”）再生成；实在没有，加 --allow-missing-glyphs 印成“〓”",
        en: "use common characters; for a rare one in a name, install a font that has it; failing that, --allow-missing-glyphs prints it as “〓”",
    },
    breaks: Example {
        words: Words {
            zh: "正文中有一个字体里没有的字：𓀀",
            en: "a hieroglyph in the text",
        },
        make: |sample| sample.text("overview", "专栏名称为“𓀀”。"),
        at: "正文 › A4",
    },
    near_miss: Example {
        words: Words {
            zh: "正文中有西文、全角空格、引号和破折号",
            en: "Western letters, wide spaces, quotes and dashes",
        },
        make: |sample| sample.text("overview", "\u{3000}\u{3000}发布AEO企业“问答”——共三期。"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(faces) = subject.faces else {
        return Vec::new();
    };
    let mut lacks: BTreeMap<char, (Lack, Vec<Location>)> = BTreeMap::new();
    for (part, text, locus) in printed(subject.report) {
        let mut look = |character: char| {
            let character = on_the_line(character);
            if let Some(lack) = faces.lack(part, character) {
                let places = &mut lacks.entry(character).or_insert((lack, Vec::new())).1;
                let place: Location = locus.clone().into();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        };
        // Spelled as it will be printed; what is raised or lowered is set with plain digits.
        for character in text.chars() {
            match spelled(character) {
                Some(spelled) => spelled.chars().for_each(&mut look),
                None => look(character),
            }
        }
    }
    let told = lacks.into_iter().map(|(character, (lack, places))| {
        let Lack { face, instead } = lack;
        let code = u32::from(character);
        let (zh, en) = match &instead {
            None => (
                String::from("，别的字体里也没有，印出来会是空白框"),
                String::from(", nor in any other: it would print as a blank box"),
            ),
            Some(other) => (
                format!("，改用“{other}”印出，字形会与上下文不同"),
                format!(" and prints in “{other}”, which looks different"),
            ),
        };
        let message = Text::new(
            format!("“{character}”（U+{code:04X}）在{face}字体里没有字形{zh}"),
            format!("“{character}” (U+{code:04X}) has no glyph in the face {face}{en}"),
        );
        let finding = subject.finding(&RULE, places, message);
        let severity = match instead {
            Some(_) => Severity::Warning,
            None => finding.severity,
        };
        Finding { severity, ..finding }.with_found(Value::Text(character.to_string()).told(true))
    });
    told.collect()
}

/// Every text that is printed, with where it stands. What a form prints of itself is the
/// form's author's to look at.
fn printed(report: &Report) -> impl Iterator<Item = (Printed, &str, &Locus)> {
    let given = |field, part| {
        let sourced = report.metadata.fields.get(&field)?;
        Some((part, sourced.value.as_str(), &sourced.locus))
    };
    let signed = [Field::Signatory, Field::Signed].map(|field| given(field, Printed::Text(0)));
    let text = report.narrative.iter().map(|paragraph| {
        (
            Printed::Text(paragraph.level),
            paragraph.text.as_str(),
            &paragraph.locus,
        )
    });
    let cells = report.inserts.iter().flat_map(|insert| insert.rows.iter().flatten());
    let cells = cells.map(|cell| (Printed::Table, cell.text.text.as_str(), &cell.text.locus));
    let figures = report
        .figures()
        .map(|figure| (Printed::Table, figure.printed.as_str(), &figure.locus));
    given(Field::Title, Printed::Title)
        .into_iter()
        .chain(text)
        .chain(figures)
        .chain(cells)
        .chain(signed.into_iter().flatten())
}
