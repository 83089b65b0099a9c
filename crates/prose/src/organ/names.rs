//! The names an office goes by, made of its full name: its place left out or shortened, its kind shortened, the zone it
//! is of, the government it answers for.

use nianbao_model::office::{PLACES, places};

use super::{Organ, Own};
use crate::wording::{List, Wording};

/// Endings of offices and what they are shortened to.
const SHORT: [(&str, &[&str]); 8] = [
    ("管理委员会", &["管委会", "管委"]),
    ("委员会", &["委"]),
    ("人民政府办公室", &["政府办公室", "政府办", "府办"]),
    ("人民政府办公厅", &["政府办公厅", "政府办", "府办"]),
    ("办公室", &["办"]),
    ("街道办事处", &["街道办", "街道"]),
    ("办事处", &["办"]),
    ("管理局", &["局"]),
];

impl Organ {
    pub(super) fn of(full: &str) -> Self {
        // What stands in brackets is another name: see `in_brackets`.
        let full = full.split(['（', '(']).next().unwrap_or_default().trim();
        if full.chars().count() < 2 {
            return Self::default();
        }
        let ends = places(full);
        let (place, body) = full.split_at(ends.last().copied().unwrap_or(0));
        let mut names = vec![(full.to_owned(), Own::Surely)];
        let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
        let unit = place.chars().last();
        let is_government = matches!(body, "人民政府" | "政府" | "");
        let heads: Vec<&str> = starts
            .iter()
            .map(|start| &place[*start..])
            .filter(|head| !head.is_empty())
            .collect();
        let unit_head = unit.map(String::from);
        for body in bodies(body) {
            for head in &heads {
                names.push((format!("{head}{body}"), Own::Surely));
                // 青禾水务局: the place without its kind.
                let bare = head.trim_end_matches(PLACES);
                if bare.chars().count() > 1 && body.chars().count() > 2 && !is_government {
                    names.push((format!("{bare}{body}"), Own::Surely));
                }
            }
            if let Some(unit) = &unit_head {
                let own = if is_government && matches!(unit.as_str(), "省" | "市" | "县" | "区" | "州") {
                    Own::Perhaps
                } else {
                    Own::Surely
                };
                names.push((format!("{unit}{body}"), own));
            }
            let is_telling = body.chars().count() > 2 && !matches!(body.as_str(), "办公室" | "人民政府");
            if is_telling || body.contains("街道") {
                names.push((body, Own::Surely));
            }
        }
        // 高新区 for 高新技术产业开发区: what a zone is called.
        for (long, short) in [
            ("高新技术产业开发区", "高新区"),
            ("经济技术开发区", "经开区"),
            ("技术开发区", "开发区"),
        ] {
            if let Some(rest) = full.find(long).map(|at| &full[at + long.len()..]) {
                names.push((short.to_owned(), Own::Surely));
                names.extend(
                    self::bodies(rest)
                        .into_iter()
                        .map(|body| (format!("{short}{body}"), Own::Surely)),
                );
            }
        }
        if full.ends_with("街道办事处") {
            names.extend(["街道办事处", "街道办", "全街道"].map(|name| (name.to_owned(), Own::Surely)));
        }
        if is_government {
            names.extend(
                heads
                    .iter()
                    .filter(|head| head.chars().count() > 1)
                    .map(|head| ((*head).to_owned(), Own::Surely)),
            );
            names.extend(unit.map(|unit| (format!("全{unit}"), Own::Surely)));
            // 临溪 for 临溪县: what else begins so goes on behind it.
            let bare = heads.last().map(|head| head.trim_end_matches(PLACES));
            let bare = bare.filter(|bare| bare.chars().count() > 1);
            names.extend(bare.map(|bare| (bare.to_owned(), Own::Surely)));
        }
        // An office of a government answers for it.
        let is_of_a_government = body.starts_with("人民政府办公");
        if is_of_a_government {
            for government in ["人民政府", "政府"] {
                names.extend(heads.iter().map(|head| (format!("{head}{government}"), Own::Perhaps)));
                names.extend(unit.map(|unit| (format!("{unit}{government}"), Own::Perhaps)));
            }
        }
        // 青禾市公安局城东区分局 is 城东公安分局, 区公安分局 too.
        let branch = full.strip_suffix("分局").and_then(|rest| rest.rsplit_once('局'));
        if let Some((whole, part)) = branch.filter(|(_, part)| part.chars().count() > 1) {
            let at = places(whole).last().copied().unwrap_or(0);
            let body = &whole[at..];
            let bare = part.trim_end_matches(PLACES);
            let units = part.chars().last().filter(|c| PLACES.contains(c)).map(String::from);
            let heads = [Some(part.to_owned()), Some(bare.to_owned()), units, Some(String::new())];
            let heads = heads.into_iter().flatten();
            names.extend(heads.map(|head| (format!("{head}{body}分局"), Own::Surely)));
            names.push((format!("{bare}分局"), Own::Surely));
        }
        if full.ends_with("分局") {
            names.extend(["分局", "我分局", "本分局"].map(|name| (name.to_owned(), Own::Surely)));
        }
        // 柳泉工业园区 for its 管理委员会.
        let zones = starts
            .iter()
            .filter_map(|start| full[*start..].strip_suffix("管理委员会"));
        for zone in zones.filter(|zone| zone.ends_with('区')) {
            names.push((zone.to_owned(), Own::Surely));
            names.push((String::from("全区"), Own::Surely));
            // 滨海新区 for 柳泉湖滨海新区.
            let short = zone.char_indices().rev().nth("滨海新区".chars().count() - 1);
            names.extend(
                short
                    .filter(|_| zone.ends_with("新区"))
                    .map(|(at, _)| (zone[at..].to_owned(), Own::Surely)),
            );
        }
        if full.contains("海关") {
            names.push((String::from("关区"), Own::Surely));
            names.push((String::from("我关"), Own::Surely));
        }
        let abbreviated = SHORT.iter().filter_map(|(ending, short)| {
            let head = full.strip_suffix(ending)?;
            Some(short.iter().map(move |short| format!("{head}{short}")))
        });
        let zone = full.strip_suffix("管理委员会").filter(|zone| zone.ends_with('区'));
        let zone = zone.map(str::to_owned).into_iter();
        let full = std::iter::once(full.to_owned())
            .chain(abbreviated.flatten())
            .chain(zone);
        let mut organ = Self {
            names,
            is_of_a_government,
            full: full.map(|name| name.chars().collect()).collect(),
            ..Self::default()
        };
        organ.settle();
        organ
    }
}

