//! The headings of the form's parts, however they are numbered: `二，` `第二部分：` `〔二〕`, with
//! a colon at the end, with the part's text behind it, or with no number. Such a heading gets
//! the form's mark; its words stay. Whether all parts are there is for the rules to judge.

use nianbao_model::chars::half_width;
use nianbao_model::form::{Form, Part};
use nianbao_model::report::Paragraph;
use nianbao_model::{Decimal, label, numeral};

/// Makes headings of the lines that are a part's and have no proper mark, where the part has
/// no other heading.
pub(crate) fn settle(narrative: &mut Vec<Paragraph>, form: &Form) {
    unmark_attachments(narrative);
    let is_any = |line: &Paragraph| line.level == 1 && form.part_headed(&line.text).is_some();
    // A text without any such heading may number its parts as others do sections.
    let as_sections = !narrative.iter().any(is_any);
    for (at, part) in form.parts.iter().enumerate() {
        let is_there = |line: &Paragraph| line.level == 1 && part.is_headed(&line.text);
        if narrative.iter().any(is_there) {
            continue;
        }
        let number = Decimal::from(at + 1);
        if (as_sections && mark_section(narrative, part, number))
            || mark_numbered(narrative, part, number)
            || split_run_in(narrative, part, number)
            || join_broken(narrative, part)
        {
            continue;
        }
        mark_bare(narrative, part);
    }
}

/// A heading that goes over the end of its line, as on a small page: `四、政府信息公开行政复议、行政诉讼情` and `况`.
fn join_broken(narrative: &mut Vec<Paragraph>, part: &Part) -> bool {
    let whole = |pair: &[Paragraph]| {
        let [head, rest] = pair else { return None };
        if head.level != 1
            || rest.level != 0
            || rest.template.is_some()
            || rest.text.chars().nth(label::HEADING_MAX).is_some()
        {
            return None;
        }
        let whole = format!("{}{}", head.text, rest.text);
        let is_broken = label::heading_level(&whole) == 1 && part.is_headed(&whole);
        is_broken.then_some(whole)
    };
    let Some((at, whole)) = (0..)
        .zip(narrative.windows(2))
        .find_map(|(at, pair)| Some((at, whole(pair)?)))
    else {
        return false;
    };
    let rest = narrative.remove(at + 1);
    narrative[at].text = whole;
    narrative[at].faults.extend(rest.faults);
    true
}

/// What a document has attached to it is listed under it, with numbers (GB/T 9704 7.3.4): no headings.
fn unmark_attachments(narrative: &mut [Paragraph]) {
    let mut in_list = false;
    for line in narrative {
        let is_item = || label::marker(&line.text).is_some_and(|marker| marker.level == 3);
        in_list = label::attachments(&line.text).is_some() || in_list && is_item();
        if in_list {
            line.level = 0;
        }
    }
}

/// The part of the form that a line opens, with any mark or none.
pub(crate) fn opened<'a>(text: &str, form: &'a Form) -> Option<&'a Part> {
    let numbered = Numbered::of(text);
    let body = numbered.as_ref().map_or(bare(text), |numbered| bare(numbered.body));
    let (at, part) = form.part_headed(body)?;
    let is_own = numbered.is_none_or(|numbered| numbered.number == Decimal::from(at + 1));
    let is_section = label::marker(text).is_some_and(|marker| marker.level != 1);
    (is_own && !is_section).then_some(part)
}

/// Lines that have the part's own number in another way of writing it.
fn mark_numbered(narrative: &mut [Paragraph], part: &Part, number: Decimal) -> bool {
    let mut marked = false;
    for line in narrative {
        let body = Numbered::of(&line.text)
            .filter(|found| found.number == number)
            .map(|found| bare(found.body));
        if let Some(body) = body.filter(|body| part.is_headed(body)) {
            line.text = with_mark(part, body);
            line.level = 1;
            marked = true;
        }
    }
    marked
}

