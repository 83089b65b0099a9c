use super::*;
use crate::fault::Fault;

fn parse(text: &str) -> Result<Object, Fault> {
    let budget = Budget::of(1_000);
    Parser::at(text.as_bytes(), 0, &budget).object()
}

fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().into())
}

fn string(text: &str) -> Object {
    Object::String(text.as_bytes().into())
}

#[test]
fn objects_are_read_as_they_are_written() {
    let read = [
        ("-17", Object::Int(-17)),
        ("+.5", Object::Real(0.5)),
        ("4.", Object::Real(4.0)),
        ("99999999999999999999", Object::Real(1e20)),
        ("true", Object::Bool(true)),
        ("% a comment\n null", Object::Null),
        ("/A#42c", name("ABc")),
        ("/A#4", name("A#4")),
        ("(a(b)\\)\\101\\n\\\nc)", string("a(b))A\nc")),
        ("<41 4>", string("A@")),
        ("12 0 R", Object::Ref(12)),
        (
            "[1 2 0 R(x)/N]",
            Object::Array([Object::Int(1), Object::Ref(2), string("x"), name("N")].into()),
        ),
    ];
    for (text, object) in read {
        assert_eq!(parse(text), Ok(object), "{text}");
    }
    let dict = parse("<</A 1/B<</C[2]>>>>").unwrap();
    let inner = dict.dict().unwrap().raw("B").unwrap().dict().unwrap().raw("C").unwrap();
    assert_eq!(inner.array(), Some(&[Object::Int(2)][..]));
}

#[test]
fn what_is_cut_off_or_out_of_place_is_damaged() {
    for text in ["", "[1", "<</A", "<</A 1", "<<1 2>>", "]", ">>", "endobj", "<</A ]>>"] {
        assert!(matches!(parse(text), Err(Fault::Damaged(_))), "{text}");
    }
    assert_eq!(parse("(a"), Ok(string("a")));
}

#[test]
fn nesting_and_values_are_counted() {
    let deep = "[".repeat(100_000);
    assert!(matches!(
        parse(&deep),
        Err(Fault::Beyond(_, "nesting of arrays and dictionaries", _))
    ));
    let wide = format!("[{}]", "0 ".repeat(1_000));
    assert!(matches!(parse(&wide), Err(Fault::Beyond(_, "number of values", _))));
}

#[test]
fn every_byte_is_passed() {
    let bytes: Vec<u8> = (0..=255).collect();
    let mut lexer = Lexer::at(&bytes, 0);
    let mut tokens = 0;
    while lexer.next().is_some() {
        tokens += 1;
    }
    assert!(tokens > 2 && lexer.rest().is_empty());
}

#[test]
fn the_notation_of_a_text_shows_in_its_first_bytes() {
    assert_eq!(text_string(b"\xfe\xff\x5e\x74\x62\xa5"), "年报");
    assert_eq!(text_string("\u{feff}年报".as_bytes()), "年报");
    assert_eq!(text_string(b"report"), "report");
}
