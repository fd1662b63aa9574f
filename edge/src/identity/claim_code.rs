//! The claim code of an admission slip: ten characters that are hard to misread.

/// Crockford's base 32 without the letters that look like digits: 50 bits in ten characters.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 10;

/// A claim code, normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCode(String);

impl ClaimCode {
    /// A new code from random bytes: each gives one character without bias, 256 being a multiple of 32.
    pub fn from_random(bytes: [u8; LENGTH]) -> Self {
        Self(bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32)).copied().map(char::from)).collect())
    }

    /// Reads what somebody typed: groups, lower case, O for 0, I and L for 1.
    pub fn parse(typed: &str) -> Option<Self> {
        let text: String = shared::text::normalise(typed)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let fits = text.len() == LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte));
        fits.then_some(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_read_out_and_typed() {
        let code = ClaimCode::from_random([0, 1, 31, 32, 255, 77, 8, 9, 10, 20]);
        assert_eq!(code.as_str().len(), 10);
        let typed = format!("{} - {}", &code.as_str()[..5].to_lowercase(), &code.as_str()[5..]);
        assert_eq!(ClaimCode::parse(&typed), Some(code));
        assert_eq!(ClaimCode::parse("oil00 00000").unwrap().as_str(), "0110000000");
        for wrong in ["", "12345", "UUUUUUUUUU", "12345678901", "编码编码编码"] {
            assert_eq!(ClaimCode::parse(wrong), None, "{wrong}");
        }
    }
}
