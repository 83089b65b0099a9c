//! How long whole commands take and how much memory they use, beside named peers in the
//! same run: medians and ratios go to `docs/performance.md`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use xtask_kit::Outcome;
use xtask_kit::files::{make_empty, root, write_if_changed};

use crate::fixtures::{EngineAlone, workbooks};
use crate::page::{Page, ratio};
use crate::published;
use crate::together;
use crate::tools::{self, Peers, Taken, median, middle, program};
use crate::watch::{self, Watched};

/// How many runs a median is of.
const RUNS: usize = 7;
/// The same for what takes seconds.
const FEW: usize = 5;
/// How many reports the batches have.
const BATCHES: [usize; 3] = [10, 100, 1000];
/// How many of them the engine alone makes, and how many an office program.
const PEERS: usize = 100;
const OFFICES: usize = 5;
/// How many workbooks are checked in one go.
const MANY: usize = 400;

/// Measures, and writes the page.
///
/// # Errors
/// If there is no release build, or a command of ours fails.
pub fn run() -> Outcome {
    let program = program()?;
    let folder = root().join("target/bench");
    make_empty(&folder)?;
    let peers = Peers::install();
    let mut page = Page::new(&program);
    let one = one_report(&program, &folder, &peers, &mut page)?;
    let batch = batches(&program, &folder, &mut page)?;
    batch_peers(&program, &folder, &peers, &mut page)?;
    let checked = checks(&program, &folder, &peers, &mut page)?;
    let together = together::measure(&program, &folder, &mut page)?;
    published::measure(&program, &folder, &mut page)?;
    let watched = watching(&program, &folder, &mut page)?;
    targets(&one, &batch, checked, together, watched, &mut page);
    let text = page.text();
    print!("{text}");
    write_if_changed(&root().join("docs/performance.md"), text.as_bytes())
}

/// Seconds one report takes: ours, and those of the peers that the targets name.
struct One {
    all: f64,
    engine: Result<f64, String>,
    office: Result<f64, String>,
    version: f64,
}

/// One report, each run a process of its own.
fn one_report(program: &Path, folder: &Path, peers: &Peers, page: &mut Page) -> Result<One, String> {
    let workbook = root().join("examples/chongqing-customs-2020/report.xlsx");
    let out = folder.join("one");
    let build = |to: &str| {
        let arguments = [
            OsStr::new("build"),
            workbook.as_os_str(),
            OsStr::new("--out"),
            out.as_os_str(),
            OsStr::new("--to"),
            OsStr::new(to),
        ];
        median(RUNS, || tools::run(program, arguments))
    };
    let once = || {
        let arguments = [
            OsStr::new("build"),
            workbook.as_os_str(),
            OsStr::new("--out"),
            out.as_os_str(),
        ];
        tools::run(program, arguments)
    };
    let alone = EngineAlone::write(&workbook, &folder.join("engine"))?;
    // In turns: a machine that is slower for some seconds is so for both.
    let turns: Vec<_> = (0..RUNS)
        .map(|_| (once(), peers.seconds("typst", &alone.folder, 1)))
        .collect();
    let (ours, engine): (Vec<_>, Vec<_>) = turns.into_iter().unzip();
    let all = middle(ours.into_iter().collect::<Result<Vec<_>, _>>()?, |taken| taken.seconds);
    let engine = engine.into_iter().collect::<Result<Vec<_>, _>>();
    let engine = engine.map(|seconds| middle(seconds, |seconds| *seconds));
    std::fs::copy(first(&out, "html")?, alone.folder.join("page.html")).map_err(|error| error.to_string())?;
    let office = peers.taken("office", &alone.folder, FEW);
    let printer = peers.taken("weasyprint", &alone.folder, FEW);

    page.heading("One report, cold process");
    page.say("The report of `examples/chongqing-customs-2020`: 11 pages, 7 tables.");
    page.row(&["what", "time", "compared with `nianbao build`, all three"]);
    page.row(&["---", "---", "---"]);
    page.row(&["`nianbao build`: PDF, Word, web page", &all.shown(), "1"]);
    for to in ["pdf", "docx", "html"] {
        let taken = build(to)?;
        page.row(&[
            &format!("`nianbao build --to {to}`"),
            &taken.shown(),
            &ratio(taken.seconds, all.seconds),
        ]);
    }
    page.peer(
        "the Typst engine alone: the same PDF (its `compile` only, Python's start not counted)",
        &engine,
        all.seconds,
    );
    let seconds = |taken: Result<Taken, String>| taken.map(|taken| taken.seconds);
    let office = seconds(office);
    page.peer(
        "python-docx and LibreOffice: PDF, Word, HTML, nothing checked",
        &office,
        all.seconds,
    );
    page.peer("WeasyPrint: our web page to PDF", &seconds(printer), all.seconds);
    let version = median(3 * RUNS, || tools::run(program, ["--version"]))?;
    page.row(&["`nianbao --version`", &version.shown(), ""]);
    Ok(One {
        all: all.seconds,
        engine,
        office,
        version: version.seconds,
    })
}

