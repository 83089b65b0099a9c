//! The subject of a number: the words before it, after it, or in the previous clause.

use nianbao_model::form::TableRole;

use crate::known::Known;
use crate::number::{Measure, Quantity};
use crate::organ::{Own, is_other};
use crate::page::Page;
use crate::phrase::{Concept, Mention, Phrase, mentions};
use crate::state::State;
use crate::time::Period;
use crate::token::Kind;
use crate::topic::Topic;
use crate::tree::{Bond, Clause};
use crate::wording::{Class, List, Wording};

/// A number while it is read.
pub(crate) struct Said<'a> {
    pub(crate) quantity: &'a Quantity,
    /// Where its words begin.
    pub(crate) start: usize,
    /// What they say.
    pub(crate) words: Phrase,
    /// Whether what they name is called so only in a list.
    pub(crate) is_listed: bool,
    /// The time it is of.
    pub(crate) period: Period,
}

/// What a number is said of.
pub(crate) enum Subject {
    /// Nothing that matters here.
    Nothing,
    /// Something that is not in the tables.
    Foreign,
    /// Another office.
    Elsewhere,
    /// What these words name.
    Words(Vec<Mention>, Sight),
}

/// How well it is seen what a number is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sight {
    /// Its own words say so, and all of them are understood.
    Clear,
    /// All are understood, and some stand elsewhere.
    Gathered,
    /// Words that are not understood stand before what is named; they may change nothing.
    Dim,
    /// Words that are not understood say which kind of what is named it is.
    Narrowed,
}

/// What a number is said of, by what stands before it and behind.
pub(crate) fn subject(
    known: &Known<'_>,
    page: &Page<'_>,
    clause: &Clause,
    nth: usize,
    number: &Said<'_>,
    state: &State,
) -> Subject {
    let (said, quantity, statement) = (&number.words, number.quantity, &clause.statements[nth]);
    let compared = matches!(said.period, Some((_, true)));
    if quantity.measure == Measure::Percent || said.has(Class::Comparison) || compared {
        return Subject::Nothing;
    }
    // `每百件申请中约有74件`: a rate, and so is what follows in the sentence.
    let sentence = page.passage.sentence_span(&quantity.span);
    if Wording::get()
        .list(List::PerSoMany)
        .is_in(&page.passage.text[sentence.start..quantity.span.start])
    {
        return Subject::Nothing;
    }
    if counts_persons(quantity) && lists_applicants(known, page, clause) {
        return Subject::Nothing;
    }
    // `占全局42件复议案件的21.4%`: what a share is of.
    let is_followed_by_a_share = || {
        let next = clause.statements.get(nth + 1)?.numbers.first()?;
        Some(page.quantity(*next)?.measure == Measure::Percent)
    };
    if said.has(Class::Share) && is_followed_by_a_share() == Some(true) {
        return Subject::Nothing;
    }
    // `全区受理227件，其中区政府受理36件`: its own level, not the whole of it.
    let is_one_of_several = state.limits.has_others || state.limits.divided || said.has(Class::Among);
    if said.has(Class::Level) || (said.own == Some(Own::Perhaps) && is_one_of_several) {
        return Subject::Elsewhere;
    }
    let can_be_of = |mention: &&Mention| known.is_result(mention) || known.is_applicant(mention);
    let several = said.mentions.iter().filter(can_be_of).count() > 1;
    if said.has(Class::Partial) && !several {
        return Subject::Foreign;
    }
    let next = page.all().get(statement.numbers[0] + 1);
    // `3 000件`: no number without a unit.
    let is_cut = next.is_some_and(|next| matches!(next.kind, Kind::Number(_) | Kind::Unknown));
    // `收到申请超过20件的有4家`: which of them, not how many.
    let is_condition = page.passage.text[quantity.span.end..].starts_with('的');
    if (quantity.unit.is_empty() && is_cut) || (is_condition && !said.names_nothing()) {
        return Subject::Nothing;
    }
    if quantity.measure == Measure::Cases && next.is_some_and(|next| next.has(Class::ChangedTo)) {
        return Subject::Nothing;
    }
    let behind = &page.say(statement.tail.clone());
    if !said.residue.is_empty() {
        // By whatever way they came in, or whatever they are about: a part.
        return match is_other(&said.residue) {
            true => Subject::Elsewhere,
            false => not_understood(known, number, behind, state),
        };
    }
    if is_in_time(page, number)
        || is_of_all_cases(known, page, clause, said)
        || is_published(known, page, number, state)
    {
        return narrowed(words_before(known, number, behind, state));
    }
    if nth > 0 && said.mentions.iter().any(|mention| state.qualifies(mention)) {
        return narrowed(words_before(known, number, behind, state));
    }
    let is_understood = behind.residue.is_empty() || behind.has(Class::Comparison);
    // `收到1件行政复议`: the verb stands before, what it is of behind.
    let only_verbs = || {
        said.mentions
            .iter()
            .all(|own| matches!(own.concept, Concept::Received | Concept::Handled))
    };
    let first_behind = behind
        .mentions
        .first()
        .filter(|own| own.span.start == quantity.span.end);
    let kind_behind = first_behind.filter(|own| known.is_kind_of_cases(own) && behind.residue.is_empty());
    if let Some(kind) = kind_behind.filter(|_| !said.names_nothing() && only_verbs()) {
        return Subject::Words(vec![kind.clone()], Sight::Gathered);
    }
    // `140件行政复议、49件行政诉讼获维持`: how they ended stands behind the last.
    let goes_on = nth + 1 < clause.statements.len() && behind.mentions.len() == 1;
    let ends = || {
        let said = page.say(clause.run.clone());
        said.mentions.iter().any(|own| known.is_end_of_cases(own))
    };
    if kind_behind.is_some() && said.names_nothing() && goes_on && ends() {
        return narrowed(unnamed(known, page, clause, number, behind, is_understood, state));
    }
    match (said.names_nothing(), is_understood) {
        (false, true) => words_before(known, number, behind, state),
        (false, false) => not_understood(known, number, behind, state),
        (true, _) => unnamed(known, page, clause, number, behind, is_understood, state),
    }
}

