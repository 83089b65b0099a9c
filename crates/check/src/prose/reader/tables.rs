//! Which figures of the tables some words can mean, given what surrounds them.

use std::collections::BTreeSet;

use nianbao_model::form::{Form, key};

use super::context::Context;
use super::topic::Topic;
use super::words::{Words, narrowest};
use crate::prose::claim::Reading;
use crate::prose::lexicon::{APPLICATIONS, CONCLUDED, Concept, DISCLOSURE, Mention, REVIEW};
use crate::prose::quantity::{Measure, Quantity};

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
pub(super) const NEW: &str = "new_received";
pub(super) const CARRIED_IN: &str = "carried_in";
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
