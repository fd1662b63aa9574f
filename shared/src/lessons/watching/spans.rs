//! Ranges of media time, and unions of them.

use serde::{Deserialize, Serialize};

use crate::text::InvalidText;

/// No lesson is longer than a day. What a page claims beyond is nonsense and not even counted, which keeps all sums
/// far from overflow.
pub const LONGEST_MS: i64 = 86_400_000;

/// A range of media time in milliseconds, `from` included, `to` not; never empty. On the wire `[from,to]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(i64, i64)", into = "(i64, i64)")]
pub struct Span {
    from: i64,
    to: i64,
}

impl Span {
    /// `None` unless `0 <= from < to <= LONGEST_MS`.
    pub fn new(from: i64, to: i64) -> Option<Self> {
        (0 <= from && from < to && to <= LONGEST_MS).then_some(Self { from, to })
    }

    /// The part of any two numbers that lies within `[0, LONGEST_MS)`: how an untrusted pair becomes a span.
    pub fn clipped(from: i64, to: i64) -> Option<Self> {
        Self::new(from.max(0), to.min(LONGEST_MS))
    }

    pub const fn from_ms(self) -> i64 {
        self.from
    }

    pub const fn to_ms(self) -> i64 {
        self.to
    }

    /// How long it is: more than 0.
    pub const fn ms(self) -> i64 {
        self.to - self.from
    }

    /// What of it lies before the moment.
    #[must_use]
    pub fn before(self, at: i64) -> Option<Self> {
        Self::new(self.from, self.to.min(at))
    }

    /// Its front, at most that long.
    #[must_use]
    pub fn front(self, ms: i64) -> Option<Self> {
        self.before(self.from.saturating_add(ms))
    }
}

impl TryFrom<(i64, i64)> for Span {
    type Error = InvalidText;
    fn try_from((from, to): (i64, i64)) -> Result<Self, Self::Error> {
        Self::new(from, to).ok_or(InvalidText("a range of media time"))
    }
}

impl From<Span> for (i64, i64) {
    fn from(span: Span) -> Self {
        (span.from, span.to)
    }
}

/// A union of ranges, kept ascending, disjoint and as few as possible: ranges that touch are one. On the wire
/// `[[from,to],…]`. Read in any order and with overlaps, but a range that is none refuses the whole: it is stored state,
/// and dropping a part of it silently would take somebody's time away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Span>")]
pub struct Spans(Vec<Span>);

impl Spans {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = Span> {
        self.0.iter().copied()
    }

    /// How much media time is in it.
    pub fn total_ms(&self) -> i64 {
        self.iter().map(Span::ms).sum()
    }

    /// Of how many separate ranges it consists.
    pub const fn fragments(&self) -> usize {
        self.0.len()
    }

    /// Of how many it would consist with the span.
    pub fn fragments_with(&self, span: Span) -> usize {
        let (first, after) = self.touched(span);
        self.0.len().saturating_sub(after.saturating_sub(first)).saturating_add(1)
    }

    /// Adds a range.
    pub fn insert(&mut self, span: Span) {
        let (first, after) = self.touched(span);
        let touched = self.0.get(first..after).unwrap_or_default();
        let whole = touched
            .iter()
            .fold(span, |whole, held| Span { from: whole.from.min(held.from), to: whole.to.max(held.to) });
        drop(self.0.splice(first..after, [whole]));
    }

    /// What of the range is not in it, ascending.
    pub fn uncovered(&self, span: Span) -> Vec<Span> {
        let (first, after) = self.touched(span);
        let mut open = Vec::new();
        let mut from = span.from;
        for held in self.0.get(first..after).unwrap_or_default() {
            open.extend(Span::new(from, held.from));
            from = from.max(held.to);
        }
        open.extend(Span::new(from, span.to));
        open
    }

    /// Closes the smallest gaps until at most that many fragments are left. Only for what is *claimed*: there, more is
    /// never to the advantage of whoever claims.
    pub fn close_gaps(&mut self, most: usize) {
        while self.0.len() > most.max(1) {
            let gaps = self.0.iter().zip(self.0.iter().skip(1)).filter_map(|(a, b)| Span::new(a.to, b.from));
            let Some(smallest) = gaps.min_by_key(|gap| gap.ms()) else { return };
            self.insert(smallest);
        }
    }

    /// The range of indices whose spans overlap or touch the span.
    fn touched(&self, span: Span) -> (usize, usize) {
        let first = self.0.partition_point(|held| held.to < span.from);
        (first, self.0.partition_point(|held| held.from <= span.to))
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut sorted: Vec<_> = spans.into_iter().collect();
        sorted.sort_unstable();
        let mut union = Self::new();
        for span in sorted {
            union.insert(span);
        }
        union
    }
}

impl From<Vec<Span>> for Spans {
    fn from(spans: Vec<Span>) -> Self {
        spans.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pairs: &[(i64, i64)]) -> Spans {
        pairs.iter().map(|&(from, to)| Span::new(from, to).unwrap()).collect()
    }

