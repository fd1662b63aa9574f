//! Texts of moving cases in the staff console: whom scanned lines name, what a move carries along and leaves out, what came
//! of it.

use shared::lang::Lang;

texts! {
    pub enum MovingText {
        NextSteps => "下一步和常用", "Next and usual";
        OtherStages => "其他环节", "Other stages";
        Open => "办理…", "Move…";
        Fold => "收起", "Fold";
        Carries => "一起登记的内容", "What is recorded with it";
        Outdated => "其他人刚刚办理过这些学员，名单已刷新，请重新选择", "Somebody else has moved these cases: the list was read again, please select anew";
    }
}

/// Stages that are left out: how many people leave them out, from where, and which.
pub fn skips(lang: Lang, people: usize, from: &str, stages: &[String]) -> String {
    let count = stages.len();
    match lang {
        Lang::Zh => format!("{people} 人从“{from}”出发，会跳过 {count} 个环节：{}。", stages.join("、")),
        Lang::En => format!("{people} from “{from}” would skip {count} stages: {}.", stages.join(", ")),
    }
}

/// After the lines of [`skips`].
pub const fn skips_question(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "跳过的环节不会有记录。请确认没有选错。",
        Lang::En => "Nothing is recorded for stages that are skipped. Make sure that this is the right one.",
    }
}

/// What stands above goes to everybody.
pub fn for_all(lang: Lang, people: usize) -> String {
    match lang {
        Lang::Zh => format!("以上内容登记给全部 {people} 人。"),
        Lang::En => format!("This is recorded for all {people}."),
    }
}

/// One mailing number for several people.
pub fn one_parcel(lang: Lang, people: usize) -> String {
    match lang {
        Lang::Zh => format!("{people} 人都会登记这一个邮寄单号。分开寄的，请分开办理。"),
        Lang::En => format!("All {people} get this one number. Move those mailed separately one by one."),
    }
}

pub fn moved(lang: Lang, cases: i64) -> String {
    match lang {
        Lang::Zh => format!("已办理 {cases} 人，十分钟内可以在“最近的移动”里撤销"),
        Lang::En => format!("Done for {cases}; it can be undone for ten minutes under “Recent moves”"),
    }
}

/// Values that many cases are about to get, and those they have.
pub fn will_change(lang: Lang, people: usize, before: &[String], after: &str) -> String {
    match lang {
        Lang::Zh => format!("{people} 人：原 {} → {after}", before.join("、")),
        Lang::En => format!("{people}: from {} to {after}", before.join(", ")),
    }
}

/// Class hours with their unit.
pub fn class_hours(lang: Lang, hours: &str) -> String {
    match lang {
        Lang::Zh => format!("{hours} 学时"),
        Lang::En => format!("{hours} class hours"),
    }
}

/// Nothing is known yet.
pub const fn nothing(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "未登记",
        Lang::En => "none",
    }
}

/// A line that has to be looked at.
pub fn found_line(lang: Lang, line: &shared::certificates::api::FoundLine) -> String {
    let name = line.name.as_ref().map(|name| format!(" · {name}")).unwrap_or_default();
    match lang {
        Lang::Zh => format!("第 {} 行：{}{name}", line.no, line.text),
        Lang::En => format!("Line {}: {}{name}", line.no, line.text),
    }
}

pub fn repeated(lang: Lang, lines: i64) -> String {
    match lang {
        Lang::Zh => format!("重复 {lines} 行，只算一次"),
        Lang::En => format!("Repeated lines: {lines}; each person counts once"),
    }
}
