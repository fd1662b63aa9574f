//! Codes of authenticators: RFC 6238 with what all of them use, SHA-1, six digits, 30 seconds.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use shared::percent;
use shared::time::Timestamp;

use crate::institution::crypto::same;

const STEP_SECONDS: i64 = 30;
pub const SECRET_BYTES: usize = 20;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step whose code this is, if it is that of the current one, the one before or the one after (clocks differ), and
/// later than the last accepted: a code is good once (RFC 6238, 5.2).
pub fn accepted_step(secret: &str, typed: &str, now: Timestamp, last_accepted: i64) -> Option<i64> {
    let key = from_base32(secret)?;
    let typed: String = shared::text::squash(typed);
    let current = now.seconds().div_euclid(STEP_SECONDS);
    // All three are computed: the time taken tells nothing.
    (current - 1..=current + 1)
        .filter(|step| code(&key, *step).is_some_and(|expected| same(&expected, &typed)))
        .find(|step| *step > last_accepted)
}

/// The code of one step.
pub fn code(key: &[u8], step: i64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).ok()?;
    mac.update(&u64::try_from(step).ok()?.to_be_bytes());
    let digest: [u8; 20] = mac.finalize().into_bytes().into();
    // Dynamic truncation (RFC 4226, 5.3).
    let offset = usize::from(digest.last()? & 0x0f);
    let four: [u8; 4] = digest.get(offset..offset + 4)?.try_into().ok()?;
    Some(format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000))
}

/// RFC 4648 without padding, as people type it into an authenticator.
pub fn to_base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in bytes {
        bits = (bits << 8 | u32::from(*byte)) & 0xffff;
        count += 8;
        while count >= 5 {
            count -= 5;
            push_letter(&mut text, bits >> count);
        }
    }
    if count > 0 {
        push_letter(&mut text, bits << (5 - count));
    }
    text
}

fn push_letter(text: &mut String, bits: u32) {
    let letter = usize::try_from(bits & 31).ok().and_then(|index| ALPHABET.get(index));
    text.extend(letter.copied().map(char::from));
}

/// Reads what [`to_base32`] wrote.
pub fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in text.bytes() {
        let value = ALPHABET.iter().position(|other| *other == letter)?;
        bits = (bits << 5 | u32::try_from(value).ok()?) & 0xffff;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// What the QR code says (Key URI format of Google Authenticator's wiki, which the others read too).
pub fn uri(issuer: &str, login: &str, secret: &str) -> String {
    // not a text: the product's name
    let issuer = percent::encode(if issuer.is_empty() { "安培" } else { issuer });
    let login = percent::encode(login);
    format!("otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(b"12345678901234567890", seconds / 30).unwrap(), expected);
            assert_eq!(accepted_step(SECRET, expected, Timestamp(seconds * 1000), 0), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_good_once_and_for_a_minute_and_a_half() {
        let typed = "081804";
        let step = 1_111_111_109 / 30;
        let at = |step: i64| Timestamp(step * 30_000 + 29_999);
        for (now, last, expected) in [
            (step, 0, Some(step)),
            (step - 1, 0, Some(step)),
            (step + 1, 0, Some(step)),
            (step + 2, 0, None),
            (step - 2, 0, None),
            (step, step - 1, Some(step)),
            (step, step, None),
            (step, step + 1, None),
        ] {
            assert_eq!(accepted_step(SECRET, typed, at(now), last), expected, "{now} {last}");
        }
        assert_eq!(accepted_step(SECRET, " ０８１ 804", at(step), 0), Some(step));
        assert_eq!(accepted_step(SECRET, "81804", at(step), 0), None);
        assert_eq!(accepted_step(SECRET, "", at(step), 0), None);
    }

    /// RFC 4648, 10, without padding.
    #[test]
    fn base32_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(to_base32(bytes.as_bytes()), text);
            assert_eq!(from_base32(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(to_base32(b"12345678901234567890"), SECRET);
        assert_eq!(from_base32("MZ1"), None);
    }

    #[test]
    fn the_address_for_authenticators_is_encoded() {
        assert_eq!(
            uri("安培 & Co", "li@x", "MY"),
            "otpauth://totp/%E5%AE%89%E5%9F%B9%20%26%20Co:li%40x?secret=MY&issuer=%E5%AE%89%E5%9F%B9%20%26%20Co&algorithm=SHA1&digits=6&period=30"
        );
    }
}
