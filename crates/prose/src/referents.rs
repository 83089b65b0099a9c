//! Which figures of the tables some words can mean, given what surrounds them: every plausible one. A
//! number that is any of them is explained.

use std::collections::BTreeSet;

use nianbao_model::form::{Role, TableRole};

use crate::claim::Grade;
use crate::context::Context;
use crate::number::{Measure, Quantity};
use crate::phrase::{Concept, Mention};
use crate::tables::{Axis, Cell, Grid, Name, Sum, Tables};
use crate::topic::Topic;

/// What words can mean: the readings, likeliest first, what the sentence is now about, and how
/// sure that is.
#[derive(Debug, Clone)]
pub(crate) struct Referents {
    pub(crate) readings: Vec<Sum>,
    pub(crate) topic: Topic,
    pub(crate) grade: Grade,
}

/// The words of a number, sorted by what they stand for.
#[derive(Debug, Default)]
struct Words {
    rows: Vec<Vec<u16>>,
    applicants: Vec<Vec<u16>>,
    kinds: Vec<Vec<u16>>,
    outcomes: Vec<Vec<u16>>,
    items: Vec<Vec<u16>>,
    measures: Vec<Vec<u16>>,
    others: Vec<Name>,
    received: bool,
    handled: bool,
    finished: bool,
    answered: bool,
    carried: bool,
    concluded: bool,
    made: bool,
    cases: bool,
    applications: bool,
    in_full: bool,
}

impl Words {
    fn of(mentions: &[Mention], tables: &Tables) -> Self {
        let mut words = Self::default();
        for mention in mentions {
            match &mention.concept {
                Concept::Name(name) => {
                    let members = name.members.clone();
                    match (tables.role(name.table), name.axis) {
                        (Some(TableRole::Applications), Axis::Line) => words.rows.push(members),
                        (Some(TableRole::Applications), Axis::Column) => words.applicants.push(members),
                        (Some(TableRole::Cases), Axis::Line) => words.kinds.push(members),
                        (Some(TableRole::Cases), Axis::Column) => words.outcomes.push(members),
                        (Some(TableRole::Items), Axis::Line) => words.items.push(members),
                        (Some(TableRole::Items), Axis::Column) => words.measures.push(members),
                        (None, _) => words.others.push(name.clone()),
                    }
                }
                Concept::Received => words.received = true,
                Concept::Handled => words.handled = true,
                Concept::Finished => words.finished = true,
                Concept::Answered => words.answered = true,
                Concept::Carried => words.carried = true,
                Concept::Concluded => words.concluded = true,
                Concept::Made => words.made = true,
                Concept::Cases => words.cases = true,
                Concept::Applications { in_full } => {
                    words.applications = true;
                    words.in_full |= in_full;
                }
            }
        }
        words.items.sort();
        words.items.dedup();
        words.measures.sort();
        words.measures.dedup();
        words
    }

    fn has_verb(&self) -> bool {
        self.received || self.handled || self.finished || self.answered
    }
}

impl Tables {
    /// What these words can mean here, if a number with this unit is said of them.
    pub(crate) fn resolve_counted(
        &self,
        mentions: &[Mention],
        quantity: &Quantity,
        topic: &Topic,
        context: &Context,
    ) -> Option<Referents> {
        match quantity.measure {
            Measure::Cases => self.resolve(mentions, topic, context),
            Measure::Money => self.amount(mentions, topic),
            Measure::Loose => self.loose(mentions, &quantity.unit, topic, context),
            Measure::Other | Measure::Percent => None,
        }
    }

