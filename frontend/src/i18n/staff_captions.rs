//! Texts of the console about captions of recorded lessons.

use shared::lang::Lang;
use shared::lessons::captions::CaptionsProblem;
use shared::lessons::chapters::clock;

texts! {
    pub enum CaptionsText {
        Title => "字幕", "Captions";
        Drop => "把字幕文件拖到这里，或点击选择", "Drop a caption file here, or choose one";
        DropHint => "WebVTT（.vtt）或 SRT（.srt），不超过 1 MB。会替换现在的字幕。", "WebVTT (.vtt) or SRT (.srt), at most 1 MB. It replaces the present captions.";
        Refused => "这个字幕文件不能用", "These captions cannot be used";
        OtherFile => "换个文件", "Choose another file";
        First => "开头几条（请核对文字和时间）：", "How it begins (check the letters and times):";
        Outlasts => "字幕比视频长，可能不是这个视频的字幕，请核对。", "The captions are longer than the video: they may belong to another one.";
        Saved => "字幕已保存", "The captions are saved";
        Remove => "删除字幕", "Remove the captions";
        RemoveQuestion => "删除后，学员播放时不再有字幕。", "Trainees watch without captions from then on.";
        Removed => "字幕已删除", "The captions are removed";
    }
}

pub fn present(lang: Lang, cues: i64) -> String {
    match lang {
        Lang::Zh => format!("现在有 {cues} 条字幕。"),
        Lang::En => format!("There are {cues} cues now."),
    }
}

/// How many, and until when.
pub fn found(lang: Lang, cues: &str, end_ms: i64) -> String {
    let end = clock(end_ms);
    match lang {
        Lang::Zh => format!("共 {cues}，到 {end} 为止。"),
        Lang::En => format!("{cues}, until {end}."),
    }
}

/// Why a file is not taken; without a problem it could not be read at all.
pub fn problem(lang: Lang, problem: Option<CaptionsProblem>) -> String {
    match lang {
        Lang::Zh => problem_zh(problem),
        Lang::En => problem_en(problem),
    }
}

fn problem_zh(problem: Option<CaptionsProblem>) -> String {
    match problem {
        None => "文件读不出来，可能已经移动或改名。请再选一次。".to_owned(),
        Some(CaptionsProblem::Empty) => "里面没有字幕。".to_owned(),
        Some(CaptionsProblem::TooLong) => "超过 1 MB，不像是字幕文件。".to_owned(),
        Some(CaptionsProblem::TooMany) => "超过 10,000 条。".to_owned(),
        Some(CaptionsProblem::Encoding) => "文字编码认不出来。请用记事本另存为 UTF-8 编码。".to_owned(),
        Some(CaptionsProblem::NotCaptions) => "不是 WebVTT 也不是 SRT。请从字幕软件导出 .srt 或 .vtt。".to_owned(),
        Some(CaptionsProblem::BadTime { line }) => {
            format!("第 {line} 行：时间写得不对，应像 00:01:02,345 --> 00:01:04,000。")
        }
        Some(CaptionsProblem::EndBeforeStart { line }) => format!("第 {line} 行：结束时间不晚于开始时间。"),
        Some(CaptionsProblem::OutOfOrder { line }) => format!("第 {line} 行：开始时间比上一条还早。请按时间排好。"),
    }
}

fn problem_en(problem: Option<CaptionsProblem>) -> String {
    match problem {
        None => "The file cannot be read; it may have been moved or renamed. Choose it again.".to_owned(),
        Some(CaptionsProblem::Empty) => "There is nothing in it.".to_owned(),
        Some(CaptionsProblem::TooLong) => "It has more than 1 MB: hardly captions.".to_owned(),
        Some(CaptionsProblem::TooMany) => "It has more than 10,000 cues.".to_owned(),
        Some(CaptionsProblem::Encoding) => "Its encoding is not known. Save it as UTF-8.".to_owned(),
        Some(CaptionsProblem::NotCaptions) => "It is neither WebVTT nor SRT. Export it as .srt or .vtt.".to_owned(),
        Some(CaptionsProblem::BadTime { line }) => {
            format!("Line {line}: the time should be like 00:01:02,345 --> 00:01:04,000.")
        }
        Some(CaptionsProblem::EndBeforeStart { line }) => format!("Line {line}: it does not end after it begins."),
        Some(CaptionsProblem::OutOfOrder { line }) => {
            format!("Line {line}: it begins before the one above it. Put them in order.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_a_sentence_in_both_languages() {
        let all = CaptionsProblem::ALL.into_iter().map(Some).chain([None]);
        for known in all {
            let (zh, en) = (problem(Lang::Zh, known), problem(Lang::En, known));
            assert!(zh.ends_with('。') && en.ends_with('.'), "{zh} {en}");
        }
        assert!(problem(Lang::Zh, Some(CaptionsProblem::BadTime { line: 7 })).starts_with("第 7 行"));
    }
}
