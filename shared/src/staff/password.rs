//! Which passwords staff may choose (NIST SP 800-63B, 3.1.1: length and a list of the commonest, no rules of composition).

use crate::error::FieldCode;

pub const MIN_CHARS: usize = 10;
pub const MAX_CHARS: usize = 200;

/// Ten characters and more that everybody tries first. Compared without case, and without digits at the end.
const COMMON: [&str; 28] = [
    "1234567890",
    "0123456789",
    "0987654321",
    "9876543210",
    "1q2w3e4r5t",
    "q1w2e3r4t5",
    "1qaz2wsx3edc",
    "qazwsxedc",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "abcdefghij",
    "abcdefg",
    "abc",
    "abcd",
    "a",
    "password",
    "passw0rd",
    "p@ssw0rd",
    "admin",
    "administrator",
    "anpei",
    "iloveyou",
    "letmein",
    "welcome",
    "woaini",
    "woaiwojia",
    "weixin",
];

/// Whether a password may be chosen for this login.
pub fn check(password: &str, login: &str) -> Result<(), FieldCode> {
    let chars = password.chars().count();
    if chars == 0 {
        return Err(FieldCode::Required);
    }
    if chars < MIN_CHARS {
        return Err(FieldCode::TooShort);
    }
    if chars > MAX_CHARS {
        return Err(FieldCode::TooLong);
    }
    let lower = password.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == '!');
    let login = login.to_lowercase();
    let guessable = [lower.as_str(), stem].iter().any(|text| *text == login || COMMON.contains(text));
    if guessable || stem.is_empty() || distinct_chars(&lower) < 4 {
        return Err(FieldCode::TooWeak);
    }
    Ok(())
}

fn distinct_chars(text: &str) -> usize {
    text.chars().collect::<std::collections::BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_refused_with_their_reason() {
        for (password, expected) in [
            ("", Err(FieldCode::Required)),
            ("kurz-9zei", Err(FieldCode::TooShort)),
            (&*"长".repeat(201), Err(FieldCode::TooLong)),
            ("1234567890", Err(FieldCode::TooWeak)),
            ("13378707117", Err(FieldCode::TooWeak)),
            ("Password2026!", Err(FieldCode::TooWeak)),
            ("qwertyuiop", Err(FieldCode::TooWeak)),
            ("li.registrar", Err(FieldCode::TooWeak)),
            ("Li.Registrar1", Err(FieldCode::TooWeak)),
            ("abababababab", Err(FieldCode::TooWeak)),
            ("correct-horse-battery-安培", Ok(())),
            ("窗外的桂花树又开花了", Ok(())),
            ("demo-anpei-2026", Ok(())),
        ] {
            assert_eq!(check(password, "li.registrar"), expected, "{password}");
        }
    }
}
