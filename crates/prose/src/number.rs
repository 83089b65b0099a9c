//! Numbers in prose, with their units, and how exactly they are meant: `3,000件`,
//! `十二件`, `1.2万余条`, `近3000件`, `87.9%`, `近九成`, `7.27亿元`.

mod scan;
mod slip;

use nianbao_model::Decimal;

use crate::passage::Span;
use crate::wording::Wording;

/// A number stated in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number, multiplied out.
    pub value: Decimal,
    /// What it counts.
    pub measure: Measure,
    /// The unit as written, `件`.
    pub unit: String,
    /// How exactly it is meant.
    exactness: Exactness,
    /// What one step in its last written digit is worth.
    step: Decimal,
    /// The number with what qualifies it and its unit: `近3000件`.
    pub span: Span,
    /// The number alone: `3000`.
    pub number: Span,
}

/// What a quantity counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Cases: 件 份 宗 起.
    Cases,
    /// What cases are counted in too, and many other things: 条 个 次.
    Loose,
    /// Money, in yuan.
    Money,
    /// A percentage.
    Percent,
    /// Anything else.
    Other,
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exactness {
    /// As written.
    Exact,
    /// `余`, `多`: that and a little more.
    AndMore,
    /// `超过`, `以上`: more, if only by one.
    Above,
    /// `近`, `不足`: nearly.
    Nearly,
    /// `约`, `左右`: more or less.
    About,
}

/// The quantities in a range of the folded text, in order. Dates are not quantities.
pub(crate) fn scan(text: &str, within: &Span, wording: &Wording) -> Vec<Quantity> {
    scan::scan(text, within, wording)
}

impl Quantity {
    /// Whether it is a length of time.
    pub(crate) fn is_duration(&self) -> bool {
        ["工作日", "天", "小时", "个月", "周"]
            .iter()
            .any(|unit| self.unit.ends_with(unit))
    }

    /// Whether a figure can be described so. A number written in 万 or with decimals is
    /// rounded or cut off in its last digit.
    pub fn describes(&self, figure: Decimal) -> bool {
        let (value, step) = (self.value, self.step);
        let rounded = |figure: Decimal| {
            let off = (figure - value).abs();
            off <= step / Decimal::TWO || (figure >= value && figure - value < step)
        };
        // 2000余 leaves its zeros open: up to 3000.
        let loose = self.loose_step();
        match self.exactness {
            Exactness::Exact if step > Decimal::ONE || !step.fract().is_zero() => figure == value || rounded(figure),
            Exactness::Exact => figure == value,
            Exactness::AndMore => figure >= value && figure - value < loose,
            Exactness::Above => figure >= value && figure <= value + value,
            Exactness::Nearly => figure <= value && figure * Decimal::from(5) >= value * Decimal::from(4),
            Exactness::About => rounded(figure) || (figure - value).abs() * Decimal::TEN <= value,
        }
    }

    /// Whether it looks like a slip of the pen for a figure.
    pub fn is_slip_of(&self, figure: Decimal) -> bool {
        self.is_counted_out() && slip::is_slip(self.value, figure)
    }

    /// How many decimal places it is given to.
    pub fn places(&self) -> u32 {
        self.value.scale()
    }

    /// Whether it is meant to the last digit.
    pub fn is_exact(&self) -> bool {
        self.exactness == Exactness::Exact
    }

    /// Whether it is a whole number, exact to the last: not `1.2万`.
    pub fn is_counted_out(&self) -> bool {
        self.is_exact() && self.step == Decimal::ONE
    }

    /// Whether a percentage or average that was computed can be given so: rounded to its last digit, off by the
    /// `least` that is usual, or on the side that its words say: `九成以上`, `近九成`. `unit` is what the computed
    /// number counts by.
    pub fn gives(&self, computed: Decimal, least: Decimal, unit: Decimal) -> bool {
        /// What nobody computes by is seldom farther off, in points.
        const ROUGH: i64 = 8;
        let computed = computed.saturating_mul(unit);
        let (value, loose) = (self.value, self.loose_step());
        let least = match self.is_rough_share() {
            true => least.max(Decimal::ONE),
            false => least,
        };
        let (below, above) = match self.exactness {
            Exactness::Exact if self.is_rough_share() => (Decimal::from(ROUGH), Decimal::from(ROUGH)),
            Exactness::Exact => (self.step / Decimal::TWO, self.step / Decimal::TWO),
            Exactness::AndMore => (Decimal::ZERO, loose),
            Exactness::Above => (Decimal::ZERO, value),
            Exactness::Nearly => (loose, Decimal::ZERO),
            Exactness::About => (loose, loose),
        };
        value - below.max(least) <= computed && computed <= value + above.max(least)
    }

