//! The forms that can be chosen from, and which of them is meant.

use std::sync::Arc;

use nianbao_findings::terminal::printable;
use nianbao_model::Text;
use nianbao_model::form::{self, Form};
pub use nianbao_workbook::Front;

use crate::error::Error;

/// The forms that come with the program.
///
/// # Errors
/// [`Error::Form`] if one is wrong; a test makes sure that none is.
pub fn builtin() -> Result<Vec<Arc<Form>>, Error> {
    Ok(form::builtin()?)
}

/// The form of this id; where there is a file system, also the form in the file of this name.
///
/// # Errors
/// [`Error::UnknownForm`], or what is wrong with the file.
pub fn find(asked: &str) -> Result<Arc<Form>, Error> {
    let forms = builtin()?;
    if let Some(form) = forms.iter().find(|form| form.id == asked) {
        return Ok(Arc::clone(form));
    }
    #[cfg(feature = "files")]
    {
        let path = std::path::Path::new(asked);
        if path.extension().is_some() || path.exists() {
            let bytes = crate::files::read(path, nianbao_model::limits::MAX_FORM)?;
            return load(asked, &bytes);
        }
    }
    Err(Error::UnknownForm {
        asked: asked.to_owned(),
        known: forms.iter().map(|form| form.id.clone()).collect(),
    })
}

/// The form in a form file, which may extend one of those there are; `file` is its name
/// for messages.
///
/// # Errors
/// [`Error::FormEncoding`] or [`Error::Form`], with the line.
pub fn load(file: &str, bytes: &[u8]) -> Result<Arc<Form>, Error> {
    let file = printable(file);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(form::load(&file, text, &builtin()?)?)),
        Err(_) => Err(Error::FormEncoding { file }),
    }
}

/// The form prescribed for a year: of those that name it, one that extends no other.
///
/// # Errors
/// [`Error::NoFormFor`].
pub fn for_year(year: i32) -> Result<Arc<Form>, Error> {
    let mut forms = builtin()?.into_iter();
    forms
        .find(|form| form.years.contains(&year))
        .ok_or(Error::NoFormFor { year })
}

/// The years a form is for, in words.
pub fn years(form: &Form) -> Text {
    match (form.years.start(), form.years.end()) {
        (from, &i32::MAX) => Text::new(format!("{from} 年起"), format!("from {from}")),
        (from, to) if from == to => Text::same(from.to_string()),
        (from, to) => Text::same(format!("{from}–{to}")),
    }
}

/// A blank workbook to fill in, on this form, with the organ's name where it is given, and with
/// instructions for who works with this front.
///
/// # Errors
/// [`Error::FormOfOtherYears`] or [`Error::Workbook`].
pub fn template(front: Front, form: &Arc<Form>, year: i32, organ: Option<&str>) -> Result<Vec<u8>, Error> {
    if !form.years.contains(&year) {
        return Err(Error::FormOfOtherYears {
            form: Arc::clone(form),
            year,
        });
    }
    Ok(nianbao_workbook::template_for(front, form, year, organ)?)
}
