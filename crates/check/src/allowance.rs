//! What an office allows: a rule, everywhere or at one place, whose findings it keeps for a
//! reason. It says so in 基本信息 (允许: `RULE 理由`, `RULE 正文!A12 理由`) or on the command line
//! (`--allow`). An allowed finding blocks nothing and is still listed.

use nianbao_model::report::Sourced;
use nianbao_model::{CellRef, Locus, Report};

use crate::{Allowed, Finding};

/// A rule whose findings are allowed, everywhere or at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The rule's id as given; it may be that of no rule.
    pub rule: String,
    /// The only place it is for: `A12`, `正文!A12`, `第12行`.
    pub place: Option<String>,
    /// Why.
    pub reason: String,
    /// Where the workbook says so; `None` if on the command line.
    pub locus: Option<Locus>,
}

impl Allowance {
    /// Reads `RULE`, `RULE=REASON` or `RULE@PLACE=REASON`, as on the command line.
    pub fn argument(text: &str) -> Self {
        let (name, reason) = text.split_once(['=', '\u{ff1d}']).unwrap_or((text, ""));
        let (rule, place) = match name.split_once(['@', '\u{ff20}']) {
            Some((rule, place)) => (rule, Some(place.trim().to_owned())),
            None => (name, None),
        };
        Self {
            rule: rule.trim().to_owned(),
            place,
            reason: reason.trim().to_owned(),
            locus: None,
        }
    }

    /// What stands in the workbook: the rule, perhaps a place, and the reason.
    fn typed(given: &Sourced<String>) -> Self {
        let text = given.value.trim();
        let (rule, rest) = text.split_once(is_gap).unwrap_or((text, ""));
        let rest = rest.trim_start_matches(is_gap);
        let (place, reason) = match place_before(rest) {
            Some((place, reason)) => (Some(place), reason),
            None => (None, rest),
        };
        Self {
            rule: rule.to_owned(),
            place,
            reason: reason.trim_matches(is_gap).to_owned(),
            locus: Some(given.locus.clone()),
        }
    }

    fn covers(&self, finding: &Finding) -> bool {
        self.spots().iter().any(|spot| self.covers_at(spot.as_ref(), finding))
    }

    /// The places it is for; one that is everywhere if it names none.
    fn spots(&self) -> Vec<Option<Spot>> {
        match &self.place {
            Some(place) => spots(place).into_iter().map(Some).collect(),
            None => vec![None],
        }
    }

    fn covers_at(&self, spot: Option<&Spot>, finding: &Finding) -> bool {
        self.rule == finding.rule.id
            && spot.is_none_or(|spot| {
                let first = finding.locations.first();
                first.is_some_and(|location| spot.has(&location.locus))
            })
    }
}

/// What stands between a rule, a place and a reason.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '\u{ff0c}' | ':' | '\u{ff1a}' | ';' | '\u{ff1b}' | '\u{3001}')
}

/// The places a text begins with, if it begins with one, and what follows: cells with or without
/// their sheet, whose name may have spaces in it, one after the other or from one to another, or
/// lines or paragraphs. Whatever looks like a place is one, for taken for a reason it would allow
/// the rule's findings everywhere.
fn place_before(text: &str) -> Option<(String, &str)> {
    // As long as the text in characters.
    let half: Vec<char> = text.chars().map(half_width).collect();
    let mut length = spot_before(&half)?;
    while let Some(more) = half.get(length..).and_then(another) {
        length += more;
    }
    let place = half.get(..length)?.iter().collect();
    let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
    Some((place, text.get(end..)?))
}

/// How long the place is that a text begins with.
fn spot_before(text: &[char]) -> Option<usize> {
    passage(text)
        .or_else(|| cell_of_sheet(text))
        .or_else(|| cell_beside_sheet(text))
        .or_else(|| whole_cell(text))
}

/// How long a mark and the next place are, where a list of places goes on with them.
fn another(text: &[char]) -> Option<usize> {
    let gap = text
        .iter()
        .take_while(|c| is_gap(**c) || is_to(**c) || matches!(c, '和' | '及'))
        .count();
    (gap > 0).then_some(gap + spot_before(text.get(gap..)?)?)
}

