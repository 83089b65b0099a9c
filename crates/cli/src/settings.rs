//! What the command line sets for each exporter: `--set exporter.option=value`, and the
//! flags that set an option of every exporter that has it (`--fonts`, `--provenance`).

use std::collections::BTreeMap;

use nianbao_model::plugin::{Exporter, Settings, exporters};
use nianbao_model::{Localize, Text, label};

use crate::error::Failure;

/// The settings of each exporter, by its id.
pub(crate) struct Chosen(BTreeMap<&'static str, Settings>);

impl Chosen {
    /// The settings of an exporter.
    pub(crate) fn of(&self, exporter: &dyn Exporter) -> Settings {
        self.0.get(exporter.id()).cloned().unwrap_or_default()
    }
}

/// Reads the settings for the chosen exporters.
///
/// `shared` are options by name, set for every exporter that has one of that name; `set`
/// are the arguments of `--set`, which win.
///
/// # Errors
/// If an argument names no exporter that is made in this run, no option of it, or a value
/// the option does not take.
pub(crate) fn settings(
    chosen: &[&'static dyn Exporter],
    shared: &[(&str, String)],
    set: &[String],
) -> Result<Chosen, Failure> {
    let mut all: BTreeMap<&'static str, Settings> = BTreeMap::new();
    for exporter in chosen {
        let own = all.entry(exporter.id()).or_default();
        for (name, value) in shared {
            if exporter.options().iter().any(|option| option.name == *name) {
                own.set(exporter.options(), name, value)
                    .map_err(|error| told(&format!("--{name}"), &error))?;
            }
        }
    }
    for argument in set {
        let (exporter, name, value) = parts(argument)?;
        let exporter = named(exporter, chosen)?;
        all.entry(exporter.id())
            .or_default()
            .set(exporter.options(), name, value)
            .map_err(|error| told(&format!("--set {argument}"), &error))?;
    }
    Ok(Chosen(all))
}

/// `exporter.option=value` in its three parts.
fn parts(argument: &str) -> Result<(&str, &str, &str), Failure> {
    let split = argument.split_once('=').and_then(|(option, value)| {
        let (exporter, name) = option.split_once('.')?;
        Some((exporter.trim(), name.trim(), value.trim()))
    });
    split.ok_or_else(|| {
        Failure::input(
            format!("--set {argument}：应写成“格式.选项=值”，如 --set html.fragment=true"),
            format!("--set {argument}: write it as format.option=value, e.g. --set html.fragment=true"),
        )
    })
}

/// The exporter of this id, which must be made in this run: a setting that does nothing
/// is a slip.
fn named(id: &str, chosen: &[&'static dyn Exporter]) -> Result<&'static dyn Exporter, Failure> {
    if let Some(exporter) = chosen.iter().find(|exporter| exporter.id() == id) {
        return Ok(*exporter);
    }
    if exporters().iter().any(|exporter| exporter.id() == id) {
        return Err(Failure::input(
            format!("--set {id}.…：这次没有生成“{id}”，请在 --to 里加上"),
            format!("--set {id}.…: “{id}” is not made in this run: add it to --to"),
        ));
    }
    Err(no_such_exporter(id))
}

/// There is no exporter of this id.
pub(crate) fn no_such_exporter(id: &str) -> Failure {
    let all = exporters();
    let known: Vec<_> = all.iter().map(|exporter| exporter.id()).collect();
    let nearest = label::nearest(id, known.iter().copied());
    let zh = nearest.map_or_else(|| String::from("。"), |near| format!("，是不是“{near}”？"));
    let en = nearest
        .map(|near| format!(" (did you mean “{near}”?)"))
        .unwrap_or_default();
    Failure::input(
        format!("没有“{id}”这种格式{zh}可用的有：{}", known.join("、")),
        format!("there is no format “{id}”{en}; there are: {}", known.join(", ")),
    )
}

fn told(argument: &str, error: &impl Localize) -> Failure {
    let Text { zh, en } = error.text();
    Failure::input(format!("{argument}：{zh}"), format!("{argument}: {en}"))
}
