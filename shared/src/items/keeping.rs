//! How long things are kept, and whether a consent says so: a trainee agrees to what is written, so the days that are
//! counted have to stand there (domain.md E1).

use crate::error::FieldCode;
use crate::text;

/// Ten years: longer than any certificate of a regime is valid without a review.
pub const MAX_DAYS: i64 = 3_650;

/// From 1 to `most` days, as typed.
///
/// # Errors
/// Nothing, no number, or another one.
pub fn days(typed: &str, most: i64) -> Result<i64, FieldCode> {
    let typed = text::squash(typed);
    if typed.is_empty() {
        return Err(FieldCode::Required);
    }
    let days: i64 = typed.parse().or(Err(FieldCode::Format))?;
    if (1..=most).contains(&days) { Ok(days) } else { Err(FieldCode::OutOfRange) }
}

/// Whether a text names this number of days, in digits: `1095` or `1,095`, but not as a part of another number.
pub fn names(text: &str, days: i64) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit() && c != ',');
    numbers.map(|number| number.replace(',', "")).any(|number| number == days.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_a_number_of_days_or_it_does_not() {
        for (text, number, named) in [
            ("照片自上传起最多保存 400 天，裁剪前的照片在审核通过 30 天后删除。", 400, true),
            ("照片自上传起最多保存 400 天，裁剪前的照片在审核通过 30 天后删除。", 30, true),
            ("自上传起最多保存400天", 400, true),
            ("kept for at most 1,095 days.", 1_095, true),
            ("kept for 400, then deleted", 400, true),
            ("kept for at most 1,400 days", 400, false),
            ("自上传起最多保存 4000 天", 400, false),
            ("保存四百天", 400, false),
            ("", 1, false),
        ] {
            assert_eq!(names(text, number), named, "{number} in {text}");
        }
    }

    #[test]
    fn days_are_whole_and_within_their_limits() {
        for (typed, most, expected) in [
            ("400", MAX_DAYS, Ok(400)),
            (" ４００ ", MAX_DAYS, Ok(400)),
            ("3650", MAX_DAYS, Ok(3_650)),
            ("3651", MAX_DAYS, Err(FieldCode::OutOfRange)),
            ("0", MAX_DAYS, Err(FieldCode::OutOfRange)),
            ("-1", MAX_DAYS, Err(FieldCode::OutOfRange)),
            ("31", 30, Err(FieldCode::OutOfRange)),
            ("", MAX_DAYS, Err(FieldCode::Required)),
            ("一年", MAX_DAYS, Err(FieldCode::Format)),
            ("1.5", MAX_DAYS, Err(FieldCode::Format)),
        ] {
            assert_eq!(days(typed, most), expected, "{typed}");
        }
    }
}
