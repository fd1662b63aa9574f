//! Random text in the shapes that WeChat gives its codes, tokens and openids.

use std::hash::{BuildHasher, RandomState};

const ALPHABET: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";

/// `length` characters after `prefix`. The standard library's hasher seeds are random enough for a simulator.
pub fn text(prefix: &str, length: usize) -> String {
    let mut text = prefix.to_owned();
    let seed = RandomState::new();
    for position in 0..length {
        let index = seed.hash_one(position).checked_rem(64).and_then(|rest| usize::try_from(rest).ok());
        let letter = index.and_then(|index| ALPHABET.get(index)).copied().unwrap_or(b'0');
        text.push(char::from(letter));
    }
    text
}
