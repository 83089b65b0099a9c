//! Findings as a clerk reads them in a terminal: sheet by sheet, what is wrong, where in
//! the table, and once for each rule what to do. Nothing is printed here: this makes the
//! text.

mod grid;
mod groups;
mod quote;
pub(crate) mod text;
mod together;
mod told;

use nianbao_check::{Count, Finding, Judged, Severity};
use nianbao_model::Lang;

use crate::beside::{Untold, untold};
use crate::excerpt::Excerpt;
use crate::same;
use crate::words::{comma, count, full_place, place, spot};
use groups::{Group, groups};
use text::{Paint, Role};
pub use text::{aligned, printable, wrap};
use told::Told;

/// How many further places of a finding are listed.
const PLACES: usize = 6;
/// A terminal is taken to be at least this wide: below, lines would be mere fragments.
const NARROWEST: usize = 40;
/// What stands before the lines about a finding.
const INDENT: &str = "    ";

/// What the text is made for.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// How many columns there are; a Chinese character takes two.
    pub width: usize,
    /// Whether there are colours.
    pub color: bool,
}

/// What was found, for a person to read; empty if nothing was.
pub fn render(judged: &Judged, look: &Look) -> String {
    let look = Look {
        width: look.width.max(NARROWEST),
        ..*look
    };
    let mut page = Page {
        look: &look,
        paint: Paint { color: look.color },
        judged,
        text: String::new(),
    };
    page.findings();
    page.allowed();
    page.text
}

/// The text being written.
struct Page<'a> {
    look: &'a Look,
    paint: Paint,
    judged: &'a Judged,
    text: String,
}

impl<'a> Page<'a> {
    /// The findings that count, sheet by sheet.
    fn findings(&mut self) {
        let groups = groups(self.judged);
        let one_file = groups.iter().all(|group| group.place.file == groups[0].place.file);
        if let (true, Some(group)) = (one_file, groups.first()) {
            let file = self.paint.paint(Role::Header, &printable(&group.place.file));
            self.hanging("", &file);
        }
        let mut told: Vec<Told<'_>> = Vec::new();
        for group in &groups {
            let shown: Vec<&Finding> = group
                .findings
                .iter()
                .copied()
                .filter(|finding| Told::of(&mut told, finding.rule).takes(finding))
                .collect();
            if !shown.is_empty() {
                self.header(group, one_file);
                self.group(&shown);
            }
        }
        self.rest(&told);
    }

    /// The name of a place, and how much was found there.
    fn header(&mut self, group: &Group<'_>, one_file: bool) {
        let lang = self.look.lang;
        let name = match (&group.place.sheet, one_file) {
            (Some(sheet), true) => sheet.to_string(),
            (None, true) => match (group.has_passages(), lang) {
                (true, Lang::Zh) => String::from("正文"),
                (true, Lang::En) => String::from("the text"),
                (false, Lang::Zh) => String::from("整个文件"),
                (false, Lang::En) => String::from("the file as a whole"),
            },
            (_, false) => full_place(&group.place, lang),
        };
        let count = count(Count::of(group.findings.iter().copied()), lang);
        let name = self.paint.paint(Role::Header, &printable(&name));
        self.blank();
        self.hanging("", &format!("{name}  {count}"));
    }

    /// Findings in one place; those of one rule share its advice and authority, and what
    /// says the same of several cells is shown once.
    fn group(&mut self, findings: &[&Finding]) {
        let mut rest = findings
            .chunk_by(|one, next| same::but_for_the_cell(one, next))
            .peekable();
        let mut is_first = true;
        while let Some(alike) = rest.next() {
            if !std::mem::take(&mut is_first) {
                self.blank();
            }
            let Some(finding) = alike.first() else { continue };
            self.findings_alike(alike, finding);
            let next = rest.peek().and_then(|next| next.first());
            if next.is_none_or(|next| next.rule != finding.rule) {
                self.rule(finding);
            }
        }
    }

