//! What a sentence is about, and which figures its words therefore mean.

use std::collections::BTreeSet;

use nianbao_model::form::{Form, key};

use super::words::{Words, narrowest};
use crate::prose::claim::Reading;
use crate::prose::lexicon::{APPLICATIONS, CONCLUDED, Concept, DISCLOSURE, Mention, REVIEW};
use crate::prose::quantity::{Measure, Quantity};
use crate::prose::{Passage, Span};

/// What surrounds a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// It is about applications.
    pub(super) is_applications: bool,
    /// It is about reviews of disclosure, not reviews in general.
    is_review: bool,
    /// It stands in the part on reviews, where verdicts can be of nothing else.
    pub(super) in_review: bool,
    /// It stands in the part on applications, where the figures' names can mean nothing else.
    in_applications: bool,
    /// It stands in the part on disclosure.
    in_disclosure: bool,
    /// Where it begins to be about reviews of disclosure: `复议案件143件，其中涉及信息公开的…`.
    reviews_from: usize,
    /// It names what was carried over or what is new, so `共收到` may have both in.
    has_carried: bool,
    /// It or its heading names normative documents, and no regulations.
    only_documents: bool,
}

impl Context {
    pub(super) fn of(passage: &Passage, sentence: &Span) -> Self {
        let text = &passage.text[sentence.clone()];
        let so_far = &passage.text[..sentence.end];
        let to_the_stop = passage.text[sentence.start..].split('。').next().unwrap_or_default();
        let part = passage.part.as_deref();
        let in_applications = part == Some(APPLICATIONS);
        let about_applications = |text: &str| {
            let named = [
                "信息公开申请",
                "依申请公开工作",
                "依申请公开方面",
                "依申请公开办理",
                "依申请公开事项",
                "依申请公开申请",
            ]
            .iter()
            .any(|words| text.contains(words));
            let dealt_with = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理"];
            // 依申请公开 is also what a document is marked with.
            let applied = text.replace("依申请公开", "").contains("申请");
            named || (applied && dealt_with.iter().any(|words| text.contains(words)))
        };
        Self {
            is_applications: in_applications || about_applications(so_far) || passage.heading.contains("申请"),
            // `与政府信息公开无关` says the contrary.
            is_review: !text.contains("无关") && (part == Some(REVIEW) || text.contains("信息公开")),
            in_review: part == Some(REVIEW),
            in_applications,
            in_disclosure: part == Some(DISCLOSURE),
            reviews_from: narrowed_at(to_the_stop).map_or(0, |at| sentence.start + at),
            has_carried: ["结转", "转入", "未办结", "新收"]
                .iter()
                .any(|word| text.contains(word)),
            only_documents: (text.contains("规范性文件") || passage.heading.contains("规范性文件"))
                && !text.contains("规章"),
        }
    }
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

/// What the last number was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Nothing yet.
    None,
    /// Something that is not in the tables.
    Foreign,
    /// Rows of 表三, by the readings of the last number, and its columns.
    Applications(Vec<Vec<String>>, Vec<String>),
    /// Blocks of 表四.
    Review(Vec<String>),
    /// Blocks of 表四 that were spoken of before, if any, or all of them: what a sentence of
    /// its own says of verdicts may be of any.
    AnyReview(Vec<String>),
    /// A row of 表二, and its column.
    Disclosure(String, Option<String>),
}

impl Topic {
    /// Whether the last number was of all that came in, or all that was carried over.
    pub(super) fn is_of_an_intake(&self) -> bool {
        let is_intake = |rows: &Vec<String>| rows.len() == 1 && (rows[0] == NEW || rows[0] == CARRIED_IN);
        matches!(self, Self::Applications(rows, _) if rows.iter().all(is_intake))
    }

    /// Whether the last number was of some kinds of applicants only.
    pub(super) fn is_of_some_applicants(&self) -> bool {
        matches!(self, Self::Applications(_, columns) if columns.iter().any(|column| column != "total"))
    }
}