    #[test]
    fn a_range_is_within_a_day_and_not_empty() {
        for (from, to) in [(0, 0), (5, 5), (5, 4), (-1, 5), (0, LONGEST_MS + 1), (i64::MIN, i64::MAX)] {
            assert_eq!(Span::new(from, to), None, "{from} {to}");
        }
        for (from, to, clipped) in [
            (-5, 5, Some((0, 5))),
            (i64::MIN, i64::MAX, Some((0, LONGEST_MS))),
            (i64::MAX, i64::MIN, None),
            (-5, 0, None),
            (LONGEST_MS, i64::MAX, None),
        ] {
            assert_eq!(Span::clipped(from, to).map(<(i64, i64)>::from), clipped, "{from} {to}");
        }
        let span = Span::new(10, 20).unwrap();
        assert_eq!(span.front(3), Span::new(10, 13));
        assert_eq!(span.front(i64::MAX), Some(span));
        assert_eq!((span.front(0), span.front(-3), span.before(10)), (None, None, None));
    }

    #[test]
    fn ranges_join_where_they_touch() {
        for (span, whole) in [
            ((0, 5), &[(0, 5), (10, 20), (30, 40)][..]),
            ((5, 10), &[(5, 20), (30, 40)]),
            ((20, 30), &[(10, 40)]),
            ((15, 18), &[(10, 20), (30, 40)]),
            ((0, 50), &[(0, 50)]),
            ((25, 29), &[(10, 20), (25, 29), (30, 40)]),
            ((41, 50), &[(10, 20), (30, 40), (41, 50)]),
        ] {
            let mut union = spans(&[(10, 20), (30, 40)]);
            let span = Span::new(span.0, span.1).unwrap();
            let expected = union.fragments_with(span);
            union.insert(span);
            assert_eq!(union, Spans(whole.iter().map(|&(from, to)| Span { from, to }).collect()));
            assert_eq!(union.fragments(), expected);
        }
    }

    #[test]
    fn what_is_missing_is_found() {
        let union = spans(&[(10, 20), (30, 40)]);
        for (span, open) in [
            ((0, 50), &[(0, 10), (20, 30), (40, 50)][..]),
            ((10, 20), &[]),
            ((12, 18), &[]),
            ((15, 35), &[(20, 30)]),
            ((20, 30), &[(20, 30)]),
            ((0, 5), &[(0, 5)]),
            ((50, 60), &[(50, 60)]),
        ] {
            let found = union.uncovered(Span::new(span.0, span.1).unwrap());
            assert_eq!(found.into_iter().map(<(i64, i64)>::from).collect::<Vec<_>>(), open, "{span:?}");
        }
        assert_eq!(union.total_ms(), 20);
    }

    #[test]
    fn small_gaps_close_first() {
        let mut union = spans(&[(0, 1), (3, 4), (5, 6), (9, 10)]);
        union.close_gaps(3);
        assert_eq!(union, spans(&[(0, 1), (3, 6), (9, 10)]));
        union.close_gaps(0);
        assert_eq!(union, spans(&[(0, 10)]));
    }

    #[test]
    fn stored_unions_are_normalised_and_nonsense_is_refused() {
        let read: Spans = serde_json::from_str("[[30,40],[0,5],[5,9],[8,12]]").unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), "[[0,12],[30,40]]");
        assert_eq!(serde_json::from_str::<Spans>("[]").unwrap(), Spans::new());
        for nonsense in ["[[5,5]]", "[[-1,5]]", "[[0,10],[9,3]]", "[[0,1e3]]", "[[0,99999999999]]", "[[0]]", "null"] {
            assert!(serde_json::from_str::<Spans>(nonsense).is_err(), "{nonsense}");
        }
    }

    /// Against the plainest model there is: one flag for each millisecond.
    #[test]
    fn unions_behave_like_sets() {
        let mut chance = super::super::tests::Chance::new(7);
        for _ in 0..2_000 {
            let (mut union, mut model) = (Spans::new(), [false; 60]);
            for _ in 0..chance.below(20) {
                let from = chance.below(59);
                let span = Span::new(from, from + 1 + chance.below(60 - from)).unwrap();
                let range = usize::try_from(span.from).unwrap()..usize::try_from(span.to).unwrap();
                let open = model[range.clone()].iter().filter(|held| !**held).count();
                let uncovered = union.uncovered(span);
                assert_eq!(uncovered.iter().map(|part| part.ms()).sum::<i64>(), i64::try_from(open).unwrap());
                assert!(uncovered.iter().all(|part| !model[usize::try_from(part.from).unwrap()]));
                union.insert(span);
                model[range].fill(true);
                assert_eq!(union.total_ms(), i64::try_from(model.iter().filter(|held| **held).count()).unwrap());
                assert!(union.0.windows(2).all(|pair| pair[0].to < pair[1].from));
            }
        }
    }
}
