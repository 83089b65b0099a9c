//! Our own reading of a workbook, beside which the judges' is held: the one place here that
//! runs the pipeline.

use std::path::Path;
use std::sync::Arc;

use nianbao::{Document, Filing, Form, Input, LastYear, Options, Publication, Report, Session};

/// The report in a workbook, on this form or else on the one that fits best.
pub(crate) fn report(workbook: &Path, form: Option<&Arc<Form>>) -> Result<Report, String> {
    let options = Options {
        form: form.cloned(),
        ..Options::default()
    };
    Ok(read(&session(options)?, workbook)?.report)
}

/// The document that is made of a workbook.
pub(crate) fn document(workbook: &Path) -> Result<Document, String> {
    let session = session(Options::default())?;
    let judged = session.judge(read(&session, workbook)?, &LastYear::unknown());
    // It is the same for every format.
    let publication = Publication::new(["html"]).map_err(|error| error.to_string())?;
    Ok(publication.document(&judged))
}

fn session(options: Options) -> Result<Session, String> {
    Session::new(options).map_err(|error| error.to_string())
}

fn read(session: &Session, workbook: &Path) -> Result<Filing, String> {
    let input = Input::open(workbook).map_err(|error| error.to_string())?;
    session.read(&[input]).map_err(|error| error.to_string())
}
