//! Names of offices as they stand in notes and sentences: which words are one, and whether it is another
//! office's than the report's. Where a name may stand is for the rules to say.

use nianbao_model::chars;
use nianbao_model::title::AREAS;

/// How offices' names end. Parts of an office have other names.
const ENDINGS: [&str; 12] = [
    "局",
    "政府",
    "委员会",
    "委",
    "厅",
    "部",
    "署",
    "院",
    "海关",
    "办事处",
    "管委会",
    "公司",
];
/// The shortest name that can be compared.
pub(crate) const SHORTEST: usize = 3;

/// The longest name of an office that is told from a sentence.
pub(crate) const LONGEST: usize = 16;
/// Characters of sentences about offices.
const OF_SENTENCES: [&str; 10] = ["机关", "单位", "部门", "由", "为", "被", "向", "对", "是", "以"];

/// Whether a text is the name of an office and nothing else.
pub(crate) fn is_name(text: &str) -> bool {
    let is_office = ENDINGS.iter().any(|ending| text.ends_with(ending));
    let is_plain = text.chars().all(chars::is_han) && !OF_SENTENCES.iter().any(|word| text.contains(word));
    is_office && is_plain && text.chars().count() > SHORTEST
}

/// Whether a name is another office's: not this one's, in full or short, nor a part of it.
pub(crate) fn is_another(name: &str, own: &str) -> bool {
    let Some(end) = ENDINGS
        .iter()
        .filter_map(|ending| Some(name.rfind(ending)? + ending.len()))
        .max()
    else {
        return false;
    };
    let office = &name[..end];
    !is_short_for(office, own) && !name.contains(own) && !own.contains(office)
}

/// Whether two complete names cannot be the same office's: neither is in the other, nor short for it. An office may
/// be called by what belongs to it: 青禾关区 for 青禾海关.
pub(crate) fn differ(one: &str, other: &str) -> bool {
    let stem = |name: &str| {
        AREAS
            .iter()
            .find_map(|area| name.strip_suffix(area))
            .unwrap_or(name)
            .to_owned()
    };
    let (one, other) = (stem(one), stem(other));
    let is_same = |one: &str, other: &str| other.contains(one) || is_short_for(one, other);
    !is_same(&one, &other) && !is_same(&other, &one)
}

/// Whether a name has nothing but characters of the full one, in their order.
fn is_short_for(short: &str, full: &str) -> bool {
    let mut rest = full.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::{differ, is_another};

    #[test]
    fn names_of_two_offices_are_told_from_two_names_of_one() {
        for (one, other) in [
            ("青禾市水务局", "青禾市水务和湖泊局"),
            ("市住建局", "青禾市住房和城乡建设局"),
            ("青禾关区", "青禾海关"),
            ("青禾县人民政府办公室", "青禾县人民政府"),
        ] {
            assert!(!differ(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("青禾市住房与城乡建设局", "青禾市住房和城乡建设局"),
            ("青禾市水务服务中心", "青禾市水务局"),
            ("青禾市城市管理局", "青禾市水务局"),
        ] {
            assert!(differ(one, other), "{one} {other}");
        }
    }

    #[test]
    fn short_names_and_parts_of_an_office_are_its_own() {
        let own = "青禾市水务局";
        for name in [
            "青禾市水务局",
            "水务局",
            "市水务局办公室",
            "青禾水务局",
            "政务公开办公室",
            "法规科",
        ] {
            assert!(!is_another(name, own), "{name}");
        }
        for name in ["青禾市林业局", "青山县人民政府", "林业局办公室"] {
            assert!(is_another(name, own), "{name}");
        }
    }
}
