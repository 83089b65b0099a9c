//! The forms that come with the program.

use std::sync::{Arc, LazyLock};

use super::{Form, FormError, load};

/// The form files, each after those it extends.
const FILES: [(&str, &str); 3] = [
    ("gov-2019.toml", include_str!("../../../../schemas/gov-2019.toml")),
    ("gov-2021.toml", include_str!("../../../../schemas/gov-2021.toml")),
    (
        "customs-2020.toml",
        include_str!("../../../../schemas/customs-2020.toml"),
    ),
];

/// Read once, however many reports a run has.
static FORMS: LazyLock<Result<Vec<Arc<Form>>, FormError>> = LazyLock::new(|| {
    let mut forms = Vec::with_capacity(FILES.len());
    for (name, text) in FILES {
        forms.push(Arc::new(load(name, text, &forms)?));
    }
    Ok(forms)
});

/// Every form that comes with the program. A new form is one file in `schemas/`
/// and one line above.
///
/// # Errors
/// If a shipped file is wrong; a test makes sure that none is.
pub fn builtin() -> Result<Vec<Arc<Form>>, FormError> {
    FORMS.clone()
}
