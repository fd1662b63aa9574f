//! The canonical text of a class report: what its hash is of, so that a paper and a file can be told from forgeries.
//!
//! The text is UTF-8. Every line ends with one line feed (U+000A), the last one too. The SHA-256 of these bytes, in
//! lower-case hex, stands on the print and in the file, and the portal notes it when a report is made. The file holds
//! exactly these lines on a sheet of their own, one in a row below the heading: pasted into a text file with line feeds,
//! they give the hash again (`sha256sum`).
//!
//! A line is a word and its fields, with `|` before each field:
//!
//! ```text
//! anpei-lessons-report|2
//! institution|NAME
//! class|CODE|FIRST DAY|LAST DAY
//! course|NAME|KIND|MINUTES OF A CLASS HOUR|SECONDS DUE
//! lesson|ID|TITLE|TEACHER|LENGTH|REQUIRED                                            one for each, in order
//! trainee|ENROLMENT|NAME|DOCUMENT NUMBER, MASKED|EMPLOYER|SECONDS DONE|BY LESSONS|SECONDS DUE|MINUTES OF A CLASS HOUR
//!                                                                                    one for each, by enrolment
//! credit|LESSON|COUNTED|GRANTED|STATE|PLAYS|FIRST|LAST|UNCOUNTED, SEVEN FIELDS       below its trainee, by lesson
//! end|LINES BEFORE THIS ONE
//! ```
//!
//! What is due and how long a class hour is stands with the trainee as their rules have it, which may be others than those
//! of the class. Lengths, counted and uncounted time are milliseconds of the lesson; of what is counted, so much was granted
//! after an objection. The seven reasons stand in the order of
//! [`Uncounted`]: outside, hidden, repeated, unchecked, too fast, daily cap, fragments. The state is `finished` or
//! `begun`. Days are `2026-10-05` or empty, moments are of RFC 3339 in UTC with milliseconds. In texts a control
//! character is a space, `\` is written `\\` and `|` is written `\|`.

use std::collections::BTreeMap;

use super::api::{ClassReport, ReportCredit, ReportLesson, ReportRow};
use super::watching::Uncounted;
use crate::date::Date;

/// The first line: what follows, in which version of this format.
const FIRST: &str = "anpei-lessons-report|2";

/// The class was changed while its pages were read: together they are no report. Read them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagesDiffer;

/// One report of all pages of a class, whatever their sizes. A trainee who stands on two pages counts as on the later.
///
/// # Errors
/// When they are not pages of one report, or there is none.
pub fn join(pages: Vec<ClassReport>) -> Result<ClassReport, PagesDiffer> {
    let mut rows = BTreeMap::new();
    let mut whole = None;
    for mut page in pages {
        rows.extend(std::mem::take(&mut page.rows).into_iter().map(|row| (row.enrolment_id, row)));
        page.next = None;
        if *whole.get_or_insert_with(|| page.clone()) != page {
            return Err(PagesDiffer);
        }
    }
    let whole = whole.ok_or(PagesDiffer)?;
    Ok(ClassReport { rows: rows.into_values().collect(), ..whole })
}

/// The lines without their line feeds.
pub fn lines(report: &ClassReport) -> Vec<String> {
    let mut lines = vec![
        FIRST.to_owned(),
        line("institution", &[text(&report.institution)]),
        line("class", &[text(&report.class_code), day(report.starts_on), day(report.ends_on)]),
        line(
            "course",
            &[
                text(&report.course),
                report.course_kind.code().to_owned(),
                report.class_minutes.to_string(),
                report.due_seconds.to_string(),
            ],
        ),
    ];
    lines.extend(report.lessons.iter().map(lesson_line));
    let mut rows: Vec<&ReportRow> = report.rows.iter().collect();
    rows.sort_by_key(|row| row.enrolment_id);
    for row in rows {
        lines.push(trainee_line(report, row));
        let mut credits: Vec<&ReportCredit> = row.lessons.iter().collect();
        credits.sort_by_key(|credit| credit.lesson_id);
        lines.extend(credits.into_iter().map(credit_line));
    }
    lines.push(line("end", &[lines.len().to_string()]));
    lines
}

/// The text that is hashed: [`lines`], each with its line feed.
pub fn to_text(report: &ClassReport) -> String {
    lines(report).into_iter().map(|line| line + "\n").collect()
}

