//! Workbooks before LibreOffice: what it saves in other formats is read identically,
//! and what it computes of our formulas is what we computed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nianbao_model::figure::Figure;
use nianbao_model::form::{self, Form};
use nianbao_model::{Decimal, Report};
use xtask_kit::files::{make_empty, root};

use super::verdict::Verdict;
use crate::reading;
use crate::tools::{nianbao, run_tool};

/// How many offices are added up.
const OFFICES: i64 = 12;

/// LibreOffice trusts saved results unless it is told to compute all formulas anew.
const RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// The example saved as `.xls` and `.ods` by LibreOffice reads as the original does.
pub(super) fn other_formats(workbook: &Path) -> Verdict {
    let folder = folder("formats")?;
    let original = reading::report(workbook, None)?;
    for extension in ["xls", "ods"] {
        let saved = convert(workbook, extension, &folder)?;
        let report = reading::report(&saved, None)?;
        same(&original, &report, |_| true).map_err(|problem| format!(".{extension}: {problem}"))?;
        let texts = |report: &Report| {
            report
                .narrative
                .iter()
                .map(|line| line.text.clone())
                .collect::<Vec<_>>()
        };
        if texts(&original) != texts(&report) {
            return Err(format!(".{extension}: the text differs"));
        }
    }
    Ok(format!(
        "{} figures, {} paragraphs",
        original.figures().count(),
        original.narrative.len()
    ))
}

/// Filled templates of every form, computed anew by LibreOffice, hold what was filled in
/// and the sums; twelve of them added up hold the sums of all.
pub(super) fn template_and_merge() -> Verdict {
    let folder = folder("template")?;
    for form in form::builtin().map_err(|error| error.to_string())? {
        let offices: Vec<PathBuf> = (1..=OFFICES)
            .map(|office| filled(&form, office, &folder))
            .collect::<Result<_, _>>()?;
        let first = reading::report(&offices[0], Some(&form))?;
        let recalculated = convert(&offices[0], "xlsx", &folder.join("recalculated"))?;
        same(&first, &reading::report(&recalculated, Some(&form))?, |_| true)
            .map_err(|problem| format!("{}: the template: {problem}", form.id))?;

        let merged = folder.join(format!("{}-merged.xlsx", form.id));
        let mut arguments: Vec<_> = ["merge", "--form", &form.id].map(std::ffi::OsString::from).into();
        arguments.extend([
            "--narrative".into(),
            offices[0].clone().into(),
            "-o".into(),
            merged.clone().into(),
        ]);
        arguments.extend(offices.iter().map(|office| office.clone().into()));
        nianbao(arguments)?;
        let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
        for office in &offices {
            for figure in reading::report(office, Some(&form))?.figures() {
                *sums.entry(figure.key.clone()).or_default() += figure.number().unwrap_or_default();
            }
        }
        let recalculated = convert(&merged, "xlsx", &folder.join("recalculated"))?;
        for path in [&merged, &recalculated] {
            let report = reading::report(path, Some(&form))?;
            for (key, sum) in &sums {
                let found = report.figure(key).and_then(Figure::number);
                if found != Some(sum.normalize()) {
                    return Err(format!("{}: {key} is {found:?}, expected {sum}", path.display()));
                }
            }
        }
    }
    Ok(format!("{OFFICES} offices in every form"))
}

/// A template of this form filled in by one office, with figures of its own.
fn filled(form: &Form, office: i64, folder: &Path) -> Result<PathBuf, String> {
    let year = *form.years.start();
    let organ = format!("第{office}海关");
    let keys: Vec<String> = form.keys().collect();
    let figure = |key: &str| {
        // All that was received is carried over: the accounts balance.
        if key.starts_with("applications.results") || key.starts_with("applications.carried_in") {
            return Some(Decimal::ZERO);
        }
        let key = &key.replace("carried_out", "new_received");
        let at = keys.iter().position(|other| other == key)? as i64;
        Some(Decimal::from(((at + 1) * office * 7919) % 97))
    };
    let bytes = nianbao_workbook::prefilled(form, year, Some(&organ), figure).map_err(|error| error.to_string())?;
    let path = folder.join(format!("{}-{office}.xlsx", form.id));
    std::fs::write(&path, bytes).map_err(|error| error.to_string())?;
    Ok(path)
}

/// Whether two readings have the same figures.
fn same(one: &Report, other: &Report, which: impl Fn(&str) -> bool) -> Result<(), String> {
    let count = |report: &Report| report.figures().count();
    if count(one) == 0 || count(one) != count(other) {
        return Err(format!("{} figures, expected {}", count(other), count(one)));
    }
    for figure in one.figures().filter(|figure| which(&figure.key)) {
        let found = other.figure(&figure.key).and_then(Figure::number);
        if found != figure.number() {
            return Err(format!("{} is {found:?}, expected {:?}", figure.key, figure.number()));
        }
    }
    Ok(())
}

/// Has LibreOffice save a workbook in another format, all formulas computed anew.
pub(super) fn convert(workbook: &Path, extension: &str, out: &Path) -> Result<PathBuf, String> {
    let profile = root().join("target/conformance/recalculating");
    let user = profile.join("user");
    let settings = user.join("registrymodifications.xcu");
    let io = |error: std::io::Error| error.to_string();
    if !settings.exists() {
        std::fs::create_dir_all(&user).map_err(io)?;
        std::fs::write(&settings, RECALCULATE).map_err(io)?;
    }
    let installation = format!("-env:UserInstallation=file://{}", profile.display());
    let arguments = [
        installation.as_str(),
        "--headless",
        "--convert-to",
        extension,
        "--outdir",
    ]
    .map(std::ffi::OsString::from)
    .into_iter();
    run_tool("soffice", arguments.chain([out.into(), workbook.into()]))?;
    let stem = workbook.file_stem().unwrap_or_default();
    Ok(out.join(stem).with_extension(extension))
}

/// A fresh folder for what is made on the way.
pub(super) fn folder(name: &str) -> Result<PathBuf, String> {
    let folder = root().join("target/conformance").join(name);
    make_empty(&folder)?;
    Ok(folder)
}
