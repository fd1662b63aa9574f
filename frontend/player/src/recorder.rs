//! What was played: from the moments at which the browser says where the video stands to pieces of the lesson. Pure, so
//! that it is tested where there is no browser.
//!
//! A piece is never longer than what was really played. What the browser does not tell exactly is left out: of the last
//! quarter of a second before a jump it says nothing.

use shared::lessons::watching::Segment;

/// Where the video stands, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Of the lesson.
    pub media_ms: i64,
    /// Of a clock that never steps.
    pub wall_ms: i64,
}

/// As many pieces as one heartbeat may carry.
pub const MOST: usize = 400;
/// The video may be so much further than the clock says: browsers round, and tell late.
const SLACK_MS: i64 = 1_000;
/// A step back of so little is rounding.
const BACK_MS: i64 = 300;

/// A piece, and the first heartbeat that carried it.
#[derive(Clone, Copy, Debug)]
struct Piece {
    segment: Segment,
    sent: Option<i64>,
}

/// What is being played now.
#[derive(Clone, Copy, Debug)]
struct Open {
    from: i64,
    last: Sample,
}

/// Keeps what was played until the server has settled it.
#[derive(Clone, Debug)]
pub struct Recorder {
    open: Option<Open>,
    hidden: bool,
    /// 100: as fast as it was recorded.
    percent: i64,
    /// Oldest first.
    pieces: Vec<Piece>,
}

impl Default for Recorder {
    fn default() -> Self {
        Self { open: None, hidden: false, percent: 100, pieces: Vec::new() }
    }
}

impl Recorder {
    /// It plays from here. Said again while it plays, it is one more sample.
    pub fn play(&mut self, at: Sample) {
        if self.open.is_some() {
            self.tick(at);
        } else {
            self.open = Some(Open { from: at.media_ms, last: at });
        }
    }

    /// It stands here now.
    pub fn tick(&mut self, at: Sample) {
        let Some(open) = self.open else { return };
        let moved = at.media_ms.saturating_sub(open.last.media_ms);
        if moved < -BACK_MS || moved > self.possible(at.wall_ms.saturating_sub(open.last.wall_ms)) {
            // A jump that was not announced.
            self.close();
            self.open = Some(Open { from: at.media_ms, last: at });
        } else {
            let media_ms = at.media_ms.max(open.last.media_ms);
            self.open = Some(Open { last: Sample { media_ms, ..at }, ..open });
        }
    }

    /// It has stopped here.
    pub fn stop(&mut self, at: Sample) {
        self.tick(at);
        self.close();
    }

    /// It is somewhere else: where it stands now says nothing about what was played.
    pub fn jump(&mut self) {
        self.close();
    }

    /// The page has gone to the background or has come back.
    pub fn set_hidden(&mut self, hidden: bool, at: Sample) {
        if hidden != self.hidden {
            self.cut(at);
            self.hidden = hidden;
        }
    }

    /// It plays at another speed from here on.
    pub fn set_speed(&mut self, percent: i64, at: Sample) {
        self.tick(at);
        self.percent = percent.clamp(0, 1_600);
    }

    pub const fn is_playing(&self) -> bool {
        self.open.is_some()
    }

    /// Whether anything waits for the server.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.open.is_none_or(|open| open.from == open.last.media_ms)
    }

    /// What the heartbeat with this number carries: everything that is not settled, the oldest first, neighbours joined.
    pub fn pending(&mut self, seq: i64) -> Vec<Segment> {
        if let Some(open) = self.open {
            self.close();
            self.open = Some(Open { from: open.last.media_ms, ..open });
        }
        if self.pieces.len() > MOST {
            self.join();
        }
        let mut carried: Vec<Segment> = Vec::new();
        for piece in &mut self.pieces {
            let full = carried.len() == MOST;
            match carried.last_mut().filter(|last| follows(**last, piece.segment)) {
                Some(last) => last.to = piece.segment.to,
                // The rest goes with a later one.
                None if full => break,
                None => carried.push(piece.segment),
            }
            piece.sent = piece.sent.or(Some(seq));
        }
        carried
    }

    /// The server has settled everything up to this heartbeat.
    pub fn acked(&mut self, seq: i64) {
        self.pieces.retain(|piece| piece.sent.is_none_or(|sent| sent > seq));
    }

    /// How far the video can have come in so much time.
    fn possible(&self, wall_ms: i64) -> i64 {
        wall_ms.max(0).saturating_mul(self.percent) / 100 + SLACK_MS
    }

    /// Ends the piece here and begins the next.
    fn cut(&mut self, at: Sample) {
        let was_open = self.open.is_some();
        self.tick(at);
        let last = self.open.map(|open| open.last);
        self.close();
        if let Some(last) = last.filter(|_| was_open) {
            self.open = Some(Open { from: last.media_ms, last });
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let segment = Segment { from: open.from, to: open.last.media_ms, hidden: self.hidden };
        if segment.from < segment.to {
            self.pieces.push(Piece { segment, sent: None });
        }
    }

    /// Makes one piece of neighbours. It is settled with the later of both: the server takes what it knows for nothing new.
    fn join(&mut self) {
        let mut joined: Vec<Piece> = Vec::new();
        for piece in self.pieces.drain(..) {
            match joined.last_mut() {
                Some(last) if follows(last.segment, piece.segment) => {
                    last.segment.to = piece.segment.to;
                    last.sent = last.sent.zip(piece.sent).map(|(one, other)| one.max(other));
                }
                _ => joined.push(piece),
            }
        }
        self.pieces = joined;
    }
}

/// Whether one begins where the other ends.
const fn follows(one: Segment, other: Segment) -> bool {
    one.to == other.from && one.hidden == other.hidden
}

#[cfg(test)]
mod tests;
