//! Whether a video that broke plays again by itself. Some browsers stop one that breaks, as if somebody had pressed pause;
//! others leave it playing, and there a press of pause is meant. Pure.

/// A pause so soon after an error is the browser's.
const BROWSERS_PAUSE_MS: i64 = 1_000;
/// Whoever has looked at a video that stands still for so long may be doing something else by now.
const PATIENCE_MS: i64 = 60_000;

/// What the person before the video wants. Times by a clock that never steps.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    wants: bool,
    /// The last error of the address that the video has now.
    broke_at: Option<i64>,
    /// It stands still since then, or somebody has pressed play since.
    stands_since: Option<i64>,
}

impl Wish {
    /// Somebody has pressed play.
    pub fn play(&mut self, now: i64) {
        self.wants = true;
        self.stands_since = self.stands_since.map(|_| now);
    }

    /// The video was paused. Its error is there before the page is told of it: `is_broken` may come before `broke`.
    pub fn pause(&mut self, now: i64, is_broken: bool) {
        let is_browsers = self.broke_at.is_none_or(|at| now.saturating_sub(at) < BROWSERS_PAUSE_MS);
        self.wants &= is_broken && is_browsers;
    }

    pub fn broke(&mut self, now: i64) {
        self.broke_at = Some(now);
        self.stands_since = self.stands_since.or(Some(now));
    }

    /// The video has another address, without an error so far.
    pub const fn renewed(&mut self) {
        self.broke_at = None;
    }

    /// There is a picture.
    pub const fn plays(&mut self) {
        self.broke_at = None;
        self.stands_since = None;
    }

    /// Nothing more is tried by itself: from here on somebody has to act.
    pub const fn give_up(&mut self) {
        self.wants = false;
    }

    /// Whether it plays as soon as it can.
    pub fn goes_on(&self, now: i64) -> bool {
        self.wants && self.stands_since.is_none_or(|since| now.saturating_sub(since) <= PATIENCE_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Played since 0, and broken at 10 s.
    fn broken() -> Wish {
        let mut wish = Wish::default();
        wish.play(0);
        wish.plays();
        wish.broke(10_000);
        wish
    }

    #[test]
    fn what_plays_goes_on_with_a_fresh_address_until_somebody_pauses() {
        let mut wish = Wish::default();
        assert!(!wish.goes_on(0), "nobody has pressed play");
        wish.play(0);
        wish.plays();
        assert!(wish.goes_on(3_600_000), "an hour of playing is no break");
        wish.pause(3_600_000, false);
        assert!(!wish.goes_on(3_600_000));
    }

    #[test]
    fn the_pause_that_a_browser_makes_of_an_error_is_nobodys_wish() {
        let mut told_first = Wish::default();
        told_first.play(0);
        told_first.plays();
        told_first.pause(10_000, true);
        told_first.broke(10_000);
        assert!(told_first.goes_on(10_500));

        let mut told_later = broken();
        told_later.pause(10_999, true);
        assert!(told_later.goes_on(11_000));
    }

    #[test]
    fn a_video_that_is_paused_while_broken_stays_paused() {
        let mut wish = broken();
        wish.pause(11_000, true);
        assert!(!wish.goes_on(11_000));
        wish.renewed();
        assert!(!wish.goes_on(11_500), "whatever address it has");
        wish.broke(12_000);
        assert!(!wish.goes_on(12_500), "and however often it breaks");
    }

    #[test]
    fn the_error_of_another_address_is_another_error() {
        let mut wish = broken();
        wish.renewed();
        wish.pause(40_000, true);
        wish.broke(40_000);
        assert!(wish.goes_on(41_000));
    }

    #[test]
    fn after_a_minute_somebody_has_to_press_play() {
        let mut wish = broken();
        assert!(wish.goes_on(70_000) && !wish.goes_on(70_001));
        wish.renewed();
        wish.broke(69_000);
        assert!(!wish.goes_on(70_001), "the last picture is older than the last error");
        wish.play(200_000);
        assert!(wish.goes_on(260_000) && !wish.goes_on(260_001), "the patience is fresh");
        wish.pause(202_000, true);
        assert!(!wish.goes_on(202_000));
    }

    #[test]
    fn what_is_given_up_waits_for_somebody() {
        let mut wish = broken();
        wish.give_up();
        assert!(!wish.goes_on(11_000));
        wish.play(20_000);
        assert!(wish.goes_on(21_000));
        wish.plays();
        assert!(wish.goes_on(500_000), "it has recovered");
    }
}
