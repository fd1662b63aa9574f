//! Texts that people type and spreadsheets hold, and the names of persons.

use core::fmt;
use core::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::error::FieldCode;

/// Brings a typed text into one form: full-width ASCII becomes half-width, every kind of space and line break becomes
/// one plain space, zero-width and direction marks vanish, the ends are trimmed. Other characters stay as they are,
/// control characters included: [`has_forbidden`] finds those.
///
/// ```
/// # use shared::text::normalise;
/// assert_eq!(normalise(" ４２０\u{200b}１９９\n号 "), "420199 号");
/// ```
pub fn normalise(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut space_due = false;
    for c in typed.chars() {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            space_due = !text.is_empty();
            continue;
        }
        if space_due {
            text.push(' ');
            space_due = false;
        }
        text.push(half_width(c));
    }
    text
}

/// [`normalise`] without any space: for headers, numbers, codes and labels.
pub fn squash(typed: &str) -> String {
    normalise(typed).replace(' ', "")
}

/// A whole number within the range, both ends included.
pub fn whole(typed: &str, range: RangeInclusive<i64>) -> Result<i64, FieldCode> {
    let typed = squash(typed);
    if typed.is_empty() {
        return Err(FieldCode::Required);
    }
    let number: i64 = typed.parse().or(Err(FieldCode::Format))?;
    if range.contains(&number) { Ok(number) } else { Err(FieldCode::OutOfRange) }
}

/// [`whole`], or nothing typed.
pub fn whole_if_any(typed: &str, range: RangeInclusive<i64>) -> Result<Option<i64>, FieldCode> {
    if squash(typed).is_empty() { Ok(None) } else { whole(typed, range).map(Some) }
}

/// A text for one line that people read: normalised, not empty, at most `max` characters.
pub fn line(typed: &str, max: usize) -> Result<String, TextError> {
    let text = normalise(typed);
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if has_forbidden(&text) {
        return Err(TextError::BadCharacters);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    Ok(text)
}

/// Whether a normalised text holds control characters, the replacement character or unassigned specials.
pub fn has_forbidden(text: &str) -> bool {
    text.chars().any(|c| c.is_control() || matches!(c, '\u{fff0}'..='\u{ffff}'))
}

/// Ideographs, including the rare ones that names use (extensions, compatibility forms, 〇).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// Zero-width characters, direction marks, the soft hyphen and the byte-order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn half_width(c: char) -> char {
    match c {
        // The full-width forms stand in the same order as ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Why a text cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    Empty,
    TooLong { max: usize },
    BadCharacters,
}

impl From<TextError> for FieldCode {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => Self::Required,
            TextError::TooLong { .. } => Self::TooLong,
            TextError::BadCharacters => Self::BadCharacters,
        }
    }
}

/// The name of a person, 1 to 50 characters: letters of any script, `·` in names of minorities, and for foreign names
/// single spaces, hyphen, apostrophe, full stop and comma. No digits, symbols, emoji or `<>`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    pub const MAX_CHARS: usize = 50;

    /// Spaces between Chinese characters are removed (`孔 冬志` → `孔冬志`), all kinds of middle dots become `·`.
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        let text = normalise(typed);
        let mut name = String::with_capacity(text.len());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let before = name.chars().next_back();
            let after = rest.peek().copied();
            let between_han = before.is_some_and(is_han) && after.is_some_and(is_han);
            let beside_han = before.is_some_and(joins_han) || after.is_some_and(joins_han);
            match c {
                ' ' if beside_han => {}
                '•' | '‧' | '・' | '･' | '∙' | '⋅' | '●' | '．' => name.push('·'),
                '.' if between_han => name.push('·'),
                c => name.push(c),
            }
        }
        if name.is_empty() {
            return Err(TextError::Empty);
        }
        if !name.chars().all(may_stand_in_name) || !name.chars().any(char::is_alphabetic) {
            return Err(TextError::BadCharacters);
        }
        if name.chars().count() > Self::MAX_CHARS {
            return Err(TextError::TooLong { max: Self::MAX_CHARS });
        }
        Ok(Self(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A space beside one of these is never part of a name.
fn joins_han(c: char) -> bool {
    is_han(c) || c == '·'
}

fn may_stand_in_name(c: char) -> bool {
    // Squared and circled letters count as alphabetic but are emoji.
    let letter = c.is_alphabetic() && !matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{24b6}'..='\u{24e9}');
    let mark = matches!(c, '\u{0300}'..='\u{036f}');
    letter || mark || matches!(c, '·' | ' ' | '-' | '\'' | '’' | '.' | ',')
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Only the first character: names must not get into logs by accident.
impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({}…)", self.0.chars().next().unwrap_or(' '))
    }
}

impl TryFrom<String> for PersonName {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_reason| InvalidText("a person's name"))
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

/// A value on the wire or in the database that its type refuses. Never repeats the value: it may be personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidText(pub &'static str);

impl fmt::Display for InvalidText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.0)
    }
}

