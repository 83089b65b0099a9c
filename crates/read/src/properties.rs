//! What files say of a report beside its text: the properties of a web page, a Word or a PDF file,
//! the items of a site's catalogue over the text, the dates on a page, the signature under the text.
//! They fill in what the text leaves open; where they say something else than the text, that is
//! noted. Whether it is wrong is for the rules to judge.

mod catalogue;
mod signature;

use nianbao_model::date::{parse_date, parse_year};
use nianbao_model::label;
use nianbao_model::office::{ends_a_name, is_office};
use nianbao_model::report::{Conflict, Field, Metadata, Omission, Omitted, Sourced};
use nianbao_model::source::{Line, LineRole, Property, Source};

pub(crate) use catalogue::{are_items, is_catalogue};
pub(crate) use signature::take as take_signature;

use crate::title::{is_title, said};

/// Where a page, a file or a site names its title, the best first.
const TITLES: [&str; 6] = ["articletitle", "og:title", "dc:title", "dc.title", "title", "<title>"];
/// Where they name the office: who wrote it, where it comes from, whose site it is on.
const AUTHORS: [&str; 4] = ["author", "dc:creator", "initial-creator", "contentsource"];
/// What else they say, and the item that it is.
const OTHERS: [(&str, Field); 9] = [
    ("pubdate", Field::Published),
    ("publishdate", Field::Published),
    ("sitename", Field::SiteName),
    ("sitedomain", Field::SiteDomain),
    ("siteidcode", Field::SiteId),
    ("columnname", Field::Column),
    ("contentsource", Field::Origin),
    ("description", Field::Description),
    ("keywords", Field::Keywords),
];
/// What stands between a page's title and the name of its site.
const PARTS: [char; 8] = ['_', '|', '-', '—', '–', '>', '·', ' '];

/// Fills in what the text leaves open, and notes what it says otherwise.
pub(crate) fn complete(metadata: &mut Metadata, sources: &[Source]) {
    for source in sources {
        let named = |names: &'static [&'static str]| {
            names.iter().flat_map(|name| {
                let has_name = |property: &&Property| property.name.eq_ignore_ascii_case(name);
                source.properties.iter().filter(has_name)
            })
        };
        for property in named(&TITLES) {
            if let Some(title) = title_in(property) {
                note_title(metadata, title);
            }
        }
        for property in named(&AUTHORS) {
            note_author(metadata, property);
        }
        for (name, field) in OTHERS {
            let mut properties = source.properties.iter();
            if let Some(property) = properties.find(|property| property.name.eq_ignore_ascii_case(name)) {
                fill(metadata, field, &property.value, property);
            }
        }
        for (field, value) in lines(source) {
            keep(metadata, field, value);
        }
        for (field, value) in source.sheets.iter().flat_map(catalogue::items) {
            keep(metadata, field, value);
        }
    }
    note_day(metadata);
}

/// Takes the first of these titles where the text has none, and notes those that are another report's.
pub(crate) fn complete_title(metadata: &mut Metadata, titles: impl Iterator<Item = Sourced<String>>) {
    titles.for_each(|title| note_title(metadata, title));
}

/// Tells that a catalogue's head was left out, together with what else the page shows round its text.
pub(crate) fn omit_catalogue(told: &mut Vec<Omitted>, catalogue: Omitted) {
    let is_page = |omitted: &&mut Omitted| {
        omitted.reason == Omission::PageFurniture && omitted.locus.file == catalogue.locus.file
    };
    match told.iter_mut().find(is_page) {
        Some(page) => page.count += catalogue.count,
        None => told.push(Omitted {
            reason: Omission::PageFurniture,
            ..catalogue
        }),
    }
}

/// The office that the files name, where neither the text nor its title does.
pub(crate) fn complete_organ(metadata: &mut Metadata, sources: &[Source]) {
    if metadata.get(Field::Organ).is_some() || metadata.blank.contains(&Field::Organ) {
        return;
    }
    let signed = metadata.fields.get(&Field::Signatory).cloned();
    let properties = || sources.iter().flat_map(|source| &source.properties);
    let author = AUTHORS.iter().find_map(|name| {
        let mut named = properties().filter(|property| property.name.eq_ignore_ascii_case(name));
        named.find(|property| is_office(&property.value)).map(sourced)
    });
    let site = metadata.fields.get(&Field::SiteName).and_then(|site| {
        let value = ["门户网站", "政府网站", "网站", "网"]
            .iter()
            .find_map(|end| site.value.strip_suffix(end))?;
        let locus = site.locus.clone();
        ends_a_name(value).then(|| Sourced {
            value: value.to_owned(),
            locus,
        })
    });
    if let Some(organ) = signed.or(author).or(site) {
        metadata.fields.insert(Field::Organ, organ);
    }
}

