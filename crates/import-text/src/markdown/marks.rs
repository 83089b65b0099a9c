//! What Markdown would take for its own marks and a clerk has typed as text, and marks that
//! Markdown does not see beside Chinese characters: both are told before the text is
//! parsed, line by line, and stand-ins of the same length are put for them.
//!
//! CommonMark is made for words with spaces between. `3*5*2` is emphasis to it,
//! `**水价公开。**每季度` is not, `[说明]: …` is the target of a link, `>95%` a quotation.

use std::collections::BTreeSet;

/// Stands for a mark that only changes how text looks.
const LOOK: char = '\u{1}';
/// Begins or ends struck-out text.
pub(super) const STRIKE: char = '\u{2}';
/// What stands for a character of the text that is no mark. No text has control characters.
const TYPED: [(char, char); 4] = [('\u{3}', '*'), ('\u{4}', '['), ('\u{5}', '>'), ('\u{6}', '_')];

/// A text with stand-ins, and where its marks can be read in two ways.
pub(super) struct Protected {
    pub(super) text: String,
    /// The byte where each of them begins, and its text.
    pub(super) doubtful: Vec<(usize, String)>,
}

/// Puts stand-ins for the marks of a text.
pub(super) fn protect(text: &str) -> Protected {
    let references = references(text);
    let mut protected = Protected {
        text: String::with_capacity(text.len()),
        doubtful: Vec::new(),
    };
    let mut fence = None;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let opens = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, opens) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(mark), Some(other)) if mark == other => fence = None,
            (None, None) => {
                protected.line(line, &references);
                continue;
            }
            _ => {}
        }
        protected.text.push_str(line);
    }
    protected
}

/// The text that a piece with stand-ins stands for; where struck-out text begins or ends,
/// [`STRIKE`] is left.
pub(super) fn restore(text: &str) -> String {
    let typed = |c: char| {
        TYPED
            .iter()
            .find(|(stand_in, _)| *stand_in == c)
            .map_or(c, |(_, typed)| *typed)
    };
    text.replace("\u{2}\u{2}", "\u{2}")
        .chars()
        .filter(|c| *c != LOOK)
        .map(typed)
        .collect()
}

impl Protected {
    fn line(&mut self, line: &str, references: &BTreeSet<String>) {
        let base = self.text.len();
        let mut bytes = line.as_bytes().to_vec();
        let mut put = |at: usize, length: usize, stand_in: char| {
            let end = (at + length).min(bytes.len());
            if let Some(place) = bytes.get_mut(at..end) {
                place.fill(u32::from(stand_in) as u8);
            }
        };
        let indent = line.len() - line.trim_start_matches(' ').len();
        if is_definition(line, references) {
            put(indent, 1, TYPED[1].0);
        }
        if line[indent..].starts_with('>') && line[indent + 1..].starts_with(|c: char| c.is_ascii_digit() || c == '=') {
            put(indent, 1, TYPED[2].0);
        }
        for Pair { open, close, mark } in pairs(line) {
            let length = mark.len();
            let sides = Sides::of(line, open, close, length);
            let stand_in = match mark {
                "~~" => Some(STRIKE),
                "**" if !sides.is_product() => Some(LOOK),
                "__" if !sides.is_name() => Some(LOOK),
                "_" | "__" => None,
                _ if sides.is_product() => Some(TYPED[0].0),
                "*" if sides.is_doubtful() => {
                    let shown = line[open..close + length].to_owned();
                    self.doubtful.push((base + open, shown));
                    Some(TYPED[0].0)
                }
                "*" if sides.is_apart() => Some(LOOK),
                _ => None,
            };
            if let Some(stand_in) = stand_in {
                put(open, length, stand_in);
                put(close, length, stand_in);
            }
        }
        // Only ASCII was replaced by ASCII.
        self.text
            .push_str(&String::from_utf8(bytes).unwrap_or_else(|_| line.to_owned()));
    }
}

/// Two equal marks on a line with text between.
struct Pair {
    open: usize,
    close: usize,
    mark: &'static str,
}

/// The pairs of marks of a line, outside code and placeholders.
fn pairs(line: &str) -> Vec<Pair> {
    const MARKS: [&str; 5] = ["**", "__", "~~", "*", "_"];
    let mut open: Vec<(usize, &'static str)> = Vec::new();
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let Some(c) = rest.chars().next() else { break };
        let skipped = match c {
            '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
            '`' => code_span(rest),
            '{' if rest.starts_with("{{") => rest.find("}}").map_or(2, |end| end + 2),
            // A cell of a table ends what was begun in it.
            '|' => {
                open.clear();
                1
            }
            '*' | '_' | '~' => {
                let run = rest.len() - rest.trim_start_matches(c).len();
                let mark = MARKS.into_iter().find(|mark| mark.starts_with(c) && mark.len() == run);
                if let Some(mark) = mark {
                    take(line, at, mark, &mut open, &mut pairs);
                }
                run
            }
            _ => c.len_utf8(),
        };
        at += skipped;
    }
    pairs
}