/// What stands between the first and the last of several cells.
fn is_to(c: char) -> bool {
    matches!(c, ':' | '-' | '~' | '至' | '到' | '—' | '–')
}

/// How long a cell is that ends where a word does.
fn whole_cell(text: &[char]) -> Option<usize> {
    let length = cell(text)?;
    let is_whole = text.get(length).is_none_or(|next| !next.is_ascii_alphanumeric());
    // `C7因为` is a cell and a reason; `A4纸` is paper.
    let is_paper = text.get(length) == Some(&'纸');
    (is_whole && !is_paper).then_some(length)
}

/// How long `表四 J5` is: a sheet's name and a cell with white space between.
fn cell_beside_sheet(text: &[char]) -> Option<usize> {
    const NAME: usize = 24;
    const BEGIN: [&str; 6] = ["表", "附表", "正文", "基本信息", "业务数据", "Sheet"];
    let begins = BEGIN
        .iter()
        .any(|begin| text.starts_with(&begin.chars().collect::<Vec<_>>()));
    let gap = |at: &usize| text.get(at - 1).is_some_and(|c| c.is_whitespace());
    let ends = (1..text.len().min(NAME)).filter(gap);
    let mut cells = ends.filter_map(|at| Some(at + whole_cell(text.get(at..)?)?));
    let found = cells.next().filter(|_| begins)?;
    let name = text.get(..found)?;
    (!name.iter().any(|c| matches!(c, '。' | ',' | '、' | ':' | ';'))).then_some(found)
}

/// How long `第12行` or `第 3 段` is, where the text begins with one.
fn passage(text: &[char]) -> Option<usize> {
    let inside = text.strip_prefix(&['第'])?;
    let end = inside.iter().position(|c| matches!(c, '行' | '段'))?;
    let is_number = |c: &char| c.is_ascii_digit() || "零〇一二三四五六七八九十百千".contains(*c);
    let number: Vec<&char> = inside.get(..end)?.iter().filter(|c| !c.is_whitespace()).collect();
    (!number.is_empty() && number.into_iter().all(is_number)).then_some(end + 2)
}

/// How long a sheet's name, `!` and a cell are, where the text begins with them.
fn cell_of_sheet(text: &[char]) -> Option<usize> {
    let mark = text.iter().position(|c| *c == '!')?;
    // A sentence that ends in an exclamation mark names no sheet.
    if text.get(..mark)?.contains(&'。') {
        return None;
    }
    let rest = text.get(mark + 1..)?;
    let gap = rest.iter().take_while(|c| c.is_whitespace()).count();
    Some(mark + 1 + gap + cell(rest.get(gap..)?)?)
}

/// How long the address of a cell is, where the text begins with one: `J5`, `$J$5`.
fn cell(text: &[char]) -> Option<usize> {
    let length = text
        .iter()
        .take_while(|c| c.is_ascii_alphanumeric() || **c == '$')
        .count();
    address(&text.get(..length)?.iter().collect::<String>()).map(|_| length)
}

fn address(text: &str) -> Option<CellRef> {
    text.replace('$', "").parse().ok()
}

/// The half-width form of what a Chinese keyboard makes wide, and the plain form of quotation
/// marks.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// One place that is named, or all from one to another.
struct Spot {
    sheet: Option<String>,
    first: String,
    last: Option<String>,
}

impl Spot {
    /// Whether this is the place, or among the places.
    fn has(&self, locus: &Locus) -> bool {
        let is_there = match (locus.cell, locus.passage) {
            (Some(cell), _) => self.has_cell(cell),
            (None, Some(passage)) => self.first == passage.to_string(),
            (None, None) => false,
        };
        let own = locus.sheet.as_deref();
        is_there
            && self
                .sheet
                .as_deref()
                .is_none_or(|sheet| own.is_some_and(|own| is_sheet(sheet, own)))
    }

