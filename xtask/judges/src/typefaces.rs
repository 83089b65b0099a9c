//! The only typefaces the foreign tools of a run see: the program's own, under the names
//! the Word file and the web page ask for. So what else is installed on a machine changes
//! neither a measure nor a picture, and the pages look much as with the official faces.

use std::fmt::Write as _;
use std::path::PathBuf;

use xtask_kit::files::root;

/// The full names of our faces, and the names each stands in for.
const STAND_INS: [(&str, &[&str]); 4] = [
    ("FandolFang R", &["仿宋_GB2312", "仿宋", "FangSong_GB2312", "FangSong"]),
    ("FandolKai", &["楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi"]),
    ("FandolHei", &["黑体", "SimHei", "Arial", "sans-serif"]),
    (
        "FandolSong",
        &[
            "宋体",
            "SimSun",
            "方正小标宋简体",
            "华文中宋",
            "Times New Roman",
            "serif",
        ],
    ),
];

/// Writes fontconfig's configuration, and gives its path for `FONTCONFIG_FILE`.
pub(crate) fn configuration() -> Result<PathBuf, String> {
    let folder = root().join("target/conformance");
    let faces = root().join("crates/fonts/fandol");
    let mut text = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n<fontconfig>\n\
         <dir>{}</dir>\n<cachedir>{}</cachedir>\n",
        faces.display(),
        folder.join("fontconfig").display()
    );
    // The bold face says of itself that it is as light as the regular one.
    text.push_str(
        "<match target=\"scan\"><test name=\"style\"><string>Bold</string></test>\
         <edit name=\"weight\" mode=\"assign\"><const>bold</const></edit></match>\n",
    );
    for (face, names) in STAND_INS {
        for name in names {
            let _ = writeln!(
                text,
                "<alias binding=\"same\"><family>{name}</family><prefer><family>{face}</family></prefer></alias>"
            );
        }
    }
    text.push_str("</fontconfig>\n");
    let path = folder.join("fonts.conf");
    std::fs::create_dir_all(folder.join("fontconfig")).map_err(|error| error.to_string())?;
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}