    /// Findings that differ in their cell only, like `finding`.
    fn findings_alike(&mut self, alike: &[&Finding], finding: &Finding) {
        let lang = self.look.lang;
        let role = Role::Severity(finding.severity);
        let first = |finding: &Finding| spot(&finding.locations.first()?.locus, lang);
        let spots: Vec<String> = alike.iter().filter_map(|finding| first(finding)).collect();
        let head = [
            self.paint.paint(role, finding.severity.label().get(lang)),
            spots.join(comma(lang)),
            self.paint.paint(Role::Aside, finding.rule.id),
        ];
        let head = head.iter().filter(|part| !part.is_empty());
        self.hanging("  ", &head.cloned().collect::<Vec<_>>().join("  "));
        self.wrapped("", &printable(finding.message.get(lang)));
        for line in quote::lines(finding, &self.judged.report, self.look, self.paint) {
            self.line(&line);
        }
        if let Some(text) = self.found_and_expected(finding) {
            self.wrapped("", &text);
        }
        for finding in alike {
            let excerpt = Excerpt::of(finding, &self.judged.report, &self.judged.form);
            let is_shown = excerpt.as_ref().is_some_and(|excerpt| self.excerpt(finding, excerpt));
            self.elsewhere(finding, excerpt.filter(|_| is_shown).as_ref());
        }
    }

    /// The part of the table it is about; whether there was room for it.
    fn excerpt(&mut self, finding: &Finding, excerpt: &Excerpt) -> bool {
        let room = self.look.width.saturating_sub(INDENT.len());
        let first = finding.locations.first().map(|location| &location.locus);
        let sheet = match first {
            Some(first) if excerpt.is_from(first) => String::new(),
            Some(first) if first.file == excerpt.sheet.file => place(&excerpt.sheet, self.look.lang),
            _ => full_place(&excerpt.sheet, self.look.lang),
        };
        let sheet = printable(&sheet);
        let lines = match grid::single(excerpt, finding.severity, self.look, self.paint) {
            Some(text) => text::wrap(format!("{sheet} {text}").trim_start(), room, "", "  "),
            None => {
                let grid = grid::lines(excerpt, room, finding.severity, self.paint);
                let title = Some(sheet).filter(|sheet| !sheet.is_empty() && !grid.is_empty());
                let title = title
                    .map(|sheet| text::wrap(&sheet, room, "", "  "))
                    .unwrap_or_default();
                title.into_iter().chain(grid).collect()
            }
        };
        for line in &lines {
            self.line(&format!("{INDENT}{line}"));
        }
        !lines.is_empty()
    }

    /// What was typed and what should be there, as far as the message has not said it.
    fn found_and_expected(&self, finding: &Finding) -> Option<String> {
        let text = match (self.look.lang, untold(finding, self.look.lang)) {
            (_, Untold::Nothing) => return None,
            (Lang::Zh, Untold::Expected(expected)) => format!("应为 {expected}"),
            (Lang::Zh, Untold::Found(found)) => format!("填写 {found}"),
            (Lang::Zh, Untold::Both(found, expected)) => format!("填写 {found}，应为 {expected}"),
            (Lang::Zh, Untold::Blank(expected)) => format!("没有填写，应为 {expected}"),
            (Lang::En, Untold::Expected(expected)) => format!("expected {expected}"),
            (Lang::En, Untold::Found(found)) => format!("found {found}"),
            (Lang::En, Untold::Both(found, expected)) => format!("found {found}, expected {expected}"),
            (Lang::En, Untold::Blank(expected)) => format!("found nothing, expected {expected}"),
        };
        Some(printable(&text))
    }

    /// The further places that no excerpt shows.
    fn elsewhere(&mut self, finding: &Finding, excerpt: Option<&Excerpt>) {
        let lang = self.look.lang;
        let first = finding.locations.first().map(|location| &location.locus);
        let mut places: Vec<String> = Vec::new();
        let mut before = first;
        for location in finding.locations.iter().skip(1) {
            let locus = &location.locus;
            let is_shown = location.is_own() && excerpt.is_some_and(|excerpt| excerpt.shows(locus));
            let is_first = location.is_own() && first == Some(locus);
            // The file and the sheet are named where they change.
            let name = match before {
                Some(before) if before.file != locus.file => full_place(locus, lang),
                Some(before) if before.sheet == locus.sheet => spot(locus, lang).unwrap_or_else(|| place(locus, lang)),
                _ => place(locus, lang),
            };
            if !is_shown && !is_first && !location.is_told && !places.contains(&name) {
                places.push(name);
                before = Some(locus);
            }
        }
        if places.is_empty() {
            return;
        }
        if places.len() > PLACES {
            places.truncate(PLACES);
            places.push(String::from("…"));
        }
        let label = match lang {
            Lang::Zh => "另见 ",
            Lang::En => "see also: ",
        };
        self.wrapped(label, &printable(&places.join(comma(lang))));
    }

