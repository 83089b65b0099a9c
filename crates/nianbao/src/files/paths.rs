//! How the path of an output relates to those of the inputs: links lead from one to the other.

use std::path::{Path, PathBuf};

/// A file's path as seen from the folder that `target` is written to; `None` if the file is
/// not there.
pub fn link(target: &Path, file: &Path) -> Option<String> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = real(file)?;
    let Some(folder) = real(folder.unwrap_or(Path::new("."))) else {
        return Some(plain(&file));
    };
    let common = folder
        .components()
        .zip(file.components())
        .take_while(|(a, b)| a == b)
        .count();
    // On Windows another drive has nothing in common.
    if common == 0 {
        return Some(plain(&file));
    }
    let up = folder.components().skip(common).map(|_| PathBuf::from(".."));
    let down = file
        .components()
        .skip(common)
        .map(|part| PathBuf::from(part.as_os_str()));
    let relative: PathBuf = up.chain(down).collect();
    Some(plain(&relative))
}

fn real(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

/// A path as text, without Windows' prefix for long paths.
fn plain(path: &Path) -> String {
    let text = path.display().to_string();
    text.strip_prefix(r"\\?\").unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_from_the_folder_of_the_findings_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("offices/a")).unwrap();
        std::fs::write(at("offices/a/b.xlsx"), "").unwrap();
        let link = |target: &str| link(&at(target), &at("offices/a/b.xlsx")).map(|link| link.replace('\\', "/"));
        assert_eq!(link("findings.xlsx").unwrap(), "offices/a/b.xlsx");
        assert_eq!(link("offices/findings.xlsx").unwrap(), "a/b.xlsx");
        std::fs::create_dir(at("out")).unwrap();
        assert_eq!(link("out/findings.xlsx").unwrap(), "../offices/a/b.xlsx");
        assert_eq!(super::link(&at("findings.xlsx"), &at("no.xlsx")), None);
    }
}
