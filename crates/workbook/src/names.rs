//! What tables and figures are called on sheets and in headers.

use nianbao_model::form::{Block, Form, Leaf, Table, key};
use nianbao_model::label;

use crate::limits::MAX_SHEET_NAME;

/// Short names of the official tables, by key.
const SHORT: [(&str, &str); 3] = [
    ("disclosure", "主动公开"),
    ("applications", "依申请公开"),
    ("review", "复议诉讼"),
];

/// The numeral of the part a table stands in, as in `三、`.
fn numeral<'a>(form: &'a Form, table: &Table) -> Option<&'a str> {
    let part = form.parts.iter().find(|part| part.table.as_ref() == Some(&table.key))?;
    let heading = &part.heading.text;
    let marker = label::marker(heading)?;
    heading[..marker.len].strip_suffix('、')
}

/// What a table is called in short: `表三`, or its label where its part has no number.
pub(crate) fn table_name(form: &Form, table: &Table) -> String {
    numeral(form, table).map_or_else(|| table.label.clone(), |numeral| format!("表{numeral}"))
}

/// The name of a table's sheet: `表三 依申请公开`.
pub(crate) fn sheet_name(form: &Form, table: &Table) -> String {
    let short = SHORT.iter().find(|(key, _)| *key == table.key);
    let short = short.map_or(table.label.as_str(), |(_, short)| short);
    let name = match numeral(form, table) {
        Some(numeral) => format!("表{numeral} {short}"),
        None => short.to_owned(),
    };
    // What Excel does not allow in a sheet's name.
    let allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    name.chars().filter(allowed).take(MAX_SHEET_NAME).collect()
}

/// Every figure of the form in its order: its key, and its place in words in one
/// line, `表三 › 一、本年新收政府信息公开申请数量 › 自然人`.
pub(crate) fn figures(form: &Form) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for table in &form.tables {
        for block in &table.blocks {
            for row in &block.leaf_rows {
                for column in &block.leaf_columns {
                    let name = [table_name(form, table)]
                        .into_iter()
                        .chain(path(block, row, column))
                        .collect::<Vec<_>>()
                        .join(" › ");
                    found.push((key(&table.key, &row.path, &column.path), name));
                }
            }
        }
    }
    found
}

/// The labels that lead to a figure; groups of columns only where the column's label
/// alone is not enough.
fn path(block: &Block, row: &Leaf, column: &Leaf) -> Vec<String> {
    let same = |other: &&Leaf| other.label == column.label;
    let ambiguous = block.leaf_columns.iter().filter(same).count() > 1;
    let rows = row.groups.iter().chain([&row.label]);
    let columns = column.groups.iter().filter(|_| ambiguous).chain([&column.label]);
    let labels = rows.chain(columns).map(|label| label.text.clone());
    block
        .caption
        .iter()
        .cloned()
        .chain(labels)
        .filter(|text| !text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;

    #[test]
    fn sheets_carry_the_number_of_their_part() {
        for form in builtin().unwrap() {
            let names: Vec<_> = form.tables.iter().map(|table| sheet_name(&form, table)).collect();
            assert_eq!(names, ["表二 主动公开", "表三 依申请公开", "表四 复议诉讼"]);
        }
    }

    #[test]
    fn an_unknown_table_is_called_by_its_label() {
        let mut form = Form::clone(&builtin().unwrap()[0]);
        form.tables[0].key = "other".into();
        form.tables[0].label = "其他[情况]".into();
        assert_eq!(sheet_name(&form, &form.tables[0]), "其他情况");
        form.parts[1].table = Some("other".into());
        assert_eq!(sheet_name(&form, &form.tables[0]), "表二 其他情况");
    }

    #[test]
    fn every_figure_has_a_name_of_its_own() {
        for form in builtin().unwrap() {
            let figures = figures(&form);
            assert_eq!(
                figures.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(),
                form.keys().collect::<Vec<_>>()
            );
            let mut names: Vec<_> = figures.iter().map(|(_, name)| name).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), figures.len());
        }
    }

    #[test]
    fn a_name_leads_from_the_table_to_the_column() {
        let forms = builtin().unwrap();
        let form = forms.iter().find(|form| form.id == "gov-2021").unwrap();
        let name = |wanted: &str| figures(form).into_iter().find(|(key, _)| key == wanted).unwrap().1;
        assert_eq!(
            name("applications.results.denied.state_secret.natural_person"),
            "表三 › 三、本年度办理结果 › （三）不予公开 › 1.属于国家秘密 › 自然人"
        );
        assert_eq!(
            name("review.litigation_direct.upheld"),
            "表四 › 行政诉讼 › 未经复议直接起诉 › 结果维持"
        );
    }
}
