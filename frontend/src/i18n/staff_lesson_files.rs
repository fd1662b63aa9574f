//! Texts of the console about files of recorded lessons: uploads, captions, posters, slides.

use shared::lang::Lang;
use shared::lessons::api::{MediaInfo, Storage, Uploading};
use shared::lessons::chapters::clock;

texts! {
    pub enum FileText {
        ReplaceVideo => "替换视频", "Replace the video";
        ReplaceMeaning => "替换后，学员已经计入的时间保留；观看位置从头开始，正在观看的会停下来。旧视频的文件会删除。", "Time that was counted stays; the place starts anew, and whoever is watching is stopped. The old file is deleted.";
        DropVideo => "把 MP4 文件拖到这里，或点击选择", "Drop an MP4 here, or choose one";
        DropVideoHint => "MP4（H.264 + AAC），不超过 1080p、4 GB。上传前会先检查手机能不能播放。", "MP4 (H.264 + AAC), at most 1080p and 4 GB. Whether phones can play it is checked first.";
        Checking => "正在检查文件…", "Checking the file…";
        Unreadable => "这个文件读不出来", "The file cannot be read";
        UnreadableAdvice => "可能已经移动、改名，或者还在网盘上没有下载到电脑里。请确认文件能在电脑上播放，再选一次。", "It may have been moved or renamed, or is still on a network drive. Make sure that it plays on this computer, then choose it again.";
        CannotBePlayed => "这个视频手机放不了，没有上传", "Phones cannot play this video; nothing was uploaded";
        ConvertHow => "请先转换格式再上传。用“格式工厂”“小丸工具箱”等转换软件时选：MP4、H.264（High、8 位）、AAC、不超过 1080p。会用命令行的可以直接用这一行（FFmpeg）：", "Convert it first. In a converter choose MP4, H.264 (High, 8 bit), AAC, at most 1080p. With FFmpeg on a command line:";
        RepackHow => "画面和声音都没问题，只是索引在文件末尾，要等下载完才能播放。重新封装就行，不会损失画质，几秒钟完成（FFmpeg）：", "Picture and sound are fine; only the index stands at the end, so that nothing plays before all is loaded. Repacking takes seconds and loses nothing (FFmpeg):";
        CopyCommand => "复制命令", "Copy the command";
        Copied => "已复制。", "Copied.";
        CopyByHand => "浏览器不允许复制，请选中后手工复制。", "The browser refused: select it and copy it by hand.";
        OtherFile => "换个文件", "Choose another file";
        Beginning => "正在准备上传…", "Preparing…";
        Comparing => "正在核对已经传好的部分…", "Comparing what is there already…";
        KeepOpen => "上传时请不要关闭或离开这个页面。断网会自动重试；关掉后可以选同一个文件接着传。", "Keep this page open while uploading. A lost connection is retried by itself; after closing, choose the same file to go on.";
        Pause => "暂停", "Pause";
        GoOn => "继续", "Go on";
        GiveUp => "放弃上传", "Give up";
        GiveUpQuestion => "已经传上去的部分会删除，以后要从头上传。", "What was sent is deleted; next time it starts from the beginning.";
        Paused => "已暂停。", "Paused.";
        Offline => "网络断开了，恢复后会自动继续。", "The network is down. It goes on by itself when it is back.";
        Finishing => "正在完成…", "Finishing…";
        VideoDone => "视频已上传", "The video is uploaded";
        UploadDropped => "已放弃上传", "The upload was given up";
        ChooseSame => "选同一个文件接着传", "Choose the same file to go on";
        WrongFile => "这不是上次的文件", "This is not the file of last time";
        WrongContent => "文件名和大小一样，但内容和上次传的不同。请选原来的文件；要传这个新文件，请先放弃上次的上传。", "Name and size are the same, but the content differs from what was sent. Choose the original file, or give up the old upload to send this one.";
        NoRoom => "剩余空间不够放这个文件。", "There is not enough room for this file.";
        PreviewVideo => "预览", "Preview";
        CannotPlay => "放不出来。请刷新页面再试；还不行就换一个浏览器。", "It does not play. Reload the page; if that does not help, try another browser.";
        Captions => "字幕", "Captions";
        NoCaptions => "没有", "none";
        Poster => "封面", "Poster";
        NoPoster => "没有", "none";
        HasPoster => "有", "yes";
        ChoosePoster => "选一帧做封面", "Choose a frame as the poster";
        PosterHow => "播放或拖动到合适的画面，暂停后点“用这一帧”。", "Play or drag to a good picture, pause, and use the frame.";
        UseFrame => "用这一帧", "Use this frame";
        PosterSaved => "封面已保存", "The poster is saved";
        PosterFailed => "这一帧取不出来，请等画面出来再试。", "This frame cannot be taken; wait until the picture is there.";
        RemovePoster => "删除封面", "Remove the poster";
        PosterRemoved => "封面已删除", "The poster is removed";
        Slides => "课件", "Slides";
        NoSlides => "没有", "none";
    }
}

