//! Random reports whose figures agree: what came in is what ended and what is carried on, parts add up
//! to their totals.

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_check::{Content, Sample};
use nianbao_model::figure::Value;
use nianbao_model::report::Field;
use nianbao_model::{Decimal, Form, Report};
use nianbao_read::{Sources, read};

use crate::random::Random;

/// A report, and its office's names.
pub(crate) struct World {
    pub(crate) form: Arc<Form>,
    pub(crate) report: Report,
    /// What the office calls itself.
    pub(crate) names: &'static [&'static str],
    figures: BTreeMap<String, i64>,
}

const FORM: &str = "gov-2021";
const YEAR: i32 = 2024;

const ORGANS: [(&str, &[&str]); 8] = [
    ("青禾市水务局", &["我局", "市水务局", "本局", "本机关"]),
    ("临溪县人民政府", &["全县", "临溪县", "我县", "全县各级行政机关"]),
    ("临溪县柳泉镇人民政府", &["我镇", "柳泉镇", "镇政府", "柳泉镇政府"]),
    ("青禾市柳泉街道办事处", &["柳泉街道", "街道办", "本街道", "我街道"]),
    ("青禾市发展和改革委员会", &["我委", "市发改委", "市发展改革委"]),
    ("青禾市卫生健康委员会", &["市卫健委", "我委", "本机关"]),
    ("临溪县人民政府办公室", &["县政府办", "我办", "县政府办公室"]),
    ("青禾高新技术产业开发区管理委员会", &["管委会", "我区", "高新区管委会"]),
];

const RESULTS: [&str; 22] = [
    "granted",
    "partial",
    "denied.state_secret",
    "denied.other_law",
    "denied.security_stability",
    "denied.third_party",
    "denied.internal_affairs",
    "denied.process_information",
    "denied.enforcement_file",
    "denied.administrative_query",
    "unable.not_held",
    "unable.needs_creation",
    "unable.unclear",
    "not_processed.petition",
    "not_processed.repeated",
    "not_processed.publication",
    "not_processed.excessive",
    "not_processed.confirm_or_reissue",
    "other.not_corrected",
    "other.not_paid",
    "other.other",
    "total",
];
const COLUMNS: [&str; 6] = [
    "natural_person",
    "commercial",
    "research",
    "public_interest",
    "legal_service",
    "other",
];

impl World {
    pub(crate) fn new(random: &mut Random) -> Result<Self, Box<dyn std::error::Error>> {
        let sample = Sample::new(&Content {
            form: FORM,
            organ: ORGANS[0].0,
            year: YEAR,
            figures: BTreeMap::new(),
            lines: vec![String::from("一、总体情况"), String::from("无。")],
        });
        let report = read(&Sources::new(sample.files), &sample.form);
        let mut world = Self {
            form: sample.form,
            report,
            names: ORGANS[0].1,
            figures: BTreeMap::new(),
        };
        world.change(random);
        Ok(world)
    }

    /// Other figures, of another office.
    pub(crate) fn change(&mut self, random: &mut Random) {
        let (organ, names) = ORGANS[random.below(ORGANS.len())];
        self.names = names;
        if let Some(own) = self.report.metadata.fields.get_mut(&Field::Organ) {
            own.value = organ.to_owned();
        }
        self.figures = figures(random);
        for table in &mut self.report.tables {
            for figure in table.figures.values_mut() {
                let value = self.figures.get(&figure.key).copied().unwrap_or(0);
                figure.value = Value::Number(Decimal::from(value));
            }
        }
    }

    /// The figure of this name: a key without its table and 总计, or a sum of several.
    pub(crate) fn value(&self, name: &str) -> i64 {
        name.split('+')
            .map(|name| self.figures.get(name).copied().unwrap_or(0))
            .sum()
    }
}

fn figures(random: &mut Random) -> BTreeMap<String, i64> {
    let mut all: BTreeMap<String, i64> = BTreeMap::new();
    let size = [3, 10, 40, 200][random.below(4)];
    let mut add = |key: String, value: i64| *all.entry(key).or_default() += value;
    let number = |random: &mut Random, most: usize| i64::try_from(random.below(most)).unwrap_or(0);
    for column in COLUMNS {
        let most = if column == "natural_person" { size } else { size / 3 + 1 };
        let mut done = 0;
        for result in RESULTS.iter().filter(|result| **result != "total") {
            let value = if random.once_in(3) { 0 } else { number(random, most) };
            done += value;
            for column in [column, "total"] {
                add(format!("applications.results.{result}.{column}"), value);
            }
        }
        let (out, into) = (number(random, most), number(random, most).min(done));
        let new = done + out - into;
        let rows = [
            ("new_received", new),
            ("carried_in", into),
            ("results.total", done),
            ("carried_out", out),
        ];
        for (row, value) in rows {
            for column in [column, "total"] {
                add(format!("applications.{row}.{column}"), value);
            }
        }
    }
    for kind in [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ] {
        for outcome in ["upheld", "corrected", "other", "pending"] {
            let value = number(random, size / 2 + 2);
            add(format!("review.{kind}.{outcome}"), value);
            add(format!("review.{kind}.total"), value);
        }
    }
    for (key, most) in [
        ("normative_documents.issued", 30),
        ("normative_documents.repealed", 10),
        ("normative_documents.in_force", 300),
        ("licensing.decisions", 20_000),
        ("penalties.decisions", 5_000),
        ("compulsory_measures.decisions", 500),
        ("fees.amount", 9_000),
    ] {
        add(format!("disclosure.{key}"), number(random, most) + 1);
    }
    all
}
