//! The sheets of the file: how the class stands, each trainee with each lesson, the plays behind them, and the lines that
//! were hashed.

use std::collections::BTreeMap;

use shared::lang::Lang;
use shared::lessons::api::{ClassReport, Evidence, PlayRow, ReportCredit, ReportLesson, ReportRow, has_rounds};
use shared::lessons::chapters::clock;
use shared::lessons::report::lines;
use shared::roster::messages::ReportHeading;
use shared::time::Timestamp;

use crate::i18n::common::course_kind;
use crate::i18n::devices;
use crate::i18n::lesson_desk::{self, DeskText, MOST_PLAYS};
use crate::i18n::lesson_report::{self, ReportText};

/// A sheet; every row has one text for each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub columns: Vec<ReportHeading>,
    pub rows: Vec<Vec<String>>,
}

pub fn sheets(lang: Lang, report: &ClassReport, made_at: Timestamp, sha256: &str, evidence: &[Evidence]) -> Vec<Sheet> {
    vec![
        summary(lang, report, made_at, sha256, evidence),
        trainees(lang, report),
        plays(lang, report, made_at, evidence),
        hashed(lang, report, sha256),
    ]
}

fn sheet(name: &str, columns: Vec<(String, u16)>, rows: Vec<Vec<String>>) -> Sheet {
    let columns = columns.into_iter().map(|(text, width)| ReportHeading { text, width }).collect();
    Sheet { name: name.to_owned(), columns, rows }
}

fn summary(lang: Lang, report: &ClassReport, made_at: Timestamp, sha256: &str, evidence: &[Evidence]) -> Sheet {
    let text = |text: ReportText| text.text(lang).to_owned();
    let course = format!("{} · {}", report.course, course_kind(lang, report.course_kind));
    let rows = [
        (text(ReportText::Institution), report.institution.clone()),
        (text(ReportText::Class), report.class_code.clone()),
        (text(ReportText::Course), course),
        (text(ReportText::Dates), lesson_report::dates(lang, report.starts_on, report.ends_on)),
        (text(ReportText::ClassHour), lesson_report::class_hour(lang, report)),
        (text(ReportText::Due), lesson_report::due(lang, report)),
        (text(ReportText::People), lesson_report::people(lang, report)),
        (text(ReportText::MadeAt), made_at.to_minute_text()),
        (text(ReportText::Hash), sha256.to_owned()),
        (String::new(), text(ReportText::HashHow)),
    ];
    let lessons = report.lessons.iter().zip(1..).map(|(lesson, number)| lesson_line(lang, lesson, number));
    let is_cut = evidence.iter().any(|one| one.plays.len() >= MOST_PLAYS);
    let cut = is_cut.then(|| (text(ReportText::SheetPlays), lesson_report::plays_cut(lang)));
    let rows = rows.into_iter().chain(cut).chain(lessons).map(|(label, value)| vec![label, value]).collect();
    let columns = vec![(text(ReportText::Item), 20), (text(ReportText::Content), 80)];
    sheet(ReportText::Summary.text(lang), columns, rows)
}

