//! Writes the comparison of two invented years in every format into a folder, for people to look at
//! and for foreign judges: `cargo run -p nianbao-compare --example show -- FOLDER`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use nianbao_check::{Content, Judged, Sample, Subject, Typed, check};
use nianbao_compare::{Comparison, json, page, workbook};
use nianbao_model::{Lang, Report};
use nianbao_read::{Sources, read};

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("where to?")?.into();
    std::fs::create_dir_all(&folder)?;
    let (before, after) = (year(2023), year(2024));
    let form = Arc::clone(&after.form);
    let read = |sample: Sample| -> Report { read(&Sources::new(sample.files), &form) };
    let (before, after) = (read(before), read(after));
    let mut subject = Subject::new(&after, &form);
    subject.previous = Some(&before);
    let findings = check(&subject, &[]);
    drop(subject);
    let judged = Judged {
        findings,
        report: after,
        form: Arc::clone(&form),
    };
    let comparison = Comparison::of(&before, &form, &judged);
    for (name, lang) in [("comparison", Lang::Zh), ("comparison-en", Lang::En)] {
        std::fs::write(folder.join(format!("{name}.html")), page::render(&comparison, lang)?)?;
    }
    std::fs::write(folder.join("comparison.json"), json::render(&comparison, Lang::Zh))?;
    std::fs::write(folder.join("comparison.xlsx"), workbook::render(&comparison, Lang::Zh)?)?;
    Ok(())
}

/// The invented office in a year: figures that move, and a text that was partly rewritten.
fn year(year: i32) -> Sample {
    let later = i64::from(year - 2023);
    let [granted, denied, carried_out] = [60 + 30 * later, 12 + 9 * later, 4 - later];
    let figures = [
        ("disclosure.licensing.decisions", 340 + 52 * later),
        ("disclosure.normative_documents.issued", 3),
        ("disclosure.normative_documents.in_force", 21 + later),
        (
            "applications.new_received.total",
            granted + denied + carried_out - 3 * later,
        ),
        ("applications.carried_in.total", 3 * later),
        ("applications.results.granted.total", granted),
        ("applications.results.denied.third_party.total", denied),
        ("applications.results.total.total", granted + denied),
        ("applications.carried_out.total", carried_out),
    ];
    let overview = match year {
        2023 => {
            "2023年，全年发布供水、节水信息128条。公开栏目由办公室统一管理，逐月检查。节水宣传进入九所学校，发放图册三千份。"
        }
        _ => {
            "2024年，全年发布供水、节水信息182条。公开栏目由办公室统一管理，逐月检查。管网改造的进度在小区门口张贴，每周更换。"
        }
    };
    let lines = [
        "本报告根据《中华人民共和国政府信息公开条例》编制。",
        "一、总体情况",
        overview,
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "政策解读的形式还不够丰富，今后将多用图表说明。",
        "六、其他需要报告的事项",
        "无。",
    ];
    Sample::new(&Content {
        form: "gov-2021",
        organ: "青禾市水务局",
        year,
        figures: BTreeMap::from(figures.map(|(key, number)| (key.to_owned(), Typed::from(number)))),
        lines: lines.map(String::from).into(),
    })
}
