//! Why lessons are closed, time is not counted and plays end, and what the course asks for. Compiled for the edge only.

use shared::lang::Lang;
use shared::lessons::api::{Gate, PlayerRules};
use shared::lessons::player::Reason;
use shared::lessons::watching::PlayEnd;

use super::common::day;
use super::player;
use crate::ui::DayStyle;

/// What the course asks of whoever watches.
pub fn rules(lang: Lang, rules: PlayerRules) -> Vec<String> {
    let speed = player::speed(rules.speed_percent);
    let zh = lang == Lang::Zh;
    let said = |chinese: &str, english: &str| if zh { chinese.to_owned() } else { english.to_owned() };
    let mut lines = vec![
        if zh { format!("最快 {speed} 倍速。") } else { format!("The fastest speed is {speed}.") },
        said("同一段只计一次；跳过的部分不计。", "Each part counts once; what is skipped does not count."),
        said("同一时间只能在一台设备上看一课。", "One lesson on one device at a time."),
    ];
    lines.push(if rules.hidden_counts {
        said("切到后台继续播放也计入。", "It counts while the page is in the background, as long as it plays.")
    } else {
        said(
            "切到后台或锁屏的时间不计。",
            "It does not count while the page is in the background or the phone is locked.",
        )
    });
    if rules.checks {
        lines.push(said(
            "中途会不定时确认您是否在看，请在规定时间内点一下。",
            "Now and then it is asked whether you are there: tap in time.",
        ));
    }
    lines
}

/// Why a lesson cannot be watched now, and what to do.
pub fn gate(lang: Lang, gate: &Gate) -> Option<(String, String)> {
    let said = |why: &str, what: &str| Some((why.to_owned(), what.to_owned()));
    let on = |date| day(lang, date, DayStyle::WithYear);
    match (lang, gate) {
        (_, Gate::Open) => None,
        (Lang::Zh, Gate::NotPaid) => said("缴费后才能看。", "请先缴清费用，或打电话问我们。"),
        (Lang::En, Gate::NotPaid) => said("It opens once the fee is paid.", "Please pay what is due, or call us."),
        (Lang::Zh, Gate::After { title }) => {
            Some((format!("要先完成“{title}”。"), "完成那一课后，这一课会自动打开。".to_owned()))
        }
        (Lang::En, Gate::After { title }) => Some((
            format!("First finish: {title}."),
            "This lesson opens by itself once that one is finished.".to_owned(),
        )),
        (Lang::Zh, Gate::NotYet { on: from }) => {
            Some((format!("{} 才开放。", on(*from)), "请到那天再来，不用做别的。".to_owned()))
        }
        (Lang::En, Gate::NotYet { on: from }) => {
            Some((format!("It opens on {}.", on(*from)), "Come back on that day; nothing else is needed.".to_owned()))
        }
        (Lang::Zh, Gate::Over { on: until }) => {
            Some((format!("已于 {} 结束。", on(*until)), "还需要看的话，请打电话问我们。".to_owned()))
        }
        (Lang::En, Gate::Over { on: until }) => {
            Some((format!("It closed with {}.", on(*until)), "If you still need it, please call us.".to_owned()))
        }
        (Lang::Zh, Gate::CaseEnded) => said("这次培训已经结束，不再计学时。", "已计的学时保留，不用再看。"),
        (Lang::En, Gate::CaseEnded) => {
            said("This training has ended: nothing is counted any more.", "What was counted stays; nothing is needed.")
        }
        (Lang::Zh, Gate::Withdrawn) => said("这一课暂时看不了。", "老师正在更新，已计的学时保留。请过一段时间再来。"),
        (Lang::En, Gate::Withdrawn) => said(
            "This lesson cannot be watched for now.",
            "The teacher is changing it. What was counted stays; please come back later.",
        ),
    }
}

/// Why time was not counted.
pub const fn reason(lang: Lang, reason: Reason) -> &'static str {
    match (lang, reason) {
        (Lang::Zh, Reason::Hidden) => "页面在后台",
        (Lang::Zh, Reason::TooFast) => "快于允许的倍速，或断网太久",
        (Lang::Zh, Reason::Repeated) => "这一段已经计过",
        (Lang::Zh, Reason::DailyCap) => "超过每天的上限",
        (Lang::Zh, Reason::Unchecked) => "没有确认在看",
        (Lang::Zh, Reason::Fragments) => "跳得太碎",
        (Lang::Zh, Reason::Outside) => "超出本课时长",
        (Lang::En, Reason::Hidden) => "page in the background",
        (Lang::En, Reason::TooFast) => "faster than allowed, or too long without a line",
        (Lang::En, Reason::Repeated) => "counted before",
        (Lang::En, Reason::DailyCap) => "more than counts in a day",
        (Lang::En, Reason::Unchecked) => "nobody said to be there",
        (Lang::En, Reason::Fragments) => "in too many pieces",
        (Lang::En, Reason::Outside) => "beyond the end of the lesson",
    }
}

/// How a play has ended.
pub const fn end(lang: Lang, end: PlayEnd) -> &'static str {
    match (lang, end) {
        (Lang::Zh, PlayEnd::Closed) => "离开页面",
        (Lang::Zh, PlayEnd::Finished) => "播完",
        (Lang::Zh, PlayEnd::Superseded) => "在别处又打开",
        (Lang::Zh, PlayEnd::CheckMissed) => "没有及时确认在看",
        (Lang::Zh, PlayEnd::Withdrawn) => "课程被更新",
        (Lang::Zh, PlayEnd::Expired) => "超过一次观看的最长时间",
        (Lang::En, PlayEnd::Closed) => "page left",
        (Lang::En, PlayEnd::Finished) => "played to the end",
        (Lang::En, PlayEnd::Superseded) => "opened elsewhere",
        (Lang::En, PlayEnd::CheckMissed) => "presence not confirmed in time",
        (Lang::En, PlayEnd::Withdrawn) => "lesson changed",
        (Lang::En, PlayEnd::Expired) => "longer than one play may last",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_and_every_end_has_words_in_both_languages() {
        for why in Reason::ALL {
            assert_ne!(reason(Lang::Zh, why), reason(Lang::En, why));
        }
        for how in PlayEnd::ALL {
            assert_ne!(end(Lang::Zh, how), end(Lang::En, how));
        }
    }

    #[test]
    fn every_gate_but_the_open_one_says_why_and_what_to_do() {
        for closed in Gate::samples() {
            for lang in Lang::ALL {
                let said = gate(lang, &closed);
                assert_eq!(said.is_none(), closed.is_open());
                assert!(said.is_none_or(|(why, what)| !why.is_empty() && !what.is_empty()));
            }
        }
    }
}
