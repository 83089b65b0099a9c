use std::collections::BTreeMap;
use nianbao_model::{Decimal, form::builtin};
use nianbao_workbook::*;
fn main() {
    for form in builtin().unwrap() {
        std::fs::write(format!("/tmp/w/render/t-{}.xlsx", form.id), template(&form, 2025, Some("某市人民政府")).unwrap()).unwrap();
    }
    let form = builtin().unwrap().into_iter().find(|f| f.id == "gov-2021").unwrap();
    let offices = (0..12).map(|n| Office { organ: format!("某市第{n}区人民政府"), file: format!("第{n}区2025年填报表.xlsx"), figures: form.keys().enumerate().map(|(i,k)| (k.clone(), if (i+n as usize)%9==0 {None} else {Some(if k.ends_with("amount") {Decimal::new(123456 + n,4)} else {Decimal::from((i as i64*37+n*11)%400)})})).collect::<BTreeMap<_,_>>() }).collect();
    let c = Consolidation { form: &form, year: 2025, organ: "某市".into(), content: Content { items: vec![("标题".into(), "某市2025年政府信息公开工作年度报告".into()), ("统计期限".into(), "2025年1月1日至2025年12月31日".into())], lines: vec!["一、总体情况".into(), "全年接听{{ 热线接听量 }}次。".repeat(12)], indicators: vec![Indicator{name:"热线接听量".into(), value: nianbao_model::report::IndicatorValue::Number(Decimal::from(5)), unit: Some("次".into())}] }, offices };
    std::fs::write("/tmp/w/render/merged.xlsx", consolidation(&c).unwrap()).unwrap();
}