impl ClassReport {
    /// Whether somebody has all the hours that the course asks for; without any asked for, everybody has.
    pub const fn is_met(&self, row: &ReportRow) -> bool {
        row.done_seconds >= self.due_of(row)
    }

    /// How many have all hours.
    pub fn met(&self) -> usize {
        self.rows.iter().filter(|row| self.is_met(row)).count()
    }

    /// Whether anything is asked of anybody.
    pub fn asks_for_hours(&self) -> bool {
        self.due_seconds > 0 || self.rows.iter().any(|row| self.due_of(row) > 0)
    }

    /// Seconds that the course asks of somebody: by the rules of the enrolment, where the row names them.
    pub const fn due_of(&self, row: &ReportRow) -> i64 {
        if row.class_minutes == 0 { self.due_seconds } else { row.due_seconds }
    }

    /// How long a class hour of somebody is.
    pub const fn minutes_of(&self, row: &ReportRow) -> u16 {
        if row.class_minutes == 0 { self.class_minutes } else { row.class_minutes }
    }

    /// Whether everybody goes by the rules of the class.
    pub fn is_uniform(&self) -> bool {
        let class = (self.due_seconds, self.class_minutes);
        self.rows.iter().all(|row| (self.due_of(row), self.minutes_of(row)) == class)
    }
}

impl ReportRow {
    /// What there is of one lesson.
    pub fn credit_of(&self, lesson: &ReportLesson) -> Option<&ReportCredit> {
        self.lessons.iter().find(|credit| credit.lesson_id == lesson.id)
    }

    pub fn finished(&self) -> usize {
        self.lessons.iter().filter(|credit| credit.finished).count()
    }

    pub fn plays(&self) -> i64 {
        self.lessons.iter().map(|credit| credit.plays).fold(0, i64::saturating_add)
    }
}

fn lesson_line(lesson: &ReportLesson) -> String {
    let id = lesson.id.to_string();
    let times = [lesson.length_ms, lesson.required_ms].map(|ms| ms.to_string());
    let [length, required] = times;
    line("lesson", &[id, text(&lesson.title), text(&lesson.teacher), length, required])
}

fn trainee_line(report: &ClassReport, row: &ReportRow) -> String {
    line(
        "trainee",
        &[
            row.enrolment_id.to_string(),
            text(&row.name),
            text(&row.document_masked),
            text(&row.employer),
            row.done_seconds.to_string(),
            row.lessons_seconds.to_string(),
            report.due_of(row).to_string(),
            report.minutes_of(row).to_string(),
        ],
    )
}

fn credit_line(credit: &ReportCredit) -> String {
    let state = if credit.finished { "finished" } else { "begun" };
    let mut fields = vec![
        credit.lesson_id.to_string(),
        credit.credit.counted_ms.to_string(),
        credit.granted_ms.to_string(),
        state.to_owned(),
        credit.plays.to_string(),
        credit.first_at.to_utc_text(),
        credit.last_at.to_utc_text(),
    ];
    // Field by field: a new reason is a new version of the format.
    let Uncounted { outside_ms, hidden_ms, repeated_ms, unchecked_ms, too_fast_ms, daily_cap_ms, fragments_ms } =
        credit.credit.uncounted;
    let uncounted = [outside_ms, hidden_ms, repeated_ms, unchecked_ms, too_fast_ms, daily_cap_ms, fragments_ms];
    fields.extend(uncounted.map(|ms| ms.to_string()));
    line("credit", &fields)
}

fn line(word: &str, fields: &[String]) -> String {
    let mut line = word.to_owned();
    for field in fields {
        line.push('|');
        line.push_str(field);
    }
    line
}

