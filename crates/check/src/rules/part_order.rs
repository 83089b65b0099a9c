//! `part-order`: the parts stand in the form's order.

use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::NARRATIVE;
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "part-order",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "报告各部分的次序与表式一致",
        en: "the report's parts stand in the form's order",
    },
    advice: Words {
        zh: "按表式的次序剪切、粘贴，标题要连同它下面的段落一起移；重复的标题删去一个",
        en: "cut and paste the parts into the form's order, each heading with the paragraphs under it; of two equal headings take one out",
    },
    breaks: Example {
        words: Words {
            zh: "正文里第五、第六部分的标题写颠倒了",
            en: "the headings of parts 5 and 6 are exchanged",
        },
        make: |sample| {
            sample
                .cell(NARRATIVE, "A7", "六、其他需要报告的事项")
                .cell(NARRATIVE, "A9", "五、存在的主要问题及改进情况")
        },
        at: "正文 › A9",
    },
    near_miss: Example {
        words: Words {
            zh: "第三部分里有一个小标题“（一）总体情况”，与第一部分的标题相同",
            en: "part 3 has a sub-heading with the words of part 1's heading, “（一）总体情况”",
        },
        make: |sample| sample.text("applications", "（一）总体情况\n全年新收政府信息公开申请12件。"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let headings = subject.report.narrative.iter().filter(|paragraph| paragraph.level == 1);
    let found: Vec<_> = headings
        .filter_map(|paragraph| {
            let (at, _) = subject.form.part_headed(&paragraph.text)?;
            Some((at, paragraph))
        })
        .collect();
    found
        .windows(2)
        .filter(|pair| pair[1].0 <= pair[0].0)
        .map(|pair| {
            let (before, after) = (&pair[0].1, &pair[1].1);
            let message = Text::new(
                format!("“{}”应在“{}”之前，且只出现一次", after.text, before.text),
                format!("“{}” belongs before “{}”, once", after.text, before.text),
            );
            subject.finding(
                &RULE,
                vec![after.locus.clone().into(), before.locus.clone().into()],
                message,
            )
        })
        .collect()
}
