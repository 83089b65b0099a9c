//! How a text was read, in lines for people: the tree of its clauses with their words, and under each what
//! its numbers may be meant of, and why they are or are not compared with the tables.

use std::sync::Arc;

use nianbao_model::figure::Kind;
use nianbao_model::{Decimal, Form, Report, Text, money};

use crate::claim::{Claim, Counted, Grade, Scope, Verdict, Why};
use crate::number::Measure;
use crate::page::Page;
use crate::passage::Span;
use crate::token::{self, Run};
use crate::tree::{Bond, Clause, sentences};
use crate::wording::Class;
use crate::{Prose, with_known};

impl Prose {
    /// How the text of a report was read: clause by clause, those that hang on others set in, and for each
    /// number what it may be meant of.
    pub fn explain(&self, report: &Report, form: &Arc<Form>) -> Vec<Text> {
        with_known(report, form, |known| {
            let mut lines = Vec::new();
            for passage in &self.passages {
                let tokens = known.tokenizer.tokens(&passage.text);
                let page = Page::new(passage, &tokens);
                let mut shown = Shown {
                    prose: self,
                    report,
                    page: &page,
                    lines: Vec::new(),
                };
                for sentence in sentences(&page) {
                    sentence
                        .pieces
                        .iter()
                        .for_each(|piece| shown.clauses(&piece.clauses, 0));
                }
                lines.extend(shown.lines);
            }
            lines
        })
    }
}

/// The lines of a passage.
struct Shown<'a> {
    prose: &'a Prose,
    report: &'a Report,
    page: &'a Page<'a>,
    lines: Vec<Text>,
}

impl Shown<'_> {
    fn clauses(&mut self, clauses: &[Clause], depth: usize) {
        for clause in clauses {
            let indent = "    ".repeat(depth);
            let bond = bond(clause);
            let words = words(self.page, &clause.run);
            self.lines.push(Text::new(
                format!("{indent}{}{words}", bond.zh),
                format!("{indent}{}{words}", bond.en),
            ));
            self.verdicts(clause, &indent);
            self.clauses(&clause.aside, depth + 1);
            self.clauses(&clause.parts, depth + 1);
        }
    }

    /// What was made of a clause's numbers, and of what it says without one.
    fn verdicts(&mut self, clause: &Clause, indent: &str) {
        let paragraph = self.page.passage.paragraph;
        let span = self.page.span(&clause.run);
        let within = |own: &Span| span.start <= own.start && own.start < span.end;
        let is_own = |counted: &&Counted| counted.paragraph == paragraph && within(&counted.quantity.span);
        let all = self.prose.claims.iter().chain(&self.prose.questions);
        let claims: Vec<&Claim> = all.filter(|claim| claim.paragraph == paragraph).collect();
        let mut said = Vec::new();
        for counted in self.prose.counted.iter().filter(is_own) {
            let is_of_a_list = |own: &Claim| {
                own.quantity
                    .as_ref()
                    .is_some_and(|own| own.span == counted.quantity.span)
            };
            if !claims.iter().any(|claim| is_of_a_list(claim)) {
                let quote = self.page.passage.quote(&counted.quantity.span);
                let Text { zh, en } = why(counted.why);
                said.push((
                    counted.quantity.span.start,
                    Text::new(format!("{quote}：{zh}"), format!("{quote}: {en}")),
                ));
            }
        }
        for claim in claims {
            let own = claim.quantity.as_ref().map_or(&claim.span, |quantity| &quantity.span);
            if within(own) {
                let quote = self.page.passage.quote(own);
                said.push((own.start, verdict(self.report, claim, quote)));
            }
        }
        said.sort_by_key(|(at, _)| *at);
        let lines = said
            .into_iter()
            .map(|(_, Text { zh, en })| Text::new(format!("{indent}  → {zh}"), format!("{indent}  → {en}")));
        self.lines.extend(lines);
    }
}

