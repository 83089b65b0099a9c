//! Names of offices: those that are surely one, those that are complete, and the places that they begin with. Whose they
//! are is not asked.

use crate::label::HEADING_MAX;

/// What ends a place's name.
pub const PLACES: [char; 9] = ['省', '市', '县', '区', '州', '旗', '镇', '乡', '盟'];
/// How the names of offices end by which one is known, and no person or program.
const OFFICES: [&str; 8] = ["局", "政府", "委员会", "厅", "海关", "办事处", "管委会", "档案馆"];

/// Whether a name is surely that of an office.
pub fn is_office(name: &str) -> bool {
    OFFICES.iter().any(|end| name.ends_with(end)) && (4..=HEADING_MAX).contains(&name.chars().count())
}

/// Whether a name is complete: it ends as those of offices do.
pub fn ends_a_name(text: &str) -> bool {
    const ENDINGS: [&str; 29] = [
        "政府",
        "局",
        "委员会",
        "办公室",
        "厅",
        "海关",
        "院",
        "中心",
        "处",
        "部",
        "委",
        "办",
        "署",
        "会",
        "站",
        "所",
        "队",
        "行",
        "校",
        "学",
        "公司",
        "馆",
        "社",
        "台",
        "网",
        "关",
        "庭",
        "科",
        "区",
    ];
    ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Where the places at the start of a name end: 青禾市 and 柳泉镇 of 青禾市柳泉镇人民政府.
pub fn places(full: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for (at, c) in full.char_indices() {
        let end = at + c.len_utf8();
        // 泉州市: what ends a place's name may be a part of one.
        let is_place = match c {
            // 住房和城乡建设局 is no office of a township.
            '乡' if full[..at].ends_with('城') => false,
            '区' => !full[..at].ends_with('社'),
            '盟' => !full[..at].ends_with('联'),
            _ => PLACES.contains(&c) && !full[end..].starts_with(PLACES),
        };
        if !is_place {
            continue;
        }
        // 市场 and 县域 are no places, nor is a bare 市 without a name.
        let names = start < at;
        let goes_on =
            full[end..].starts_with(['场', '政', '容', '域', '村', '级', '委']) && !full[end..].starts_with("委员");
        if names && !goes_on && at - start <= 48 {
            ends.push(end);
            start = end;
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_that_a_name_begins_with_are_told() {
        let named = |name: &'static str| -> Vec<&str> {
            let ends = places(name);
            let starts = std::iter::once(0).chain(ends.iter().copied());
            starts.zip(&ends).map(|(start, end)| &name[start..*end]).collect()
        };
        assert_eq!(named("青禾市柳泉镇人民政府"), ["青禾市", "柳泉镇"]);
        assert_eq!(named("泉州市水务局"), ["泉州市"]);
        assert_eq!(named("青禾市住房和城乡建设局"), ["青禾市"]);
        for none in ["市场监督管理局", "社区矫正管理局", "青年联盟", "区域发展局"] {
            assert_eq!(named(none), [""; 0], "{none}");
        }
    }
}
