//! The sheet 核对结果: one row per finding.

use nianbao_check::{Fact, Finding, Judged};
use nianbao_model::Lang;
use rust_xlsxwriter::{IgnoreError, Worksheet};

use super::link;
use super::sheet::{Column, Row, set_up};
use super::styles::Styles;
use super::{Outcome, WorkbookError};
use crate::beside;
use crate::words::{files, organ, spot};

/// How many links Excel follows on one sheet.
const MAX_LINKS: usize = 65_530;

/// The columns: heading in both languages, width.
const COLUMNS: [Column; 14] = [
    Column("序号", "no.", 5.0),
    Column("严重程度", "severity", 8.5),
    Column("单位", "organ", 14.0),
    Column("文件", "file", 13.0),
    Column("工作表", "sheet", 11.0),
    Column("单元格", "cell", 8.5),
    Column("问题", "what is wrong", 35.0),
    Column("填写", "found", 9.0),
    Column("应为", "expected", 9.0),
    Column("原文", "text", 26.0),
    Column("办法", "what to do", 26.0),
    Column("依据", "authority", 14.0),
    Column("规则", "rule", 16.5),
    Column("处理情况", "dealt with", 15.0),
];
/// The columns of what was found and expected, which may look like numbers.
const FIGURES: (u16, u16) = (7, 8);

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    outcomes: &[Outcome],
    lang: Lang,
    address: &dyn Fn(&str) -> Option<String>,
) -> Result<(), WorkbookError> {
    let mut writer = Writer {
        sheet,
        styles,
        lang,
        address,
        links: 0,
        rows: 0,
    };
    for outcome in outcomes {
        if let Outcome::Judged(judged) = outcome {
            for finding in &judged.findings {
                writer.finding(judged, finding)?;
            }
        }
    }
    let rows = writer.rows;
    if rows > 0 {
        sheet.ignore_error_range(1, FIGURES.0, rows, FIGURES.1, IgnoreError::NumberStoredAsText)?;
    }
    set_up(sheet, styles, &COLUMNS, rows, lang)
}

struct Writer<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    lang: Lang,
    address: &'a dyn Fn(&str) -> Option<String>,
    links: usize,
    rows: u32,
}

impl Writer<'_> {
    /// One row.
    fn finding(&mut self, judged: &Judged, finding: &Finding) -> Result<(), WorkbookError> {
        self.rows += 1;
        let Self { styles, lang, .. } = *self;
        let locus = finding.locations.first().map(|location| &location.locus);
        let file = locus.map_or_else(|| files(&judged.report.files), |locus| locus.file.to_string());
        let sheet = locus.and_then(|locus| locus.sheet.as_deref()).unwrap_or_default();
        let place = locus.and_then(|locus| spot(locus, lang)).unwrap_or_default();
        let address = match (place.as_str(), lang) {
            ("", Lang::Zh) => "打开",
            ("", Lang::En) => "open",
            (place, _) => place,
        };
        let link = locus
            .filter(|_| self.links < MAX_LINKS)
            .and_then(|locus| link::to(&(self.address)(&locus.file)?, locus, address));
        self.links += usize::from(link.is_some());
        let handled = finding
            .allowed
            .as_ref()
            .map(|allowed| match (allowed.reason.as_str(), lang) {
                ("", Lang::Zh) => String::from("已允许"),
                ("", Lang::En) => String::from("allowed"),
                (reason, Lang::Zh) => format!("已允许：{reason}"),
                (reason, Lang::En) => format!("allowed: {reason}"),
            });
        let severity = styles.severity(finding.severity, finding.allowed.is_some());
        let shown = |fact: &Option<Fact>| fact.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut row = Row::new(self.sheet, self.rows, &COLUMNS);
        row.number(self.rows, &styles.short)?;
        row.text(finding.severity.label().get(lang), severity)?;
        row.text(organ(&judged.report).unwrap_or_default(), &styles.text)?;
        row.text(&file, &styles.text)?;
        row.text(sheet, &styles.text)?;
        match link {
            Some(link) => row.link(link, &styles.link)?,
            None => row.text(&place, &styles.short)?,
        }
        row.text(finding.message.get(lang), &styles.text)?;
        row.text(&shown(&finding.found), &styles.text)?;
        row.text(&shown(&finding.expected), &styles.text)?;
        let quoted = beside::text(finding, &judged.report);
        row.text(&quoted.unwrap_or_default(), &styles.text)?;
        row.text(finding.rule.advice.get(lang), &styles.text)?;
        row.text(&finding.authority, &styles.text)?;
        row.text(finding.rule.id, &styles.text)?;
        row.text(&handled.unwrap_or_default(), &styles.text)?;
        row.finish()
    }
}
