//! What a judge says, and how often it was against us.

use xtask_kit::programs::has;

/// What was seen, or what is wrong.
pub(super) type Verdict = Result<String, String>;

/// A program a judge needs, and the command that installs it.
pub(super) type Need = (&'static str, &'static str);

/// The judges that are asked, and how many verdicts were against us.
pub(super) struct Tally {
    only: Option<String>,
    pub(super) failed: usize,
}

impl Tally {
    /// Before any is asked; then only those whose names contain this.
    pub(super) fn new(only: Option<String>) -> Self {
        Self { only, failed: 0 }
    }

    /// Asks a judge if its tools are there, and says what it found.
    pub(super) fn ask(&mut self, name: &str, needs: &[Need], judge: impl FnOnce() -> Verdict) {
        if self.only.as_ref().is_some_and(|only| !name.contains(only)) {
            return;
        }
        let missing = needs.iter().find(|(program, _)| !has(program));
        let verdict = match missing {
            Some((program, remedy)) => Err(format!("{program} is not installed: {remedy}")),
            None => judge(),
        };
        match verdict {
            Ok(seen) => println!("  passed  {name}: {seen}"),
            Err(problem) => {
                println!("  FAILED  {name}: {problem}");
                self.failed += 1;
            }
        }
    }
}
