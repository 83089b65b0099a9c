//! From form file to [`Form`]: `extends` and changes applied, keys, tables and
//! identities checked, each error with its line.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::error::FormError;
use super::file::{
    AcrossFile, BlockFile, ChangeFile, ColumnFile, ColumnType, FormFile, IdentityFile, PartFile, RowFile, TableFile,
};
use super::{Across, Block, Form, Identity, Label, Node, Part, Table, key};
use crate::figure::Kind;
use crate::label;
use crate::lang::Text;

/// Reads a form file. `known` are the forms it may extend.
///
/// # Errors
/// [`FormError`] with the line, if the text is not TOML, has a field that does not
/// belong there, repeats a key, or refers to something that does not exist.
pub fn load(file: &str, text: &str, known: &[Form]) -> Result<Form, FormError> {
    let context = Context { file, text };
    let raw: FormFile = toml::from_str(text).map_err(|error| {
        context.error(
            error.span(),
            Text::new(format!("无法读取：{}", error.message()), error.message()),
        )
    })?;
    let mut form = match &raw.extends {
        None => Form {
            id: String::new(),
            name: String::new(),
            authority: String::new(),
            years: 0..=0,
            title: String::from("{organ}{year}年政府信息公开工作年度报告"),
            parts: raw.part.iter().map(part).collect(),
            tables: Vec::new(),
        },
        Some(base) => context.base(base, &raw, known)?.clone(),
    };
    for table in &raw.table {
        form.tables.push(context.table(table)?);
    }
    for change in &raw.change {
        context.apply(change, &mut form)?;
    }
    form.id = raw.id.get_ref().clone();
    form.name = raw.name.clone();
    form.authority = raw.authority.clone();
    form.years = raw.years.from..=raw.years.to.unwrap_or(i32::MAX);
    if let Some(title) = &raw.title {
        form.title = title.clone();
    }
    context.check_id(&raw.id)?;
    context.check_unique(&raw, &form)?;
    context.check_parts(&raw.part, &form)?;
    Ok(form)
}

fn part(raw: &PartFile) -> Part {
    Part {
        key: raw.key.get_ref().clone(),
        heading: Label::new(raw.heading.clone(), &raw.aliases),
        table: raw.table.as_ref().map(|table| table.get_ref().clone()),
    }
}

fn row(raw: &RowFile) -> Node {
    Node {
        label: Label::new(raw.label.get_ref().clone(), &raw.aliases),
        key: Some(raw.key.get_ref().clone()),
        children: raw.rows.iter().map(row).collect(),
        kind: Kind::Count,
    }
}

/// The file being read, for errors.
struct Context<'a> {
    file: &'a str,
    text: &'a str,
}

