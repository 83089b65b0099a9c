//! What the stages of a report take, from the workbook's bytes to each document: `cargo
//! bench`. Whole commands, and how they compare with others, are for `cargo xtask bench`.
#![allow(missing_docs, reason = "criterion's macros make functions without any")]

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao_check::{Subject, check};
use nianbao_compose::{Options, compose};
use nianbao_import_excel::ExcelImporter;
use nianbao_model::plugin::{ExportJob, Exporter, Importer};
use nianbao_model::{Document, Form, Report, form};
use nianbao_read::{Fit, Input};

/// A report at each of its stages.
struct Stages {
    bytes: Vec<u8>,
    forms: Vec<Arc<Form>>,
    input: Input,
    form: Arc<Form>,
    report: Report,
    document: Document,
}

impl Stages {
    fn of(example: &str) -> Result<Self, Box<dyn Error>> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../examples/{example}/report.xlsx"));
        let bytes = std::fs::read(path)?;
        let input = Input::new(vec![ExcelImporter.import(&"report.xlsx".into(), &bytes)?]);
        let forms = form::builtin()?;
        let fit = Fit::best(&input, &forms).ok_or("there are no forms")?;
        let form = Arc::clone(fit.form());
        let report = fit.report();
        let document = compose(&report, &form, &Options::default());
        Ok(Self {
            bytes,
            form,
            report,
            document,
            forms,
            input,
        })
    }
}

fn stages(criterion: &mut Criterion) {
    for example in ["chongqing-customs-2020", "county-2024"] {
        let Ok(stages) = Stages::of(example) else {
            // The example's own tests say what is wrong with it.
            continue;
        };
        let form = &stages.form;
        let mut group = criterion.benchmark_group(example);
        group.sample_size(20);
        group.bench_function("import", |bencher| {
            bencher.iter(|| ExcelImporter.import(&"report.xlsx".into(), &stages.bytes));
        });
        group.bench_function("choose the form", |bencher| {
            bencher.iter(|| Fit::best(&stages.input, &stages.forms).map(|fit| fit.form().id.len()));
        });
        group.bench_function("read", |bencher| {
            bencher.iter(|| Fit::new(&stages.input, form).report());
        });
        group.bench_function("check", |bencher| {
            bencher.iter(|| check(&Subject::new(&stages.report, form), &[]));
        });
        group.bench_function("compose", |bencher| {
            bencher.iter(|| compose(&stages.report, form, &Options::default()));
        });
        let exporters: [&dyn Exporter; 5] = [
            &nianbao_export_pdf::PdfExporter,
            &nianbao_export_docx::DocxExporter,
            &nianbao_export_html::HtmlExporter,
            &nianbao_export_json::JsonExporter,
            &nianbao_export_markdown::MarkdownExporter,
        ];
        for exporter in exporters {
            let job = ExportJob::new(&stages.document, &stages.report, form);
            group.bench_function(format!("export {}", exporter.id()), |bencher| {
                bencher.iter(|| exporter.export(&job));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
