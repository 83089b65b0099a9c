//! Reads the narrative as far as rules need it: which numbers the text states, and which
//! figures of the tables each may be meant of.
//!
//! **A number is explained before it is accused.** For every number the words about it give all
//! plausible referents: figures, natural sums of them (with and without what was carried over, parts of
//! a group, kinds of applicants named together), numbers beside it in the sentence. If one of them equals the
//! number as it is meant, nothing is said. Else what may be said depends on how sure the reading is
//! ([`Grade`]): an error only where one figure is named by its usual name, in the office's own name and
//! year, and every word around is understood.
//!
//! ```text
//! paragraph ─▶ folded text ─▶ tokens ─▶ tree ─────▶ referents ─▶ claims, ratios, additions
//!              (passage)      (token)   (sentence,  (figures       │
//!                                │       clauses)    by words)     ▼
//!           lexicon: schemas/wording.toml,                      rules: does one of the referents
//!           and `spoken` of the form's tables                   equal the number as it is meant?
//! ```
//!
//! * [`passage`](Passage): full-width and white space folded, what is no prose blanked, the way back;
//! * `number`, `time`, `organ`: numbers as they are meant, the time and the office they are of;
//! * `wording`, `lexicon`: words as data, found by one automaton; a word of no class is not understood;
//! * `token`, `tree`: pieces of text; sentences as trees of clauses, brackets and parts, built once;
//! * `phrase`, `subject`: what a stretch of tokens says; which words a number is said of;
//! * `tables`, `referents`: the form as grids of lines and columns with their parts; what words can mean;
//! * `reader`: walks a tree from clause to clause, with all it remembers in `state`;
//! * `statement`, `words`: clauses with a number and without; `ask`: what may be asked about; `all`, `lists`: claims of
//!   all, of none, of each;
//! * `soften`: what a passage as a whole says against a claim;
//! * [`sense`](Oddity): what cannot be as it is written, whatever the tables have;
//! * [`rank`](Rank): what is more, or the most;
//! * [`ratio`](Ratio), [`addition`](Addition): shares, growth, averages; parts and their sums.
//!
//! A new row needs no code: it is named in the form (`spoken`), and so is the part it plays (`role`).
//! A word that may stand beside a figure's name is added to its class in `schemas/wording.toml`.

mod addition;
mod all;
mod ask;
mod aspect;
mod beginnings;
mod claim;
mod context;
mod explain;
mod known;
mod lexicon;
mod lists;
mod number;
mod organ;
mod page;
mod pass;
mod passage;
mod phrase;
mod rank;
mod ratio;
mod reader;
mod referents;
mod sense;
mod soften;
mod state;
mod statement;
mod subject;
mod tables;
mod time;
mod token;
mod topic;
mod tree;
mod wording;
mod words;

pub use addition::{Addition, Whole};
pub use claim::{Claim, Counted, Fit, Grade, Reading, Scope, Verdict, Why};
pub use number::{Measure, Quantity};
pub use passage::{Passage, Span};
pub use rank::{Rank, Than};
pub use ratio::{Average, Number, Operand, Quotient, Ratio};
pub use sense::{Odd, Oddity};
pub use time::Period;

use std::sync::Arc;

use nianbao_model::form::TableRole;
use nianbao_model::report::Field;
use nianbao_model::{Form, Report, label};

use known::Known;
use lexicon::Lexicon;
use organ::Organ;
use page::Page;
use token::{Kind, Tokenizer};
use wording::Wording;

/// The text as far as it is understood.
#[derive(Debug, Default)]
pub struct Prose {
    /// The paragraphs that are text, not headings.
    pub passages: Vec<Passage>,
    /// What they state of the tables' figures.
    pub claims: Vec<Claim>,
    /// What they may state, where not every word is understood.
    pub questions: Vec<Claim>,
    /// Every number in it, whatever it counts.
    pub counted: Vec<Counted>,
    /// The shares, growth rates and averages.
    pub ratios: Vec<Ratio>,
    /// The parts with their sum.
    pub additions: Vec<Addition>,
    /// What is said to be more than something else.
    pub ranks: Vec<Rank>,
    /// What cannot be as it is written, whatever the tables have.
    pub oddities: Vec<Oddity>,
}

impl Prose {
    /// Reads the report's text.
    pub fn read(report: &Report, form: &Arc<Form>) -> Self {
        with_known(report, form, |known| Self::read_with(report, known))
    }