/// The figures there are.
#[derive(Debug)]
pub(super) struct Tables {
    keys: BTreeSet<String>,
    result_groups: Vec<Vec<String>>,
    /// The kinds of applicants.
    applicants: Vec<String>,
}

/// The blocks of 表四 that a verdict without further words may be of.
const REVIEWS: [&[&str]; 5] = [
    &[RECONSIDERATION, DIRECT, AFTER],
    &[RECONSIDERATION],
    &[DIRECT, AFTER],
    &[DIRECT],
    &[AFTER],
];
const RECONSIDERATION: &str = "reconsideration";
const DIRECT: &str = "litigation_direct";
const AFTER: &str = "litigation_after_reconsideration";

/// The rows of 表三 that are no results.
const NEW: &str = "new_received";
const CARRIED_IN: &str = "carried_in";
const CARRIED_OUT: &str = "carried_out";
const TOTAL: &str = "results.total";
const PETITION: &str = "results.not_processed.petition";

impl Tables {
    pub(super) fn new(form: &Form) -> Self {
        let rows = form
            .table(APPLICATIONS)
            .into_iter()
            .flat_map(|table| &table.blocks)
            .flat_map(|block| &block.leaf_rows);
        let mut result_groups: Vec<Vec<String>> = Vec::new();
        let mut last = String::new();
        for row in rows.filter(|row| row.path.starts_with("results.") && row.path != TOTAL) {
            let group = row.path.split('.').take(2).collect::<Vec<_>>().join(".");
            match result_groups.last_mut() {
                Some(rows) if group == last => rows.push(row.path.clone()),
                _ => result_groups.push(vec![row.path.clone()]),
            }
            last = group;
        }
        let columns = form
            .table(APPLICATIONS)
            .into_iter()
            .flat_map(|table| &table.blocks)
            .flat_map(|block| &block.leaf_columns);
        let applicants = columns
            .map(|column| column.path.clone())
            .filter(|path| path != "total")
            .collect();
        Self {
            keys: form.keys().collect(),
            result_groups,
            applicants,
        }
    }

    /// The words with 其他主体 as all kinds of applicants but those named: with natural
    /// persons, and without them.
    pub(super) fn rest_of(&self, mentions: &[Mention], named: &[String]) -> Vec<Vec<Mention>> {
        let is_other = |mention: &Mention| mention.is_applicant() && mention.set() == ["other"];
        if named.is_empty() || !mentions.iter().any(is_other) {
            return Vec::new();
        }
        let without = |left_out: &str| {
            let rest = self
                .applicants
                .iter()
                .filter(|own| *own != left_out && !named.contains(own));
            let rest: Vec<String> = rest.cloned().collect();
            let mentions = mentions.iter().cloned().map(|mut mention| {
                if is_other(&mention) {
                    mention.concept = Concept::Applicants(rest.clone());
                }
                mention
            });
            mentions.collect()
        };
        vec![without(""), without("natural_person")]
    }

    /// The words for what is carried over to the next year.
    pub(super) fn carried_out(&self) -> Vec<Mention> {
        vec![Mention {
            span: 0..0,
            concept: Concept::Rows(vec![CARRIED_OUT.to_owned()]),
        }]
    }

    /// Whether words say how many applications were finished or carried over.
    pub(super) fn is_outcome(&self, mentions: &[Mention]) -> bool {
        let is_carried_out = |mention: &Mention| mention.set() == [CARRIED_OUT];
        mentions
            .iter()
            .any(|mention| mention.concept == Concept::Finished || is_carried_out(mention))
    }

