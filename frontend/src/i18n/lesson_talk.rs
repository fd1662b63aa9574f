//! Texts of the desk about what trainees say: objections to what was counted, and questions to the teacher.

use shared::lang::Lang;
use shared::lessons::api::StaffObjection;
use shared::lessons::chapters::clock;
use shared::time::Timestamp;

use super::common;
use super::lesson_desk::at_least_a_second;
use crate::ui::DayStyle;

texts! {
    pub enum ObjectionText {
        Title => "学时异议", "Objections to hours";
        Which => "异议", "Which objections";
        OpenOnes => "待处理", "Open";
        DecidedOnes => "已处理", "Decided";
        NoneOpen => "没有待处理的异议", "No open objections";
        NoneOpenAdvice => "学员在课时页面提出的异议会出现在这里，最急的在最前面。", "What trainees object to on the page of a lesson appears here, the most urgent first.";
        PageEmpty => "这一页已经处理完了，请返回上一页", "All on this page are decided: go back one page";
        NoneDecided => "还没有处理过异议", "No objection was decided yet";
        At => "提出时间", "Made at";
        Course => "培训项目", "Course";
        Class => "班次", "Class";
        CountedOf => "已计入 / 视频时长", "Counted / length";
        Text => "学员说", "The trainee says";
        Decide => "处理", "Decide";
        OpenEnrolment => "查看报名和全部记录", "The enrolment with all records";
        By => "处理人", "Decided by";
        DecidedAt => "处理时间", "Decided at";
        Reason => "理由", "Reason";
        ReasonHint => "2 到 200 个字，学员能看到。", "2 to 200 characters. The trainee reads it.";
        Minutes => "补计多少分钟", "Minutes to add";
        Final => "决定后不能更改，学员会收到通知。", "A decision cannot be changed, and the trainee is told.";
        Back => "返回修改", "Back to change it";
        Grant => "补计", "Add time";
        Refuse => "不认可", "Refuse";
        Refused => "未认可", "Refused";
        Done => "异议已处理", "The objection is decided";
        OnlyRegistrars => "异议由教务处理，您可以查看。", "Registrars decide objections; you can look at them.";
    }
}

texts! {
    pub enum QuestionText {
        Title => "学员提问", "Questions of trainees";
        Which => "提问", "Which questions";
        OpenOnes => "待回答", "Open";
        AnsweredOnes => "已回答", "Answered";
        Search => "在提问和回答里查找", "Words in questions and answers";
        ClearSearch => "清除查找", "Clear the search";
        NoneOpen => "没有待回答的提问", "No open questions";
        NoneOpenAdvice => "学员在课时页面提的问题会出现在这里，最早的在最前面。", "What trainees ask on the page of a lesson appears here, the oldest first.";
        PageEmpty => "这一页已经回答完了，请返回上一页", "All on this page are answered: go back one page";
        NoneAnswered => "还没有回答过提问", "No question was answered yet";
        NotFound => "没有找到", "Nothing found";
        NotFoundAdvice => "换个词，或者少写几个字再找。", "Try other or fewer words.";
        Overdue => "已超过回答期限", "Overdue";
        Answer => "回答", "Answer";
        Correct => "修改回答", "Correct the answer";
        AnswerText => "回答内容", "Answer";
        AnswerHint => "1 到 2000 个字。段落之间空一行。提问的学员会收到通知。", "1 to 2,000 characters. Separate paragraphs by an empty line. The asker is told.";
        CorrectHint => "修改后提问的学员会再收到一次通知。", "The asker is told once more when it is changed.";
        Public => "公开给全班（不显示提问人）", "Show it to the class (without the asker's name)";
        PublicHint => "公开的是问题和回答的原文：里面如果有个人信息，请不要公开。", "Question and answer are shown as they are: do not, where they hold personal data.";
        IsPublic => "已公开给全班", "Shown to the class";
        IsPrivate => "只有提问人能看到", "Seen by the asker only";
        Answered => "已回答", "The answer is sent";
    }
}

/// How urgent an objection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    Late,
    /// Today or within three days.
    Soon,
    Later,
}

/// By calendar days in China, as people count them.
pub fn urgency(due_at: Timestamp, now: Timestamp) -> Urgency {
    let days = days_between(now, due_at);
    match days {
        _ if now > due_at => Urgency::Late,
        ..=3 => Urgency::Soon,
        _ => Urgency::Later,
    }
}