/// How a clause hangs on what stands before it, in a word.
fn bond(clause: &Clause) -> Text {
    match clause.bond {
        Bond::Beside => Text::same(String::new()),
        Bond::Item => Text::new("（一项）", "(item) "),
        Bond::Among => Text::new("（其中）", "(parts) "),
        Bond::Along => Text::new("（划分）", "(division) "),
        Bond::Bracket => Text::new("（括号）", "(bracket) "),
    }
}

/// The tokens, apart: `[not understood]`, `<changes what it stands beside>`, `{of the tables}`, `@the office`.
fn words(page: &Page<'_>, run: &Run) -> String {
    let shown = page.all()[run.clone()].iter().map(|token| {
        let text = page.passage.quote(&token.span);
        match &token.kind {
            token::Kind::Unknown => format!("[{text}]"),
            token::Kind::Word(meaning) if !meaning.classes.are_known() => format!("<{text}>"),
            token::Kind::Word(meaning) if !meaning.names.is_empty() => format!("{{{text}}}"),
            token::Kind::Word(meaning) if meaning.classes.has(Class::Nothing) => format!("({text})"),
            token::Kind::Own(_) => format!("@{text}"),
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
fn verdict(report: &Report, claim: &Claim, quote: &str) -> Text {
    let values: Vec<Option<Decimal>> = claim.readings.iter().map(|keys| value(report, keys)).collect();
    let readings = claim.readings.iter().zip(&values).map(|(keys, value)| {
        let shown = value.map_or_else(|| String::from("?"), |value| value.normalize().to_string());
        format!("{} = {shown}", keys.join(" + "))
    });
    let readings = readings.collect::<Vec<_>>().join(" | ");
    let known = values.into_iter().enumerate();
    let known = known.filter_map(|(nth, value)| Some((nth, in_yuan(report, claim, value?))));
    let known: Vec<(usize, Decimal)> = known.collect();
    let verdicts: Vec<Verdict> = known.iter().map(|(nth, value)| claim.beside(*nth, *value)).collect();
    let is_one = known
        .iter()
        .any(|(_, value)| claim.quantity.as_ref().is_none_or(|own| own.describes(*value)));
    let is_explained = verdicts.contains(&Verdict::Explained);
    let is_accused = verdicts.contains(&Verdict::Contradicted);
    let (zh, en) = match (claim.scope, claim.grade) {
        (Scope::Year(year), _) => (format!("{year} 年的"), format!("of {year}")),
        _ if verdicts.is_empty() => (
            String::from("表格里没有这个数，不比较"),
            String::from("the tables do not have it: not compared"),
        ),
        _ if is_explained && is_one => (String::from("相符"), String::from("explained")),
        _ if is_explained => (
            String::from("可能只是一部分，没有超过"),
            String::from("perhaps a part, and not more than the whole"),
        ),
        _ if !is_accused => (
            String::from("有没看懂的词，可能是别的数，不提"),
            String::from("not all is understood, it may be of something else: nothing is said"),
        ),
        (_, Grade::Sure) => (String::from("不符：错误"), String::from("contradicted: error")),
        (_, Grade::Doubt) => (String::from("不符：警告"), String::from("contradicted: warning")),
        (_, Grade::Ask) => (String::from("不符：提示"), String::from("contradicted: note")),
    };
    Text::new(
        format!("{quote}：{zh}（{readings}）"),
        format!("{quote}: {en} ({readings})"),
    )
}

fn value(report: &Report, keys: &[String]) -> Option<Decimal> {
    keys.iter().map(|key| report.figure(key)?.number()).sum()
}

/// An amount as a claim of money counts it.
fn in_yuan(report: &Report, claim: &Claim, value: Decimal) -> Decimal {
    let is_money = claim.quantity.as_ref().is_some_and(|own| own.measure == Measure::Money);
    let figures = claim.readings.iter().flatten().filter_map(|key| report.figure(key));
    let unit = figures.into_iter().find_map(|figure| match &figure.kind {
        Kind::Amount { unit } => money::yuan(unit),
        _ => None,
    });
    unit.filter(|_| is_money).map_or(value, |unit| value * unit)
}
