//! `nianbao watch`: a save makes the documents anew, a mistake is reported, and watching goes on.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use nianbao_testing::book::NARRATIVE;

use crate::support::text::html;
use crate::support::{TITLE, example_book, folder};

/// Far longer than a save takes to be noticed, for a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program while it watches.
struct Watching {
    process: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(workbook: &Path, out: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_nianbao"))
            .args(["watch", "--to", "html", "--out"])
            .arg(out)
            .arg(workbook)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let output = BufReader::new(process.stdout.take().unwrap());
        std::thread::spawn(move || {
            output
                .lines()
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        Self { process, lines }
    }

    /// Waits for a line that holds these words.
    fn hears(&self, words: &str) {
        let mut heard = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            if line.contains(words) {
                return;
            }
            heard.push(line);
        }
        panic!("{words} was not said, but: {}", heard.join("\n"));
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_save_makes_the_documents_anew_and_a_mistake_is_told() {
    let folder = folder();
    let (mut book, out) = (example_book(), folder.path().join("out"));
    let page = out.join(format!("{TITLE}.html"));
    let says = |words: &str| html(&page).iter().any(|text| text.contains(words));
    book.set(NARRATIVE, "A6", "第一次保存的一句话。");
    let workbook = book.save(folder.path());

    let watching = Watching::start(&workbook, &out);
    watching.hears("写出");
    watching.hears("正在留意");
    assert!(says("第一次保存的一句话。"));

    book.set(NARRATIVE, "A6", "第二次保存的一句话。");
    book.save(folder.path());
    watching.hears("已保存");
    watching.hears("写出");
    assert!(says("第二次保存的一句话。"));

    book.set(NARRATIVE, "A6", "全年收到申请16000件{{ 没有这一项 }}。");
    book.save(folder.path());
    watching.hears("有错误，没有生成文件");
    assert!(says("第二次保存的一句话。"), "what was good stays");

    book.set(NARRATIVE, "A6", "第三次保存的一句话。");
    book.save(folder.path());
    watching.hears("写出");
    assert!(says("第三次保存的一句话。"));
}
