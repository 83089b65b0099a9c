//! Reports of 30 pages and more, for what the examples are too short to show: one of text with
//! rare characters, and one of tables as wide as the page. Always the same; no office's.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nianbao_model::form::{builtin, load};
use nianbao_workbook::{Content, Entry, filled};

use crate::examples;
use crate::files::root;

/// Characters that GB 18030 has at its levels 2 and 3 alone, in the order of their codes: of the
/// extensions B to F of Unicode, as many as Noto Serif CJK has of the later ones. The program's own
/// faces have none of them.
pub const RARE: &str = include_str!("rare.txt");

/// How many paragraphs are put into the text of the example.
const PARAGRAPHS: usize = 200;
/// How many tables there are, and of how many rows each.
const TABLES: usize = 8;
const ROWS: usize = 80;
/// How many columns of figures a table has: fewer with wide cells, or as many as any form prescribes.
const COLUMNS: [usize; 2] = [6, 14];

/// A report of many pages.
pub struct Long {
    /// What it is, in words.
    pub name: &'static str,
    /// Where its workbook was written.
    pub workbook: PathBuf,
    /// The file of its form, if that is none of the program's.
    pub form: Option<PathBuf>,
}

impl Long {
    /// What the command line is to be told of it.
    pub fn arguments(&self) -> Vec<PathBuf> {
        let form = self
            .form
            .iter()
            .flat_map(|form| [PathBuf::from("--form"), form.clone()]);
        std::iter::once(self.workbook.clone()).chain(form).collect()
    }
}

/// Writes the workbooks of both into a folder.
///
/// # Errors
/// If they cannot be made or written.
pub fn write(folder: &Path) -> Result<[Long; 2], Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let (text, tables, form) = (
        folder.join("text.xlsx"),
        folder.join("tables.xlsx"),
        folder.join("tables.toml"),
    );
    std::fs::write(&text, long_text()?)?;
    std::fs::write(&tables, wide_tables()?)?;
    std::fs::write(&form, form_of_tables())?;
    Ok([
        Long {
            name: "a long text with rare characters",
            workbook: text,
            form: None,
        },
        Long {
            name: "tables as wide as the page",
            workbook: tables,
            form: Some(form),
        },
    ])
}

/// The county's report, with so much more text in it.
fn long_text() -> Result<Vec<u8>, Box<dyn Error>> {
    let rare: Vec<char> = RARE.chars().filter(|c| !c.is_whitespace()).collect();
    let mut more = String::new();
    for number in 0..PARAGRAPHS {
        // Each paragraph has other characters, and all have had their turn twice over by the end.
        let names: Vec<String> = (0..4)
            .map(|at| {
                rare.iter()
                    .cycle()
                    .skip((number * 4 + at) * 7 % rare.len())
                    .take(3)
                    .collect()
            })
            .collect();
        let names = names.join("、");
        let _ = writeln!(
            more,
            "地名和人名用字的整理，又收录了{names}等字，按照《信息技术 中文编码字符集》（GB 18030）录入，\
             公开的目录、公告和办事指南中不再以图片或者别的字代替，群众按原字可以检索和复制。"
        );
    }
    let before = "\n二、主动公开政府信息情况\n";
    let source = root().join("examples/county-2024/source");
    examples::changed(&source, |text| {
        text.replacen(before, &format!("\n{}{before}", more.trim_end()), 1)
    })
}

/// A report of tables, filled with figures of many lengths.
fn wide_tables() -> Result<Vec<u8>, Box<dyn Error>> {
    let form = load("tables.toml", &form_of_tables(), &builtin()?)?;
    let items = [
        ("机关名称", "青禾市档案馆"),
        ("年度", "2024"),
        ("标题", "青禾市档案馆2024年政府信息公开工作年度报告"),
    ];
    let headings = form
        .parts
        .iter()
        .flat_map(|part| [part.heading.plain().to_owned(), String::from("情况见表。")]);
    let content = Content {
        items: items.map(|(item, value)| (item.to_owned(), value.to_owned())).into(),
        lines: headings.collect(),
        indicators: Vec::new(),
    };
    let number = |key: &str| {
        let mixed = key
            .bytes()
            .fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        Entry::Number((mixed % 10_u32.pow(1 + mixed % 5)).into())
    };
    Ok(filled(&form, &content, number)?)
}

/// The form of it: tables with a head of two rows, by turns with few columns and with many.
fn form_of_tables() -> String {
    let mut toml = String::from(
        "id = \"tables\"\nname = \"宽表\"\nauthority = \"无\"\nyears = { from = 2021 }\n\
         title = \"{organ}{year}年政府信息公开工作年度报告\"\n",
    );
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let topics = ["教育", "卫生", "交通", "住房", "环境", "农业", "文化", "应急"];
    for (at, (numeral, topic)) in numerals.iter().zip(topics).enumerate().take(TABLES) {
        let _ = write!(
            toml,
            "\n[[part]]\nkey = \"part_{at}\"\nheading = \"{numeral}、{topic}领域公开情况\"\ntable = \"table_{at}\"\n"
        );
    }
    for (at, topic) in topics.iter().enumerate().take(TABLES) {
        let _ = write!(
            toml,
            "\n[[table]]\nkey = \"table_{at}\"\nlabel = \"{topic}领域公开情况\"\n\n[[table.block]]\n\
             corner = \"{topic}领域\"\ncolumns = [\n"
        );
        let columns = COLUMNS[at % COLUMNS.len()];
        for (half, label) in ["上半年", "下半年"].iter().enumerate() {
            let _ = write!(toml, "  {{ label = \"{label}\", columns = [");
            for column in 0..columns / 2 {
                let what = [
                    "主动公开",
                    "申请公开",
                    "意见征集",
                    "政策解读",
                    "回应关切",
                    "公开目录",
                    "其他",
                ][column];
                let _ = write!(toml, "{{ key = \"c{half}_{column}\", label = \"{label}{what}\" }}, ");
            }
            toml += "] },\n";
        }
        toml += "]\nrows = [\n";
        for row in 0..ROWS {
            // Some labels take two lines and more.
            let more = ["", "（含直属机构和派出机构）", "（含乡镇、街道）"][row % 3];
            let _ = writeln!(
                toml,
                "  {{ key = \"r{row}\", label = \"{topic}第{}项{more}\" }},",
                row + 1
            );
        }
        toml += "]\n";
    }
    toml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rare_character_is_one_of_four_bytes_and_stands_in_the_text() {
        let rare: Vec<char> = RARE.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(rare.len() > 300 && rare.iter().all(|c| ('\u{20000}'..='\u{2ebef}').contains(c)));
        assert!(rare.is_sorted_by(|one, other| one < other));
        assert!(long_text().unwrap() == long_text().unwrap(), "always the same");
    }

    #[test]
    fn the_tables_have_the_columns_and_rows_they_are_said_to_have() {
        let form = load("tables.toml", &form_of_tables(), &builtin().unwrap()).unwrap();
        let sizes: Vec<_> = form
            .tables
            .iter()
            .map(|table| (table.blocks[0].leaf_columns.len(), table.blocks[0].leaf_rows.len()))
            .collect();
        assert_eq!(sizes, [(6, ROWS), (14, ROWS)].repeat(TABLES / 2));
    }
}
