//! The operators of a page, one after the other, with what stands before each.

use crate::fault::Fault;
use crate::syntax::{Budget, Object, Parser, Token, is_space};

/// How many operands an operator has at most; what stands before more of them is no operand.
const OPERANDS: usize = 64;

/// Reads operators.
pub(crate) struct Operators<'a> {
    parser: Parser<'a>,
    budget: &'a Budget,
}

/// An operator and its operands.
pub(crate) struct Operation<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) operands: Vec<Object>,
}

impl<'a> Operators<'a> {
    pub(crate) fn new(bytes: &'a [u8], budget: &'a Budget) -> Self {
        Self {
            parser: Parser::at(bytes, 0, budget),
            budget,
        }
    }

    /// The next one; nothing at the end. A picture in the text is one operator, `BI`.
    pub(crate) fn next(&mut self) -> Result<Option<Operation<'a>>, Fault> {
        let mut operands = Vec::new();
        loop {
            let Some(token) = self.parser.lexer.next() else {
                return Ok(None);
            };
            match token {
                Token::Word(b"true" | b"false" | b"null") => operands.push(self.parser.object_from(token)?),
                Token::Word(name) => {
                    self.budget.spend()?;
                    if name == b"BI" {
                        self.skip_picture();
                    }
                    return Ok(Some(Operation { name, operands }));
                }
                // Stray marks, which viewers pass over.
                Token::ArrayClose | Token::DictClose => self.budget.spend()?,
                token => {
                    operands.push(self.parser.object_from(token)?);
                    if operands.len() > OPERANDS {
                        operands.remove(0);
                    }
                }
            }
        }
    }

    /// Passes over a picture that stands in the text, to behind its `EI`.
    fn skip_picture(&mut self) {
        let lexer = &mut self.parser.lexer;
        while let Some(token) = lexer.next() {
            if token == Token::Word(b"ID") {
                break;
            }
        }
        let rest = lexer.rest();
        let end = rest
            .windows(4)
            .position(|window| is_space(window[0]) && window[1..3] == *b"EI" && is_space(window[3]));
        let place = lexer.place();
        lexer.go_to(place + end.map_or(rest.len(), |end| end + 3));
    }
}