impl Context<'_> {
    fn error(&self, span: Option<Range<usize>>, problem: Text) -> FormError {
        let line = span
            .and_then(|span| self.text.get(..span.start))
            .map(|before| before.matches('\n').count() + 1);
        FormError {
            file: self.file.to_owned(),
            line,
            problem,
        }
    }

    fn at<T>(&self, place: &Spanned<T>, zh: String, en: String) -> FormError {
        self.error(Some(place.span()), Text::new(zh, en))
    }

    fn base<'f>(&self, base: &Spanned<String>, raw: &FormFile, known: &'f [Form]) -> Result<&'f Form, FormError> {
        if !raw.part.is_empty() || !raw.table.is_empty() {
            return Err(self.at(
                base,
                "有 extends 的表式只能写 [[change]]，不能再写 [[part]] 或 [[table]]".into(),
                "a form that extends another brings [[change]]s, not [[part]] or [[table]]".into(),
            ));
        }
        let id = base.get_ref();
        known.iter().find(|form| form.id == *id).ok_or_else(|| {
            let ids: Vec<_> = known.iter().map(|form| form.id.as_str()).collect();
            let ids = ids.join(", ");
            self.at(
                base,
                format!("没有编号为“{id}”的表式，可用的有：{ids}"),
                format!("there is no form \"{id}\" to extend; there are: {ids}"),
            )
        })
    }

    fn table(&self, raw: &TableFile) -> Result<Table, FormError> {
        let blocks = raw
            .block
            .iter()
            .map(|block| self.block(block))
            .collect::<Result<Vec<_>, _>>()?;
        if blocks.is_empty() {
            return Err(self.at(
                &raw.key,
                "表没有 [[table.block]]".into(),
                "the table has no [[table.block]]".into(),
            ));
        }
        let mut table = Table {
            key: raw.key.get_ref().clone(),
            label: raw.label.clone(),
            blocks,
            identities: Vec::new(),
        };
        for identity in &raw.identity {
            let identity = self.identity(identity, &table)?;
            table.identities.push(identity);
        }
        Ok(table)
    }

    fn block(&self, raw: &BlockFile) -> Result<Block, FormError> {
        let columns = raw
            .columns
            .iter()
            .map(|column| self.column(column))
            .collect::<Result<_, _>>()?;
        let rows = raw.rows.iter().map(row).collect();
        Ok(Block::new(raw.caption.clone(), raw.corner.clone(), columns, rows))
    }

    fn column(&self, raw: &ColumnFile) -> Result<Node, FormError> {
        if raw.key.is_none() && raw.columns.is_empty() {
            return Err(self.at(
                &raw.label,
                "有数据的列要有 key".into(),
                "a column that holds figures needs a key".into(),
            ));
        }
        let kind = match (raw.r#type, &raw.unit) {
            (ColumnType::Count, None) => Kind::Count,
            (ColumnType::Change, None) => Kind::Change,
            (ColumnType::Amount, Some(unit)) if ["元", "万元", "亿元"].contains(&unit.get_ref().as_str()) => {
                Kind::Amount {
                    unit: unit.get_ref().clone(),
                }
            }
            (ColumnType::Amount, _) => {
                return Err(self.at(
                    &raw.label,
                    "金额列要写 unit：元、万元或亿元".into(),
                    "an amount needs a unit: 元, 万元 or 亿元".into(),
                ));
            }
            (_, Some(unit)) => {
                return Err(self.at(
                    unit,
                    "只有 type = \"amount\" 的列才有 unit".into(),
                    "only a column of type = \"amount\" has a unit".into(),
                ));
            }
        };
        Ok(Node {
            label: Label::new(raw.label.get_ref().clone(), &raw.aliases),
            key: raw.key.as_ref().map(|key| key.get_ref().clone()),
            children: raw
                .columns
                .iter()
                .map(|column| self.column(column))
                .collect::<Result<_, _>>()?,
            kind,
        })
    }

    fn identity(&self, raw: &IdentityFile, table: &Table) -> Result<Identity, FormError> {
        let identity = Identity {
            rule: raw.rule.get_ref().clone(),
            across: match raw.across {
                AcrossFile::Rows => Across::Rows,
                AcrossFile::Columns => Across::Columns,
            },
            sum: raw.sum.iter().map(|term| term.get_ref().clone()).collect(),
            equals: raw.equals.iter().map(|term| term.get_ref().clone()).collect(),
        };
        if identity.sum.is_empty() || identity.equals.is_empty() {
            return Err(self.at(
                &raw.rule,
                "勾稽关系两边都要有项".into(),
                "an identity needs terms on both sides".into(),
            ));
        }
        let paths = table.paths(identity.across);
        for term in raw.sum.iter().chain(&raw.equals) {
            if table.expand(term.get_ref(), &identity).is_empty() {
                return Err(self.unknown(term, term.get_ref(), &paths));
            }
        }
        Ok(identity)
    }

    fn unknown<T>(&self, place: &Spanned<T>, name: &str, known: &[String]) -> FormError {
        let hint = label::nearest(name, known.iter().map(String::as_str));
        let zh_hint = hint.map(|hint| format!("，是不是“{hint}”？")).unwrap_or_default();
        let en_hint = hint
            .map(|hint| format!("; did you mean \"{hint}\"?"))
            .unwrap_or_default();
        self.at(
            place,
            format!("没有“{name}”这一行或列{zh_hint}"),
            format!("there is no row or column \"{name}\"{en_hint}"),
        )
    }

    /// Applies one change of a form that extends another.
    fn apply(&self, place: &Spanned<ChangeFile>, form: &mut Form) -> Result<(), FormError> {
        let change = place.get_ref();
        let (Some(address), 1) = (
            change
                .remove
                .as_ref()
                .or(change.relabel.as_ref())
                .or(change.append.as_ref()),
            [&change.remove, &change.relabel, &change.append]
                .iter()
                .filter(|op| op.is_some())
                .count(),
        ) else {
            return Err(self.at(
                place,
                "[[change]] 要写 remove、relabel、append 中的一个".into(),
                "a [[change]] has exactly one of remove, relabel, append".into(),
            ));
        };
        let known: Vec<String> = form.tables.iter().flat_map(row_addresses).collect();
        let (table_key, path) = address.split_once('.').unwrap_or((address, ""));
        let table = form.tables.iter_mut().find(|table| table.key == table_key);
        let Some(table) = table else {
            return Err(self.unknown(place, address, &known));
        };
        let labelled = table.paths(Across::Rows);
        let mut done = false;
        for block in &mut table.blocks {
            done = done || edit(&mut block.rows, path, change);
        }
        if let (true, Some(block)) = (path.is_empty() && change.append.is_some(), table.blocks.last_mut()) {
            block.rows.extend(change.rows.iter().map(row));
            done = true;
        }
        if !done {
            return Err(self.unknown(place, address, &known));
        }
        table
            .blocks
            .retain(|block| labelled.is_empty() || !block.rows.is_empty());
        for block in &mut table.blocks {
            *block = Block::new(
                block.caption.take(),
                block.corner.take(),
                std::mem::take(&mut block.columns),
                std::mem::take(&mut block.rows),
            );
        }
        for identity in &table.identities {
            if let Some(term) = identity
                .sum
                .iter()
                .chain(&identity.equals)
                .find(|term| table.expand(term, identity).is_empty())
            {
                return Err(self.at(
                    place,
                    format!("勾稽关系 {} 要用到“{term}”，不能去掉", identity.rule),
                    format!("the identity {} needs \"{term}\", which this takes away", identity.rule),
                ));
            }
        }
        Ok(())
    }

    fn check_id(&self, id: &Spanned<String>) -> Result<(), FormError> {
        let good = !id.get_ref().is_empty()
            && id
                .get_ref()
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        good.then_some(()).ok_or_else(|| {
            self.at(
                id,
                "id 只能用小写字母、数字和连字符".into(),
                "an id has lower-case letters, digits and hyphens only".into(),
            )
        })
    }

    /// Keys address figures everywhere, so each must be there once. A row's key is
    /// its own in the whole table, a column's in its block.
    fn check_unique(&self, raw: &FormFile, form: &Form) -> Result<(), FormError> {
        for table in &raw.table {
            let mut rows = BTreeSet::new();
            for block in &table.block {
                row_keys(&block.rows, "", &mut |path, place| self.once(&mut rows, path, place))?;
                let mut columns = BTreeSet::new();
                column_keys(&block.columns, "", &mut |path, place| {
                    self.once(&mut columns, path, place)
                })?;
            }
        }
        // What a change appended can still collide with what was there.
        let mut seen = BTreeSet::new();
        match form.keys().find(|key| !seen.insert(key.clone())) {
            Some(key) => Err(self.at(
                &raw.id,
                format!("键“{key}”重复"),
                format!("the key \"{key}\" occurs twice"),
            )),
            None => Ok(()),
        }
    }

    fn once(&self, seen: &mut BTreeSet<String>, path: String, place: &Spanned<String>) -> Result<(), FormError> {
        if seen.insert(path.clone()) {
            return Ok(());
        }
        Err(self.at(
            place,
            format!("键“{path}”重复，每一行、每一列的键只能出现一次"),
            format!("the key \"{path}\" occurs twice; every row and column has its own"),
        ))
    }

    fn check_parts(&self, raw: &[PartFile], form: &Form) -> Result<(), FormError> {
        for part in raw {
            if let Some(table) = part
                .table
                .as_ref()
                .filter(|table| form.table(table.get_ref()).is_none())
            {
                let name = table.get_ref();
                return Err(self.at(
                    table,
                    format!("没有键为“{name}”的表"),
                    format!("there is no table with the key \"{name}\""),
                ));
            }
        }
        Ok(())
    }
}

