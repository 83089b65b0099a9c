//! How a table of a form becomes a grid: nodes become lines and columns, and their words are remembered.

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_model::figure::Kind;
use nianbao_model::form::{Node, Role, Table, TableRole, key};

use super::{Axis, Grid, Lane, Name, TableId};

/// Labels shorter than this are words of many meanings (公开, 其他, 企业): they count only where
/// the form says that they are spoken.
const LABEL_LEAST: usize = 3;

impl Grid {
    pub(super) fn new(id: TableId, table: &Table) -> Self {
        let mut grid = Self {
            id,
            role: table.role,
            lines: Vec::new(),
            columns: Vec::new(),
            keys: BTreeMap::new(),
            spoken: Vec::new(),
            listed: Vec::new(),
        };
        for block in &table.blocks {
            let is_turned = block.rows.is_empty() && table.role == Some(TableRole::Cases);
            if is_turned {
                grid.add_turned(&table.key, &block.columns);
                grid.join_lines();
                continue;
            }
            let (first, columns) = (grid.lines.len(), grid.add_all(&block.columns, Axis::Column));
            grid.add_all(&block.rows, Axis::Line);
            for line in first..grid.lines.len() {
                for column in &columns {
                    let path = key(
                        &table.key,
                        &grid.lines[line].path,
                        &grid.columns[usize::from(*column)].path,
                    );
                    grid.keys.insert((line as u16, *column), path);
                }
            }
        }
        grid
    }

    /// Takes over the nodes of one direction, and gives the leaves' numbers.
    fn add_all(&mut self, nodes: &[Node], axis: Axis) -> Vec<u16> {
        let mut all = Vec::new();
        for node in nodes {
            all.extend(self.add(node, "", axis, None, None, 0));
        }
        all
    }

    fn add(
        &mut self,
        node: &Node,
        path: &str,
        axis: Axis,
        role: Option<Role>,
        group: Option<usize>,
        depth: usize,
    ) -> Vec<u16> {
        let own = key(path, node.key.as_deref().unwrap_or_default(), "");
        let role = node.role.or(role);
        let lanes = self.lanes(axis).len();
        let group = if depth == 1 || group.is_none() {
            Some(lanes)
        } else {
            group
        };
        let members: Vec<u16> = if node.children.is_empty() {
            vec![self.lane(axis, own.clone(), role, group.unwrap_or(lanes), &node.kind)]
        } else {
            let children = node.children.iter();
            let below = children.map(|child| self.add(child, &own, axis, role, group.filter(|_| depth > 0), depth + 1));
            below.collect::<Vec<_>>().concat()
        };
        // The name of a group is that of its members, but not of their sum.
        let is_sum = |member: &u16| {
            let role = self.lanes(axis).get(usize::from(*member)).and_then(|lane| lane.role);
            matches!(role, Some(Role::Finished | Role::Total))
        };
        let named: Vec<u16> = match &members[..] {
            [_] => members.clone(),
            _ => members.iter().copied().filter(|member| !is_sum(member)).collect(),
        };
        self.speak(node, axis, named, Vec::new());
        members
    }

    fn lanes(&self, axis: Axis) -> &[Lane] {
        match axis {
            Axis::Line => &self.lines,
            Axis::Column => &self.columns,
        }
    }

    /// The number of a lane; a column of the same path in another block is the same.
    fn lane(&mut self, axis: Axis, path: String, role: Option<Role>, group: usize, kind: &Kind) -> u16 {
        let lanes = match axis {
            Axis::Line => &mut self.lines,
            Axis::Column => &mut self.columns,
        };
        let known = lanes.iter().position(|lane| lane.path == path);
        let at = known.unwrap_or_else(|| {
            lanes.push(Lane {
                path,
                role,
                group,
                is_amount: matches!(kind, Kind::Amount { .. }),
            });
            lanes.len() - 1
        });
        at as u16
    }

    /// Remembers how a node is spoken of.
    fn speak(&mut self, node: &Node, axis: Axis, members: Vec<u16>, lines: Vec<u16>) {
        let table = self.id;
        let name = Arc::new(Name {
            table,
            axis,
            members,
            lines,
        });
        let has_role = matches!(node.role, Some(Role::Total | Role::Finished));
        let labels = node.label.wordings().iter().filter_map(|wording| core(wording));
        let labels = labels.filter(|label| !has_role && label.chars().count() >= LABEL_LEAST && !label.contains(','));
        let listed = node.listed_as.iter().cloned();
        self.listed.extend(listed.map(|word| (word, Arc::clone(&name))));
        let words = node.spoken.iter().cloned().chain(labels.map(str::to_owned));
        self.spoken.extend(words.map(|word| (word, Arc::clone(&name))));
    }

    /// A row of groups, each with the same columns: a line for each group.
    fn add_turned(&mut self, table: &str, groups: &[Node]) {
        for group in groups {
            let first = self.lines.len();
            self.add_group(table, group, "");
            let members: Vec<u16> = (first..self.lines.len()).map(|line| line as u16).collect();
            if members.len() > 1 || group.key.is_some() {
                self.speak(group, Axis::Line, members, Vec::new());
            }
        }
    }

    fn add_group(&mut self, table: &str, group: &Node, path: &str) {
        let own = key(path, group.key.as_deref().unwrap_or_default(), "");
        let is_line = !group.children.is_empty() && group.children.iter().all(|child| child.children.is_empty());
        if !is_line {
            for child in &group.children {
                let first = self.lines.len();
                self.add_group(table, child, &own);
                let members: Vec<u16> = (first..self.lines.len()).map(|line| line as u16).collect();
                if !members.is_empty() {
                    self.speak(child, Axis::Line, members, Vec::new());
                }
            }
            return;
        }
        let at = self.lines.len();
        let line = self.lane(Axis::Line, own.clone(), group.role, at, &Kind::Count);
        for child in &group.children {
            let name = child.key.clone().unwrap_or_default();
            let column = self.lane(Axis::Column, name.clone(), child.role, 0, &child.kind);
            self.keys.insert((line, column), key(table, &own, &name));
            self.speak(child, Axis::Column, vec![column], vec![line]);
        }
    }

    /// Names of columns that are said alike of several lines are one; those of all lines are of any.
    fn join_lines(&mut self) {
        let mut joined: Vec<(String, Arc<Name>)> = Vec::new();
        for (word, name) in std::mem::take(&mut self.spoken) {
            let same = |(own, other): &&mut (String, Arc<Name>)| {
                *own == word && other.is_beside(&name) && other.members == name.members
            };
            match joined.iter_mut().find(same) {
                Some((_, other)) if !name.lines.is_empty() => Arc::make_mut(other).lines.extend(&name.lines),
                Some(_) => {}
                None => joined.push((word, name)),
            }
        }
        let lines = self.lines.len();
        for (_, name) in joined.iter_mut().filter(|(_, name)| !name.lines.is_empty()) {
            let name = Arc::make_mut(name);
            name.lines.sort_unstable();
            name.lines.dedup();
            if name.lines.len() == lines {
                name.lines.clear();
            }
        }
        self.spoken = joined;
    }
}

/// A label without what only leads up to it, and without what stands in brackets behind it.
fn core(wording: &str) -> Option<&str> {
    let body = wording.split('(').next()?;
    let leads = ["属于", "要求", "申请人"];
    Some(leads.iter().find_map(|lead| body.strip_prefix(lead)).unwrap_or(body))
}
