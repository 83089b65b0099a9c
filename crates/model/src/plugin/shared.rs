//! What several exporters make alike of one document is made once and kept for as long as the
//! document is published, and no longer: there is nothing here that outlives a publication.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// What exporters have made of one document, by name.
#[derive(Default)]
pub struct Shared(Mutex<Vec<(String, Made)>>);

type Made = Arc<dyn Any + Send + Sync>;

impl Shared {
    /// What was made under this name, or what `make` makes now. Nobody waits for another's:
    /// whoever asks in two threads at once makes it twice.
    pub(super) fn once<T: Any + Send + Sync, E>(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        if let Some(made) = self.find(name) {
            return Ok(made);
        }
        let made = Arc::new(make()?);
        let kept: Made = made.clone();
        // Only what is whole is put in: what a panic left is still good.
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push((name.to_owned(), kept));
        Ok(made)
    }

    fn find<T: Any + Send + Sync>(&self, name: &str) -> Option<Arc<T>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut of_this_name = all.iter().filter(|(own, _)| own == name);
        of_this_name.find_map(|(_, made)| Arc::clone(made).downcast().ok())
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        f.debug_set().entries(all.iter().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_not_made_again_and_what_failed_is() {
        let shared = Shared::default();
        assert_eq!(shared.once("pages", || Err::<u8, _>("no")), Err("no"));
        assert_eq!(shared.once("pages", || Ok::<u8, ()>(7)).as_deref(), Ok(&7));
        assert_eq!(shared.once("pages", || Ok::<u8, ()>(8)).as_deref(), Ok(&7));
        assert_eq!(shared.once("pages in 宋体", || Ok::<u8, ()>(9)).as_deref(), Ok(&9));
        // Another kind of thing under the same name is another thing.
        assert_eq!(shared.once("pages", || Ok::<char, ()>('甲')).as_deref(), Ok(&'甲'));
        assert_eq!(shared.once("pages", || Ok::<char, ()>('乙')).as_deref(), Ok(&'甲'));
    }
}