/// How long staff still have, or since when they should have answered.
pub fn deadline(lang: Lang, due_at: Timestamp, now: Timestamp) -> String {
    let days = days_between(now, due_at);
    let day = common::day(lang, due_at.day(), DayStyle::WithoutYear);
    match (lang, now > due_at, days) {
        (Lang::Zh, true, 0) => "今天刚过期限".to_owned(),
        (Lang::Zh, true, _) => format!("已超期 {} 天", -days),
        (Lang::Zh, false, 0) => "今天到期".to_owned(),
        (Lang::Zh, false, _) => format!("还剩 {days} 天（{day}到期）"),
        (Lang::En, true, 0) => "due earlier today".to_owned(),
        (Lang::En, true, -1) => "1 day overdue".to_owned(),
        (Lang::En, true, _) => format!("{} days overdue", -days),
        (Lang::En, false, 0) => "due today".to_owned(),
        (Lang::En, false, 1) => format!("1 day left (due {day})"),
        (Lang::En, false, _) => format!("{days} days left (due {day})"),
    }
}

fn days_between(from: Timestamp, to: Timestamp) -> i64 {
    to.day().days_since_epoch().saturating_sub(from.day().days_since_epoch())
}

/// How long ago something was, as people say it.
pub fn age(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    let minutes = now.seconds().saturating_sub(at.seconds()).max(0) / 60;
    let (hours, days) = (minutes / 60, minutes / (24 * 60));
    match lang {
        Lang::Zh if minutes == 0 => "刚刚".to_owned(),
        Lang::Zh if hours == 0 => format!("{minutes} 分钟前"),
        Lang::Zh if days == 0 => format!("{hours} 小时前"),
        Lang::Zh => format!("{days} 天前"),
        Lang::En if minutes == 0 => "just now".to_owned(),
        Lang::En if hours == 0 => ago(minutes, "minute"),
        Lang::En if days == 0 => ago(hours, "hour"),
        Lang::En => ago(days, "day"),
    }
}

fn ago(count: i64, unit: &str) -> String {
    if count == 1 { format!("1 {unit} ago") } else { format!("{count} {unit}s ago") }
}

/// Whose it is and about which lesson.
pub fn about(trainee: &str, lesson: &str) -> String {
    format!("{trainee} · {lesson}")
}

/// The place in a lesson that a question is about.
pub fn place(lang: Lang, lesson: &str, at_ms: i64) -> String {
    match lang {
        Lang::Zh => format!("“{lesson}”{} 处", clock(at_ms)),
        Lang::En => format!("“{lesson}” at {}", clock(at_ms)),
    }
}

pub fn plays(lang: Lang, plays: usize) -> String {
    match lang {
        Lang::Zh => format!("这个课时的观看记录（最近 {plays} 次）"),
        Lang::En => format!("What was watched of this lesson (the last {plays})"),
    }
}

/// What can be added, where it is less than the minutes that were typed.
fn capped(objection: &StaffObjection, minutes: i64) -> Option<String> {
    let room = objection.room_ms();
    (minutes.saturating_mul(60_000) > room).then(|| at_least_a_second(room))
}

/// What can be granted at most, of what.
pub fn minutes_hint(lang: Lang, objection: &StaffObjection) -> String {
    let room = objection.room_ms();
    let left = at_least_a_second(room);
    match lang {
        Lang::Zh if room == 0 => "视频时长已全部计入，没有可补计的时间：请空着，这条只能不认可。".to_owned(),
        Lang::En if room == 0 => {
            "All of the lesson is counted: nothing can be added. Leave it empty to refuse.".to_owned()
        }
        Lang::Zh => format!("整数；空着就是不认可。最多还能补计 {left}，多填的部分不计。"),
        Lang::En => format!("A whole number; empty refuses. At most {left} can be added; more is not counted."),
    }
}

/// The button that grants: by its name, what is added.
pub fn grant(lang: Lang, objection: &StaffObjection, minutes: i64) -> String {
    match (lang, capped(objection, minutes)) {
        (Lang::Zh, Some(left)) => format!("补计 {left}"),
        (Lang::En, Some(left)) => format!("Add {left}"),
        (Lang::Zh, None) => format!("补计 {minutes} 分钟"),
        (Lang::En, None) if minutes == 1 => "Add 1 minute".to_owned(),
        (Lang::En, None) => format!("Add {minutes} minutes"),
    }
}

