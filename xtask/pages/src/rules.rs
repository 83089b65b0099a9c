//! `docs/rules.md`: every rule with its examples, written from the registry, so that it cannot
//! lie. The scores on the passages stand between two marks and are kept: the test that
//! measures them (`crates/check/tests/corpus.rs`) writes them.

use nianbao_check::{Authority, Family, Rule, Sample, rules};
use nianbao_read::{Sources, read};
use xtask_kit::Outcome;
use xtask_kit::files::{root, write_if_changed};

/// The marks around what the passages measure.
const MARKS: (&str, &str) = ("<!-- scores -->\n", "<!-- /scores -->\n");

/// Writes the page.
///
/// # Errors
/// If it cannot be written.
pub fn write() -> Outcome {
    let path = root().join("docs/rules.md");
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    write_if_changed(&path, page(&old).as_bytes())
}

/// The page, with the measurements of the old one.
fn page(old: &str) -> String {
    let scores = old
        .split_once(MARKS.0)
        .and_then(|(_, rest)| rest.split_once(MARKS.1))
        .map_or("", |(scores, _)| scores);
    let all = rules();
    let mut page = format!(
        "# 核对规则\n\n\
         共 {} 条。错误不改正就不生成文件；警告要有人看过；提示供参考。每条规则的例子都在测试中运行：\n\
         “例子”只违反这一条，“不算”的情形看上去像、其实不违反。`nianbao explain 规则名` 在终端里显示同样的内容。\n\n\
         确有理由的，可以让一条规则的问题存在，照样列出：在“基本信息”表写一行“允许”，右边写\n\
         `规则 理由`，只允许一处写 `规则 正文!A12 理由`；或在命令行写 `--allow 规则=理由`。\n\n\
         本页由 `cargo xtask rules` 生成。增加一条规则：复制 `crates/check/src/rules/negative_count.rs`，\n\
         在 `rules/mod.rs` 里写上名字，运行 `cargo xtask rules`。\n",
        all.len()
    );
    for family in Family::ALL {
        page += &format!("\n## {}\n", family.name().zh);
        for rule in all.iter().filter(|rule| rule.family == family) {
            page += &section(rule);
        }
    }
    page += "\n## 读得准不准\n\n\
        正文规则读的是公文语言。下面的语段附有应有的发现，由没有看过规则的人编写（`crates/check/tests/corpus/`），\n\
        每次测试都重新计算精确率和召回率。`passages.toml` 供编写规则时使用；`held_out*.toml` 在规则写好之后才第一次使用，\n\
        然后据以改进，所以另列第一次的结果：没有见过的写法，第一次误报不少，多是部分申请、其他单位的数。\n\
        只有 `held_out_9.toml` 由看过规则的人编写，专挑容易读错的写法。\n\
        一个数先找它可能指的每一个数（表中的数和它们的和、本单位的业务数据、写明上年的还有上年的数），有一个相符就不提。\n\
        都不符的分三等：一个数按通用的名称指明，前后每个词都看懂了，才是错误；数指得明白，而有一处要靠上下文，是警告；\n\
        有没看懂的词的，只在写明了是政府信息公开申请、比它所说的总数还大，或者像是笔误（错一位、颠倒两位）时提示核对。“多提示”是对的句子得到的提示。\n\
        `nianbao explain --text 句子 --with 工作簿` 显示一句话是怎样读的。\n\
        没有见过的真实年报：公开发布的年报的正文（2019 至 2025 年），由没有看过规则的人逐句判断、配上相符的表格，每处说法各改错一处，然后运行。\n\
        每一批只有第一次算数，看过的就用来改进，再换新的一批。“确定”是内行一看就知道指表中哪个数的说法；其余要猜（公开了几件处罚、按时办结等）。\n\
        2026 年 11 月和 12 月的十四批，依次是：\n\
        83 份，303 处说法：对的句子得到 1 个错误、2 个警告、1 个提示；找出 60%，确定的 266 处中 68%；\n\
        89 份，270 处：0 个错误、2 个警告、1 个提示；找出 64%，确定的 230 处中 72%；\n\
        94 份（27 个省），283 处：没有错误、警告和提示；找出 80%，确定的 238 处中 87%（错误 139、警告 51、提示 17），其中改错一个数的 166 处中 89%。\n\
        108 份，347 处：1 个错误、3 个警告（同一份里）、1 个提示；找出 80%，确定的 306 处中 85%；\n\
        134 份（28 个省），434 处：没有错误，2 个警告（同一份里）、1 个提示；找出 77%，确定的 409 处中 81%；\n\
        100 份（26 个省），264 处：3 个错误（同一份里）、1 个警告、2 个提示；找出 84%，确定的 245 处中 89%（错误 147、警告 57、提示 14）；\n\
        105 份（30 个省，句子由收集的人换成自己的话），203 处：2 个错误、2 个警告、1 个提示；找出 69%，确定的 153 处中 85%；\n\
        116 份（18 个省，原文节录），230 处：1 个错误（统计期限只有半年，现在是警告）、3 个警告（两份里）；找出 80%，确定的 192 处中 88%（错误 133、警告 24、提示 12）；\n\
        141 份（19 个省，句子换成自己的话），392 处：1 个错误（这句话里各项之和也不是它写的数）、没有警告、1 个提示；找出 83%，确定的 339 处中 90%（错误 202、警告 61、提示 41）；\n\
        151 份（31 个省，句子换成自己的话），352 处：没有错误、2 个警告、没有提示；找出 84%，确定的 297 处中 93%（错误 208、警告 48、提示 20）；\n\
        79 份（15 个省，句子有意换成公文里少见的口语），247 处：没有错误，1 个警告，没有提示；找出 42%，确定的 223 处中 44%；\n\
        78 份（20 个省，原文节录），316 处：没有错误，3 个警告（两份里）、2 个提示；找出 91%，确定的 288 处中 94%（错误 211、警告 48、提示 11）；\n\
        94 份（15 个省，原文节录），331 处：没有错误，2 个警告、没有提示，另外指出一份年报自己各项之和不对；找出 88%，确定的 284 处中 94%（错误 169、警告 80、提示 19），其中改错一个数的 236 处中 95%；\n\
        71 份（16 个省，句子换成口语），185 处：没有错误、警告和提示；找出 67%，确定的 155 处中 74%（错误 75、警告 18、提示 22）。\n\
        另有一人只看表格，没有看过程序，写了 170 句真话、130 句假话，专挑难读的：真话得到 1 个错误、6 个警告，假话指出 70%；看过以后改正，真话没有误报，假话指出 75%。\n\
        各批由不同的人选，难易不同。这些年报的文字不在这里。\n\
        遇到误报，用“允许”放过这一处，并请把句子告诉维护人员。\n\n";
    page += MARKS.0;
    page += scores;
    page += MARKS.1;
    page
}

fn section(rule: &Rule) -> String {
    let authority = match rule.authority {
        Authority::Form => "规定表式的文件",
        Authority::Workbook => "《填报说明》",
        Authority::Standard(standard) => standard,
    };
    let read = |sample: &Sample| read(&Sources::new(sample.files.clone()), &sample.form);
    let finding = rule.breaks.findings(rule, read).into_iter().next();
    let found = finding.map(|finding| format!("\n- 提示：{}：{}", rule.breaks.at, finding.message.zh));
    format!(
        "\n### {}\n{}。{}。\n\n- 依据：{authority}\n- 办法：{}\n- 例子：{}{}\n- 不算：{}\n",
        rule.id,
        rule.severity.label().zh,
        rule.holds.zh,
        rule.advice.zh,
        rule.breaks.words.zh,
        found.unwrap_or_default(),
        rule.near_miss.words.zh,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_page_is_current() {
        let committed = std::fs::read_to_string(root().join("docs/rules.md")).unwrap_or_default();
        assert!(
            committed == page(&committed),
            "docs/rules.md is not current: run `cargo xtask rules`"
        );
    }
}
