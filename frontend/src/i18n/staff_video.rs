//! What is wrong with a film, and how it becomes one that phones can play.

use shared::lang::Lang;
use shared::lessons::mp4::{VideoNote, VideoProblem};

use super::staff_lesson_files::size;

/// Makes of any film one that phones can play.
pub const CONVERT: &str = "ffmpeg -i 原文件.mp4 -c:v libx264 -profile:v high -level 4.0 -pix_fmt yuv420p -vf \"scale='min(1280,iw)':-2\" -c:a aac -movflags +faststart 新文件.mp4";
/// Moves the index to the front and touches nothing else.
pub const REPACK: &str = "ffmpeg -i 原文件.mp4 -c copy -movflags +faststart 新文件.mp4";

pub fn problem(lang: Lang, problem: VideoProblem) -> String {
    match lang {
        Lang::Zh => problem_zh(problem),
        Lang::En => problem_en(problem),
    }
}

fn problem_zh(problem: VideoProblem) -> String {
    match problem {
        VideoProblem::Empty => "文件是空的。".to_owned(),
        VideoProblem::TooManyBytes { bytes } => {
            format!("文件有 {}，最多 4 GB。请压缩，或分成几节课。", size_of(bytes))
        }
        VideoProblem::NotMp4 => "不是 MP4 文件（改扩展名不算）。".to_owned(),
        VideoProblem::Truncated => "文件不完整，后面缺了一段。请从原处重新拷贝或下载。".to_owned(),
        VideoProblem::Damaged => "文件已损坏。请从原处重新拷贝，或重新导出。".to_owned(),
        VideoProblem::NoIndex => "文件里没有索引，录制没有正常结束。请用录制软件修复，或重新导出。".to_owned(),
        VideoProblem::NotFaststart => "索引在文件末尾，学员要等整个文件下载完才能播放。".to_owned(),
        VideoProblem::Fragmented => "是分段的 MP4（直播录制常见），很多手机放不了。".to_owned(),
        VideoProblem::Encrypted => "文件有加密保护。请用没有加密的原文件。".to_owned(),
        VideoProblem::DurationUnknown => "文件里没有写时长，无法计学时。".to_owned(),
        VideoProblem::NoVideo => "文件里没有画面，只有声音。".to_owned(),
        VideoProblem::VideoCodec { codec } => {
            format!("画面编码是 {}，很多手机放不了。要用 H.264。", codec_name(&codec.to_string()))
        }
        VideoProblem::TooLarge { width, height } => format!("画面是 {width}×{height}，超过 1920×1080。"),
        VideoProblem::ProfileTooHigh { profile } => {
            format!("H.264 的档次（profile {profile}）太高，例如 10 位色深，手机放不了。要用 High、8 位。")
        }
        VideoProblem::LevelTooHigh { level } => {
            format!("H.264 的级别是 {}.{}，超过 4.2，手机放不了。请降低帧率或分辨率。", level / 10, level % 10)
        }
        VideoProblem::AudioCodec { codec } => {
            format!("声音编码是 {}，很多手机放不了。要用 AAC。", codec_name(&codec.to_string()))
        }
        VideoProblem::AudioNotAacLc => "声音不是普通的 AAC（AAC-LC），有的手机没有声音。".to_owned(),
    }
}

