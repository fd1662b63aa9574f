//! How far a presence check has come. Pure.
//!
//! The server counts the time to answer from the moment at which it hears that the question is visible. Without a line it
//! hears nothing: the question may have come and gone on the page, and for the server it was never shown. So that is said
//! even afterwards, and then it is asked once more, in the time that the server gives from then on.

use shared::lessons::watching::{CheckAnswer, CheckStep};

/// A check that the server has asked for.
#[derive(Clone, Debug)]
pub struct Check {
    /// What is said of it once it is visible.
    shown: CheckAnswer,
    answer_ms: i64,
    step: Step,
    /// The server knows that it was visible.
    heard: bool,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The page is in the background: nobody can see the question.
    Waits,
    /// It is visible, until then by a clock that never steps.
    Visible {
        until: i64,
    },
    Answered,
    /// Nobody touched it: the server says what that means.
    Missed,
}

/// What to do when the server asks for a check that it has asked for before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    Nothing,
    /// It has not heard the answer yet.
    Tell,
    /// It has not heard that the question was visible before nobody could answer any more.
    Show,
}

/// What playing means while a check is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Playing {
    /// Nothing stands in the way.
    Allowed,
    /// The question is visible.
    Open,
    /// Somebody is there after all, and the server does not know of the question: it is shown again.
    ShowAgain,
    /// Somebody is there, and the server knows that nobody was: another play begins.
    Anew,
}

impl Check {
    pub const fn new(shown: CheckAnswer, answer_seconds: i64) -> Self {
        Self { shown, answer_ms: answer_seconds.saturating_mul(1_000), step: Step::Waits, heard: false }
    }

    pub fn is(&self, id: u32) -> bool {
        self.shown.id == id
    }

    /// The video has to stand still.
    pub const fn is_open(&self) -> bool {
        matches!(self.step, Step::Waits | Step::Visible { .. })
    }

    pub const fn waits(&self) -> bool {
        matches!(self.step, Step::Waits)
    }

    pub const fn is_visible(&self) -> bool {
        matches!(self.step, Step::Visible { .. })
    }

    /// The server knows that it was visible: its time runs.
    pub const fn is_heard(&self) -> bool {
        self.heard
    }

    /// What the next heartbeat says of it: again and again until the server has heard it.
    pub fn told(&self) -> Option<CheckAnswer> {
        let what = match self.step {
            Step::Waits => return None,
            Step::Visible { .. } | Step::Missed => CheckStep::Shown,
            Step::Answered => CheckStep::Answered,
        };
        Some(CheckAnswer { what, ..self.shown })
    }

    /// The server asks for it once more, and says whether it knows that it was visible.
    pub const fn asked_again(&mut self, heard: bool) -> Again {
        let knew = self.heard;
        self.heard |= heard;
        match self.step {
            Step::Answered => Again::Tell,
            Step::Missed if !knew => {
                self.step = Step::Waits;
                Again::Show
            }
            Step::Missed | Step::Waits | Step::Visible { .. } => Again::Nothing,
        }
    }

    /// Somebody wants to watch.
    pub const fn played(&mut self) -> Playing {
        match self.step {
            Step::Answered => Playing::Allowed,
            Step::Waits | Step::Visible { .. } => Playing::Open,
            Step::Missed if self.heard => Playing::Anew,
            Step::Missed => {
                self.step = Step::Waits;
                Playing::ShowAgain
            }
        }
    }

    /// It can be seen from now on.
    pub const fn show(&mut self, now: i64) {
        self.step = Step::Visible { until: now.saturating_add(self.answer_ms) };
    }

    /// Somebody is there.
    pub const fn answer(&mut self) {
        self.step = Step::Answered;
    }

    /// What is left of the time while it is visible. At nothing it is missed.
    pub fn left_ms(&mut self, now: i64) -> Option<i64> {
        let Step::Visible { until } = self.step else { return None };
        let left = until.saturating_sub(now).max(0);
        if left == 0 {
            self.step = Step::Missed;
        }
        Some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check() -> Check {
        Check::new(CheckAnswer { id: 3, what: CheckStep::Shown }, 60)
    }

    fn said(check: &Check) -> Option<CheckStep> {
        check.told().map(|told| told.what)
    }

    #[test]
    fn a_check_that_is_answered_in_time_says_so_until_it_is_heard() {
        let mut check = check();
        assert_eq!((said(&check), check.is_open(), check.played()), (None, true, Playing::Open));
        assert_eq!(check.asked_again(false), Again::Nothing);
        check.show(1_000);
        assert_eq!((said(&check), check.left_ms(60_999)), (Some(CheckStep::Shown), Some(1)));
        assert_eq!(check.asked_again(true), Again::Nothing);
        check.answer();
        assert_eq!((said(&check), check.is_open(), check.left_ms(99_000)), (Some(CheckStep::Answered), false, None));
        assert_eq!((check.asked_again(true), check.played()), (Again::Tell, Playing::Allowed));
    }

    #[test]
    fn a_check_that_nobody_heard_of_is_told_when_it_is_missed_and_asked_once_more() {
        let mut check = check();
        check.show(0);
        assert_eq!(check.left_ms(60_000), Some(0));
        assert_eq!((check.is_open(), said(&check)), (false, Some(CheckStep::Shown)));
        // That heartbeat is answered: the server's time runs from here.
        assert_eq!(check.asked_again(true), Again::Show);
        assert!(check.waits() && check.is_open());
        check.show(300_000);
        assert_eq!(check.left_ms(360_000), Some(0));
        assert_eq!(check.asked_again(true), Again::Nothing, "now the server ends it");
        assert_eq!(said(&check), Some(CheckStep::Shown));
    }

    #[test]
    fn whoever_plays_after_a_missed_check_is_asked_again_or_begins_anew() {
        let missed = |heard: bool| {
            let mut check = check();
            check.show(0);
            let _ = check.asked_again(heard);
            assert_eq!(check.left_ms(70_000), Some(0));
            check
        };
        let mut unheard = missed(false);
        assert_eq!((unheard.played(), unheard.waits(), unheard.played()), (Playing::ShowAgain, true, Playing::Open));
        let mut heard = missed(true);
        assert_eq!((heard.played(), heard.is_open()), (Playing::Anew, false));
    }
}