    /// What these words can mean here.
    pub(crate) fn resolve(&self, mentions: &[Mention], topic: &Topic, context: &Context) -> Option<Referents> {
        let words = Words::of(mentions, self);
        let decided = self
            .with(TableRole::Items)
            .map(|grid| grid.columns_with(&[Role::Counted]))
            .unwrap_or_default();
        // 不予公开决定: the decision is part of the words.
        let rows_decided = !words.rows.is_empty()
            && words.kinds.is_empty()
            && words.items.is_empty()
            && words
                .measures
                .iter()
                .all(|measure| measure.iter().all(|column| decided.contains(column)));
        let mut found = if !words.others.is_empty() {
            self.plain(&words)?
        } else if rows_decided {
            self.applications(&words, topic, context)?
        } else if !words.kinds.is_empty() || ((!words.outcomes.is_empty() || words.concluded) && topic.is_of_cases()) {
            if mentions.iter().any(|mention| mention.span.start < context.reviews_from) {
                return None;
            }
            self.cases(&words, topic, context)?
        } else if !words.items.is_empty() || !words.measures.is_empty() {
            self.items(&words, topic, context)?
        } else if words.concluded {
            return None;
        } else if words.cases && !words.applications && words.rows.is_empty() {
            // `全年办理这类案件33件`: cases of whatever kind, and no applications.
            let any = Topic::AnyCases(Vec::new());
            let found = self.cases(&words, if topic.is_of_cases() { topic } else { &any }, context)?;
            Referents {
                grade: Grade::Doubt,
                ..found
            }
        } else {
            self.applications(&words, topic, context)?
        };
        found
            .readings
            .retain(|reading| !reading.is_empty() && reading.iter().all(|cell| self.has(cell)));
        (!found.readings.is_empty()).then_some(found)
    }

    /// A table of no known part: a figure is named by its line, and by its column if there are several.
    fn plain(&self, words: &Words) -> Option<Referents> {
        let grid = self.grid(words.others.first()?.table)?;
        let along = |axis: Axis| {
            let names = words
                .others
                .iter()
                .filter(|name| name.axis == axis && name.table == grid.id);
            narrowest(&names.map(|name| name.members.clone()).collect::<Vec<_>>())
        };
        let (lines, mut columns) = (along(Axis::Line), along(Axis::Column));
        if columns.is_empty() {
            columns = grid.columns_with(&[Role::Total]);
        }
        if columns.is_empty() && grid.columns.len() == 1 {
            columns.push(0);
        }
        let fits = !words.received && !words.applications && words.rows.is_empty();
        fits.then(|| Referents {
            readings: vec![grid.cells(&lines, &columns)],
            topic: Topic::None,
            grade: Grade::Sure,
        })
    }

    fn cases(&self, words: &Words, topic: &Topic, context: &Context) -> Option<Referents> {
        let grid = self.with(TableRole::Cases)?;
        let is_of_disclosure = context.is_review || matches!(topic, Topic::Cases(_));
        if !is_of_disclosure || !words.items.is_empty() || !words.rows.is_empty() {
            return None;
        }
        let outcomes: Vec<u16> = if !words.outcomes.is_empty() {
            narrowest(&words.outcomes)
        } else if words.concluded {
            let pending = grid.columns_with(&[Role::Pending]);
            grid.part_columns()
                .into_iter()
                .filter(|column| !pending.contains(column))
                .collect()
        } else {
            grid.columns_with(&[Role::Total])
        };
        let of = |kinds: &[u16]| grid.cells(kinds, &outcomes);
        let kinds = match (words.kinds.is_empty(), topic) {
            (true, Topic::Cases(kinds)) => kinds.clone(),
            (true, Topic::AnyCases(before)) => {
                let readings = std::iter::once(before.clone()).chain(grid.any_lines());
                return Some(Referents {
                    readings: readings
                        .filter(|kinds| !kinds.is_empty())
                        .map(|kinds| of(&kinds))
                        .collect(),
                    topic: topic.clone(),
                    grade: Grade::Sure,
                });
            }
            _ => narrowest(&words.kinds),
        };
        Some(Referents {
            readings: vec![of(&kinds)],
            topic: Topic::Cases(kinds),
            grade: Grade::Sure,
        })
    }

