//! Reports of invented offices, as they are published: text, and tables whose sums are right. They are
//! what pages and files in other people's layouts are made of.
//!
//! The same number gives the same office, with the same figures and the same text. Which file a
//! report becomes is for `site_pages` and the like.

use std::collections::BTreeMap;

use nianbao_model::form::{Form, key};
use nianbao_model::layout::{self, GridContent};

/// A report of an invented office. Text may be changed before a page is made of it.
#[derive(Debug, Clone)]
pub struct Published {
    /// The office's name; offices of different numbers below [`OFFICES`] have different ones.
    pub organ: String,
    /// The report's year.
    pub year: i32,
    /// The day of publication, `2025-01-15`.
    pub day: String,
    /// The paragraphs above part 一.
    pub preface: Vec<String>,
    /// The paragraphs of 一、总体情况.
    pub overview: Vec<String>,
    /// Those of 五、存在的主要问题及改进情况.
    pub problems: Vec<String>,
    /// Those of 六、其他需要报告的事项.
    pub others: Vec<String>,
    /// The figures, by their keys.
    pub figures: BTreeMap<String, u32>,
}

/// What a report is made of, in its order.
#[derive(Debug, Clone)]
pub enum Piece {
    /// The heading of a part.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A table: its rows, each with its cells.
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// Rows and columns it takes.
    pub spans: (usize, usize),
    /// Whether it is a figure.
    pub is_figure: bool,
}

/// So many offices have names of their own.
pub const OFFICES: usize = COUNTIES.len() * BUREAUS.len();

const COUNTIES: [&str; 40] = [
    "青禾", "临溪", "望麦", "枫渡", "石帘", "柳坞", "桐荫", "竹筏", "云畔", "鹿鸣", "砚山", "兰塘", "茶亭", "荷沟",
    "松涧", "梅坞", "白鹭", "铜铃", "古渡", "晴川", "杏坪", "桂岭", "橘洲", "稻香", "芦汀", "燕矶", "虹桥", "月湖",
    "泉溪", "沙洲", "翠屏", "丹霞", "棠溪", "蓼浦", "麦积", "槐荫", "莲峰", "渔浦", "苇塘", "星河",
];
const BUREAUS: [&str; 25] = [
    "人民政府",
    "教育局",
    "水务局",
    "民政局",
    "财政局",
    "交通运输局",
    "农业农村局",
    "卫生健康局",
    "审计局",
    "应急管理局",
    "统计局",
    "医疗保障局",
    "市场监督管理局",
    "住房和城乡建设局",
    "文化和旅游局",
    "司法局",
    "自然资源局",
    "林业局",
    "商务局",
    "档案馆",
    "发展和改革局",
    "人力资源和社会保障局",
    "生态环境局",
    "信访局",
    "城市管理局",
];

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % end.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u32) as usize]
    }
}

impl Published {
    /// The report of office `number` for a year from 2021 on, with figures of its own.
    pub fn numbered(number: usize, year: i32) -> Self {
        let county = COUNTIES[number % COUNTIES.len()];
        let bureau = BUREAUS[number / COUNTIES.len() % BUREAUS.len()];
        let organ = format!("{county}县{bureau}");
        let mut dice = Dice(number as u64 * 7_919 + year as u64);
        let figures = figures(&form(), &mut dice);
        let mut report = Self {
            organ,
            year,
            day: format!("{}-01-{:02}", year + 1, 6 + dice.below(24)),
            preface: Vec::new(),
            overview: Vec::new(),
            problems: Vec::new(),
            others: Vec::new(),
            figures,
        };
        report.write(&mut dice);
        report
    }

    /// Its title.
    pub fn title(&self) -> String {
        format!("{}{}年政府信息公开工作年度报告", self.organ, self.year)
    }

    fn figure(&self, key: &str) -> u32 {
        self.figures
            .get(key)
            .copied()
            .unwrap_or_else(|| panic!("no figure {key}"))
    }

