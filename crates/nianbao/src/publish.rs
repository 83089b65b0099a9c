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
            let shared = Shared::default();
            let made = each(&sharing(part), |at: &Vec<usize>| {
                let make = |at: &usize| {
                    let (exporter, settings) = &part[*at];
                    let job = ExportJob::new(&document, &judged.report, &judged.form);
                    let job = job.with_settings(settings).with_shared(&shared);
                    Ok((*at, make(*exporter, &job, &stem)?))
                };
                at.iter().map(make).collect::<Result<Vec<_>, Error>>()
            });
            let made = made.into_iter().collect::<Result<Vec<_>, _>>()?;
            let made: BTreeMap<usize, Output> = made.into_iter().flatten().collect();
            let made: Vec<Output> = made.into_values().collect();
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

/// Where those exporters stand that share something, and each of the others alone. Those of
/// one group are asked one after another: what one of them makes, another would have to wait
/// for, and a thread of a pool that waits for work in that pool may wait for ever.
fn sharing(part: &[(&'static dyn Exporter, Settings)]) -> Vec<Vec<usize>> {
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

    /// An exporter that says what it shares, and nothing else.
    struct Sharing(&'static str, Option<&'static str>);

    impl Exporter for Sharing {
        fn id(&self) -> &'static str {
            self.0
        }

        fn describe(&self) -> nianbao_model::plugin::Description {
            unreachable!("nobody asks")
        }

        fn shares(&self) -> Option<&'static str> {
            self.1
        }

        fn export(&self, _job: &ExportJob<'_>) -> Result<Vec<u8>, nianbao_model::plugin::ExportError> {
            unreachable!("nobody asks")
        }
    }

    #[test]
    fn those_that_share_something_are_asked_one_after_another_and_all_others_at_once() {
        let part: [&'static dyn Exporter; 5] = [
            &Sharing("a", None),
            &Sharing("b", Some("pages")),
            &Sharing("c", None),
            &Sharing("d", Some("sheets")),
            &Sharing("e", Some("pages")),
        ];
        let part = part.map(|exporter| (exporter, Settings::new()));
        assert_eq!(sharing(&part), [vec![0], vec![1, 4], vec![2], vec![3]]);
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
