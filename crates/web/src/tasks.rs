//! The tasks of the page. Each is what a command of the command line does, and gives what that
//! would show and write.

use nianbao::consolidation::{admit, alike, consolidate, judge_office};
use nianbao::findings::{json, page, workbook};
use nianbao::forms::Front;
use nianbao::model::report::Field;
use nianbao::typefaces::{Role, Source, collection, row};
use nianbao::{
    Error, Extent, Input, Judged, Lang, LastYear, Localize, Outcome, Output, comparison, exporters, file_names, forms,
    lines, rules,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::arrange::arrange;
use crate::asked::Asked;
use crate::characters::known;
use crate::pack::pack;

/// The year of that report: one that there is a form for.
const PREPARED: i32 = 2024;
const HTML: &str = "text/html";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Does a task by its name.
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "the glue is for the browser")
)]
pub fn run(task: &str, asked: &Asked, files: &[Input], beside: &[Input]) -> Answer {
    match task {
        "about" => about(asked),
        "arrange" => arrange(asked, files),
        "check" => check(asked, files, beside),
        "list" => list(asked, files, beside),
        "build" => build(asked, files, beside),
        "template" => template(asked),
        "merge" => merge(asked, files, beside),
        "compare" => compare(asked, files, beside),
        "faces" => faces(asked),
        other => Answer::failure(&format!("there is no task {other}")),
    }
}

/// Makes a blank report once in these formats, or checks it if there are none: the browser has met
/// all the code that the first real one would wait for.
pub fn prepare(formats: &[&str]) {
    let asked = Asked {
        formats: formats.iter().map(|format| (*format).to_owned()).collect(),
        draft: true,
        year: PREPARED,
        ..Asked::default()
    };
    let blank = template(&asked).files.into_iter();
    let blank: Vec<Input> = blank.map(|file| Input::new(file.file_name, file.bytes)).collect();
    // What goes wrong is told when a document is asked for.
    if formats.is_empty() {
        check(&asked, &blank, &[]);
    } else {
        build(&asked, &blank, &[]);
    }
}

/// Which face serves which role, and the families to look for on this machine: what
/// `nianbao fonts` shows.
pub fn faces(asked: &Asked) -> Answer {
    let lang = asked.language();
    let source = if asked.installed {
        Source::System
    } else {
        Source::Embedded
    };
    let families: Vec<&str> = Role::ALL.iter().flat_map(|role| role.families()).copied().collect();
    let found = collection(&source).unwrap_or_else(|_| known());
    let rows: Vec<[String; 5]> = found.choices().iter().map(|choice| row(choice, lang)).collect();
    Answer::show(json!({ "families": families, "rows": rows }))
}

/// The sentence about a defect that was met at this place.
pub fn defect(english: bool, place: &str) -> String {
    let lang = if english { Lang::En } else { Lang::Zh };
    lines::defect(place).get(lang).to_owned()
}

/// What there is to choose from: forms and formats.
pub fn about(asked: &Asked) -> Answer {
    let lang = asked.language();
    let all = || {
        let forms: Vec<Value> = forms::builtin()?
            .iter()
            .map(|form| {
                let years = forms::years(form);
                json!({ "id": form.id, "name": form.name, "authority": form.authority,
                    "years": years.get(lang), "from": form.years.start(), "to": form.years.end() })
            })
            .collect();
        let formats: Vec<Value> = exporters()
            .iter()
            .map(|exporter| {
                let description = exporter.describe();
                json!({ "id": exporter.id(), "name": description.label().get(lang), "extension": description.extension })
            })
            .collect();
        let version = env!("CARGO_PKG_VERSION");
        let rules = rules::all().len();
        Ok(Answer::show(
            json!({ "version": version, "rules": rules, "forms": forms, "formats": formats }),
        ))
    };
    Answer::of(all(), lang)
}

