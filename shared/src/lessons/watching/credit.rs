//! From the segments of one beat to what of them counts.

use super::{LONGEST_MS, PlayState, Segment, Setting, Span, Spans};

/// The segments of one beat, on their way into the progress.
pub(super) struct Crediting<'a> {
    setting: &'a Setting<'a>,
    play: &'a mut PlayState,
    spans: &'a mut Spans,
    /// Media time that may still be credited by the budget, …
    affordable_ms: i64,
    /// … by the day, …
    day_left_ms: i64,
    /// … and while a presence check stands.
    check_left_ms: i64,
    credited_ms: i64,
}

impl<'a> Crediting<'a> {
    pub fn new(
        setting: &'a Setting<'a>,
        play: &'a mut PlayState,
        spans: &'a mut Spans,
        affordable_ms: i64,
        day_left_ms: i64,
    ) -> Self {
        let check_left_ms = play.check.left_ms().unwrap_or(LONGEST_MS);
        Self { setting, play, spans, affordable_ms, day_left_ms, check_left_ms, credited_ms: 0 }
    }

    /// Credits what counts, front first, and says how much that was.
    pub fn all(mut self, segments: &[Segment]) -> i64 {
        for segment in segments {
            // What is no range, or lies before the lesson or beyond a day, was never played: it is not even counted.
            let Some(span) = Span::clipped(segment.from, segment.to) else { continue };
            for new in self.play.claimed.uncovered(span) {
                self.claim(new, segment.hidden);
            }
            self.play.claimed.insert(span);
            // Bounds the size of the row, at twice the pieces that can be credited, so that nobody whose pieces count
            // comes near. A gap closed here may be earned by another play.
            self.play.claimed.close_gaps(self.setting.rules.most_fragments.saturating_mul(2));
        }
        self.credited_ms
    }

    /// A range that this play claims for the first time.
    fn claim(&mut self, span: Span, hidden: bool) {
        let inside = span.before(self.setting.length_ms);
        add(&mut self.play.uncounted.outside_ms, span.ms() - length(inside));
        let Some(inside) = inside else { return };
        if hidden && !self.setting.rules.hidden_counts {
            add(&mut self.play.uncounted.hidden_ms, inside.ms());
            return;
        }
        let fresh = self.spans.uncovered(inside);
        let fresh_ms: i64 = fresh.iter().map(|part| part.ms()).sum();
        add(&mut self.play.uncounted.repeated_ms, inside.ms() - fresh_ms);
        for part in fresh {
            self.credit(part);
        }
    }

    /// A range that nobody has been credited for: its front counts, as far as the limits reach.
    fn credit(&mut self, span: Span) {
        let checked = span.front(self.check_left_ms);
        let paid = checked.and_then(|span| span.front(self.affordable_ms));
        let today = paid.and_then(|span| span.front(self.day_left_ms));
        let kept = today.filter(|span| self.has_room(*span));
        let uncounted = &mut self.play.uncounted;
        add(&mut uncounted.unchecked_ms, span.ms() - length(checked));
        add(&mut uncounted.too_fast_ms, length(checked) - length(paid));
        add(&mut uncounted.daily_cap_ms, length(paid) - length(today));
        add(&mut uncounted.fragments_ms, length(today) - length(kept));
        let Some(kept) = kept else { return };
        self.spans.insert(kept);
        for left in [&mut self.check_left_ms, &mut self.affordable_ms, &mut self.day_left_ms] {
            *left -= kept.ms();
        }
        add(&mut self.credited_ms, kept.ms());
        add(&mut self.play.counted_ms, kept.ms());
    }

    /// Whether the progress may take the range: what does not add to its pieces always, for the rule may have changed.
    fn has_room(&self, span: Span) -> bool {
        let pieces = self.spans.fragments_with(span);
        pieces <= self.setting.rules.most_fragments || pieces <= self.spans.fragments()
    }
}

fn length(span: Option<Span>) -> i64 {
    span.map_or(0, Span::ms)
}

fn add(sum: &mut i64, ms: i64) {
    *sum = sum.saturating_add(ms);
}
