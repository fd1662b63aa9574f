//! Whether phones can play a film, found out before a byte of it is sent.

use js_sys::Uint8Array;
use shared::lessons::mp4::{Reading, Report, TrackKind, VideoNote, VideoProblem, Want, judge, notes};
use web_sys::File;

use super::bytes::{Unreadable, read, size_of, slice};

/// A film that can be played everywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Film {
    pub duration_ms: i64,
    pub width: i64,
    pub height: i64,
    pub notes: Vec<VideoNote>,
}

/// Why a file is not sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    Unreadable,
    Problems(Vec<VideoProblem>),
}

impl From<Unreadable> for Refusal {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

/// Reads some kilobytes of a file, wherever in it they stand.
pub async fn check(file: &File) -> Result<Film, Refusal> {
    let mut reading = Reading::new(u64::try_from(size_of(file)).unwrap_or_default());
    loop {
        let (from, to) = match reading.wants() {
            Want::Done(report) => return film(report),
            Want::Bytes { from, to } => (signed(from), signed(to)),
        };
        let piece = slice(file, from, to)?;
        let buffer = read(&piece).await?;
        reading.give(&Uint8Array::new(buffer.as_ref()).to_vec());
    }
}

fn film(report: &Report) -> Result<Film, Refusal> {
    let problems = judge(report);
    if !problems.is_empty() {
        return Err(Refusal::Problems(problems));
    }
    let index = report.index.clone().unwrap_or_default();
    let size = index.tracks.iter().find_map(|track| match track.kind {
        TrackKind::Video { width, height, .. } => Some((i64::from(width), i64::from(height))),
        TrackKind::Sound { .. } | TrackKind::Other => None,
    });
    let (width, height) = size.unwrap_or_default();
    Ok(Film { duration_ms: signed(index.duration_ms.unwrap_or_default()), width, height, notes: notes(report) })
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whether a film only has to be packed anew: what is seen and heard is fine.
pub fn needs_only_repacking(problems: &[VideoProblem]) -> bool {
    let packing = |problem: &VideoProblem| matches!(problem, VideoProblem::NotFaststart | VideoProblem::Fragmented);
    !problems.is_empty() && problems.iter().all(packing)
}

/// Whether another program can make something of it: what is broken or locked stays so.
pub fn can_be_converted(problems: &[VideoProblem]) -> bool {
    let lost = |problem: &VideoProblem| {
        matches!(
            problem,
            VideoProblem::Empty
                | VideoProblem::Truncated
                | VideoProblem::Damaged
                | VideoProblem::NoIndex
                | VideoProblem::Encrypted
                | VideoProblem::NoVideo
        )
    };
    !problems.is_empty() && !problems.iter().any(lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_packing_is_repacked() {
        assert!(needs_only_repacking(&[VideoProblem::NotFaststart]));
        assert!(!needs_only_repacking(&[VideoProblem::NotFaststart, VideoProblem::AudioNotAacLc]));
        assert!(!needs_only_repacking(&[]));
    }

    #[test]
    fn what_is_broken_is_not_sent_to_a_converter() {
        assert!(can_be_converted(&[VideoProblem::TooLarge { width: 3840, height: 2160 }]));
        assert!(!can_be_converted(&[VideoProblem::NotFaststart, VideoProblem::Encrypted]));
        assert!(!can_be_converted(&[]));
    }

    #[test]
    fn a_film_that_is_fine_keeps_what_the_file_says() {
        let good = include_bytes!("../../../../../tests/fixtures/videos/good.mp4");
        let bytes = u64::try_from(good.len()).unwrap();
        let mut reading = Reading::new(bytes);
        let film = loop {
            match reading.wants() {
                Want::Done(report) => break film(report),
                Want::Bytes { from, to } => {
                    let (from, to) = (usize::try_from(from).unwrap(), usize::try_from(to).unwrap());
                    reading.give(&good[from..to]);
                }
            }
        };
        let film = film.unwrap();
        assert!(film.duration_ms >= 900 && film.width > 0 && film.height > 0, "{film:?}");
    }
}
