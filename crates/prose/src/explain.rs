//! How a text was read, in lines for people: its tokens, what each number may be meant of, and why it is
//! or is not compared with the tables.

use nianbao_model::{Decimal, Form, Report, Text};

use crate::claim::{Claim, Grade, Scope, Why};
use crate::number::Quantity;
use crate::passage::Passage;
use crate::token::{Kind, Token};
use crate::wording::Class;
use crate::{Prose, reader_of};

impl Prose {
    /// How the text of a report was read: for each sentence with a number its words, and for each
    /// number what it may be meant of.
    pub fn explain(&self, report: &Report, form: &Form) -> Vec<Text> {
        let mut lines = Vec::new();
        reader_of(report, form, |reader| {
            for passage in &self.passages {
                let tokens = reader.tokenizer.tokens(&passage.text);
                if tokens.all.is_empty() {
                    continue;
                }
                lines.push(Text::same(words(passage, &tokens.all)));
                let own = self
                    .counted
                    .iter()
                    .filter(|counted| counted.paragraph == passage.paragraph);
                for counted in own {
                    let of = |claim: &&Claim| {
                        let quantity = claim.quantity.as_ref();
                        claim.paragraph == passage.paragraph
                            && quantity.is_some_and(|own| own.span == counted.quantity.span)
                    };
                    let quote = passage.quote(&counted.quantity.span).to_owned();
                    let claims: Vec<&Claim> = self.claims.iter().filter(of).collect();
                    if claims.is_empty() {
                        let Text { zh, en } = why(counted.why);
                        lines.push(Text::new(format!("  {quote}：{zh}"), format!("  {quote}: {en}")));
                    }
                    lines.extend(claims.iter().map(|claim| said(report, claim, &quote)));
                }
                let none = |claim: &&Claim| claim.paragraph == passage.paragraph && claim.quantity.is_none();
                let denied = self.claims.iter().filter(none);
                lines.extend(denied.map(|claim| said(report, claim, passage.quote(&claim.span))));
            }
        });
        lines
    }
}

/// The tokens, apart; what is not understood in brackets.
fn words(passage: &Passage, tokens: &[Token]) -> String {
    let shown = tokens.iter().map(|token| {
        let text = passage.quote(&token.span);
        match &token.kind {
            Kind::Unknown => format!("[{text}]"),
            Kind::Word(meaning) if !meaning.classes.are_known() => format!("<{text}>"),
            Kind::Word(meaning) if !meaning.names.is_empty() => format!("{{{text}}}"),
            Kind::Word(meaning) if meaning.classes.has(Class::Nothing) => format!("({text})"),
            Kind::Own(_) => format!("@{text}"),
            _ => text.to_owned(),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Why a number was compared with nothing.
fn why(why: Why) -> Text {
    match why {
        Why::Compared | Why::Nothing => Text::new("不是表格里的数，不比较", "of nothing in the tables: not compared"),
        Why::Foreign => Text::new(
            "前后有没看懂的词，可能只是一部分，不比较",
            "something around it is not understood, it may be a part: not compared",
        ),
        Why::Elsewhere => Text::new("别的机关的数，不比较", "another office's: not compared"),
        Why::OtherTime => Text::new("别的时间的数，不比较", "another time's: not compared"),
    }
}

/// What a number may be meant of, and whether one of these agrees.
fn said(report: &Report, claim: &Claim, quote: &str) -> Text {
    let value = |keys: &Vec<String>| {
        keys.iter()
            .map(|key| report.figure(key)?.number())
            .sum::<Option<Decimal>>()
    };
    let readings = claim.readings.iter().map(|keys| {
        let shown = value(keys).map_or_else(|| String::from("?"), |value| value.normalize().to_string());
        format!("{} = {shown}", keys.join(" + "))
    });
    let readings = readings.collect::<Vec<_>>().join(" | ");
    let agrees = |value: Decimal| {
        claim
            .quantity
            .as_ref()
            .map_or(value.is_zero(), |own: &Quantity| own.describes(value))
    };
    let explained = claim.readings.iter().filter_map(value).any(agrees);
    let (zh, en) = match (explained, claim.scope, claim.grade) {
        (_, Scope::Year(year), _) => (format!("{year} 年的"), format!("of {year}")),
        (true, ..) => (String::from("相符"), String::from("explained")),
        (_, _, Grade::Sure) => (String::from("不符：错误"), String::from("contradicted: error")),
        (_, _, Grade::Doubt) => (String::from("不符：警告"), String::from("contradicted: warning")),
        (_, _, Grade::Ask) => (String::from("不符：提示"), String::from("contradicted: note")),
    };
    Text::new(
        format!("  {quote}：{zh}（{readings}）"),
        format!("  {quote}: {en} ({readings})"),
    )
}
