//! Which page is drawn, stored or taken into use next. Without a browser, so that it can be tested.
//!
//! All pages are stored before the first is taken into use: whoever gives up in the middle keeps the slides that were.

use shared::id::MediaId;

/// Drawn pages that wait to be sent: one, so that the tool is not idle and the memory stays small.
const AHEAD: usize = 1;

/// What to do now. Drawing goes on beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Waits for something under way.
    Nothing,
    /// Take this page into use.
    Use(MediaId),
    /// This one stands behind the last page now, or has no place any more.
    Drop(MediaId),
    Done,
}

/// The pages of a PDF on their way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pages: u32,
    asked: u32,
    drawn: u32,
    stored: Vec<MediaId>,
    used: usize,
    surplus: Vec<MediaId>,
}

impl Job {
    /// `former`: the slides that were, in order. Those in the place of a new one go by themselves.
    pub fn new(pages: u32, former: &[MediaId]) -> Self {
        let kept = usize::try_from(pages).unwrap_or(usize::MAX);
        let surplus = former.iter().skip(kept).copied().collect();
        Self { pages, asked: 0, drawn: 0, stored: Vec::new(), used: 0, surplus }
    }

    pub const fn pages(&self) -> u32 {
        self.pages
    }

    /// Pages that are stored.
    pub fn stored(&self) -> usize {
        self.stored.len()
    }

    /// The next page to draw, when there is room for it.
    pub fn draw(&mut self) -> Option<u32> {
        let stored = u32::try_from(self.stored.len()).unwrap_or(u32::MAX);
        let ahead = usize::try_from(self.asked.saturating_sub(stored)).unwrap_or(usize::MAX);
        if self.asked > self.drawn || self.asked == self.pages || ahead > AHEAD {
            return None;
        }
        self.asked += 1;
        Some(self.asked)
    }

    pub fn was_drawn(&mut self) {
        self.drawn = self.asked;
    }

    pub fn was_stored(&mut self, id: MediaId) {
        self.stored.push(id);
    }

    /// What `Next` asked for is done.
    pub fn was_done(&mut self) {
        if self.used < self.stored.len() {
            self.used += 1;
        } else {
            self.surplus.pop();
        }
    }

    pub fn next(&self) -> Next {
        if self.stored.len() < usize::try_from(self.pages).unwrap_or(usize::MAX) {
            return Next::Nothing;
        }
        match (self.stored.get(self.used), self.surplus.last()) {
            (Some(id), _) => Next::Use(*id),
            (None, Some(id)) => Next::Drop(*id),
            (None, None) => Next::Done,
        }
    }

    /// What was stored for nothing when it is given up.
    pub fn unused(&self) -> Vec<MediaId> {
        self.stored.iter().skip(self.used).copied().collect()
    }

    /// Some of the new pages are in use: giving up would leave a mixture.
    pub const fn is_changing(&self) -> bool {
        self.used > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[i64]) -> Vec<MediaId> {
        numbers.iter().copied().map(MediaId).collect()
    }

    #[test]
    fn a_page_is_drawn_while_the_one_before_is_sent() {
        let mut job = Job::new(3, &[]);
        assert_eq!(job.draw(), Some(1));
        assert_eq!(job.draw(), None, "the tool draws one at a time");
        job.was_drawn();
        assert_eq!(job.draw(), Some(2));
        job.was_drawn();
        assert_eq!(job.draw(), None, "the first is not sent yet");
        job.was_stored(MediaId(11));
        assert_eq!(job.draw(), Some(3));
        job.was_drawn();
        job.was_stored(MediaId(12));
        assert_eq!(job.draw(), None);
        assert_eq!(job.next(), Next::Nothing);
    }

    #[test]
    fn nothing_is_changed_before_everything_is_there() {
        let mut job = Job::new(2, &ids(&[1, 2, 3, 4]));
        job.was_stored(MediaId(11));
        assert_eq!(job.next(), Next::Nothing);
        assert_eq!(job.unused(), ids(&[11]));
        assert!(!job.is_changing());
        job.was_stored(MediaId(12));
        let mut seen = Vec::new();
        while job.next() != Next::Done {
            seen.push(job.next());
            job.was_done();
        }
        let expected = [Next::Use(MediaId(11)), Next::Use(MediaId(12)), Next::Drop(MediaId(4)), Next::Drop(MediaId(3))];
        assert_eq!(seen, expected);
        assert!(job.is_changing() && job.unused().is_empty());
    }
}
