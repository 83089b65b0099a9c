//! The one file: the page's HTML with everything in it.

use xtask_kit::files::root;

use crate::packed::Packing;
use crate::text;

/// What goes into the page.
pub(crate) struct Parts<'a> {
    pub(crate) style: String,
    pub(crate) main: String,
    pub(crate) worker: String,
    /// The worker that unpacks faces.
    pub(crate) unpacker: String,
    /// The module's JavaScript.
    pub(crate) glue: String,
    /// The module, packed by gzip.
    pub(crate) module: &'a [u8],
    pub(crate) faces: &'a [Face],
    /// The licences of everything in it, packed by gzip.
    pub(crate) licences: &'a [u8],
}

/// A face: the number of the role it serves, and its bytes, packed.
pub(crate) struct Face {
    pub(crate) role: usize,
    pub(crate) packing: Packing,
    pub(crate) packed: Vec<u8>,
}

/// Fills in `crates/web/page/index.html`.
pub(crate) fn write(parts: &Parts<'_>) -> Result<String, Box<dyn std::error::Error>> {
    let folder = root().join("crates/web/page");
    let page = std::fs::read_to_string(folder.join("index.html"))?;
    let old = std::fs::read_to_string(folder.join("src/old.js"))?;
    let packed = |bytes: &[u8], packing: Packing| {
        let (name, length) = (packing.name(), bytes.len());
        format!("data-packing=\"{name}\" data-length=\"{length}\">{}", text::of(bytes))
    };
    let face = |Face {
                    role,
                    packing,
                    packed: bytes,
                }: &Face| {
        let packed = packed(bytes, *packing);
        format!("<script type=\"text/plain\" id=\"face-{role}\" data-role=\"{role}\" {packed}</script>\n")
    };
    let faces: Vec<String> = parts.faces.iter().map(face).collect();
    let scripts = [&old, &parts.main].map(|script| format!("'{}'", text::digest(script)));
    let values = [
        ("SCRIPTS", scripts.join(" ")),
        ("STYLE", parts.style.clone()),
        ("OLD", old),
        ("WORKER", inert(&parts.worker)?),
        ("UNPACKER", inert(&parts.unpacker)?),
        ("GLUE", inert(&parts.glue)?),
        ("MODULE", packed(parts.module, Packing::Gzip)),
        ("FACES", faces.concat()),
        ("LICENCES", packed(parts.licences, Packing::Gzip)),
        ("MAIN", inert(&parts.main)?),
    ];
    let mut filled = String::new();
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or("index.html: {{ without }}")?;
        let value = values.iter().find(|(own, _)| *own == name);
        filled += before;
        filled += &value.ok_or_else(|| format!("index.html: there is no {name}"))?.1;
        rest = after;
    }
    Ok(filled + rest)
}

/// A script that ends nowhere within itself.
fn inert(script: &str) -> Result<String, String> {
    let lower = script.to_ascii_lowercase();
    match ["</script", "<script", "<!--"]
        .iter()
        .find(|mark| lower.contains(**mark))
    {
        Some(mark) => Err(format!("a script of the page contains {mark}")),
        None => Ok(script.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stands_in_the_page_and_its_scripts_are_named_by_the_policy() {
        let script = |text: &str| text.to_owned();
        let parts = Parts {
            style: script("p{}"),
            main: script("main()"),
            worker: script("worker()"),
            unpacker: script("unpacker()"),
            glue: script("glue()"),
            module: b"one",
            faces: &[Face {
                role: 2,
                packing: Packing::Xz,
                packed: b"two".to_vec(),
            }],
            licences: b"three",
        };
        let page = write(&parts).unwrap();
        for part in [
            "p{}",
            "main()",
            "worker()",
            "unpacker()",
            "glue()",
            "data-role=\"2\" data-packing=\"xz\" data-length=\"3\">",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(page.contains(&text::digest("main()")) && !page.contains("{{"));
        let policy = page
            .lines()
            .find(|line| line.contains("Content-Security-Policy"))
            .unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("connect-src"),
            "{policy}"
        );
    }

    #[test]
    fn no_script_ends_the_element_it_stands_in() {
        assert!(inert("a('</scr' + 'ipt>')").is_ok());
        assert!(inert("a('</SCRIPT>')").is_err());
    }
}
