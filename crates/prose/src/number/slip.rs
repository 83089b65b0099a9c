//! Numbers that look like a slip of the pen for another: one digit wrong, lost or added, or two exchanged.

use nianbao_model::Decimal;

/// From how many digits on two numbers are seldom so alike by chance; and two of which one has a digit more.
const LEAST: usize = 2;
const LEAST_LONGER: usize = 3;

/// Whether a number may have been written by mistake for another.
pub(super) fn is_slip(written: Decimal, meant: Decimal) -> bool {
    let digits = |value: Decimal| value.normalize().to_string().into_bytes();
    let (one, other) = (digits(written), digits(meant));
    if one.len().min(other.len()) < LEAST || one == other {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([_, longer @ ..], shorter) | (shorter, [_, longer @ ..]) if longer == shorter => {
            same + longer.len() >= LEAST_LONGER
        }
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_are_told_from_other_numbers() {
        for (written, meant) in [
            (342, 324),
            (150, 1500),
            (127, 172),
            (1038, 138),
            (303, 300),
            (48, 84),
            (12, 13),
        ] {
            assert!(is_slip(written.into(), meant.into()), "{written} {meant}");
            assert!(is_slip(meant.into(), written.into()), "{meant} {written}");
        }
        for (written, meant) in [
            (118, 342),
            (97, 297),
            (3, 5),
            (3, 13),
            (15604, 15832),
            (300, 300),
            (97, 300),
        ] {
            assert!(!is_slip(written.into(), meant.into()), "{written} {meant}");
        }
    }
}