    /// What these words can mean here, if a number with this unit is said of them.
    pub(super) fn resolve_counted(
        &self,
        mentions: &[Mention],
        quantity: &Quantity,
        topic: &Topic,
        context: &Context,
    ) -> Option<(Vec<Reading>, Topic)> {
        let (readings, topic) = match quantity.measure {
            Measure::Cases => self.resolve(mentions, topic, context)?,
            Measure::Money => self.amount(mentions, topic)?,
            Measure::Other if matches!(quantity.unit.as_str(), "项" | "个" | "部") => {
                self.items(mentions, &quantity.unit, topic, context)?
            }
            Measure::Other | Measure::Percent => return None,
        };
        Some((readings, topic))
    }

    /// What these words can mean here: the readings, likeliest first, and what the
    /// sentence is now about.
    pub(super) fn resolve(
        &self,
        mentions: &[Mention],
        topic: &Topic,
        context: &Context,
    ) -> Option<(Vec<Reading>, Topic)> {
        let said = Words::of(mentions);
        let in_review = matches!(topic, Topic::Review(_) | Topic::AnyReview(_));
        // 不予公开决定: the decision is part of the words.
        let rows_decided = !said.rows.is_empty()
            && said.blocks.is_empty()
            && said.items.is_empty()
            && said.measures.iter().all(|measure| *measure == "decisions");
        let (readings, topic) = if rows_decided {
            self.applications(&said, topic, context)?
        } else if !said.blocks.is_empty() || (!said.verdicts.is_empty() && in_review) {
            if mentions.iter().any(|mention| mention.span.start < context.reviews_from) {
                return None;
            }
            self.review(&said, topic, context)?
        } else if !said.items.is_empty() || !said.measures.is_empty() {
            self.disclosure(&said, topic, context)?
        } else {
            self.applications(&said, topic, context)?
        };
        let readings: Vec<Reading> = readings
            .into_iter()
            .filter(|reading| reading.iter().all(|key| self.keys.contains(key)))
            .collect();
        (!readings.is_empty()).then_some((readings, topic))
    }

    fn review(&self, said: &Words, topic: &Topic, context: &Context) -> Option<(Vec<Reading>, Topic)> {
        if !(context.is_review || matches!(topic, Topic::Review(_))) || !said.items.is_empty() || !said.rows.is_empty()
        {
            return None;
        }
        let mut verdicts = said.verdicts.clone();
        verdicts.retain(|verdict| *verdict != CONCLUDED);
        if verdicts.is_empty() {
            verdicts = match said.verdicts.is_empty() {
                true => vec!["total"],
                false => vec!["upheld", "corrected", "other"],
            };
        }
        let reading = |blocks: &[String]| -> Reading {
            blocks
                .iter()
                .flat_map(|block| verdicts.iter().map(move |verdict| key(REVIEW, block, verdict)))
                .collect()
        };
        let blocks = match (said.blocks.is_empty(), topic) {
            (true, Topic::Review(blocks)) => blocks.clone(),
            (true, Topic::AnyReview(before)) => {
                let any = REVIEWS.map(|blocks| blocks.iter().map(|block| (*block).to_owned()).collect());
                let blocks = std::iter::once(before.clone()).chain(any);
                let readings = blocks.filter(|blocks| !blocks.is_empty());
                return Some((readings.map(|blocks| reading(&blocks)).collect(), topic.clone()));
            }
            _ => narrowest(&said.blocks),
        };
        Some((vec![reading(&blocks)], Topic::Review(blocks)))
    }

