//! The words for figures: the labels of the form, so that a new row is understood at once, and
//! the other names that official prose has for them.

use std::sync::Arc;

use super::Span;
use super::patterns::Patterns;
use nianbao_model::form::{Form, Leaf, Table};

/// The statutory tables, by their keys.
pub(super) const APPLICATIONS: &str = "applications";
pub(super) const REVIEW: &str = "review";
pub(super) const DISCLOSURE: &str = "disclosure";

/// What words can stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Concept {
    /// Rows of 表三: one, or all of a group.
    Rows(Vec<String>),
    /// Columns of 表三: one kind of applicant, or several.
    Applicants(Vec<String>),
    /// That applications came in.
    Received,
    /// That applications were handled, with whatever result.
    Handled,
    /// That applications were finished.
    Finished,
    /// That applications were answered.
    Answered,
    /// Applications as such.
    Applications {
        /// Whether the words say that they are for public information.
        in_full: bool,
    },
    /// Blocks of 表四: reconsideration, lawsuits of one kind or both.
    Blocks(Vec<String>),
    /// A column of a block of 表四.
    Verdict(&'static str),
    /// A row of 表二.
    Item(String),
    /// A column of 表二.
    Measure(&'static str),
    /// No figure: words that hold others and mean something else (`答复期限`).
    Nothing,
}

/// Words found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) concept: Concept,
}

impl Mention {
    /// Whether it names a row of 表三.
    pub(super) fn is_row(&self) -> bool {
        matches!(self.concept, Concept::Rows(_))
    }

    /// Whether it names a figure by more than its column: what a number can be of by
    /// itself.
    pub(super) fn is_result(&self) -> bool {
        matches!(
            self.concept,
            Concept::Rows(_) | Concept::Blocks(_) | Concept::Verdict(_) | Concept::Item(_)
        )
    }

    /// Whether it is a name that stands in the tables, not just a verb or 申请.
    pub(super) fn is_of_the_tables(&self) -> bool {
        self.is_result() || self.is_applicant() || matches!(self.concept, Concept::Measure(_))
    }

    /// The rows, columns or blocks it names.
    pub(super) fn set(&self) -> &[String] {
        match &self.concept {
            Concept::Rows(set) | Concept::Blocks(set) | Concept::Applicants(set) => set,
            _ => &[],
        }
    }

    /// Whether it names a kind of applicant.
    pub(super) fn is_applicant(&self) -> bool {
        matches!(self.concept, Concept::Applicants(_))
    }
}

