//! The sheet 基本信息: items and values side by side. Hints are shown by the cells
//! themselves: a hint in a cell beside a blank value would be read as the value.

use nianbao_model::CellRef;
use nianbao_model::report::Field;
use rust_xlsxwriter::Worksheet;

use crate::book::write_text;
use crate::error::WorkbookError;
use crate::fit;
use crate::limits::YEARS;
use crate::placed::size;
use crate::styles::Styles;
use crate::validation;

/// What the sheet is called.
pub(crate) const NAME: &str = "基本信息";

/// The items a report cannot do without.
const REQUIRED: [Field; 3] = [Field::Organ, Field::Year, Field::Title];
/// Items that are digits and no number: Excel must not make one of them, or a date.
const LITERAL: [Field; 5] = [
    Field::Published,
    Field::Signed,
    Field::Postcode,
    Field::Phone,
    Field::SiteId,
];
/// The width of the values.
const WIDTH: f64 = 66.0;
/// Blank lines for the office's own items.
const OWN: usize = 8;

/// Writes the items, and blank lines for more.
pub(crate) fn write(sheet: &mut Worksheet, styles: &Styles, items: &[(String, String)]) -> Result<(), WorkbookError> {
    sheet.set_column_width(0, 18)?.set_column_width(1, WIDTH)?;
    let mut row = 0;
    for (item, value) in items {
        let field = field(item);
        let required = field.is_some_and(|field| REQUIRED.contains(&field));
        let (name, style) = match required {
            true => (&styles.required_name, &styles.required),
            false => (&styles.name, &styles.value),
        };
        write_text(sheet, CellRef::new(row, 0), item, name)?;
        match value.parse::<u16>() {
            Ok(year) if field == Some(Field::Year) => {
                sheet.write_number_with_format(row, 1, year, style)?;
            }
            _ if field.is_some_and(|field| LITERAL.contains(&field)) => {
                write_text(sheet, CellRef::new(row, 1), value, &style.clone().set_num_format("@"))?;
            }
            _ => write_text(sheet, CellRef::new(row, 1), value, style)?,
        }
        if let Some(height) = fit::grown(value, WIDTH) {
            sheet.set_row_height(row, height)?;
        }
        if let Some(field) = field {
            let rule = match field {
                Field::Year => validation::year(item, hint(field), *YEARS.start(), *YEARS.end())?,
                _ => validation::hint(item, hint(field))?,
            };
            sheet.add_data_validation(row, 1, row, 1, &rule)?;
        }
        row += 1;
    }
    let own = validation::hint(
        "本单位自己的项目",
        "左边写项目名（如“网址”），右边写内容，正文中可用占位符引用。不用的留空。",
    )?;
    sheet.add_data_validation(row, 0, row + size(OWN) - 1, 1, &own)?;
    for row in row..row + size(OWN) {
        sheet.write_blank(row, 0, &styles.value)?;
        sheet.write_blank(row, 1, &styles.value)?;
    }
    sheet.set_selection(0, 1, 0, 1)?;
    Ok(())
}

fn field(item: &str) -> Option<Field> {
    Field::ALL
        .iter()
        .find(|(_, name, _)| *name == item)
        .map(|(field, ..)| *field)
}

/// What to write beside an item.
fn hint(field: Field) -> &'static str {
    match field {
        Field::Organ => "发布年报的机关，写全称或规范简称。",
        Field::Year => "年报反映的年度，四位数字，如 2025。",
        Field::Title => "年报的完整标题，如“某市人民政府2025年政府信息公开工作年度报告”。",
        Field::Period => "如“2025年1月1日至2025年12月31日”。统计天数由此算出。",
        Field::Published => "如“2026年1月20日”。写入文档属性和网页。",
        Field::Address => "公众咨询、提交申请用的地址。正文已引用，不填会提示。",
        Field::Postcode => "六位邮政编码。正文已引用，不填会提示。",
        Field::Phone => "公开的咨询电话，带区号。正文已引用，不填会提示。",
        Field::Email => "公开的电子邮箱，没有的留空。",
        Field::SiteName => "发布年报的网站，写入网页。",
        Field::SiteDomain => "如“www.example.gov.cn”，写入网页。",
        Field::SiteId => "政府网站标识码，写入网页。",
        Field::Column => "年报所在的栏目，如“政府信息公开年报”，写入网页。",
        Field::Origin => "网页上注明的信息来源，一般写本机关。",
        Field::Description => "一句话说明年报的内容，写入网页供检索。",
        Field::Signatory => "文末落款的机关名称；不填而填了成文日期时，用机关名称。",
        Field::Signed => "文末落款的日期，如“2026年1月20日”。不需要落款就留空。",
        Field::Keywords => "几个关键词，用分号隔开，写入网页供检索。",
    }
}
