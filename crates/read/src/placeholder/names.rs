//! Everything a placeholder can name, looked up when it is used, and a text with its placeholders filled in.
//! How numbers are written is the parent's.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, Value};

use nianbao_model::form::Form;
use nianbao_model::label;
use nianbao_model::locus::Locus;
use nianbao_model::names::{DAYS, is_reserved};
use nianbao_model::report::{Field, IndicatorValue, PlaceholderFault, Report};

use super::{divides_by_zero, has_placeholder, number_text, number_value};

/// Everything a placeholder can name. Of some four hundred names a report uses a few: each is looked up
/// when it is used.
pub(super) struct Names<'a> {
    pub(super) report: &'a Report,
    pub(super) form: &'a Form,
}

/// What a name stands for.
enum Known {
    Value(Value),
    NoValue(Option<Locus>),
}

impl Names<'_> {
    /// A name that stands by itself: an indicator, a field, an item of the basic data. One of the office's
    /// own that means something already is reported by a rule, and not used.
    fn own(&self, name: &str) -> Option<Known> {
        let report = self.report;
        if name == DAYS {
            let days = report.metadata.days().map(Value::from);
            return Some(days.map_or(Known::NoValue(None), Known::Value));
        }
        if let Some((field, ..)) = Field::ALL.iter().find(|(_, own, _)| *own == name) {
            let sourced = report.metadata.fields.get(field);
            let text = sourced.map(|sourced| Value::from(sourced.value.as_str()));
            let year = (*field == Field::Year)
                .then(|| report.metadata.year())
                .flatten()
                .map(Value::from);
            return Some(year.or(text).map_or(Known::NoValue(None), Known::Value));
        }
        if is_reserved(name, self.form) {
            return None;
        }
        let mut indicators = report.indicators.iter();
        if let Some(indicator) = indicators.rfind(|indicator| indicator.name == name) {
            return Some(match &indicator.value {
                IndicatorValue::Number(number) => Known::Value(number_value(*number)),
                IndicatorValue::Text(text) => Known::Value(Value::from(text.as_str())),
                IndicatorValue::Blank => Known::NoValue(Some(indicator.locus.clone())),
            });
        }
        let mut others = report.metadata.others.iter();
        let other = others.rfind(|(own, _)| *own == name);
        other.map(|(_, sourced)| Known::Value(Value::from(sourced.value.as_str())))
    }

    /// A figure, by its key.
    fn of_the_form(&self, name: &str) -> Option<Known> {
        match self.report.figure(name) {
            Some(figure) => Some(match figure.number() {
                Some(number) => Known::Value(number_value(number)),
                None => Known::NoValue(Some(figure.locus.clone())),
            }),
            None => self.form.keys().any(|key| key == name).then_some(Known::NoValue(None)),
        }
    }

    /// Every name there is.
    fn all(&self) -> BTreeSet<String> {
        let fields = Field::ALL.iter().map(|(_, name, _)| (*name).to_owned());
        let others = self.report.metadata.others.iter().map(|(name, _)| name.to_owned());
        let indicators = self.report.indicators.iter().map(|indicator| indicator.name.clone());
        let own = others.chain(indicators).filter(|name| !is_reserved(name, self.form));
        let all = self.form.keys().chain(fields).chain(own);
        all.chain(std::iter::once(DAYS.to_owned())).collect()
    }

    /// A text whose placeholders are nothing but names, as most are: there is nothing to compute. `None` if
    /// something else stands in one, or a name has no value.
    fn named(&self, text: &str) -> Option<String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, inside)) = rest.split_once("{{") {
            let (name, behind) = inside.split_once("}}")?;
            let name = name.trim_matches(' ');
            let is_name = name.starts_with(char::is_alphabetic)
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
            let Some(Known::Value(value)) = is_name.then(|| self.own(name).or_else(|| self.of_the_form(name)))? else {
                return None;
            };
            filled.push_str(before);
            match value.kind() {
                ValueKind::Number => filled.push_str(&number_text(&value).ok()?),
                ValueKind::String => filled.push_str(value.as_str()?),
                _ => return None,
            }
            rest = behind;
        }
        filled.push_str(rest);
        (!has_placeholder(&filled)).then_some(filled)
    }

    /// The values of all names that stand in the placeholders of a text, seen without reading its expressions;
    /// `None` if what looks like a name has no value. What stands behind a bar is a filter.
    fn spelt_out(&self, text: &str) -> Option<Tree> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let mut tree = Tree::default();
        // A statement may ask for names too.
        let mut rest = (!text.contains("{%")).then_some(text)?;
        while let Some((_, inside)) = rest.split_once("{{") {
            let (expression, behind) = inside.split_once("}}")?;
            rest = behind;
            if expression.contains(['"', '\'', '[', '{']) {
                return None;
            }
            for (at, word) in words(expression, is_part) {
                let is_number = word.starts_with(|c: char| c.is_numeric() || c == '.');
                if is_number || expression[..at].trim_end().ends_with('|') {
                    continue;
                }
                match self.own(word) {
                    Some(Known::Value(value)) => tree.put(word.to_owned(), value),
                    Some(Known::NoValue(_)) => return None,
                    None => match self.of_the_form(word)? {
                        Known::Value(value) => tree.insert(word, value),
                        Known::NoValue(_) => return None,
                    },
                }
            }
        }
        Some(tree)
    }

    /// A text with its placeholders filled in, or what is wrong with them.
    pub(super) fn render(&self, environment: &Environment<'_>, text: &str) -> Result<String, Vec<PlaceholderFault>> {
        if let Some(filled) = self.named(text) {
            return Ok(filled);
        }
        let broken = |error: Error| {
            let reason = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            vec![match divides_by_zero(&reason) {
                true => PlaceholderFault::DividedByZero,
                false => PlaceholderFault::Expression { reason },
            }]
        };
        let template = environment.template_from_str(text).map_err(broken)?;
        if let Some(filled) = self
            .spelt_out(text)
            .and_then(|tree| template.render(Value::from(tree)).ok())
            && !has_placeholder(&filled)
        {
            return Ok(filled);
        }
        // Something is missing or wrong: what, the engine says.
        let mut used: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        used.sort();
        let (mut tree, mut faults) = (Tree::default(), Vec::new());
        for name in used {
            let own = self.own(&name);
            let is_own = own.is_some();
            match own.or_else(|| self.of_the_form(&name)) {
                // A name of the office's own may have a dot in it.
                Some(Known::Value(value)) if is_own => tree.put(name, value),
                Some(Known::Value(value)) => tree.insert(&name, value),
                Some(Known::NoValue(locus)) => faults.push(PlaceholderFault::NoValue { name, locus }),
                None => faults.push(self.unknown(name)),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let rendered = template.render(Value::from(tree)).map_err(broken)?;
        // A brace that is left belongs to a placeholder with one too few.
        if has_placeholder(&rendered) {
            let reason = String::from("a placeholder has two braces on either side");
            return Err(vec![PlaceholderFault::Expression { reason }]);
        }
        Ok(rendered)
    }

    /// What is wrong with a name that stands for nothing.
    fn unknown(&self, name: String) -> PlaceholderFault {
        let all = self.all();
        let group = format!("{name}.");
        match all.iter().find(|key| key.starts_with(&group)) {
            Some(example) => PlaceholderFault::Group {
                name,
                example: example.clone(),
            },
            None => {
                let nearest = label::nearest(&name, all.iter().map(String::as_str)).map(str::to_owned);
                PlaceholderFault::Unknown { name, nearest }
            }
        }
    }
}

/// The stretches of a text that have nothing but these characters, each with its place.
fn words(text: &str, is_part: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(&is_part).map(|ahead| at + ahead) {
        at = text[start..]
            .find(|c| !is_part(c))
            .map_or(text.len(), |len| start + len);
        words.push((start, &text[start..at]));
    }
    words
}

/// The names as nested maps: `a.b.c` is found at `a`, then `b`, then `c`.
#[derive(Default)]
struct Tree(BTreeMap<String, Branch>);

enum Branch {
    Leaf(Value),
    Group(Tree),
}

impl Tree {
    fn put(&mut self, name: String, value: Value) {
        self.0.insert(name, Branch::Leaf(value));
    }

    fn insert(&mut self, key: &str, value: Value) {
        match key.split_once('.') {
            None => self.put(key.to_owned(), value),
            Some((head, rest)) => {
                let branch = self
                    .0
                    .entry(head.to_owned())
                    .or_insert_with(|| Branch::Group(Tree::default()));
                if let Branch::Group(tree) = branch {
                    tree.insert(rest, value);
                }
            }
        }
    }
}

impl From<Tree> for Value {
    fn from(tree: Tree) -> Self {
        Self::from_pairs(tree.0.into_iter().map(|(name, branch)| {
            let value = match branch {
                Branch::Leaf(value) => value,
                Branch::Group(tree) => tree.into(),
            };
            (name, value)
        }))
    }
}