/// What a figure is called besides its label: its row's path, or a group's, and a pattern.
const ROWS: [(&str, &str); 26] = [
    ("new_received", "新收|新申请|新增申请"),
    ("results.granted", "予以公开|同意公开|全部公开|准予公开"),
    ("results.partial", "(?:予以|同意)?部分公开"),
    ("results.denied", "不予公开|不同意公开"),
    ("results.denied.state_secret", "国家秘密"),
    ("results.denied.other_law", "(?:其他)?法律、?行政法规禁止公开"),
    ("results.denied.security_stability", "(?:危及)?[“\"]?三安全一稳定[”\"]?"),
    ("results.denied.third_party", "(?:保护|损害|侵犯|涉及)?第三方合法权益"),
    (
        "results.denied.internal_affairs",
        "(?:三类)?内部事务(?:性)?信息|内部事务",
    ),
    ("results.denied.process_information", "(?:四类)?过程性信息"),
    ("results.denied.enforcement_file", "行政执法案卷(?:信息)?"),
    ("results.denied.administrative_query", "行政查询(?:事项)?"),
    ("results.unable", "无法提供"),
    (
        "results.unable.not_held",
        "(?:本机关)?不掌握(?:相关(?:政府)?信息)?|信息不存在",
    ),
    (
        "results.unable.needs_creation",
        "没有现成信息、?(?:需要?另行制作)?|需要?另行制作",
    ),
    (
        "results.unable.unclear",
        "(?:补正后)?(?:申请内容)?仍不明确|申请内容不明确",
    ),
    ("results.not_processed", "不予处理"),
    (
        "results.not_processed.petition",
        "信访、?举报、?投诉(?:类|事项)?|信访类",
    ),
    ("results.not_processed.repeated", "重复申请"),
    ("results.not_processed.publication", "(?:要求提供)?公开出版物"),
    (
        "results.not_processed.excessive",
        "(?:无正当理由)?大量、?反复(?:提出)?申请",
    ),
    (
        "results.not_processed.confirm_or_reissue",
        "(?:要求)?(?:行政机关)?(?:确认或者?)?重新出具(?:已获取信息)?",
    ),
    ("results.other", "其他处理"),
    (
        "results.other.inquiry",
        "(?:作为)?咨询事项(?:、?不属于政府信息公开申请)?",
    ),
    (
        "results.other.not_corrected",
        "(?:申请人)?(?:无正当理由)?逾期[未不]补正",
    ),
    (
        "results.other.not_paid",
        "(?:申请人)?逾期[未不]?(?:按收费通知(?:要求)?)?(?:缴费|缴纳费用|交费)",
    ),
];
const APPLICANTS: [(&str, &str); 5] = [
    ("natural_person", "自然人|公民"),
    ("commercial", "商业(?:企业|组织(?:机构)?)|企业"),
    ("research", "科研(?:机构|院所)"),
    ("public_interest", "(?:社会)?公益组织"),
    ("legal_service", "(?:律师事务所等?)?法律服务机构"),
];
/// All columns of 表三 but the natural persons' and the total.
const ORGANISATIONS: &str = "法人[和或及与、]*(?:者)?其他组织";
const BLOCKS: [(&[&str], &str); 4] = [
    (&["reconsideration"], "行政复议|复议(?=案件)"),
    (&["litigation_direct"], "未经复议直接(?:起诉|提起行政诉讼)|直接起诉"),
    (
        &["litigation_after_reconsideration"],
        "(?:经)?(?:行政)?复议后又?(?:起诉|提起(?:行政)?诉讼)",
    ),
    (
        &["litigation_direct", "litigation_after_reconsideration"],
        "行政诉讼|诉讼(?:案件)?",
    ),
];
/// Whatever the verdict: the columns but the pending.
pub(super) const CONCLUDED: &str = "concluded";
const VERDICTS: [(&str, &str); 5] = [
    (CONCLUDED, "(?:已经?|全部)?审结"),
    ("upheld", "结果维持|维持(?:原?(?:具体)?行政行为|原答复|原决定)?"),
    ("corrected", "结果纠正|纠正"),
    ("other", "其他结果"),
    (
        "pending",
        "(?:尚|仍|还)?(?:未|没有)审结|(?:尚|正|仍)在审理(?:当中|之中|过程中|中)?|待审结",
    ),
];
const MEASURES: [(&str, &str); 9] = [
    ("issued", "新?制发(?:件数)?"),
    ("repealed", "废止(?:件数)?"),
    ("in_force", "现行有效(?:件数)?|继续有效|仍然?有效"),
    ("decisions", "处理决定(?:数量)?|决定"),
    ("newly_made", "新制作(?:数量)?"),
    ("newly_disclosed", "新公开(?:数量)?"),
    ("total_disclosed", "对外公开总数量?"),
    ("previous_items", "上一年项目数量?|项目(?:数量)?由?上一?年度?[的为有]?"),
    ("amount", "(?:收费|采购)总?金额|总金额"),
];

/// The words of a form.
#[derive(Debug)]
pub(super) struct Lexicon {
    patterns: Arc<Patterns>,
    /// What each pattern stands for.
    concepts: Vec<Concept>,
}

/// The words of a form while they are gathered.
#[derive(Default)]
struct Words(Vec<(String, Concept)>);

impl Lexicon {
    /// The words for the figures of this form, in the report of this year.
    pub(super) fn new(form: &Form, year: Option<i32>) -> Self {
        let mut words = Words::default();
        if let Some(table) = form.table(APPLICATIONS) {
            words.add_applications(table, year);
        }
        if let Some(table) = form.table(REVIEW) {
            words.add_review(table);
        }
        if let Some(table) = form.table(DISCLOSURE) {
            words.add_disclosure(table);
        }
        let (patterns, concepts) = words.0.into_iter().unzip();
        Self {
            patterns: Patterns::of(patterns),
            concepts,
        }
    }

