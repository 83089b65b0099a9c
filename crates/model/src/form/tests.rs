//! Form files read, varied and refused.

use super::{Across, builtin, load};
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
    // Disclosure + applications rows × 7 + review, as in the official layouts.
    for (id, figures) in [
        ("gov-2019", 22 + 23 * 7 + 15),
        ("gov-2021", 10 + 25 * 7 + 15),
        ("customs-2020", 19 + 25 * 7 + 15),
    ] {
        let form = forms.iter().find(|form| form.id == id).unwrap();
        assert_eq!(form.keys().count(), figures, "{id}");
    }
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

#[test]
fn a_form_that_multiplies_to_more_than_memory_holds_is_refused() {
    let rows = |key: char, count: usize| -> String {
        let rows = (0..count).map(|number| format!("{{ key = \"{key}{number}\", label = \"{key}\" }},"));
        rows.collect()
    };
    let few = "columns = [{ key = \"x\", label = \"乙\" }, { key = \"total\", label = \"总计\" }]";
    let many = refused(few, &format!("columns = [{}]", rows('c', 9_000)));
    assert!(many.contains("line 10: more than 10000 figures"), "{many}");
    let many = refused("rows = [", &format!("rows = [{}", rows('r', 9_000)));
    assert!(many.contains("more than 10000 figures"), "{many}");
    let many = refused("sum = [\"x\"]", &format!("sum = [{}]", "\"x\",".repeat(2_000)));
    assert!(many.contains("more than 1000 terms"), "{many}");

    let forms = builtin().unwrap();
    let change = "[[change]]\nrelabel = \"disclosure.fees\"\nlabel = \"费\"\n".repeat(1_001);
    let text = format!(
        "id = \"v\"\nname = \"v\"\nauthority = \"v\"\nyears = {{ from = 2022 }}\nextends = \"gov-2021\"\n{change}"
    );
    let many = load("v.toml", &text, &forms).expect_err("many").text().en;
    assert!(many.contains("more than 1000 changes"), "{many}");
}

#[test]
fn no_depth_of_a_form_file_ends_the_stack() {
    for text in [
        format!("[{}a]", "a.".repeat(200_000)),
        format!("[[table.block.rows{}]]", ".rows".repeat(100_000)),
        format!("a = {}", "[".repeat(500_000)),
        format!("a = {}", "{ a = ".repeat(150_000)),
        format!("{}a = 1", "a.".repeat(400_000)),
    ] {
        assert!(load("t.toml", &text, &[]).is_err());
    }
}
