//! `report-year`: the title, the period and the notes beside the tables name the report's year.

use nianbao_model::date::{Date, named_years, parse_date, parse_period, years};
use std::collections::BTreeMap;

use nianbao_model::report::{Field, OtherYearFate, Sourced};
use nianbao_model::{Locus, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "report-year",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Workbook,
    holds: Words {
        zh: "标题、统计期限、表格标题与年度一致",
        en: "the title, the period and the tables' titles name the report's year",
    },
    advice: Words {
        zh: "多半是在往年的文件上改的：把标题、统计期限和每张表上面的年份都看一遍，再确认各格的数是本年的",
        en: "most likely last year's file was written over: look at the year in the title, the period and over each table, then make sure that the figures are this year's",
    },
    breaks: Example {
        words: Words {
            zh: "统计期限写的是 2023 年，没有改成 2024 年",
            en: "the period is still that of 2023",
        },
        make: |sample| sample.item("统计期限", "2023年1月1日至2023年12月31日"),
        at: "基本信息 › B4",
    },
    near_miss: Example {
        words: Words {
            zh: "标题里的年份用汉字，写成“二〇二四年”",
            en: "the title has the year in Chinese numerals, “二〇二四年”",
        },
        make: |sample| sample.item("标题", "青禾市水务局二〇二四年政府信息公开工作年度报告"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let metadata = &subject.report.metadata;
    let Some(year) = metadata.year() else {
        return Vec::new();
    };
    let own = |field| metadata.fields.get(&field);
    let titles = [("标题", own(Field::Title)), ("统计期限", own(Field::Period))];
    let around = || around(subject);
    let places = titles
        .into_iter()
        .filter_map(|(name, given)| Some((name, given?)))
        .chain(around().map(|note| ("表格标题", note)));
    let titles = subject.report.titles.iter().map(|title| ("正文上面的标题", title));
    let early = [Field::Published, Field::Signed].into_iter();
    let early = early.filter_map(|field| early_day(subject, year, field));
    let late = [Field::Signed, Field::Published].into_iter();
    let late = late.filter_map(|field| late_day(subject, year, field));
    let notes = subject
        .report
        .around
        .iter()
        .filter_map(|note| note_on_figures(subject, year, note));
    places
        .chain(titles)
        .filter(|(_, given)| {
            let years = years(&given.value);
            !years.is_empty() && !years.contains(&year)
        })
        .map(|(name, given)| {
            let finding = subject.finding(&RULE, places_of(subject, given), message(name, &given.value, year));
            finding.with_case([name, &given.value])
        })
        .chain(notes)
        .chain(early)
        .chain(late)
        .chain(of_file(subject, year))
        .chain(part_of_year(subject, year))
        .chain(tables_of_a_part(subject))
        .collect()
}

/// The titles beside the tables. Those on a sheet of another year that was not read are that year's.
fn around<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = &'a Sourced<String>> {
    let other_years = subject.report.tables.iter().flat_map(|table| &table.other_years);
    let left_out: Vec<&str> = other_years
        .filter(|other| !matches!(other.fate, OtherYearFate::Read))
        .map(|other| other.sheet.as_str())
        .collect();
    let is_read = move |note: &&Sourced<String>| {
        let sheet = note.locus.sheet.as_deref();
        !sheet.is_some_and(|sheet| left_out.contains(&sheet))
    };
    let notes = subject.report.around.iter().filter(is_read);
    notes.filter(|note| note.value.contains("政府信息"))
}

/// Tables whose titles or sheets say that they are of a part of the year: `…申请情况（2024年上半年）`.
fn tables_of_a_part(subject: &Subject<'_>) -> Vec<Finding> {
    let titles = around(subject).map(|note| (note.value.as_str(), note.locus.clone()));
    let mut sheets: BTreeMap<&str, Locus> = BTreeMap::new();
    for figure in subject.report.figures() {
        if let Some(sheet) = &figure.locus.sheet {
            let whole = || Locus::sheet(&figure.locus.file, sheet);
            sheets.entry(sheet).or_insert_with(whole);
        }
    }
    let told = titles
        .chain(sheets)
        .filter(|(name, _)| is_of_a_part(name))
        .map(|(name, locus)| {
            let message = Text::new(
                format!("“{name}”写的不是全年。请确认表里的数是全年的"),
                format!("“{name}” is not on the whole year: make sure that the figures in the table are"),
            );
            let finding = subject.finding(&RULE, vec![locus.into()], message);
            Finding {
                severity: Severity::Warning,
                ..finding.with_case(["part", name])
            }
        });
    told.collect()
}

/// `上半年`, `第三季度`, `1—6月`, `6月份`.
fn is_of_a_part(name: &str) -> bool {
    let months = name.split('月').next().filter(|before| before.len() < name.len());
    let ends_in_months = months.is_some_and(|before| {
        let rest = before.trim_end_matches(|c: char| c.is_numeric());
        let behind = name[before.len() + '月'.len_utf8()..].chars().next();
        let is_span = rest.ends_with(['-', '—', '–', '~', '～', '至', '到']) && !before.contains("1月");
        let is_whole = before.ends_with("12");
        rest.len() < before.len() && !is_whole && (is_span || behind == Some('份'))
    });
    ["上半年", "下半年", "季度"].iter().any(|word| name.contains(word)) || ends_in_months
}

/// A note beside a table that says that its figures are another year's: `注：以上为2023年数据`.
fn note_on_figures(subject: &Subject<'_>, year: i32, note: &Sourced<String>) -> Option<Finding> {
    let has = |words: &[&str]| words.iter().any(|word| note.value.contains(word));
    let is_on_figures = has(&["数据", "统计", "数字", "口径"]) && !has(&["政府信息公开", "比", "较"]);
    // It may have been written in the year after the report's.
    let named = years(&note.value);
    let is_other = !named.is_empty() && named.iter().all(|named| *named != year && *named != year + 1);
    (is_on_figures && is_other).then(|| {
        let finding = subject.finding(
            &RULE,
            places_of(subject, note),
            message("表格旁边的说明", &note.value, year),
        );
        Finding {
            severity: Severity::Warning,
            ..finding.with_case(["note", &note.value])
        }
    })
}

/// A period that is not the whole year.
fn part_of_year(subject: &Subject<'_>, year: i32) -> Option<Finding> {
    let given = subject.report.metadata.fields.get(&Field::Period)?;
    let (first, last) = parse_period(&given.value)?;
    let day = |day: Date| (day.year(), u8::from(day.month()), day.day());
    let is_whole = (day(first), day(last)) == ((year, 1, 1), (year, 12, 31));
    // Another year is told with the title's.
    let is_own = years(&given.value).contains(&year);
    let message = Text::new(
        format!(
            "统计期限“{}”不是 {year} 年全年（1月1日至12月31日）。请核对",
            given.value
        ),
        format!(
            "the period “{}” is not the whole of {year}: look at it again",
            given.value
        ),
    );
    (is_own && !is_whole).then(|| {
        let finding = subject.finding(&RULE, places_of(subject, given), message);
        Finding {
            severity: Severity::Warning,
            ..finding.with_case(["period", &given.value])
        }
    })
}

/// A file whose name is that of another year's report.
fn of_file(subject: &Subject<'_>, year: i32) -> Option<Finding> {
    let given = subject.report.metadata.fields.get(&Field::Year)?;
    let path = given.locus.file.as_ref();
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let named = named_years(name);
    // A report is made, and sent, in the year after its own.
    let is_other = |named: i32| named != year && named != year + 1;
    let is_told = !named.is_empty() && named.iter().all(|(_, named)| is_other(*named));
    let message = Text::new(
        format!("文件名“{name}”写的不是 {year} 年，而年度是 {year}。请确认没有拿错文件"),
        format!("the file's name “{name}” is not on {year}, the year of the report: check that it is the right file"),
    );
    is_told.then(|| {
        let finding = subject.finding(&RULE, places_of(subject, given), message);
        Finding {
            severity: Severity::Warning,
            ..finding.with_case(["file", name])
        }
    })
}

/// A day of publication, or under the text, on which the report's year was not over yet.
fn early_day(subject: &Subject<'_>, year: i32, field: Field) -> Option<Finding> {
    let given = subject.report.metadata.fields.get(&field)?;
    parse_date(&given.value).filter(|day| day.year() <= year)?;
    let (zh, en) = match field {
        Field::Signed => ("成文日期", "signed"),
        _ => ("发布日期", "published"),
    };
    let message = Text::new(
        format!(
            "{zh}是“{}”，那时 {year} 年还没有过完。请确认没有沿用上一年的日期",
            given.value
        ),
        format!(
            "the report is said to be {en} on “{}”, before {year} was over: check that this is not last year's day",
            given.value
        ),
    );
    let finding = subject.finding(&RULE, places_of(subject, given), message);
    Some(Finding {
        severity: Severity::Warning,
        ..finding
    })
}

/// A day under the text, or of publication, a whole year after the report was due, by 31 January of the year behind its
/// own. A page may have been put on another site since.
fn late_day(subject: &Subject<'_>, year: i32, field: Field) -> Option<Finding> {
    let given = subject.report.metadata.fields.get(&field)?;
    parse_date(&given.value).filter(|day| day.year() > year + 1)?;
    let (zh, en, severity) = match field {
        Field::Signed => ("成文日期", "signed", Severity::Warning),
        _ => ("发布日期", "published", Severity::Note),
    };
    let message = Text::new(
        format!(
            "{zh}是“{}”，而 {year} 年的年报应在次年 1 月编制。请确认年份没有写错",
            given.value
        ),
        format!(
            "the report is said to be {en} on “{}”, and one on {year} is due in January of the next year: check the year",
            given.value
        ),
    );
    let finding = subject.finding(&RULE, places_of(subject, given), message);
    Some(Finding { severity, ..finding })
}

fn places_of(subject: &Subject<'_>, given: &Sourced<String>) -> Vec<Location> {
    let year = subject.report.metadata.fields.get(&Field::Year);
    std::iter::once(&given.locus)
        .chain(year.map(|year| &year.locus))
        .map(|locus| locus.clone().into())
        .collect()
}

fn message(name: &str, text: &str, year: i32) -> Text {
    Text::new(
        format!("{name}“{text}”写的不是 {year} 年，而年度填的是 {year}。请确认没有拿错往年的文件，并改成一致"),
        format!("the {name} “{text}” is not on {year}, the year given: check that this is not another year's file"),
    )
}

#[cfg(test)]
mod tests {
    use crate::sample::APPLICATIONS;
    use crate::{Sample, Subject, check};

    fn told(change: impl Fn(&mut Sample) -> &mut Sample) -> usize {
        let mut sample = Sample::office();
        let report = change(&mut sample).read();
        let findings = check(&Subject::new(&report, &sample.form), &[]);
        findings
            .iter()
            .filter(|finding| finding.rule.id == super::RULE.id)
            .count()
    }

    #[test]
    fn a_day_before_the_year_was_over_is_told_under_the_text_too() {
        assert_eq!(told(|sample| sample.item("成文日期", "2024年1月15日")), 1);
        assert_eq!(told(|sample| sample.item("成文日期", "2025年1月15日")), 0);
        assert_eq!(told(|sample| sample.item("成文日期", "2025年11月15日")), 0);
        assert_eq!(told(|sample| sample.item("成文日期", "2026年1月15日")), 1);
    }

    #[test]
    fn a_table_of_a_part_of_the_year_is_known_by_its_name() {
        for name in ["申请情况（2024年上半年）", "表三（2024年1—6月）", "第三季度", "6月份"] {
            assert!(super::is_of_a_part(name), "{name}");
        }
        for name in [
            "申请情况（2024年）",
            "2024年1月1日至12月31日",
            "2024年1—12月",
            "2025年1月20日",
            "表三",
        ] {
            assert!(!super::is_of_a_part(name), "{name}");
        }
    }

    #[test]
    fn a_note_beside_a_table_on_another_year_is_told() {
        let noted = |note: &str| told(|sample| sample.cell(APPLICATIONS, "A31", note));
        assert_eq!(noted("注：以上为2023年数据。"), 1);
        for note in ["注：以上为2024年数据。", "注：数据比2023年有所减少。", "2025年1月统计"] {
            assert_eq!(noted(note), 0, "{note}");
        }
    }
}
