//! The importers and exporters this program has. A plugin crate that is not named
//! here registers nothing, silently; `tests/plugins.rs` compares what is registered
//! with a literal list.

use nianbao_export_docx as _;
use nianbao_export_html as _;
use nianbao_export_json as _;
use nianbao_export_markdown as _;
use nianbao_export_pdf as _;
use nianbao_import_excel as _;
use nianbao_import_table as _;
use nianbao_import_text as _;
