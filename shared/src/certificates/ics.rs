//! A day as a calendar file (RFC 5545): an entry for the whole day, with one alarm before it.

use crate::date::Date;
use crate::time::Timestamp;

/// One entry. All texts are plain: they are escaped here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Stable and unique in the world: the same entry again replaces the old one.
    pub uid: &'a str,
    pub on: Date,
    pub summary: &'a str,
    pub description: &'a str,
    /// The alarm comes so many days before, at nine in the morning of the reader's own time.
    pub alarm_days_before: i64,
    /// When the file is made.
    pub stamp: Timestamp,
}

/// Lines hold at most so many bytes, the line end not counted (3.1).
const LINE_BYTES: usize = 75;

/// The file: lines end with CR LF, long ones are folded between characters.
pub fn calendar(entry: &Entry<'_>) -> String {
    let summary = escape(entry.summary);
    // An entry for a day begins at midnight: nine o'clock lies nine hours after it, so the days before lack those.
    let before = entry.alarm_days_before.max(1).saturating_mul(24).saturating_sub(9);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Anpei//Anpei//ZH".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", entry.uid),
        format!("DTSTAMP:{}", stamp(entry.stamp)),
        format!("DTSTART;VALUE=DATE:{}", day(entry.on)),
        format!("DTEND;VALUE=DATE:{}", day(entry.on.plus_days(1))),
        format!("SUMMARY:{summary}"),
        format!("DESCRIPTION:{}", escape(entry.description)),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{summary}"),
        format!("TRIGGER:-PT{before}H"),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

fn day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// In UTC, to the second.
fn stamp(at: Timestamp) -> String {
    let text = at.to_utc_text();
    let seconds = text.split('.').next().unwrap_or_default();
    let digits = seconds.trim_end_matches('Z').chars().filter(|c| c.is_ascii_digit() || *c == 'T');
    digits.chain(['Z']).collect()
}

/// A text value (3.3.11). Control characters have no place in one.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line with its end; the parts after the first begin with a space, which counts.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut room = LINE_BYTES;
    for c in line.chars() {
        if c.len_utf8() > room {
            folded.push_str("\r\n ");
            room = LINE_BYTES - 1;
        }
        room -= c.len_utf8();
        folded.push(c);
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(summary: &str) -> String {
        calendar(&Entry {
            uid: "certificate-5-review@example.test",
            on: Date::parse("2027-12-31").unwrap(),
            summary,
            description: "可以申请；请提前,报名;好\\",
            alarm_days_before: 30,
            stamp: Timestamp(1_791_180_180_000),
        })
    }

    #[test]
    fn a_file_has_the_day_and_its_alarm() {
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Anpei//Anpei//ZH",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "UID:certificate-5-review@example.test",
            "DTSTAMP:20261005T060300Z",
            "DTSTART;VALUE=DATE:20271231",
            "DTEND;VALUE=DATE:20280101",
            "SUMMARY:低压电工作业：最后一天复审",
            "DESCRIPTION:可以申请；请提前\\,报名\\;好\\\\",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:低压电工作业：最后一天复审",
            "TRIGGER:-PT711H",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(made("低压电工作业：最后一天复审").split("\r\n").collect::<Vec<_>>(), expected);
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        for length in 0..80 {
            let summary = format!("{}{}", "a".repeat(length), "危险化学品😀".repeat(12));
            let file = made(&summary);
            assert!(file.split("\r\n").all(|line| line.len() <= LINE_BYTES), "{file}");
            assert!(file.replace("\r\n ", "").contains(&format!("SUMMARY:{summary}\r\n")));
        }
    }

    #[test]
    fn no_text_makes_a_line_of_its_own() {
        let file = made("a\r\nATTENDEE:mailto:x\u{7f}");
        assert!(file.contains("SUMMARY:a\\nATTENDEE:mailto:x\r\n"), "{file}");
    }
}