/// Many reports: how the time and the memory grow.
fn batches(program: &Path, folder: &Path, page: &mut Page) -> Result<Vec<(usize, Taken)>, String> {
    page.heading("Batch: PDF, Word and web page of each");
    page.row(&[
        "reports",
        "time",
        "per second",
        "cores used",
        "most memory, all processes",
    ]);
    page.row(&["---", "---", "---", "---", "---"]);
    let mut all = Vec::new();
    for count in BATCHES {
        let (input, out) = (folder.join(format!("batch-{count}")), folder.join("documents"));
        workbooks(&input, count)?;
        let taken = median(FEW, || {
            let arguments = [OsStr::new("build"), input.as_os_str(), OsStr::new("--force")];
            tools::run(
                program,
                arguments.into_iter().chain([OsStr::new("--out"), out.as_os_str()]),
            )
        })?;
        page.row(&[
            &count.to_string(),
            &taken.shown(),
            &format!("{:.1}", count as f64 / taken.seconds),
            &format!("{:.2}", taken.processor / taken.seconds),
            &mebibytes(&taken),
        ]);
        all.push((count, taken));
    }
    Ok(all)
}

fn mebibytes(taken: &Taken) -> String {
    format!("{:.0} MiB", taken.memory as f64 / f64::from(1 << 20))
}

/// The same reports by others, with everything they can keep kept.
fn batch_peers(program: &Path, folder: &Path, peers: &Peers, page: &mut Page) -> Result<(), String> {
    let input = folder.join(format!("batch-{PEERS}"));
    let (many, few) = (folder.join("engines"), folder.join("offices"));
    for number in 0..PEERS {
        let workbook = input.join(format!("{number:04}.xlsx"));
        EngineAlone::write(&workbook, &many.join(format!("{number:04}")))?;
        if number < OFFICES {
            EngineAlone::write(&workbook, &few.join(format!("{number:04}")))?;
        }
    }
    let build = |to: &str| {
        let out = folder.join("documents");
        let arguments = [OsStr::new("build"), input.as_os_str(), OsStr::new("--force")];
        let further = ["--to", to, "--out"].map(OsStr::new);
        tools::run(program, arguments.into_iter().chain(further).chain([out.as_os_str()]))
    };
    let rate = |count: usize, taken: Taken| count as f64 / taken.seconds;
    // In turns, as with one report.
    let (mut all, mut pdf, mut engine) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..FEW {
        all.push(rate(PEERS, build("pdf,docx,html")?));
        pdf.push(rate(PEERS, build("pdf")?));
        engine.push(peers.taken("typst_batch", &many, 1).map(|taken| rate(PEERS, taken)));
    }
    let rates = |rates| middle(rates, |rate| *rate);
    let (all, pdf) = (rates(all), rates(pdf));
    let engine = engine.into_iter().collect::<Result<Vec<_>, _>>().map(rates);
    let office = peers.taken("office_batch", &few, FEW).map(|taken| rate(OFFICES, taken));
    page.heading("Batch, compared with others");
    page.row(&["what", "per second", "`nianbao build` makes"]);
    page.row(&["---", "---", "---"]);
    page.row(&[
        &format!("`nianbao build` of {PEERS}: PDF, Word, web page, all checked"),
        &format!("{all:.1}"),
        "1",
    ]);
    page.row(&[
        &format!("`nianbao build --to pdf` of {PEERS}"),
        &format!("{pdf:.1}"),
        &format!("{} as many", ratio(all, pdf)),
    ]);
    page.faster(
        &format!("the Typst engine from Python, {PEERS} PDFs, a process for each core that keeps its fonts"),
        engine,
        all,
    );
    page.faster(
        &format!("python-docx and LibreOffice, {OFFICES} reports: PDF, Word, HTML, nothing checked"),
        office,
        all,
    );
    Ok(())
}

/// Checking only; gives how many workbooks a second.
fn checks(program: &Path, folder: &Path, peers: &Peers, page: &mut Page) -> Result<f64, String> {
    let input = folder.join("checked");
    workbooks(&input, MANY)?;
    let one = first(&input, "xlsx")?;
    let one = median(RUNS, || tools::run(program, [OsStr::new("check"), one.as_os_str()]))?;
    let many = median(FEW, || tools::run(program, [OsStr::new("check"), input.as_os_str()]))?;
    // Of these there are as many as in a batch: openpyxl takes its time.
    let fewer = folder.join(format!("batch-{PEERS}"));
    let read = peers.taken("read", &fewer, FEW).map(|taken| taken.seconds);
    page.heading("Checking");
    page.row(&["what", "time", "compared with `nianbao check`"]);
    page.row(&["---", "---", "---"]);
    page.row(&["one workbook, cold process", &one.shown(), ""]);
    let each = MANY as f64 / many.seconds;
    page.row(&[
        &format!("{MANY} workbooks"),
        &format!("{} ({each:.0} per second)", many.shown()),
        "1",
    ]);
    page.peer(
        &format!("openpyxl reading {PEERS} such workbooks as fast as it can (`read_only`), nothing checked; compared with as many of ours"),
        &read,
        many.seconds * PEERS as f64 / MANY as f64,
    );
    Ok(each)
}

