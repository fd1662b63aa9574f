//! Words that every page about watched lessons uses: what counted, what did not and why, how a play ended. The evidence of
//! one trainee.

use shared::lang::Lang;
use shared::lessons::api::PlayRow;
use shared::lessons::chapters::clock;
use shared::lessons::watching::{PlayEnd, Uncounted};
use shared::proofs::PrintedHours;
use shared::time::Timestamp;

use super::proofs;

texts! {
    pub enum DeskText {
        EvidenceTitle => "录播课观看记录", "Watching of recorded lessons";
        Lesson => "课时", "Lesson";
        CountedOf => "已计入 / 要求", "Counted / needed";
        State => "状态", "State";
        Uncounted => "未计入", "Not counted";
        Counted => "计入", "Counted";
        Started => "开始", "Began";
        Until => "最后记录", "Last heard of";
        Device => "设备", "Device";
        HowEnded => "怎样结束", "How it ended";
        Plays => "每次观看", "Every time it was watched";
        Finished => "已完成", "Finished";
        Begun => "未完成", "Not finished";
        NotBegun => "未开始", "Not begun";
        NoLessons => "这个培训项目没有录播课。", "This course has no recorded lessons.";
        NoPlays => "还没有观看记录。", "Nothing was watched yet.";
        MayHoldGranted => "“已计入”里可能有异议补计的时间，所以会多于每次观看计入的总和。", "What is counted may hold time that was granted after an objection, and so be more than the plays add up to.";
        ShowMore => "显示更多", "Show more";
        HoursDone => "已修", "Done";
        HoursDue => "应修", "Due";
        ByLessons => "其中录播课", "Of it by lessons";
        Granted => "其中异议补计", "Of it granted after an objection";
        Round => "轮次", "Round";
    }
}

/// Plays that the portal answers at most.
pub const MOST_PLAYS: usize = 500;

/// Why time was not counted, in the order of [`amounts`].
pub const fn reasons(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Zh => {
            ["超出视频长度", "页面在后台", "看过的部分", "没有确认在场", "快于允许的速度", "超过每天上限", "片段太零碎"]
        }
        Lang::En => [
            "beyond the end",
            "page in the background",
            "watched before",
            "presence not confirmed",
            "faster than allowed",
            "over the day's limit",
            "in too many pieces",
        ],
    }
}

/// The milliseconds of each reason.
pub const fn amounts(uncounted: &Uncounted) -> [i64; 7] {
    // Field by field: a new reason does not compile without its words.
    let Uncounted { outside_ms, hidden_ms, repeated_ms, unchecked_ms, too_fast_ms, daily_cap_ms, fragments_ms } =
        uncounted;
    [*outside_ms, *hidden_ms, *repeated_ms, *unchecked_ms, *too_fast_ms, *daily_cap_ms, *fragments_ms]
}

/// Each reason that there is, with its time.
pub fn uncounted(lang: Lang, uncounted: &Uncounted) -> Vec<String> {
    let named = reasons(lang).into_iter().zip(amounts(uncounted));
    named.filter(|(_, ms)| *ms > 0).map(|(reason, ms)| format!("{reason} {}", at_least_a_second(ms))).collect()
}

/// Never `0:00` for something that is there.
pub fn at_least_a_second(ms: i64) -> String {
    clock(if ms > 0 { ms.max(1000) } else { ms })
}

/// `5:30 / 15:00`.
pub fn of(counted_ms: i64, required_ms: i64) -> String {
    format!("{} / {}", clock(counted_ms), clock(required_ms))
}

/// `其中异议补计 12:00`; nothing where nothing was granted.
pub fn granted(lang: Lang, granted_ms: i64) -> Option<String> {
    (granted_ms > 0).then(|| format!("{} {}", DeskText::Granted.text(lang), at_least_a_second(granted_ms)))
}

/// Of the course, from 1.
pub fn round(lang: Lang, round: i64) -> String {
    match lang {
        Lang::Zh => format!("第 {round} 轮"),
        Lang::En => format!("round {round}"),
    }
}

/// `finished` is absent before the lesson was begun.
pub const fn state(lang: Lang, finished: Option<bool>) -> &'static str {
    match finished {
        Some(true) => DeskText::Finished.text(lang),
        Some(false) => DeskText::Begun.text(lang),
        None => DeskText::NotBegun.text(lang),
    }
}

