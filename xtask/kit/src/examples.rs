//! The examples and their workbooks, made from readable sources: `examples/*/source/` has
//! the basic data, the text, the office's own figures and the tables' figures as plain
//! files; the workbook lays them out as the official form does. An office without figures
//! of its own has no `indicators.tsv`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use nianbao_model::form::{Form, builtin, key};
use nianbao_model::report::IndicatorValue;
use nianbao_workbook::{Content, Entry, Indicator, filled};
use serde::Deserialize;

use crate::files::root;

/// `figures.toml`: for each table and row the figures in column order.
#[derive(Deserialize)]
struct Figures {
    form: String,
    #[serde(flatten)]
    tables: BTreeMap<String, BTreeMap<String, Vec<toml::Value>>>,
}

/// The folders of the examples, in the order of their names.
///
/// # Errors
/// If `examples/` cannot be read.
pub fn folders() -> Result<Vec<PathBuf>, String> {
    let examples = root().join("examples");
    let entries = std::fs::read_dir(&examples).map_err(|error| format!("{}: {error}", examples.display()))?;
    let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = folders.filter(|folder| folder.join("source").is_dir()).collect();
    found.sort();
    Ok(found)
}

/// Their workbooks, in the same order.
///
/// # Errors
/// If `examples/` cannot be read.
pub fn workbooks() -> Result<Vec<PathBuf>, String> {
    Ok(folders()?.iter().map(|folder| folder.join("report.xlsx")).collect())
}

/// The bytes of the workbook made from these sources.
///
/// # Errors
/// If a source is missing or is not what it should be.
pub fn workbook(source: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    changed(source, |text| text)
}

/// The same report as if another office had made it: one of ten thousand, by number.
///
/// # Errors
/// If a source is missing or is not what it should be.
pub fn varied(source: &Path, number: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    const NAMES: &str = "安宝昌成德定东凤抚富高光广贵桂海汉河鹤衡弘洪虎华怀淮黄惠吉集济佳嘉江焦金锦晋荆九开昆莱兰乐丽连辽临龙泸洛马茂梅绵南宁攀盘平萍普秦清庆曲泉日三沙山上韶绍石双四松苏遂台泰唐天铁同潼";
    let names: Vec<char> = NAMES.chars().collect();
    let name = |at: usize| names.get(at % names.len()).copied().unwrap_or('某');
    let office = format!("{}{}", name(number / names.len()), name(number));
    changed(source, |text| text.replace("重庆", &office))
}

/// The bytes of the workbook made from these sources, each text (basic data, narrative) changed.
///
/// # Errors
/// If a source is missing or is not what it should be.
pub fn changed(source: &Path, change: impl Fn(String) -> String) -> Result<Vec<u8>, Box<dyn Error>> {
    let read = |name: &str| {
        std::fs::read_to_string(source.join(name)).map_err(|error| format!("{}/{name}: {error}", source.display()))
    };
    let figures: Figures = toml::from_str(&read("figures.toml")?)?;
    let forms = builtin()?;
    let form = forms
        .iter()
        .find(|form| form.id == figures.form)
        .ok_or_else(|| format!("no form {}", figures.form))?;
    let indicators = if source.join("indicators.tsv").exists() {
        // The first line is the header.
        read("indicators.tsv")?.lines().skip(1).map(indicator).collect()
    } else {
        Vec::new()
    };
    let content = Content {
        items: change(read("metadata.tsv")?).lines().map(item).collect(),
        lines: change(read("narrative.txt")?).lines().map(str::to_owned).collect(),
        indicators,
    };
    let entries = entries(form, &figures)?;
    Ok(filled(form, &content, |key| {
        entries.get(key).cloned().unwrap_or(Entry::Blank)
    })?)
}

/// A line of `metadata.tsv`: an item and its value.
fn item(line: &str) -> (String, String) {
    let (item, value) = line.split_once('\t').unwrap_or((line, ""));
    (item.to_owned(), value.to_owned())
}

/// A line of `indicators.tsv`: name, value, unit.
fn indicator(line: &str) -> Indicator {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default().to_owned();
    let (name, value, unit) = (next(), next(), next());
    Indicator {
        name,
        value: value
            .parse()
            .map_or(IndicatorValue::Text(value), IndicatorValue::Number),
        unit: Some(unit),
    }
}

/// What stands in the cell of every figure of the form, by key.
fn entries(form: &Form, figures: &Figures) -> Result<BTreeMap<String, Entry>, Box<dyn Error>> {
    let mut entries = BTreeMap::new();
    for table in &form.tables {
        for block in &table.blocks {
            for row in &block.leaf_rows {
                let values = figures.tables.get(&table.key).and_then(|rows| rows.get(&row.path));
                for (at, column) in block.leaf_columns.iter().enumerate() {
                    let key = key(&table.key, &row.path, &column.path);
                    let value = values.and_then(|values| values.get(at));
                    let value = value.ok_or_else(|| format!("figures.toml has no {key}"))?;
                    let entry = match value {
                        toml::Value::Integer(number) => Entry::Number((*number).into()),
                        toml::Value::Float(number) => Entry::Number(number.to_string().parse()?),
                        toml::Value::String(text) => Entry::Text(text.clone()),
                        _ => return Err(format!("figures.toml: {key} is neither a number nor text").into()),
                    };
                    entries.insert(key, entry);
                }
            }
        }
    }
    Ok(entries)
}