/// What a number is said of where not every word is understood. By whatever way applications came in, or
/// whatever they are about, they are a part.
fn not_understood(known: &Known<'_>, number: &Said<'_>, behind: &Phrase, state: &State) -> Subject {
    let said = &number.words;
    const NARROWING: [Class; 5] = [Class::From, Class::By, Class::Means, Class::Cause, Class::Inside];
    let narrows = |phrase: &Phrase| NARROWING.iter().any(|class| phrase.has(*class));
    if said.names_nothing() || said.changed || behind.changed {
        return Subject::Foreign;
    }
    let words = words_before(known, number, behind, state);
    if said.narrowed || narrows(said) || !behind.residue.is_empty() {
        return narrowed(words);
    }
    match words {
        Subject::Words(mentions, _) => Subject::Words(mentions, Sight::Dim),
        other => other,
    }
}

/// The same of a part.
fn narrowed(subject: Subject) -> Subject {
    match subject {
        Subject::Words(mentions, _) => Subject::Words(mentions, Sight::Narrowed),
        other => other,
    }
}

/// `在法定期限内答复282件，延期答复15件`: whether a number is of what was done in time, in a sentence on what was
/// not.
fn is_in_time(page: &Page<'_>, number: &Said<'_>) -> bool {
    let has = |text: &str, list: List| Wording::get().list(list).is_in(text);
    let lead = &page.passage.text[number.start..number.quantity.span.start];
    has(lead, List::WithinTime)
        && has(
            &page.passage.text[page.passage.sentence_span(&number.quantity.span)],
            List::Late,
        )
}

/// `主动公开行政处罚决定160起`: whether a number outside the part on disclosure is of what was published, which need
/// not be all that was decided.
fn is_published(known: &Known<'_>, page: &Page<'_>, number: &Said<'_>, state: &State) -> bool {
    let lead = &page.passage.text[number.start..number.quantity.span.start];
    let published = || Wording::get().list(List::Published).is_in(lead);
    let decides = number
        .words
        .mentions
        .iter()
        .any(|mention| mention.concept == Concept::Made)
        || lead.contains("决定");
    // `作出予以公开答复55件`: what was decided is to publish.
    let names_row = number.words.mentions.iter().any(|mention| known.is_row(mention));
    decides && !names_row && state.context.part != Some(TableRole::Items) && published()
}

/// `法院受理行政诉讼案件86件`, `全局行政复议案件42件`: whether a number is of cases as those count them who decide
/// them, or of all an office has, and nothing says that they are about disclosure.
fn is_of_all_cases(known: &Known<'_>, page: &Page<'_>, clause: &Clause, said: &Phrase) -> bool {
    let is_taken = said.has(Class::Received) || said.has(Class::Handled) || said.has(Class::Wide);
    let is_of_cases = said.mentions.iter().any(|mention| known.is_kind_of_cases(mention));
    let sentence = &page.passage.text[page.passage.sentence_span(&page.span(&clause.run))];
    is_taken && is_of_cases && !["公开", "答复"].iter().any(|word| sentence.contains(word))
}

