//! The programs that judges need, each with how to get it.

use super::verdict::Need;

pub(super) const POPPLER: Need = ("pdftotext", "apt-get install poppler-utils");
pub(super) const WRITER: Need = ("soffice", "apt-get install libreoffice-writer");
pub(super) const CALC: Need = ("soffice", "apt-get install libreoffice-calc");
pub(super) const NODE: Need = ("node", "apt-get install nodejs npm");
pub(super) const NPM: Need = ("npm", "apt-get install npm");
pub(super) const JAVA: Need = ("java", "apt-get install default-jre-headless");
pub(super) const CHROMIUM: Need = ("chromium", "apt-get install chromium");
pub(super) const PYTHON: Need = ("python3", "apt-get install python3-venv");
