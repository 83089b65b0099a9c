//! Sentences with numbers in them, in both languages. Sentences without stand in the template,
//! where they are used.

use nianbao_check::Count;
use nianbao_model::Text;

/// What the counts mean for the office.
pub(super) fn verdict(count: Count) -> Text {
    let look = match count.warnings {
        0 => Text::same(""),
        n => Text::new(
            format!("另有 {n} 个警告，请逐个核对"),
            format!("{}: check each", counted(n, "warning")),
        ),
    };
    let first = match count.errors {
        0 => Text::new("没有错误", "No errors"),
        1 => Text::new("有 1 个错误，改正后才能公布", "1 error: correct it before publishing"),
        n => Text::new(
            format!("有 {n} 个错误，改正后才能公布"),
            format!("{n} errors: correct them before publishing"),
        ),
    };
    match count.warnings {
        0 => first,
        _ => Text::new(
            format!("{}；{}", first.zh, look.zh),
            format!("{}. {}", first.en, look.en),
        ),
    }
}

/// How many reports there are, and how many of them have findings or could not be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// Could not be read.
    pub(super) unreadable: usize,
    /// Have errors.
    pub(super) errors: usize,
    /// Have no errors, and something else.
    pub(super) others: usize,
    /// Have no findings.
    pub(super) clean: usize,
}

/// The tally in a sentence.
pub(super) fn summary(tally: Tally) -> Text {
    let Tally {
        unreadable,
        errors,
        others,
        clean,
    } = tally;
    let all = unreadable + errors + others + clean;
    if all == 0 {
        return Text::new("没有检查任何年报。", "No report was checked.");
    }
    let parts = [
        (unreadable, "无法读取", "could not be read"),
        (
            errors,
            "有错误，改正后才能公布",
            "with errors to be corrected before publishing",
        ),
        (
            others,
            "没有错误，有警告、提示或已允许的问题",
            "without errors, with other findings",
        ),
        (clean, "没有发现问题", "without findings"),
    ];
    let told = parts.iter().filter(|(n, ..)| *n > 0);
    let zh: Vec<_> = told.clone().map(|(n, zh, _)| format!("{n} 份{zh}")).collect();
    let en: Vec<_> = told.map(|(n, _, en)| format!("{n} {en}")).collect();
    Text::new(
        format!("共检查 {all} 份年报：{}。", zh.join("；")),
        format!("{} checked: {}.", counted(all, "report"), en.join("; ")),
    )
}

/// An English noun with its number.
fn counted(n: usize, noun: &str) -> String {
    match n {
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_says_whether_the_report_can_be_published() {
        let of = |errors, warnings| {
            let count = Count {
                errors,
                warnings,
                notes: 9,
                allowed: 9,
            };
            let Text { zh, en } = verdict(count);
            (zh, en)
        };
        let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        assert_eq!(
            of(3, 0),
            pair(
                "有 3 个错误，改正后才能公布",
                "3 errors: correct them before publishing"
            )
        );
        assert_eq!(of(0, 0), pair("没有错误", "No errors"));
        assert_eq!(
            of(1, 2),
            pair(
                "有 1 个错误，改正后才能公布；另有 2 个警告，请逐个核对",
                "1 error: correct it before publishing. 2 warnings: check each"
            )
        );
        assert_eq!(
            of(0, 1),
            pair(
                "没有错误；另有 1 个警告，请逐个核对",
                "No errors. 1 warning: check each"
            )
        );
    }

    #[test]
    fn the_summary_names_what_there_is() {
        let tally = Tally {
            unreadable: 1,
            errors: 2,
            others: 0,
            clean: 4,
        };
        let told = summary(tally);
        assert_eq!(
            told.zh,
            "共检查 7 份年报：1 份无法读取；2 份有错误，改正后才能公布；4 份没有发现问题。"
        );
        assert_eq!(
            told.en,
            "7 reports checked: 1 could not be read; 2 with errors to be corrected before publishing; 4 without findings."
        );
        assert_eq!(summary(Tally::default()).zh, "没有检查任何年报。");
    }
}
