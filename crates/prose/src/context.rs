//! What surrounds a sentence, as far as it decides what the words in it mean.

use nianbao_model::form::{Form, TableRole};

use crate::lexicon::Lexicon;
use crate::passage::{BLANK, Passage, Span};
use crate::tables::Axis;
use crate::wording::{List, Wording};

/// What surrounds a sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// It is about applications.
    pub(crate) is_applications: bool,
    /// It says so by their name, or stands in their part.
    pub(crate) names_applications: bool,
    /// It is about reviews of disclosure, not reviews in general.
    pub(crate) is_review: bool,
    /// The table of the part it stands in: there its names can mean nothing else.
    pub(crate) part: Option<TableRole>,
    /// Where it begins to be about reviews of disclosure: `复议案件143件，其中涉及信息公开的…`.
    pub(crate) reviews_from: usize,
    /// Whether what came in may have in it what was carried over: the sentence says 共, and does not give
    /// that apart; or it says that it has it in.
    pub(crate) may_take_in: bool,
    /// The items that it or its heading names.
    pub(crate) items: Vec<u16>,
    seen: Seen,
}

fn has(text: &str, list: List) -> bool {
    Wording::get().list(list).is_in(text)
}

impl Context {
    /// The same, taken to be about reviews of disclosure.
    pub(crate) fn of_reviews(&self) -> Self {
        Self {
            is_review: true,
            ..self.clone()
        }
    }

    /// What surrounds this sentence of a passage, `before` being that of the one before. One that
    /// states no number is not looked at closely. Whether its words name applications in full is known.
    pub(crate) fn of(
        passage: &Passage,
        sentence: &Span,
        form: &Form,
        names: bool,
        states: bool,
        before: Option<&Self>,
    ) -> Self {
        let text = &passage.text[sentence.clone()];
        let part = table_of(form, passage.part.as_deref());
        let mut seen = before.map_or_else(Seen::default, |before| before.seen);
        seen.notice(text, names);
        let in_review = part == Some(TableRole::Cases);
        let is_applications =
            part == Some(TableRole::Applications) || seen.is_about_applications() || passage.heading.contains("申请");
        let mut context = Self {
            is_applications,
            names_applications: part == Some(TableRole::Applications) || seen.named,
            is_review: in_review,
            part,
            seen,
            ..Self::default()
        };
        if !states {
            return context;
        }
        let speaks_of_cases = text.contains("复议") || text.contains('诉') || text.contains("案件");
        // `与政府信息公开无关` says the contrary.
        context.is_review = (in_review
            || (speaks_of_cases && has(text, List::Reviewed) && !text.contains("行政复议申请")))
            && !has(text, List::Unrelated);
        if speaks_of_cases {
            let to_the_stop = passage.text[sentence.start..].split('。').next().unwrap_or_default();
            context.reviews_from = narrowed_at(to_the_stop).map_or(0, |at| sentence.start + at);
        }
        context.may_take_in = is_applications && may_take_in(text);
        context
    }
}

/// What a passage has said so far that makes it one about applications.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// It names them.
    named: bool,
    /// It speaks of applying. 依申请公开 is also what a document is marked with.
    applied: bool,
    /// It names what becomes of them.
    results: bool,
}

impl Seen {
    /// Takes a sentence down; whether its words name applications in full.
    fn notice(&mut self, text: &str, names: bool) {
        // `2.依申请公开:未收到申请`.
        self.named |= names || text.trim_start_matches(BLANK).starts_with("依申请公开:");
        // Every word for applications has this one.
        if !self.named && text.contains("申请") {
            self.named = has(text, List::Applications);
            self.applied |= text.matches("申请").count() > text.matches("依申请公开").count();
        }
        self.results = self.results || (!self.named && has(text, List::Results));
        let results = Wording::get().list(List::Results);
        if !self.named && (has(text, List::Unmistakable) || (self.results && results.two_are_in(text))) {
            (self.applied, self.results) = (true, true);
        }
    }

    fn is_about_applications(self) -> bool {
        self.named || (self.applied && self.results)
    }
}

fn may_take_in(text: &str) -> bool {
    let has_any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let takes_in = has_any(&["其中", "含", "包括", "连同"]);
    match has(text, List::Carried) && has_any(&["上年", "去年", "上一年", "新收", "未办结", "年转入", "年结转"])
    {
        true => takes_in,
        false => has_any(&["共", "累计", "合计", "总计"]),
    }
}

/// The items a text names.
pub(crate) fn items(text: &str, lexicon: &Lexicon) -> Vec<u16> {
    let Some(grid) = lexicon.tables.with(TableRole::Items) else {
        return Vec::new();
    };
    let words = lexicon.find(text, &(0..text.len()));
    let names = words.iter().flat_map(|(_, meaning)| &*meaning.names);
    let lines = names.filter(|name| name.table == grid.id && name.axis == Axis::Line);
    lines.flat_map(|name| name.members.clone()).collect()
}

/// What the table of a part is about.
pub(crate) fn table_of(form: &Form, part: Option<&str>) -> Option<TableRole> {
    let part = form.parts.iter().find(|own| Some(own.key.as_str()) == part)?;
    form.table(part.table.as_deref()?)?.role
}

/// Where a sentence that began with all reviews comes to those of disclosure.
fn narrowed_at(text: &str) -> Option<usize> {
    const JOINTS: [char; 5] = [',', ':', ';', '(', '、'];
    let named = text.find("信息公开")?;
    let start = text[..named].rfind(JOINTS)?;
    let clause = text[start..named].trim_start_matches(JOINTS).trim_start();
    let is_part = clause.starts_with("其中") || clause.starts_with('涉');
    let counts = ["件", "起", "宗"].iter().any(|unit| text[..start].contains(unit));
    (is_part && counts && !clause.contains(['均', '都', '全'])).then_some(start)
}
