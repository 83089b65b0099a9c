//! Ids and keys address everything: each must be well formed, unique, and name something that
//! exists.

use std::collections::BTreeSet;

use toml::Spanned;

use super::file::{ColumnFile, FormFile, PartFile, RowFile};
use super::resolve::Context;
use super::{Form, FormError, key};

impl Context<'_> {
    pub(super) fn check_id(&self, id: &Spanned<String>) -> Result<(), FormError> {
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
    pub(super) fn check_unique(&self, raw: &FormFile, form: &Form) -> Result<(), FormError> {
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

    pub(super) fn check_parts(&self, raw: &[PartFile], form: &Form) -> Result<(), FormError> {
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