/// `356 MB`, `1.2 GB`: as operating systems write sizes, by powers of 1,024.
pub fn size(bytes: i64) -> String {
    const KB: i64 = 1024;
    const MB: i64 = KB * 1024;
    const GB: i64 = MB * 1024;
    let tenths = |unit: i64| {
        let tenths = bytes.saturating_mul(10) / unit;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        GB.. => format!("{} GB", tenths(GB)),
        MB.. if bytes < 10 * MB => format!("{} MB", tenths(MB)),
        MB.. => format!("{} MB", bytes / MB),
        _ => format!("{} KB", (bytes.max(0) + KB - 1) / KB),
    }
}

pub fn storage(lang: Lang, storage: Storage) -> String {
    let (used, limit, free) = (size(storage.used_bytes), size(storage.limit_bytes), size(storage.free_bytes()));
    match lang {
        Lang::Zh => format!("已用 {used}，共 {limit}，还剩 {free}"),
        Lang::En => format!("{used} of {limit} used, {free} free"),
    }
}

/// Name, size, resolution.
pub fn video_facts(video: &MediaInfo) -> String {
    format!("{} · {} · {}×{}", video.file_name, size(video.bytes), video.width, video.height)
}

pub fn length(video: &MediaInfo) -> String {
    clock(video.duration_ms)
}

pub fn cues(lang: Lang, cues: i64) -> String {
    match lang {
        Lang::Zh => format!("{cues} 条"),
        Lang::En => format!("{cues} cues"),
    }
}

pub fn pages(lang: Lang, pages: usize) -> String {
    match lang {
        Lang::Zh => format!("{pages} 页"),
        Lang::En => format!("{pages} pages"),
    }
}

pub fn percent(done: i64, all: i64) -> i64 {
    (done.max(0).saturating_mul(100) / all.max(1)).min(100)
}

pub fn unfinished(lang: Lang, uploading: &Uploading) -> String {
    let (name, percent) = (&uploading.file_name, percent(uploading.stored_bytes, uploading.bytes));
    match lang {
        Lang::Zh => format!("上次上传未完成：{name} {percent}%"),
        Lang::En => format!("An upload was not finished: {name} {percent}%"),
    }
}

pub fn wrong_name(lang: Lang, uploading: &Uploading, chosen: &str, chosen_bytes: i64) -> String {
    let (name, bytes, chosen_bytes) = (&uploading.file_name, size(uploading.bytes), size(chosen_bytes));
    match lang {
        Lang::Zh => format!(
            "上次传的是“{name}”（{bytes}），这次选的是“{chosen}”（{chosen_bytes}）。请选原来的文件；要传新文件，请先放弃上次的上传。"
        ),
        Lang::En => format!(
            "Last time it was “{name}” ({bytes}); this is “{chosen}” ({chosen_bytes}). Choose the original file, or give up the old upload first."
        ),
    }
}

/// How far an upload is, how fast, how long it will take.
pub fn sending(lang: Lang, done: i64, all: i64, rate: Option<i64>, rest_seconds: Option<i64>) -> String {
    let mut parts = vec![format!("{} / {} · {}%", size(done), size(all), percent(done, all))];
    if let Some(rate) = rate {
        parts.push(match lang {
            Lang::Zh => format!("每秒 {}", size(rate)),
            Lang::En => format!("{} per second", size(rate)),
        });
    }
    if let Some(seconds) = rest_seconds {
        parts.push(rest(lang, seconds));
    }
    parts.join(" · ")
}

/// The rest of the time, as exact as it can be known.
fn rest(lang: Lang, seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    match lang {
        Lang::Zh if seconds < 60 => "不到 1 分钟".to_owned(),
        Lang::Zh if minutes < 60 => format!("大约还要 {minutes} 分钟"),
        Lang::Zh => format!("大约还要 {} 小时 {} 分钟", minutes / 60, minutes % 60),
        Lang::En if seconds < 60 => "less than a minute left".to_owned(),
        Lang::En if minutes < 60 => format!("about {minutes} min left"),
        Lang::En => format!("about {} h {} min left", minutes / 60, minutes % 60),
    }
}

/// The next try after a failed one.
pub fn retry_in(lang: Lang, seconds: i64) -> String {
    match lang {
        Lang::Zh => format!("连不上服务器，{seconds} 秒后自动重试。"),
        Lang::En => format!("No answer; it tries again by itself in {seconds} s."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_file_managers_do() {
        for (bytes, text) in [
            (0, "0 KB"),
            (1, "1 KB"),
            (1_500_000, "1.4 MB"),
            (373_293_056, "356 MB"),
            (4_294_967_296, "4.0 GB"),
            (214_748_364_800, "200.0 GB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn the_rest_of_the_time_is_rounded_up() {
        assert_eq!(rest(Lang::Zh, 59), "不到 1 分钟");
        assert_eq!(rest(Lang::Zh, 61), "大约还要 2 分钟");
        assert_eq!(rest(Lang::En, 3_661), "about 1 h 2 min left");
    }

    #[test]
    fn percents_stay_in_their_bounds() {
        assert_eq!([percent(0, 0), percent(37, 100), percent(5, 3)], [0, 37, 100]);
    }
}
