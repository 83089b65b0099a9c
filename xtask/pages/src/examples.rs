//! `examples/*/report.xlsx`, written from the sources beside them, so that what a newcomer
//! runs and what a reviewer reads are the same.

use xtask_kit::Outcome;
use xtask_kit::examples::{folders, workbook};
use xtask_kit::files::write_if_changed;

/// Writes the workbook of every example.
///
/// # Errors
/// If a source is not what it should be, or a workbook cannot be written.
pub fn write() -> Outcome {
    for folder in folders()? {
        write_if_changed(&folder.join("report.xlsx"), &workbook(&folder.join("source"))?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use nianbao_testing::archive::Parts;

    use super::*;

    #[test]
    fn the_committed_workbooks_are_made_from_their_sources() {
        let folders = folders().unwrap();
        assert!(folders.len() > 1, "{folders:?}");
        for folder in folders {
            let committed = std::fs::read(folder.join("report.xlsx")).unwrap();
            let made = workbook(&folder.join("source")).unwrap();
            // The archive around the parts also tells on which kind of system it was made.
            assert!(
                Parts::of(&committed) == Parts::of(&made),
                "{}: run `cargo xtask examples`",
                folder.display()
            );
        }
    }
}