/// What a number is said of that has no name before it.
fn unnamed(
    known: &Known<'_>,
    page: &Page<'_>,
    clause: &Clause,
    number: &Said<'_>,
    behind: &Phrase,
    is_understood: bool,
    state: &State,
) -> Subject {
    let said = &number.words;
    let text = &page.passage.text[number.quantity.span.end..];
    let rest = text.split(['。', ';']).next().unwrap_or_default();
    let is_out = |mention: &Mention| known.carried_out().iter().any(|out| out.concept == mention.concept);
    let goes_over = is_going_over(rest) || behind.mentions.iter().any(is_out);
    if said.has(Class::Rest) || said.has(Class::Still) {
        if goes_over && is_left_over(known, state) {
            return Subject::Words(known.carried_out(), Sight::Gathered);
        }
        // `剩余2件结转下年度继续办理`, behind something that is not understood.
        let only_goes_over =
            !behind.mentions.is_empty() && behind.residue.is_empty() && behind.mentions.iter().all(is_out);
        if only_goes_over && state.context.is_applications {
            return Subject::Words(known.carried_out(), Sight::Narrowed);
        }
    }
    if said.has(Class::Rest) {
        return Subject::Nothing;
    }
    if is_unfinished(known, behind, state) {
        return Subject::Words(known.carried_out(), Sight::Gathered);
    }
    if is_carried_over(known, page, number.quantity, rest) {
        return Subject::Words(known.carried_out(), Sight::Gathered);
    }
    if !is_understood {
        return Subject::Foreign;
    }
    // `其中18件已按要求答复`: all that were, or some of them.
    let is_done = |mention: &Mention| matches!(mention.concept, Concept::Finished | Concept::Answered);
    let is_plain = |mention: &Mention| is_done(mention) || mention.is_applications();
    let names_others = !state.left.pending.is_empty() || !state.left.pinned.is_empty() || state.left.unclear;
    if !behind.has(Class::Denial)
        && !behind.has(Class::Inside)
        && !names_others
        && behind.mentions.iter().any(is_done)
        && behind.mentions.iter().all(is_plain)
        && is_left_over(known, state)
    {
        // `5件申请均已答复`: all there are.
        return match behind.has(Class::All) {
            true => Subject::Words(behind.mentions.clone(), Sight::Gathered),
            false => Subject::Words(behind.mentions.clone(), Sight::Narrowed),
        };
    }
    if behind.mentions.iter().any(|mention| known.is_result(mention)) {
        // `18件复议案件均已审结`: the number is of all of them, and what is said of all is another claim.
        let is_of_it = |mention: &&Mention| !behind.has(Class::All) || !known.is_end_of_cases(mention);
        let named = behind.mentions.iter().filter(is_of_it).cloned();
        return Subject::Words(named.collect(), Sight::Gathered);
    }
    if behind.mentions.iter().any(|mention| known.is_applicant(mention)) {
        return applicants_behind(known, page, clause, behind);
    }
    // `予以公开及部分公开的申请，共7件`: named by the clause before. In a bracket
    // (`城东区（538件）`) it is what stands before the bracket, whatever that is.
    // `行政复议方面，被申请18件`: how cases come about is no name of theirs.
    let of_cases = state.left.pending.iter().any(|mention| known.is_kind_of_cases(mention));
    if (said.only_counts || of_cases) && behind.is_empty() && clause.bond != Bond::Bracket {
        return Subject::Words(state.left.pending.clone(), Sight::Gathered);
    }
    Subject::Nothing
}

/// Whether something goes over into the next year, by the words behind it.
fn is_going_over(rest: &str) -> bool {
    Wording::get().list(List::GoingOver).is_in(rest)
}

/// `其余1件正在征求意见，结转下年度`: whether what is left is of applications.
fn is_left_over(known: &Known<'_>, state: &State) -> bool {
    let of_all = state.topic != Topic::Foreign && !state.topic.is_of_some_applicants(known.applications());
    state.context.is_applications && of_all
}

/// `其中3件尚未办结`: whether what stands behind a number says that so many applications are not finished.
fn is_unfinished(known: &Known<'_>, behind: &Phrase, state: &State) -> bool {
    let finishes = |mention: &Mention| {
        matches!(
            mention.concept,
            Concept::Finished | Concept::Answered | Concept::Handled
        ) || mention.is_applications()
    };
    let is_plain = behind.residue.is_empty() && behind.has(Class::Denial) && !behind.names_nothing();
    is_plain && behind.mentions.iter().all(finishes) && is_left_over(known, state)
}

