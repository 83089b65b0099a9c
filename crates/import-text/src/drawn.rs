//! Boxes and tables drawn with characters in a plain text: their lines are no text, and what stands in
//! a box alone is. Which rows are a table is for `pasted` to find.

use crate::pasted::BARS;

/// What horizontal lines, crosses and corners are drawn with.
const DRAWN: &str = "+-=─━═┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╰╯";
/// Fewer characters are a dash.
const SHORTEST: usize = 3;

/// The lines without what is drawn around and between rows; a line that was only drawn is blank.
pub(crate) fn take_out<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let drawn: Vec<bool> = lines.iter().map(|line| is_drawn(line)).collect();
    let bars: Vec<bool> = lines.iter().map(|line| inside(line).is_some()).collect();
    let beside = |at: usize, of: &[bool]| {
        let before = at.checked_sub(1).and_then(|before| of.get(before));
        before == Some(&true) || of.get(at + 1) == Some(&true)
    };
    let kept = lines.iter().enumerate().map(|(at, line)| {
        if drawn[at] && beside(at, &bars) {
            return "";
        }
        let in_box = bars[at] && beside(at, &drawn);
        let alone = inside(line).filter(|inside| in_box && !inside.contains(BARS));
        alone.unwrap_or(line)
    });
    kept.collect()
}

fn is_drawn(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= SHORTEST && line.chars().all(|c| DRAWN.contains(c) || BARS.contains(&c))
}

/// What stands between two bars.
fn inside(line: &str) -> Option<&str> {
    const DOUBLE: char = '║';
    let is_bar = |c: char| c == DOUBLE || BARS.contains(&c);
    line.trim().strip_prefix(is_bar)?.strip_suffix(is_bar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_goes_and_what_stands_in_it_stays() {
        let lines = [
            "前言。",
            "┌────┐",
            "│ 提示 │",
            "└────┘",
            "+---+---+",
            "| 甲 | 1 |",
            "+---+---+",
            "----",
            "A|B",
        ];
        assert_eq!(
            take_out(&lines),
            ["前言。", "", " 提示 ", "", "", "| 甲 | 1 |", "", "----", "A|B"]
        );
    }
}
