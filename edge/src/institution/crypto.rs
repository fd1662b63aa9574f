//! Keys and what is done with them: encryption of document numbers, blind indexes for look-up, hashes of tokens.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};

use super::failure::Failure;

/// The keys of one institution, derived from the deployment's secret `DATA_KEY`.
pub struct Keys {
    encryption: Aes256Gcm,
    index: [u8; 32],
    proofs: ed25519_compact::KeyPair,
}

/// Why a `DATA_KEY` is not usable.
#[derive(Debug)]
pub struct BadKey;

impl Keys {
    /// From 64 hex digits.
    pub fn from_hex(text: &str) -> Result<Self, BadKey> {
        let bytes = from_hex(text.trim()).filter(|bytes| bytes.len() == 32).ok_or(BadKey)?;
        let encryption = Aes256Gcm::new_from_slice(&mac(&bytes, b"encryption v1")).ok().ok_or(BadKey)?;
        let seed = ed25519_compact::Seed::new(mac(&bytes, b"proof signing v1"));
        let proofs = ed25519_compact::KeyPair::from_seed(seed);
        Ok(Self { encryption, index: mac(&bytes, b"blind index v1"), proofs })
    }

    /// AES-256-GCM under a fresh nonce. `context` names table and column: a value moved elsewhere does not open.
    pub fn seal(&self, nonce: [u8; 12], context: &str, plain: &str) -> Result<String, Failure> {
        self.seal_bytes(nonce, context, plain.as_bytes()).map(|bytes| STANDARD_NO_PAD.encode(bytes))
    }

    /// Opens what [`Keys::seal`] made.
    pub fn open(&self, context: &str, sealed: &str) -> Result<String, Failure> {
        let bytes = STANDARD_NO_PAD.decode(sealed).ok().ok_or_else(|| unopened(context))?;
        String::from_utf8(self.open_bytes(context, &bytes)?).ok().ok_or_else(|| unopened(context))
    }

    /// As [`Keys::seal`], for a file: `context` is its name in FILES. The nonce stands before the sealed bytes.
    pub fn seal_bytes(&self, nonce: [u8; 12], context: &str, plain: &[u8]) -> Result<Vec<u8>, Failure> {
        let payload = Payload { msg: plain, aad: context.as_bytes() };
        let sealed = self
            .encryption
            .encrypt(&Nonce::from(nonce), payload)
            .ok()
            .ok_or_else(|| Failure::broken("encryption failed"))?;
        let mut bytes = nonce.to_vec();
        bytes.extend_from_slice(&sealed);
        Ok(bytes)
    }

    /// Opens what [`Keys::seal_bytes`] made.
    pub fn open_bytes(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, Failure> {
        let (nonce, rest) = sealed.split_at_checked(12).ok_or_else(|| unopened(context))?;
        let nonce: [u8; 12] = nonce.try_into().ok().ok_or_else(|| unopened(context))?;
        let payload = Payload { msg: rest, aad: context.as_bytes() };
        self.encryption.decrypt(&Nonce::from(nonce), payload).ok().ok_or_else(|| unopened(context))
    }

    /// Signs what a training proof's QR code says (Ed25519, RFC 8032): the same message has the same signature.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        *self.proofs.sk.sign(message, None)
    }

    /// With this key everybody can check [`Keys::sign`]; in hex.
    pub fn public_key(&self) -> String {
        to_hex(self.proofs.pk.as_ref())
    }

    /// A keyed index of 128 bits in hex: equal values of one purpose meet, nothing else can be read from it.
    pub fn blind_index(&self, purpose: &str, value: &str) -> String {
        let mut text = Vec::with_capacity(purpose.len() + value.len() + 1);
        text.extend_from_slice(purpose.as_bytes());
        text.push(0);
        text.extend_from_slice(value.as_bytes());
        to_hex(mac(&self.index, &text).get(..16).unwrap_or_default())
    }
}

fn unopened(context: &str) -> Failure {
    Failure::broken(format!("a sealed value of {context} does not open"))
}

fn mac(key: &[u8], message: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length (RFC 2104): the error cannot occur.
    Hmac::<Sha256>::new_from_slice(key).map_or([0; 32], |mut mac| {
        mac.update(message);
        mac.finalize().into_bytes().into()
    })
}

/// HMAC-SHA-1, -256 and others are chosen by their users; this is the plain SHA-256 of a token as it is stored.
pub fn token_hash(token: &str) -> String {
    to_hex(&Sha256::digest(token.as_bytes()))
}

/// A token of 256 bits for a cookie or a link.
pub fn token_from(random: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(random)
}

pub fn to_hex(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len() / 2).map(|i| u8::from_str_radix(text.get(i * 2..i * 2 + 2)?, 16).ok()).collect()
}

/// Compares without telling by its time where two texts differ.
pub fn same(left: &str, right: &str) -> bool {
    left.len() == right.len() && left.bytes().zip(right.bytes()).fold(0, |diff, (a, b)| diff | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::from_hex(&"0f".repeat(32)).unwrap()
    }

    #[test]
    fn a_sealed_value_opens_only_in_its_own_column() {
        let keys = keys();
        let sealed = keys.seal([7; 12], "trainees.document", "11010519491231002X").unwrap();
        assert!(!sealed.contains("1101"));
        assert_eq!(keys.open("trainees.document", &sealed).unwrap(), "11010519491231002X");
        assert!(keys.open("staff.totp", &sealed).is_err());
        assert!(Keys::from_hex(&"10".repeat(32)).unwrap().open("trainees.document", &sealed).is_err());
        assert!(keys.open("trainees.document", &sealed[1..]).is_err());
    }

    #[test]
    fn a_sealed_file_opens_only_under_its_own_name() {
        let keys = keys();
        let sealed = keys.seal_bytes([7; 12], "proofs/1", b"%PDF \xff").unwrap();
        assert_eq!(keys.open_bytes("proofs/1", &sealed).unwrap(), b"%PDF \xff");
        assert!(keys.open_bytes("proofs/2", &sealed).is_err());
        let mut changed = sealed.clone();
        changed[14] ^= 1;
        for bad in [&changed[..], &sealed[..11], &sealed[..20], b""] {
            assert!(keys.open_bytes("proofs/1", bad).is_err());
        }
    }

    #[test]
    fn a_signature_can_be_checked_with_the_public_key_only() {
        let keys = keys();
        let signature = ed25519_compact::Signature::new(keys.sign(b"proof"));
        let public = ed25519_compact::PublicKey::from_slice(&from_hex(&keys.public_key()).unwrap()).unwrap();
        assert!(public.verify(b"proof", &signature).is_ok());
        assert!(public.verify(b"prooF", &signature).is_err());
        assert_eq!(keys.sign(b"proof"), *signature);
        assert_ne!(keys.public_key(), Keys::from_hex(&"10".repeat(32)).unwrap().public_key());
    }

    #[test]
    fn an_index_depends_on_key_purpose_and_value() {
        let keys = keys();
        let index = keys.blind_index("document", "1");
        assert_eq!(index.len(), 32);
        assert_eq!(index, keys.blind_index("document", "1"));
        assert_ne!(index, keys.blind_index("last4", "1"));
        assert_ne!(index, keys.blind_index("document", "2"));
        assert_ne!(index, Keys::from_hex(&"10".repeat(32)).unwrap().blind_index("document", "1"));
    }

    #[test]
    fn a_short_or_wrong_key_is_refused() {
        for text in ["", "0f", "zz", &"0f".repeat(31), &"0g".repeat(32)] {
            assert!(Keys::from_hex(text).is_err(), "{text}");
        }
    }
}