/// Calls `visit` with the path and place of every row's key.
fn row_keys(
    rows: &[RowFile],
    prefix: &str,
    visit: &mut impl FnMut(String, &Spanned<String>) -> Result<(), FormError>,
) -> Result<(), FormError> {
    rows.iter().try_for_each(|row| {
        let path = key(prefix, row.key.get_ref(), "");
        visit(path.clone(), &row.key)?;
        row_keys(&row.rows, &path, visit)
    })
}

/// Calls `visit` with the path and place of every column's key.
fn column_keys(
    columns: &[ColumnFile],
    prefix: &str,
    visit: &mut impl FnMut(String, &Spanned<String>) -> Result<(), FormError>,
) -> Result<(), FormError> {
    columns.iter().try_for_each(|column| {
        let path = match &column.key {
            Some(own) => {
                let path = key(prefix, own.get_ref(), "");
                visit(path.clone(), own)?;
                path
            }
            None => prefix.to_owned(),
        };
        column_keys(&column.columns, &path, visit)
    })
}

fn row_addresses(table: &Table) -> Vec<String> {
    table
        .paths(Across::Rows)
        .iter()
        .map(|path| key(&table.key, path, ""))
        .collect()
}

/// Carries out `change` at `path` in a row tree; false if there is no such row.
fn edit(rows: &mut Vec<Node>, path: &str, change: &ChangeFile) -> bool {
    let (head, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(at) = rows.iter().position(|row| row.key.as_deref() == Some(head)) else {
        return false;
    };
    if !rest.is_empty() {
        return edit(&mut rows[at].children, rest, change);
    }
    if change.remove.is_some() {
        rows.remove(at);
    } else if change.append.is_some() {
        rows[at].children.extend(change.rows.iter().map(row));
    } else if let Some(label) = &change.label {
        rows[at].label = Label::new(label.clone(), &change.aliases);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::builtin;
    use super::*;
    use crate::lang::Localize;

    const SMALL: &str = r#"id = "t"
name = "表"
authority = "文号"
years = { from = 2020 }
[[part]]
key = "a"
heading = "一、甲"
table = "a"
[[table]]
key = "a"
label = "甲"
[[table.block]]
columns = [{ key = "x", label = "乙" }, { key = "total", label = "总计" }]
rows = [{ key = "one", label = "一" }]
[[table.identity]]
rule = "row-total"
across = "columns"
sum = ["x"]
equals = ["total"]
"#;

    /// The message for `SMALL` with one thing changed.
    fn refused(from: &str, to: &str) -> String {
        assert!(SMALL.contains(from), "{from}");
        load("t.toml", &SMALL.replace(from, to), &[]).expect_err(to).text().en
    }

    #[test]
    fn the_shipped_forms_have_the_official_number_of_figures() {
        let forms = builtin().unwrap();
        let sizes: Vec<_> = forms
            .iter()
            .map(|form| (form.id.as_str(), form.keys().count()))
            .collect();
        // Disclosure + applications rows × 7 + review, as in the official layouts.
        assert_eq!(
            sizes,
            [
                ("gov-2019", 22 + 23 * 7 + 15),
                ("gov-2021", 10 + 25 * 7 + 15),
                ("customs-2020", 19 + 25 * 7 + 15)
            ]
        );
    }

    #[test]
    fn a_variant_replaces_rows_and_its_sums_follow() {
        let forms = builtin().unwrap();
        let table = forms[2].table("applications").unwrap();
        let rows = table.paths(Across::Rows);
        assert!(!rows.contains(&"results.other".to_owned()) && rows.contains(&"results.other.withdrawn".to_owned()));
        let sum = table
            .identities
            .iter()
            .find(|identity| identity.rule == "results-total")
            .unwrap();
        assert_eq!(table.expand("results.*", sum).len(), 21);
        assert!(!forms[2].keys().any(|key| key.contains("other_services")));
    }

    #[test]
    fn a_mistake_is_refused_with_its_line() {
        let messages = [
            refused("label = \"甲\"", "lable = \"甲\""),
            refused("sum = [\"x\"]", "sum = [\"y\"]"),
            refused("rows = [", "rows = [{ key = \"one\", label = \"二\" }, "),
            refused("table = \"a\"", "table = \"b\""),
            refused("id = \"t\"", "id = \"T 1\""),
            refused("{ key = \"x\", label = \"乙\" }", "{ label = \"乙\" }"),
            refused("label = \"乙\" }", "label = \"乙\", type = \"amount\" }"),
            refused("id = \"t\"", "id = \"t\"\nextends = \"gov-1999\""),
            refused("[[table]]", "[[table]"),
        ];
        insta::assert_snapshot!(messages.join("\n"));
    }

    #[test]
    fn a_change_must_name_what_is_there() {
        let forms = builtin().unwrap();
        let variant = |change: &str| {
            let text = format!(
                "id = \"v\"\nname = \"v\"\nauthority = \"v\"\nyears = {{ from = 2020 }}\nextends = \"gov-2019\"\n[[change]]\n{change}\n"
            );
            load("v.toml", &text, &forms)
        };
        let relabelled = variant("relabel = \"disclosure.fees\"\nlabel = \"收费\"").unwrap();
        assert_eq!(relabelled.tables[0].blocks[3].rows[0].label.text, "收费");
        let messages: Vec<_> = [
            "remove = \"disclosure.fee\"",
            "remove = \"applications.results.total\"",
            "label = \"x\"",
        ]
        .map(|change| variant(change).expect_err(change).text().en)
        .into();
        insta::assert_snapshot!(messages.join("\n"));
    }
}
