//! `converted-amount`: an amount that was typed in another unit than the form's is told.

use nianbao_model::figure::{Kind, Value};
use nianbao_model::{Text, inventory};

use crate::finding::named_beside;
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::DISCLOSURE;
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "converted-amount",
    family: Family::Cells,
    severity: Severity::Note,
    authority: Authority::Form,
    holds: Words {
        zh: "金额用表式的单位",
        en: "amounts are in the form's unit",
    },
    advice: Words {
        zh: "看一看换算后的数对不对；注明的单位其实不是这一格的，改正那处说明，或者在数后写明单位",
        en: "see whether the converted number is right; if the unit stated is not this cell's, correct the note, or write the unit behind the number",
    },
    breaks: Example {
        words: Words {
            zh: "表二的列名只写“本年收费金额”，右上角注明“单位：件、元”，收费填了 200000",
            en: "table 2 names no unit over the fees, a note says yuan, and the fees are 200000",
        },
        make: |sample| {
            sample
                .instead("本年收费金额（单位：万元）", "本年收费金额")
                .cell(DISCLOSURE, "E1", "单位：件、元")
                .figure("disclosure.fees.amount", 200_000)
        },
        at: "表二 主动公开 › B15",
    },
    near_miss: Example {
        words: Words {
            zh: "表二右上角注明“单位：件、万元”，与列名写的相同",
            en: "a note beside table 2 names the unit that the header has",
        },
        make: |sample| sample.cell(DISCLOSURE, "E1", "单位：件、万元"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let conversions = subject.report.tables.iter().flat_map(|table| &table.conversions);
    let told = conversions.filter_map(|conversion| {
        let figure = subject.report.figure(&conversion.key)?;
        let (Value::Number(number), Kind::Amount { unit }) = (figure.value, &figure.kind) else {
            return None;
        };
        let stated = conversion.stated.first()?;
        let at = named_beside(&stated.locus, &figure.locus);
        let (typed, number) = (figure.typed.trim(), number.normalize());
        let message = Text::new(
            format!("“{typed}”按注明的单位{}（{at}）换算为 {number}{unit}", stated.value),
            format!(
                "“{typed}” was taken for {} as stated at {at}, and converted to {number}{unit}",
                stated.value
            ),
        );
        let places = vec![Location::figure(figure), Location::from(stated.locus.clone())];
        Some(subject.finding(&RULE, places, message))
    });
    told.collect()
}