    fn write(&mut self, dice: &mut Dice) {
        let (organ, year) = (self.organ.clone(), self.year);
        self.preface = vec![format!(
            "本报告根据《中华人民共和国政府信息公开条例》要求编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如对本报告有疑问，请与{organ}办公室联系。"
        )];
        let total = |row: &str| self.figure(&format!("applications.{row}.total"));
        let (received, carried, done, left) = (
            total("new_received"),
            total("carried_in"),
            total("results.total"),
            total("carried_out"),
        );
        let topic = dice.one(&[
            "群众办事",
            "惠企政策",
            "民生实事",
            "财政预决算",
            "重大建设项目",
            "公共服务",
            "农村饮水",
            "校舍修缮",
        ]);
        let place = dice.one(&[
            "政务服务大厅",
            "村务公示栏",
            "门户网站",
            "社区公告牌",
            "便民服务点",
            "办事窗口",
        ]);
        let way = dice.one(&["一张清单", "一套流程图", "一本问答册", "一组短视频", "一份月历"]);
        let count = 40 + dice.below(900);
        self.overview = vec![
            format!("（一）主动公开。{year}年，{organ}围绕{topic}，通过{place}发布信息{count}条，并用{way}作说明。"),
            format!(
                "（二）依申请公开。全年新收政府信息公开申请{received}件，上年结转{carried}件；办结{done}件，结转下年度继续办理{left}件。"
            ),
            format!(
                "（三）监督保障。{}每{}检查一次公开栏目，发现问题当场改正。",
                organ,
                dice.one(&["月", "季度", "半年", "两周"])
            ),
        ];
        self.problems = vec![
            format!(
                "{}的内容更新还不够及时，{}的公开形式单一。",
                dice.one(&["栏目", "目录", "专题", "办事指南"]),
                topic
            ),
            format!(
                "{}年将{}，并{}。",
                year + 1,
                dice.one(&["修订公开目录", "调整栏目设置", "补充办事指南", "增加图文说明"]),
                dice.one(&["每季度通报一次", "请群众代表评议", "把责任落实到人", "开展两次培训"])
            ),
        ];
        self.others = vec!["本年度没有收取信息处理费。".to_owned()];
    }

    /// The report in its order.
    pub fn pieces(&self) -> Vec<Piece> {
        let form = form();
        let mut pieces: Vec<Piece> = self.preface.iter().cloned().map(Piece::Paragraph).collect();
        for part in &form.parts {
            pieces.push(Piece::Heading(part.heading.text.clone()));
            let text = match part.key.as_str() {
                "overview" => &self.overview[..],
                "problems" => &self.problems,
                "other_matters" => &self.others,
                _ => &[],
            };
            pieces.extend(text.iter().cloned().map(Piece::Paragraph));
            let Some(table) = part.table.as_deref().and_then(|key| form.table(key)) else {
                continue;
            };
            for block in &table.blocks {
                let grid = layout::grid(block);
                let mut rows = vec![Vec::new(); grid.rows];
                for cell in grid.cells {
                    let (text, is_figure) = match cell.content {
                        GridContent::Figure { row, column } => {
                            (self.figure(&key(&table.key, &row, &column)).to_string(), true)
                        }
                        GridContent::Caption(text)
                        | GridContent::Corner(text)
                        | GridContent::ColumnLabel(text)
                        | GridContent::RowLabel(text) => (text, false),
                    };
                    let spans = (cell.row_span, cell.column_span);
                    rows[cell.row].push(Cell { text, spans, is_figure });
                }
                pieces.push(Piece::Table(rows));
            }
        }
        pieces
    }
}

/// The form they are on.
fn form() -> std::sync::Arc<Form> {
    let forms = nianbao_model::form::builtin().unwrap();
    forms.into_iter().find(|form| form.id == "gov-2021").unwrap()
}

/// Figures whose sums and balances are right.
fn figures(form: &Form, dice: &mut Dice) -> BTreeMap<String, u32> {
    let mut figures: BTreeMap<String, u32> = form.keys().map(|key| (key, 0)).collect();
    for (name, figure) in &mut figures {
        if name.starts_with("disclosure") {
            *figure = dice.below(200);
        }
    }
    for people in [
        "natural_person",
        "commercial",
        "research",
        "public_interest",
        "legal_service",
        "other",
    ] {
        let most = if people == "natural_person" { 60 } else { 6 };
        let mut done = 0;
        for result in [
            "granted",
            "partial",
            "denied.third_party",
            "unable.not_held",
            "not_processed.petition",
            "other.other",
        ] {
            let count = dice.below(most);
            figures.insert(format!("applications.results.{result}.{people}"), count);
            done += count;
        }
        let left = dice.below(4);
        let carried = dice.below(3).min(done + left);
        for (row, count) in [
            ("results.total", done),
            ("carried_out", left),
            ("carried_in", carried),
            ("new_received", done + left - carried),
        ] {
            figures.insert(format!("applications.{row}.{people}"), count);
        }
    }
    for way in [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ] {
        for result in ["upheld", "corrected", "other", "pending"] {
            figures.insert(format!("review.{way}.{result}"), dice.below(3));
        }
    }
    let totals: Vec<String> = figures.keys().filter(|key| key.ends_with(".total")).cloned().collect();
    for total in totals {
        let row = total.trim_end_matches("total");
        let parts = figures.iter().filter(|(key, _)| {
            key.strip_prefix(row)
                .is_some_and(|rest| !rest.contains('.') && rest != "total")
        });
        let sum = parts.map(|(_, figure)| figure).sum();
        figures.insert(total, sum);
    }
    figures
}
