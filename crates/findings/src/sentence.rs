//! The sentence a finding is about: where in it the number stands that is wrong, and
//! whether the message has said it all already.

use nianbao_model::{Finding, Lang};

use crate::number;

/// Where the number the finding is about stands in its sentence, as byte ranges, in order
/// and apart. It is one place where the message quotes the words around it, and every
/// place where nothing tells two equal numbers apart.
pub(crate) fn marks(finding: &Finding) -> Vec<(usize, usize)> {
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
pub(crate) fn is_told(finding: &Finding, lang: Lang) -> bool {
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