    fn disclosure(&self, said: &Words, topic: &Topic, context: &Context) -> Option<(Vec<Reading>, Topic)> {
        let taken_in = said.received || said.applications || (said.handled && !context.in_disclosure);
        if taken_in || !said.rows.is_empty() || !said.applicants.is_empty() {
            return None;
        }
        let item = match (&said.items[..], topic) {
            ([item], _) => item.clone(),
            ([], Topic::Disclosure(item, _)) => item.clone(),
            ([], Topic::None | Topic::Foreign) if context.only_documents && !said.measures.is_empty() => {
                String::from("normative_documents")
            }
            _ => return None,
        };
        let key_of = |measure: &str| key(DISCLOSURE, &item, measure);
        let measure = match (&said.measures[..], topic) {
            ([measure], _) => (*measure).to_owned(),
            ([], Topic::Disclosure(_, Some(measure))) if self.keys.contains(&key_of(measure)) => measure.clone(),
            ([], _) => String::from("decisions"),
            _ => return None,
        };
        // `查处行政处罚案件` and the like count other things outside the part on disclosure.
        if said.measures.is_empty() && !context.in_disclosure && !matches!(topic, Topic::Disclosure(..)) {
            return None;
        }
        Some((vec![vec![key_of(&measure)]], Topic::Disclosure(item, Some(measure))))
    }

    /// An amount of money.
    fn amount(&self, mentions: &[Mention], topic: &Topic) -> Option<(Vec<Reading>, Topic)> {
        let said = Words::of(mentions);
        let item = match (&said.items[..], topic) {
            ([item], _) => item.clone(),
            ([], Topic::Disclosure(item, _)) if self.keys.contains(&key(DISCLOSURE, item, "amount")) => item.clone(),
            // 收费金额, 采购总金额: the form has one amount.
            ([], topic) if !said.measures.is_empty() && *topic != Topic::Foreign => {
                let mut own = self
                    .keys
                    .iter()
                    .filter(|key| key.starts_with(DISCLOSURE) && key.ends_with(".amount"));
                let only = own.next()?;
                if own.next().is_some() {
                    return None;
                }
                only.split('.').nth(1)?.to_owned()
            }
            _ => return None,
        };
        let key = key(DISCLOSURE, &item, "amount");
        let measures_fit = said.measures.iter().all(|measure| *measure == "amount");
        let known = measures_fit && self.keys.contains(&key) && said.rows.is_empty() && said.blocks.is_empty();
        known.then(|| (vec![vec![key]], Topic::Disclosure(item, None)))
    }

    /// Things counted as 项: purchases, and the items of last year.
    fn items(
        &self,
        mentions: &[Mention],
        unit: &str,
        topic: &Topic,
        context: &Context,
    ) -> Option<(Vec<Reading>, Topic)> {
        let said = Words::of(mentions);
        let item = match (&said.items[..], topic) {
            ([item], _) => item.clone(),
            ([], Topic::Disclosure(item, _)) => item.clone(),
            _ => return None,
        };
        let measure = match &said.measures[..] {
            ["previous_items"] => "previous_items",
            [] if self.keys.contains(&key(DISCLOSURE, &item, "items")) && unit != "部" => "items",
            [measure] if unit == "部" && context.in_disclosure => measure,
            _ => return None,
        };
        let key = key(DISCLOSURE, &item, measure);
        self.keys
            .contains(&key)
            .then(|| (vec![vec![key]], Topic::Disclosure(item, None)))
    }

