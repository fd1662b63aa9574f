//! Argon2id. Called by the shell only: the object's one thread must not wait for it.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::institution::crypto::same;

/// What OWASP's cheat sheet on password storage names as the smaller of its equal choices: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const HASH_BYTES: usize = 32;
pub const SALT_BYTES: usize = 16;

/// Checked when the login is unknown, so that it takes as long as a known one. No password is known for it.
pub const DUMMY_PHC: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$w1dJ6uO1q0mYb8m1b2qXAA$S8mJp0m3Zq6mC1k2T4y6V8x0Z2b4d6f8h0j2l4n6p8Q";

/// Hashes a password under a fresh salt: a PHC string. `None` only when there is no memory for it.
pub fn hash(password: &str, salt: [u8; SALT_BYTES]) -> Option<String> {
    let cost = Cost { memory: MEMORY_KIB, passes: PASSES, lanes: LANES };
    let digest = cost.digest(password, &salt, HASH_BYTES)?;
    Some(format!(
        "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(digest)
    ))
}

/// Whether the password is the one that was hashed. A string that is not ours never matches.
pub fn verify(password: &str, phc: &str) -> bool {
    let mut parts = phc.split('$').skip(1);
    let (Some("argon2id"), Some("v=19"), Some(cost), Some(salt), Some(digest), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(cost), Ok(salt), Ok(expected)) =
        (Cost::read(cost), STANDARD_NO_PAD.decode(salt), STANDARD_NO_PAD.decode(digest))
    else {
        return false;
    };
    cost.digest(password, &salt, expected.len())
        .is_some_and(|actual| same(&STANDARD_NO_PAD.encode(actual), &STANDARD_NO_PAD.encode(expected)))
}

/// What a hash costs: kept in its string, so that it can be raised later.
struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(',');
        let mut number = |name: &str| parts.next()?.strip_prefix(name)?.parse::<u32>().ok();
        let cost = Self { memory: number("m=")?, passes: number("t=")?, lanes: number("p=")? };
        // Our own strings only: a damaged one must not take the shell's memory.
        (cost.memory <= 4 * MEMORY_KIB && cost.passes <= 16 && cost.lanes <= 4).then_some(cost)
    }

    fn digest(&self, password: &str, salt: &[u8], length: usize) -> Option<Vec<u8>> {
        let params = Params::new(self.memory, self.passes, self.lanes, Some(length)).ok()?;
        let mut digest = vec![0; length];
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon2.hash_password_into(password.as_bytes(), salt, &mut digest).ok()?;
        Some(digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hashed_password_matches() {
        let phc = hash("correct-horse-安培", [7; SALT_BYTES]).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct-horse-安培", &phc));
        assert!(!verify("correct-horse-安", &phc));
        assert!(!verify("correct-horse-安培", DUMMY_PHC));
    }

    #[test]
    fn the_dummy_costs_what_a_real_one_costs() {
        let real = hash("x", [0; SALT_BYTES]).unwrap();
        let shape = |phc: &str| {
            phc.split('$')
                .map(|part| if part.contains('=') { part.to_owned() } else { part.len().to_string() })
                .collect::<Vec<_>>()
        };
        assert_eq!(shape(DUMMY_PHC), shape(&real));
        let digest = DUMMY_PHC.rsplit('$').next().unwrap();
        assert_eq!(STANDARD_NO_PAD.decode(digest).unwrap().len(), HASH_BYTES);
    }

    /// The string of another implementation (argon2-cffi's documentation of RFC 9106 parameters, smaller memory).
    #[test]
    fn strings_that_are_not_ours_never_match() {
        for phc in [
            "",
            "x",
            "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
            "$argon2id$v=19$m=4000000000,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$",
            "$argon2id$v=19$m=19456,t=2,p=1$A!$AAAA",
        ] {
            assert!(!verify("", phc), "{phc}");
        }
    }
}
