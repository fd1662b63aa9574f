//! Texts of the certificate's way, for trainees and staff.

use shared::certificates::case::Outcome;
use shared::certificates::exams::Part;
use shared::certificates::regime::StageActor;
use shared::enrolments::api::HistoryEvent;
use shared::lang::Lang;

use super::common;
use crate::ui::DayStyle;

pub const fn part(lang: Lang, part: Part) -> &'static str {
    match (lang, part) {
        (Lang::Zh, Part::Theory) => "理论考试",
        (Lang::Zh, Part::Practical) => "实操考试",
        (Lang::En, Part::Theory) => "theory exam",
        (Lang::En, Part::Practical) => "practical exam",
    }
}

/// Who has the case.
pub const fn actor(lang: Lang, actor: StageActor) -> &'static str {
    match (lang, actor) {
        (Lang::Zh, StageActor::Trainee) => "您本人",
        (Lang::Zh, StageActor::Institution) => "培训机构",
        (Lang::Zh, StageActor::ExaminingBody) => "考核机构",
        (Lang::Zh, StageActor::IssuingAuthority) => "发证机关",
        (Lang::En, StageActor::Trainee) => "you",
        (Lang::En, StageActor::Institution) => "the institution",
        (Lang::En, StageActor::ExaminingBody) => "the examining body",
        (Lang::En, StageActor::IssuingAuthority) => "the issuing authority",
    }
}

pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match (lang, outcome) {
        (Lang::Zh, Outcome::Collected) => "已领取",
        (Lang::Zh, Outcome::Mailed) => "已邮寄",
        (Lang::Zh, Outcome::Refused) => "不予办理",
        (Lang::Zh, Outcome::Withdrawn) => "已退出",
        (Lang::Zh, Outcome::Lapsed) => "逾期失效",
        (Lang::En, Outcome::Collected) => "Collected",
        (Lang::En, Outcome::Mailed) => "Mailed",
        (Lang::En, Outcome::Refused) => "Refused",
        (Lang::En, Outcome::Withdrawn) => "Withdrawn",
        (Lang::En, Outcome::Lapsed) => "Lapsed",
    }
}

/// The one line of a case that has ended.
pub const fn ended(lang: Lang, outcome: Outcome) -> &'static str {
    match (lang, outcome) {
        (Lang::Zh, Outcome::Collected) => "证书已领取，办证完成。",
        (Lang::Zh, Outcome::Mailed) => "证书已寄出，办证完成。",
        (Lang::Zh, Outcome::Refused) => "主管部门不予办理。有疑问请打电话问我们。",
        (Lang::Zh, Outcome::Withdrawn) => "您已退出，本次办证已结束。",
        (Lang::Zh, Outcome::Lapsed) => "已逾期失效。需要重新办理的，请打电话问我们。",
        (Lang::En, Outcome::Collected) => "You have your certificate: all done.",
        (Lang::En, Outcome::Mailed) => "Your certificate is in the mail: all done.",
        (Lang::En, Outcome::Refused) => "The authority has refused. Call us if you have questions.",
        (Lang::En, Outcome::Withdrawn) => "You have withdrawn; this case is closed.",
        (Lang::En, Outcome::Lapsed) => "It has lapsed. Call us if you want to start again.",
    }
}

pub const fn sit_make_up(lang: Lang, part: Part) -> &'static str {
    match (lang, part) {
        (Lang::Zh, Part::Theory) => "理论考试没有通过，请按通知参加补考，并认真复习。",
        (Lang::Zh, Part::Practical) => "实操考试没有通过，请按通知参加补考，并认真练习。",
        (Lang::En, Part::Theory) => "You did not pass the theory exam: revise, and sit the make-up when notified.",
        (Lang::En, Part::Practical) => {
            "You did not pass the practical exam: practise, and sit the make-up when notified."
        }
    }
}

fn with_reason(lang: Lang, said: &str, reason: &str) -> String {
    match (lang, reason.is_empty()) {
        (_, true) => said.to_owned(),
        (Lang::Zh, false) => format!("{said}：{reason}"),
        (Lang::En, false) => format!("{said}: {reason}"),
    }
}

/// A score, if it is known, with whether it was enough.
pub fn result(lang: Lang, score: Option<i64>, passed: bool) -> String {
    let word = match (lang, passed) {
        (Lang::Zh, true) => "合格",
        (Lang::Zh, false) => "不合格",
        (Lang::En, true) => "passed",
        (Lang::En, false) => "not passed",
    };
    match (lang, score) {
        (_, None) => word.to_owned(),
        (Lang::Zh, Some(score)) => format!("{score} 分，{word}"),
        (Lang::En, Some(score)) => format!("{score} points, {word}"),
    }
}

/// What happened to a case. Events of other kinds have their texts elsewhere.
pub fn event(lang: Lang, event: &HistoryEvent) -> String {
    let zh = lang == Lang::Zh;
    match event {
        HistoryEvent::MovedBack { stage, reason } => {
            let stage = stage.in_lang(lang);
            let said = if zh { format!("退回到“{stage}”") } else { format!("Moved back to {stage}") };
            with_reason(lang, &said, reason)
        }
        HistoryEvent::ExamScheduled { part: of, on, place } => {
            let (of, on) = (part(lang, *of), common::day(lang, *on, DayStyle::WithYear));
            let said = if zh { format!("{of}安排在 {on}") } else { format!("The {of} is on {on}") };
            with_reason(lang, &said, place)
        }
        HistoryEvent::ResultRecorded { part: of, score, passed, .. } => {
            let (of, result) = (part(lang, *of), result(lang, *score, *passed));
            if zh { format!("{of}成绩：{result}") } else { format!("Result of the {of}: {result}") }
        }
        HistoryEvent::TrainingRepeated { part: of } => {
            let of = part(lang, *of);
            if zh {
                format!("{of}补考未通过，需要重新培训")
            } else {
                format!("Make-up of the {of} not passed: training is repeated")
            }
        }
        HistoryEvent::HoursRecorded { seconds } => {
            let hours = shared::certificates::hours::ClassHours::from_seconds(*seconds)
                .show(shared::certificates::hours::ClassHour::USUAL);
            if zh { format!("登记学时 {hours}") } else { format!("{hours} class hours recorded") }
        }
        HistoryEvent::CertificateRecorded { number_masked, operation } => {
            if zh {
                format!("证书信息已登记：{operation}，{number_masked}")
            } else {
                format!("Certificate recorded: {operation}, {number_masked}")
            }
        }
        HistoryEvent::Shelved { shelf } => {
            if zh {
                format!("证书存放位置：{shelf}")
            } else {
                format!("Certificate kept at {shelf}")
            }
        }
        HistoryEvent::Ended { outcome: how, reason } => with_reason(lang, outcome(lang, *how), reason),
        HistoryEvent::Reopened { reason } => with_reason(lang, if zh { "重新打开" } else { "Opened again" }, reason),
        HistoryEvent::Enrolled
        | HistoryEvent::StageReached { .. }
        | HistoryEvent::Paid { .. }
        | HistoryEvent::FeeChanged { .. }
        | HistoryEvent::EmployerChanged => String::new(),
    }
}
