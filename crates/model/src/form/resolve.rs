//! From form file to [`Form`]: `extends` and changes applied, keys, tables and
//! identities checked, each error with its line.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::error::FormError;
use super::file::{
    AcrossFile, BlockFile, ColumnFile, ColumnType, FormFile, IdentityFile, PartFile, RowFile, TableFile,
};
use super::{Across, Block, Form, Identity, Label, Node, Part, Table, spoken};
use crate::figure::Kind;
use crate::label;
use crate::lang::Text;
use crate::limits::{MAX_CHANGES, MAX_FIGURES, MAX_TERMS};
use crate::money;

/// Reads a form file. `known` are the forms it may extend.
///
/// # Errors
/// [`FormError`] with the line, if the text is not TOML, has a field that does not
/// belong there, repeats a key, or refers to something that does not exist.
pub fn load(file: &str, text: &str, known: &[Arc<Form>]) -> Result<Form, FormError> {
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
        context.check_size(&raw.id, &form.tables)?;
    }
    if raw.change.len() > MAX_CHANGES {
        return Err(context.too_many(&raw.id, "改动", "changes", MAX_CHANGES));
    }
    for change in &raw.change {
        context.apply(change, &mut form)?;
        context.check_size(&raw.id, &form.tables)?;
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
    Part::new(
        raw.key.get_ref().clone(),
        Label::new(raw.heading.clone(), &raw.aliases),
        raw.table.as_ref().map(|table| table.get_ref().clone()),
    )
}

/// The file being read, for errors.
pub(super) struct Context<'a> {
    file: &'a str,
    text: &'a str,
}

impl Context<'_> {
    pub(super) fn error(&self, span: Option<Range<usize>>, problem: Text) -> FormError {
        let line = span
            .and_then(|span| self.text.get(..span.start))
            .map(|before| before.matches('\n').count() + 1);
        FormError {
            file: self.file.to_owned(),
            line,
            problem,
        }
    }

    pub(super) fn at<T>(&self, place: &Spanned<T>, zh: String, en: String) -> FormError {
        self.error(Some(place.span()), Text::new(zh, en))
    }

    /// A few kilobytes of rows and of columns multiply to more figures than memory holds;
    /// rows alone, without a column, are counted too.
    fn check_size(&self, place: &Spanned<String>, tables: &[Table]) -> Result<(), FormError> {
        let blocks = tables.iter().flat_map(|table| &table.blocks);
        let figures = blocks.map(|block| (block.leaf_rows.len() + 1).saturating_mul(block.leaf_columns.len() + 1));
        if figures.fold(0, usize::saturating_add) > MAX_FIGURES {
            return Err(self.too_many(place, "数据项", "figures", MAX_FIGURES));
        }
        Ok(())
    }

    fn too_many(&self, place: &Spanned<String>, zh: &str, en: &str, limit: usize) -> FormError {
        self.at(
            place,
            format!("{zh}超过上限 {limit}，不像是表式"),
            format!("more than {limit} {en}, which no form has"),
        )
    }

    fn base<'f>(&self, base: &Spanned<String>, raw: &FormFile, known: &'f [Arc<Form>]) -> Result<&'f Form, FormError> {
        if !raw.part.is_empty() || !raw.table.is_empty() {
            return Err(self.at(
                base,
                "有 extends 的表式只能写 [[change]]，不能再写 [[part]] 或 [[table]]".into(),
                "a form that extends another brings [[change]]s, not [[part]] or [[table]]".into(),
            ));
        }
        let id = base.get_ref();
        known
            .iter()
            .map(|form| &**form)
            .find(|form| form.id == *id)
            .ok_or_else(|| {
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
            role: raw.role,
            blocks,
            identities: Vec::new(),
        };
        self.check_size(&raw.key, std::slice::from_ref(&table))?;
        let terms = raw.identity.iter().map(IdentityFile::terms).map(Iterator::count);
        if terms.sum::<usize>() > MAX_TERMS {
            return Err(self.too_many(&raw.key, "勾稽关系的项", "terms of identities", MAX_TERMS));
        }
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
        let rows = raw.rows.iter().map(|row| self.row(row)).collect::<Result<_, _>>()?;
        Ok(Block::new(raw.caption.clone(), raw.corner.clone(), columns, rows))
    }

    pub(super) fn row(&self, raw: &RowFile) -> Result<Node, FormError> {
        Ok(Node {
            label: Label::new(raw.label.get_ref().clone(), &raw.aliases),
            key: Some(raw.key.get_ref().clone()),
            spoken: self.spoken(&raw.spoken)?,
            listed_as: self.spoken(&raw.listed_as)?,
            role: raw.role,
            children: raw.rows.iter().map(|row| self.row(row)).collect::<Result<_, _>>()?,
            kind: Kind::Count,
        })
    }

    /// Every wording these stand for.
    fn spoken(&self, raw: &[Spanned<String>]) -> Result<Vec<String>, FormError> {
        let mut wordings = Vec::new();
        for wording in raw {
            let all = spoken::wordings(wording.get_ref()).ok_or_else(|| {
                self.at(
                    wording,
                    "spoken 里的括号要成对，可省的写在 [ ] 里，任选的写成 {甲|乙}".into(),
                    "brackets in spoken come in pairs: [x] may be left out, {a|b} is a or b".into(),
                )
            })?;
            wordings.extend(all);
        }
        Ok(wordings)
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
            (ColumnType::Amount, Some(unit)) if money::yuan(unit.get_ref()).is_some() => Kind::Amount {
                unit: unit.get_ref().clone(),
            },
            (ColumnType::Amount, _) => {
                return Err(self.at(
                    &raw.label,
                    "金额列要写 unit：元、万元、亿元或万亿元".into(),
                    "an amount needs a unit: 元, 万元, 亿元 or 万亿元".into(),
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
            spoken: self.spoken(&raw.spoken)?,
            listed_as: self.spoken(&raw.listed_as)?,
            role: raw.role,
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
            sum: terms(&raw.sum),
            minus: terms(&raw.minus),
            previous: terms(&raw.previous),
            equals: terms(&raw.equals),
        };
        if (identity.sum.is_empty() && identity.previous.is_empty()) || identity.equals.is_empty() {
            return Err(self.at(
                &raw.rule,
                "勾稽关系两边都要有项".into(),
                "an identity needs terms on both sides".into(),
            ));
        }
        let paths = table.paths(identity.across);
        for term in raw.terms() {
            if table.expand(term.get_ref(), &identity).is_empty() {
                return Err(self.unknown(term, term.get_ref(), &paths));
            }
        }
        Ok(identity)
    }

    pub(super) fn unknown<T>(&self, place: &Spanned<T>, name: &str, known: &[String]) -> FormError {
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
}

fn terms(raw: &[Spanned<String>]) -> Vec<String> {
    raw.iter().map(|term| term.get_ref().clone()).collect()
}
