//! Whose number it is: the names an office goes by, told from those of other offices.

use crate::beginnings::Beginnings;
use crate::passage::Span;
use crate::wording::{List, Wording};

/// How sure it is that a name is the office's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Own {
    /// 县政府 in the report of a county: the whole of it, or its own level alone.
    Perhaps,
    /// Nothing else is called so.
    Surely,
}

/// The names an office goes by.
#[derive(Debug, Default)]
pub(crate) struct Organ {
    /// The longest first.
    names: Vec<(String, Own)>,
    beginnings: Beginnings,
    /// The full name, with the usual short endings: what an abbreviation is made of.
    full: Vec<Vec<char>>,
    /// Whether it is a government's own office, whose report is of the government's own level.
    pub(crate) is_of_a_government: bool,
}

/// A shortened name has no more characters before its last.
const SHORTENED: usize = 5;
/// What ends a place's name.
const UNITS: [char; 9] = ['省', '市', '县', '区', '州', '旗', '镇', '乡', '盟'];
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
    pub(crate) fn new(full: &str) -> Self {
        let mut organ = Self::of(full);
        if let Some(short) = without_peoples(full) {
            organ.names.extend(Self::of(&short).names);
            organ.settle();
        }
        organ
    }

    fn of(full: &str) -> Self {
        // 青禾市人民政府（市政府办公室）: for whom it answers besides.
        let full = full.split(['（', '(']).next().unwrap_or_default().trim();
        if full.chars().count() < 2 {
            return Self::default();
        }
        let places = places(full);
        let (place, body) = full.split_at(places.last().copied().unwrap_or(0));
        let mut names = vec![(full.to_owned(), Own::Surely)];
        let starts: Vec<usize> = std::iter::once(0).chain(places.iter().copied()).collect();
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
                let bare = head.trim_end_matches(UNITS);
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
            let bare = heads.last().map(|head| head.trim_end_matches(UNITS));
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
            let at = self::places(whole).last().copied().unwrap_or(0);
            let body = &whole[at..];
            let bare = part.trim_end_matches(UNITS);
            let units = part.chars().last().filter(|c| UNITS.contains(c)).map(String::from);
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
        names.extend(
            zones
                .filter(|zone| zone.ends_with('区'))
                .map(|zone| (zone.to_owned(), Own::Surely)),
        );
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
            beginnings: Beginnings::default(),
            names,
            is_of_a_government,
            full: full.map(|name| name.chars().collect()).collect(),
        };
        organ.settle();
        organ
    }

    /// Puts the names in order, each once.
    fn settle(&mut self) {
        let names = &mut self.names;
        names.sort_by_key(|(name, own)| (std::cmp::Reverse(name.len()), std::cmp::Reverse(*own), name.clone()));
        names.dedup_by(|second, first| second.0 == first.0);
        names.retain(|(name, _)| name.chars().count() > 1);
        self.beginnings = Beginnings::of(names.iter().map(|(name, _)| name.as_str()));
    }

    /// Where a text has the office's own names, from the left and apart.
    pub(crate) fn find(&self, text: &str) -> Vec<(Span, Own)> {
        let mut found: Vec<(Span, Own)> = Vec::new();
        for (nth, at) in self.named(text) {
            let (name, own) = &self.names[nth];
            let span = at..at + name.len();
            let is_apart = found
                .iter()
                .all(|(other, _)| span.end <= other.start || other.end <= span.start);
            // 街道办理: what the street office does, not 街道办.
            let is_cut = name.ends_with('办') && text[span.end..].starts_with(['理', '结', '件', '毕', '事']);
            if is_apart && !is_cut && begins_here(&text[..at], name) {
                found.push((span, *own));
            }
        }
        for span in self.abbreviations(text) {
            let is_apart = found
                .iter()
                .all(|(other, _)| span.end <= other.start || other.end <= span.start);
            if is_apart {
                found.push((span, Own::Surely));
            }
        }
        found.sort_by_key(|(span, _)| span.start);
        found
    }

    /// Where each of the names stands in a text: its number and the place, in the names' order.
    fn named(&self, text: &str) -> Vec<(usize, usize)> {
        let mut named = Vec::new();
        let may_begin = |(at, c): &(usize, char)| self.beginnings.may_begin(*c, &text[at + c.len_utf8()..]);
        for (at, _) in text.char_indices().filter(may_begin) {
            let begin = |(_, (name, _)): &(usize, &(String, Own))| text[at..].starts_with(name.as_str());
            named.extend(self.names.iter().enumerate().filter(begin).map(|(nth, _)| (nth, at)));
        }
        named.sort_unstable();
        named
    }

    /// Where a text has the name of the kind of place with a shortened name behind: 市人社局 for
    /// 青禾市人力资源和社会保障局.
    fn abbreviations(&self, text: &str) -> Vec<Span> {
        let Some(last) = self.full.first().and_then(|full| full.last()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (at, _) in text.match_indices(*last) {
            let end = at + last.len_utf8();
            let before = text[..at].char_indices().rev().take(SHORTENED);
            let start = before.skip(1).find(|(_, c)| UNITS.contains(c));
            let Some((start, _)) = start else { continue };
            let is_place = text[..start]
                .chars()
                .next_back()
                .is_some_and(|c| UNITS.contains(&c) || c == '全');
            if !is_place && self.is_abbreviated(&text[start..end]) {
                found.push(start..end);
            }
        }
        found
    }

    /// Whether words that are not understood are the office's name, shortened: 市科委 for 青禾市科学技术委员会.
    pub(crate) fn is_abbreviated(&self, words: &str) -> bool {
        let last = words.chars().next_back();
        let mut full = self.full.iter().filter(|full| full.last().copied() == last).peekable();
        // Of most words the last character tells.
        if full.peek().is_none() {
            return false;
        }
        let words: Vec<char> = words.chars().collect();
        words.len() > 1 && full.any(|full| is_made_of(&words, full))
    }
}