    /// The words found in a range of a text: from the left, the longest where several
    /// begin together.
    pub(super) fn find(&self, text: &str, within: &Span) -> Vec<Mention> {
        let found = self.patterns.find(&text[within.clone()]);
        let mut all: Vec<(Span, usize)> = found
            .map(|(pattern, range)| (within.start + range.start..within.start + range.end, pattern))
            .collect();
        // What lies inside a longer one is part of it, wherever it begins.
        all.sort_by_key(|(span, _)| (std::cmp::Reverse(span.len()), span.start));
        let mut chosen: Vec<Mention> = Vec::new();
        for (span, pattern) in all {
            let overlaps = |other: &Mention| span.start < other.span.end && other.span.start < span.end;
            if !chosen.iter().any(overlaps)
                && let Some(concept) = self.concepts.get(pattern)
            {
                chosen.push(Mention {
                    concept: concept.clone(),
                    span,
                });
            }
        }
        chosen.sort_by_key(|mention| mention.span.start);
        chosen
    }
}

impl Words {
    fn add(&mut self, pattern: &str, concept: Concept) {
        self.0.push((pattern.to_owned(), concept));
    }

    fn add_applications(&mut self, table: &Table, year: Option<i32>) {
        let rows: Vec<&Leaf> = table.blocks.iter().flat_map(|block| &block.leaf_rows).collect();
        let totals: Vec<&String> = table.identities.iter().flat_map(|identity| &identity.equals).collect();
        let below = |path: &str| -> Vec<String> {
            let group = format!("{path}.");
            let leaves = rows
                .iter()
                .map(|row| &row.path)
                .filter(|own| *own == path || own.starts_with(&group));
            leaves
                .filter(|own| *own == path || !totals.contains(own))
                .cloned()
                .collect()
        };
        for (path, pattern) in ROWS {
            let leaves = below(path);
            if !leaves.is_empty() {
                self.add(pattern, Concept::Rows(leaves));
            }
        }
        for row in rows
            .iter()
            .filter(|row| row.path.starts_with("results.") && !totals.contains(&&row.path))
        {
            for wording in words_of(row) {
                self.add(&wording, Concept::Rows(vec![row.path.clone()]));
            }
        }
        let last = year.map_or_else(|| String::from("上年"), |year| format!("{}年", year - 1));
        let next = year.map_or_else(|| String::from("下年"), |year| format!("{}年", year + 1));
        self.add(
            &format!(
                "(?:从)?(?:上一?年度?|去年|{last}度?)(?:末|底)?结转(?:至|到|而来|来)?(?:本年度?|今年)?(?:继续)?(?:办理)?|结转上年度?"
            ),
            Concept::Rows(vec![String::from("carried_in")]),
        );
        self.add(
            &format!("(?:结转|转)(?:至|到|入)?(?:下一?年度?|次年|明年|{next}度?)(?:继续)?(?:办理)?"),
            Concept::Rows(vec![String::from("carried_out")]),
        );
        if let Some(year) = year {
            // What last year's report calls carried over to this year.
            let pattern = format!("(?:结转|转)(?:至|到|入)?{year}年度?(?:继续)?(?:办理)?");
            self.add(&pattern, Concept::Rows(vec![String::from("carried_in")]));
        }
        for (key, pattern) in APPLICANTS {
            self.add(pattern, Concept::Applicants(vec![key.to_owned()]));
        }
        self.add(
            "其他(?:主体|申请人|组织)",
            Concept::Applicants(vec![String::from("other")]),
        );
        let columns = table.blocks.iter().flat_map(|block| &block.leaf_columns);
        let organisations = columns
            .map(|column| column.path.clone())
            .filter(|path| path != "natural_person" && path != "total");
        self.add(ORGANISATIONS, Concept::Applicants(organisations.collect()));
        self.add("收到|接到|接收|受理|收悉|登记", Concept::Received);
        self.add("应办理?|办理|处理", Concept::Handled);
        self.add("办结|办毕|办理完毕", Concept::Finished);
        self.add("答复|办复", Concept::Answered);
        self.add(
            "答复期限|答复书|答复意见|办理流程|申请人|处理结果|办理结果|(?:正在|尚在|仍在|还在)(?:办理|处理)",
            Concept::Nothing,
        );
        let in_full = "政府信息公开申请|信息公开申请|依申请公开(?:政府信息)?(?:申请|事项|件)|公开申请";
        self.add(in_full, Concept::Applications { in_full: true });
        self.add("依申请公开(?:政府信息)?|申请", Concept::Applications { in_full: false });
    }

