//! The reports of a batch, on all cores.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::Files;
use crate::error::Error;

/// Does `work` on each report, `jobs` at once (0: one for each core), and gives what came of
/// them in the reports' order.
///
/// `done` is told of each as it comes, from whichever thread: progress is the caller's to
/// show. When it breaks, what has begun is finished and the rest is left out.
///
/// # Errors
/// [`Error::Threads`] if the system has none to give.
pub fn each<T: Send>(
    reports: &[Files],
    jobs: usize,
    work: impl Fn(&Files) -> T + Sync,
    done: impl Fn(&T) -> ControlFlow<()> + Sync,
) -> Result<Vec<T>, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Error::Threads(error.to_string()))?;
    let stopped = AtomicBool::new(false);
    let one = |files: &Files| {
        if stopped.load(Ordering::Relaxed) {
            return None;
        }
        let came = work(files);
        if done(&came).is_break() {
            stopped.store(true, Ordering::Relaxed);
        }
        Some(came)
    };
    Ok(pool.install(|| reports.par_iter().filter_map(one).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports(count: u32) -> Vec<Files> {
        let named = |n: u32| Files {
            name: n.to_string().into(),
            paths: vec![],
        };
        (0..count).map(named).collect()
    }

    #[test]
    fn what_comes_of_each_is_in_the_reports_order() {
        let names = each(&reports(100), 4, Files::shown, |_| ControlFlow::Continue(())).unwrap();
        let expected: Vec<String> = (0..100).map(|n: u32| n.to_string()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_caller_may_stop_it() {
        let stop_at_ten = |name: &String| match name.as_str() {
            "10" => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        let names = each(&reports(1_000), 1, Files::shown, stop_at_ten).unwrap();
        assert!(
            names.contains(&String::from("10")) && names.len() < 1_000,
            "{}",
            names.len()
        );
    }
}