/// Whether words are made of a name's characters: from a place's end or beginning on, in order.
fn is_made_of(words: &[char], full: &[char]) -> bool {
    let Some(first) = words.first() else { return false };
    let starts = full.iter().enumerate().filter(|(at, c)| {
        let after_place = at.checked_sub(1).is_none_or(|before| UNITS.contains(&full[before]));
        *c == first && (after_place || UNITS.contains(c))
    });
    starts.map(|(at, _)| at).any(|start| {
        let mut rest = full[start..].iter();
        words.iter().all(|c| rest.any(|own| own == c))
    })
}

/// An office's name with its self-governing place as it is spoken of: 凉山州… for 凉山彝族自治州….
fn without_peoples(full: &str) -> Option<String> {
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

/// Where the places at the start of a name end: 青禾市 and 柳泉镇 of 青禾市柳泉镇人民政府.
fn places(full: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for (at, c) in full.char_indices() {
        let end = at + c.len_utf8();
        // 泉州市: what ends a place's name may be a part of one.
        let is_place = match c {
            // 住房和城乡建设局 is no office of a township.
            '乡' if full[..at].ends_with('城') => false,
            '区' => !full[end..].starts_with("域"),
            _ => UNITS.contains(&c) && !full[end..].starts_with(UNITS),
        };
        // 市场 and 县域 are no places, nor is a bare 市 without a name.
        let names = full[start..at].chars().count() >= 1;
        let goes_on =
            full[end..].starts_with(['场', '政', '容', '域', '村', '级', '委']) && !full[end..].starts_with("委员");
        if is_place && names && !goes_on && at - start <= 48 {
            ends.push(end);
            start = end;
        }
    }
    ends
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

/// Whether a name begins where it stands, and is not the end of another's: 城东区水务局.
fn begins_here(before: &str, name: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    let is_place = UNITS.contains(&last) || matches!(last, '各' | '级' | '属');
    let starts_with_place = name.chars().next().is_some_and(|c| UNITS.contains(&c));
    !(is_place || starts_with_place && last == '全')
}

/// Whether what is not understood names another office, place or level.
pub(crate) fn is_other(residue: &str) -> bool {
    let list = |list: List| Wording::get().list(list);
    // `门户网站`: a way, and no 站.
    let is_way = || list(List::Channels).ends(residue).is_some();
    !residue.is_empty()
        && (list(List::OrganEndings).ends(residue).is_some() && !is_way() || list(List::OrganWords).is_in(residue))
}

/// Whether a clause begins with another office's name.
pub(crate) fn begins_with_other(clause: &str, names_itself: bool) -> bool {
    let wording = Wording::get();
    let clause = ["因为", "由于", "鉴于", "因"]
        .iter()
        .find_map(|word| clause.strip_prefix(word))
        .unwrap_or(clause);
    let begins = |list: List| wording.list(list).begins(clause).is_some();
    if names_itself || begins(List::Generic) || begins(List::OrganMeans) {
        return false;
    }
    let head = clause.char_indices().take(16);
    let head = head.take_while(|(_, c)| !matches!(c, '的' | '、' | '在' | '对' | '按'));
    let end = head.last().map_or(0, |(at, c)| at + c.len_utf8());
    let head = &clause[..end];
    // A name has two characters at least before that.
    let from = head.char_indices().nth(2).map_or(head.len(), |(at, _)| at);
    wording.list(List::OrganHeads).is_behind(head, from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(organ: &str, text: &str) -> Vec<(String, Own)> {
        let found = Organ::new(organ).find(text);
        found
            .into_iter()
            .map(|(span, own)| (text[span].to_owned(), own))
            .collect()
    }

    #[test]
    fn an_office_is_known_by_its_short_names() {
        for (organ, name) in [
            ("青禾市柳泉街道办事处", "柳泉街道"),
            ("青禾市柳泉街道办事处", "街道办"),
            ("临溪县人民政府", "临溪县"),
            ("临溪县人民政府", "全县"),
            ("临溪县人民政府", "临溪"),
            ("临溪县柳泉镇人民政府", "柳泉镇政府"),
            ("临溪县柳泉镇人民政府", "镇政府"),
            ("临溪县人民政府办公室", "县政府办"),
            ("青禾市水务局", "市水务局"),
            ("青禾市水务局", "水务局"),
            ("青禾高新技术产业开发区管理委员会", "管委会"),
            ("青禾市柳泉工业园区管理委员会", "柳泉工业园区"),
            ("青禾市生态环境局城东分局", "分局"),
            ("凉溪彝族自治州水务局", "凉溪州水务局"),
            ("泉州市人民政府", "全市"),
            ("泉州市人民政府", "泉州市"),
        ] {
            assert_eq!(
                found(organ, &format!("{name}共受理")),
                [(name.to_owned(), Own::Surely)],
                "{organ}"
            );
        }
        assert_eq!(
            found("临溪县人民政府", "县政府受理"),
            [("县政府".to_owned(), Own::Perhaps)]
        );
    }

    #[test]
    fn abbreviations_are_made_of_the_name() {
        for (organ, short) in [
            ("青禾市科学技术委员会", "市科委"),
            ("青禾市卫生健康委员会", "卫健委"),
            ("青禾市发展和改革委员会", "市发改委"),
            ("青禾市人力资源和社会保障局", "人社局"),
            ("青禾市住房和城乡建设局", "市住建局"),
            ("青禾市市场监督管理局", "市监局"),
        ] {
            assert!(Organ::new(organ).is_abbreviated(short), "{short}");
        }
        for (organ, other) in [
            ("青禾市水务局", "公安局"),
            ("青禾市水务局", "城东区水务局"),
            ("临溪县人民政府", "县民政局"),
        ] {
            assert!(!Organ::new(organ).is_abbreviated(other), "{other}");
        }
    }

    #[test]
    fn another_office_s_name_is_not_its_own() {
        assert!(found("青禾市水务局", "城东区水务局收到").is_empty());
        assert!(found("青禾市水务局", "各区水务局收到").is_empty());
        assert!(is_other("公安局") && !is_other("取水许可"));
    }
}