    fn has_cell(&self, cell: CellRef) -> bool {
        let Some(first) = address(&self.first) else {
            return false;
        };
        let last = self.last.as_deref().and_then(address).unwrap_or(first);
        let within = |one: u32, other: u32, at: u32| (one.min(other)..=one.max(other)).contains(&at);
        within(first.row, last.row, cell.row) && within(first.column, last.column, cell.column)
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sheet = self.sheet.as_ref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
        let last = self.last.as_ref().map(|last| format!(":{last}")).unwrap_or_default();
        write!(f, "{sheet}{}{last}", self.first)
    }
}

/// The places in a list; a sheet that is named counts for those behind it.
fn spots(place: &str) -> Vec<Spot> {
    let text: Vec<char> = place.chars().map(half_width).collect();
    let (mut spots, mut rest): (Vec<Spot>, &[char]) = (Vec::new(), &text);
    let mut goes_to = false;
    while !rest.is_empty() {
        let Some(length) = spot_before(rest) else { break };
        let (spot, after) = rest.split_at(length);
        let (sheet, at) = parted(spot);
        match spots.last_mut() {
            Some(before) if goes_to && before.last.is_none() => before.last = Some(at),
            before => {
                let sheet = sheet.or_else(|| before.and_then(|before| before.sheet.clone()));
                spots.push(Spot {
                    sheet,
                    first: at,
                    last: None,
                });
            }
        }
        let gap = after
            .iter()
            .take_while(|c| is_gap(**c) || is_to(**c) || matches!(c, '和' | '及'))
            .count();
        let (between, next) = after.split_at(gap);
        goes_to = between.iter().any(|c| is_to(*c));
        rest = next;
    }
    if spots.is_empty() {
        // Named on the command line, and no place as one is written: it is nowhere.
        let (sheet, first) = parted(&text);
        spots.push(Spot {
            sheet,
            first,
            last: None,
        });
    }
    spots
}

/// A place as its sheet and what is named there.
fn parted(spot: &[char]) -> (Option<String>, String) {
    let text: String = spot.iter().collect();
    match text.rsplit_once('!') {
        Some((sheet, at)) => (Some(sheet.trim().to_owned()), bare(at)),
        None => match text
            .rsplit_once(char::is_whitespace)
            .filter(|(_, at)| address(at).is_some())
        {
            Some((sheet, at)) => (Some(sheet.trim().to_owned()), bare(at)),
            None => (None, bare(&text)),
        },
    }
}

/// Whether a sheet as typed is the one of this name: with or without quotation marks and spaces,
/// or by its first word, 表二 for `表二 主动公开`.
fn is_sheet(typed: &str, own: &str) -> bool {
    let own: String = own.trim().chars().map(half_width).collect();
    let typed = typed.trim().trim_matches(['\'', '"']).trim();
    let first = own.split([' ', '(', '-', '_', '\u{3001}']).next();
    !typed.is_empty() && (bare(typed) == bare(&own) || first == Some(typed))
}

/// Without white space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What the workbook allows.
pub(crate) fn of(report: &Report) -> Vec<Allowance> {
    report.metadata.allowances.iter().map(Allowance::typed).collect()
}

/// Marks the findings that are allowed.
pub(crate) fn apply(findings: &mut [Finding], allowances: &[Allowance]) {
    for finding in findings {
        if let Some(allowance) = allowances.iter().find(|allowance| allowance.covers(finding)) {
            finding.allowed = Some(Allowed {
                reason: allowance.reason.clone(),
                locus: allowance.locus.clone(),
            });
        }
    }
}