/// The line that has the part's own number and is marked as a section: `（二）` or `2.`.
fn mark_section(narrative: &mut [Paragraph], part: &Part, number: Decimal) -> bool {
    let is_own = |line: &&mut Paragraph| {
        label::marker(&line.text).is_some_and(|marker| {
            let (mark, body) = line.text.split_at(marker.len);
            let digits: String = mark.chars().filter(|c| c.is_alphanumeric()).map(half_width).collect();
            let own = digits.parse().ok().or_else(|| numeral::parse(&digits));
            own == Some(number) && part.is_headed(bare(body))
        })
    };
    let Some(line) = narrative.iter_mut().find(is_own) else {
        return false;
    };
    let marker = label::marker(&line.text).map_or(0, |marker| marker.len);
    line.text = with_mark(part, bare(&line.text[marker..]));
    line.level = 1;
    true
}

/// A paragraph that begins with the part's number and title and goes on with its text.
fn split_run_in(narrative: &mut Vec<Paragraph>, part: &Part, number: Decimal) -> bool {
    let found = narrative.iter().enumerate().find_map(|(index, line)| {
        let numbered = Numbered::of(&line.text).filter(|found| found.number == number)?;
        let end = numbered
            .body
            .find([':', '\u{ff1a}', '。', '.', ' ', '\u{3000}', '\n'])?;
        let (body, rest) = numbered.body.split_at(end);
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":\u{ff1a}。.".contains(c));
        // A list of the parts in one line is no part.
        let is_text = !rest.is_empty() && label::marker(rest).is_none_or(|marker| marker.level != 1);
        (is_text && part.is_headed(body)).then(|| (index, with_mark(part, body), rest.to_owned()))
    });
    let Some((index, heading, rest)) = found else {
        return false;
    };
    let text = Paragraph {
        level: 0,
        text: rest,
        ..narrative[index].clone()
    };
    let heading = Paragraph {
        level: 1,
        text: heading,
        ..text.clone()
    };
    narrative.splice(index..=index, [heading, text]);
    true
}

/// The one line that is the part's title without any number. Of several none can be chosen.
fn mark_bare(narrative: &mut [Paragraph], part: &Part) {
    let is_bare = |line: &&mut Paragraph| {
        line.level == 0 && label::marker(&line.text).is_none() && part.is_headed(bare(&line.text))
    };
    let mut lines = narrative.iter_mut().filter(is_bare);
    if let (Some(line), None) = (lines.next(), lines.next()) {
        line.text = with_mark(part, bare(&line.text));
        line.level = 1;
    }
}

/// A heading's words behind the form's mark.
fn with_mark(part: &Part, body: &str) -> String {
    let official = &part.heading.text;
    let mark = label::marker(official).map_or("", |marker| &official[..marker.len]);
    format!("{mark}{body}")
}

/// A heading without the marks that people set around it.
fn bare(text: &str) -> &str {
    const AROUND: &str = ":\u{ff1a}。.,\u{ff0c};\u{ff1b}【】";
    text.trim_matches(|c: char| c.is_whitespace() || AROUND.contains(c))
}

/// A line that begins with a Chinese number, whatever stands around it.
struct Numbered<'a> {
    number: Decimal,
    body: &'a str,
}

