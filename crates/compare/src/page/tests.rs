//! The page of two invented years.

use scraper::{Html, Selector};

use super::*;
use crate::comparison::tests::compared;

fn page(lang: Lang) -> String {
    render(&compared(), lang).unwrap()
}

fn texts(page: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    html.select(&selector).map(text).collect()
}

#[test]
fn the_page_needs_no_script_and_no_network() {
    for lang in [Lang::Zh, Lang::En] {
        let page = page(lang);
        for foreign in [
            "<script", "<link", "<img", "<iframe", " src=", "@import", "url(", "{{", "{%",
        ] {
            assert!(!page.contains(foreign), "{foreign}");
        }
    }
}

#[test]
fn every_figure_shows_both_years_and_what_does_not_follow_is_listed() {
    let page = page(Lang::Zh);
    let comparison = compared();
    let cells = texts(&page, "td[headers]");
    assert_eq!(cells.len(), comparison.form.keys().count());
    assert!(
        cells.contains(&String::from("3422023年 原 34+308 +905.9%")),
        "{cells:?}"
    );
    let broken = texts(&page, ".broken li");
    assert_eq!(broken.len(), comparison.broken.len());
    assert!(broken.iter().any(|line| line.contains("carry-over")), "{broken:?}");
}

#[test]
fn changed_words_are_struck_out_and_underlined() {
    let page = page(Lang::Zh);
    assert_eq!(texts(&page, ".changed del"), ["128"]);
    assert_eq!(texts(&page, ".changed ins"), ["182"]);
    assert_eq!(texts(&page, ".removed del"), [""; 0]);
    assert_eq!(texts(&page, ".added").len(), 1);
}

#[test]
fn the_chart_is_drawn_where_there_were_applications() {
    let page = page(Lang::En);
    assert_eq!(texts(&page, ".chart svg").len(), 1);
    assert!(page.contains("aria-label=\"What became of the applications."));
    let mut none = compared();
    for change in none.tables.iter_mut().flat_map(|table| &mut table.figures) {
        change.before = Some(0.into());
    }
    assert_eq!(texts(&render(&none, Lang::Zh).unwrap(), ".chart").len(), 0);
}