    fn items(&self, words: &Words, topic: &Topic, context: &Context) -> Option<Referents> {
        let grid = self.with(TableRole::Items)?;
        let in_part = context.part == Some(TableRole::Items);
        let taken_in = words.received || words.applications || (words.handled && !in_part);
        if taken_in || !words.rows.is_empty() || !words.applicants.is_empty() {
            return None;
        }
        let measure = single(&words.measures);
        let item = match (single(&words.items), topic) {
            (Some(item), _) => item,
            (None, Topic::Item(item, _)) if words.items.is_empty() => *item,
            (None, Topic::None | Topic::Foreign) if words.items.is_empty() => context.only_item(grid, measure?)?,
            _ => return None,
        };
        let column = match (measure, topic) {
            (Some(measure), _) => measure,
            (None, _) if !words.measures.is_empty() => return None,
            (None, Topic::Item(_, Some(measure))) if self.has(&cell(grid, item, *measure)) => *measure,
            (None, _) => *grid.columns_with(&[Role::Counted]).first()?,
        };
        // `查处行政处罚案件` and the like count other things outside the part on disclosure.
        if words.measures.is_empty() && !in_part && !words.made && !matches!(topic, Topic::Item(..)) {
            return None;
        }
        Some(Referents {
            readings: vec![vec![cell(grid, item, column)]],
            topic: Topic::Item(item, Some(column)),
            grade: Grade::Sure,
        })
    }

