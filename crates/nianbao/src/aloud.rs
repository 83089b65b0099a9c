//! How a sentence is read, with the figures of a workbook.

use nianbao_model::{Report, Text};

use crate::error::Error;
use crate::filing::Filing;
use crate::forms;
use crate::input::Input;
use crate::session::{Options, Session};

/// How a sentence is read in the report in this file, or in an empty one; a line for each thing to
/// say.
///
/// # Errors
/// As [`Input::open`] and [`Session::read`].
pub fn read_aloud(text: &str, with: Option<&str>) -> Result<Text, Error> {
    let filing = match with {
        Some(path) => Session::new(Options::default())?.read(&[Input::open(path)?])?,
        None => {
            let all = forms::builtin()?;
            let newest = all.into_iter().max_by_key(|form| *form.years.start());
            let form = newest.ok_or_else(|| Error::NothingRead { files: String::new() })?;
            Filing {
                report: Report::new(&form.id),
                form,
            }
        }
    };
    let lines = nianbao_check::read_aloud(text, &filing.report, &filing.form);
    let joined = |line: fn(&Text) -> &String| lines.iter().map(|own| format!("{}\n", line(own))).collect::<String>();
    Ok(Text::new(joined(|text| &text.zh), joined(|text| &text.en)))
}
