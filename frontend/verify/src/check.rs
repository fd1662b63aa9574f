//! What a code says, and whether it is true. Knows no browser.

use core::fmt::Write as _;

use ed25519_compact::{PublicKey, Signature};
use sha2::{Digest as _, Sha256};
use shared::proofs::ProofFields;
use shared::proofs::signed::{self, LinkError};

/// What is known of a code without asking anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// The institution has signed these fields.
    Genuine {
        fields: Box<ProofFields>,
        /// The portal knows the proof by it.
        code: String,
    },
    /// Changed, or signed by somebody else.
    Forged,
    /// Not a code of a proof, or only part of one.
    Unreadable,
    /// Of a portal newer than this page.
    Newer,
    /// There is no code at all.
    Nothing,
}

/// Checks what stands behind `#`. `public_key`: the institution's, in hex.
pub fn check(fragment: &str, public_key: &str) -> Checked {
    if fragment.trim_start_matches('#').is_empty() {
        return Checked::Nothing;
    }
    let proof = match signed::read(fragment) {
        Ok(proof) => proof,
        Err(LinkError::Unreadable) => return Checked::Unreadable,
        Err(LinkError::NewerVersion) => return Checked::Newer,
    };
    let key = from_hex(public_key).and_then(|key| PublicKey::from_slice(&key).ok());
    let genuine = key.is_some_and(|key| key.verify(&proof.message, &Signature::new(proof.signature)).is_ok());
    if genuine {
        Checked::Genuine { fields: Box::new(proof.fields), code: sha256(&proof.message) }
    } else {
        Checked::Forged
    }
}

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    (0..text.len() / 2).map(|place| u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use ed25519_compact::{KeyPair, Seed};

    use super::*;

    fn signed_fragment(pair: &KeyPair) -> (ProofFields, String) {
        let fields = ProofFields::samples().remove(0).masked();
        let payload = signed::payload(&fields);
        let signature = pair.sk.sign(signed::message(&payload), None);
        (fields, signed::fragment(&payload, &signature))
    }

    fn hex(key: &PublicKey) -> String {
        to_hex(key.as_ref())
    }

    #[test]
    fn a_signed_code_is_genuine_and_any_change_of_it_is_not() {
        let pair = KeyPair::from_seed(Seed::new([7; 32]));
        let (fields, fragment) = signed_fragment(&pair);
        let key = hex(&pair.pk);
        let Checked::Genuine { fields: read, code } = check(&fragment, &key) else { panic!("not genuine") };
        assert_eq!((*read, code.len()), (fields.clone(), 64));
        assert_eq!(check(&format!("#{fragment}"), &key), check(&fragment, &key));

        // Each character by another one: never genuine.
        let characters: Vec<char> = fragment.chars().collect();
        for place in 0..characters.len() {
            let mut changed = characters.clone();
            changed[place] = if changed[place] == 'A' { 'B' } else { 'A' };
            let changed: String = changed.into_iter().collect();
            let checked = check(&changed, &key);
            assert!(!matches!(checked, Checked::Genuine { .. }), "{place}: {checked:?}");
        }
        // A field changed by somebody who knows the form.
        let changed = ProofFields { hours_done: shared::proofs::PrintedHours::whole(200), ..fields };
        let signature = signed::read(&fragment).unwrap().signature;
        assert_eq!(check(&signed::fragment(&signed::payload(&changed), &signature), &key), Checked::Forged);
        let other = KeyPair::from_seed(Seed::new([8; 32]));
        assert_eq!(check(&fragment, &hex(&other.pk)), Checked::Forged);
        assert_eq!(check(&fragment, "no key"), Checked::Forged);
    }

    #[test]
    fn what_is_no_code_is_told_apart() {
        for (fragment, expected) in [
            ("", Checked::Nothing),
            ("#", Checked::Nothing),
            ("#AQ", Checked::Unreadable),
            ("#not a code", Checked::Unreadable),
        ] {
            assert_eq!(check(fragment, ""), expected, "{fragment}");
        }
    }

    #[test]
    fn one_changed_byte_of_a_file_changes_its_hash() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(sha256(b"abd"), sha256(b"abc"));
    }
}
