//! What the player of lessons may have to say: the edge writes all of it into the page, a script shows what fits.

use shared::lang::Lang;
use shared::lessons::player::PlayerLine;

texts! {
    pub enum PlayerText {
        Off => "计时还没有准备好，现在播放不计学时。几秒后仍看到这句话，请升级微信，或换一个浏览器打开。", "Time is not counted yet: what you play now does not count. If this stays for more than a few seconds, update WeChat or use another browser.";
        Video => "课程视频", "Video of the lesson";
        Captions => "中文字幕", "Chinese captions";
        GoOn => "在这里继续", "Go on here";
        PlayOn => "继续播放", "Play";
        TryAgain => "重试", "Try again";
        CheckTitle => "您还在看吗？", "Are you still there?";
        CheckWhy => "请点下面的按钮确认。没有及时确认，从现在起的时间不计入学时。", "Tap the button. If you do not in time, what follows is not counted.";
        CheckLeft => "还剩", "Left:";
        CheckSeconds => "秒", "s";
        CheckHere => "我在看", "I am here";
        NextReady => "可以看下一课了", "The next lesson is ready";
    }
}

/// A sentence for each thing that may have to be said.
pub fn line(lang: Lang, line: PlayerLine, size: &str, speed: &str) -> String {
    let zh = lang == Lang::Zh;
    let fixed = match (line, zh) {
        (PlayerLine::Ready, true) => "点视频上的播放按钮，开始计学时。",
        (PlayerLine::Ready, false) => "Tap play: time is counted from then on.",
        (PlayerLine::SlowLine, true) => {
            "网络很慢，播放中可能会停顿，停顿的时间不计学时。最好连上 Wi-Fi 再看。点视频上的播放按钮，开始计学时。"
        }
        (PlayerLine::SlowLine, false) => {
            "Your line is slow: the video may stop to load, and waiting is not counted. Wi-Fi is better. Tap play: time is counted from then on."
        }
        (PlayerLine::Starting, true) => "正在开始计时…",
        (PlayerLine::Starting, false) => "Beginning to count…",
        (PlayerLine::Counting, true) => "正在计学时。",
        (PlayerLine::Counting, false) => "Time is counted.",
        (PlayerLine::Paused, true) => "已暂停。",
        (PlayerLine::Paused, false) => "Paused.",
        (PlayerLine::Slow, true) => "网络慢，正在加载视频…等待的时间不计学时。",
        (PlayerLine::Slow, false) => "The line is slow; the video is loading. Waiting is not counted.",
        (PlayerLine::Offline, true) => "网络断了。看过的部分先记在手机里，恢复后会自动补报，请不要关闭页面。",
        (PlayerLine::Offline, false) => {
            "There is no line. What you watched is kept here and sent once there is one: do not close the page."
        }
        (PlayerLine::StartFailed, true) => "没有连上服务器，还不能计时，已先暂停。请检查网络后重试。",
        (PlayerLine::StartFailed, false) => {
            "The server was not reached, so nothing can be counted: paused. Check your line and try again."
        }
        (PlayerLine::TapPlay, true) => "可以计时了，请点一下继续播放。",
        (PlayerLine::TapPlay, false) => "Time can be counted now: tap to play.",
        (PlayerLine::MobileData, true) => {
            return format!("您正在使用移动数据，看完本课大约要 {size} 流量。要继续吗？");
        }
        (PlayerLine::MobileData, false) => {
            return format!("You are on mobile data; this lesson takes about {size}. Go on?");
        }
        (PlayerLine::TooFast, true) => return format!("本课最快 {speed} 倍速，已经调回。"),
        (PlayerLine::TooFast, false) => return format!("The fastest speed here is {speed}: it was set back."),
        (PlayerLine::SourceFailed, true) => "视频没有加载出来，您看到的位置已经记住。请检查网络后重试。",
        (PlayerLine::SourceFailed, false) => {
            "The video could not be loaded; your place is kept. Check your line and try again."
        }
        (PlayerLine::Ended, true) => "播完了，但还没有计满：跳过或没有计入的部分要再看一遍。",
        (PlayerLine::Ended, false) => {
            "That is the end, but not enough is counted: watch again what was skipped or not counted."
        }
        (PlayerLine::Finished, true) => "本课已完成，学时已计入。",
        (PlayerLine::Finished, false) => "This lesson is finished; its time is counted.",
        (PlayerLine::Superseded, true) => "已在另一台设备或另一个页面播放，这里停止计时。",
        (PlayerLine::Superseded, false) => "It is played on another device or page: counting has stopped here.",
        (PlayerLine::CheckMissed, true) => "没有及时确认在看，已停止计时。之前计入的不受影响。",
        (PlayerLine::CheckMissed, false) => {
            "Nobody answered in time, so counting has stopped. What was counted before stays."
        }
        (PlayerLine::Withdrawn, true) => "老师刚刚更新了这一课，已计的学时保留。请刷新页面。",
        (PlayerLine::Withdrawn, false) => {
            "The teacher has just changed this lesson. What was counted stays: load the page again."
        }
        (PlayerLine::SignedOut, true) => "登录已过期，不能继续计时。请从微信公众号菜单重新进入。",
        (PlayerLine::SignedOut, false) => {
            "You are signed out, so nothing more can be counted. Enter again from the account's menu in WeChat."
        }
        (PlayerLine::TooOften, true) => "今天打开播放的次数太多，请过一段时间再看，或打电话问我们。",
        (PlayerLine::TooOften, false) => "It was begun too often today. Wait a while, or call us.",
        (PlayerLine::NotOpen, true) => "这一课现在不能看。请刷新页面，看看是什么原因。",
        (PlayerLine::NotOpen, false) => "This lesson cannot be watched now. Load the page again to see why.",
    };
    fixed.to_owned()
}

/// What the button of a sentence says.
pub const fn button(line: PlayerLine) -> PlayerText {
    match line {
        PlayerLine::StartFailed | PlayerLine::SourceFailed => PlayerText::TryAgain,
        PlayerLine::Superseded | PlayerLine::CheckMissed => PlayerText::GoOn,
        _ => PlayerText::PlayOn,
    }
}

/// About how much it is, in megabytes as tariffs count them.
pub fn megabytes(bytes: i64) -> String {
    let megabytes = bytes.max(0).saturating_add(999_999) / 1_000_000;
    format!("{megabytes} MB")
}

/// `1.5`, `1.25`.
pub fn speed(percent: i64) -> String {
    match percent % 100 {
        rest if rest % 10 == 0 => format!("{}.{}", percent / 100, rest / 10),
        rest => format!("{}.{rest:02}", percent / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_words_in_both_languages() {
        for code in PlayerLine::ALL {
            let [zh, en] = Lang::ALL.map(|lang| line(lang, code, "126 MB", "1.0"));
            assert!(zh != en && !zh.is_empty() && !en.is_empty(), "{code:?}");
        }
        assert_eq!(megabytes(125_829_120), "126 MB");
        assert_eq!([100, 105, 125, 150, 200].map(speed), ["1.0", "1.05", "1.25", "1.5", "2.0"]);
    }
}
