//! The pages of small documents, and when they are laid out anew.

use std::sync::Arc;

use nianbao_fonts::{Source, collection};
use nianbao_model::plugin::{ExportJob, Settings, Shared};
use nianbao_model::{Document, Report, form};
use nianbao_testing::document::{self as testing, run};
use typst::foundations::NativeElement;
use typst::introspection::Introspector;
use typst::model::TitleElem;

use crate::{ALLOW_MISSING_GLYPHS, FONTS, lay_out, pages};

fn document(paragraphs: usize) -> Document {
    testing::document(vec![testing::paragraph([run("正文一段。")]); paragraphs])
}

#[test]
fn a_page_has_22_lines_and_the_title_is_one_to_whoever_writes_it() {
    let faces = collection(&Source::Embedded).unwrap();
    let pages = |lines| lay_out(document(lines), &faces, false).unwrap();
    // The title and the blank under it take the room of three lines.
    assert_eq!(
        [pages(0).pages().len(), pages(19).pages().len(), pages(20).pages().len()],
        [1, 1, 2]
    );
    let pages = pages(1);
    assert_eq!(pages.introspector().query(&TitleElem::ELEM.select()).len(), 1);
}

#[test]
fn one_publication_lays_out_once_for_each_choice_of_what_it_looks_like() {
    let (document, report, form) = (document(1), Report::new("gov-2021"), &form::builtin().unwrap()[0]);
    let shared = Shared::default();
    let mut other = Settings::new();
    other
        .set(&[FONTS, ALLOW_MISSING_GLYPHS], ALLOW_MISSING_GLYPHS.name, "true")
        .unwrap();
    let job = ExportJob::new(&document, &report, form);
    let first = pages(&job.with_shared(&shared)).unwrap();
    assert!(Arc::ptr_eq(&first, &pages(&job.with_shared(&shared)).unwrap()));
    assert!(!Arc::ptr_eq(
        &first,
        &pages(&job.with_shared(&shared).with_settings(&other)).unwrap()
    ));
    assert!(
        !Arc::ptr_eq(&first, &pages(&job).unwrap()),
        "nothing outlives a publication"
    );
}