/// A report that was read and judged, as the page shows it.
#[derive(Serialize)]
struct Checked {
    /// What was read.
    read: String,
    files: String,
    form: String,
    organ: Option<String>,
    year: Option<i32>,
    counts: [usize; 4],
    /// What was found by how many rules.
    found: String,
    /// What `check --format json` writes, byte for byte.
    findings: String,
    /// What `check --format html` writes.
    page: String,
}

/// Reads a report and judges it beside last year's.
pub fn check(asked: &Asked, files: &[Input], last_year: &[Input]) -> Answer {
    let lang = asked.language();
    let checked = || {
        let judged = judge(asked, files, last_year)?;
        let count = judged.count();
        let organ = judged.report.metadata.get(Field::Organ).map(str::to_owned);
        let year = judged.report.metadata.year();
        let (form, read) = (judged.form.name.clone(), Extent::of(&judged.report).text());
        let names = file_names(&judged.report);
        let outcomes = [Outcome::Judged(Box::new(judged))];
        let page = page::render(&outcomes, lang)?;
        let told = json::render(&outcomes, false, lang);
        let shown = Checked {
            read: read.get(lang).to_owned(),
            files: names,
            form,
            organ,
            year,
            counts: [count.errors, count.warnings, count.notes, count.allowed],
            found: lines::found(count, lang),
            findings: told,
            page,
        };
        Ok(Answer::show(shown))
    };
    Answer::of(checked(), lang)
}

/// The findings as files, a page and a workbook: made when they are wanted.
pub fn list(asked: &Asked, files: &[Input], last_year: &[Input]) -> Answer {
    let lang = asked.language();
    let listed = || {
        let outcomes = [Outcome::Judged(Box::new(judge(asked, files, last_year)?))];
        let page = page::render(&outcomes, lang)?;
        let list = workbook::render(&outcomes, lang, &|_| None)?;
        Ok(Answer::files(json!({}), findings(page.into_bytes(), list, lang)))
    };
    Answer::of(listed(), lang)
}

fn findings(page: Vec<u8>, list: Vec<u8>, lang: Lang) -> Vec<Output> {
    let (page_name, list_name) = match lang {
        Lang::Zh => ("检查结果.html", "问题清单.xlsx"),
        Lang::En => ("findings.html", "findings.xlsx"),
    };
    vec![output(page_name, HTML, page), output(list_name, XLSX, list)]
}

fn output(file_name: &str, media_type: &'static str, bytes: Vec<u8>) -> Output {
    Output {
        file_name: file_name.to_owned(),
        media_type,
        bytes,
    }
}

fn judge(asked: &Asked, files: &[Input], last_year: &[Input]) -> Result<Judged, Error> {
    let session = asked.session()?;
    let last_year = LastYear::of_report(last_year)?;
    Ok(session.judge(session.read(files)?, &last_year))
}

/// Makes the documents, and one archive of all; `{"blocked": errors}` if there are errors and it
/// is not to be a draft.
pub fn build(asked: &Asked, files: &[Input], last_year: &[Input]) -> Answer {
    let lang = asked.language();
    let built = || {
        let session = asked.session()?;
        let publication = asked.publication()?;
        let judged = session.judge(session.read(files)?, &LastYear::of_report(last_year)?);
        match session.publish(&judged, &publication) {
            Err(Error::Blocked { errors }) => Ok(Answer::show(json!({ "blocked": errors }))),
            Err(error) => Err(error),
            Ok(mut outputs) => {
                let stem = outputs
                    .iter()
                    .map(|output| output.file_name.as_str())
                    .min_by_key(|name| name.len());
                let stem = stem.and_then(|name| Some(name.rsplit_once('.')?.0.to_owned()));
                let formats: Vec<&str> = outputs.iter().map(|output| output.media_type).collect();
                let shown = json!({ "draft": publication.draft, "formats": formats });
                if let Ok(archive) = pack(&outputs, stem.as_deref().unwrap_or("nianbao"), asked.when) {
                    outputs.push(archive);
                }
                Ok(Answer::files(shown, outputs))
            }
        }
    };
    Answer::of(built(), lang)
}

