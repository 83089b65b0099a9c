//! Whose number it is: the names an office goes by, told from those of other offices.

mod names;

use nianbao_model::office::PLACES;
use rustc_hash::FxHashMap;

use crate::beginnings::Beginnings;
use crate::passage::Span;
use crate::wording::{List, Wording};

use names::{in_brackets, without_peoples};

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
    /// Where those are that begin with a character.
    by_first: FxHashMap<char, Vec<usize>>,
    /// The full name, with the usual short endings: what an abbreviation is made of.
    full: Vec<Vec<char>>,
    /// Whether it is a government's own office, whose report is of the government's own level.
    pub(crate) is_of_a_government: bool,
}

/// What goes on behind 办 where it is no end of a name: 办理, 办结.
const WHAT_OFFICES_DO: [char; 7] = ['理', '结', '件', '毕', '事', '复', '公'];
/// A shortened name has no more characters before its last.
const SHORTENED: usize = 5;

impl Organ {
    pub(crate) fn new(full: &str) -> Self {
        let mut organ = Self::of(full);
        if let Some(other) = in_brackets(full) {
            let other = Self::of(&other);
            organ.names.extend(other.names);
            organ.full.extend(other.full);
            organ.is_of_a_government |= other.is_of_a_government;
            organ.settle();
        }
        if let Some(short) = without_peoples(full) {
            organ.names.extend(Self::of(&short).names);
            organ.settle();
        }
        organ
    }

    /// Puts the names in order, each once.
    fn settle(&mut self) {
        let names = &mut self.names;
        names.sort_by_key(|(name, own)| (std::cmp::Reverse(name.len()), std::cmp::Reverse(*own), name.clone()));
        names.dedup_by(|second, first| second.0 == first.0);
        names.retain(|(name, _)| name.chars().count() > 1);
        self.beginnings = Beginnings::of(names.iter().map(|(name, _)| name.as_str()));
        self.by_first.clear();
        for (nth, (name, _)) in names.iter().enumerate() {
            let first = name.chars().next().unwrap_or_default();
            self.by_first.entry(first).or_default().push(nth);
        }
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
            let is_cut = name.ends_with('办') && text[span.end..].starts_with(WHAT_OFFICES_DO);
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
            let first = text[at..].chars().next().unwrap_or_default();
            let own = self.by_first.get(&first).into_iter().flatten();
            let begins = own.filter(|nth| text[at..].starts_with(self.names[**nth].0.as_str()));
            named.extend(begins.map(|nth| (*nth, at)));
        }
        named.sort_unstable();
        named
    }

    /// Where a text has the name of the kind of place with a shortened name behind: 市人社局 for
    /// 青禾市人力资源和社会保障局.
    fn abbreviations(&self, text: &str) -> Vec<Span> {
        let mut lasts: Vec<char> = self.full.iter().filter_map(|full| full.last().copied()).collect();
        lasts.sort_unstable();
        lasts.dedup();
        let mut found = Vec::new();
        // One after the other: a single character is found by its bytes.
        for (at, last) in lasts.into_iter().flat_map(|last| text.match_indices(last)) {
            let end = at + last.len();
            // 市政府办理: what the government does.
            if last == "办" && text[end..].starts_with(WHAT_OFFICES_DO) {
                continue;
            }
            let before = text[..at].char_indices().rev().take(SHORTENED);
            let start = before.skip(1).find(|(_, c)| PLACES.contains(c));
            let Some((start, _)) = start else { continue };
            let is_place = text[..start]
                .chars()
                .next_back()
                .is_some_and(|c| PLACES.contains(&c) || c == '全');
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
        let after_place = at.checked_sub(1).is_none_or(|before| PLACES.contains(&full[before]));
        *c == first && (after_place || PLACES.contains(c))
    });
    starts.map(|(at, _)| at).any(|start| {
        let mut rest = full[start..].iter();
        words.iter().all(|c| rest.any(|own| own == c))
    })
}

/// Whether a name begins where it stands, and is not the end of another's: 城东区水务局.
fn begins_here(before: &str, name: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    let is_place = PLACES.contains(&last) || matches!(last, '各' | '级' | '属');
    let starts_with_place = name.chars().next().is_some_and(|c| PLACES.contains(&c));
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
            ("青禾市人民政府（市政府办公室）", "市政府办公室"),
            ("青禾市柳泉湖滨海新区管理委员会", "滨海新区"),
            ("青禾市柳泉湖滨海新区管理委员会", "全区"),
            ("青禾市人民政府外事办公室", "市政府外办"),
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
