//! What was read, in a line or two.

use nianbao::{Extent, Judged, Lang, Localize, file_names};

use crate::terminal::hanging;

/// What was read of a report.
pub(crate) fn read(judged: &Judged, lang: Lang) -> String {
    let (form, names) = (&judged.form, file_names(&judged.report));
    let extent = Extent::of(&judged.report).text();
    let extent = extent.get(lang);
    match lang {
        Lang::Zh => {
            let form = format!("{}（{}，{}）", form.id, form.name, form.authority);
            hanging("读取  ", &format!("{names}：{extent}")) + &hanging("表式  ", &form)
        }
        Lang::En => {
            let form = format!("{} ({}, {})", form.id, form.name, form.authority);
            hanging("read    ", &format!("{names}: {extent}")) + &hanging("form    ", &form)
        }
    }
}