    /// The same, meant more or less: `约占26%`.
    pub(crate) fn about(&self) -> Self {
        Self {
            exactness: Exactness::About,
            ..self.clone()
        }
    }

    /// Whether it is a share in words or tenths, which nobody computes by: `四成`, `四分之一`.
    pub fn is_rough_share(&self) -> bool {
        self.measure == Measure::Percent && self.unit != "%"
    }

    /// The value of the last digit that is not zero.
    fn loose_step(&self) -> Decimal {
        let mut step = self.step;
        let ten = Decimal::TEN;
        while !self.value.is_zero() && step < self.value && (self.value % (step * ten)).is_zero() {
            step *= ten;
        }
        step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Quantity> {
        scan(text, &(0..text.len()), Wording::get())
    }

    fn one(text: &str) -> Quantity {
        all(text).remove(0)
    }

    fn read(text: &str) -> Vec<(String, String, String)> {
        let shown = |quantity: &Quantity| {
            let value = quantity.value.normalize().to_string();
            (value, quantity.unit.clone(), text[quantity.span.clone()].to_owned())
        };
        all(text).iter().map(shown).collect()
    }

    #[test]
    fn a_number_of_too_many_digits_counts_nothing() {
        let tail = "0".repeat(322);
        let all = read(&format!(
            "0.{tail}1件,7{}件,70000000000000000000000000000件,1000万亿元,5件",
            "0".repeat(40)
        ));
        assert_eq!(all, [("5".into(), "件".into(), "5件".into())]);
    }

    #[test]
    fn numbers_are_read_with_their_units_and_dates_are_none() {
        let text = "2024年1月1日起收到3,000件,十二件,1.2万余条,占87.9%,7.27亿元,1.2万亿元,一是,三类,一起";
        let all = read(text);
        let expected = [
            ("3000", "件", "3,000件"),
            ("12", "件", "十二件"),
            ("12000", "条", "1.2万余条"),
            ("87.9", "%", "87.9%"),
            ("727000000", "亿元", "7.27亿元"),
            ("1200000000000", "万亿元", "1.2万亿元"),
        ];
        let expected = expected.map(|(value, unit, span)| (value.to_owned(), unit.to_owned(), span.to_owned()));
        assert_eq!(all, expected);
    }

    #[test]
    fn shares_in_words_are_percentages() {
        for (text, value) in [("近九成", 90), ("四成以上", 40), ("百分之八十五", 85), ("占一半", 50)] {
            let share = one(text);
            assert_eq!(
                (share.measure, share.value),
                (Measure::Percent, Decimal::from(value)),
                "{text}"
            );
            assert!(share.is_rough_share());
        }
        assert!(all("三成立").is_empty());
    }

    #[test]
    fn what_a_number_describes_depends_on_its_wording() {
        let describes = |text: &str, figure: i64| one(text).describes(figure.into());
        for (text, fits, not) in [
            ("3000件", 3000, 3001),
            ("2000余件", 2100, 1999),
            ("4200余件", 4201, 4127),
            ("近3000件", 2991, 3001),
            ("约1.9万件", 18_900, 15_832),
            ("1.58万余件", 15_832, 15_999),
            ("1.2万件", 12_049, 13_000),
            ("超过300篇", 301, 299),
            ("12件以上", 13, 11),
            ("九百余件", 911, 1011),
        ] {
            assert!(describes(text, fits), "{text} {fits}");
            assert!(!describes(text, not), "{text} {not}");
        }
    }

    #[test]
    fn money_is_compared_in_yuan() {
        let amount: Decimal = "727012578".parse().unwrap();
        assert!(one("约7.27亿元").describes(amount));
        assert!(one("72701.26万元").describes(amount));
        assert!(!one("72710.26万元").describes(amount));
    }
}
