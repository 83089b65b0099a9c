//! The modules of a crate and which need which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::paths;

/// A module's path in its crate; the root's is empty.
type Module = Vec<String>;

/// The modules of a crate, each with those it needs.
pub(crate) struct Modules(BTreeMap<Module, BTreeSet<Module>>);

impl Modules {
    /// Reads the modules below a folder of sources.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut sources = BTreeMap::new();
        collect(folder, &mut Vec::new(), &mut sources)?;
        Ok(Self::of(&sources))
    }

    fn of(sources: &BTreeMap<Module, String>) -> Self {
        let needed = |module: &Module, source: &str| {
            let paths = paths::named(source).into_iter();
            paths
                .filter_map(|path| target(module, &path, sources))
                .filter(|target| !module.starts_with(target))
                .collect()
        };
        let modules = sources.iter();
        Self(
            modules
                .map(|(module, source)| (module.clone(), needed(module, source)))
                .collect(),
        )
    }

    /// The sets of modules of which each needs, by way of others, each.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let reached: BTreeMap<&Module, BTreeSet<&Module>> =
            self.0.keys().map(|module| (module, self.reached(module))).collect();
        let together = |one: &Module, other: &Module| reached[one].contains(other) && reached[other].contains(one);
        let mut circles = Vec::new();
        let mut told: BTreeSet<&Module> = BTreeSet::new();
        for module in self.0.keys().filter(|module| reached[module].contains(module)) {
            if told.contains(module) {
                continue;
            }
            let circle: Vec<&Module> = self.0.keys().filter(|other| together(module, other)).collect();
            told.extend(&circle);
            circles.push(circle.into_iter().map(|module| module.join("::")).collect());
        }
        circles
    }

    /// All that a module needs, at whatever distance.
    fn reached(&self, module: &Module) -> BTreeSet<&Module> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&Module> = self.0[module].iter().collect();
        while let Some(next) = open.pop() {
            if found.insert(next) {
                open.extend(self.0.get(next).into_iter().flatten());
            }
        }
        found
    }
}

/// The sources below a folder by their modules; files of tests are none.
fn collect(folder: &Path, parent: &mut Module, sources: &mut BTreeMap<Module, String>) -> io::Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else {
            continue;
        };
        let is_root = matches!(name, "lib" | "main" | "mod");
        if name.starts_with("tests") || (path.is_file() && path.extension().is_none_or(|ending| ending != "rs")) {
            continue;
        }
        if !is_root {
            parent.push(name.to_owned());
        }
        if path.is_dir() {
            collect(&path, parent, sources)?;
        } else {
            sources.insert(parent.clone(), fs::read_to_string(&path)?);
        }
        if !is_root {
            parent.pop();
        }
    }
    Ok(())
}

/// The module that a path named in another leads into. One that begins with none of the
/// crate's own words begins with a module's child, or leads nowhere.
fn target(module: &Module, path: &str, sources: &BTreeMap<Module, String>) -> Option<Module> {
    let mut parts = path.split("::").map(str::trim).peekable();
    let mut found = module.clone();
    if parts.next_if_eq(&"crate").is_some() {
        found.clear();
    } else if parts.next_if_eq(&"self").is_none() {
        while parts.next_if_eq(&"super").is_some() {
            found.pop();
        }
    }
    found.extend(parts.map(str::to_owned));
    while !sources.contains_key(&found) {
        found.pop()?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let module = |name: &str| {
            name.split("::")
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let sources = files.iter().map(|(name, source)| (module(name), (*source).to_owned()));
        Modules::of(&sources.collect()).circles()
    }

    #[test]
    fn a_circle_is_found_whatever_names_it() {
        let direct = [
            ("", "mod a;\nmod b;"),
            ("a", "use crate::b::X;"),
            ("b", "fn f() { crate::a::g() }"),
        ];
        assert_eq!(circles(&direct), [["a", "b"]]);
        let long = [
            ("", ""),
            ("a", "use super::b::{self, Y};"),
            ("b", "use crate::{c::Z, std};"),
            ("c", "use super::a;"),
        ];
        assert_eq!(circles(&long), [["a", "b", "c"]]);
        let nested = [
            ("", ""),
            ("a", "mod x;\nuse x::Y;"),
            ("a::x", "use crate::b;"),
            ("b", "use crate::a::Z;"),
        ];
        assert_eq!(circles(&nested), [["a", "a::x", "b"]]);
    }

    #[test]
    fn a_child_is_part_of_its_parent_and_tests_are_not_asked() {
        let files = [
            ("", "mod a;\npub use a::A;"),
            ("a", "mod x;\nuse x::X;\n#[cfg(test)]\nmod tests { use crate::b::B; }"),
            ("a::x", "use super::A;\nuse crate::A;"),
            ("b", "use crate::a::A;"),
        ];
        assert!(circles(&files).is_empty());
    }
}
