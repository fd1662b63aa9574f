//! From what a file holds to what staff are told about it.
//!
//! The measure is the cheapest phone: H.264 up to High and level 4.2, at most 1080 lines, with AAC, in one file with its
//! index in front. That is what hardware decodes everywhere, in every browser and inside WeChat.

use serde::{Deserialize, Serialize};

use super::boxes::{Damage, FourCc};
use super::tracks::{Aac, Avc, Track, TrackKind, is_encrypted};
use super::{Index, Report};

/// 4 GiB.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024 * 1024;
const LONG_SIDE: u16 = 1920;
const SHORT_SIDE: u16 = 1080;
/// Baseline, Main and High: eight bits, 4:2:0.
const PROFILES: [u8; 3] = [66, 77, 100];
/// 4.2: 1080 lines at 60 pictures a second.
const MAX_LEVEL: u8 = 42;

/// Why a film cannot be taken as it is. The client has a text for each: what is wrong, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum VideoProblem {
    /// No bytes.
    Empty,
    TooManyBytes {
        bytes: u64,
    },
    /// Another format, whatever its name says.
    NotMp4,
    /// Its end is missing.
    Truncated,
    /// Sizes or counts that no program writes, or H.264 that does not say what it needs.
    Damaged,
    /// Without it nothing can be played: the recording was never finished.
    NoIndex,
    /// The index stands behind the pictures: playing begins only when everything is there, if at all.
    NotFaststart,
    Fragmented,
    Encrypted,
    DurationUnknown,
    NoVideo,
    VideoCodec {
        codec: FourCc,
    },
    /// More pixels than 1920×1080, lying or standing.
    TooLarge {
        width: u16,
        height: u16,
    },
    /// Above High, with ten bits or finer colours for example.
    ProfileTooHigh {
        profile: u8,
    },
    /// Above 4.2; the number is ten times the level.
    LevelTooHigh {
        level: u8,
    },
    AudioCodec {
        codec: FourCc,
    },
    /// `mp4a`, and yet not AAC Low Complexity: another kind of AAC, or MP3.
    AudioNotAacLc,
}

impl VideoProblem {
    /// One of each, with made-up values.
    pub const ALL: [Self; 17] = [
        Self::Empty,
        Self::TooManyBytes { bytes: MAX_BYTES + 1 },
        Self::NotMp4,
        Self::Truncated,
        Self::Damaged,
        Self::NoIndex,
        Self::NotFaststart,
        Self::Fragmented,
        Self::Encrypted,
        Self::DurationUnknown,
        Self::NoVideo,
        Self::VideoCodec { codec: FourCc::sample(*b"hvc1") },
        Self::TooLarge { width: 3840, height: 2160 },
        Self::ProfileTooHigh { profile: 110 },
        Self::LevelTooHigh { level: 51 },
        Self::AudioCodec { codec: FourCc::sample(*b"Opus") },
        Self::AudioNotAacLc,
    ];

    /// A stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyBytes { .. } => "too_many_bytes",
            Self::NotMp4 => "not_mp4",
            Self::Truncated => "truncated",
            Self::Damaged => "damaged",
            Self::NoIndex => "no_index",
            Self::NotFaststart => "not_faststart",
            Self::Fragmented => "fragmented",
            Self::Encrypted => "encrypted",
            Self::DurationUnknown => "duration_unknown",
            Self::NoVideo => "no_video",
            Self::VideoCodec { .. } => "video_codec",
            Self::TooLarge { .. } => "too_large",
            Self::ProfileTooHigh { .. } => "profile_too_high",
            Self::LevelTooHigh { .. } => "level_too_high",
            Self::AudioCodec { .. } => "audio_codec",
            Self::AudioNotAacLc => "audio_not_aac_lc",
        }
    }
}

/// What staff should know of a film that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VideoNote {
    NoAudio,
    /// A camera's file (`.mov`): phones play what is in it, though none promises to.
    QuickTime,
}

