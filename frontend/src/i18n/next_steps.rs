//! Texts of the lines that say what to do now.

use shared::certificates::case::Outcome;
use shared::certificates::exams::Part;
use shared::date::Date;
use shared::items::ItemKind;
use shared::lang::Lang;
use shared::money::Money;

use super::{certificates, common, items};
use crate::ui::DayStyle;

/// The one line when money is missing.
pub fn pay(lang: Lang, remaining: Money, partly_paid: bool) -> String {
    match (lang, partly_paid) {
        (Lang::Zh, false) => format!("请缴纳培训费 {remaining}。怎样缴费，请打电话问我们。"),
        (Lang::Zh, true) => format!("请补缴余款 {remaining}。怎样缴费，请打电话问我们。"),
        (Lang::En, false) => format!("Pay the training fee of {remaining}. Call us to ask how."),
        (Lang::En, true) => format!("Pay the remaining {remaining}. Call us to ask how."),
    }
}

/// What was asked for, or came back.
pub fn send_items(lang: Lang, kinds: &[ItemKind], returned: bool) -> String {
    let names: Vec<&str> = kinds.iter().map(|kind| items::kind(lang, *kind)).collect();
    match (lang, returned) {
        (Lang::Zh, false) => format!("请提交{}。", names.join("、")),
        (Lang::Zh, true) => format!("{}被退回，请修改后重新提交。", names.join("、")),
        (Lang::En, false) => format!("Send: {}.", names.join(", ")),
        (Lang::En, true) => format!("Correct and send again: {}.", names.join(", ")),
    }
}

pub fn watch(lang: Lang, title: &str) -> String {
    match lang {
        Lang::Zh => format!("请看录播课“{title}”。"),
        Lang::En => format!("Watch the lesson “{title}”."),
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

/// An exam whose day is known.
pub fn sit_exam(lang: Lang, part: Part, make_up: bool, on: Date, place: &str) -> String {
    let day = common::day(lang, on, DayStyle::WithoutYear);
    let title =
        if make_up { certificates::make_up_title(lang, part) } else { certificates::part_title(lang, part).to_owned() };
    let dot = if place.is_empty() { "" } else { " · " };
    match lang {
        Lang::Zh => format!("{day} {title}{dot}{place}。请带身份证，提前到场。"),
        Lang::En => format!("{day}: {title}{dot}{place}. Bring your identity card and be there early."),
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

/// Why a case has ended, or the number of its mailing; empty when there is nothing to say.
pub fn end_reason(lang: Lang, outcome: Outcome, reason: &str) -> String {
    match (lang, outcome.is_success()) {
        _ if reason.is_empty() => String::new(),
        (Lang::Zh, false) => format!("原因：{reason}"),
        (Lang::Zh, true) => format!("快递单号：{reason}"),
        (Lang::En, false) => format!("Reason: {reason}"),
        (Lang::En, true) => format!("Mailing number: {reason}"),
    }
}

/// One sentence after the other.
pub fn sentences(lang: Lang, first: &str, second: &str) -> String {
    let gap = if lang == Lang::Zh || second.is_empty() { "" } else { " " };
    format!("{first}{gap}{second}")
}
