//! A report as an office filed it: read from its files, on the form that fits.

use std::sync::Arc;

use nianbao_model::{Form, Report};
use nianbao_read::{Fit, Sources};

use crate::error::Error;
use crate::extent::file_names;
use crate::input::Input;

/// A report as read, with the form it is on.
#[derive(Debug, Clone)]
pub struct Filing {
    /// The report.
    pub report: Report,
    /// Its form.
    pub form: Arc<Form>,
}

/// Reads a report on the form that fits best.
pub(crate) fn read(inputs: &[Input], forms: &[Arc<Form>]) -> Result<Filing, Error> {
    let sources = inputs.iter().map(Input::import).collect::<Result<Vec<_>, _>>()?;
    let sources = Sources::new(sources).arranged(forms);
    let fit = Fit::best(&sources, forms).ok_or(Error::NoForms)?;
    let form = Arc::clone(fit.form());
    let report = fit.report();
    let nothing = report.tables.iter().all(|table| table.place.is_none())
        && report.metadata.fields.is_empty()
        && !report.narrative.iter().any(|paragraph| paragraph.level == 1);
    if nothing {
        return Err(Error::NothingRead {
            files: file_names(&report),
        });
    }
    Ok(Filing { report, form })
}
