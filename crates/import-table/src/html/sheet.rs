//! The grammar of a style sheet: its rules, one inside the other, with their declarations. What a
//! selector matches and what a declaration means is not asked here.

/// A rule: the selectors it is for, one by one, and what it declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) selectors: Vec<String>,
    /// Names in lower case, values as written.
    pub(super) declarations: Vec<(String, String)>,
}

/// Rules inside each other deeper than this are not read.
const DEEPEST: usize = 6;
/// Selectors longer than this are written by nobody; they come of rules inside each other.
const LONGEST: usize = 1_000;
/// How wide the screen is on which a page is read, in pixels.
const SCREEN: f32 = 1_280.0;

/// The rules of a sheet that count on a screen, in their order.
pub(super) fn rules(css: &str) -> Vec<Rule> {
    let mut rules = Vec::new();
    let css = uncommented(&css.replace("<!--", " ").replace("-->", " "));
    block(&css, &[], 0, &mut rules);
    rules
}

/// The declarations of a `style` or of a rule's body.
pub(super) fn declarations(body: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = body;
    let pieces = std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = find(rest, &[';']).unwrap_or(rest.len());
        let piece = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(piece)
    });
    pieces.filter_map(|piece| piece.split_once(':'))
}

/// Reads what stands in a block of these selectors: declarations, and rules of their own.
fn block(css: &str, selectors: &[String], depth: usize, rules: &mut Vec<Rule>) {
    let mut own = Vec::new();
    let mut declare = |piece: &str| {
        if let Some((name, value)) = piece.split_once(':') {
            own.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    };
    let mut inner = Vec::new();
    let mut rest = css;
    while let Some(at) = find(rest, &['{', '}', ';']) {
        let (prelude, after) = (rest[..at].trim(), &rest[at + 1..]);
        if !rest[at..].starts_with('{') {
            declare(prelude);
            rest = after;
            continue;
        }
        let end = end_of_block(after);
        let body = &after[..end];
        rest = after.get(end + 1..).unwrap_or_default();
        if depth == DEEPEST {
            continue;
        }
        match prelude.strip_prefix('@') {
            Some(rule) => match applies(rule) {
                Some(true) => block(body, selectors, depth + 1, &mut inner),
                Some(false) => {}
                None => {
                    let from = inner.len();
                    block(body, selectors, depth + 1, &mut inner);
                    // No selector begins like this: it is told of where the rule decides anything.
                    let doubtful = inner.iter_mut().skip(from).flat_map(|rule| &mut rule.selectors);
                    doubtful.for_each(|selector| *selector = format!("{} {selector}", &prelude[..1]));
                }
            },
            None => block(body, &inside(prelude, selectors), depth + 1, &mut inner),
        }
    }
    declare(rest.trim());
    if !selectors.is_empty() && !own.is_empty() {
        rules.push(Rule {
            selectors: selectors.to_vec(),
            declarations: own,
        });
    }
    rules.append(&mut inner);
}

/// The selectors of a rule that stands in another one.
fn inside(prelude: &str, outer: &[String]) -> Vec<String> {
    let own = split(prelude, ',').map(str::trim).filter(|one| !one.is_empty());
    if outer.is_empty() {
        return own.map(str::to_owned).collect();
    }
    let outer = match outer {
        [one] if !one.contains([' ', '>', '+', '~']) => one.clone(),
        several => format!(":is({})", several.join(",")),
    };
    let nested = own.map(|one| match one.contains('&') {
        true => one.replace('&', &outer),
        false => format!("{outer} {one}"),
    });
    nested.filter(|one| one.len() <= LONGEST).collect()
}

/// Whether a rule of rules counts on a screen; none if that is not known.
fn applies(rule: &str) -> Option<bool> {
    let (name, condition) = rule.split_at(rule.find(|c: char| !is_name(c)).unwrap_or(rule.len()));
    match name.to_ascii_lowercase().as_str() {
        "media" => Some(split(condition, ',').any(|query| is_on_screen(query.trim()))),
        "layer" => Some(true),
        "supports" => (!condition.contains("not")).then_some(true),
        "container" | "scope" => None,
        _ => Some(false),
    }
}

/// Whether a query of media holds on an ordinary screen.
fn is_on_screen(query: &str) -> bool {
    let query = query.to_ascii_lowercase();
    let pixels = |length: &str| {
        let length = length.trim().trim_end_matches(')');
        let end = length
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(length.len());
        let times = if length[end..].starts_with("px") { 1.0 } else { 16.0 };
        length[..end].parse::<f32>().map(|number| number * times)
    };
    query.split(" and ").all(|part| {
        let part = part.trim().trim_start_matches("only ");
        match part.trim_start_matches('(').split_once(':') {
            None => matches!(part, "screen" | "all"),
            Some((name, length)) => match name.trim() {
                "min-width" => pixels(length).is_ok_and(|width| width <= SCREEN),
                "max-width" => pixels(length).is_ok_and(|width| width >= SCREEN),
                "hover" | "any-hover" | "pointer" | "orientation" | "prefers-color-scheme" => {
                    ["hover", "fine", "landscape", "light"].contains(&length.trim().trim_end_matches(')'))
                }
                _ => false,
            },
        }
    })
}

/// Where the block ends that begins with this text.
fn end_of_block(body: &str) -> usize {
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some(next) = find(&body[at..], &['{', '}']) {
        let here = at + next;
        match (body[here..].starts_with('{'), depth) {
            (true, _) => depth += 1,
            (false, 0) => return here,
            (false, _) => depth -= 1,
        }
        at = here + 1;
    }
    body.len()
}

/// The first of these characters that stands in no string, brackets or parentheses.
fn find(text: &str, wanted: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (_, '\\') => drop(chars.next()),
            (Some(open), _) if c == open || c == '\n' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            // A parenthesis that is left open does not swallow the rest of the sheet.
            (None, '{' | '}') if wanted.contains(&c) => return Some(at),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 && wanted.contains(&c) => return Some(at),
            (None, _) => {}
        }
    }
    None
}

