//! The world the template is compiled in: its fonts by role, the data file, no
//! clock, and Typst's accessibility functions, which typst-as-lib cannot switch on.

use std::sync::OnceLock;

use nianbao_fonts::Role;
use nianbao_model::plugin::ExportError;
use typst::diag::{FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_as_lib::conversions::IntoFileId;
use typst_as_lib::{TypstEngine, TypstTemplateMainFile, TypstWorld};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The template.
const TEMPLATE: &str = include_str!("document.typ");
/// The name under which the template reads its data.
const DATA: &str = "document.json";

/// Fonts and library, made once and shared by all documents.
pub(crate) struct Engine {
    engine: TypstEngine<TypstTemplateMainFile>,
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    faces: Vec<(Role, Font)>,
}

/// The engine of this process.
///
/// # Errors
/// If the program was built without fonts.
pub(crate) fn engine() -> Result<&'static Engine, ExportError> {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(Engine::new);
    if engine.faces.is_empty() {
        return Err(ExportError::new(
            "本程序未内嵌字体，无法生成 PDF。请使用带字体的版本",
            "this build has no fonts and cannot make PDF: use the build with fonts",
        ));
    }
    Ok(engine)
}

impl Engine {
    fn new() -> Self {
        let faces: Vec<(Role, Font)> = nianbao_fonts::embedded()
            .iter()
            .filter_map(|face| Some((face.role, Font::new(Bytes::new(face.data), 0)?)))
            .collect();
        // The template asks for roles; a role is the family name its face goes by here.
        let mut book = FontBook::new();
        for (role, font) in &faces {
            let mut info = font.info().clone();
            info.family = role.name().to_owned();
            book.push(info);
        }
        Self {
            engine: TypstEngine::builder()
                .main_file(TEMPLATE)
                .fonts(faces.iter().map(|(_, font)| font.clone()))
                .build(),
            library: LazyHash::new(
                Library::builder()
                    .with_features([Feature::A11yExtras].into_iter().collect())
                    .build(),
            ),
            book: LazyHash::new(book),
            faces,
        }
    }

    /// Whether the face of a role has a character.
    pub(crate) fn has(&self, role: Role, character: char) -> bool {
        self.faces
            .iter()
            .any(|(own, font)| *own == role && font.info().coverage.contains(u32::from(character)))
    }

    /// Compiles the template with this data into a PDF.
    pub(crate) fn compile(&self, data: &[u8]) -> Result<Vec<u8>, ExportError> {
        let result = self.compile_document(data);
        // Typst caches every step for the whole process; a batch would grow without bound.
        comemo::evict(0);
        result
    }

    fn compile_document(&self, data: &[u8]) -> Result<Vec<u8>, ExportError> {
        let inner = self
            .engine
            .world_builder()
            .build()
            .map_err(|error| failed(&error.to_string()))?;
        let world = ReportWorld {
            inner,
            engine: self,
            data_id: DATA.into_file_id(),
            data: Bytes::new(data.to_vec()),
        };
        let compiled = typst::compile::<PagedDocument>(&world);
        let document = compiled.output.map_err(|errors| diagnostics(&errors))?;
        // A warning means a font or feature the template relies on is not there.
        if !compiled.warnings.is_empty() {
            return Err(diagnostics(&compiled.warnings));
        }
        let standards =
            PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| failed(error.message()))?;
        let options = PdfOptions {
            creator: Smart::Custom(Some(String::from("nianbao"))),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| diagnostics(&errors))
    }
}

fn diagnostics(found: &[SourceDiagnostic]) -> ExportError {
    let messages: Vec<String> = found
        .iter()
        .map(|diagnostic| {
            let hints: String = diagnostic.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
            format!("{}{hints}", diagnostic.message)
        })
        .collect();
    failed(&messages.join("; "))
}

fn failed(reason: &str) -> ExportError {
    ExportError::new(format!("排版失败：{reason}"), format!("typesetting failed: {reason}"))
}

/// typst-as-lib's world with our library, book and data file, and without a clock.
struct ReportWorld<'a> {
    inner: TypstWorld<'a>,
    engine: &'a Engine,
    data_id: FileId,
    data: Bytes,
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.inner.main()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.inner.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            Ok(self.data.clone())
        } else {
            self.inner.file(id)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.faces.get(index).map(|(_, font)| font.clone())
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
