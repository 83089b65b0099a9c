//! Writes pages of invented government sites into a folder, to run the program on:
//! `cargo run -p nianbao-testing --example site_pages -- FOLDER [OFFICES [YEAR]]`.
//! Beside each page stand its figures, as `NAME.json`, for whoever compares.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a developer's tool may be blunt")]

use std::path::Path;

use nianbao_testing::published::Published;
use nianbao_testing::site_pages::{SITES, page};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder");
    let mut number = |usual: i32| arguments.next().map_or(usual, |text| text.parse().expect("a number"));
    let (offices, year) = (number(SITES as i32), number(2024));
    std::fs::create_dir_all(&folder).unwrap();
    for office in 0..offices as usize {
        let report = Published::numbered(office, year);
        let (name, bytes) = page(office, &report);
        let path = Path::new(&folder).join(name);
        std::fs::write(&path, bytes).unwrap();
        std::fs::write(
            path.with_extension("json"),
            serde_json::to_vec(&report.figures).unwrap(),
        )
        .unwrap();
    }
}
