//! What a form that extends another changes: rows taken out, relabelled, added.

use toml::Spanned;

use super::file::ChangeFile;
use super::resolve::Context;
use super::{Across, Block, Form, FormError, Label, Node, Table, key};

impl Context<'_> {
    /// Applies one change of a form that extends another.
    pub(super) fn apply(&self, place: &Spanned<ChangeFile>, form: &mut Form) -> Result<(), FormError> {
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
        let added: Vec<Node> = change.rows.iter().map(|row| self.row(row)).collect::<Result<_, _>>()?;
        let mut done = false;
        for block in &mut table.blocks {
            done = done || edit(&mut block.rows, path, change, &added);
        }
        if let (true, Some(block)) = (path.is_empty() && change.append.is_some(), table.blocks.last_mut()) {
            block.rows.extend(added);
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
            if let Some(term) = identity.terms().find(|term| table.expand(term, identity).is_empty()) {
                return Err(self.at(
                    place,
                    format!("勾稽关系 {} 要用到“{term}”，不能去掉", identity.rule),
                    format!("the identity {} needs \"{term}\", which this takes away", identity.rule),
                ));
            }
        }
        Ok(())
    }
}

fn row_addresses(table: &Table) -> Vec<String> {
    table
        .paths(Across::Rows)
        .iter()
        .map(|path| key(&table.key, path, ""))
        .collect()
}

/// Carries out `change` at `path` in a row tree; false if there is no such row.
fn edit(rows: &mut Vec<Node>, path: &str, change: &ChangeFile, added: &[Node]) -> bool {
    let (head, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(at) = rows.iter().position(|row| row.key.as_deref() == Some(head)) else {
        return false;
    };
    if !rest.is_empty() {
        return edit(&mut rows[at].children, rest, change, added);
    }
    if change.remove.is_some() {
        rows.remove(at);
    } else if change.append.is_some() {
        rows[at].children.extend(added.iter().cloned());
    } else if let Some(label) = &change.label {
        rows[at].label = Label::new(label.clone(), &change.aliases);
    }
    true
}
