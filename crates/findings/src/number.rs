//! Numbers as they stand in running text.

/// What numbers are written with, beside digits.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两";

/// Where the number stands in the sentence, as byte ranges, in order and apart.
pub(crate) fn places(sentence: &str, number: &str) -> Vec<(usize, usize)> {
    let chars = plain(sentence);
    let wanted: Vec<char> = plain(number.trim()).into_iter().map(|(.., c)| c).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while !wanted.is_empty() && at + wanted.len() <= chars.len() {
        let end = at + wanted.len();
        let same = chars[at..end].iter().map(|(.., c)| c).eq(&wanted);
        if same && !continues(&chars, at, end) {
            found.push((chars[at].0, chars[end - 1].1));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The characters with where each begins and ends, digits half-width, without the
/// commas between digits: `1,200` is the number 1200.
fn plain(text: &str) -> Vec<(usize, usize, char)> {
    let chars: Vec<_> = text
        .char_indices()
        .map(|(at, c)| {
            let narrow = match c {
                '\u{ff10}'..='\u{ff19}' | '\u{ff0e}' | '\u{ff05}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
                other => other,
            };
            (at, at + c.len_utf8(), narrow)
        })
        .collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|(.., c)| c.is_ascii_digit())
    };
    let separates = |at: usize| {
        matches!(chars[at].2, ',' | '\u{ff0c}')
            && digit(at.checked_sub(1))
            && (1..=3).all(|next| digit(Some(at + next)))
            && !digit(Some(at + 4))
    };
    let kept = chars.iter().enumerate().filter(|(at, _)| !separates(*at));
    kept.map(|(_, c)| *c).collect()
}

/// Whether what stands there goes on as the same number on either side.
fn continues(chars: &[(usize, usize, char)], start: usize, end: usize) -> bool {
    let get = |at: Option<usize>| at.and_then(|at| chars.get(at)).map(|(.., c)| *c);
    let alike = |inside: Option<char>, outside: Option<char>| {
        let both = |is: fn(char) -> bool| inside.is_some_and(is) && outside.is_some_and(is);
        both(|c| c.is_ascii_digit()) || both(|c| NUMERALS.contains(c))
    };
    let (first, last) = (get(Some(start)), get(end.checked_sub(1)));
    let (before, after) = (get(start.checked_sub(1)), get(Some(end)));
    let point_before = before == Some('.') && alike(first, get(start.checked_sub(2)));
    let point_after = after == Some('.') && alike(last, get(Some(end + 1)));
    alike(first, before) || alike(last, after) || point_before || point_after
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentence with the number in brackets.
    fn marked(sentence: &str, number: &str) -> String {
        let mut text = String::new();
        let mut done = 0;
        for (start, end) in places(sentence, number) {
            text += &format!("{}[{}]", &sentence[done..start], &sentence[start..end]);
            done = end;
        }
        text + &sentence[done..]
    }

    #[test]
    fn a_part_of_another_number_is_not_the_number() {
        assert_eq!(marked("2024年新收4件", "4"), "2024年新收[4]件");
        assert_eq!(marked("占4.5%，其中4件", "4"), "占4.5%，其中[4]件");
        assert_eq!(marked("占5.4%", "4"), "占5.4%");
        assert_eq!(marked("收到十六件、六件", "六"), "收到十六件、[六]件");
        assert_eq!(marked("共4件。", "4件"), "共[4件]。");
        assert_eq!(marked("没有", "4"), "没有");
        assert_eq!(marked("没有", ""), "没有");
        assert_eq!(marked("共6。", "6"), "共[6]。");
    }

    #[test]
    fn a_number_is_known_however_it_is_typed() {
        assert_eq!(marked("公开1,200条", "1200"), "公开[1,200]条");
        assert_eq!(marked("公开１２条", "12"), "公开[１２]条");
        assert_eq!(marked("分别为1,2,3件", "2"), "分别为1,[2],3件");
        assert_eq!(marked("受理12,345件", "345"), "受理12,345件");
    }
}