/// How a play ended, or whether it goes on: a browser that crashed says nothing.
pub const fn ended(lang: Lang, play: &PlayRow, now: Timestamp) -> &'static str {
    match (lang, play.ended) {
        (Lang::Zh, Some(PlayEnd::Finished)) => "看到结尾",
        (Lang::Zh, Some(PlayEnd::Closed)) => "离开了页面",
        (Lang::Zh, Some(PlayEnd::Superseded)) => "又在别处打开",
        (Lang::Zh, Some(PlayEnd::CheckMissed)) => "没有按时确认在场",
        (Lang::Zh, Some(PlayEnd::Withdrawn)) => "课时撤回或换了视频",
        (Lang::Zh, Some(PlayEnd::Expired)) => "开得太久，自动结束",
        (Lang::Zh, None) if play.broke_off(now) => "中断，没有收到结束信号",
        (Lang::Zh, None) => "正在观看",
        (Lang::En, Some(PlayEnd::Finished)) => "came to the end",
        (Lang::En, Some(PlayEnd::Closed)) => "the page was left",
        (Lang::En, Some(PlayEnd::Superseded)) => "opened elsewhere",
        (Lang::En, Some(PlayEnd::CheckMissed)) => "presence was not confirmed in time",
        (Lang::En, Some(PlayEnd::Withdrawn)) => "lesson withdrawn, or another video",
        (Lang::En, Some(PlayEnd::Expired)) => "open for too long",
        (Lang::En, None) if play.broke_off(now) => "broke off; no end was reported",
        (Lang::En, None) => "being watched",
    }
}

/// Seconds in class hours, rounded down: nothing says more than was done.
pub fn hours(lang: Lang, seconds: i64, class_minutes: u16) -> String {
    proofs::hours(lang, class_hours(seconds, class_minutes))
}

pub fn class_hours(seconds: i64, class_minutes: u16) -> PrintedHours {
    PrintedHours::from_seconds(seconds, i64::from(class_minutes))
}

/// A lesson that is not among those of the course any more still has its plays.
pub fn lesson_gone(lang: Lang, id: shared::id::LessonId) -> String {
    match lang {
        Lang::Zh => format!("课时 {id}"),
        Lang::En => format!("lesson {id}"),
    }
}

pub fn shown(lang: Lang, shown: usize, all: usize) -> String {
    match (lang, all >= MOST_PLAYS) {
        (Lang::Zh, true) => format!("显示 {shown} 次；只保留最近 {MOST_PLAYS} 次可查"),
        (Lang::Zh, false) => format!("显示 {shown} 次，共 {all} 次"),
        (Lang::En, true) => format!("{shown} shown; only the last {MOST_PLAYS} can be looked at"),
        (Lang::En, false) => format!("{shown} of {all} shown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::lessons::api::Evidence;

    #[test]
    fn every_reason_has_its_words_and_its_time() {
        let evidence = Evidence::samples().remove(0);
        let said = uncounted(Lang::Zh, &evidence.lessons[0].credit.uncounted);
        let expected = [
            "超出视频长度 0:01",
            "页面在后台 0:02",
            "看过的部分 0:03",
            "没有确认在场 0:04",
            "快于允许的速度 0:05",
            "超过每天上限 0:06",
            "片段太零碎 0:07",
        ];
        assert_eq!(said, expected);
        assert!(uncounted(Lang::En, &Uncounted::default()).is_empty());
        let blink = Uncounted { hidden_ms: 20, ..Uncounted::default() };
        assert_eq!(uncounted(Lang::En, &blink), ["page in the background 0:01"]);
    }

    #[test]
    fn a_play_without_an_end_goes_on_only_while_it_is_heard_of() {
        let plays = Evidence::samples().remove(0).plays;
        let open = &plays[0];
        assert_eq!(ended(Lang::Zh, open, open.last_at.plus_seconds(600)), "正在观看");
        assert_eq!(ended(Lang::Zh, open, open.last_at.plus_seconds(601)), "中断，没有收到结束信号");
        let mut ways: Vec<_> = plays.iter().map(|play| ended(Lang::En, play, open.last_at)).collect();
        ways.sort_unstable();
        ways.dedup();
        assert_eq!(ways.len(), plays.len(), "each end is said differently");
    }

    #[test]
    fn hours_are_class_hours_rounded_down() {
        assert_eq!(hours(Lang::Zh, 1_230, 45), "0.4 学时");
        assert_eq!(hours(Lang::En, 216_000, 45), "80 class hours");
        assert_eq!(class_hours(60 * 300, 300), PrintedHours::whole(1));
    }
}
