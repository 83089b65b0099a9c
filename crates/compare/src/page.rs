//! The comparison as a web page: one self-contained file without script or network request, for
//! desks, phones, paper and screen readers. What it says is in `template.html`, how it looks in
//! `style.css` beside the family's style; this fills the template in (`table`, `chart`).

mod chart;
mod table;

use std::sync::LazyLock;

use minijinja::{Environment, Error, Value};
use nianbao_check::Severity;
use nianbao_model::{Lang, Text};
pub use nianbao_web_page::PageError;
use serde::Serialize;

use crate::comparison::{Comparison, Side};
use crate::sentences::{Line, Piece, Tally};
use crate::words::{EARLIER, LATER, number, year};
use chart::ChartView;
use table::{BlockView, blocks};

/// The page of a comparison, complete, in `lang`. What is quoted stays Chinese.
///
/// # Errors
/// [`PageError`] if the template cannot be filled in, which is a defect of the program.
pub fn render(comparison: &Comparison, lang: Lang) -> Result<String, PageError> {
    static CHINESE: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(|| environment_in(Lang::Zh));
    static ENGLISH: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(|| environment_in(Lang::En));
    let environment = match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    };
    let page = Page::new(comparison, lang);
    nianbao_web_page::render(environment, "template.html", page)
        .map_err(|reason| PageError::new(Text::new("对照网页", "the page of the comparison"), reason))
}

fn environment_in(lang: Lang) -> Result<Environment<'static>, Error> {
    let mut environment = nianbao_web_page::environment()?;
    // The template's own words stand where they are used, always in both languages.
    environment.add_function("t", move |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    });
    let quoted = match lang {
        Lang::Zh => "",
        Lang::En => " lang=\"zh-CN\"",
    };
    environment.add_function("zh", move || Value::from_safe_string(quoted.to_owned()));
    environment.add_template("family.css", nianbao_web_page::FAMILY_STYLE)?;
    environment.add_template("style.css", include_str!("page/style.css"))?;
    environment.add_template("template.html", include_str!("page/template.html"))?;
    Ok(environment)
}

/// The page as the template sees it.
#[derive(Debug, Serialize)]
struct Page<'a> {
    language: &'static str,
    organ: Option<&'a str>,
    before: SideView<'a>,
    after: SideView<'a>,
    /// `error`, `warning` or `fine`.
    verdict: &'static str,
    broken: Vec<BrokenView<'a>>,
    tables: Vec<TableView<'a>>,
    only_before: Vec<OnlyBefore<'a>>,
    tally: TallyView,
    parts: Vec<PartView<'a>>,
}

#[derive(Debug, Serialize)]
struct SideView<'a> {
    year: String,
    files: &'a [String],
    form: &'a str,
}

#[derive(Debug, Serialize)]
struct BrokenView<'a> {
    severity: &'static str,
    word: String,
    message: &'a str,
    rule: &'static str,
}

#[derive(Debug, Serialize)]
struct TableView<'a> {
    id: String,
    heading: &'a str,
    chart: Option<ChartView<'a>>,
    blocks: Vec<BlockView<'a>>,
}

#[derive(Debug, Serialize)]
struct OnlyBefore<'a> {
    row: &'a str,
    column: &'a str,
    number: String,
}

#[derive(Debug, Serialize)]
struct TallyView {
    same: usize,
    prescribed: usize,
    changed: usize,
    added: usize,
    removed: usize,
}

#[derive(Debug, Serialize)]
struct PartView<'a> {
    heading: Option<&'a str>,
    lines: Vec<LineView<'a>>,
}

#[derive(Debug, Serialize)]
struct LineView<'a> {
    /// `same`, `prescribed`, `changed`, `added` or `removed`.
    class: &'static str,
    before: Vec<PieceView<'a>>,
    after: Vec<PieceView<'a>>,
    /// The part in which it stood before, where that was another.
    from: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct PieceView<'a> {
    text: &'a str,
    changed: bool,
}

impl<'a> Page<'a> {
    fn new(comparison: &'a Comparison, lang: Lang) -> Self {
        let side = |side: &'a Side, otherwise| SideView {
            year: year(side, otherwise, lang),
            files: &side.files,
            form: &side.form,
        };
        let (before, after) = (side(&comparison.before, EARLIER), side(&comparison.after, LATER));
        let worst = comparison.broken.iter().map(|finding| finding.severity).max();
        let years = [before.year.as_str(), after.year.as_str()];
        let tables = comparison.tables.iter().zip(&comparison.form.tables).enumerate();
        let tables = tables.map(|(at, (changes, table))| TableView {
            id: format!("t{}", at + 1),
            heading: &changes.heading,
            chart: chart::of(table, changes, years, lang),
            blocks: blocks(table, changes, &format!("t{}", at + 1), lang),
        });
        Self {
            language: match lang {
                Lang::Zh => "zh-CN",
                Lang::En => "en",
            },
            organ: comparison.organ.as_deref(),
            verdict: match worst {
                Some(Severity::Error) => "error",
                Some(Severity::Warning) => "warning",
                Some(Severity::Note) => "note",
                None => "fine",
            },
            broken: comparison
                .broken
                .iter()
                .map(|finding| BrokenView {
                    severity: class(finding.severity),
                    word: finding.severity.label().get(lang).to_owned(),
                    message: finding.message.get(lang),
                    rule: finding.rule.id,
                })
                .collect(),
            tables: tables.collect(),
            only_before: comparison
                .only_before
                .iter()
                .filter_map(|figure| {
                    Some(OnlyBefore {
                        row: &figure.row,
                        column: &figure.column,
                        number: number(figure.before?),
                    })
                })
                .collect(),
            tally: tally(comparison.tally),
            parts: comparison
                .parts
                .iter()
                .map(|part| PartView {
                    heading: part.heading.as_deref(),
                    lines: part.lines.iter().map(line).collect(),
                })
                .collect(),
            before,
            after,
        }
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn tally(tally: Tally) -> TallyView {
    TallyView {
        same: tally.same,
        prescribed: tally.prescribed,
        changed: tally.changed,
        added: tally.added,
        removed: tally.removed,
    }
}

fn line(line: &Line) -> LineView<'_> {
    let whole = |text| vec![PieceView { text, changed: false }];
    let (class, before, after, from) = match line {
        Line::Same {
            text,
            from,
            is_prescribed,
        } => {
            let class = if *is_prescribed { "prescribed" } else { "same" };
            (class, Vec::new(), whole(text), from.as_deref())
        }
        Line::Changed { before, after } => ("changed", pieces(before), pieces(after), None),
        Line::Added(text) => ("added", Vec::new(), whole(text), None),
        Line::Removed(text) => ("removed", whole(text), Vec::new(), None),
    };
    LineView {
        class,
        before,
        after,
        from,
    }
}

fn pieces(pieces: &[Piece]) -> Vec<PieceView<'_>> {
    let pieces = pieces.iter();
    let views = pieces.map(|Piece { text, is_changed }| PieceView {
        text,
        changed: *is_changed,
    });
    views.collect()
}

#[cfg(test)]
mod tests;
