//! Credited time (有效学时): how much of a recorded lesson counts as watched.
//!
//! The page says every few seconds which ranges of media time it has played ([`Beat`]), and says each again until the
//! server has answered for it. Its word alone earns nothing: what is credited is the union of those ranges, within a
//! budget that grows with the server's clock ([`Pace`]). So nobody is credited faster than the course allows, whatever
//! the page claims, and nobody loses anything because a line was slow or a beat came twice, late or in the wrong order.
//!
//! Everything is a plain value: the edge loads the trainee's [`Pace`], the lesson's [`Progress`] and the [`PlayState`],
//! calls [`start`] or [`beat`], and stores what comes back.
//!
//! - Invariant: over all plays of a trainee, what is credited is at most the server's time since the first start at the
//!   allowed speed, and `allowance_ms`. Where the courses of a trainee differ in speed, what each credited divided by
//!   its speed adds up to at most that time and `allowance_ms`. The time is what the clock has moved forward: one that
//!   jumps back by more than a silence begins anew, with nothing.
//! - Invariant: credit never decreases.
//! - Invariant: what a play has claimed once it never claims again ([`PlayState::claimed`]): a repeated beat changes
//!   nothing, and what was cut stays cut for this play. Watching it again, in another play, is what earns it.
//! - Invariant: what is played at an allowed speed, and reaches the server within `late_seconds` of its beat, is credited
//!   in full in whatever order the beats come. It holds because what an honest page has played and not yet delivered is
//!   at most `late_seconds` and one beat long, and a budget holds `silence_seconds`.
//!
//! The page's part: a beat every `beat_seconds` while it plays and one whenever playing begins or stops; neighbouring
//! segments that share their border to the millisecond; an answer to a check repeated until the server no longer asks.

mod beat;
mod checks;
mod credit;
mod pace;
mod play;
mod progress;
mod rules;
mod spans;
#[cfg(test)]
mod tests;

pub use beat::{Beat, BeatRefusal, Beaten, MOST_SEGMENTS, Order, Segment, Setting, beat};
pub use checks::{CheckAnswer, CheckState, CheckStep};
pub use pace::Pace;
pub use play::{Ended, PlayEnd, PlayState, Started, Uncounted, start};
pub use progress::{Progress, finished};
pub use rules::{CheckRules, WatchRules};
pub use spans::{LONGEST_MS, Span, Spans};
