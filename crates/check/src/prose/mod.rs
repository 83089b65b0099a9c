//! Reads the narrative as far as rules need it: which numbers the text states, and which
//! figures of the tables it states them for.
//!
//! Official prose is formulaic, and this relies on it. A number is taken for a statement about
//! a figure only if everything around it is understood: the words for the figure (`予以公开`), and
//! besides them only words that change nothing (`全年`, `共`, `依法`). One word too many (`网络申请8件`,
//! `市公安局收到申请412件`, `上半年新收…`) and nothing is claimed: a gap in the vocabulary should cost a
//! finding, not accuse a correct sentence.
//!
//! It does accuse some. A word that is taken to change nothing may change everything, and on
//! passages that nobody had tuned it to, there were many false findings at first.
//! `docs/rules.md` has the scores of those first readings, set by set; today's scores are on
//! passages that it has been tuned to since, and only show whether it gets worse.
//!
//! * [`text`]: paragraphs as sentences and clauses, with a way back to the original;
//! * [`quantity`]: numbers with their units, and how exactly they are meant;
//! * [`lexicon`]: the words for figures, from the form's labels and from usage;
//! * [`filler`]: the words that change nothing;
//! * [`period`]: the time a number refers to;
//! * [`reader`]: puts these together, clause by clause, into [`claim`]s;
//! * [`ratio`]: shares, growth rates and averages, with what they may be of;
//! * [`addition`]: parts stated side by side with their sum.

mod addition;
mod claim;
mod filler;
mod lexicon;
mod patterns;
mod period;
mod quantity;
mod ratio;
mod reader;
mod text;

pub(crate) use addition::{Addition, Whole};
pub(crate) use claim::{Claim, Counted, Scope};
pub(crate) use period::Period;
pub(crate) use quantity::{Measure, Quantity};
pub(crate) use ratio::{Average, Number, Operand, Quotient, Ratio};
pub(crate) use text::{Passage, Span};

use nianbao_model::report::Field;
use nianbao_model::{Form, Report};

use lexicon::Lexicon;
use reader::Reader;

/// The text as far as it is understood.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    /// The paragraphs that are text, not headings.
    pub(crate) passages: Vec<Passage>,
    /// What they state of the tables' figures.
    pub(crate) claims: Vec<Claim>,
    /// Every number in it, whatever it counts.
    pub(crate) counted: Vec<Counted>,
    /// The shares, growth rates and averages.
    pub(crate) ratios: Vec<Ratio>,
    /// The parts with their sum.
    pub(crate) additions: Vec<Addition>,
}

impl Prose {
    /// Reads the report's text.
    pub(crate) fn read(report: &Report, form: &Form) -> Self {
        let lexicon = Lexicon::new(form, report.metadata.year());
        let organ = report.metadata.get(Field::Organ).unwrap_or_default().trim().to_owned();
        let mut prose = Self::default();
        let (mut part, mut heading) = (None, String::new());
        for (index, paragraph) in report.narrative.iter().enumerate() {
            if paragraph.level > 0 {
                if paragraph.level == 1 {
                    part = form.part_headed(&paragraph.text).map(|(_, part)| part.key.clone());
                    heading.clear();
                } else {
                    heading.clone_from(&paragraph.text);
                }
                continue;
            }
            prose
                .passages
                .push(Passage::new(index, &paragraph.text, part.clone(), heading.clone()));
        }
        let reader = Reader::new(report, form, &lexicon, &organ);
        let (mut part, mut strays) = (None, false);
        for passage in &prose.passages {
            strays &= part == Some(&passage.part);
            part = Some(&passage.part);
            let found = reader.read(passage, strays);
            strays = found.strays;
            prose.ratios.extend(ratio::read(passage, &found, &reader));
            prose.additions.extend(addition::read(passage, &found, &reader));
            prose.claims.extend(found.claims);
            prose.counted.extend(found.counted);
        }
        prose
    }
}

impl Prose {
    /// The passage that is this paragraph.
    pub(crate) fn passage(&self, paragraph: usize) -> Option<&Passage> {
        self.passages.iter().find(|passage| passage.paragraph == paragraph)
    }
}

impl Passage {
    /// The words before a number that say what it counts: without times, and without the
    /// words of counting.
    pub(crate) fn what_is_counted(&self, lead: Span) -> String {
        const COUNTING: [&str; 17] = [
            "累计", "通过", "总共", "一共", "共计", "合计", "达到", "其中", "另外", "此外", "同时", "共", "达", "为",
            "有", "了", "还",
        ];
        let words = period::without_times(&self.text[lead]);
        let words = COUNTING
            .iter()
            .fold(words, |words, counting| words.replace(counting, ""));
        words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }
}
