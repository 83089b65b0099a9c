//! How long each stage of a report takes, from the workbook's bytes to each document: `cargo
//! bench`. Whole commands, and how they compare with others, are for `cargo xtask bench`.
#![allow(missing_docs, reason = "criterion's macros make functions without any")]

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::model::plugin::ExportJob;
use nianbao::{Document, Error, Filing, Input, Judged, LastYear, Options, Publication, Session, exporters, importers};

/// A report at each of its stages.
struct Stages {
    session: Session,
    inputs: [Input; 1],
    filing: Filing,
    judged: Judged,
    publication: Publication,
    document: Document,
}

impl Stages {
    fn of(example: &str) -> Result<Self, Error> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../examples/{example}/report.xlsx"));
        let session = Session::new(Options::default())?;
        let inputs = [Input::open(path)?];
        let filing = session.read(&inputs)?;
        let judged = session.judge(filing.clone(), &LastYear::unknown());
        let publication = Publication::new(["html"])?;
        let document = publication.document(&judged);
        Ok(Self {
            session,
            inputs,
            filing,
            judged,
            publication,
            document,
        })
    }
}

fn stages(criterion: &mut Criterion) {
    for example in ["chongqing-customs-2020", "county-2024"] {
        let Ok(stages) = Stages::of(example) else {
            // The example's own tests say what is wrong with it.
            continue;
        };
        let [input] = &stages.inputs;
        let mut group = criterion.benchmark_group(example);
        group.sample_size(20);
        for importer in importers().iter().filter(|importer| importer.recognizes(input.bytes())) {
            group.bench_function(format!("import {}", importer.id()), |bencher| {
                bencher.iter(|| importer.import(&"report.xlsx".into(), input.bytes()));
            });
        }
        group.bench_function("import and read", |bencher| {
            bencher.iter(|| stages.session.read(&stages.inputs));
        });
        group.bench_function("judge", |bencher| {
            let judge = |filing| stages.session.judge(filing, &LastYear::unknown());
            bencher.iter_with_setup(|| stages.filing.clone(), judge);
        });
        group.bench_function("compose", |bencher| {
            bencher.iter(|| stages.publication.document(&stages.judged));
        });
        let Judged { report, form, .. } = &stages.judged;
        for exporter in exporters() {
            let job = ExportJob::new(&stages.document, report, form);
            group.bench_function(format!("export {}", exporter.id()), |bencher| {
                bencher.iter(|| exporter.export(&job));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