/// The pieces between separators that stand in no string or parentheses.
pub(super) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = find(text, &[separator]);
        rest = end.map(|end| &text[end + separator.len_utf8()..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// The string that a text begins with, and what follows; none if it has no end.
pub(super) fn string(text: &str) -> (Option<String>, &str) {
    let mut chars = text.char_indices().peekable();
    let Some((_, quote)) = chars.next() else {
        return (None, "");
    };
    let mut string = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            c if c == quote => return (Some(string), &text[at + c.len_utf8()..]),
            '\\' => {
                let mut digits = String::new();
                while let Some((_, c)) = chars.next_if(|(_, c)| c.is_ascii_hexdigit() && digits.len() < 6) {
                    digits.push(c);
                }
                if digits.is_empty() {
                    string.extend(chars.next().map(|(_, c)| c).filter(|c| *c != '\n'));
                } else {
                    let code = u32::from_str_radix(&digits, 16).ok();
                    string.extend(code.and_then(char::from_u32));
                    // One space ends the number.
                    chars.next_if(|(_, c)| c.is_whitespace());
                }
            }
            c => string.push(c),
        }
    }
    (None, "")
}

fn uncommented(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        plain.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain + rest
}

/// Whether a character belongs to a name.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(css: &str) -> String {
        let rules = rules(css).into_iter().map(|rule| {
            let declarations = rule.declarations.iter().map(|(name, value)| format!("{name}={value}"));
            format!(
                "{}{{{}}}",
                rule.selectors.join("|"),
                declarations.collect::<Vec<_>>().join(";")
            )
        });
        rules.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_sheet_is_read_as_rules() {
        for (css, expected) in [
            (
                "/* x */ .a, p.b {color:red;DISPLAY:none}",
                ".a|p.b{color=red;display=none}",
            ),
            (".a{content:\"};{\"} .b{top:0", ".a{content=\"};{\"} .b{top=0}"),
            ("p:is(.a,.b){top:0}", "p:is(.a,.b){top=0}"),
            (
                ".a{top:0; .b{left:0} &.c>i{left:1px}}",
                ".a{top=0} .a .b{left=0} .a.c>i{left=1px}",
            ),
            (".a,.b{& i{top:0}}", ":is(.a,.b) i{top=0}"),
            ("@media screen{p{top:0}} @media print{p{top:1px}}", "p{top=0}"),
            (
                "@media (max-width:768px){p{top:0}} @media screen and (min-width:50em){p{top:1px}}",
                "p{top=1px}",
            ),
            ("@import 'x'; @font-face{src:x} @layer a{p{top:0}}", "p{top=0}"),
            ("}{ p{top:0}", "p{top=0}"),
            ("@container (width>9em){p{top:0}}", "@ p{top=0}"),
            ("@media (hover:hover){p{top:0}}", "p{top=0}"),
        ] {
            assert_eq!(read(css), expected, "{css}");
        }
    }
}