impl core::error::Error for InvalidText {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_as_people_type_them() {
        for (typed, number) in [
            ("8", Ok(8)),
            (" １２ ", Ok(12)),
            ("007", Ok(7)),
            ("", Err(FieldCode::Required)),
            (" \u{3000}", Err(FieldCode::Required)),
            ("1.5", Err(FieldCode::Format)),
            ("八", Err(FieldCode::Format)),
            ("99999999999999999999", Err(FieldCode::Format)),
            ("0", Err(FieldCode::OutOfRange)),
            ("-3", Err(FieldCode::OutOfRange)),
            ("13", Err(FieldCode::OutOfRange)),
        ] {
            assert_eq!(whole(typed, 1..=12), number, "{typed:?}");
        }
        assert_eq!(whole_if_any("  ", 1..=12), Ok(None));
        assert_eq!(whole_if_any("3", 1..=12), Ok(Some(3)));
        assert_eq!(whole_if_any("13", 1..=12), Err(FieldCode::OutOfRange));
    }

    #[test]
    fn one_form_for_what_looks_the_same() {
        for (typed, text) in [
            ("  a  b ", "a b"),
            ("ＡＢＣ１２３（元）", "ABC123(元)"),
            ("身份证\n号 码", "身份证 号 码"),
            ("a\u{3000}b\u{00a0}\tc", "a b c"),
            ("\u{feff}孔\u{200b}冬志\u{202c}", "孔冬志"),
            ("\u{200b} \u{feff}", ""),
        ] {
            assert_eq!(normalise(typed), text, "{typed:?}");
            assert_eq!(normalise(text), text);
        }
        assert_eq!(squash("身份证\n号 码"), "身份证号码");
        assert_eq!(line("a\u{0}b", 5), Err(TextError::BadCharacters));
        assert_eq!(line("abcdef", 5), Err(TextError::TooLong { max: 5 }));
    }

    #[test]
    fn names_get_one_spelling() {
        for (typed, name) in [
            ("孔 冬志", "孔冬志"),
            ("汪　秋祥", "汪秋祥"),
            (" 张伟 ", "张伟"),
            ("买买提·艾力", "买买提·艾力"),
            ("买买提•艾力", "买买提·艾力"),
            ("买买提 · 艾力", "买买提·艾力"),
            ("买买提．艾力", "买买提·艾力"),
            ("买买提.艾力", "买买提·艾力"),
            ("𬱖", "𬱖"),
            ("John  O'Neil-Smith Jr.", "John O'Neil-Smith Jr."),
            ("José", "José"),
        ] {
            assert_eq!(PersonName::parse(typed).unwrap().as_str(), name, "{typed}");
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for (typed, error) in [
            ("", TextError::Empty),
            (" \u{200b}", TextError::Empty),
            ("<script>alert(1)</script>", TextError::BadCharacters),
            ("张伟😀", TextError::BadCharacters),
            ("张🅰伟", TextError::BadCharacters),
            ("张伟2", TextError::BadCharacters),
            ("张\u{0}伟", TextError::BadCharacters),
            ("=1+1", TextError::BadCharacters),
            ("···", TextError::BadCharacters),
            ("张(大)", TextError::BadCharacters),
            (&"张".repeat(51), TextError::TooLong { max: 50 }),
        ] {
            assert_eq!(PersonName::parse(typed), Err(error), "{typed}");
        }
        assert!(PersonName::parse(&"张".repeat(50)).is_ok());
        assert!(serde_json::from_str::<PersonName>("\"<b>\"").is_err());
        assert_eq!(format!("{:?}", PersonName::parse("张伟").unwrap()), "PersonName(张…)");
    }
}
