//! Texts that mean something to some format, or that some format cannot hold.

use crate::refusal::Refusal;

/// One hostile text.
pub(super) struct Hostile {
    /// What it is, for the sample's name.
    pub(super) name: &'static str,
    /// The text.
    pub(super) text: String,
    /// Whether a format may refuse it.
    pub(super) refusal: Refusal,
}

/// What every format must take: printable, and of characters every typeface has.
const PRINTABLE: [(&str, &str); 18] = [
    (
        "HTML markup",
        "<script>alert(1)</script><b>x</b> &amp; &#60; &nbsp; <!-- x --> \"y' <img src=x onerror=z>",
    ),
    (
        "ends of HTML elements",
        "]]>*/-->\"'`></style></script></title></textarea></td></table>",
    ),
    (
        "XML markup",
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]> &b; <![CDATA[x]]> ]]> <w:p/>",
    ),
    (
        "Typst markup",
        "#let x = 1; #import \"a\": * *a* _b_ $c$ `d` <e> @f \\u{41} // /* = ~ --- ... [s] {t}",
    ),
    (
        "Markdown markup",
        "*a* **b** _c_ __d__ ~~e~~ `f` ``g`` [h](i) ![j](k) [l][m] [^n] | o | \\p \\* ==q== :r: $s$ ^t^",
    ),
    (
        "addresses in Markdown",
        "<http://a.cn> http://b.cn/?c=d&e=f_g_ www.h.cn i@j.cn <k@l.cn> [m]: n &copy; &#35; &#x22;",
    ),
    ("a line that is a heading", "# a ## b #"),
    ("a line that is a list", "- a + b * c 1. d 2) e"),
    ("a line that is a numbered list", "1. a"),
    ("a line that is a quotation", "> a >> b"),
    ("a line that is code", "``` a ~~~"),
    (
        "LaTeX markup",
        "\\section{a} \\input{/etc/passwd} $x_1^2$ % # & ~ {b} \\\\",
    ),
    (
        "templates",
        "{{ 1 + 1 }} {% if a %} {# b #} ${c} #{d} <%= e %> %s %d {0} {} {{{f}}} [[g]]",
    ),
    ("a formula with =", "=cmd|'/c calc'!A1+HYPERLINK(\"http://a.cn\")"),
    ("a formula with +", "+1+1-@SUM(A1)"),
    ("quotation marks", "\"a\" 'b' “c” ‘d’ \"\"e\"\" \\\"f\\\" ''g''"),
    ("paths", "../../etc/passwd C:\\x\\y con.txt file:///a %2e%2e/ ~/b"),
    (
        "spaces and line breaks",
        "  a\nb\r\nc\rd\te\u{a0}f\u{3000}g\n\n\nh\n    i  ",
    ),
];

/// What a format may have no way to write, if it says so.
const ODD: [(&str, &str); 5] = [
    (
        "control characters",
        "a\u{0}b\u{1}c\u{8}d\u{b}e\u{c}f\u{1b}[31mg\u{7f}h\u{85}i\u{9b}j",
    ),
    (
        "right-to-left and zero-width marks",
        "a\u{202e}b\u{202c}\u{2066}c\u{2069}\u{200f}d\u{200b}e\u{200d}f\u{2060}g\u{feff}h\u{ad}i שלום",
    ),
    ("separators of lines and paragraphs", "a\u{2028}b\u{2029}c"),
    ("lone combining marks", "\u{301}\u{20dd}a\u{302}\u{303}\u{489}"),
    (
        "characters beyond the basic plane",
        "𠮷😀👨\u{200d}👩\u{200d}👧🇨🇳\u{e000}\u{10fffd}",
    ),
];

/// How long the very long word is, in characters.
const LONG: usize = 3000;

/// Every hostile text.
pub(super) fn texts() -> Vec<Hostile> {
    let of = |refusal| {
        move |(name, text): (&'static str, &str)| Hostile {
            name,
            text: text.to_owned(),
            refusal,
        }
    };
    let mut texts: Vec<_> = PRINTABLE.into_iter().map(of(Refusal::Never)).collect();
    texts.extend(ODD.into_iter().map(of(Refusal::NamingCharacters)));
    texts.push(Hostile {
        name: "a very long word",
        text: "a".repeat(LONG),
        refusal: Refusal::Never,
    });
    texts
}

/// Whole paragraphs that are markup to some format and nothing else.
pub(super) const BARE: [&str; 26] = [
    "---", "===", "***", "___", "+++", "#", "-", "+", "*", "1.", "1)", ">", "|", "|-|", "```", "~~~", "\\", "&", "<",
    "<!--", "<div>", "[", "[a]: b", "    a", "{{", "=",
];
