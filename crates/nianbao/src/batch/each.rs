//! The reports of a batch, on all cores.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::error::Error;

/// Does `work` on each report, `jobs` at once (0: one for each core), and gives what came of
/// them in the reports' order.
///
/// `done` is told of each as it comes, from whichever thread: progress is the caller's to
/// show. When it breaks, what has begun is finished and the rest is left out.
///
/// # Errors
/// [`Error::Threads`] if the system has none to give.
pub fn each<R: Send, T: Send>(
    reports: Vec<R>,
    jobs: usize,
    work: impl Fn(R) -> T + Sync,
    done: impl Fn(&T) -> ControlFlow<()> + Sync,
) -> Result<Vec<T>, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Error::Threads(error.to_string()))?;
    let stopped = AtomicBool::new(false);
    let one = |report: R| {
        if stopped.load(Ordering::Relaxed) {
            return None;
        }
        let came = work(report);
        if done(&came).is_break() {
            stopped.store(true, Ordering::Relaxed);
        }
        Some(came)
    };
    Ok(pool.install(|| reports.into_par_iter().filter_map(one).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_each_is_in_the_reports_order() {
        let names = each(
            (0..100).collect(),
            4,
            |n: u32| n.to_string(),
            |_| ControlFlow::Continue(()),
        )
        .unwrap();
        let expected: Vec<String> = (0..100).map(|n: u32| n.to_string()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_caller_may_stop_it() {
        let stop_at_ten = |name: &String| match name.as_str() {
            "10" => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        let names = each((0..1_000).collect(), 1, |n: u32| n.to_string(), stop_at_ten).unwrap();
        assert!(
            names.contains(&String::from("10")) && names.len() < 1_000,
            "{}",
            names.len()
        );
    }
}