fn sourced(property: &Property) -> Sourced<String> {
    Sourced {
        value: property.value.clone(),
        locus: property.locus.clone(),
    }
}

/// The report's title in a property, without the name of the site behind or before it.
fn title_in(property: &Property) -> Option<Sourced<String>> {
    let whole = std::iter::once(property.value.as_str());
    let parts = property.value.split(PARTS).map(str::trim).chain(whole);
    let titles: Vec<&str> = parts.filter(|part| is_title(part)).collect();
    // A column of the site may be called as its reports are, but for the year.
    let dated = titles.iter().find(|title| said(title).1.is_some());
    let value = dated.or(titles.first())?;
    let locus = property.locus.clone();
    Some(Sourced {
        value: (*value).to_owned(),
        locus,
    })
}

/// Takes a title over, or notes that it is of another year or another office.
fn note_title(metadata: &mut Metadata, title: Sourced<String>) {
    let Some(own) = metadata.fields.get(&Field::Title).cloned() else {
        if !metadata.blank.contains(&Field::Title) {
            metadata.fields.insert(Field::Title, title);
        }
        return;
    };
    let (organ, year) = said(&title.value);
    let own_year = metadata.get(Field::Year).and_then(parse_year).or(said(&own.value).1);
    let own_organ = metadata.get(Field::Organ).map(str::to_owned).or(said(&own.value).0);
    let is_other_year = year.zip(own_year).is_some_and(|(year, own)| year != own);
    let is_other_organ = organ
        .zip(own_organ)
        .is_some_and(|(organ, own)| !is_same_office(&organ, &own));
    if is_other_year || is_other_organ {
        claim(metadata, Field::Title, own, title);
    }
}

/// Whether two names are one office's: one may be the shorter form of the other.
fn is_same_office(one: &str, other: &str) -> bool {
    let (one, other) = (label::normalize(one), label::normalize(other));
    one.contains(&other) || other.contains(&one)
}

/// Takes note of who is named as the author: the office, where the title has more than its name, or another one.
fn note_author(metadata: &mut Metadata, property: &Property) {
    let author = sourced(property);
    let from_title = metadata
        .fields
        .get(&Field::Title)
        .and_then(|title| said(&title.value).0);
    let Some(own) = from_title.filter(|_| is_office(&author.value)) else {
        return;
    };
    if metadata.fields.contains_key(&Field::Organ) || property.name.eq_ignore_ascii_case("contentsource") {
        return;
    }
    if own.starts_with(&author.value) {
        metadata.fields.insert(Field::Organ, author);
    } else if !is_same_office(&own, &author.value)
        && let Some(title) = metadata.fields.get(&Field::Title).cloned()
    {
        claim(metadata, Field::Organ, title, author);
    }
}

fn claim(metadata: &mut Metadata, field: Field, first: Sourced<String>, second: Sourced<String>) {
    let name = field.name().to_owned();
    metadata.claims.push(Conflict { name, first, second });
}

/// Takes an item over that nothing else has given.
fn fill(metadata: &mut Metadata, field: Field, value: &str, property: &Property) {
    let day = || value.split([' ', 'T']).next().filter(|day| parse_date(day).is_some());
    let value = match field {
        Field::Published => day(),
        _ => Some(value),
    };
    let locus = property.locus.clone();
    if let Some(value) = value {
        keep(
            metadata,
            field,
            Sourced {
                value: value.to_owned(),
                locus,
            },
        );
    }
}

fn keep(metadata: &mut Metadata, field: Field, value: Sourced<String>) {
    if !metadata.blank.contains(&field) {
        metadata.fields.entry(field).or_insert(value);
    }
}

/// What lines over and under a page's text say: `发布时间：2025-01-20`, `来源：某局`.
fn lines(source: &Source) -> impl Iterator<Item = (Field, Sourced<String>)> {
    let is_beside = |line: &&Line| line.role == LineRole::Furniture || are_items(&line.text);
    source.lines.iter().filter(is_beside).flat_map(|line| {
        let found = |(field, value): (Field, &str)| {
            let locus = line.locus.clone();
            (
                field,
                Sourced {
                    value: value.to_owned(),
                    locus,
                },
            )
        };
        catalogue::in_line(&line.text).map(found).collect::<Vec<_>>()
    })
}

