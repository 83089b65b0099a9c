//! `personal-data`: the report gives no person's identity number or mobile telephone.

use nianbao_model::locus::Locus;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "personal-data",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Standard("《中华人民共和国民法典》第一千零三十四条；《政府信息公开条例》第十五条"),
    holds: Words {
        zh: "公开的年报里没有个人的身份证号码和手机号码",
        en: "a report that is published gives no person's identity number or mobile telephone",
    },
    advice: Words {
        zh: "删去，或用“某”“＊”代替；年报一经公开就很难收回",
        en: "take it out, or put “某” or “＊” in its place: what was published is hard to take back",
    },
    breaks: Example {
        words: Words {
            zh: "正文：“申请人（身份证号110101199003070134）”",
            en: "the text has an applicant's identity number",
        },
        make: |sample| sample.text("overview", "申请人（身份证号110101199003070134）的申请已答复。"),
        at: "正文 › A4",
    },
    near_miss: Example {
        words: Words {
            zh: "正文里的公文编号、办公电话和十八位的统一社会信用代码",
            en: "numbers of documents, the office's telephone, and an organisation's code of eighteen places",
        },
        make: |sample| {
            sample.text(
                "overview",
                "联系电话：0571-88001234，统一社会信用代码11330100MB1234567Q，流水号202401010000123456。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// A number of a person, in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Personal {
    /// An identity number (GB 11643).
    Identity,
    /// A mobile telephone.
    Mobile,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let report = subject.report;
    let texts = report.narrative.iter().map(|own| (own.text.as_str(), &own.locus));
    let labels = report.indicators.iter().map(|own| (own.name.as_str(), &own.locus));
    texts
        .chain(labels)
        .flat_map(|(text, locus)| numbers(text).into_iter().map(move |own| (own, locus)))
        .map(|((kind, number), locus)| finding(subject, kind, number, locus))
        .collect()
}

fn finding(subject: &Subject<'_>, kind: Personal, number: &str, locus: &Locus) -> Finding {
    // The finding is printed, too: only its ends are told.
    let shown = format!("{}…{}", &number[..3], &number[number.len() - 2..]);
    let message = match kind {
        Personal::Identity => Text::new(
            format!("“{shown}”是公民身份号码，会随年报公开"),
            format!("“{shown}” is a person's identity number, and would be published"),
        ),
        Personal::Mobile => Text::new(
            format!("“{shown}”像是手机号码，会随年报公开。是单位公布的联系电话就可以留着"),
            format!(
                "“{shown}” looks like a mobile telephone, and would be published; if it is the office's own, let it stand"
            ),
        ),
    };
    let finding = subject.finding(&RULE, vec![locus.clone().into()], message);
    let severity = match kind {
        Personal::Identity => finding.severity,
        Personal::Mobile => Severity::Note,
    };
    Finding { severity, ..finding }.with_case([&shown])
}

/// The numbers of persons in a text.
fn numbers(text: &str) -> Vec<(Personal, &str)> {
    let is_code = |c: char| c.is_ascii_alphanumeric();
    let words = text.split(|c: char| !is_code(c));
    words
        .filter_map(|word| match word.len() {
            18 if is_identity(word) => Some((Personal::Identity, word)),
            11 if is_mobile(word) => Some((Personal::Mobile, word)),
            _ => None,
        })
        .collect()
}

/// Whether eighteen characters are an identity number: a day of birth in the middle, and a check digit (GB 11643-1999,
/// ISO 7064 MOD 11-2) that chance gives to one in eleven.
fn is_identity(word: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let digits: Option<Vec<u32>> = word[..17].chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits else { return false };
    let part = |from: usize, to: usize| word[from..to].parse::<u32>().unwrap_or_default();
    let is_day = matches!(part(6, 10), 1900..=2099) && matches!(part(10, 12), 1..=12) && matches!(part(12, 14), 1..=31);
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = word.chars().last().map(|c| c.to_ascii_uppercase());
    is_day && check == CHECKS.get((sum % 11) as usize).copied()
}

/// Whether eleven digits are a mobile telephone's.
fn is_mobile(word: &str) -> bool {
    let second = word.as_bytes().get(1);
    word.starts_with('1')
        && second.is_some_and(|c| (b'3'..=b'9').contains(c))
        && word.bytes().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Personal, numbers};

    #[test]
    fn numbers_of_persons_are_known_by_their_make() {
        let kinds = |text: &str| numbers(text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
        assert_eq!(
            kinds("身份证号110101199003070134，电话13812345678"),
            [Personal::Identity, Personal::Mobile]
        );
        // A wrong check digit, a month that is none, other numbers.
        for other in [
            "110101199003070135",
            "110101199013070134",
            "202401010000123456",
            "11330100MB1234567Q",
            "12345678901",
            "138123456789",
            "0571-88001234",
        ] {
            assert_eq!(kinds(other), [], "{other}");
        }
    }
}
