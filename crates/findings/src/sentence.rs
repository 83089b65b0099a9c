//! The sentence a finding is about: where in it the number stands that is wrong, and
//! whether the message has said it all already.

use nianbao_model::{Finding, Lang, Report};

use crate::number;

/// What a finding quotes from the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Quote<'a> {
    /// The words, whole sentences where the report has them.
    pub(crate) text: &'a str,
    /// What is to be seen in them, as byte ranges, in order and apart.
    pub(crate) marks: Vec<(usize, usize)>,
    /// What is to be kept if there is no room for all of it.
    pub(crate) focus: (usize, usize),
}

/// The sentences the finding is about, whether its message has them or not.
pub(crate) fn text<'a>(finding: &'a Finding, report: &'a Report) -> Option<&'a str> {
    let excerpt = finding.excerpt.as_deref()?;
    Some(whole(finding, excerpt, report).map_or(excerpt, |(text, _)| text))
}

/// What the finding quotes; `None` if that is nothing, or nothing its message in this
/// language has not said.
pub(crate) fn quote<'a>(finding: &'a Finding, report: &'a Report, lang: Lang) -> Option<Quote<'a>> {
    let excerpt = finding.excerpt.as_deref().filter(|_| !is_told(finding, lang))?;
    let marks = marks(finding);
    let whole = whole(finding, excerpt, report);
    let (text, before) = whole.unwrap_or((excerpt, 0));
    let marks: Vec<_> = marks
        .iter()
        .map(|(start, end)| (start + before, end + before))
        .collect();
    // A few words are cut out anywhere, even within a number: they are not marked as such.
    let focus = marks.first().copied().unwrap_or((before, before + excerpt.len()));
    Some(Quote { text, marks, focus })
}

/// The sentences of the finding's paragraph that the excerpt is from, and how much of them
/// stands before it.
fn whole<'a>(finding: &Finding, excerpt: &str, report: &'a Report) -> Option<(&'a str, usize)> {
    let is_end = |c: char| matches!(c, '。' | '!' | '\u{ff01}' | '?' | '\u{ff1f}' | '\n');
    let place = &finding.locations.first()?.locus;
    let paragraph = report.narrative.iter().find(|paragraph| paragraph.locus == *place)?;
    let text = paragraph.text.as_str();
    let at = text.find(excerpt)?;
    let start = text[..at].rfind(is_end).map_or(0, |mark| mark + length(&text[mark..]));
    let start = start + text[start..at].len() - text[start..at].trim_start().len();
    let to = at + excerpt.len();
    let end = match text[..to].ends_with(is_end) {
        true => to,
        false => text[to..]
            .find(is_end)
            .map_or(text.len(), |mark| to + mark + length(&text[to + mark..])),
    };
    Some((text[start..end].trim_end(), at - start))
}

/// How long the first character is.
fn length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Where the number the finding is about stands in its sentence, as byte ranges, in order
/// and apart. It is one place where the message quotes the words around it, and every
/// place where nothing tells two equal numbers apart.
fn marks(finding: &Finding) -> Vec<(usize, usize)> {
    let (Some(sentence), Some(found)) = (finding.excerpt.as_deref(), finding.found.as_deref()) else {
        return Vec::new();
    };
    let all = number::places(sentence, found);
    for (start, end) in quoted(finding, sentence) {
        // A quotation ends with what it states: `新收申请4件，其中自然人申请4件`.
        let last = all.iter().rfind(|(from, to)| start <= *from && *to <= end);
        match last {
            Some(last) => return vec![*last],
            // `十三件` is 13, and `未收到` is 0.
            None if all.is_empty() => return vec![(start, end)],
            None => {}
        }
    }
    let is_date = |end: usize| sentence[end..].starts_with(['年', '月', '日']);
    let others: Vec<_> = all.iter().copied().filter(|(_, end)| !is_date(*end)).collect();
    if others.is_empty() { all } else { others }
}

/// Where the sentence has what the message quotes from it, in the message's order.
fn quoted(finding: &Finding, sentence: &str) -> Vec<(usize, usize)> {
    // A sentence may hold quotation marks itself, so a quotation may end at any of them.
    let message = &finding.message.zh;
    let openings = message.match_indices('“').map(|(at, mark)| at + mark.len());
    let quotes = openings.filter_map(|from| {
        let ends = message[from..].match_indices('”').map(|(at, _)| from + at);
        ends.filter(|to| *to > from)
            .filter_map(|to| {
                let at = sentence.find(&message[from..to])?;
                Some((at, at + to - from))
            })
            .next_back()
    });
    quotes.collect()
}

/// Whether the message has all of the finding's sentence, so that quoting it would say the
/// same twice: some sentences are but a list of the words in question.
fn is_told(finding: &Finding, lang: Lang) -> bool {
    let message = finding.message.get(lang);
    finding.excerpt.as_deref().is_some_and(|sentence| {
        let words = sentence.split_inclusive('》').flat_map(|part| part.split(['“', '”']));
        words.into_iter().all(|words| message.contains(words.trim()))
    })
}