/// Takes a mark: it closes the one of its kind that is open, or opens one.
fn take(line: &str, at: usize, mark: &'static str, open: &mut Vec<(usize, &'static str)>, pairs: &mut Vec<Pair>) {
    let follows_text = line[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
    let leads_text = line[at + mark.len()..]
        .chars()
        .next()
        .is_some_and(|c| !c.is_whitespace());
    let begun = open.iter().rposition(|(_, other)| *other == mark);
    match begun {
        Some(begun) if follows_text => {
            let (start, mark) = open[begun];
            open.truncate(begun);
            if start + mark.len() < at {
                pairs.push(Pair {
                    open: start,
                    close: at,
                    mark,
                });
            }
        }
        _ if leads_text && open.len() < MOST_OPEN => open.push((at, mark)),
        _ => {}
    }
}

/// So many marks can be open at once; more are text.
const MOST_OPEN: usize = 8;

/// The bytes of the code that begins here, with its backticks.
fn code_span(rest: &str) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let after = &rest[ticks..];
    after.find(&rest[..ticks]).map_or(ticks, |end| ticks + end + ticks)
}

/// The characters on both sides of two marks.
struct Sides {
    before: Option<char>,
    first: Option<char>,
    last: Option<char>,
    after: Option<char>,
}

impl Sides {
    fn of(line: &str, open: usize, close: usize, length: usize) -> Self {
        let next = |at: usize| line.get(at..).and_then(|rest| rest.chars().next());
        let previous = |at: usize| line.get(..at).and_then(|rest| rest.chars().next_back());
        Self {
            before: previous(open),
            first: next(open + length),
            last: previous(close),
            after: next(close + length),
        }
    }

    /// Whether one of the marks stands as a sign between what is counted: a number on one side,
    /// and a number or word on the other.
    fn is_product(&self) -> bool {
        let factors = |left: Option<char>, right: Option<char>| {
            let counted = |c: char| c.is_numeric() || matches!(c, ')' | '\u{ff09}' | '(' | '\u{ff08}');
            let (Some(left), Some(right)) = (left, right) else {
                return false;
            };
            left.is_numeric() && right.is_numeric()
                || (left.is_numeric() || right.is_numeric()) && counted(left) && counted(right)
        };
        factors(self.before, self.first) || factors(self.last, self.after)
    }

    /// Whether no word stands before the first mark.
    fn is_apart(&self) -> bool {
        !self.before.is_some_and(char::is_alphanumeric)
    }

    /// Whether a Western word or a number stands between, as in the name of a file.
    fn is_name(&self) -> bool {
        let is_western = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        is_western(self.first) && is_western(self.last)
    }

    /// Whether words stand on all sides, so that it may be a product of words or emphasis.
    fn is_doubtful(&self) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        [self.before, self.first, self.last, self.after]
            .into_iter()
            .all(is_word)
    }
}

/// The labels that some `[label]` of the text refers to.
fn references(text: &str) -> BTreeSet<String> {
    let pieces = text.split('[').skip(1).filter_map(|piece| piece.split_once(']'));
    let labels = pieces.filter(|(label, after)| !after.starts_with(':') && label.len() <= MAX_LABEL);
    labels.map(|(label, _)| label.to_lowercase()).collect()
}

/// CommonMark's own limit of a label.
const MAX_LABEL: usize = 999;

/// Whether Markdown takes a line for the target of a link and nothing in the text is that link, or
/// what it says is no address.
fn is_definition(line: &str, references: &BTreeSet<String>) -> bool {
    let start = line.trim_start_matches(' ');
    let Some((label, target)) = start.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else {
        return false;
    };
    let is_note = label.starts_with('^');
    let is_link = references.contains(&label.to_lowercase()) && is_address(target.trim());
    !is_note && !is_link
}

/// Whether a link can lead there.
pub(super) fn is_address(target: &str) -> bool {
    let end = target.find(char::is_whitespace).unwrap_or(target.len());
    let target = &target[..end];
    target.is_empty() || target.is_ascii() && target.contains(['/', '.', '#', ':', '<', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let protected = protect(text);
        assert_eq!(protected.text.len(), text.len());
        restore(&protected.text)
    }

    #[test]
    fn marks_beside_chinese_go() {
        let lines = [
            ("**水价公开。**每季度", "水价公开。每季度"),
            ("共**“两张”**单、__目录__按季", "共“两张”单、目录按季"),
            ("共**5**件", "共5件"),
            ("*注：*数据", "注：数据"),
            ("旧~~5。~~新", "旧\u{2}5。\u{2}新"),
        ];
        for (text, expected) in lines {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn what_is_typed_stays() {
        for text in [
            "3*5*2米、2**3**4、(1)*5*(2)",
            "a_b_c、文件__2024__终稿",
            "**未完，\n`**码**`、\\**甲**、{{ a**b**c }}",
            "* 项\n共5*件（*含电子）、***都是***",
            "```\n**码**\n```\n",
            "甲 ** 乙 ** 丙",
        ] {
            assert_eq!(shown(text).replace(['*', '_'], ""), text.replace(['*', '_'], ""));
            let lost = shown(text).matches(['*', '_']).count() < text.matches(['*', '_']).count();
            assert!(!lost, "{text}: {}", shown(text));
        }
        assert_eq!(protect("长*宽*高").doubtful, [(3, "*宽*".to_owned())]);
        assert!(protect("规范*专栏*。").doubtful.is_empty());
    }

    #[test]
    fn targets_of_links_are_told_from_notes() {
        assert!(protect("[说明]: 共9项").text.starts_with('\u{4}'));
        assert!(protect("[网址]: http://a.cn").text.starts_with('\u{4}'));
        for text in ["见[网址]\n\n[网址]: http://a.cn", "[^1]: 注", "- [x] 公示"] {
            assert_eq!(protect(text).text, text);
        }
        assert!(protect(">95%").text.starts_with('\u{5}') && protect("> 引用").text.starts_with('>'));
    }
}
