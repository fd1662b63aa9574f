//! What the tests of watching have in common.

use crate::time::Timestamp;

/// 2026-10-05 08:00 in China.
pub const START: Timestamp = Timestamp(1_791_158_400_000);

/// Numbers that repeat: Park and Miller's generator.
pub struct Chance(i64);

impl Chance {
    pub fn new(seed: i64) -> Self {
        let mut chance = Self(seed % 2_147_483_646 + 1);
        // Neighbouring seeds begin alike.
        chance.below(2);
        chance.below(2);
        chance
    }

    /// From 0 to `limit - 1`.
    pub fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 % limit
    }

    /// One time in `n`.
    pub fn one_in(&mut self, n: i64) -> bool {
        self.below(n) == 0
    }
}

#[test]
fn chance_is_even_enough() {
    let mut chance = Chance::new(3);
    let heads = (0..10_000).filter(|_| chance.one_in(2)).count();
    assert!((4_800..5_200).contains(&heads), "{heads}");
}