    fn add_review(&mut self, _table: &Table) {
        for (blocks, pattern) in BLOCKS {
            // The engine has no look-ahead.
            let pattern = pattern.replace("复议(?=案件)", "复议案件");
            self.add(
                &pattern,
                Concept::Blocks(blocks.iter().map(|block| (*block).to_owned()).collect()),
            );
        }
        for (verdict, pattern) in VERDICTS {
            self.add(pattern, Concept::Verdict(verdict));
        }
    }

    fn add_disclosure(&mut self, table: &Table) {
        for row in table.blocks.iter().flat_map(|block| &block.leaf_rows) {
            for wording in words_of(row) {
                self.add(&wording, Concept::Item(row.path.clone()));
            }
        }
        let columns: Vec<&String> = table
            .blocks
            .iter()
            .flat_map(|block| &block.leaf_columns)
            .map(|column| &column.path)
            .collect();
        if columns.iter().any(|column| *column == "amount")
            && table
                .blocks
                .iter()
                .flat_map(|block| &block.leaf_rows)
                .any(|row| row.path == "fees")
        {
            self.add("收费总?金额|收费总额", Concept::Item(String::from("fees")));
        }
        for (column, pattern) in MEASURES {
            if columns.iter().any(|own| *own == column) {
                self.add(pattern, Concept::Measure(column));
            }
        }
    }
}

/// Aliases too short to be told from other words in prose.
const TOO_SHORT: [&str; 8] = ["公开", "许可", "其他", "企业", "个人", "维持", "纠正", "行政许可决定"];

/// Patterns for a row's label and aliases, without the words that only lead up to them.
fn words_of(row: &Leaf) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for wording in row.label.wordings() {
        let body = wording.split('(').next().unwrap_or(wording);
        let core = ["属于", "要求", "申请人"]
            .iter()
            .find_map(|lead| body.strip_prefix(lead))
            .unwrap_or(body);
        if core.chars().count() > 1 && !TOO_SHORT.contains(&core) {
            words.push(pattern(core));
        }
    }
    words
}

/// A normalised label as a pattern: its quotes and commas may be left out.
fn pattern(label: &str) -> String {
    let mut pattern = String::new();
    for c in label.chars() {
        match c {
            '"' => pattern.push_str("[“”\"]?"),
            ',' => pattern.push_str("[、,]?"),
            c => pattern.push_str(&regex::escape(&c.to_string())),
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;
    use regex::Regex;

    fn rows(text: &str) -> Vec<String> {
        let forms = builtin().unwrap();
        let form = forms.iter().find(|form| form.id == "gov-2021").unwrap();
        let found = Lexicon::new(form, Some(2024)).find(text, &(0..text.len()));
        found
            .into_iter()
            .map(|mention| match mention.concept {
                Concept::Rows(rows) | Concept::Applicants(rows) | Concept::Blocks(rows) => rows.join("+"),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn every_pattern_compiles() {
        for form in builtin().unwrap() {
            let lexicon = Lexicon::new(&form, Some(2024));
            assert!(lexicon.concepts.len() > ROWS.len() + BLOCKS.len() + VERDICTS.len() + MEASURES.len() - 8);
        }
        for (_, pattern) in ROWS.iter().chain(&APPLICANTS).chain(&VERDICTS).chain(&MEASURES) {
            assert!(Regex::new(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn the_longest_words_win() {
        assert_eq!(rows("因保护第三方合法权益不予公开")[0], "results.denied.third_party");
        assert_eq!(rows("予以部分公开"), ["results.partial"]);
        assert_eq!(rows("上年结转"), ["carried_in"]);
        assert_eq!(rows("2023年结转至本年办理"), ["carried_in"]);
        assert_eq!(rows("结转2025年继续办理"), ["carried_out"]);
        assert_eq!(rows("未经复议直接起诉"), ["litigation_direct"]);
        assert_eq!(rows("复议后起诉"), ["litigation_after_reconsideration"]);
        assert_eq!(rows("经行政复议后又提起行政诉讼"), ["litigation_after_reconsideration"]);
        assert_eq!(rows("无正当理由大量反复申请"), ["results.not_processed.excessive"]);
    }
}
