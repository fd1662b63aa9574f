//! Texts of the trainee's pages about recorded lessons. Compiled for the edge only: the app does not contain these pages.

use shared::certificates::hours::{ClassHour, ClassHours};
use shared::lang::Lang;
use shared::lessons::api::LessonsHead;
use shared::lessons::chapters::clock;
use shared::lessons::player::Reason;

use super::lesson_reasons::reason;

texts! {
    pub enum LessonText {
        Title => "录播课", "Recorded lessons";
        Empty => "这个项目还没有录播课", "This course has no recorded lessons yet";
        EmptyAdvice => "老师发布后会出现在这里。", "They appear here once the teacher has published them.";
        AllDone => "现在能看的课都看完了。", "You have finished every lesson that is open now.";
        NoneOpen => "现在没有可以看的课，原因见下面。", "No lesson is open now; see below why.";
        Finished => "已完成", "Finished";
        NotBegun => "未开始", "Not begun";
        NotOpen => "还不能看", "Not open";
        Preview => "试看", "Preview";
        Watch => "去看", "Watch";
        WatchAgain => "再看一遍", "Watch again";
        Look => "查看", "Look";
        BackToList => "返回课程列表", "Back to the lessons";
        BackToEnrolment => "返回报名", "Back to the enrolment";
        Chapters => "章节", "Chapters";
        Summary => "内容简介", "About this lesson";
        Slides => "课件", "Slides";
        NextTitle => "下一课", "Next lesson";
        Rules => "怎样计入学时", "How time is counted";
        Counted => "已计", "Counted";
        Uncounted => "未计入的时间和原因", "Not counted, and why";
        NotCounted => "未计", "not counted";
        FinishedLine => "本课已完成，学时已计入。", "This lesson is finished; its time is counted.";
        Plays => "观看记录", "What was recorded";
        PlaysWhy => "每次观看都有记录，培训机构和考核部门按它核对学时。", "Every time you watch is recorded; class hours are checked against it.";
        NoPlays => "还没有观看记录。", "Nothing is recorded yet.";
        PlayGoesOn => "正在观看", "goes on";
        PlayBrokeOff => "中断，没有收到结束信号", "broke off; no end was reported";
        Unknown => "设备未知", "unknown device";

        ObjectTitle => "学时有异议", "Is the counted time wrong?";
        ObjectOpen => "提出异议", "Say that it is wrong";
        ObjectLabel => "哪一段没有计对", "What was not counted rightly";
        ObjectHint => "5 到 500 个字。写清楚哪天、几点、看了多久。", "5 to 500 characters. Say on which day, when and how long you watched.";
        ObjectSend => "提交异议", "Send it";
        ObjectOver => "现在没有可以提异议的观看记录，或者期限已过。", "There is nothing to object to now, or the time for it is over.";
        ObjectTyped => "您写的内容（没有提交）：", "What you wrote (it was not sent):";
        ObjectOpenState => "等待答复", "Waiting for an answer";
        ObjectGranted => "已补计", "Time was added";
        ObjectRefused => "未补计", "No time was added";
        StaffSaid => "答复：", "Answer: ";

        QuestionsTitle => "向老师提问", "Ask the teacher";
        AskOpen => "提一个问题", "Ask a question";
        AskLabel => "问题", "Your question";
        AskHint => "5 到 500 个字。老师会看到您的姓名和您看到的位置；公开回答时不显示姓名。", "5 to 500 characters. The teacher sees your name and the place you are at; a public answer does not show your name.";
        AskAt => "问题对应的位置：", "It is about the place ";
        AskSend => "提交问题", "Ask";
        OwnQuestion => "我的问题", "Yours";
        NoAnswer => "老师还没有回答，回答后会发消息告诉您。", "Not answered yet; you will get a message.";
        Answer => "老师回答：", "The teacher: ";
        AnswerPublic => "同班学员可见", "seen by the class";
        NoQuestions => "还没有问题。", "No questions yet.";
        NothingFound => "没有找到含这些字的问题。", "No question has these words.";
        Search => "搜索问题和回答", "Search questions and answers";
        SearchGo => "搜索", "Search";
        SearchAll => "显示全部问题", "Show all questions";
        TooOften => "一天里提交得太多了，这一次没有提交。请过一段时间再提交，或打电话问我们。", "Too many were sent within a day, so this one was not. Send it later, or call us.";
        MendFirst => "还没有提交", "Not sent yet";
        GoToPlace => "从这里看", "Watch from here";
    }
}