/// What allows nothing, though its rule has looked: the allowance, and the place where nothing was
/// found, if it names one.
pub(crate) fn idle<'a>(
    findings: &'a [Finding],
    allowances: &'a [Allowance],
    has_looked: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = (&'a Allowance, Option<String>)> {
    let looked = allowances.iter().filter(move |allowance| has_looked(&allowance.rule));
    looked.flat_map(move |allowance| {
        let is_idle = move |spot: &Option<Spot>| {
            !findings
                .iter()
                .any(|finding| allowance.covers_at(spot.as_ref(), finding))
        };
        let idle = allowance.spots().into_iter().filter(is_idle);
        idle.map(move |spot| (allowance, spot.map(|spot| spot.to_string())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> (String, Option<String>, String) {
        let locus = Locus::file(&"a.xlsx".into());
        let value = text.to_owned();
        let Allowance {
            rule, place, reason, ..
        } = Allowance::typed(&Sourced { value, locus });
        (rule, place, reason)
    }

    #[test]
    fn an_allowance_is_a_rule_perhaps_a_place_and_a_reason() {
        let read = |rule: &str, place: Option<&str>, reason: &str| {
            (rule.to_owned(), place.map(str::to_owned), reason.to_owned())
        };
        let all = "blank-cell";
        assert_eq!(typed("blank-cell 本年无此项"), read(all, None, "本年无此项"));
        assert_eq!(typed("blank-cell：本年无此项"), read(all, None, "本年无此项"));
        assert_eq!(typed("blank-cell"), read(all, None, ""));
        assert_eq!(typed("blank-cell 正文!A12 因为"), read(all, Some("正文!A12"), "因为"));
        assert_eq!(
            typed("blank-cell '表三 依申请公开'!J5 因为"),
            read(all, Some("'表三 依申请公开'!J5"), "因为")
        );
        assert_eq!(typed("blank-cell 第12行 因为"), read(all, Some("第12行"), "因为"));
        assert_eq!(typed("blank-cell 第三方要求"), read(all, None, "第三方要求"));
        for (text, place) in [
            ("blank-cell 附表 第一张!C7 因为", "附表 第一张!C7"),
            ("blank-cell　附表！Ｃ７，因为", "附表!C7"),
            ("blank-cell 附表!$C$7因为", "附表!$C$7"),
            ("blank-cell：“附表 乙”！ C7、因为", "\"附表 乙\"! C7"),
            ("blank-cell 第 ３ 段 因为", "第 3 段"),
        ] {
            assert_eq!(typed(text), read(all, Some(place), "因为"), "{text}");
        }
        for (text, place) in [
            ("blank-cell C7、C8 因为", "C7、C8"),
            ("blank-cell C7:C9 因为", "C7:C9"),
            ("blank-cell 表二!B11，B12；因为", "表二!B11,B12"),
            ("blank-cell 表四 J5 因为", "表四 J5"),
            ("blank-cell 表三 依申请公开 J5至J7 因为", "表三 依申请公开 J5至J7"),
            ("blank-cell C7 C8 和 C9 因为", "C7 C8 和 C9"),
        ] {
            assert_eq!(typed(text), read(all, Some(place), "因为"), "{text}");
        }
        for reason in ["A4纸打印", "属实。A!", "第三方不进行登记", "已核实！"] {
            assert_eq!(typed(&format!("blank-cell {reason}")), read(all, None, reason));
        }
        let argument = Allowance::argument("blank-cell@正文!A12=因为");
        assert_eq!(
            (
                argument.rule.as_str(),
                argument.place.as_deref(),
                argument.reason.as_str()
            ),
            (all, Some("正文!A12"), "因为")
        );
    }

    #[test]
    fn a_place_is_a_cell_with_or_without_its_sheet() {
        let is_at = |place: &str, locus: &Locus| spots(place).iter().any(|spot| spot.has(locus));
        let locus = Locus::cell(&"a.xlsx".into(), &"正文".into(), CellRef::new(11, 0));
        for (place, at) in [
            ("A12", true),
            ("a12", true),
            ("正文!A12", true),
            ("表三!A12", false),
            ("A1", false),
            ("正 文！$Ａ$12", true),
            ("'正文'!A12", true),
            ("!A12", false),
            ("A10、A12", true),
            ("A10:B13", true),
            ("正文!A1、A12", true),
            ("表三!A1、A12", false),
            ("正文 A12", true),
            ("表三 A12", false),
            ("B10:C13", false),
            ("A10-A13", true),
        ] {
            assert_eq!(is_at(place, &locus), at, "{place}");
        }
        let locus = Locus::cell(&"a.xlsx".into(), &"附表 乙（续）".into(), CellRef::new(11, 0));
        for (place, at) in [
            ("附表 乙（续）!A12", true),
            ("附表乙(续)!A12", true),
            ("附表!A12", true),
            ("附!A12", false),
            ("乙!A12", false),
        ] {
            assert_eq!(is_at(place, &locus), at, "{place}");
        }
    }
}
