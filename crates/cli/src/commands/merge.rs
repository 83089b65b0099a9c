//! `nianbao merge`: the workbooks of many offices into one.

use std::collections::BTreeMap;
use std::process::ExitCode;

use nianbao_check::{Subject, check, obstacles};
use nianbao_findings::Judged;
use nianbao_findings::terminal::render;
use nianbao_model::finding::Location;
use nianbao_model::report::Field;
use nianbao_model::{Finding, Lang, Report, Severity};
use nianbao_workbook::{Consolidation, Content, Indicator, Office};

use crate::arguments::{Merge, Sources};
use crate::error::{FINDINGS, Failure};

use crate::input::{names, read_report};
use crate::output::write_one;
use crate::summary;
use crate::terminal::{self, Screen};

/// Runs the command.
pub(crate) fn run(arguments: &Merge, screen: Screen) -> Result<ExitCode, Failure> {
    let lang = screen.lang;
    let mut reports = Vec::new();
    let mut form = None;
    let mut errors = 0;
    for path in &arguments.offices {
        let (report, own) = read_report(&Sources {
            inputs: vec![path.clone()],
            form: arguments.form.clone(),
        })?;
        let mut findings = check(&Subject::new(&report, &own), &[]);
        // The text is the whole's; of an office its tables count.
        findings.retain(|finding| finding.severity != Severity::Note && !is_on_text(finding, &report));
        let judged = Judged {
            report,
            form: own,
            findings,
        };
        errors += judged.count().errors;
        screen.show(&(summary::office(&judged, lang) + &render(&judged, &screen.look())));
        form.get_or_insert(judged.form);
        reports.push(judged.report);
    }
    let obstacles = obstacles(&reports);
    if !obstacles.is_empty() {
        let lines = |lang| {
            obstacles
                .iter()
                .map(|text| text.get(lang))
                .collect::<Vec<_>>()
                .join("\n")
        };
        return Err(Failure::input(lines(Lang::Zh), lines(Lang::En)));
    }
    if errors > 0 && !arguments.draft {
        terminal::say(match lang {
            Lang::Zh => "单位的工作簿有错误，没有汇总。改正后再运行；要先看结果，请加 --draft\n",
            Lang::En => {
                "There are errors in the offices' workbooks: nothing was added up. Correct them, or add --draft\n"
            }
        });
        return Ok(ExitCode::from(FINDINGS));
    }
    let Some(form) = form else {
        return Err(Failure::input("没有单位的工作簿", "there are no offices' workbooks"));
    };
    let (main, _) = read_report(&Sources {
        inputs: arguments.narrative.clone(),
        form: Some(form.id.clone()),
    })?;
    let year = same_year(&main, &reports)?;
    let organ = main.metadata.get(Field::Organ).ok_or_else(|| {
        let file = names(&main);
        Failure::input(
            format!("{file}：基本信息中没有机关名称，不知道汇总成哪个机关的年报"),
            format!("{file}: has no organ's name (机关名称), so it cannot be told whose report this is"),
        )
    })?;
    let offices: Vec<Office> = reports.iter().map(office).collect();
    let bytes = nianbao_workbook::consolidation(&Consolidation {
        form: &form,
        year,
        organ: organ.to_owned(),
        content: content(&main),
        offices,
    })?;
    let shown = write_one(&arguments.target, bytes)?;
    terminal::say(&match lang {
        Lang::Zh => format!("汇总  {} 个单位\n写出  {shown}\n", reports.len()),
        Lang::En => format!("merged  {} offices\nwrote   {shown}\n", reports.len()),
    });
    Ok(ExitCode::from(if errors > 0 { FINDINGS } else { 0 }))
}

/// Whether a finding is about an office's text and not its tables or name.
fn is_on_text(finding: &Finding, report: &Report) -> bool {
    let on_text = |place: &Location| report.narrative.iter().any(|line| line.locus == place.locus);
    finding.locations.first().is_some_and(on_text) || finding.rule == "missing-part"
}

/// The year of them all.
fn same_year(main: &Report, offices: &[Report]) -> Result<i32, Failure> {
    let (own, theirs) = (
        main.metadata.year(),
        offices.first().and_then(|office| office.metadata.year()),
    );
    if let (Some(own), true) = (own, own == theirs) {
        return Ok(own);
    }
    let file = names(main);
    let shown = |year: Option<i32>| year.map_or_else(|| String::from("—"), |year| year.to_string());
    let (own, theirs) = (shown(own), shown(theirs));
    Err(Failure::input(
        format!("{file}：基本信息中的年度是 {own}，各单位的是 {theirs}，不能汇总"),
        format!("{file}: its year is {own}, the offices' is {theirs}: they cannot be added up"),
    ))
}

fn office(report: &Report) -> Office {
    let figures: BTreeMap<_, _> = report
        .figures()
        .map(|figure| (figure.key.clone(), figure.number()))
        .collect();
    Office {
        organ: report.metadata.get(Field::Organ).unwrap_or_default().to_owned(),
        file: report.files.iter().map(|file| &**file).collect::<Vec<_>>().join(" + "),
        figures,
    }
}

/// What the whole's own files give: everything but the tables.
fn content(main: &Report) -> Content {
    let metadata = &main.metadata;
    let fields = Field::ALL
        .iter()
        .filter_map(|(field, name, _)| Some(((*name).to_owned(), metadata.get(*field)?.to_owned())));
    let others = metadata
        .others
        .iter()
        .map(|(name, given)| (name.clone(), given.value.clone()));
    Content {
        items: fields.chain(others).collect(),
        lines: main
            .narrative
            .iter()
            .map(|paragraph| paragraph.template.clone().unwrap_or_else(|| paragraph.text.clone()))
            .collect(),
        indicators: main
            .indicators
            .iter()
            .map(|indicator| Indicator {
                name: indicator.name.clone(),
                value: indicator.value.clone(),
                unit: indicator.unit.clone(),
            })
            .collect(),
    }
}
