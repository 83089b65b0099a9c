//! What formats show: by hand here, and as LibreOffice shows it in `pairs.tsv`.

use proptest::prelude::*;

use super::*;

fn shown(code: &str, value: &str) -> String {
    let value: Decimal = value.parse().unwrap();
    let format = Format::new(code).expect(code);
    format
        .number(value, Calendar::default())
        .unwrap_or_else(|| value.normalize().to_string())
}

/// Each line: a code, a number, what LibreOffice shows, and what Excel shows where that is
/// something else. How the file is made, and why they differ, is in `docs/number-formats.md`.
#[test]
fn formats_show_what_office_programs_show() {
    let mut wrong = Vec::new();
    let lines = include_str!("../pairs.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    for line in lines {
        let columns: Vec<&str> = line.split('\t').collect();
        let [code, value, office, rest @ ..] = &columns[..] else {
            panic!("{line}");
        };
        let expected = rest.first().unwrap_or(office);
        let shown = shown(code, value);
        if shown.trim() != expected.trim() {
            wrong.push(format!("{code}\t{value}\t{office}\tshown {shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_have_a_section_of_their_own() {
    let text = |code: &str| Format::new(code).unwrap().text("甲");
    assert_eq!(text("0;0;0;@\"：\""), Some("甲：".to_owned()));
    assert_eq!(text(";;;"), Some(String::new()));
    assert_eq!(text("\"第\"@\"号\""), Some("第甲号".to_owned()));
    assert_eq!((text("@"), text("0.00"), text("General")), (None, None, None));
}

#[test]
fn a_broken_code_is_no_format() {
    for code in ["", "[>x]0", "0;0;0;0;0", "\\", &"0".repeat(LONGEST + 1)] {
        assert_eq!(Format::new(code), None, "{code}");
    }
    assert!(Format::new("G/通用格式").unwrap().is_general() && Format::built_in(0).is_none());
}

#[test]
fn both_calendars_are_known() {
    let format = Format::new("yyyy-mm-dd").unwrap();
    let day = |number: i64, calendar| format.number(Decimal::from(number), calendar);
    assert_eq!(day(44216, Calendar::From1900).as_deref(), Some("2021-01-20"));
    assert_eq!(day(42754, Calendar::From1904).as_deref(), Some("2021-01-20"));
    assert_eq!(day(60, Calendar::From1900).as_deref(), Some("1900-02-29"));
    assert_eq!(day(-1, Calendar::From1900), None);
}

proptest! {
    #[test]
    fn no_code_makes_it_panic(code in "([0#?.,;%@/\\[\\]\"!*_ +-]|E\\+|\\[>=1\\]|\\[DBNum1\\]|[ymdhs]|General|元|万|¥){0,12}", value in any::<i64>(), scale in 0u32..20) {
        if let Some(format) = Format::new(&code) {
            let value = Decimal::new(value, scale);
            let _ = format.number(value, Calendar::default());
            let _ = (format.moment(value, Calendar::From1904), format.text("甲"), format.is_percent(value));
        }
    }
}
