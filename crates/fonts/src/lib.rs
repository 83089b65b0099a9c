//! The embedded typefaces and the font policy.