fn lesson_line(lang: Lang, lesson: &ReportLesson, number: usize) -> (String, String) {
    let facts = lesson_report::lesson_facts(lang, lesson);
    let parts = [lesson.title.as_str(), lesson.teacher.as_str(), facts.as_str()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (format!("{} {number}", DeskText::Lesson.text(lang)), parts.join(" · "))
}

/// Who somebody is and which hours they have: the beginning of each row.
fn trainee_columns(lang: Lang) -> Vec<(String, u16)> {
    [
        (ReportText::Number.text(lang), 6),
        (ReportText::Name.text(lang), 14),
        (ReportText::Document.text(lang), 24),
        (ReportText::Employer.text(lang), 28),
        (DeskText::HoursDue.text(lang), 10),
        (DeskText::HoursDone.text(lang), 10),
        (DeskText::ByLessons.text(lang), 12),
    ]
    .map(|(text, width)| (text.to_owned(), width))
    .to_vec()
}

fn trainee_cells(report: &ClassReport, row: &ReportRow, number: usize) -> Vec<String> {
    let hours = |seconds| lesson_desk::class_hours(seconds, report.minutes_of(row)).to_string();
    vec![
        number.to_string(),
        row.name.clone(),
        row.document_masked.clone(),
        row.employer.clone(),
        hours(report.due_of(row)),
        hours(row.done_seconds),
        hours(row.lessons_seconds),
    ]
}

/// One row for each trainee and lesson, begun or not; one where the course has no lessons.
fn trainees(lang: Lang, report: &ClassReport) -> Sheet {
    let mut columns = trainee_columns(lang);
    let granted = lesson_report::in_seconds(lang, DeskText::Granted.text(lang));
    columns.extend([
        (ReportText::LessonNumber.text(lang).to_owned(), 8),
        (DeskText::Lesson.text(lang).to_owned(), 28),
        (ReportText::Length.text(lang).to_owned(), 10),
        (ReportText::Required.text(lang).to_owned(), 10),
        (DeskText::Counted.text(lang).to_owned(), 10),
        (ReportText::CountedSeconds.text(lang).to_owned(), 10),
        (granted, 18),
        (DeskText::State.text(lang).to_owned(), 10),
        (ReportText::UncountedSeconds.text(lang).to_owned(), 12),
    ]);
    columns.extend(lesson_desk::reasons(lang).map(|reason| (lesson_report::in_seconds(lang, reason), 12)));
    let texts = [(ReportText::PlayCount, 8), (ReportText::First, 18), (ReportText::Last, 18)];
    columns.extend(texts.map(|(text, width)| (text.text(lang).to_owned(), width)));
    let width = columns.len();
    let mut rows = Vec::new();
    for (row, number) in report.rows.iter().zip(1..) {
        let who = trainee_cells(report, row, number);
        for (lesson, place) in report.lessons.iter().zip(1_usize..) {
            let mut cells = who.clone();
            cells.extend([place.to_string(), lesson.title.clone(), clock(lesson.length_ms), clock(lesson.required_ms)]);
            cells.extend(credit_cells(lang, row.credit_of(lesson)));
            rows.push(cells);
        }
        if report.lessons.is_empty() {
            let mut cells = who;
            cells.resize(width, String::new());
            rows.push(cells);
        }
    }
    sheet(ReportText::SheetTrainees.text(lang), columns, rows)
}

fn credit_cells(lang: Lang, credit: Option<&ReportCredit>) -> Vec<String> {
    let seconds = |ms: i64| (ms / 1000).to_string();
    let none = shared::lessons::api::Credit::default();
    let time = credit.map_or(&none, |credit| &credit.credit);
    let mut cells = vec![
        clock(time.counted_ms),
        seconds(time.counted_ms),
        seconds(credit.map_or(0, |credit| credit.granted_ms)),
        lesson_desk::state(lang, credit.map(|credit| credit.finished)).to_owned(),
        seconds(time.uncounted.total_ms()),
    ];
    cells.extend(lesson_desk::amounts(&time.uncounted).map(seconds));
    cells.push(credit.map_or(0, |credit| credit.plays).to_string());
    let moments = credit.map(|credit| [credit.first_at, credit.last_at].map(Timestamp::to_minute_text));
    cells.extend(moments.unwrap_or_default());
    cells
}

/// Every play, trainee by trainee in the order of the report, oldest first.
fn plays(lang: Lang, report: &ClassReport, made_at: Timestamp, evidence: &[Evidence]) -> Sheet {
    let with_rounds = evidence.iter().any(|one| has_rounds(&one.plays));
    let round = with_rounds.then(|| (DeskText::Round.text(lang), 10));
    let columns = [
        (ReportText::Name.text(lang), 14),
        (ReportText::Document.text(lang), 24),
        (DeskText::Lesson.text(lang), 28),
        (DeskText::Started.text(lang), 18),
        (DeskText::Until.text(lang), 18),
        (DeskText::Device.text(lang), 20),
        (DeskText::Counted.text(lang), 10),
        (ReportText::CountedSeconds.text(lang), 10),
        (ReportText::UncountedSeconds.text(lang), 12),
        (DeskText::Uncounted.text(lang), 40),
        (DeskText::HowEnded.text(lang), 24),
    ]
    .into_iter()
    .chain(round)
    .chain([(ReportText::Browser.text(lang), 60)]);
    let people: BTreeMap<_, _> = report.rows.iter().map(|row| (row.enrolment_id, row)).collect();
    let mut rows = Vec::new();
    for one in evidence {
        let Some(who) = people.get(&one.head.enrolment_id) else { continue };
        for play in one.plays.iter().rev() {
            let title = one.lessons.iter().find(|lesson| lesson.id == play.lesson_id);
            let title = title.map_or_else(|| lesson_desk::lesson_gone(lang, play.lesson_id), |it| it.title.clone());
            let mut cells = vec![who.name.clone(), who.document_masked.clone(), title];
            cells.extend(play_cells(lang, play, made_at));
            cells.extend(with_rounds.then(|| lesson_desk::round(lang, play.round)));
            cells.push(play.device.clone());
            rows.push(cells);
        }
    }
    let columns = columns.map(|(text, width)| (text.to_owned(), width)).collect();
    sheet(ReportText::SheetPlays.text(lang), columns, rows)
}

fn play_cells(lang: Lang, play: &PlayRow, made_at: Timestamp) -> [String; 8] {
    [
        play.started_at.to_minute_text(),
        play.last_at.to_minute_text(),
        devices::device(lang, &play.device),
        clock(play.counted_ms),
        (play.counted_ms / 1000).to_string(),
        (play.uncounted.total_ms() / 1000).to_string(),
        lesson_desk::uncounted(lang, &play.uncounted).join(lesson_report::separator(lang)),
        lesson_desk::ended(lang, play, made_at).to_owned(),
    ]
}

/// Exactly the lines, one in a row; the hash is the heading.
fn hashed(lang: Lang, report: &ClassReport, sha256: &str) -> Sheet {
    let rows = lines(report).into_iter().map(|line| vec![line]).collect();
    sheet(ReportText::SheetHash.text(lang), vec![(lesson_report::hash_heading(lang, sha256), 120)], rows)
}

#[cfg(test)]
mod tests {
    use shared::lessons::report::to_text;

    use super::super::hash::sha256;
    use super::*;

    const AT: Timestamp = Timestamp(1_795_222_800_000);

    fn written() -> (ClassReport, Vec<Sheet>) {
        let report = ClassReport::samples().remove(0);
        let hash = sha256(&to_text(&report));
        let sheets = sheets(Lang::Zh, &report, AT, &hash, &Evidence::samples());
        (report, sheets)
    }

    #[test]
    fn every_row_has_a_text_for_each_column() {
        let bare = ClassReport { lessons: Vec::new(), ..ClassReport::samples().remove(0) };
        for lang in Lang::ALL {
            let all = [written().1, sheets(lang, &bare, AT, "", &[])].concat();
            for sheet in all {
                assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()), "{}", sheet.name);
            }
        }
    }

    #[test]
    fn the_hash_can_be_computed_from_the_sheet_again() {
        let (_, sheets) = written();
        let hashed = sheets.last().unwrap();
        let text: String = hashed.rows.iter().map(|row| row[0].clone() + "\n").collect();
        assert!(hashed.columns[0].text.ends_with(&sha256(&text)));
        assert!(sheets[0].rows.iter().any(|row| row[1] == sha256(&text)), "and stands on the first sheet");
        // The worker writes short numbers as numbers and cuts cells at Excel's limit: no line is either.
        assert!(hashed.rows.iter().all(|row| row[0].contains('|') && row[0].chars().count() < 32_767));
    }

    #[test]
    fn plays_that_are_left_out_are_not_hushed_up() {
        let (report, sheets) = written();
        let mut evidence = Evidence::samples();
        let play = evidence[0].plays[0].clone();
        evidence[0].plays.resize(MOST_PLAYS, play);
        let cut = summary(Lang::Zh, &report, AT, "", &evidence);
        assert_eq!(cut.rows.len(), sheets[0].rows.len() + 1);
    }

    #[test]
    fn each_trainee_has_each_lesson() {
        let (report, sheets) = written();
        let rows = &sheets[1].rows;
        assert_eq!(rows.len(), report.rows.len() * report.lessons.len());
        let begun = ["2", "韦小燕", "E76***321", "", "80", "0.4", "0.1", "1", "触电急救", "15:00", "15:00", "5:30"];
        assert_eq!(rows[2][..12], begun);
        let counted = [
            "330",
            "120",
            "未完成",
            "28",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "3",
            "2026-11-05 20:00",
            "2026-11-05 21:00",
        ];
        assert_eq!(rows[2][12..], counted);
        assert_eq!(rows[5][4..7], ["80", "0", "0"], "by rules of their own");
        assert_eq!(rows[5][11..16], ["0:00", "0", "0", "未开始", "0"]);
    }

    #[test]
    fn plays_stand_in_the_order_in_which_they_were() {
        let (_, sheets) = written();
        let plays = &sheets[2].rows;
        assert_eq!(plays.len(), 7, "those without plays have no row");
        assert!(plays.windows(2).all(|pair| pair[0][3] < pair[1][3]));
        assert_eq!(plays[0][0], "韦小燕");
        assert_eq!(plays[0][10], "看到结尾");
        assert_eq!(plays[6][10], "中断，没有收到结束信号");
    }

    #[test]
    fn a_device_is_named_and_its_own_words_are_kept() {
        let (report, _) = written();
        let said = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0.42";
        let mut evidence = Evidence::samples();
        evidence[0].plays[0].device = said.to_owned();
        let plays = plays(Lang::Zh, &report, AT, &evidence);
        assert_eq!((plays.rows[6][5].as_str(), plays.rows[6][11].as_str()), ("苹果手机 · 微信", said));
    }

    #[test]
    fn rounds_are_told_where_there_are_two() {
        let (report, sheets) = written();
        let mut evidence = Evidence::samples();
        evidence[0].plays[0].round = 2;
        let told = plays(Lang::Zh, &report, AT, &evidence);
        assert_eq!(told.columns.len(), sheets[2].columns.len() + 1);
        assert!(told.rows.iter().all(|row| row.len() == told.columns.len()));
        assert_eq!((told.rows[0][11].as_str(), told.rows[6][11].as_str()), ("第 1 轮", "第 2 轮"));
    }
}
