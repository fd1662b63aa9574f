//! Amounts of money in fen (分), exact.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::error::FieldCode;
use crate::text;

/// An amount in fen: a hundredth of a yuan. On the wire and in the database the whole number of fen.
///
/// May be negative (a difference, a refund); [`Money::parse`] never yields a negative one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    Empty,
    /// Not a number, or in words, or two amounts.
    Unreadable,
    Negative,
    /// More than two decimals that are not zeros: there is nothing below a fen.
    Fraction,
    /// Above [`Money::MAX_PARSED`]: more likely a phone number in the wrong column than a fee.
    TooLarge,
}

impl From<MoneyError> for FieldCode {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::Empty => Self::Required,
            MoneyError::Unreadable | MoneyError::Fraction => Self::Format,
            MoneyError::Negative | MoneyError::TooLarge => Self::OutOfRange,
        }
    }
}

impl Money {
    pub const ZERO: Self = Self(0);
    /// The largest amount that a person may type: one million yuan.
    pub const MAX_PARSED: Self = Self(100_000_000);

    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    pub const fn fen(self) -> i64 {
        self.0
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Reads what people and spreadsheets write: `980`, `980.0`, `980元`, `¥1,080.00`, `￥ 1，080`, full-width digits.
    ///
    /// ```
    /// # use shared::money::Money;
    /// assert_eq!(Money::parse("¥1,080.00"), Ok(Money::from_fen(108_000)));
    /// ```
    pub fn parse(typed: &str) -> Result<Self, MoneyError> {
        let text = text::squash(typed);
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        let text = strip_currency(&text);
        let (negative, digits) = match text.strip_prefix(['-', '−', '－']) {
            Some(rest) => (true, strip_currency(rest)),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = ungroup(whole).ok_or(MoneyError::Unreadable)?;
        if !fraction.chars().all(|c| c.is_ascii_digit()) {
            return Err(MoneyError::Unreadable);
        }
        let (cents, rest) = match fraction.char_indices().nth(2) {
            Some((at, _)) => fraction.split_at(at),
            None => (fraction, ""),
        };
        if rest.chars().any(|c| c != '0') {
            return Err(MoneyError::Fraction);
        }
        // At most 12 digits of yuan: no overflow below.
        if whole.trim_start_matches('0').len() > 12 {
            return Err(MoneyError::TooLarge);
        }
        let fen = format!("{whole}{cents:0<2}").parse::<i64>().ok().ok_or(MoneyError::Unreadable)?;
        match fen {
            0 => Ok(Self::ZERO),
            _ if negative => Err(MoneyError::Negative),
            fen if fen > Self::MAX_PARSED.0 => Err(MoneyError::TooLarge),
            fen => Ok(Self(fen)),
        }
    }

    /// For an input field or a spreadsheet: `1080`, `1080.50`.
    pub fn plain(self) -> String {
        let (sign, yuan, fen) = self.parts();
        if fen == 0 { format!("{sign}{yuan}") } else { format!("{sign}{yuan}.{fen:02}") }
    }

    fn parts(self) -> (&'static str, u64, u64) {
        let size = self.0.unsigned_abs();
        (if self.0 < 0 { "-" } else { "" }, size / 100, size % 100)
    }
}

/// `¥1,080.00`
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, yuan, fen) = self.parts();
        let digits = yuan.to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(f, "{sign}¥{grouped}.{fen:02}")
    }
}

fn strip_currency(text: &str) -> &str {
    let text = text.strip_prefix(['¥', '￥']).unwrap_or(text);
    let text =
        ["人民币", "RMB", "CNY", "rmb", "cny"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    let text = text.strip_prefix(['¥', '￥', ':']).unwrap_or(text);
    let text = text.strip_suffix("元整").or_else(|| text.strip_suffix("圆整")).unwrap_or(text);
    text.strip_suffix(['元', '圆', '块']).unwrap_or(text)
}

/// Removes thousands separators, but only where they separate thousands: `1,080` yes, `1,08` no.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', '，', '\'']);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_fen() {
        for (typed, fen) in [
            ("980", 98_000),
            ("980.0", 98_000),
            ("980.00", 98_000),
            ("980.0000", 98_000),
            ("980.5", 98_050),
            ("0.01", 1),
            ("0", 0),
            ("-0", 0),
            ("980元", 98_000),
            ("980 元", 98_000),
            ("980元整", 98_000),
            ("人民币980元", 98_000),
            ("¥1,080.00", 108_000),
            ("￥ 1，080", 108_000),
            ("１０８０．５０", 108_050),
            ("1,000,000", 100_000_000),
            ("\u{feff} 360 \n", 36_000),
            ("+300", 30_000),
        ] {
            assert_eq!(Money::parse(typed), Ok(Money::from_fen(fen)), "{typed}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        for (typed, error) in [
            ("", MoneyError::Empty),
            (" \u{3000}", MoneyError::Empty),
            ("已缴", MoneyError::Unreadable),
            ("九百八十", MoneyError::Unreadable),
            ("980/1080", MoneyError::Unreadable),
            ("1,08", MoneyError::Unreadable),
            (",080", MoneyError::Unreadable),
            ("1080,000", MoneyError::Unreadable),
            ("1.2.3", MoneyError::Unreadable),
            ("1e3", MoneyError::Unreadable),
            ("¥", MoneyError::Unreadable),
            (".", MoneyError::Unreadable),
            ("NaN", MoneyError::Unreadable),
            ("-980", MoneyError::Negative),
            ("-¥980", MoneyError::Negative),
            ("9.999", MoneyError::Fraction),
            ("1000000.01", MoneyError::TooLarge),
            ("13812345678", MoneyError::TooLarge),
            ("99999999999999999999999999", MoneyError::TooLarge),
        ] {
            assert_eq!(Money::parse(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn amounts_are_shown_in_both_forms() {
        for (fen, shown, plain) in [
            (0, "¥0.00", "0"),
            (5, "¥0.05", "0.05"),
            (98_000, "¥980.00", "980"),
            (108_050, "¥1,080.50", "1080.50"),
            (123_456_789, "¥1,234,567.89", "1234567.89"),
            (-36_000, "-¥360.00", "-360"),
        ] {
            let money = Money::from_fen(fen);
            assert_eq!(money.to_string(), shown);
            assert_eq!(money.plain(), plain);
            assert_eq!(serde_json::to_string(&money).unwrap(), fen.to_string());
        }
        assert_eq!(Money::from_fen(i64::MAX).checked_add(Money::from_fen(1)), None);
        assert_eq!(Money::from_fen(5).checked_sub(Money::from_fen(7)), Some(Money::from_fen(-2)));
    }
}
