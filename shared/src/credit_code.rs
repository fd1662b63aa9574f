//! Unified social credit codes (统一社会信用代码, GB 32100-2015, `domain.md` C3).

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::error::FieldCode;
use crate::text::{self, InvalidText};

/// The 31 symbols; a symbol's place is its value. I, O, S, V and Z are left out because they look like digits.
const SYMBOLS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i-1) mod 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// GB 11714, for the organisation code at places 9 to 16; its check symbol stands at place 17.
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Eighteen upper-case symbols whose check symbol fits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// Why a text is not a credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditCodeError {
    Empty,
    WrongLength {
        symbols: usize,
    },
    /// Excel kept 15 digits of an all-digit code: `9.14503997519664E+17`.
    DigitsLost,
    /// Not one of the 31 symbols, mostly a letter O for a zero.
    BadCharacter {
        found: char,
    },
    CheckSymbol,
}

impl From<CreditCodeError> for FieldCode {
    fn from(error: CreditCodeError) -> Self {
        match error {
            CreditCodeError::Empty => Self::Required,
            CreditCodeError::WrongLength { .. } | CreditCodeError::DigitsLost => Self::Format,
            CreditCodeError::BadCharacter { .. } => Self::BadCharacters,
            CreditCodeError::CheckSymbol => Self::CheckDigit,
        }
    }
}

impl CreditCode {
    /// Spaces and hyphens are dropped, letters become upper-case, full-width forms half-width.
    pub fn parse(typed: &str) -> Result<Self, CreditCodeError> {
        let text: String = text::squash(typed).chars().filter(|c| *c != '-').collect::<String>().to_uppercase();
        if text.is_empty() {
            return Err(CreditCodeError::Empty);
        }
        // No code has a full stop or a plus: this is a number cell's exponent form.
        if text.contains("E+") && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'E' | '+')) {
            return Err(CreditCodeError::DigitsLost);
        }
        let symbols = text.chars().count();
        if symbols != 18 {
            return Err(CreditCodeError::WrongLength { symbols });
        }
        let mut values = Vec::with_capacity(18);
        for found in text.chars() {
            values.push(value(found).ok_or(CreditCodeError::BadCharacter { found })?);
        }
        let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        if values.last() != Some(&((31 - sum % 31) % 31)) {
            return Err(CreditCodeError::CheckSymbol);
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the organisation code inside fits its own check symbol (GB 11714). Some old real codes do not: warn only.
    pub fn organisation_code_fits(&self) -> bool {
        let digit = |c: char| c.to_digit(36).unwrap_or_default();
        let organisation = self.0.chars().skip(8);
        let sum: u32 = organisation.zip(ORGANISATION_WEIGHTS).map(|(c, weight)| digit(c) * weight).sum();
        let expected = match 11 - sum % 11 {
            10 => 'X',
            11 => '0',
            rest => char::from_digit(rest, 10).unwrap_or('0'),
        };
        self.0.chars().nth(16) == Some(expected)
    }
}

fn value(symbol: char) -> Option<u32> {
    SYMBOLS.chars().zip(0..).find_map(|(known, value)| (known == symbol).then_some(value))
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_reason| InvalidText("a credit code"))
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_and_made_up_codes_fit() {
        for code in [
            "91350100M000100Y43",
            "91110000600037341L",
            "91440300708461136T",
            "914403001922038216",
            "91330100799655058B",
            "91110108551385082Q",
            "911101176876214860",
            "91110000802100433B",
            "12100000400010275N",
            "91310115MA1K35J67G",
            "92440300MA5DA0X29Y",
            "52110000500001237K",
            "12370000495571234X",
            "91510100MA61RHU2XT",
            "91330106MA2AXPC04G",
        ] {
            let parsed = CreditCode::parse(code).unwrap();
            assert_eq!(parsed.as_str(), code);
            assert!(parsed.organisation_code_fits(), "{code}");
        }
        assert_eq!(CreditCode::parse(" ９１３５0100-m000100y43").unwrap().as_str(), "91350100M000100Y43");
    }

    #[test]
    fn wrong_codes_are_refused_with_their_reason() {
        for (code, error) in [
            ("", CreditCodeError::Empty),
            ("91350100M000100Y44", CreditCodeError::CheckSymbol),
            ("A1110000600037341L", CreditCodeError::CheckSymbol),
            ("91350100M0001O0Y43", CreditCodeError::BadCharacter { found: 'O' }),
            ("91450399837840175O", CreditCodeError::BadCharacter { found: 'O' }),
            ("9.14503997519664E+17", CreditCodeError::DigitsLost),
            ("9135010M000100Y43", CreditCodeError::WrongLength { symbols: 17 }),
            ("110108551385082", CreditCodeError::WrongLength { symbols: 15 }),
        ] {
            assert_eq!(CreditCode::parse(code), Err(error), "{code}");
        }
        assert!(serde_json::from_str::<CreditCode>("\"91350100M000100Y44\"").is_err());
    }
}
