//! Numbers one after the other and what is said of them: that they rise or fall year by year, or what is left of
//! what came and what went.

use super::change::{are_alike, list};
use super::{Found, Odd};
use crate::number::Quantity;
use crate::passage::{Passage, Span};
use crate::wording::List;

/// What a passage has of them that is not so.
pub(super) fn read(passage: &Passage, quantities: &[Quantity]) -> Found {
    let all = 0..quantities.len();
    all.filter_map(|at| yearly(passage, quantities, at).or_else(|| net(passage, quantities, at)))
        .collect()
}

/// `分别为115件、96件和84件，呈逐年上升态势`: three and more, up to the words; the first two that are not so.
fn yearly(passage: &Passage, quantities: &[Quantity], last: usize) -> Option<(Span, Odd)> {
    let text = &passage.text;
    let end = quantities[last].span.end;
    let behind = text[end..].trim_start_matches([',', '呈', '总', '体']);
    let rises = list(List::YearlyRises).begins(behind).is_some();
    if !rises {
        list(List::YearlyFalls).begins(behind)?;
    }
    let is_joined = |pair: &[Quantity]| {
        let between = &text[pair[0].span.end..pair[1].span.start];
        are_alike(&pair[0], &pair[1]) && matches!(between, "、" | "和" | "," | "及" | "以及")
    };
    let pairs = quantities[..=last].windows(2).rev().take_while(|pair| is_joined(pair));
    let count = pairs.clone().count();
    let holds = |pair: &[Quantity]| match rises {
        true => pair[1].value > pair[0].value,
        false => pair[1].value < pair[0].value,
    };
    let first = &quantities[last - count];
    let odd = pairs.filter(|pair| !holds(pair)).last().filter(|_| count > 1)?;
    let odd = Odd::Change {
        rises,
        before: odd[0].value,
        now: odd[1].value,
    };
    Some((first.span.start..end, odd))
}

/// `制发11件、废止6件，净增5件`: what came, what went, and what is left of it.
fn net(passage: &Passage, quantities: &[Quantity], at: usize) -> Option<(Span, Odd)> {
    let [came, went, net] = quantities.get(at..at + 3)? else {
        return None;
    };
    let text = &passage.text;
    let lead = &text[went.span.end..net.span.start];
    let is_net = lead.trim_start_matches([',', '、']).starts_with("净增");
    let goes = is_net && list(List::Going).is_in(&text[came.span.end..went.span.start]);
    let is_wrong = came.value - went.value != net.value;
    let odd = Odd::Difference {
        before: went.value,
        now: came.value,
        said: net.value,
    };
    (goes && are_alike(came, went) && are_alike(went, net) && is_wrong).then_some((came.span.start..net.span.end, odd))
}

#[cfg(test)]
mod tests {
    use super::{Odd, read};
    use crate::number::scan;
    use crate::passage::Passage;
    use crate::wording::Wording;

    fn odd(text: &str) -> Vec<Odd> {
        let passage = Passage::new(0, text, None, String::new());
        let quantities = scan(&passage.text, &(0..passage.text.len()), Wording::get());
        read(&passage, &quantities).into_iter().map(|(_, odd)| odd).collect()
    }

    #[test]
    fn a_series_goes_one_way() {
        let change = |rises: bool, before: i64, now: i64| Odd::Change {
            rises,
            before: before.into(),
            now: now.into(),
        };
        let falls = "近三年分别为115件、96件和84件，呈逐年上升态势。";
        assert_eq!(odd(falls), [change(true, 115, 96)]);
        assert_eq!(odd("近三年为56件、87件和76件，逐年递增。"), [change(true, 87, 76)]);
        for good in [
            "近三年分别为84件、96件和115件，呈逐年上升态势。",
            "近三年为115件、96件、84件，逐年下降。",
            "收到115件和96件，逐年增加。",
        ] {
            assert_eq!(odd(good), [], "{good}");
        }
    }

    #[test]
    fn what_is_left_is_what_came_less_what_went() {
        assert_eq!(odd("制发规范性文件11件、废止6件，净增7件。").len(), 1);
        assert_eq!(odd("制发规范性文件11件、废止6件，净增5件。"), []);
        assert_eq!(odd("制发规范性文件11件、公开6件，净增2件。"), []);
    }
}
