//! A country's folder: pages of invented offices on a dozen invented sites, checked in one run. How many
//! a second, how the memory grows, and whether the copies that were planted are found.

use std::ffi::OsStr;
use std::path::Path;

use nianbao_testing::published::Published;
use nianbao_testing::site_pages::{SITES, page};
use serde_json::Value;
use xtask_kit::Outcome;
use xtask_kit::files::{make_empty, root};

use crate::page::Page;
use crate::tools::{self, Taken, program};

/// How many pages a run has.
const COUNTS: [usize; 3] = [250, 500, 1000];
/// In every how manieth page the copy is planted.
const PLANTED: usize = 25;
/// The report year.
const YEAR: i32 = 2024;

/// What a run took and found.
struct Found {
    count: usize,
    taken: Taken,
    planted: usize,
    found: usize,
    /// Offices that are said to have the planted sentence and do not.
    wrong: usize,
}

/// Measures, and prints the section of the page alone.
///
/// # Errors
/// If there is no release build, or a command of ours fails.
pub fn run() -> Outcome {
    let folder = root().join("target/bench");
    let mut page = Page::section();
    measure(&program()?, &folder, &mut page)?;
    print!("{}", page.text());
    Ok(())
}

/// Measures, and writes the section.
pub(crate) fn measure(program: &Path, folder: &Path, page: &mut Page) -> Outcome {
    page.heading("Published pages, checked in one run");
    page.say(
        "Reports of invented offices as pages of a dozen invented sites, with `nianbao check --group office`. A passage of\n\
         three sentences is planted in every 25th, with the office's name and a few words changed in each.",
    );
    page.row(&[
        "pages",
        "time",
        "per second",
        "most memory",
        "copies planted",
        "found",
        "wrong",
    ]);
    page.row(&["---", "---", "---", "---", "---", "---", "---"]);
    for count in COUNTS {
        let found = check(program, folder, count)?;
        page.row(&[
            &found.count.to_string(),
            &found.taken.shown(),
            &format!("{:.0}", found.count as f64 / found.taken.seconds),
            &format!("{:.0} MiB", found.taken.memory as f64 / f64::from(1 << 20)),
            &found.planted.to_string(),
            &found.found.to_string(),
            &found.wrong.to_string(),
        ]);
    }
    Ok(())
}

fn check(program: &Path, folder: &Path, count: usize) -> Result<Found, String> {
    let input = folder.join(format!("pages-{count}"));
    let planted = write(&input, count)?;
    let out = folder.join("pages.json");
    let arguments = [
        OsStr::new("check"),
        input.as_os_str(),
        OsStr::new("--out"),
        out.as_os_str(),
    ];
    let options = ["--group", "office", "--format", "json"].map(OsStr::new);
    let taken = tools::run_whatever(program, arguments.into_iter().chain(options))?;
    let text = std::fs::read_to_string(&out).map_err(|error| error.to_string())?;
    let json: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let organ = |place: &Value| {
        let report = place["report"]
            .as_u64()
            .and_then(|at| json["reports"].get(usize::try_from(at).ok()?));
        report
            .and_then(|report| report["organ"].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let shared = json["shared"].as_array().map(Vec::as_slice).unwrap_or_default();
    let copies = shared
        .iter()
        .filter(|passage| passage["text"].as_str().is_some_and(|text| text.contains(MARK)));
    let offices: Vec<String> = copies
        .flat_map(|passage| passage["places"].as_array().into_iter().flatten())
        .map(organ)
        .collect();
    Ok(Found {
        count,
        taken,
        planted: planted.len(),
        found: planted.iter().filter(|organ| offices.contains(organ)).count(),
        wrong: offices.iter().filter(|organ| !planted.contains(organ)).count(),
    })
}

/// The words by which the planted sentence is known again.
const MARK: &str = "逐条核对台账";

/// Writes the pages; the offices in which the copy was planted.
fn write(folder: &Path, count: usize) -> Result<Vec<String>, String> {
    make_empty(folder)?;
    let mut planted = Vec::new();
    for number in 0..count {
        let mut report = Published::numbered(number, YEAR);
        if number % PLANTED == 7 {
            report.problems.push(copy(&report.organ, number));
            planted.push(report.organ.clone());
        }
        let (name, bytes) = page(number % SITES, &report);
        std::fs::write(folder.join(name), bytes).map_err(|error| error.to_string())?;
    }
    Ok(planted)
}

/// The passage that went round, as this office has it.
fn copy(organ: &str, number: usize) -> String {
    let when = ["每月", "每季度", "每半年", "定期"][number / PLANTED % 4];
    let who = ["办公室", "综合科", "政务公开专班", "法规科"][number % 4];
    format!(
        "{organ}把年度重点任务分解到科室和个人，{when}逐条核对台账，未完成的由{who}书面提醒并限期补齐，年底对照清单统一验收评价。\
         对群众留言中反复出现的问题，由{who}归集成问答，经审核后在门户网站和办事窗口同步公开，减少群众重复咨询和来回跑动。\
         {organ}将把公开情况纳入科室年度考核，考核结果与评先评优挂钩，推动公开工作由被动应付转为主动服务并长期坚持下去。"
    )
}
