//! Parts of the names that the elements have which stand round an article; the words of their lines are
//! [`nianbao_model::site`]'s.

/// Parts of the names of elements that stand round an article.
pub(super) const NAMES: [&str; 59] = [
    "nav",
    "navbar",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "path",
    "location",
    "footer",
    "foot",
    "bottom",
    "copyright",
    "header",
    "banner",
    "top",
    "topbar",
    "sidebar",
    "tool",
    "tools",
    "toolbar",
    "share",
    "print",
    "related",
    "pager",
    "pagination",
    "search",
    "login",
    "toc",
    "ft",
    "hd",
    "fx",
    "dy",
    "bread",
    "dibu",
    "toubu",
    "daohang",
    "fujian",
    "cookie",
    "cookies",
    "consent",
    "float",
    "chat",
    "kefu",
    "robot",
    "gotop",
    "totop",
    "backtop",
    "rating",
    "evaluate",
    "satisfaction",
    "survey",
    "feedback",
    "qrcode",
    "qr",
    "erweima",
    "logo",
    "ewm",
    "pinglun",
];

/// Whether an address leads to one of them, `files/share.html`.
pub(super) fn is_address(address: &str) -> bool {
    let file = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next();
    let stem = file.and_then(|file| file.split('.').next()).unwrap_or_default();
    const PAGES: [&str; 12] = [
        "share", "qr", "qrcode", "ewm", "erweima", "login", "search", "nav", "menu", "footer", "header", "pinglun",
    ];
    stem.split(['-', '_']).any(|part| PAGES.contains(&part))
}

/// Whether an address is that of a picture over every page of a site, `images/top_banner.jpg`.
pub(super) fn is_decoration(address: &str) -> bool {
    let file = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next();
    let stem = file.and_then(|file| file.split('.').next()).unwrap_or_default();
    const PICTURES: [&str; 8] = ["logo", "banner", "header", "head", "top", "footer", "bottom", "bg"];
    stem.split(['-', '_'])
        .any(|part| PICTURES.contains(&part.to_lowercase().as_str()))
}

/// Whether a line ends as the title of a report does.
pub(super) fn is_named(text: &str) -> bool {
    ["年报", "报告"].iter().any(|end| text.ends_with(end))
}