/// What a finding found and expected, as far as its message has not said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Untold<'a> {
    /// Neither is known, or both are told.
    Nothing,
    /// What was found is told, or not known.
    Expected(&'a str),
    /// What was expected is told, or not known.
    Found(&'a str),
    /// Neither is told.
    Both(&'a str, &'a str),
    /// The cell was blank.
    Blank(&'a str),
}

/// What its message in this language leaves out.
pub(crate) fn untold(finding: &Finding, lang: Lang) -> Untold<'_> {
    let message = finding.message.get(lang);
    let is_told = |value: &str| !number::places(message, value).is_empty();
    match (finding.found.as_deref(), finding.expected.as_deref()) {
        // Of two things that are alike neither is the mistake.
        (found, expected) if found == expected => Untold::Nothing,
        (None, Some(expected)) => Untold::Blank(expected),
        (Some(found), Some(expected)) => match (is_told(found), is_told(expected)) {
            (true, true) => Untold::Nothing,
            (true, false) => Untold::Expected(expected),
            (false, true) => Untold::Found(found),
            (false, false) => Untold::Both(found, expected),
        },
        (Some(found), None) if is_told(found) => Untold::Nothing,
        (Some(found), None) => Untold::Found(found),
        (None, None) => Untold::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::example;
    use nianbao_model::Text;

    fn about(sentence: &str, found: &str, message: &str) -> Finding {
        let mut finding = example("narrative-figure").findings.remove(0);
        finding.excerpt = Some(sentence.to_owned());
        finding.found = Some(found.to_owned());
        finding.message = Text::same(message);
        finding
    }

    /// The sentence with what is marked in brackets.
    fn marked(finding: &Finding) -> String {
        let sentence = finding.excerpt.as_deref().unwrap();
        let mut text = sentence.to_owned();
        for (start, end) in marks(finding).into_iter().rev() {
            text.insert(end, ']');
            text.insert(start, '[');
        }
        text
    }

    #[test]
    fn the_message_tells_which_of_two_equal_numbers_is_meant() {
        let sentence = "新收申请4件，其中自然人申请4件，商业企业4件。";
        let of = |message: &str| marked(&about(sentence, "4", message));
        assert_eq!(
            of("正文写“其中自然人申请4件”，而表格中是 3"),
            "新收申请4件，其中自然人申请[4]件，商业企业4件。"
        );
        assert_eq!(
            of("正文写“新收申请4件，其中自然人申请4件”，而表格中是 3"),
            "新收申请4件，其中自然人申请[4]件，商业企业4件。"
        );
        assert_eq!(of("不对"), "新收申请[4]件，其中自然人申请[4]件，商业企业[4]件。");
    }

    #[test]
    fn a_number_in_words_is_marked_with_its_words() {
        let sentence = "全年新收“依申请公开”申请十三件。";
        let finding = about(
            sentence,
            "13",
            "正文写“新收“依申请公开”申请十三件”，而表格中“总计”是 12",
        );
        assert_eq!(marked(&finding), "全年[新收“依申请公开”申请十三件]。");
    }

    #[test]
    fn a_date_is_not_the_number_if_something_else_can_be() {
        assert_eq!(marked(&about("6月6日收到6件", "6", "")), "6月6日收到[6]件");
        assert_eq!(marked(&about("截至6月", "6", "")), "截至[6]月");
    }

    #[test]
    fn a_few_words_are_quoted_with_their_sentence() {
        let judged = example("half-width-punctuation");
        let finding = &judged.findings[0];
        let quoted = quote(finding, &judged.report, Lang::Zh).unwrap();
        let excerpt = finding.excerpt.as_deref().unwrap();
        assert!(quoted.text.len() > excerpt.len(), "{}", quoted.text);
        assert!(quoted.text.ends_with('。'), "{}", quoted.text);
        let (start, end) = quoted.focus;
        assert_eq!(&quoted.text[start..end], excerpt);
        assert!(quoted.marks.is_empty());
        // What is a sentence stays as it is.
        let judged = example("narrative-figure");
        let finding = &judged.findings[0];
        let quoted = quote(finding, &judged.report, Lang::Zh).unwrap();
        assert_eq!(Some(quoted.text), finding.excerpt.as_deref());
        assert_eq!(quoted.marks, marks(finding));
        // Nor does it matter if the report has it nowhere.
        let elsewhere = about("新收4件", "4", "");
        let quoted = quote(&elsewhere, &judged.report, Lang::Zh).unwrap();
        assert_eq!((quoted.text, quoted.marks.len()), ("新收4件", 1));
    }

    #[test]
    fn what_the_message_has_is_not_said_again() {
        let finding = |name: &str| example(name).findings.remove(0);
        let titles = finding("title-variants");
        assert!(is_told(&titles, Lang::Zh) && is_told(&titles, Lang::En));
        assert!(is_told(&finding("document-number-brackets"), Lang::Zh));
        assert!(!is_told(&finding("narrative-figure"), Lang::Zh));
        assert_eq!(untold(&finding("narrative-figure"), Lang::Zh), Untold::Nothing);
        assert_eq!(untold(&finding("row-total"), Lang::En), Untold::Nothing);
        assert_eq!(
            untold(&finding("document-number-brackets"), Lang::Zh),
            Untold::Expected("国办公开办函〔2021〕30号")
        );
        let mut alike = finding("row-total");
        alike.found.clone_from(&alike.expected);
        alike.message = Text::same("");
        assert_eq!(untold(&alike, Lang::Zh), Untold::Nothing);
        alike.found = None;
        assert_eq!(untold(&alike, Lang::Zh), Untold::Blank("5"));
    }
}
