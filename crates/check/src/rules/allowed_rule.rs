//! `allowed-rule`: what the workbook allows is an existing rule, and a reason is given.

use nianbao_model::{Text, inventory, label};

use crate::allowance::{self, Allowance};
use crate::rule::{Authority, Entry, Example, Family, Rule, Words, rules};
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "allowed-rule",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "“允许”后面写的是有的规则，确有这样的问题，并写明理由",
        en: "what 允许 names is one of the rules, something was found of it, and a reason is given",
    },
    advice: Words {
        zh: "写成“规则 理由”，如“blank-cell 本机关没有行政收费”；规则的名称在每条提示里",
        en: "write the rule and the reason, such as “blank-cell no fees are charged”; a finding names its rule",
    },
    breaks: Example {
        words: Words {
            zh: "基本信息“允许”填“blank-cells 本机关没有行政收费”，规则名多一个 s",
            en: "允许 names a rule “blank-cells”, with an s too many",
        },
        make: |sample| sample.item("允许", "blank-cells 本机关没有行政收费"),
        at: "基本信息 › B6",
    },
    near_miss: Example {
        words: Words {
            zh: "“允许”填“blank-cell 表二!B15 本机关没有行政收费”",
            en: "允许 names a rule, a place and a reason",
        },
        make: |sample| {
            sample
                .figure("disclosure.fees.amount", Typed::Nothing)
                .item("允许", "blank-cell 表二!B15 本机关没有行政收费")
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let told = allowance::of(subject.report).into_iter().filter_map(|allowance| {
        let locus = allowance.locus?;
        let ids: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
        let message = if !ids.contains(&allowance.rule.as_str()) {
            unknown(&allowance.rule, label::nearest(&allowance.rule, ids))
        } else if allowance.reason.is_empty() {
            Text::new(
                format!("“允许”{}，没有写理由", allowance.rule),
                format!("{} is allowed without a reason", allowance.rule),
            )
        } else {
            return None;
        };
        let finding = subject.finding(&RULE, vec![locus.into()], message);
        Some(finding.with_case([&allowance.rule]))
    });
    told.collect()
}

fn unknown(given: &str, nearest: Option<&str>) -> Text {
    let (zh, en) = match nearest {
        Some(nearest) => (format!("，是不是“{nearest}”？"), format!("; did you mean “{nearest}”?")),
        None => Default::default(),
    };
    Text::new(
        format!("没有“{given}”这条规则{zh}"),
        format!("there is no rule “{given}”{en}"),
    )
}

/// A finding for what is allowed and nothing was found of, there or at all. It is looked for when
/// all else has been found, and so does not come from `check`.
pub(crate) fn idle(subject: &Subject<'_>, allowance: &Allowance, place: Option<&str>) -> Finding {
    let Allowance { rule, locus, .. } = allowance;
    let (zh, en) = match locus {
        Some(_) => ("“允许”", "this line"),
        None => ("--allow ", "--allow"),
    };
    let message = match place {
        Some(place) => Text::new(
            format!("{zh}{rule} {place}：这一处没有这样的问题，没有起作用"),
            format!("{rule} is allowed at {place}, where nothing of it was found: {en} does nothing there"),
        ),
        None => Text::new(
            format!("{zh}{rule}：没有这样的问题，没有起作用"),
            format!("{rule} is allowed, and nothing of it was found: {en} does nothing"),
        ),
    };
    let places = locus
        .clone()
        .map_or_else(|| subject.whole(), |locus| vec![locus.into()]);
    let finding = subject.finding(&RULE, places, message);
    let severity = Severity::Note;
    Finding { severity, ..finding }.with_case([rule.as_str(), place.unwrap_or_default()])
}