impl<'a> Numbered<'a> {
    /// `二、` `二，` `二：` `二 ` `二` `第二部分` `〔二〕`; not `（二）`, which is a section's.
    fn of(text: &'a str) -> Option<Self> {
        let text = text.trim_start_matches(['【', ' ', '\u{3000}']);
        let rest = text.trim_start_matches(['第', '〔', '[', '［']);
        let digits = rest.find(|c: char| !"一二三四五六七八九十".contains(c))?;
        let number = numeral::parse(rest.get(..digits)?)?;
        let after = rest.get(digits..)?;
        let after = ["部分", "章", "篇"]
            .iter()
            .find_map(|unit| after.strip_prefix(unit))
            .unwrap_or(after);
        let is_mark = |c: char| c.is_whitespace() || "、,\u{ff0c}.\u{ff0e}。:\u{ff1a};\u{ff1b}〕]］】-—·".contains(c);
        Some(Self {
            number,
            body: after.trim_start_matches(is_mark),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;
    use nianbao_model::form::builtin;

    fn settled(lines: &[&str]) -> Vec<(u8, String)> {
        let form = &builtin().unwrap()[1];
        let mut narrative: Vec<_> = lines
            .iter()
            .map(|text| Paragraph {
                level: label::heading_level(text),
                text: (*text).to_owned(),
                template: None,
                locus: Locus::file(&"a.txt".into()),
                faults: vec![],
            })
            .collect();
        settle(&mut narrative, form);
        narrative.into_iter().map(|line| (line.level, line.text)).collect()
    }

    #[test]
    fn a_parts_heading_gets_the_forms_mark() {
        let official = (1, String::from("二、主动公开政府信息情况"));
        for typed in [
            "二，主动公开政府信息情况",
            "二：主动公开政府信息情况",
            "二 主动公开政府信息情况",
            "二主动公开政府信息情况",
            "〔二〕主动公开政府信息情况",
            "[二] 主动公开政府信息情况",
            "第二部分：主动公开政府信息情况",
            "第二部分 主动公开政府信息情况。",
            "二、主动公开政府信息情况：",
            "【二、主动公开政府信息情况】",
            "主动公开政府信息情况",
            "主动公开政府信息情况：",
        ] {
            assert_eq!(settled(&[typed]).first(), Some(&official), "{typed}");
        }
        let words = settled(&["第二部分 主动公开政府信息的情况"]);
        assert_eq!(words, [(1, String::from("二、主动公开政府信息的情况"))]);
    }

    #[test]
    fn a_heading_over_two_lines_is_one() {
        let lines = settled(&["四、政府信息公开行政复议、行政诉讼情", "况", "无。"]);
        assert_eq!(lines[0], (1, String::from("四、政府信息公开行政复议、行政诉讼情况")));
        assert_eq!(lines.len(), 2);
        assert_eq!(settled(&["五、存在的主要问题", "一是公开不够及时。"]).len(), 2);
    }

    #[test]
    fn what_is_attached_is_no_heading() {
        let levels = |lines: &[&str]| settled(lines).into_iter().map(|(level, _)| level).collect::<Vec<_>>();
        assert_eq!(
            levels(&["六、其他", "附件：1.公开指南", "2.公开目录", "（一）其他"]),
            [1, 0, 0, 2]
        );
        assert_eq!(levels(&["附件：", "1.公开指南", "2.公开目录"]), [0, 0, 0]);
        assert_eq!(levels(&["附件情况", "1.公开指南"]), [0, 3]);
    }

    #[test]
    fn a_text_may_number_all_its_parts_as_sections() {
        let lines = |mark: fn(usize) -> String| {
            let titles = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"];
            titles
                .iter()
                .enumerate()
                .map(|(at, title)| mark(at) + title)
                .collect::<Vec<_>>()
        };
        for mark in [
            |at| format!("{}.", at + 1),
            |at| format!("（{}）", ["一", "二", "三"][at]),
        ] {
            let lines = lines(mark);
            let read = settled(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(read.iter().all(|(level, _)| *level == 1), "{read:?}");
            assert_eq!(read[1].1, "二、主动公开政府信息情况");
        }
    }

    #[test]
    fn other_lines_are_left_alone() {
        for lines in [
            &["二、主动公开政府信息情况", "主动公开政府信息情况"][..],
            &["主动公开政府信息情况", "主动公开政府信息情况"],
            &["三，主动公开政府信息情况"],
            &["一、总体情况", "（二）主动公开政府信息情况"],
            &["一、总体情况", "2.主动公开政府信息情况"],
            &["二是主动公开政府信息。"],
            &["一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况。"],
        ] {
            let before: Vec<_> = lines
                .iter()
                .map(|line| (label::heading_level(line), (*line).to_owned()))
                .collect();
            assert_eq!(settled(lines), before);
        }
    }

    #[test]
    fn a_heading_that_runs_into_its_text_is_parted_from_it() {
        let read = settled(&["五、存在的主要问题及改进情况：一是人手不足。"]);
        let expected = [(1, "五、存在的主要问题及改进情况"), (0, "一是人手不足。")];
        assert_eq!(read, expected.map(|(level, text)| (level, text.to_owned())));
    }
}
