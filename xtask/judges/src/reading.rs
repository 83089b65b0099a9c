//! Our own reading of a workbook, beside which the judges' is held: the one place here where
//! the stages of the pipeline are put together.

use std::path::Path;
use std::sync::Arc;

use nianbao_compose::{Options, compose};
use nianbao_import_excel::ExcelImporter;
use nianbao_model::form::{self, Form};
use nianbao_model::plugin::Importer;
use nianbao_model::{Document, Report};
use nianbao_read::{Fit, Input};

/// The report in a workbook, on this form or else on the one that fits best.
pub(crate) fn report(workbook: &Path, form: Option<&Arc<Form>>) -> Result<Report, String> {
    Ok(read(workbook, form)?.0)
}

/// The document that is made of a workbook.
pub(crate) fn document(workbook: &Path) -> Result<Document, String> {
    let (report, form) = read(workbook, None)?;
    Ok(compose(&report, &form, &Options::default()))
}

fn read(workbook: &Path, form: Option<&Arc<Form>>) -> Result<(Report, Arc<Form>), String> {
    let bytes = std::fs::read(workbook).map_err(|error| format!("{}: {error}", workbook.display()))?;
    let source = ExcelImporter
        .import(&workbook.display().to_string().into(), &bytes)
        .map_err(|error| error.to_string())?;
    let input = Input::new(vec![source]);
    let forms = match form {
        Some(form) => vec![Arc::clone(form)],
        None => form::builtin().map_err(|error| error.to_string())?,
    };
    let fit = Fit::best(&input, &forms).ok_or("there are no forms")?;
    let form = Arc::clone(fit.form());
    Ok((fit.report(), form))
}
