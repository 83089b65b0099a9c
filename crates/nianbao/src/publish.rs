//! The last stages: compose and export. What comes out is bytes; where they go is for the
//! caller to say.

use std::collections::BTreeMap;

use nianbao_check::Judged;
use nianbao_model::document::Attachment;
use nianbao_model::plugin::{ExportJob, Exporter, Role, Settings, Shared};

use crate::error::Error;
use crate::file_name;
use crate::output::Output;
use crate::publication::Publication;
use crate::session::Session;

/// An exporter of a publication with what it is told.
type Part = (&'static dyn Exporter, Settings);

impl Session {
    /// Does ahead what needs no report, such as loading typefaces. It may be called from
    /// another thread while a report is read, or not at all; what goes wrong is told by
    /// [`publish`](Self::publish).
    pub fn prepare(&self, publication: &Publication) {
        for (exporter, settings) in publication.exporters(&self.options).into_iter().flatten() {
            exporter.prepare(&settings);
        }
    }

    /// Makes all files of a publication, attachments before the page that lists them. The
    /// same report always gives the same bytes.
    ///
    /// # Errors
    /// [`Error::Blocked`] if the report has errors and this is no draft, [`Error::Export`]
    /// if a format cannot express it, [`Error::Setting`].
    pub fn publish(&self, judged: &Judged, publication: &Publication) -> Result<Vec<Output>, Error> {
        if publication.blocks(judged) {
            let errors = judged.count().errors;
            return Err(Error::Blocked { errors });
        }
        let mut document = publication.document(judged);
        let stem = file_name::stem(&document.title) + publication.suffix();
        let exporters = publication.exporters(&self.options)?;
        let mut outputs = Vec::with_capacity(exporters.len());
        // Those of one part in the publication list nothing of each other; the page, which
        // comes after, lists the attachments.
        for part in exporters.chunk_by(|(one, _), (other, _)| role(*one) == role(*other)) {
            let job = ExportJob::new(&document, &judged.report, &judged.form);
            let made = make_part(part, &job, &stem)?;
            let attachments = part
                .iter()
                .zip(&made)
                .filter(|((exporter, _), _)| role(*exporter) == Role::Attachment);
            let attachments: Vec<Attachment> = attachments.map(|(_, output)| attachment(output)).collect();
            document.attachments.extend(attachments);
            outputs.extend(made);
        }
        Ok(outputs)
    }
}

fn role(exporter: &dyn Exporter) -> Role {
    exporter.describe().role
}

/// What the exporters of one part of a publication make of a job, in their order.
fn make_part(part: &[Part], job: &ExportJob<'_>, stem: &str) -> Result<Vec<Output>, Error> {
    let shared = Shared::default();
    let job = |settings| job.with_settings(settings).with_shared(&shared);
    let made = each(&sharing(part), |group: &Vec<usize>| {
        // One alone makes it when it comes to it.
        for at in group.iter().filter(|_| group.len() > 1) {
            let (exporter, settings) = &part[*at];
            exporter.make_shared(&job(settings))?;
        }
        let make = |at: &usize| {
            let (exporter, settings) = &part[*at];
            Ok((*at, make(*exporter, &job(settings), stem)?))
        };
        each(group, make).into_iter().collect::<Result<Vec<_>, Error>>()
    });
    let made = made.into_iter().collect::<Result<Vec<_>, _>>()?;
    let made: BTreeMap<usize, Output> = made.into_iter().flatten().collect();
    Ok(made.into_values().collect())
}

/// Where those exporters stand that share something, and each of the others alone. Those of
/// one group are asked one after another for what they share: what one of them makes, another would
/// have to wait for, and a thread of a pool that waits for work in that pool may wait for ever.
fn sharing(part: &[Part]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for (at, (exporter, _)) in part.iter().enumerate() {
        let shares = exporter.shares();
        match groups.iter_mut().find(|(own, _)| shares.is_some() && *own == shares) {
            Some((_, group)) => group.push(at),
            None => groups.push((shares, vec![at])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn make(exporter: &dyn Exporter, job: &ExportJob<'_>, stem: &str) -> Result<Output, Error> {
    let bytes = exporter.export(job)?;
    let variant = exporter.variant(job.settings).unwrap_or_default();
    let description = exporter.describe();
    Ok(Output {
        file_name: format!("{stem}{variant}.{}", description.extension),
        media_type: description.media_type,
        bytes,
    })
}

fn attachment(output: &Output) -> Attachment {
    Attachment {
        file_name: output.file_name.clone(),
        media_type: output.media_type.to_owned(),
        bytes: output.bytes.len(),
    }
}

/// What `make` makes of each, at once where there are threads.
#[cfg(feature = "files")]
fn each<T: Sync, R: Send>(all: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    // The first is made here: most often there is nothing beside it worth a thread.
    let Some((first, others)) = all.split_first() else {
        return Vec::new();
    };
    std::thread::scope(|scope| {
        let make = &make;
        let others: Vec<_> = others.iter().map(|other| scope.spawn(move || make(other))).collect();
        let mut made = vec![make(first)];
        let join = |thread: std::thread::ScopedJoinHandle<'_, R>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        made.extend(others.into_iter().map(join));
        made
    })
}

/// What `make` makes of each.
#[cfg(not(feature = "files"))]
fn each<T, R>(all: &[T], make: impl Fn(&T) -> R) -> Vec<R> {
    all.iter().map(make).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, LastYear, Options};

    /// A report of text alone: its tables are missing, which is an error.
    fn judged(session: &Session, lines: &str) -> Judged {
        let filing = session.read(&[Input::new("正文.txt", lines)]).unwrap();
        session.judge(filing, &LastYear::unknown())
    }

    fn text(outputs: &[Output], extension: &str) -> String {
        let output = outputs
            .iter()
            .find(|output| output.file_name.ends_with(extension))
            .unwrap();
        String::from_utf8(output.bytes.clone()).unwrap()
    }

    #[test]
    fn a_report_with_errors_is_published_as_a_draft_only() {
        let session = Session::new(Options::default()).unwrap();
        let judged = judged(&session, "一、总体情况\n各项工作有序开展。");
        let mut publication = Publication::new(["markdown"]).unwrap();
        let refused = session.publish(&judged, &publication).unwrap_err();
        assert!(matches!(refused, Error::Blocked { errors } if errors == judged.count().errors));
        publication.draft = true;
        let outputs = session.publish(&judged, &publication).unwrap();
        assert!(
            outputs[0].file_name.ends_with("（草稿）.md"),
            "{}",
            outputs[0].file_name
        );
        assert!(text(&outputs, ".md").contains("> 草稿"));
    }

    #[test]
    fn corrected_punctuation_goes_into_the_document_and_not_into_what_a_cell_held() {
        let session = Session::new(Options::default()).unwrap();
        let judged = judged(&session, "一、总体情况\n健全制度,规范程序;{{ 年度 }}年完成。");
        let publish = |fix| {
            let mut publication = Publication::new(["markdown", "json"]).unwrap();
            publication.with_provenance().unwrap();
            (publication.draft, publication.fix) = (true, fix);
            session.publish(&judged, &publication).unwrap()
        };
        let (typed, fixed) = (publish(false), publish(true));
        assert!(text(&typed, ".md").contains("健全制度,规范程序;"));
        assert!(text(&fixed, ".md").contains("健全制度，规范程序；"));
        let json = text(&fixed, ".json");
        assert!(json.contains("健全制度,规范程序;{{ 年度 }}年完成。"), "{json}");
        assert_eq!(json, text(&typed, ".json"));
    }

    /// An exporter that says what it shares, and writes down what was shared before it was asked.
    struct Sharing(&'static str, Option<&'static str>);

    impl Exporter for Sharing {
        fn id(&self) -> &'static str {
            self.0
        }

        fn describe(&self) -> nianbao_model::plugin::Description {
            nianbao_model::plugin::Description {
                label_zh: self.0,
                label_en: self.0,
                extension: self.0,
                media_type: "text/plain",
                role: Role::Attachment,
            }
        }

        fn shares(&self) -> Option<&'static str> {
            self.1
        }

        fn make_shared(&self, job: &ExportJob<'_>) -> Result<(), nianbao_model::plugin::ExportError> {
            job.once(self.1.unwrap(), || Ok(format!("{} by {}", self.1.unwrap(), self.0)))
                .map(drop)
        }

        fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, nianbao_model::plugin::ExportError> {
            let Some(name) = self.1 else { return Ok(Vec::new()) };
            let made = job.once(name, || {
                Ok::<_, nianbao_model::plugin::ExportError>(String::from("alone"))
            });
            Ok(made?.as_bytes().to_vec())
        }
    }

    const SHARING: [&dyn Exporter; 5] = [
        &Sharing("a", None),
        &Sharing("b", Some("pages")),
        &Sharing("c", None),
        &Sharing("d", Some("sheets")),
        &Sharing("e", Some("pages")),
    ];

    #[test]
    fn those_that_share_something_are_one_group_and_each_of_the_others_another() {
        let part = SHARING.map(|exporter| (exporter, Settings::new()));
        assert_eq!(sharing(&part), [vec![0], vec![1, 4], vec![2], vec![3]]);
    }

    #[test]
    fn what_several_share_is_made_once_before_they_are_asked() {
        let session = Session::new(Options::default()).unwrap();
        let judged = judged(&session, "一、总体情况\n各项工作有序开展。");
        let document = Publication::new(["markdown"]).unwrap().document(&judged);
        let job = ExportJob::new(&document, &judged.report, &judged.form);
        let part = SHARING.map(|exporter| (exporter, Settings::new()));
        let outputs = make_part(&part, &job, "年报").unwrap();
        let made: Vec<(&str, &str)> = outputs
            .iter()
            .map(|output| (output.file_name.as_str(), std::str::from_utf8(&output.bytes).unwrap()))
            .collect();
        let expected = [
            ("年报.a", ""),
            ("年报.b", "pages by b"),
            ("年报.c", ""),
            ("年报.d", "alone"),
            ("年报.e", "pages by b"),
        ];
        assert_eq!(made, expected);
    }

    #[test]
    fn the_page_lists_the_attachments_that_were_made_before_it() {
        let session = Session::new(Options::default()).unwrap();
        let judged = judged(&session, "一、总体情况\n各项工作有序开展。");
        let mut publication = Publication::new(["html", "docx"]).unwrap();
        publication.draft = true;
        let outputs = session.publish(&judged, &publication).unwrap();
        let names: Vec<&str> = outputs.iter().map(|output| output.file_name.as_str()).collect();
        assert!(names[0].ends_with(".docx") && names[1].ends_with(".html"), "{names:?}");
        assert!(text(&outputs, ".html").contains(names[0]));
    }
}