/// The time from a save to what is shown and written.
fn watching(program: &Path, folder: &Path, page: &mut Page) -> Result<Watched, String> {
    let watched = watch::measure(
        program,
        &folder.join(format!("batch-{PEERS}")),
        &folder.join("watched"),
        RUNS,
    )?;
    page.heading("Watching");
    page.row(&["after a workbook is saved", "time"]);
    page.row(&["---", "---"]);
    page.row(&["the findings are shown", &tools::shown(watched.told)]);
    page.row(&["PDF, Word and web page are written", &tools::shown(watched.written)]);
    Ok(watched)
}

/// What LibreOffice took for the report where the targets were set, in seconds.
const OFFICE_THERE: f64 = 2.6;

/// What was found beside what was aimed at.
fn targets(one: &One, batch: &[(usize, Taken)], checked: f64, together: f64, watched: Watched, page: &mut Page) {
    let Some((count, largest)) = batch.last() else { return };
    let slower = one.office.as_ref().map(|seconds| seconds / OFFICE_THERE);
    let there = |rate: f64| {
        slower
            .as_ref()
            .map_or_else(|_| String::new(), |slower| format!("{:.0}", rate * slower))
    };
    let beside = |seconds: &Result<f64, String>, ratio: fn(f64, f64) -> f64| match seconds {
        Ok(seconds) => format!("{:.2} ×", ratio(*seconds, one.all)),
        Err(_) => String::from("not measured"),
    };
    page.heading("Compared with the targets");
    if let Ok(slower) = &slower {
        page.say(&format!(
            "They were set on a machine on which python-docx and LibreOffice took {OFFICE_THERE} s for the report above;\n\
             this one takes {slower:.1} times as long. Rates per second are given as measured here, and also\n\
             multiplied by this ratio."
        ));
    }
    let rate = *count as f64 / largest.seconds;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let used = 100.0 * largest.processor / largest.seconds / cores as f64;
    let memory: Vec<String> = batch.iter().map(|(_, taken)| mebibytes(taken)).collect();
    let counts: Vec<String> = batch.iter().map(|(count, _)| count.to_string()).collect();
    let rows = [
        ["what", "target", "here", "there, by the ratio"].map(String::from),
        ["---", "---", "---", "---"].map(String::from),
        [
            String::from("one report, compared with the Typst engine alone"),
            String::from("at most 1.3 ×"),
            beside(&one.engine, |engine, all| all / engine),
            String::new(),
        ],
        [
            String::from("python-docx and LibreOffice, compared with one report"),
            String::from("at least 15 ×"),
            beside(&one.office, |office, all| office / all),
            String::new(),
        ],
        [
            format!("reports per second, of {count}"),
            String::from("at least 25"),
            format!("{rate:.1}"),
            there(rate),
        ],
        [
            String::from("use of the cores"),
            String::from("at least 85 %"),
            format!("{used:.0} %"),
            String::new(),
        ],
        [
            format!("memory at {} reports", counts.join(", ")),
            String::from("under 400 MiB, not growing"),
            memory.join(", "),
            String::new(),
        ],
        [
            String::from("workbooks checked per second"),
            String::from("at least 400"),
            format!("{checked:.0}"),
            there(checked),
        ],
        [
            String::from("PDF and OFD together, compared with the PDF alone: the most"),
            String::from("at most 1.25 ×"),
            ratio(together, 1.0),
            String::new(),
        ],
        [
            String::from("watching: findings after a save"),
            String::from("within 200 ms"),
            tools::shown(watched.told),
            String::new(),
        ],
        [
            String::from("`nianbao --version`"),
            String::from("under 10 ms"),
            tools::shown(one.version),
            String::new(),
        ],
    ];
    for row in &rows {
        page.row(&row.each_ref().map(String::as_str));
    }
    page.end(WHY);
}

/// Why a batch is not faster.
const WHY: &str =
    "[profile.md](profile.md) shows where the time of a batch goes: three quarters of the work on a report are
Typst's, which lays out the text and writes the fonts of each report, and the engine alone does so too. Word file, web
page and checks come on top; what Typst keeps from one report to the next, headings and table headers, makes
up for them.";

/// A file of a folder with this ending.
fn first(folder: &Path, ending: &str) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut paths = entries.flatten().map(|entry| entry.path());
    let found = paths.find(|path| path.extension().is_some_and(|found| found == ending));
    found.ok_or_else(|| format!("{} has no .{ending}", folder.display()))
}
