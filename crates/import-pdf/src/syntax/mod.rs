//! The notation of PDF (ISO 32000-1, 7.2 and 7.3): bytes into objects. What an object means,
//! and where in the file it stands, is not asked here.

mod lexer;
mod object;
mod parser;

pub(crate) use lexer::{Lexer, Token, is_space};
pub(crate) use object::{Dict, Id, Object, Stream, text_string};
pub(crate) use parser::{Budget, Parser};

#[cfg(test)]
mod tests;