impl VideoNote {
    pub const ALL: [Self; 2] = [Self::NoAudio, Self::QuickTime];
}

/// Everything that stands against a film; each problem once. What only follows from another problem is not named: of a
/// file without an index nobody is told that it has no pictures.
pub fn judge(report: &Report) -> Vec<VideoProblem> {
    let mut problems = Problems::default();
    if report.file_bytes == 0 {
        return vec![VideoProblem::Empty];
    }
    problems.when(report.file_bytes > MAX_BYTES, VideoProblem::TooManyBytes { bytes: report.file_bytes });
    if report.brand.is_none() {
        problems.add(VideoProblem::NotMp4);
        return problems.0;
    }
    match report.damage {
        Some(Damage::Truncated) => problems.add(VideoProblem::Truncated),
        Some(Damage::Nonsense) => problems.add(VideoProblem::Damaged),
        None => {}
    }
    let Some(index) = &report.index else {
        problems.when(report.damage.is_none(), VideoProblem::NoIndex);
        return problems.0;
    };
    let fragmented = report.has_fragments || index.fragmented;
    // Cut off exactly where the index ends.
    problems.when(!report.has_data && !fragmented, VideoProblem::Truncated);
    problems.when(!index.before_data && !fragmented, VideoProblem::NotFaststart);
    problems.when(fragmented, VideoProblem::Fragmented);
    problems.when(report.has_keys || index.encrypted, VideoProblem::Encrypted);
    problems.when(index.duration_ms.is_none() && !fragmented, VideoProblem::DurationUnknown);
    problems.when(!index.tracks.iter().any(is_video), VideoProblem::NoVideo);
    for track in &index.tracks {
        judge_track(*track, &mut problems);
    }
    problems.0
}

/// What is worth saying of a film, whether it is taken or not.
pub fn notes(report: &Report) -> Vec<VideoNote> {
    let silent = |index: &Index| !index.tracks.iter().any(|track| matches!(track.kind, TrackKind::Sound { .. }));
    let mut notes = Vec::new();
    if report.index.as_ref().is_some_and(silent) {
        notes.push(VideoNote::NoAudio);
    }
    if report.brand.is_some_and(|brand| brand.bytes() == *b"qt  ") {
        notes.push(VideoNote::QuickTime);
    }
    notes
}

const fn is_video(track: &Track) -> bool {
    matches!(track.kind, TrackKind::Video { .. })
}

fn judge_track(track: Track, problems: &mut Problems) {
    let Track { codec, kind } = track;
    let encrypted = is_encrypted(codec);
    match kind {
        TrackKind::Video { width, height, avc } => {
            let fits = width.max(height) <= LONG_SIDE && width.min(height) <= SHORT_SIDE;
            problems.when(!fits, VideoProblem::TooLarge { width, height });
            match (&codec.bytes(), avc) {
                (b"avc1", Some(Avc { profile, level })) => {
                    problems.when(!PROFILES.contains(&profile), VideoProblem::ProfileTooHigh { profile });
                    problems.when(level > MAX_LEVEL, VideoProblem::LevelTooHigh { level });
                }
                (b"avc1", None) => problems.add(VideoProblem::Damaged),
                _ => problems.when(!encrypted, VideoProblem::VideoCodec { codec }),
            }
        }
        TrackKind::Sound { aac } => match (&codec.bytes(), aac) {
            (b"mp4a", Some(Aac::LowComplexity)) => {}
            (b"mp4a", _) => problems.add(VideoProblem::AudioNotAacLc),
            _ => problems.when(!encrypted, VideoProblem::AudioCodec { codec }),
        },
        TrackKind::Other => {}
    }
}

#[derive(Default)]
struct Problems(Vec<VideoProblem>);

impl Problems {
    fn add(&mut self, problem: VideoProblem) {
        if !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    fn when(&mut self, condition: bool, problem: VideoProblem) {
        if condition {
            self.add(problem);
        }
    }
}