/// The words before a number, with what stands elsewhere and belongs to them.
fn words_before(known: &Known<'_>, number: &Said<'_>, behind: &Phrase, state: &State) -> Subject {
    let said = &number.words;
    let is_bare = number.quantity.unit.is_empty() || number.quantity.measure == Measure::Loose;
    let rows = |mentions: &[Mention]| -> Vec<Mention> {
        let rows = mentions.iter().filter(|mention| known.is_row(mention));
        rows.cloned().collect()
    };
    let mut all = said.mentions.clone();
    let mut sight = Sight::Clear;
    // `对大量反复申请的，不予处理20件`: the kind stands in the clause before.
    let (own, kinds) = (rows(&all).len(), rows(&state.left.pending));
    if own == 1 && kinds.len() == 1 && !state.left.is_open {
        let narrowed = without_groups(&[all.clone(), kinds].concat());
        if rows(&narrowed).len() == 1 {
            (all, sight) = (narrowed, Sight::Gathered);
        }
    }
    // `自然人申请1件结转下年度`: the result stands behind.
    if rows(&all).is_empty() && all.iter().any(|mention| known.is_applicant(mention)) {
        let behind = rows(&behind.mentions);
        if !behind.is_empty() {
            sight = Sight::Gathered;
        }
        all.extend(behind);
    }
    // `收到13政府信息公开申请`, `收到1条政府信息公开申请`, `收到1条依申请公开政府信息`.
    let receives = all.iter().any(|mention| mention.concept == Concept::Received);
    let names = |mention: &&Mention| mention.is_in_full() || receives && mention.is_applications();
    let bare = behind.mentions.iter().filter(names);
    if is_bare && all.iter().all(|mention| !mention.is_applications()) {
        all.extend(bare.cloned());
    }
    Subject::Words(all, sight)
}

/// Whether a clause lists who applied before it says how many applications they made:
/// `5名自然人和1家企业的申请6份`.
fn lists_applicants(known: &Known<'_>, page: &Page<'_>, clause: &Clause) -> bool {
    let numbers: Vec<usize> = clause.numbers().collect();
    let Some((last, others)) = numbers.split_last() else {
        return false;
    };
    let applied = |number: &&usize| {
        let counts = page.quantity(**number).is_some_and(counts_persons);
        let next = page.all().get(**number + 1).and_then(|next| mentions(next).next());
        counts && next.is_some_and(|next| known.is_applicant(&next))
    };
    let counts_cases = page.quantity(*last).is_some_and(|last| last.measure == Measure::Cases);
    counts_cases && others.iter().filter(applied).count() > 1
}

/// What a number with applicants behind it is said of: `9件自然人申请和3件企业申请被登记`.
/// Their result may stand at the end of the clause, for all its numbers.
fn applicants_behind(known: &Known<'_>, page: &Page<'_>, clause: &Clause, behind: &Phrase) -> Subject {
    let last = page.say(clause.rest.clone());
    let mut mentions = behind.mentions.clone();
    mentions.extend(last.mentions.iter().filter(|mention| known.is_row(mention)).cloned());
    let is_named = behind.comes_from() || behind.names_applications() || mentions.len() > behind.mentions.len();
    match is_named && last.residue.is_empty() {
        true => Subject::Words(mentions, Sight::Gathered),
        false => Subject::Nothing,
    }
}

/// Whether a number without a name of its own is carried over to the next year:
/// `1件因…，结转下年度继续办理`.
fn is_carried_over(known: &Known<'_>, page: &Page<'_>, quantity: &Quantity, rest: &str) -> bool {
    let mut clauses = rest.split(',');
    let gives_reason = clauses.next().is_some_and(|own| own.starts_with('因'));
    let Some(next) = clauses.next().filter(|_| gives_reason) else {
        return false;
    };
    let at = page.passage.text[quantity.span.end..].find(next).unwrap_or_default();
    let start = quantity.span.end + at;
    let said = page.say(page.within(&(start..start + next.len())));
    let out = known.carried_out();
    let is_out = |mention: &Mention| out.iter().any(|out| out.concept == mention.concept);
    said.residue.is_empty() && !said.mentions.is_empty() && said.mentions.iter().all(is_out)
}

/// The mentions without those whose figures hold all of another's: `不予公开` beside
/// `国家秘密`.
pub(crate) fn without_groups(mentions: &[Mention]) -> Vec<Mention> {
    let holds = |one: &Mention, other: &Mention| match (one.name(), other.name()) {
        (Some(one), Some(other)) => one.members.len() > other.members.len() && one.holds(other),
        _ => false,
    };
    let kept = mentions
        .iter()
        .filter(|mention| !mentions.iter().any(|other| holds(mention, other)));
    kept.cloned().collect()
}

/// Whether a number counts persons or bodies, not what they applied for.
fn counts_persons(quantity: &Quantity) -> bool {
    matches!(quantity.unit.as_str(), "名" | "位" | "人" | "个" | "家")
}