    /// An amount of money.
    fn amount(&self, mentions: &[Mention], topic: &Topic) -> Option<Referents> {
        let words = Words::of(mentions, self);
        let grid = self.with(TableRole::Items)?;
        let amounts: Vec<u16> = (0..grid.columns.len() as u16)
            .filter(|at| grid.columns[usize::from(*at)].is_amount)
            .collect();
        let with_amount = |item: u16| {
            amounts
                .iter()
                .map(move |column| cell(grid, item, *column))
                .find(|cell| self.has(cell))
        };
        let found = match (single(&words.items), topic) {
            (Some(item), _) => with_amount(item)?,
            (None, Topic::Item(item, _)) if with_amount(*item).is_some() => with_amount(*item)?,
            // 收费金额, 采购总金额: the form has one amount.
            (None, topic) if !words.measures.is_empty() && *topic != Topic::Foreign => {
                let all: Vec<Cell> = (0..grid.lines.len() as u16).filter_map(with_amount).collect();
                match all[..] {
                    [only] => only,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let fits = words.measures.iter().flatten().all(|measure| amounts.contains(measure));
        (fits && words.rows.is_empty() && words.kinds.is_empty()).then(|| Referents {
            readings: vec![vec![found]],
            topic: Topic::Item(found.line, None),
            grade: Grade::Sure,
        })
    }

    /// Numbers in units that count many things: 条 个 次 项 部.
    fn loose(&self, mentions: &[Mention], unit: &str, topic: &Topic, context: &Context) -> Option<Referents> {
        let words = Words::of(mentions, self);
        if unit == "项" || words.items.len() == 1 && words.measures.is_empty() {
            return self.listed(&words, unit, topic);
        }
        let in_applications = context.part == Some(TableRole::Applications);
        let is_named = !words.kinds.is_empty()
            || (!words.measures.is_empty()
                && !self.is_counted(&words.measures)
                && (!words.items.is_empty() || matches!(topic, Topic::Item(..))))
            || (words.has_verb()
                && (words.in_full || (words.applications && in_applications))
                && words.rows.is_empty())
            || (in_applications && !words.rows.is_empty() && matches!(topic, Topic::Applications(..)));
        if !is_named {
            return None;
        }
        let found = self.resolve(mentions, topic, context)?;
        let grade = if unit == "部" {
            found.grade
        } else {
            found.grade.min(Grade::Doubt)
        };
        Some(Referents { grade, ..found })
    }

    /// The only item these words name, if they name nothing of another table.
    pub(crate) fn item(&self, mentions: &[Mention]) -> Option<u16> {
        let words = Words::of(mentions, self);
        let only = !words.has_verb() && !words.applications && words.rows.is_empty() && words.kinds.is_empty();
        single(&words.items).filter(|_| only)
    }

    /// Whether these are what a bare number of items is.
    fn is_counted(&self, measures: &[Vec<u16>]) -> bool {
        let counted = self
            .with(TableRole::Items)
            .map(|grid| grid.columns_with(&[Role::Counted]))
            .unwrap_or_default();
        measures.iter().flatten().all(|measure| counted.contains(measure))
    }

    /// Things counted as 项: purchases, and the items of last year.
    fn listed(&self, words: &Words, unit: &str, topic: &Topic) -> Option<Referents> {
        let grid = self.with(TableRole::Items)?;
        let item = match (single(&words.items), topic) {
            (Some(item), _) => item,
            (None, Topic::Item(item, _)) => *item,
            _ => return None,
        };
        let column = match (single(&words.measures), words.measures.is_empty()) {
            (Some(measure), _) => measure,
            (None, true) if unit != "部" => *grid.columns_with(&[Role::Listed]).first()?,
            _ => return None,
        };
        let found = cell(grid, item, column);
        self.has(&found).then(|| Referents {
            readings: vec![vec![found]],
            topic: Topic::Item(item, None),
            grade: Grade::Sure,
        })
    }

    fn applications(&self, words: &Words, topic: &Topic, context: &Context) -> Option<Referents> {
        let grid = self.with(TableRole::Applications)?;
        let of_topic = match topic {
            Topic::Applications(rows, _) => Some(rows.clone()),
            _ => None,
        };
        if !context.is_applications && of_topic.is_none() {
            return None;
        }
        let in_part = context.part == Some(TableRole::Applications);
        // Behind a number of something else, only a full name begins anew.
        let in_full = words.in_full && words.has_verb();
        let names_result = words.rows.iter().flatten().any(|row| grid.is_result(*row));
        let by_name = !words.rows.is_empty() && !names_result;
        if *topic == Topic::Foreign && !in_full && !by_name {
            return None;
        }
        // `受理群众信访举报投诉1276件`: letters, where nothing says that they are applications.
        let is_no_answer = |row: &u16| grid.line_role(*row) == Some(Role::NoAnswer);
        let only_petitions = !words.rows.is_empty() && words.rows.iter().flatten().all(is_no_answer);
        if only_petitions && !in_part && !words.applications && (words.received || words.handled) {
            return None;
        }
        // `上年结转的100件，其中予以公开38件`: results of a part of the applications.
        let carried_in = grid.lines_with(&[Role::CarriedIn]);
        let of_carried = of_topic
            .as_ref()
            .is_some_and(|rows| rows.iter().all(|rows| *rows == carried_in));
        if of_carried && names_result {
            return None;
        }
        let (rows, grade) = match words.rows.is_empty() {
            true => self.rows_of_verbs(grid, words, of_topic, context)?,
            false => (vec![explicit_rows(grid, words)?], Grade::Sure),
        };
        let columns: Vec<u16> = if words.applicants.is_empty() {
            grid.columns_with(&[Role::Total])
        } else {
            let all: BTreeSet<u16> = words.applicants.iter().flatten().copied().collect();
            all.into_iter().collect()
        };
        let mut column_sets = vec![columns.clone()];
        let mut about = columns.clone();
        // `法律服务机构的申请32件，其中10件予以公开`: perhaps still theirs alone.
        if let (Topic::Applications(_, last), true) = (topic, words.applicants.is_empty())
            && *last != columns
        {
            column_sets.insert(usize::from(by_name), last.clone());
            about.clone_from(last);
        }
        let pairs = column_sets
            .iter()
            .flat_map(|columns| rows.iter().map(move |rows| (rows, columns)));
        let readings = pairs.map(|(rows, columns)| grid.cells(rows, columns)).collect();
        Some(Referents {
            readings,
            topic: Topic::Applications(rows, about),
            grade,
        })
    }

    /// The rows that verbs alone can mean.
    fn rows_of_verbs(
        &self,
        grid: &Grid,
        words: &Words,
        of_topic: Option<Vec<Vec<u16>>>,
        context: &Context,
    ) -> Option<(Vec<Vec<u16>>, Grade)> {
        let in_part = context.part == Some(TableRole::Applications);
        let (new, total) = (grid.lines_with(&[Role::Received]), grid.lines_with(&[Role::Finished]));
        let all = grid.lines_with(&[Role::Received, Role::CarriedIn]);
        let rows = if words.finished {
            vec![total]
        } else if words.answered {
            let mut readings = vec![total, new, all];
            readings.extend(grid.answers());
            readings
        } else if words.handled {
            vec![all, new, total]
        } else if words.received {
            match context.may_take_in {
                true => vec![new, all],
                false => vec![new],
            }
        } else if words.carried && words.applicants.is_empty() {
            let carried = [Role::CarriedOut, Role::CarriedIn].map(|role| grid.lines_with(&[role]));
            return Some((carried.to_vec(), Grade::Doubt));
        } else if !words.applicants.is_empty() || words.applications {
            match of_topic {
                Some(rows) if !words.applicants.is_empty() => rows,
                _ if words.applicants.is_empty() && !words.in_full && !in_part => return None,
                _ => vec![new, all, total],
            }
        } else {
            return None;
        };
        Some((rows, Grade::Sure))
    }
}

/// The rows named, added up; `None` if what is named cannot be one number.
fn explicit_rows(grid: &Grid, words: &Words) -> Option<Vec<u16>> {
    let rows = narrowest(&words.rows);
    let results = rows.iter().filter(|row| grid.is_result(**row)).count();
    // `新收并办结`, `新收申请中不予公开的`: a part of the year's, which no table has.
    let narrower = (results > 0 && results < rows.len()) || (results == 0 && (words.finished || words.answered));
    let out = grid.lines_with(&[Role::CarriedOut]);
    let out_and_in = rows.iter().any(|row| out.contains(row)) && rows.len() > 1;
    (!narrower && !out_and_in).then_some(rows)
}

/// The one member of the only set.
fn single(sets: &[Vec<u16>]) -> Option<u16> {
    match sets {
        [set] if set.len() == 1 => set.first().copied(),
        _ => None,
    }
}

fn cell(grid: &Grid, line: u16, column: u16) -> Cell {
    Cell {
        table: grid.id,
        line,
        column,
    }
}

/// The members of these sets, without sets that hold another one whole: `不予公开` beside
/// `国家秘密` only says what kind of thing the latter is.
pub(crate) fn narrowest(sets: &[Vec<u16>]) -> Vec<u16> {
    let holds = |set: &Vec<u16>, other: &Vec<u16>| set.len() > other.len() && other.iter().all(|one| set.contains(one));
    let kept = sets.iter().filter(|set| !sets.iter().any(|other| holds(set, other)));
    let all: BTreeSet<u16> = kept.flatten().copied().collect();
    all.into_iter().collect()
}

impl Grid {
    /// The lines that a word without further names may be of: all, each group, each one.
    fn any_lines(&self) -> Vec<Vec<u16>> {
        let all: Vec<u16> = (0..self.lines.len() as u16).collect();
        let mut sets = vec![all];
        for (_, name) in self.spoken.iter().filter(|(_, name)| name.axis == Axis::Line) {
            if !sets.contains(&name.members) {
                sets.push(name.members.clone());
            }
        }
        sets
    }
}

impl Context {
    /// The only item spoken of here that has this measure.
    fn only_item(&self, grid: &Grid, measure: u16) -> Option<u16> {
        match &self
            .items
            .iter()
            .filter(|item| grid.has_cell(**item, measure))
            .collect::<Vec<_>>()[..]
        {
            [item] => Some(**item),
            _ => None,
        }
    }
}