    fn read_with(report: &Report, known: &Known<'_>) -> Self {
        let mut prose = Self {
            passages: passages(report, known.form),
            ..Self::default()
        };
        let (mut part, mut strays) = (None, false);
        // The heading under which applications were spoken of last.
        let mut on_applications = None;
        for passage in &prose.passages {
            strays &= part == Some(&passage.part);
            part = Some(&passage.part);
            let heading = Some((&passage.part, &passage.heading));
            // Without a number nothing is counted, and without such words nothing is said of all, of none, or of more.
            let quantities = number::scan(&passage.text, &(0..passage.text.len()), Wording::get());
            prose.oddities.extend(sense::read(passage, &quantities));
            let says_more = rank::is_said(&passage.text);
            let says_so = || says_more || Wording::get().of_all_or_none.is_in(&passage.text);
            if quantities.is_empty() && !says_so() {
                continue;
            }
            let tokens = known.tokenizer.tokens_around(&passage.text, quantities);
            let mut page = Page::new(passage, &tokens);
            page.after_applications = on_applications == heading;
            let mut found = reader::read(known, &page, strays);
            soften::soften(&mut found, known, passage);
            strays = found.strays;
            if found.on_applications {
                on_applications = heading;
            }
            if says_more {
                prose.ranks.extend(rank::read(&page, &found, known));
            }
            prose.ratios.extend(ratio::read(&page, &found, known));
            prose.additions.extend(addition::read(&page, &found, known));
            prose.claims.extend(found.claims);
            prose.questions.extend(found.questions);
            prose.counted.extend(found.counted);
        }
        prose
    }

    /// The key of the table that a text speaks of most.
    pub fn table_of<'a>(text: &str, form: &'a Arc<Form>) -> Option<&'a str> {
        let lexicon = Lexicon::of(form);
        let words = lexicon.find(text, &(0..text.len()));
        let mut counts = vec![0; form.tables.len()];
        for (_, meaning) in words {
            let about = |class: wording::Class| meaning.classes.has(class);
            let applications = about(wording::Class::InFull) || about(wording::Class::Finished);
            let tables = meaning.names.iter().map(|name| usize::from(name.table.0));
            let own = form
                .tables
                .iter()
                .position(|table| applications && table.role == Some(TableRole::Applications));
            for table in tables.chain(own) {
                counts[table] += 1;
            }
        }
        let most = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .max_by_key(|(_, count)| **count);
        most.map(|(at, _)| form.tables[at].key.as_str())
    }

    /// The passage that is this paragraph.
    pub fn passage(&self, paragraph: usize) -> Option<&Passage> {
        self.passages.iter().find(|passage| passage.paragraph == paragraph)
    }
}

/// Does something with what is known of this report.
fn with_known<T>(report: &Report, form: &Arc<Form>, run: impl FnOnce(&Known<'_>) -> T) -> T {
    let lexicon = Lexicon::of(form);
    let organ = Organ::new(report.metadata.get(Field::Organ).unwrap_or_default());
    run(&Known {
        tokenizer: Tokenizer {
            lexicon: &lexicon,
            organ: &organ,
            year: report.metadata.year(),
        },
        form,
        report,
    })
}

/// The paragraphs that are text, each with the part and heading it stands under.
fn passages(report: &Report, form: &Form) -> Vec<Passage> {
    let mut passages = Vec::new();
    let (mut part, mut heading) = (None, String::new());
    for (index, paragraph) in report.narrative.iter().enumerate() {
        if paragraph.level == 0 {
            let own = run_in(&paragraph.text).map_or_else(|| heading.clone(), str::to_owned);
            passages.push(Passage::new(index, &paragraph.text, part.clone(), own));
        } else if paragraph.level == 1 {
            part = form.part_headed(&paragraph.text).map(|(_, part)| part.key.clone());
            heading.clear();
        } else {
            heading.clone_from(&paragraph.text);
        }
    }
    passages
}

/// The heading that a paragraph begins with, on the same line: `（二）依申请公开。畅通渠道，…`.
fn run_in(text: &str) -> Option<&str> {
    /// A heading is no longer, with its number.
    const LONGEST: usize = 20;
    let heading = label::run_in(text.trim_start(), &['。', '：', ':'])?;
    let is_one = !heading.contains(['，', ',']) && heading.chars().count() <= LONGEST;
    is_one.then_some(heading)
}

impl Passage {
    /// The words before a number that say what it counts: without times, and without the
    /// words of counting.
    pub fn what_is_counted(&self, lead: Span, year: Option<i32>) -> String {
        const COUNTING: [&str; 17] = [
            "累计", "通过", "总共", "一共", "共计", "合计", "达到", "其中", "另外", "此外", "同时", "共", "达", "为",
            "有", "了", "还",
        ];
        let words = without_times(&self.text[lead], year);
        let (mut kept, mut rest) = (String::with_capacity(words.len()), words.as_str());
        while let Some(first) = rest.chars().next() {
            let counting = COUNTING.iter().find(|word| rest.starts_with(**word));
            if counting.is_none() {
                kept.push(first);
            }
            rest = &rest[counting.map_or(first.len_utf8(), |word| word.len())..];
        }
        kept.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }
}

/// A text with its times taken out.
fn without_times(text: &str, year: Option<i32>) -> String {
    let tokenizer = Tokenizer {
        lexicon: Lexicon::of_times(),
        organ: &Organ::default(),
        year,
    };
    let all = tokenizer.pieces(text, &number::scan(text, &(0..text.len()), Wording::get()));
    let kept = all.iter().filter(|token| !matches!(token.kind, Kind::Time(_)));
    kept.map(|token| &text[token.span.clone()]).collect()
}
