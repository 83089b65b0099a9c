//! The world the template is compiled in: its fonts by role, the data file, no
//! clock, and Typst's accessibility functions, which typst-as-lib cannot switch on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use nianbao_fonts::{Collection, Face, Source as FontSource};
use nianbao_model::plugin::{ExportError, ExportFault};
use typst::diag::{FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_as_lib::conversions::IntoFileId;
use typst_as_lib::{TypstEngine, TypstTemplateMainFile, TypstWorld};
use typst_layout::PagedDocument;

/// The template.
const TEMPLATE: &str = include_str!("document.typ");
/// The name under which the template reads its data.
const DATA: &str = "document.json";

/// Fonts and library, made once for a choice of faces and shared by all documents.
pub(crate) struct Engine {
    engine: TypstEngine<TypstTemplateMainFile>,
    library: LazyHash<Library>,
    /// The faces of the roles, each with the family name it goes by here.
    fonts: Vec<(String, Font)>,
}

/// The engine for these faces, made once in a process.
///
/// # Errors
/// If a face cannot be read.
pub(crate) fn engine(faces: &Collection) -> Result<Arc<Engine>, ExportError> {
    static ENGINES: Mutex<BTreeMap<FontSource, Arc<Engine>>> = Mutex::new(BTreeMap::new());
    // Only finished engines are put in: what a panic left is still good.
    let mut engines = ENGINES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(engine) = engines.get(faces.source()) {
        return Ok(Arc::clone(engine));
    }
    let engine = Arc::new(Engine::new(faces)?);
    engines.insert(faces.source().clone(), Arc::clone(&engine));
    Ok(engine)
}

/// A face as Typst reads it.
fn font(face: &Face) -> Result<Font, ExportError> {
    Font::new(Bytes::new(face.data().clone()), face.index()).ok_or_else(|| {
        ExportError::new(
            ExportFault::Typefaces,
            format!("字体“{}”无法读取，请换一种字体", face.name()),
            format!("the font “{}” cannot be read: use another one", face.name()),
        )
    })
}

/// The family name the n-th face for rare characters goes by in the template.
pub(crate) fn fallback_family(n: usize) -> String {
    format!("备用{n}")
}

impl Engine {
    fn new(faces: &Collection) -> Result<Self, ExportError> {
        // The template asks for roles; a role is the family name its face goes by here.
        let fonts = faces
            .choices()
            .iter()
            .map(|choice| Ok((choice.role.name().to_owned(), font(&choice.face)?)))
            .collect::<Result<Vec<_>, ExportError>>()?;
        Ok(Self {
            engine: TypstEngine::builder().main_file(TEMPLATE).build(),
            library: LazyHash::new(
                Library::builder()
                    .with_features([Feature::A11yExtras].into_iter().collect())
                    .build(),
            ),
            fonts,
        })
    }

    /// Hashes the fonts and the library: Typst's cache goes by these hashes, and a font's is
    /// over all its bytes. They are kept where they are made.
    pub(crate) fn warm_up(&self) {
        for (_, font) in &self.fonts {
            typst::utils::hash128(font);
        }
        typst::utils::hash128(&self.library);
    }

    /// Compiles the template with this data into pages, with these faces beside the roles'.
    pub(crate) fn compile(&self, data: Vec<u8>, beside: &[Face]) -> Result<PagedDocument, ExportError> {
        // Typst caches every step for the whole process; a batch would grow without bound. What
        // the document before used, also while it was written, is kept for this one: the
        // headings and the heads of the tables are the form's, and so are the subsets of the
        // typefaces they are set in.
        comemo::evict(1);
        let mut fonts = self.fonts.clone();
        for (n, face) in beside.iter().enumerate() {
            fonts.push((fallback_family(n), font(face)?));
        }
        let mut book = FontBook::new();
        for (family, font) in &fonts {
            let mut info = font.info().clone();
            info.family.clone_from(family);
            // A role is one face: a family's bold would not be found as a regular.
            info.variant = FontVariant::default();
            book.push(info);
        }
        let inner = self
            .engine
            .world_builder()
            .build()
            .map_err(|error| failed(&error.to_string()))?;
        let world = ReportWorld {
            inner,
            engine: self,
            data_id: DATA.into_file_id(),
            data: Bytes::new(data),
            book: LazyHash::new(book),
            fonts,
        };
        let compiled = typst::compile::<PagedDocument>(&world);
        let document = compiled.output.map_err(|errors| failure(&errors))?;
        // A warning means a font or feature the template relies on is not there.
        if !compiled.warnings.is_empty() {
            return Err(failure(&compiled.warnings));
        }
        Ok(document)
    }
}

/// What Typst says of pages it cannot lay out or write.
pub fn failure(found: &[SourceDiagnostic]) -> ExportError {
    let messages: Vec<String> = found
        .iter()
        .map(|diagnostic| {
            let hints: String = diagnostic.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
            format!("{}{hints}", diagnostic.message)
        })
        .collect();
    failed(&messages.join("; "))
}

/// An error of the program's own, for this reason.
pub fn failed(reason: &str) -> ExportError {
    ExportError::new(
        ExportFault::Internal,
        format!("排版失败：{reason}"),
        format!("typesetting failed: {reason}"),
    )
}

/// typst-as-lib's world with our library, fonts and data file, and without a clock.
struct ReportWorld<'a> {
    inner: TypstWorld<'a>,
    engine: &'a Engine,
    data_id: FileId,
    data: Bytes,
    book: LazyHash<FontBook>,
    fonts: Vec<(String, Font)>,
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
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
        self.fonts.get(index).map(|(_, font)| font.clone())
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
