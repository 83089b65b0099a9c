//! The comparison for a person in a terminal: what moved, what does not follow, what of the text is
//! last year's.

use nianbao_findings::terminal::{aligned, printable, wrap};
use nianbao_model::Lang;

use crate::comparison::Comparison;
use crate::figures::FigureChange;
use crate::sentences::{Line, Piece};
use crate::words::{EARLIER, LATER, growth, number, signed, year};

/// What stands before a line that goes on.
const INDENT: &str = "    ";

/// The comparison as text, in lines of at most `width` columns.
pub fn render(comparison: &Comparison, lang: Lang, width: usize) -> String {
    let t = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let (before, after) = (
        year(&comparison.before, EARLIER, lang),
        year(&comparison.after, LATER, lang),
    );
    let organ = printable(comparison.organ.as_deref().unwrap_or_default());
    let mut text = format!("{organ}  {before} → {after}\n");
    for table in &comparison.tables {
        let figures: Vec<&FigureChange> = table.figures.iter().filter(|figure| !figure.is_zero()).collect();
        if figures.is_empty() {
            continue;
        }
        text += &format!("\n{}\n", table.heading);
        let head = ["", &before, &after, t("增减", "change"), t("增幅", "growth")].map(str::to_owned);
        let row = |figure: &FigureChange| {
            let shown = |value: Option<_>| value.map_or_else(|| "—".to_owned(), number);
            vec![
                format!("{INDENT}{}", name(figure)),
                shown(figure.before),
                shown(figure.after),
                figure.difference().map(signed).unwrap_or_default(),
                growth(figure, lang).unwrap_or_default(),
            ]
        };
        let rows: Vec<Vec<String>> = std::iter::once(head.to_vec())
            .chain(figures.into_iter().map(row))
            .collect();
        text += &aligned(&rows);
    }
    text += &format!("\n{}\n", t("不衔接的", "What does not follow"));
    if comparison.broken.is_empty() {
        text += &format!("{INDENT}{}\n", t("没有", "nothing"));
    }
    for finding in &comparison.broken {
        let severity = finding.severity.label();
        let line = format!("{}  {}", severity.get(lang), printable(finding.message.get(lang)));
        text += &lines(&line, width);
    }
    let tally = comparison.tally;
    text += &format!(
        "\n{}\n",
        match lang {
            Lang::Zh => format!(
                "正文：{} 句与上年相同（另有规定用语 {} 句），{} 句改过，{} 句新写，{} 句不再有",
                tally.same, tally.prescribed, tally.changed, tally.added, tally.removed
            ),
            Lang::En => format!(
                "Text: {} sentences are last year's (and {} prescribed ones), {} changed, {} new, {} gone",
                tally.same, tally.prescribed, tally.changed, tally.added, tally.removed
            ),
        }
    );
    for part in &comparison.parts {
        let shown: Vec<String> = part.lines.iter().filter_map(sentence).collect();
        if shown.is_empty() {
            continue;
        }
        text += &format!("{}\n", part.heading.as_deref().unwrap_or(t("引言", "Preface")));
        for line in shown {
            text += &lines(&printable(&line), width);
        }
    }
    text
}

/// What a figure is called in a line: the innermost labels of its row, and of its column where that
/// is no total; all labels of the column where the row has none.
fn name(figure: &FigureChange) -> String {
    let short = |label: &str| {
        let last = label.rsplit(" · ").next().unwrap_or_default();
        let name = last.split(['\u{ff08}', '(']).next().unwrap_or_default();
        name.to_owned()
    };
    let column = short(&figure.column);
    match (figure.row.as_str(), column.as_str()) {
        ("", _) => figure.column.clone(),
        (row, "总计") => short(row),
        (row, _) => format!("{} · {column}", short(row)),
    }
}

/// A sentence with its sign: `=` the same, `~` changed, `+` new, `−` gone. What is prescribed is left
/// out.
fn sentence(line: &Line) -> Option<String> {
    let joined = |pieces: &[Piece]| -> String {
        let piece = |piece: &Piece| match piece.is_changed {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(piece).collect()
    };
    Some(match line {
        Line::Same {
            is_prescribed: true, ..
        } => return None,
        Line::Same { text, .. } => format!("= {text}"),
        Line::Changed { before, after } => format!("~ {} → {}", joined(before), joined(after)),
        Line::Added(text) => format!("+ {text}"),
        Line::Removed(text) => format!("\u{2212} {text}"),
    })
}

fn lines(text: &str, width: usize) -> String {
    let lines = wrap(text, width, INDENT, "      ");
    lines.into_iter().map(|line| line + "\n").collect()
}
