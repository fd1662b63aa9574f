//! Texts of the messages page. Compiled for the edge only: the app does not contain that page.

use shared::certificates::clocks::Target;
use shared::certificates::exams::Standing;
use shared::lang::Lang;
use shared::messages::MessageContent;

use super::{certificates, common, items, my_certificates, next_steps};
use crate::ui::DayStyle;

texts! {
    pub enum MessagesText {
        New => "新", "New";
        Details => "查看这次报名", "See this enrolment";
        SendItems => "去提交", "Send it";
        Lesson => "打开这节课", "Open this lesson";
        Certificates => "查看我的证书", "See my certificates";
        Older => "更早的消息", "Older messages";
        Newest => "最新的消息", "Newest messages";
        NoOlder => "没有更早的消息了", "No older messages";
        EmptyTitle => "还没有消息", "No messages yet";
        EmptyAdvice => "办证有进展、考试有安排、证书快到期时，我们会在这里告诉您。", "We tell you here when your certificate moves on, an exam is set or a review comes near.";
    }
}

/// A message in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    /// The course or operation; empty when the title says it.
    pub about: String,
    /// What it means and what to do, none empty.
    pub lines: Vec<String>,
}

pub fn words(lang: Lang, content: &MessageContent) -> Words {
    let zh = lang == Lang::Zh;
    let day = |day| common::day(lang, day, DayStyle::WithYear);
    let said = |title: String, about: &str, lines: &[&str]| Words {
        title,
        about: about.to_owned(),
        lines: lines.iter().filter(|line| !line.is_empty()).map(|line| (*line).to_owned()).collect(),
    };
    match content {
        MessageContent::StageReached { course, stage, todo } => {
            let name = stage.in_lang(lang);
            let title = if zh { format!("办证进度：{name}") } else { format!("Your certificate: {name}") };
            said(title, course, &[todo.in_lang(lang)])
        }
        MessageContent::MovedBack { course, stage, reason } => {
            let name = stage.in_lang(lang);
            let title = if zh { format!("退回到“{name}”") } else { format!("Moved back to {name}") };
            said(title, course, &[&because(lang, reason)])
        }
        MessageContent::ExamScheduled { course, part, on, place } => {
            let (part, on) = (certificates::part_title(lang, *part), day(*on));
            let title = if zh { format!("{part}：{on}") } else { format!("{part}: {on}") };
            let bring =
                if zh { "请带身份证，提前到场。" } else { "Bring your identity card and be there early." };
            said(title, course, &[place, bring])
        }
        MessageContent::ExamMissed { course, part, on } => {
            let (part, on) = (certificates::part_title(lang, *part), day(*on));
            let title = if zh { format!("{part}缺考：{on}") } else { format!("{part} missed: {on}") };
            let next = if zh {
                "没有参加这次考试，不计入考试次数。请等待下一次考试的通知，有疑问请打电话给我们。"
            } else {
                "You did not sit this exam; that is no attempt. Wait for the notice of the next one, or call us."
            };
            said(title, course, &[next])
        }
        MessageContent::Result { course, part, score, passed, standing } => {
            let (part, result) = (certificates::part_title(lang, *part), certificates::result(lang, *score, *passed));
            let title = if zh { format!("{part}成绩：{result}") } else { format!("{part}: {result}") };
            said(title, course, &[&what_now(lang, *standing)])
        }
        MessageContent::ProofIssued { course, number, replaces, .. } => {
            let title = if zh { "培训证明已出具" } else { "Your training proof is issued" };
            let number = if zh { format!("编号 {number}。") } else { format!("Number {number}.") };
            let old = match (zh, replaces.is_empty()) {
                (_, true) => String::new(),
                (true, false) => format!("原来的 {replaces} 已作废，请使用新的。"),
                (false, false) => format!("It replaces {replaces}: use the new one."),
            };
            said(title.to_owned(), course, &[&number, &old])
        }
        MessageContent::ProofRevoked { course, number, reason, .. } => {
            let title = if zh { "培训证明已撤销" } else { "Your training proof was revoked" };
            let number = if zh {
                format!("编号 {number}，不能再使用。")
            } else {
                format!("Number {number} counts no more.")
            };
            said(title.to_owned(), course, &[&number, &because(lang, reason)])
        }
        MessageContent::CertificateRecorded { operation, valid_until } => {
            let title = if zh { "证书信息已登记" } else { "Your certificate is recorded" };
            let until = valid_until.map(|until| {
                let until = day(until);
                if zh { format!("有效期到 {until}。") } else { format!("It is valid until {until}.") }
            });
            let where_to = if zh { "可以在“我的证书”里查看。" } else { "See it under Certificates." };
            said(title.to_owned(), operation, &[&until.unwrap_or_default(), where_to])
        }
        MessageContent::Ready { course, shelf } => {
            let title = if zh { "证书可以领取了" } else { "Your certificate is ready" };
            let bring = if zh { "请带身份证来领取。" } else { "Bring your identity card to collect it." };
            said(title.to_owned(), course, &[bring, &certificates::shelf(lang, shelf)])
        }
        MessageContent::Ended { course, outcome, reason } => {
            let title = certificates::outcome(lang, *outcome).to_owned();
            let reason = next_steps::end_reason(lang, *outcome, reason);
            said(title, course, &[next_steps::ended(lang, *outcome), &reason])
        }
        MessageContent::Reopened { course, reason } => {
            let title = if zh { "办证重新开始" } else { "Your case was opened again" };
            said(title.to_owned(), course, &[&because(lang, reason)])
        }
        MessageContent::ItemsAsked { course, items: kinds } => {
            let title = if zh { "请补交资料" } else { "Please send what is missing" };
            said(title.to_owned(), "", &[&items::asked_message(lang, course, kinds)])
        }
        MessageContent::ItemReturned { course, item, reason } => {
            let title = if zh { "资料需要补正" } else { "Something has to be corrected" };
            said(title.to_owned(), "", &[&items::returned_message(lang, course, *item, reason)])
        }
        MessageContent::ObjectionDecided { lesson, granted_ms, reason, .. } => {
            let minutes = granted_ms / 60_000;
            let title = match (zh, *granted_ms > 0) {
                (true, true) => format!("异议已处理：补计 {minutes} 分钟"),
                (true, false) => "异议已处理：不予补计".to_owned(),
                (false, true) => format!("Your objection was granted: {minutes} min added"),
                (false, false) => "Your objection was refused".to_owned(),
            };
            said(title, lesson, &[&because(lang, reason)])
        }
        MessageContent::QuestionAnswered { lesson, .. } => {
            let title = if zh { "老师回答了您的提问" } else { "The teacher has answered your question" };
            said(title.to_owned(), lesson, &[])
        }
        MessageContent::BindingMoved => {
            let title = if zh {
                "有一位学员已绑定到别的微信"
            } else {
                "A trainee was bound to another WeChat account"
            };
            let line = if zh {
                "原来绑定在这个微信上的一位学员，已经绑定到另一个微信。如果不是本人办的，请马上打电话告诉我们。"
            } else {
                "Somebody who was bound to this account is now bound to another. If that was not their doing, call us at once."
            };
            said(title.to_owned(), "", &[line])
        }
        MessageContent::Due { operation, target, on } => due(lang, operation, *target, &day(*on)),
    }
}

fn due(lang: Lang, operation: &str, target: Target, on: &str) -> Words {
    let what = my_certificates::due(lang, target);
    let (title, line) = match lang {
        Lang::Zh => {
            (format!("{on}前要办{what}"), "请留出培训和考试的时间，早点报名。过了这一天，证书就可能失效。".to_owned())
        }
        Lang::En => (
            format!("The {what} is due by {on}"),
            "Enrol early: training and exam take time. After that day the certificate may lapse.".to_owned(),
        ),
    };
    Words { title, about: operation.to_owned(), lines: vec![line] }
}

fn what_now(lang: Lang, standing: Standing) -> String {
    certificates::standing(lang, &standing, false).join(if lang == Lang::Zh { "" } else { " " })
}

fn because(lang: Lang, reason: &str) -> String {
    match (lang, reason.is_empty()) {
        (_, true) => String::new(),
        (Lang::Zh, false) => format!("原因：{reason}"),
        (Lang::En, false) => format!("Reason: {reason}"),
    }
}