/// A text that somebody typed: it neither ends a line nor begins a field.
fn text(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    for character in typed.chars() {
        match character {
            '\\' | '|' => text.extend(['\\', character]),
            // The other two are the line ends that Unicode has beside the controls.
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') => text.push(' '),
            _ => text.push(character),
        }
    }
    text
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> ClassReport {
        ClassReport::samples().remove(0)
    }

    #[test]
    fn a_report_has_its_lines() {
        let report = report();
        let expected = "anpei-lessons-report|2\n\
            institution|桂林市安培安全生产培训中心\n\
            class|2026-11-D01|2026-11-02|2026-11-20\n\
            course|低压电工作业|initial|45|216000\n\
            lesson|3|触电急救|蒋老师|900000|900000\n\
            lesson|4|接地电阻的测量|覃老师|1500000|1200000\n\
            trainee|7|孔冬志|450***********1234|桂林市平乐县供电局|216000|2400|216000|45\n\
            credit|3|900000|0|finished|2|2026-11-03T01:00:00.000Z|2026-11-03T01:30:00.000Z|0|0|60000|0|0|0|0\n\
            credit|4|1500000|0|finished|1|2026-11-04T01:00:00.000Z|2026-11-04T01:25:00.000Z|0|0|0|0|0|0|0\n\
            trainee|8|韦小燕|E76***321||1230|330|216000|45\n\
            credit|3|330500|120000|begun|3|2026-11-05T12:00:00.000Z|2026-11-05T13:00:00.000Z|1000|2000|3000|4000|5000|6000|7000\n\
            trainee|9|莫|||0|0|288000|60\n\
            end|12\n";
        assert_eq!(to_text(&report), expected);
    }

    #[test]
    fn the_same_report_has_the_same_text_whatever_the_paging() {
        let whole = report();
        let page = |rows: &[ReportRow], next: Option<&str>| ClassReport {
            rows: rows.to_vec(),
            next: next.map(str::to_owned),
            ..whole.clone()
        };
        let (one, two, three) = (&whole.rows[..1], &whole.rows[1..2], &whole.rows[2..]);
        for pages in [
            vec![whole.clone()],
            vec![page(one, Some("7")), page(two, Some("8")), page(three, None)],
            vec![page(&whole.rows[..2], Some("8")), page(&whole.rows[1..], None)],
            vec![page(three, None), page(&whole.rows[..2], None), page(&[], None)],
        ] {
            let joined = join(pages).unwrap();
            assert_eq!(joined, whole);
            assert_eq!(to_text(&joined), to_text(&whole));
        }
        let mut shuffled = whole.clone();
        shuffled.rows.reverse();
        for row in &mut shuffled.rows {
            row.lessons.reverse();
        }
        assert_eq!(to_text(&shuffled), to_text(&whole));
    }

    #[test]
    fn pages_of_two_reports_are_none() {
        let first = report();
        for other in [
            ClassReport { due_seconds: 1, ..first.clone() },
            ClassReport { lessons: Vec::new(), ..first.clone() },
            ClassReport { class_code: "2026-11-D02".into(), ..first.clone() },
        ] {
            assert_eq!(join(vec![first.clone(), other]), Err(PagesDiffer));
        }
        assert_eq!(join(Vec::new()), Err(PagesDiffer));
    }

    #[test]
    fn no_name_can_forge_a_line() {
        let mut report = report();
        report.rows.truncate(1);
        report.rows[0].name = "孔|1\ntrainee|9|李\\".into();
        let lines = lines(&report);
        assert_eq!(lines.len(), 10);
        assert!(lines[6].starts_with(r"trainee|7|孔\|1 trainee\|9\|李\\|450"), "{}", lines[6]);
        let mut other = report.clone();
        other.rows[0].name = "孔".into();
        other.rows[0].document_masked = format!("1 trainee|9|李\\|{}", other.rows[0].document_masked);
        assert_ne!(to_text(&report), to_text(&other));
    }

    #[test]
    fn whoever_has_the_hours_has_met_them() {
        let mut report = report();
        let met: Vec<_> = report.rows.iter().map(|row| report.is_met(row)).collect();
        assert_eq!(met, [true, false, false]);
        assert_eq!((report.rows[0].finished(), report.rows[1].plays()), (2, 3));
        assert_eq!(report.rows[1].credit_of(&report.lessons[1]), None);
        report.rows[2].due_seconds = 0;
        assert!(report.is_met(&report.rows[2]));
    }

    #[test]
    fn whoever_goes_by_other_rules_is_measured_by_them() {
        let mut report = report();
        assert!(!report.is_uniform());
        assert_eq!((report.due_of(&report.rows[2]), report.minutes_of(&report.rows[2])), (288_000, 60));
        report.rows[0].due_seconds = 216_001;
        assert!(!report.is_met(&report.rows[0]));
        // A row that names no rules goes by those of the class.
        report.rows.iter_mut().for_each(|row| (row.due_seconds, row.class_minutes) = (0, 0));
        assert!(report.is_uniform() && report.is_met(&report.rows[0]) && !report.is_met(&report.rows[2]));
        assert_eq!(report.minutes_of(&report.rows[2]), 45);
    }
}
