//! `missing-glyph`: every character can be printed.

use std::collections::BTreeMap;

use nianbao_model::finding::Location;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::Subject;
use crate::rule::{Entry, Example, FORMAT, Family, Rule, Words};

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
        zh: "换成通用规范汉字或常用符号；人名、地名中的生僻字，可改用同音字加注，或待支持系统字体后使用",
        en: "use common characters; for a rare one in a name, a substitute with a note",
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
    let mut missing: BTreeMap<char, (&'static str, Vec<Location>)> = BTreeMap::new();
    for paragraph in &subject.report.narrative {
        for character in paragraph.text.chars() {
            if let Some(face) = faces.lacking(paragraph.level, character) {
                let places = &mut missing.entry(character).or_insert((face, Vec::new())).1;
                let place: Location = paragraph.locus.clone().into();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
    }
    let told = missing.into_iter().map(|(character, (face, places))| {
        let code = u32::from(character);
        let message = Text::new(
            format!("“{character}”（U+{code:04X}）在{face}字体里没有字形，印出来会是空白框"),
            format!("“{character}” (U+{code:04X}) has no glyph in the face {face} and would print as a blank box"),
        );
        let mut finding = subject.finding(&RULE, places, message);
        finding.found = Some(character.to_string());
        finding
    });
    told.collect()
}
