//! The sample office's figures and text, invented.

use std::collections::BTreeMap;

use super::{Content, Typed};

/// The columns of 表三.
const APPLICANTS: [&str; 7] = [
    "natural_person",
    "commercial",
    "research",
    "public_interest",
    "legal_service",
    "other",
    "total",
];

/// Rows of 表三 that both forms have.
const APPLICATIONS: [(&str, [i64; 7]); 9] = [
    ("new_received", [9, 3, 0, 0, 0, 0, 12]),
    ("carried_in", [1, 0, 0, 0, 0, 0, 1]),
    ("results.granted", [4, 1, 0, 0, 0, 0, 5]),
    ("results.partial", [1, 0, 0, 0, 0, 0, 1]),
    ("results.denied.third_party", [0, 1, 0, 0, 0, 0, 1]),
    ("results.unable.not_held", [2, 0, 0, 0, 0, 0, 2]),
    ("results.not_processed.petition", [1, 0, 0, 0, 0, 0, 1]),
    ("results.total", [9, 2, 0, 0, 0, 0, 11]),
    ("carried_out", [1, 1, 0, 0, 0, 0, 2]),
];

/// Other figures of the form of 2021.
const OTHERS_2021: [(&str, i64); 10] = [
    ("disclosure.normative_documents.issued", 2),
    ("disclosure.normative_documents.repealed", 1),
    ("disclosure.normative_documents.in_force", 6),
    ("disclosure.licensing.decisions", 342),
    ("disclosure.penalties.decisions", 57),
    ("disclosure.fees.amount", 128),
    ("applications.results.other.not_corrected.natural_person", 1),
    ("applications.results.other.not_corrected.total", 1),
    ("review.reconsideration.upheld", 1),
    ("review.reconsideration.total", 1),
];

/// Other figures of the form of 2019.
const OTHERS_2019: [(&str, i64); 10] = [
    ("disclosure.normative_documents.newly_made", 2),
    ("disclosure.normative_documents.newly_disclosed", 2),
    ("disclosure.normative_documents.total_disclosed", 6),
    ("disclosure.licensing.previous_items", 11),
    ("disclosure.licensing.change", -1),
    ("disclosure.licensing.decisions", 342),
    ("applications.results.other.natural_person", 1),
    ("applications.results.other.total", 1),
    ("review.reconsideration.upheld", 1),
    ("review.reconsideration.total", 1),
];

/// The text: as short as a report can be.
const TEXT: [&str; 10] = [
    "本年度报告由青禾市水务局编制。",
    "一、总体情况",
    "青禾市水务局认真落实政府信息公开各项要求，主动公开供水、节水和河湖管理信息。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "政策解读的形式还不够丰富，今后将多用图表说明。",
    "六、其他需要报告的事项",
    "无。",
];

/// The sample office in 2024.
pub(super) fn office() -> Content<'static> {
    content("gov-2021", 2024, &OTHERS_2021)
}

/// The year before, on the same form: everything follows from it.
pub(super) fn office_the_year_before(form: &str) -> Content<'static> {
    let (mut content, own) = match form {
        "gov-2019" => (
            content("gov-2019", 2019, &OTHERS_2019),
            ("disclosure.licensing.previous_items", 12),
        ),
        _ => (
            content("gov-2021", 2023, &OTHERS_2021),
            ("disclosure.normative_documents.in_force", 5),
        ),
    };
    let figures = [
        own,
        ("applications.results.granted.commercial", 2),
        ("applications.results.granted.total", 6),
        ("applications.results.total.commercial", 3),
        ("applications.results.total.total", 12),
        ("applications.carried_out.commercial", 0),
        ("applications.carried_out.total", 1),
    ];
    content.figures.extend(typed(&figures));
    content
}

/// The office in 2020, on the form of 2019.
pub(super) fn office_on_form_2019() -> Content<'static> {
    content("gov-2019", 2020, &OTHERS_2019)
}

fn content(form: &'static str, year: i32, others: &[(&'static str, i64)]) -> Content<'static> {
    let mut figures: BTreeMap<String, Typed> = typed(others).collect();
    for (row, values) in APPLICATIONS {
        for (column, value) in APPLICANTS.iter().zip(values) {
            figures.insert(format!("applications.{row}.{column}"), value.into());
        }
    }
    Content {
        form,
        organ: "青禾市水务局",
        year,
        figures,
        lines: TEXT.map(String::from).into(),
    }
}

fn typed<'a>(figures: &'a [(&'static str, i64)]) -> impl Iterator<Item = (String, Typed)> + 'a {
    figures.iter().map(|(key, value)| ((*key).to_owned(), (*value).into()))
}
