//! Every word of a form: what of a sheet is part of the form itself, whoever reads it.

use std::collections::BTreeSet;

use nianbao_model::form::{Form, Label, Node};
use nianbao_model::label;

/// The labels, captions, titles and headings of a form, normalised.
pub(crate) struct Vocabulary(BTreeSet<String>);

impl Vocabulary {
    /// The words of a form.
    pub(crate) fn of(form: &Form) -> Self {
        let mut words = BTreeSet::new();
        for part in &form.parts {
            add(&mut words, &part.heading);
        }
        for table in &form.tables {
            words.insert(label::normalize(&table.label));
            for block in &table.blocks {
                let texts = block.caption.iter().chain(&block.corner);
                words.extend(texts.map(|text| label::normalize(text)));
                walk(&block.columns, &mut words);
                walk(&block.rows, &mut words);
            }
        }
        Self(words)
    }

    /// Whether a text, normalised, is one of them.
    pub(crate) fn has(&self, normalized: &str) -> bool {
        self.0.contains(normalized)
    }
}

fn add(words: &mut BTreeSet<String>, label: &Label) {
    words.extend(label.wordings().iter().cloned());
}

fn walk(nodes: &[Node], words: &mut BTreeSet<String>) {
    for node in nodes {
        add(words, &node.label);
        walk(&node.children, words);
    }
}
