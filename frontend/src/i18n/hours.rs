//! Class hours of a case, as staff read them.

use shared::lang::Lang;

/// Class hours of the classroom and those by recorded lessons.
pub fn hour_parts(lang: Lang, classroom: &str, lessons: &str) -> String {
    match lang {
        Lang::Zh => format!("面授 {classroom} + 录播 {lessons}"),
        Lang::En => format!("classroom {classroom} + lessons {lessons}"),
    }
}

/// A sum and what it is made of.
pub fn with_parts(lang: Lang, sum: &str, parts: &str) -> String {
    match lang {
        Lang::Zh => format!("{sum}（{parts}）"),
        Lang::En => format!("{sum} ({parts})"),
    }
}

/// Hours done and due.
pub fn hours(lang: Lang, done: &str, due: i64) -> String {
    match (lang, due) {
        (Lang::Zh, 0) => format!("已完成 {done}"),
        (Lang::Zh, due) => format!("已完成 {done}，应完成 {due}"),
        (Lang::En, 0) => format!("{done} done"),
        (Lang::En, due) => format!("{done} of {due} done"),
    }
}
