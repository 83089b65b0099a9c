//! What room a character takes on a page: none that shows, that of a letter, or that of a
//! Chinese character.

use crate::chars::is_zero_width;

/// White space in every form people indent with by hand, and what cannot be seen.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_zero_width(c)
}

/// Whether a character takes the room of a Chinese one.
pub fn is_wide(c: char) -> bool {
    // Nearly every character is one of these.
    matches!(c, '\u{4e00}'..='\u{9fff}')
        || is_enclosed(c)
        || matches!(c,
            '·' | '—' | '‘' | '’' | '“' | '”' | '…'
            | '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{20000}'..='\u{3ffff}')
}

/// Numbers in circles, in brackets or with a full stop (`①⑴⒈㈠`).
pub fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{3220}'..='\u{3229}'
        | '\u{3251}'..='\u{325f}' | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}')
}
