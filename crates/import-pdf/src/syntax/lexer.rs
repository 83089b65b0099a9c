//! Bytes into tokens. What cannot be a token is a keyword that nobody knows: every byte is
//! passed, so that reading always ends.

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'a> {
    Int(i64),
    Real(f64),
    String(Vec<u8>),
    Name(Vec<u8>),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    /// Any other word: `obj`, `true`, an operator.
    Word(&'a [u8]),
}

/// Reads tokens from bytes.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Whether a byte is white space (7.2.2).
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<'a> Lexer<'a> {
    /// Reads from here on.
    pub(crate) fn at(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at: at.min(bytes.len()),
        }
    }

    /// Where the next byte stands.
    pub(crate) fn place(&self) -> usize {
        self.at
    }

    /// Goes on from there.
    pub(crate) fn go_to(&mut self, at: usize) {
        self.at = at.min(self.bytes.len());
    }

    /// All that is left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes white space and comments.
    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                self.take_while(|byte| byte != b'\n' && byte != b'\r');
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn take_while(&mut self, is_part: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_part(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// The next token; nothing at the end.
    pub(crate) fn next(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let start = self.at;
        let byte = self.peek()?;
        self.at += 1;
        let twice = self.peek() == Some(byte);
        Some(match byte {
            b'/' => Token::Name(self.name()),
            b'(' => Token::String(self.literal()),
            b'[' => Token::ArrayOpen,
            b']' => Token::ArrayClose,
            b'<' if twice => {
                self.at += 1;
                Token::DictOpen
            }
            b'>' if twice => {
                self.at += 1;
                Token::DictClose
            }
            b'<' => Token::String(self.hexadecimal()),
            byte if is_regular(byte) => {
                self.take_while(is_regular);
                let word = &self.bytes[start..self.at];
                number(word).unwrap_or(Token::Word(word))
            }
            _ => Token::Word(&self.bytes[start..self.at]),
        })
    }

    fn name(&mut self) -> Vec<u8> {
        let raw = self.take_while(is_regular);
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((first, after)) = rest.split_first() {
            let escaped = match (first, after) {
                (b'#', [high, low, ..]) => hex(*high).zip(hex(*low)),
                _ => None,
            };
            match escaped {
                Some((high, low)) => {
                    name.push(high << 4 | low);
                    rest = &after[2..];
                }
                None => {
                    name.push(*first);
                    rest = after;
                }
            }
        }
        name
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let raw = self.take_while(|byte| byte != b'>');
        self.at += 1;
        let digits: Vec<u8> = raw.iter().copied().filter_map(hex).collect();
        digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
            .collect()
    }

    /// A string in brackets, behind the first.
    fn literal(&mut self) -> Vec<u8> {
        let mut string = Vec::new();
        let mut open = 1_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => break,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut string);
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        string
    }

    /// What stands behind a backslash.
    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => string.push(b'\n'),
            b'r' => string.push(b'\r'),
            b't' => string.push(b'\t'),
            b'b' => string.push(8),
            b'f' => string.push(12),
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                string.push((code & 0xff) as u8);
            }
            other => string.push(other),
        }
    }
}

/// A word that is a number.
fn number<'a>(word: &[u8]) -> Option<Token<'a>> {
    let text = std::str::from_utf8(word).ok()?;
    let is_numeric = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
    if !is_numeric {
        return None;
    }
    if let Ok(int) = text.parse() {
        return Some(Token::Int(int));
    }
    text.parse::<f64>()
        .ok()
        .filter(|real| real.is_finite())
        .map(Token::Real)
}
