//! Texts of the console about what holds for the recorded lessons of all courses.

use shared::date::Date;
use shared::lang::Lang;

use super::common;
use crate::ui::DayStyle;

texts! {
    pub enum LessonSettingsText {
        Title => "录播课设置", "Recorded lessons";
        Advice => "对全部培训项目有效。改动从今天起；已经开始的观看、已经提出的异议和提问，按当时的规定。播放速度、每天上限、是否确认在岗，在各项目的录播课页里设置。", "For all courses, from today on. Plays, objections and questions that have begun keep what held then. Speed, daily limit and whether presence is checked are set on the page of each course's lessons.";
        StorageCard => "存储空间", "Storage";
        Limit => "视频、封面和课件最多占用（GB）", "Most room for films, posters and slides (GB)";
        LimitHint => "1 到 100000 的整数。系统看不到磁盘还剩多少，请填得比实际剩余的少一些。比已用的小，就不能再上传，已有的不受影响。", "A whole number from 1 to 100,000. The portal cannot see how full the disk is: stay below what is really free. Below what is used, nothing more can be uploaded; what is there stays.";
        ChecksCard => "在岗确认", "Presence checks";
        ChecksAdvice => "只对开启了确认的项目有效。每次在下面两个时间之间随机出现一次。", "Only in courses that ask for them. Each comes at a random moment between the two.";
        CheckFrom => "最早隔多少分钟", "At the earliest after (minutes)";
        CheckTo => "最晚隔多少分钟", "At the latest after (minutes)";
        CheckMinutesHint => "1 到 240 的整数。", "A whole number from 1 to 240.";
        CheckToHint => "1 到 240 的整数，不早于上面的时间。", "A whole number from 1 to 240, not earlier than the one before.";
        CheckAnswer => "出现后多少秒内回应", "Seconds to answer";
        CheckAnswerHint => "20 到 600 的整数，从学员看到时算起。", "A whole number from 20 to 600, from when it is seen.";
        DeadlinesCard => "异议和提问的期限", "Deadlines of objections and questions";
        ObjectDays => "观看后多少天内可以提出异议", "Days after watching to object";
        DecideDays => "提出异议后多少天内处理", "Days to decide an objection";
        DaysHint => "1 到 90 的整数。", "A whole number from 1 to 90.";
        AnswerHours => "提问多少个工作小时没有回答就提醒", "Working hours until an unanswered question is flagged";
        AnswerHoursHint => "1 到 200 的整数。一个工作日按 8 小时算。", "A whole number from 1 to 200; a working day has 8.";
    }
}

/// *These numbers hold since …*.
pub fn since(lang: Lang, from: Date) -> String {
    let day = common::day(lang, from, DayStyle::WithYear);
    match lang {
        Lang::Zh => format!("在岗确认和期限的现行数字从 {day} 起有效。"),
        Lang::En => format!("The present numbers of checks and deadlines hold since {day}."),
    }
}
