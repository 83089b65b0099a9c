//! The unit behind a placeholder against the unit of its figure: 11265000 in 次 is no
//! `{{ 网站访问量 }}万次`. Only a placeholder that is a figure by itself has its unit; what is
//! computed may have any.

use std::collections::BTreeSet;

use nianbao_model::figure::Kind;
use nianbao_model::report::{Indicator, IndicatorValue, PlaceholderFault, Report};

use crate::number;

/// What stands between a number and its unit.
const ABOUT: [char; 4] = ['余', '多', '来', ' '];
/// What is no counting word and tells of what kind a number is.
const KINDS: [&str; 3] = ["元", "%", "\u{ff05}"];

/// The units of what placeholders can name, in a report. A count of a table is in ones, of whatever
/// its row counts.
pub(super) struct Units<'a>(pub(super) &'a Report);

/// The unit of a figure.
struct Stated {
    unit: String,
    /// Whether it is printed with the number.
    is_printed: bool,
}

impl Units<'_> {
    fn of(&self, name: &str) -> Option<Stated> {
        let mut named = self.0.indicators.iter().filter(|indicator| indicator.name == name);
        if let Some(stated) = named.rfind(|indicator| stated(indicator).is_some()).and_then(stated) {
            return Some(stated);
        }
        let unit = match &self.0.figure(name)?.kind {
            Kind::Amount { unit } => unit.clone(),
            _ => String::new(),
        };
        Some(Stated {
            unit,
            is_printed: false,
        })
    }

    /// The placeholders of a template behind which another unit stands than their figure's.
    pub(super) fn faults(&self, template: &str) -> Vec<PlaceholderFault> {
        let mut faults = Vec::new();
        let mut rest = template;
        while let Some((_, inside)) = rest.split_once("{{") {
            let Some((expression, behind)) = inside.split_once("}}") else {
                break;
            };
            rest = behind;
            // Rounding changes no unit.
            let name = expression.split('|').next().unwrap_or_default().trim();
            faults.extend(self.of(name).and_then(|stated| stated.fault(name, behind)));
        }
        faults
    }
}

/// A template with a percent sign behind each placeholder of a percentage that has none: `{{ 满意率 }}`
/// of a cell that shows 97.3% is no 97.3.
pub(super) fn with_signs(template: &str, percentages: &BTreeSet<String>) -> String {
    let mut signed = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, inside)) = rest.split_once("{{") {
        let Some((expression, behind)) = inside.split_once("}}") else {
            break;
        };
        let name = expression.split('|').next().unwrap_or_default().trim();
        let is_open = percentages.contains(name) && !is_said(before, behind);
        signed.extend([before, "{{", expression, "}}", if is_open { "%" } else { "" }]);
        rest = behind;
    }
    signed + rest
}

/// Whether a number between these texts is said to be a percentage, or to be something else. Of
/// several numbers (`96至97%`) the last one may say it.
fn is_said(before: &str, behind: &str) -> bool {
    let behind = behind.trim_start_matches(ABOUT);
    let is_first = ["至", "到", "-", "~", "—", "～"].iter().any(|to| {
        behind
            .strip_prefix(to)
            .is_some_and(|next| next.trim_start().starts_with("{{"))
    });
    before.trim_end().ends_with("百分之")
        || is_first
        || behind.starts_with(['‰', '个'])
        || behind.starts_with("百分")
        || !things(number::scale(behind).1).is_empty()
}

/// The unit that an indicator has beside its number or, where it is no plain number, in its text.
fn stated(indicator: &Indicator) -> Option<Stated> {
    if let IndicatorValue::Text(text) = &indicator.value {
        let (_, unit) = number::with_unit(text).filter(|(_, unit)| is_unit(unit))?;
        return Some(Stated { unit, is_printed: true });
    }
    let unit = indicator.unit.clone()?;
    Some(Stated {
        unit,
        is_printed: false,
    })
}

fn is_unit(text: &str) -> bool {
    let (scale, things) = number::scale(text);
    scale > 1 || number::is_counter(things) || KINDS.contains(&things)
}