/// `1 小时 2 分`, `23 分 5 秒`: a length as people say it.
pub fn duration(lang: Lang, ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let units = match lang {
        Lang::Zh => ["小时", "分", "秒"],
        Lang::En => ["h", "min", "s"],
    };
    let [hour, minute, second] = units;
    let parts = match (hours, minutes, rest) {
        (0, 0, rest) => vec![(rest, second)],
        (0, minutes, 0) => vec![(minutes, if lang == Lang::Zh { "分钟" } else { minute })],
        (0, minutes, rest) => vec![(minutes, minute), (rest, second)],
        (hours, 0, _) => vec![(hours, hour)],
        (hours, minutes, _) => vec![(hours, hour), (minutes, minute)],
    };
    let parts: Vec<_> = parts.into_iter().map(|(count, unit)| format!("{count} {unit}")).collect();
    parts.join(" ")
}

/// What stands after minutes and after seconds where both are always shown.
pub const fn time_units(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Zh => [" 分 ", " 秒"],
        Lang::En => [" min ", " s"],
    }
}

/// `第 3 课`.
pub fn number(lang: Lang, number: i64) -> String {
    match lang {
        Lang::Zh => format!("第 {number} 课"),
        Lang::En => format!("Lesson {number}"),
    }
}

/// The one thing to do.
pub fn go_on(lang: Lang, title: &str, begun: bool) -> String {
    match (lang, begun) {
        (Lang::Zh, true) => format!("继续学习：{title}"),
        (Lang::Zh, false) => format!("开始学习：{title}"),
        (Lang::En, true) => format!("Go on with: {title}"),
        (Lang::En, false) => format!("Begin: {title}"),
    }
}

/// Class hours done and due, and which of them lessons gave.
pub fn hours(lang: Lang, head: &LessonsHead) -> String {
    let hour = ClassHour::new(head.class_minutes).unwrap_or(ClassHour::USUAL);
    let [due, done, lessons] = [head.due_seconds, head.done_seconds, head.lessons_seconds].map(|seconds| {
        // What was asked for is a whole tenth; what was done is rounded down.
        ClassHours::from_seconds(seconds).show(hour)
    });
    let watched = duration(lang, head.lessons_seconds.saturating_mul(1000));
    match (lang, head.due_seconds > 0) {
        (Lang::Zh, true) => {
            format!("一共要学 {due} 学时，已学 {done} 学时，其中录播课 {lessons} 学时（{watched}）。")
        }
        (Lang::Zh, false) => format!("已学 {done} 学时，其中录播课 {lessons} 学时（{watched}）。"),
        (Lang::En, true) => {
            format!("{done} of {due} class hours are done, {lessons} of them by recorded lessons ({watched}).")
        }
        (Lang::En, false) => {
            format!("{done} class hours are done, {lessons} of them by recorded lessons ({watched}).")
        }
    }
}

/// How long a class hour is.
pub fn class_hour(lang: Lang, minutes: u16) -> String {
    match lang {
        Lang::Zh => format!("1 学时是 {minutes} 分钟。"),
        Lang::En => format!("One class hour is {minutes} minutes."),
    }
}

pub fn length(lang: Lang, ms: i64) -> String {
    match lang {
        Lang::Zh => format!("时长 {}", duration(lang, ms)),
        Lang::En => duration(lang, ms),
    }
}