    /// What to do about findings of a rule, and what it rests on.
    fn rule(&mut self, finding: &Finding) {
        let (to_do, rests_on) = match self.look.lang {
            Lang::Zh => ("办法 ", "依据 "),
            Lang::En => ("what to do: ", "authority: "),
        };
        self.wrapped(to_do, finding.rule.advice.get(self.look.lang));
        if !finding.authority.is_empty() {
            let authority = printable(&finding.authority);
            let lines = self.lines(rests_on, &authority);
            for line in lines {
                let line = self.paint.paint(Role::Aside, &line);
                self.line(&line);
            }
        }
    }

    /// One line for each rule of which not all findings were shown.
    fn rest(&mut self, told: &[Told<'_>]) {
        let lang = self.look.lang;
        let mut is_first = true;
        for Told { rule, rest, .. } in told.iter().filter(|told| !told.rest.is_empty()) {
            if std::mem::take(&mut is_first) {
                self.blank();
            }
            let severity = rest
                .iter()
                .map(|finding| finding.severity)
                .max()
                .unwrap_or(Severity::Note);
            let word = self.paint.paint(Role::Severity(severity), severity.label().get(lang));
            let rule = self.paint.paint(Role::Aside, rule.id);
            let (number, places) = (rest.len(), together::places(rest, lang));
            let places = printable(&places);
            let text = match lang {
                Lang::Zh => format!("{word}  {rule}  同类还有 {number} 处：{places}"),
                Lang::En => format!("{word}  {rule}  {number} more like this: {places}"),
            };
            self.hanging("", &text);
        }
    }

    /// What the office allows, one line each.
    fn allowed(&mut self) {
        let lang = self.look.lang;
        let allowed_here = self.judged.findings.iter();
        let allowed_here: Vec<_> = allowed_here
            .filter_map(|finding| Some((finding, finding.allowed.as_ref()?)))
            .collect();
        if allowed_here.is_empty() {
            return;
        }
        let title = match lang {
            Lang::Zh => "已允许",
            Lang::En => "allowed",
        };
        self.blank();
        let title = self.paint.paint(Role::Header, title);
        self.line(&format!("{title}  {}", allowed_here.len()));
        for (finding, allowed) in allowed_here {
            let first = finding.locations.first();
            let at = first
                .map(|location| printable(&place(&location.locus, lang)))
                .unwrap_or_default();
            let reason = match (allowed.reason.as_str(), lang) {
                ("", Lang::Zh) => String::from("没有写明理由"),
                ("", Lang::En) => String::from("no reason is given"),
                (reason, _) => printable(reason),
            };
            let rule = self.paint.paint(Role::Aside, finding.rule.id);
            let severity = finding.severity.label();
            let text = format!("{}  {at}  {rule}  {reason}", severity.get(lang));
            self.hanging("  ", &text);
        }
    }

    /// A text whose first line stands before the others.
    fn hanging(&mut self, first: &str, text: &str) {
        for line in text::wrap(text, self.look.width, first, INDENT) {
            self.line(&line);
        }
    }

    /// A text about a finding, after a label.
    fn wrapped(&mut self, label: &str, text: &str) {
        for line in self.lines(label, text) {
            self.line(&line);
        }
    }

    /// A text in lines, its label hanging before them.
    fn lines(&self, label: &str, text: &str) -> Vec<String> {
        let others = format!("{INDENT}{}", " ".repeat(text::columns(label)));
        text::wrap(text, self.look.width, &format!("{INDENT}{label}"), &others)
    }

    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    /// An empty line between two parts.
    fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests;