fn problem_en(problem: VideoProblem) -> String {
    match problem {
        VideoProblem::Empty => "The file is empty.".to_owned(),
        VideoProblem::TooManyBytes { bytes } => {
            format!("The file has {}; at most 4 GB. Compress it, or make several lessons of it.", size_of(bytes))
        }
        VideoProblem::NotMp4 => "It is no MP4, whatever its name says.".to_owned(),
        VideoProblem::Truncated => "Its end is missing. Copy or download it again.".to_owned(),
        VideoProblem::Damaged => "The file is damaged. Copy it again, or export it anew.".to_owned(),
        VideoProblem::NoIndex => {
            "It has no index: the recording was not finished. Repair it with the recorder, or export it anew."
                .to_owned()
        }
        VideoProblem::NotFaststart => "Its index stands at the end: nothing plays before all is loaded.".to_owned(),
        VideoProblem::Fragmented => {
            "It is a fragmented MP4, as live recordings are; many phones do not play it.".to_owned()
        }
        VideoProblem::Encrypted => "It is encrypted. Use the original without protection.".to_owned(),
        VideoProblem::DurationUnknown => "It does not say how long it is, so time cannot be counted.".to_owned(),
        VideoProblem::NoVideo => "It has sound only, no pictures.".to_owned(),
        VideoProblem::VideoCodec { codec } => {
            format!(
                "Its pictures are {}, which many phones do not play. H.264 is needed.",
                codec_name(&codec.to_string())
            )
        }
        VideoProblem::TooLarge { width, height } => format!("Its picture is {width}×{height}, more than 1920×1080."),
        VideoProblem::ProfileTooHigh { profile } => {
            format!("Its H.264 profile ({profile}) is too high, ten bits for example. High with eight bits is needed.")
        }
        VideoProblem::LevelTooHigh { level } => {
            format!(
                "Its H.264 level is {}.{}, above 4.2. Lower the frame rate or the resolution.",
                level / 10,
                level % 10
            )
        }
        VideoProblem::AudioCodec { codec } => {
            format!("Its sound is {}, which many phones do not play. AAC is needed.", codec_name(&codec.to_string()))
        }
        VideoProblem::AudioNotAacLc => "Its sound is not the common AAC (AAC-LC): some phones stay silent.".to_owned(),
    }
}

pub const fn note(lang: Lang, note: VideoNote) -> &'static str {
    match (lang, note) {
        (Lang::Zh, VideoNote::NoAudio) => "这个视频没有声音。",
        (Lang::Zh, VideoNote::QuickTime) => "这是 MOV 文件。多数手机能放，上传后请用手机试一下。",
        (Lang::En, VideoNote::NoAudio) => "This video has no sound.",
        (Lang::En, VideoNote::QuickTime) => "This is a MOV file. Most phones play it; try it on one after uploading.",
    }
}

/// The name under which people know a way of coding.
fn codec_name(code: &str) -> String {
    let name = match code.trim() {
        "hvc1" | "hev1" | "dvh1" | "dvhe" => "H.265 (HEVC)",
        "av01" => "AV1",
        "vp08" => "VP8",
        "vp09" => "VP9",
        "mp4v" => "MPEG-4 Part 2",
        "mjpa" | "mjpb" | "jpeg" => "Motion JPEG",
        "apch" | "apcn" | "apcs" | "apco" | "ap4h" => "ProRes",
        "ac-3" => "Dolby AC-3",
        "ec-3" => "Dolby E-AC-3",
        "Opus" => "Opus",
        "fLaC" => "FLAC",
        "alac" => "ALAC",
        "sowt" | "twos" | "lpcm" | "ipcm" => "PCM",
        ".mp3" => "MP3",
        other => other,
    };
    name.to_owned()
}

fn size_of(bytes: u64) -> String {
    size(i64::try_from(bytes).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_a_sentence_in_both_languages() {
        for known in VideoProblem::ALL {
            let (zh, en) = (problem(Lang::Zh, known), problem(Lang::En, known));
            assert!(zh.ends_with('。'), "{zh}");
            assert!(en.ends_with('.'), "{en}");
            assert_ne!(zh, en);
        }
        for known in VideoNote::ALL {
            assert_ne!(note(Lang::Zh, known), note(Lang::En, known));
        }
    }

    #[test]
    fn codings_are_named_as_converters_name_them() {
        assert!(problem(Lang::Zh, VideoProblem::ALL[11]).contains("H.265"));
        assert_eq!(codec_name("xyz1"), "xyz1");
    }
}