    fn applications(&self, said: &Words, topic: &Topic, context: &Context) -> Option<(Vec<Reading>, Topic)> {
        let of_topic = match topic {
            Topic::Applications(rows, _) => Some(rows.clone()),
            _ => None,
        };
        if !context.is_applications && of_topic.is_none() {
            return None;
        }
        // Behind a number of something else, only a full name begins anew.
        let in_full = said.in_full && (said.received || said.handled || said.finished || said.answered);
        let by_name = !said.rows.is_empty() && said.rows.iter().flatten().all(|row| !row.starts_with("results."));
        if *topic == Topic::Foreign && !in_full && !by_name {
            return None;
        }

        // `受理群众信访举报投诉1276件`: letters, where nothing says that they are applications.
        let only_petitions = !said.rows.is_empty() && said.rows.iter().all(|rows| *rows == [PETITION]);
        if only_petitions && !context.in_applications && !said.applications && (said.received || said.handled) {
            return None;
        }

        // `上年结转的100件，其中予以公开38件`: results of a part of the applications.
        let of_carried = of_topic
            .as_ref()
            .is_some_and(|rows| rows.iter().all(|rows| rows.len() == 1 && rows[0] == CARRIED_IN));
        if of_carried && said.rows.iter().flatten().any(|row| row.starts_with("results.")) {
            return None;
        }
        let rows = if said.rows.is_empty() {
            self.rows_of_verbs(said, of_topic, context)?
        } else {
            vec![self.explicit_rows(said)?]
        };
        let columns: Vec<String> = if said.applicants.is_empty() {
            vec![String::from("total")]
        } else {
            let all: BTreeSet<String> = said.applicants.iter().flatten().cloned().collect();
            all.into_iter().collect()
        };
        let mut column_sets = vec![columns.clone()];
        // `法律服务机构的申请32件，其中10件予以公开`: perhaps still theirs alone.
        if let (Topic::Applications(_, last), true) = (topic, said.applicants.is_empty())
            && *last != columns
        {
            column_sets.insert(0, last.clone());
        }
        let pairs = column_sets
            .iter()
            .flat_map(|columns| rows.iter().map(move |rows| (rows, columns)));
        let readings = pairs.map(|(rows, columns)| {
            let keys = rows
                .iter()
                .flat_map(|row| columns.iter().map(move |column| key(APPLICATIONS, row, column)));
            keys.collect()
        });
        let readings: Vec<Reading> = readings.collect();
        let columns = column_sets.swap_remove(0);
        Some((readings, Topic::Applications(rows, columns)))
    }

    /// The rows named, added up; `None` if what is named cannot be one number.
    fn explicit_rows(&self, said: &Words) -> Option<Vec<String>> {
        let rows = narrowest(&said.rows);
        let results = rows.iter().filter(|row| row.starts_with("results.")).count();
        // `新收并办结`, `新收申请中不予公开的`: a part of the year's, which no table has.
        let narrower = (results > 0 && results < rows.len()) || (results == 0 && (said.finished || said.answered));
        let out_and_in = rows.iter().any(|row| row == CARRIED_OUT) && rows.len() > 1;
        (!narrower && !out_and_in).then_some(rows)
    }

    /// The rows that verbs alone can mean.
    fn rows_of_verbs(
        &self,
        said: &Words,
        of_topic: Option<Vec<Vec<String>>>,
        context: &Context,
    ) -> Option<Vec<Vec<String>>> {
        let rows = |rows: &[&str]| rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>();
        let (new, all, total) = (rows(&[NEW]), rows(&[NEW, CARRIED_IN]), rows(&[TOTAL]));
        Some(if said.finished {
            vec![total]
        } else if said.answered {
            let mut readings = vec![total, new, all];
            readings.extend(self.answers());
            readings
        } else if said.handled {
            vec![all, new, total]
        } else if said.received {
            if context.has_carried { vec![new, all] } else { vec![new] }
        } else if !said.applicants.is_empty() || said.applications {
            let any = if said.applications {
                vec![new, all, total]
            } else {
                vec![new]
            };
            match of_topic {
                Some(rows) if !said.applicants.is_empty() => rows,
                _ if said.applicants.is_empty() && !said.in_full && !context.in_applications => return None,
                _ => any,
            }
        } else {
            return None;
        })
    }

    /// What an office may count as answered: all results, or all but those not processed
    /// and otherwise dealt with.
    fn answers(&self) -> Vec<Vec<String>> {
        let without = |left_out: &[&str]| {
            let groups = self.result_groups.iter();
            groups
                .flatten()
                .filter(|row| !left_out.iter().any(|group| row.starts_with(group)))
                .cloned()
                .collect()
        };
        vec![
            without(&["results.not_processed"]),
            without(&["results.other"]),
            without(&["results.not_processed", "results.other"]),
        ]
    }
}
