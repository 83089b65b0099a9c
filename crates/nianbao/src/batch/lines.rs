//! How reports of a batch ended, in a line or two, for a front to print.

use nianbao_findings::terminal::printable;
use nianbao_model::Lang;

use super::{Record, Status};
use crate::lines::counts;

impl Record {
    /// Its line while the batch goes on.
    pub fn line(&self, lang: Lang) -> String {
        let (word, name) = (self.status.word(lang), printable(&self.name));
        if let Some(reason) = self.reason(lang) {
            return format!("{word}  {name}  {}\n", printable(reason));
        }
        let organ = printable(self.organ.as_deref().unwrap_or_default());
        let found = counts([self.errors, self.warnings, self.notes], lang);
        match lang {
            Lang::Zh => format!("{word}  {name}  {organ}：{found}\n"),
            Lang::En => format!("{word}  {name}  {organ}: {found}\n"),
        }
    }

    /// How many of all ended how.
    pub fn total(records: &[Self], lang: Lang) -> String {
        let count = |status| records.iter().filter(|record| record.status == status).count();
        let [done, same, blocked, failed] =
            [Status::Done, Status::Unchanged, Status::Blocked, Status::Failed].map(count);
        let all = records.len();
        match lang {
            Lang::Zh => {
                format!(
                    "合计  {all} 份年报：{done} 份完成、{same} 份未变、{blocked} 份有错误没有生成、{failed} 份失败\n"
                )
            }
            Lang::En => format!(
                "total   {all} reports: {done} done, {same} unchanged, {blocked} with errors and not written, {failed} failed\n"
            ),
        }
    }
}
