//! The video's address, which is good for a short time: when to ask for a fresh one, and when to give up. Pure.

/// So long before it ends a fresh one is asked for.
const AHEAD_MS: i64 = 60_000;
/// After so many tries without a picture somebody has to act.
const MOST_TRIES: u32 = 4;
const FIRST_WAIT_MS: i64 = 1_000;

/// Times of the server's clock, as the page reckons it.
#[derive(Clone, Copy, Debug)]
pub struct Renewal {
    expires_ms: i64,
    tries: u32,
    /// No earlier than this.
    next_ms: i64,
    broken: bool,
    /// Asked for and not answered yet.
    on_the_way: u32,
}

impl Renewal {
    pub const fn new(expires_ms: i64) -> Self {
        Self { expires_ms, tries: 0, next_ms: 0, broken: false, on_the_way: 0 }
    }

    /// The browser could not load the video.
    pub const fn broke(&mut self) {
        self.broken = true;
    }

    /// It plays: all is well.
    pub const fn plays(&mut self) {
        self.tries = 0;
        self.broken = false;
    }

    /// A fresh address was given. Only playing shows that it is any good.
    pub const fn renewed(&mut self, expires_ms: i64) {
        self.expires_ms = expires_ms;
        self.broken = false;
    }

    /// Somebody asked to try again.
    pub const fn forgive(&mut self) {
        self.tries = 0;
        self.next_ms = 0;
    }

    pub const fn is_stale(&self, now_ms: i64) -> bool {
        self.broken || now_ms.saturating_add(AHEAD_MS) >= self.expires_ms
    }

    /// Whether to ask now.
    pub const fn is_due(&self, now_ms: i64) -> bool {
        self.is_stale(now_ms) && self.tries < MOST_TRIES && now_ms >= self.next_ms
    }

    /// It is asked. The next try waits longer than this one did.
    pub fn asked(&mut self, now_ms: i64) {
        self.next_ms = now_ms.saturating_add(FIRST_WAIT_MS.saturating_mul(1 << (2 * self.tries.min(8))));
        self.tries = self.tries.saturating_add(1);
        self.on_the_way = self.on_the_way.saturating_add(1);
    }

    /// An answer has come, or will not come any more.
    pub const fn heard(&mut self) {
        self.on_the_way = self.on_the_way.saturating_sub(1);
    }

    pub const fn is_broken(&self) -> bool {
        self.broken
    }

    /// Nothing more is tried by itself, and there is no video.
    pub const fn has_failed(&self) -> bool {
        self.broken && self.tries >= MOST_TRIES && self.on_the_way == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_address_is_asked_for_before_the_old_one_ends() {
        let mut renewal = Renewal::new(600_000);
        assert!(!renewal.is_due(539_999) && renewal.is_due(540_000));
        renewal.asked(540_000);
        assert!(!renewal.is_due(540_500), "one is asked for already");
        renewal.renewed(1_200_000);
        renewal.plays();
        assert!(!renewal.is_due(600_000) && renewal.is_due(1_140_000));
    }

    #[test]
    fn it_is_not_given_up_while_an_answer_may_come() {
        let mut renewal = Renewal::new(600_000);
        renewal.broke();
        // Over a line that swallows everything they are waited for at the same time.
        for now in [0, 1_000, 5_000, 21_000] {
            assert!(renewal.is_due(now), "{now}");
            renewal.asked(now);
        }
        for _ in 0..3 {
            renewal.heard();
            assert!(!renewal.has_failed());
        }
        renewal.heard();
        assert!(renewal.has_failed());
    }

    #[test]
    fn what_does_not_load_is_tried_a_few_times() {
        let mut renewal = Renewal::new(600_000);
        let (mut now, mut tries) = (0, Vec::new());
        renewal.broke();
        while now < 400_000 {
            if renewal.is_due(now) {
                tries.push(now);
                renewal.asked(now);
                assert!(!renewal.has_failed(), "its answer may be a good one");
                renewal.heard();
                renewal.renewed(600_000);
                renewal.broke();
            }
            now += 500;
        }
        assert_eq!(tries, [0, 1_000, 5_000, 21_000]);
        assert!(renewal.has_failed());
        renewal.forgive();
        assert!(!renewal.has_failed() && renewal.is_due(now));
        renewal.plays();
        assert!(!renewal.is_due(now));
    }
}