/// Notes a day of publication that lies in the report's year or before it.
fn note_day(metadata: &mut Metadata) {
    let (Some(day), Some(year)) = (metadata.published(), metadata.year()) else {
        return;
    };
    let given = |field| metadata.fields.get(&field).cloned();
    if let (true, Some(first), Some(second)) = (day.year() <= year, given(Field::Year), given(Field::Published))
        && second
            .locus
            .sheet
            .as_deref()
            .is_none_or(|sheet| sheet.starts_with("文件属性"))
    {
        claim(metadata, Field::Published, first, second);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;

    fn read(title: Option<&str>, properties: &[(&str, &str)]) -> Metadata {
        let file = "年报.html".into();
        let mut source = Source::new(&file);
        source.properties = properties
            .iter()
            .filter_map(|(name, value)| Source::property(&file, name, value))
            .collect();
        let mut metadata = Metadata::default();
        if let Some(title) = title {
            let locus = Locus::file(&file);
            metadata.fields.insert(
                Field::Title,
                Sourced {
                    value: title.to_owned(),
                    locus,
                },
            );
        }
        complete(&mut metadata, std::slice::from_ref(&source));
        crate::title::complete(&mut metadata);
        complete_organ(&mut metadata, std::slice::from_ref(&source));
        metadata
    }

    #[test]
    fn a_title_is_found_beside_the_name_of_its_site() {
        for (name, value) in [
            (
                "<title>",
                "青禾县水务局2024年政府信息公开工作年度报告_青禾县人民政府门户网站",
            ),
            ("ArticleTitle", "青禾县水务局2024年政府信息公开工作年度报告"),
            ("title", "政府信息公开年报 - 青禾县水务局2024年政府信息公开工作年度报告"),
        ] {
            let metadata = read(None, &[(name, value)]);
            assert_eq!(metadata.get(Field::Organ), Some("青禾县水务局"), "{name}");
            assert_eq!(metadata.year(), Some(2024));
            let locus = &metadata.fields[&Field::Title].locus;
            assert_eq!(locus.to_string(), format!("年报.html › 文件属性 {name}"));
        }
        assert_eq!(read(None, &[("<title>", "青禾县人民政府")]).get(Field::Title), None);
    }

    #[test]
    fn the_text_counts_and_what_differs_is_noted() {
        let own = "青禾县水务局2024年政府信息公开工作年度报告";
        let claims = |properties: &[(&str, &str)]| read(Some(own), properties).claims.len();
        assert_eq!(claims(&[("Title", "青禾县水务局2023年政府信息公开工作年度报告")]), 1);
        assert_eq!(claims(&[("Title", "青禾县林业局2024年政府信息公开工作年度报告")]), 1);
        assert_eq!(claims(&[("Author", "青禾县林业局")]), 1);
        assert_eq!(
            claims(&[("Title", "县水务局2024年政府信息公开年报"), ("Author", "Administrator")]),
            0
        );
        assert_eq!(
            claims(&[("Author", "青禾县水务局"), ("ContentSource", "青禾县人民政府办公室")]),
            0
        );
    }

    #[test]
    fn an_office_is_named_by_its_author_or_its_site() {
        let title = Some("2024年政府信息公开工作年度报告");
        assert_eq!(
            read(title, &[("dc:creator", "青禾县水务局")]).get(Field::Organ),
            Some("青禾县水务局")
        );
        assert_eq!(
            read(title, &[("SiteName", "青禾县水务局门户网站")]).get(Field::Organ),
            Some("青禾县水务局")
        );
        assert_eq!(read(title, &[("Author", "Administrator")]).get(Field::Organ), None);
        let beyond = read(Some("重庆海关关区2020年政府信息公开年报"), &[("Author", "重庆海关")]);
        assert_eq!(beyond.get(Field::Organ), Some("重庆海关"));
    }

    #[test]
    fn days_are_read_without_their_hours() {
        let day = |value| read(None, &[("PubDate", value)]).published().map(|day| day.to_string());
        assert_eq!(day("2025-01-20 09:30:00").as_deref(), Some("2025-01-20"));
        assert_eq!(day("昨天"), None);
        let early = [("PubDate", "2024-01-20")];
        assert_eq!(read(None, &early).claims.len(), 0);
    }
}