pub fn teacher(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("讲师：{name}"),
        Lang::En => format!("Teacher: {name}"),
    }
}

/// How far somebody has come.
pub fn watched_to(lang: Lang, place_ms: i64) -> String {
    match lang {
        Lang::Zh => format!("看到 {}", clock(place_ms)),
        Lang::En => format!("Watched to {}", clock(place_ms)),
    }
}

pub fn counted_of(lang: Lang, counted_ms: i64, required_ms: i64) -> String {
    let (counted, required) = (duration(lang, counted_ms), duration(lang, required_ms));
    match lang {
        Lang::Zh => format!("已计 {counted}，计满 {required}即完成"),
        Lang::En => format!("{counted} counted; finished at {required}"),
    }
}

/// What has to be counted for a lesson to be finished.
pub fn required(lang: Lang, required_ms: i64, length_ms: i64) -> String {
    let (required, length) = (duration(lang, required_ms), duration(lang, length_ms));
    match lang {
        Lang::Zh => format!("本课时长 {length}，计满 {required}即完成。"),
        Lang::En => format!("The lesson is {length} long and finished once {required} are counted."),
    }
}

/// `未计 2 分钟（页面在后台）`.
pub fn uncounted(lang: Lang, ms: i64, why: Reason) -> String {
    let (length, why) = (duration(lang, ms), reason(lang, why));
    match lang {
        Lang::Zh => format!("未计 {length}（{why}）"),
        Lang::En => format!("{length} not counted ({why})"),
    }
}

pub fn counted(lang: Lang, ms: i64) -> String {
    let length = duration(lang, ms);
    match lang {
        Lang::Zh => format!("已计 {length}"),
        Lang::En => format!("{length} counted"),
    }
}

pub const fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

pub fn object_until(lang: Lang, until: &str) -> String {
    match lang {
        Lang::Zh => format!("{until} 前可以提。工作人员会核对观看记录后答复。"),
        Lang::En => format!("Until {until}. Staff look at what was recorded and answer."),
    }
}

pub fn answered_until(lang: Lang, until: &str) -> String {
    match lang {
        Lang::Zh => format!("最晚 {until} 答复"),
        Lang::En => format!("answered by {until} at the latest"),
    }
}

pub fn granted(lang: Lang, ms: i64) -> String {
    let length = duration(lang, ms);
    match lang {
        Lang::Zh => format!("补计 {length}"),
        Lang::En => format!("{length} added"),
    }
}

/// A page of the slides, for those who do not see it.
pub fn slide(lang: Lang, page: usize) -> String {
    match lang {
        Lang::Zh => format!("课件第 {page} 页"),
        Lang::En => format!("Slide {page}"),
    }
}

pub fn slides(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("课件（{count} 页）"),
        Lang::En => format!("Slides ({count})"),
    }
}

pub fn questions_with(lang: Lang, search: &str) -> String {
    match lang {
        Lang::Zh => format!("含“{search}”的问题"),
        Lang::En => format!("Questions with “{search}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_people_do() {
        for (ms, zh, en) in [
            (0, "0 秒", "0 s"),
            (-5, "0 秒", "0 s"),
            (40_999, "40 秒", "40 s"),
            (60_000, "1 分钟", "1 min"),
            (1_385_000, "23 分 5 秒", "23 min 5 s"),
            (3_600_000, "1 小时", "1 h"),
            (3_725_000, "1 小时 2 分", "1 h 2 min"),
        ] {
            assert_eq!((duration(Lang::Zh, ms).as_str(), duration(Lang::En, ms).as_str()), (zh, en), "{ms}");
        }
    }

    #[test]
    fn what_was_not_counted_comes_with_its_reason() {
        assert_eq!(uncounted(Lang::Zh, 120_000, Reason::Hidden), "未计 2 分钟（页面在后台）");
    }
}
