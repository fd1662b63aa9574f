//! Mobile numbers of the mainland (`domain.md` C5).

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::error::FieldCode;
use crate::text::{self, InvalidText};

/// Eleven digits, `^1[3-9]\d{9}$`: segments keep being opened, so nothing more is checked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is not a mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    Empty,
    /// Not eleven digits.
    WrongLength {
        digits: usize,
    },
    /// Eleven digits, but no mobile number: a fixed line or a foreign one.
    NotMobile,
    BadCharacters,
    /// Two numbers in one cell.
    Several,
}

impl From<PhoneError> for FieldCode {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::Empty => Self::Required,
            PhoneError::WrongLength { .. } | PhoneError::NotMobile | PhoneError::Several => Self::Format,
            PhoneError::BadCharacters => Self::BadCharacters,
        }
    }
}

impl Phone {
    /// Reads `13378707117`, `+86 133-7870-7117`, `0086…`, `86-…`, `(86)…`, full-width digits.
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let text = text::squash(typed);
        if text.is_empty() {
            return Err(PhoneError::Empty);
        }
        if text.contains(['/', ',', ';', '、', '，', '；', '|']) {
            let filled = text.split(['/', ',', ';', '、', '，', '；', '|']).filter(|part| !part.is_empty()).count();
            return Err(if filled > 1 { PhoneError::Several } else { PhoneError::BadCharacters });
        }
        let compact: String =
            text.chars().filter(|c| !matches!(c, '-' | '(' | ')' | '–' | '—' | '‐' | '‑' | '−')).collect();
        let (prefixed, digits) = match compact.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, compact.as_str()),
        };
        if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(PhoneError::BadCharacters);
        }
        let national = digits
            .strip_prefix("0086")
            .or_else(|| digits.strip_prefix("86"))
            .filter(|rest| prefixed || rest.len() == 11 || digits.starts_with("00"))
            .unwrap_or(digits);
        if national.len() != 11 {
            return Err(PhoneError::WrongLength { digits: national.len() });
        }
        if !national.starts_with('1') || matches!(national.chars().nth(1), Some('0'..='2')) {
            return Err(PhoneError::NotMobile);
        }
        Ok(Self(national.to_owned()))
    }

    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `138****7117`
    pub fn masked(&self) -> String {
        let head: String = self.0.chars().take(3).collect();
        let tail: String = self.0.chars().skip(7).collect();
        format!("{head}****{tail}")
    }
}

/// Masked: numbers must not get into logs by accident.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

impl TryFrom<String> for Phone {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_reason| InvalidText("a mobile number"))
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_spellings_are_one_number() {
        for typed in [
            "13378707117",
            "+86 133-7870-7117",
            "+8613378707117",
            "008613378707117",
            "86-13378707117",
            "8613378707117",
            "(86)133 7870 7117",
            "１３３７８７０７１１７",
            "133\u{00a0}7870\u{200b}7117",
        ] {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), "13378707117", "{typed}");
        }
        let phone = Phone::parse("13378707117").unwrap();
        assert_eq!(phone.masked(), "133****7117");
        assert_eq!(format!("{phone:?}"), "Phone(133****7117)");
        assert_eq!(serde_json::from_str::<Phone>("\"13378707117\"").unwrap(), phone);
    }

    #[test]
    fn other_numbers_are_refused_with_their_reason() {
        for (typed, error) in [
            ("", PhoneError::Empty),
            ("1527429367", PhoneError::WrongLength { digits: 10 }),
            ("133787071177", PhoneError::WrongLength { digits: 12 }),
            ("+86 1337870711", PhoneError::WrongLength { digits: 10 }),
            ("8650712345", PhoneError::WrongLength { digits: 10 }),
            ("12378707117", PhoneError::NotMobile),
            ("10878707117", PhoneError::NotMobile),
            ("07732812345", PhoneError::NotMobile),
            ("1337870711X", PhoneError::BadCharacters),
            ("1.33787E+10", PhoneError::BadCharacters),
            ("无", PhoneError::BadCharacters),
            ("13378707117/13912345678", PhoneError::Several),
            ("13378707117、13912345678", PhoneError::Several),
        ] {
            assert_eq!(Phone::parse(typed), Err(error), "{typed}");
        }
    }
}
