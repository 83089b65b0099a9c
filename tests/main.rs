//! Whole-program tests: they use the binary, its files and the public interfaces,
//! as a user would, and nothing inside.

mod build;
mod check;
mod documents;
mod failures;
mod intake;
mod plugins;
mod seed;
mod support;