/// A blank workbook.
pub fn template(asked: &Asked) -> Answer {
    let lang = asked.language();
    let made = || {
        let form = match &asked.form {
            Some(form) => forms::find(form)?,
            None => forms::for_year(asked.year)?,
        };
        let organ = asked.organ.as_deref().map(str::trim).filter(|organ| !organ.is_empty());
        let bytes = forms::template(Front::Page, &form, asked.year, organ)?;
        let name = format!("{}{}年年报.xlsx", organ.unwrap_or_default(), asked.year);
        let shown = json!({ "form": form.name, "authority": form.authority });
        Ok(Answer::files(shown, vec![output(&name, XLSX, bytes)]))
    };
    Answer::of(made(), lang)
}

/// Adds many offices up, with the whole's own files; without these, only says what is wrong or
/// missing at which office.
pub fn merge(asked: &Asked, offices: &[Input], whole: &[Input]) -> Answer {
    let lang = asked.language();
    let merged = || {
        let session = asked.session()?;
        let mut judged = Vec::new();
        let mut outcomes = Vec::new();
        for office in offices {
            match session.read(std::slice::from_ref(office)) {
                Ok(filing) => {
                    let office = judge_office(filing);
                    outcomes.push(Outcome::Judged(Box::new(Judged {
                        report: office.report.clone(),
                        form: office.form.clone(),
                        findings: office.findings.clone(),
                    })));
                    judged.push(office);
                }
                Err(error) => outcomes.push(Outcome::Failed {
                    files: vec![office.name().into()],
                    message: error.text(),
                }),
            }
        }
        let page = page::render(&outcomes, lang)?;
        let list = workbook::render(&outcomes, lang, &|_| None)?;
        let mut files = findings(page.clone().into_bytes(), list, lang);
        let unread = outcomes.len() - judged.len();
        let errors: usize = judged.iter().map(|office| office.count().errors).sum();
        let alike: Vec<String> = alike(&judged).iter().map(|text| text.get(lang).to_owned()).collect();
        // What keeps them from being added up, in the order in which it can be put right.
        let obstacle = match admit(&judged) {
            Err(error) => Some(error.text().get(lang).to_owned()),
            Ok(_) if whole.is_empty() || unread > 0 || (errors > 0 && !asked.draft) => None,
            Ok(_) => match consolidate(&judged, whole, asked.draft) {
                Ok(bytes) => {
                    let name = if lang == Lang::Zh {
                        "汇总.xlsx"
                    } else {
                        "consolidation.xlsx"
                    };
                    files.push(output(name, XLSX, bytes));
                    None
                }
                Err(error) => Some(error.text().get(lang).to_owned()),
            },
        };
        let shown = json!({ "page": page, "offices": judged.len(), "unread": unread, "errors": errors,
            "alike": alike, "obstacle": obstacle, "merged": files.len() > 2 });
        Ok(Answer::files(shown, files))
    };
    Answer::of(merged(), lang)
}

/// Two years side by side, as a page and as a workbook.
pub fn compare(asked: &Asked, one: &[Input], other: &[Input]) -> Answer {
    let lang = asked.language();
    let compared = || {
        let session = asked.session()?;
        let comparison = session.compare(session.read(one)?, session.read(other)?);
        let page = comparison::page::render(&comparison, lang)?;
        let list = comparison::workbook::render(&comparison, lang)?;
        let [page_name, list_name] = match lang {
            Lang::Zh => ["两年对照.html", "两年对照.xlsx"],
            Lang::En => ["comparison.html", "comparison.xlsx"],
        };
        let files = vec![
            output(page_name, HTML, page.into_bytes()),
            output(list_name, XLSX, list),
        ];
        Ok(Answer::files(json!({}), files))
    };
    Answer::of(compared(), lang)
}

#[cfg(test)]
mod tests;