/// The name in brackets behind an office's: 青禾市人民政府办公室 for 青禾市人民政府（市政府办公室）.
pub(super) fn in_brackets(full: &str) -> Option<String> {
    let (own, other) = full.trim().split_once(['（', '('])?;
    let other = other.strip_suffix(['）', ')'])?;
    let first = other.chars().next()?;
    // 市 stands for the place that ends so.
    let place = places(own).into_iter().rev().map(|end| &own[..end]);
    let place = place.into_iter().find(|place| place.ends_with(first));
    Some(match place {
        Some(place) => {
            let body = &other[first.len_utf8()..];
            // 市政府办公室 is 青禾市人民政府办公室 in full.
            let people = if body.starts_with("政府") { "人民" } else { "" };
            format!("{place}{people}{body}")
        }
        None => other.to_owned(),
    })
}

/// An office's name with its self-governing place as it is spoken of: 凉山州… for 凉山彝族自治州….
pub(super) fn without_peoples(full: &str) -> Option<String> {
    let (place, body) = ["自治州", "自治县", "自治旗"]
        .iter()
        .find_map(|unit| full.split_once(unit))?;
    let unit = full[place.len()..].chars().nth(2)?;
    let peoples = Wording::get().list(List::Peoples);
    let (at, _) = place
        .char_indices()
        .find(|(at, _)| peoples.begins(&place[*at..]).is_some())?;
    Some(format!("{}{unit}{body}", &place[..at])).filter(|_| at > 0)
}

/// An office's name without its place, and its short forms.
fn bodies(body: &str) -> Vec<String> {
    let mut all = vec![body.to_owned()];
    for (ending, short) in SHORT {
        if let Some(head) = body.strip_suffix(ending) {
            all.extend(short.iter().map(|short| format!("{head}{short}")));
        }
    }
    if let Some(head) = body.strip_suffix("人民政府") {
        all.push(format!("{head}政府"));
    }
    all.retain(|body| !body.is_empty());
    all.dedup();
    all
}
