//! Texts and their trees.

use nianbao_model::form::builtin;

use super::*;
use crate::lexicon::Lexicon;
use crate::organ::Organ;
use crate::passage::Passage;
use crate::token::Tokenizer;

/// The clauses of a text: brackets in (), parts in {}, the numbers of a list in [].
fn tree(text: &str) -> String {
    let forms = builtin().unwrap();
    let form = forms.iter().find(|form| form.id == "gov-2021").unwrap();
    let (lexicon, organ) = (Lexicon::of(form), Organ::default());
    let tokenizer = Tokenizer {
        lexicon: &lexicon,
        organ: &organ,
        year: Some(2024),
    };
    let passage = Passage::new(0, text, None, String::new());
    let tokens = tokenizer.tokens(&passage.text);
    let page = Page::new(&passage, &tokens);
    let piece = |piece: &Piece| shown(&page, &piece.clauses);
    let pieces = |sentence: &Sentence| sentence.pieces.iter().map(piece).collect::<Vec<_>>().join("; ");
    sentences(&page).iter().map(pieces).collect::<Vec<_>>().join("。")
}

fn shown(page: &Page<'_>, clauses: &[Clause]) -> String {
    let one = |clause: &Clause| {
        let mut text = page.text(&clause.run).to_owned();
        for list in clause.statements.iter().filter(|list| list.numbers.len() > 1) {
            text += &format!("[{}]", list.numbers.len());
        }
        if !clause.aside.is_empty() {
            text += &format!("({})", shown(page, &clause.aside));
        }
        if !clause.parts.is_empty() {
            text += &format!("{{{}}}", shown(page, &clause.parts));
        }
        text
    };
    clauses.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn parts_hang_on_their_number_until_all_is_spoken_of_again() {
    for (text, expected) in [
        (
            "新收申请12件,其中自然人9件,企业3件,办结11件,其中予以公开5件。",
            "新收申请12件{其中自然人9件, 企业3件}, 办结11件{其中予以公开5件}",
        ),
        (
            "从申请渠道看,网络8件,信函4件;办结11件",
            "从申请渠道看{网络8件, 信函4件}; 办结11件",
        ),
        ("其中予以公开5件,部分公开1件", "其中予以公开5件, 部分公开1件"),
    ] {
        assert_eq!(tree(text), expected);
    }
}

#[test]
fn brackets_hang_on_the_words_before_them() {
    for (text, expected) in [
        (
            "收到申请12件(含(上年)结转1件),办结11件",
            "收到申请12件(含(上年), 结转1件), 办结11件",
        ),
        ("予以公开(含部分公开)6件", "予以公开(含部分公开), 6件"),
        ("收到申请(12件,办结11件", "收到申请, 12件, 办结11件"),
    ] {
        assert_eq!(tree(text), expected);
    }
}

#[test]
fn numbers_of_a_list_stand_together() {
    assert_eq!(
        tree("予以公开、部分公开分别为5件、1件,办结11件"),
        "予以公开、部分公开分别为5件、1件[2], 办结11件"
    );
    assert_eq!(tree("予以公开5件、部分公开1件"), "予以公开5件、部分公开1件");
}
