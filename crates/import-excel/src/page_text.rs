//! What a sheet prints above and below its cells: the words of page headers and footers, without the codes
//! for page numbers, dates, names and looks among them (ECMA-376-1, 18.3.1.46).

use nianbao_model::source::RemarkKind;

use crate::sheet::Aside;

/// Adds the words of a header or footer as it is stored: of each of its three sections, unless other pages have
/// them too.
pub(crate) fn add(asides: &mut Vec<Aside>, coded: &str) {
    sections(coded).into_iter().for_each(|text| add_words(asides, text));
}

/// Adds words that stand on every page, once.
pub(crate) fn add_words(asides: &mut Vec<Aside>, text: String) {
    let aside = Aside {
        kind: RemarkKind::PageText,
        at: None,
        text,
    };
    if !asides.contains(&aside) {
        asides.push(aside);
    }
}

fn sections(coded: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut rest = coded.chars().peekable();
    while let Some(c) = rest.next() {
        let section = sections.last_mut();
        if c != '&' {
            section.into_iter().for_each(|section| section.push(c));
            continue;
        }
        match rest.next() {
            Some('&') => section.into_iter().for_each(|section| section.push('&')),
            Some('L' | 'C' | 'R') => sections.push(String::new()),
            // The name of a face and of a style of it.
            Some('"') => while rest.next().is_some_and(|c| c != '"') {},
            // A colour: six hexadecimal digits, or a theme's number and a tint.
            Some('K') => {
                for _ in 0..6 {
                    let _ = rest.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            // A size.
            Some(c) if c.is_ascii_digit() => while rest.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    let words = sections.iter().map(|section| section.trim().to_owned());
    words.filter(|section| !section.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_and_codes_are_not() {
        for (coded, words) in [
            ("&C金额单位：元", vec!["金额单位：元"]),
            (
                "&L&\"宋体,加粗\"&12征求意见稿&R&K01+034甲&&乙&P/&N",
                vec!["征求意见稿", "甲&乙/"],
            ),
            ("&C第&P页", vec!["第页"]),
            ("&A&D&T&F&Z&G", vec![]),
            ("&", vec![]),
        ] {
            assert_eq!(sections(coded), words, "{coded}");
        }
    }
}