impl Stated {
    /// What is wrong with the text behind a placeholder of this unit.
    fn fault(&self, name: &str, behind: &str) -> Option<PlaceholderFault> {
        let behind = behind.trim_start_matches(ABOUT);
        let (scale, rest) = number::scale(behind);
        let things = things(rest);
        let said = &behind[..behind.len() - rest.len() + things.len()];
        if said.is_empty() {
            return None;
        }
        let (own_scale, own) = number::scale(&self.unit);
        let is_other_scale = scale != own_scale;
        let agrees = own.is_empty()
            || things.is_empty()
            || own.ends_with(things)
            || things.ends_with(own)
            || rest.starts_with(own);
        let is_kind = |things: &str| KINDS.contains(&things);
        let is_points = is_kind(own) && (rest.starts_with("个百分点") || rest.starts_with("百分点"));
        let is_same = !is_other_scale && (agrees || is_points);
        let (name, unit, said) = (name.to_owned(), self.unit.clone(), said.to_owned());
        if self.is_printed {
            // 1126.5万 goes on with 次.
            let is_twice = !own.is_empty() || scale > 1;
            return is_twice.then_some(PlaceholderFault::TwoUnits { name, unit, said });
        }
        let misleads = is_other_scale || is_kind(own) || is_kind(things);
        (!is_same).then_some(PlaceholderFault::OtherUnit {
            name,
            unit,
            said,
            misleads,
        })
    }
}

/// The unit that a text begins with.
fn things(text: &str) -> &str {
    let longest = (1..=2).rev().find_map(|length| {
        let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
        let word = &text[..end];
        (number::is_counter(word) || KINDS.contains(&word)).then_some(word)
    });
    longest.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(unit: &str, behind: &str) -> Option<bool> {
        let stated = Stated {
            unit: unit.to_owned(),
            is_printed: false,
        };
        match stated.fault("网站访问量", behind)? {
            PlaceholderFault::OtherUnit { misleads, .. } => Some(misleads),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_unit_behind_a_number_is_its_own() {
        for (unit, behind) in [
            ("次", "次，"),
            ("次", "余人次"),
            ("人次", "次"),
            ("万次", "万次"),
            ("%", "%，"),
            ("%", "个百分点"),
            ("个", "个工作日"),
            ("", "件"),
            ("", "多项"),
            ("亿元", "亿元"),
            ("次", "，"),
            ("次", ""),
            ("秒", "秒"),
        ] {
            assert_eq!(fault(unit, behind), None, "{unit} {behind}");
        }
    }

    #[test]
    fn a_percentage_is_printed_with_its_sign_once() {
        let percentages = BTreeSet::from(["率".to_owned()]);
        for (template, signed) in [
            ("率为{{ 率 }}，", "率为{{ 率 }}%，"),
            ("{{ 率 | round(1) }}", "{{ 率 | round(1) }}%"),
            ("{{ 率 }}%", "{{ 率 }}%"),
            ("{{ 率 }} \u{ff05}", "{{ 率 }} \u{ff05}"),
            ("{{ 率 }}至{{ 率 }}%", "{{ 率 }}至{{ 率 }}%"),
            ("{{ 率 }}个百分点", "{{ 率 }}个百分点"),
            ("百分之{{ 率 }}。", "百分之{{ 率 }}。"),
            ("{{ 率 - 90 }}{{ 次 }}", "{{ 率 - 90 }}{{ 次 }}"),
            ("{{ 率", "{{ 率"),
        ] {
            assert_eq!(with_signs(template, &percentages), signed);
        }
    }

    #[test]
    fn another_unit_behind_a_number_is_a_fault() {
        for (unit, behind, misleads) in [
            ("次", "万次", true),
            ("万次", "次", true),
            ("", "万件", true),
            ("万元", "元", true),
            ("亿元", "万元", true),
            ("%", "件", true),
            ("件", "元", true),
            ("件", "条信息", false),
        ] {
            assert_eq!(fault(unit, behind), Some(misleads), "{unit} {behind}");
        }
        let printed = Stated {
            unit: "万".to_owned(),
            is_printed: true,
        };
        assert!(printed.fault("访问量", "万次").is_some() && printed.fault("访问量", "次。").is_none());
    }
}