/// What is going to happen. 0 minutes: it is refused.
pub fn question(lang: Lang, objection: &StaffObjection, minutes: i64) -> String {
    let about = about(&objection.trainee_name, &objection.lesson);
    match (lang, minutes, capped(objection, minutes)) {
        (Lang::Zh, 0, _) => format!("不认可这条异议（{about}），学时不变？"),
        (Lang::En, 0, _) => format!("Refuse this objection ({about}) and leave the hours as they are?"),
        (Lang::Zh, _, Some(left)) => {
            format!("给“{about}”补计 {left}？填了 {minutes} 分钟，但最多只能补计这么多。")
        }
        (Lang::En, _, Some(left)) => {
            format!("Add {left} to “{about}”? You typed {minutes} min, but no more than this can be added.")
        }
        (Lang::Zh, _, None) => format!("给“{about}”补计 {minutes} 分钟？"),
        (Lang::En, 1, None) => format!("Add 1 minute to “{about}”?"),
        (Lang::En, _, None) => format!("Add {minutes} minutes to “{about}”?"),
    }
}

/// What was granted.
pub fn granted(lang: Lang, granted_ms: i64) -> String {
    let more = at_least_a_second(granted_ms);
    match lang {
        Lang::Zh => format!("已补计 {more}"),
        Lang::En => format!("{more} added"),
    }
}

pub fn found(lang: Lang, search: &str) -> String {
    match lang {
        Lang::Zh => format!("“{search}”的查找结果，最新的在前"),
        Lang::En => format!("Found for “{search}”, the newest first"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-03 09:00 in China.
    const NOW: Timestamp = Timestamp(1_793_667_600_000);

    #[test]
    fn a_deadline_is_counted_in_days_of_the_calendar() {
        for (seconds, said, urgency_is) in [
            (-2 * 86_400, "已超期 2 天", Urgency::Late),
            (-60, "今天刚过期限", Urgency::Late),
            (60, "今天到期", Urgency::Soon),
            // Tomorrow at one in the morning.
            (16 * 3_600, "还剩 1 天（11月4日到期）", Urgency::Soon),
            (10 * 86_400, "还剩 10 天（11月13日到期）", Urgency::Later),
        ] {
            let due = NOW.plus_seconds(seconds);
            assert_eq!((deadline(Lang::Zh, due, NOW).as_str(), urgency(due, NOW)), (said, urgency_is));
        }
        assert_eq!(deadline(Lang::En, NOW.plus_days(-1), NOW), "1 day overdue");
        assert_eq!(deadline(Lang::En, NOW.plus_days(1), NOW), "1 day left (due 4 Nov)");
    }

    #[test]
    fn an_age_is_said_in_its_largest_unit() {
        for (seconds, zh, en) in [
            (-5, "刚刚", "just now"),
            (59, "刚刚", "just now"),
            (60, "1 分钟前", "1 minute ago"),
            (3_599, "59 分钟前", "59 minutes ago"),
            (3_600, "1 小时前", "1 hour ago"),
            (86_399, "23 小时前", "23 hours ago"),
            (5 * 86_400, "5 天前", "5 days ago"),
        ] {
            let at = NOW.plus_seconds(-seconds);
            assert_eq!((age(Lang::Zh, at, NOW).as_str(), age(Lang::En, at, NOW).as_str()), (zh, en));
        }
    }

    #[test]
    fn a_decision_says_what_it_does() {
        let objection = StaffObjection::samples().remove(0);
        assert_eq!(question(Lang::Zh, &objection, 5), "给“韦小燕 · 触电急救”补计 5 分钟？");
        assert_eq!(
            question(Lang::Zh, &objection, 10),
            "给“韦小燕 · 触电急救”补计 9:29？填了 10 分钟，但最多只能补计这么多。"
        );
        assert_eq!(grant(Lang::Zh, &objection, 10), "补计 9:29", "the button says what its question says");
        assert_eq!(grant(Lang::Zh, &objection, 5), "补计 5 分钟");
        assert!(question(Lang::Zh, &objection, 0).starts_with("不认可"));
        assert_eq!(minutes_hint(Lang::Zh, &objection), "整数；空着就是不认可。最多还能补计 9:29，多填的部分不计。");
        let full = StaffObjection { counted_ms: objection.length_ms, ..objection.clone() };
        assert!(minutes_hint(Lang::Zh, &full).contains("没有可补计的时间"));
        assert_eq!(place(Lang::Zh, "触电急救", 61_000), "“触电急救”1:01 处");
    }
}
