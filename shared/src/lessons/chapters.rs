//! Chapters (章节): where in a lesson what begins. Typed one in a line: `03:20 接地电阻的测量`.

use serde::{Deserialize, Serialize};

use crate::error::FieldCode;
use crate::text;

/// A place in a lesson with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    pub at_ms: i64,
    pub title: String,
}

/// Chapters that one lesson may have.
pub const MOST: usize = 100;
/// Characters of a title.
const MOST_TITLE: usize = 60;

/// Reads chapters as typed, in any order; empty lines are left out.
///
/// # Errors
/// A line without a time (`m:ss` or `h:mm:ss`) or title, two at one place, or too many.
pub fn parse(typed: &str) -> Result<Vec<Chapter>, FieldCode> {
    let mut chapters = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (time, title) = line.split_once(char::is_whitespace).ok_or(FieldCode::Format)?;
        let title = title.trim();
        if title.chars().count() > MOST_TITLE {
            return Err(FieldCode::TooLong);
        }
        chapters.push(Chapter { at_ms: time_ms(time).ok_or(FieldCode::Format)?, title: title.to_owned() });
    }
    if chapters.len() > MOST {
        return Err(FieldCode::TooLong);
    }
    chapters.sort_by_key(|chapter| chapter.at_ms);
    if chapters.windows(2).any(|pair| matches!(pair, [one, other] if one.at_ms == other.at_ms)) {
        return Err(FieldCode::Taken);
    }
    Ok(chapters)
}

/// As they are typed.
pub fn to_text(chapters: &[Chapter]) -> String {
    let lines: Vec<_> = chapters.iter().map(|chapter| format!("{} {}", clock(chapter.at_ms), chapter.title)).collect();
    lines.join("\n")
}

/// `3:20`, `1:02:03`: a place or a length.
pub fn clock(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

fn time_ms(typed: &str) -> Option<i64> {
    let typed = text::squash(typed).replace('：', ":");
    let parts: Vec<_> = typed.split(':').collect();
    let number = |part: &str| {
        let is_short = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_short.then(|| part.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, number(minutes)?, number(seconds)?),
        [hours, minutes, seconds] => {
            (number(hours)?, number(minutes).filter(|minutes| *minutes < 60)?, number(seconds)?)
        }
        _ => return None,
    };
    (seconds < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_read_as_typed_and_written_in_order() {
        let chapters = parse("  3:20 接地电阻的测量\n\n0:00 开场\n1:02:03  绝缘 与 耐压 ").unwrap();
        let places: Vec<_> = chapters.iter().map(|chapter| chapter.at_ms).collect();
        assert_eq!(places, [0, 200_000, 3_723_000]);
        assert_eq!(to_text(&chapters), "0:00 开场\n3:20 接地电阻的测量\n1:02:03 绝缘 与 耐压");
        assert_eq!(parse(&to_text(&chapters)), Ok(chapters));
        assert_eq!(parse("０３：２０ 全角").unwrap()[0].at_ms, 200_000);
        assert_eq!(parse("90:00 长").unwrap()[0].at_ms, 5_400_000);
        assert_eq!(parse(""), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_chapter_is_refused() {
        for (typed, code) in [
            ("开场", FieldCode::Format),
            ("0:00", FieldCode::Format),
            ("3:60 甲", FieldCode::Format),
            ("1:60:00 甲", FieldCode::Format),
            ("-1:00 甲", FieldCode::Format),
            ("99999:00 甲", FieldCode::Format),
            ("1:00 甲\n1:00 乙", FieldCode::Taken),
        ] {
            assert_eq!(parse(typed), Err(code), "{typed}");
        }
        let many: Vec<_> = (0..=MOST).map(|n| format!("{n}:00 章")).collect();
        assert_eq!(parse(&many.join("\n")), Err(FieldCode::TooLong));
    }
}
