//! From the texts of a list's row to values: what was normalised, and what is wrong. The readers of single cells are those
//! of rosters.

use serde::{Deserialize, Serialize};

use super::{part_from_label, part_label};
use crate::certificates::exams::Part;
use crate::date::{Date, time_of_day};
use crate::identity::document::DocumentNumber;
use crate::imports::ImportKind;
use crate::roster::check::{MAX_COURSE_CHARS, MAX_EMPLOYER_CHARS, Normalisation, ProblemCode, Reading, RowProblem};
use crate::roster::columns::Column;
use crate::roster::row::RawRow;
use crate::text::{self, PersonName};

/// Of a certificate's number: `T` and a document number has nineteen.
pub const MAX_NUMBER_CHARS: usize = 40;
/// Out of a hundred (domain.md D1).
pub const MAX_SCORE: i64 = 100;
/// A certificate is valid for six years at most (domain.md D1, art. 19): what is longer is a slip.
const MAX_VALID_YEARS: u32 = 10;

/// The values of a row that can be compared with what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    pub name: PersonName,
    pub document: DocumentNumber,
    /// The class code, without spaces. Tells two cases of one person apart.
    pub class: Option<String>,
    /// As written; does the same.
    pub operation: Option<String>,
    pub says: Says,
}

/// What a row says, besides who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// One or both parts.
    Exams(Vec<PlannedExam>),
    /// One or both parts, theory first. `overall` is the word for both together.
    Results {
        parts: Vec<PartResult>,
        overall: Option<ResultWord>,
    },
    Certificate(ListedCertificate),
}

/// When somebody sits a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedExam {
    pub part: Part,
    pub on: Date,
    /// The cell of the day.
    pub on_in: Column,
    /// Time of day and place, as written.
    pub place: Option<String>,
}

/// What somebody reached in a part. A score, a word, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartResult {
    pub part: Part,
    pub on: Date,
    pub on_in: Column,
    pub score: Option<i64>,
    pub word: Option<ResultWord>,
    /// The cell that says it.
    pub said_in: Column,
}

/// What an examining body calls a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultWord {
    Passed,
    Failed,
    /// 缺考: nothing was sat, so nothing was failed.
    Absent,
}

impl ResultWord {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Passed => "合格",
            Self::Failed => "不合格",
            Self::Absent => "缺考",
        }
    }

    pub fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "合格" | "及格" | "通过" | "考试合格" | "考核合格" | "是" | "√" => Self::Passed,
            "不合格" | "不及格" | "未通过" | "不通过" | "未合格" | "未及格" | "否" | "×" => {
                Self::Failed
            }
            "缺考" | "缺席" | "缺" | "弃考" | "未参加" | "未参考" | "旷考" => Self::Absent,
            _ => return None,
        })
    }
}

/// A certificate as a list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCertificate {
    /// Without spaces, upper-case. Personal: it holds the document number.
    pub number: String,
    pub category: Option<String>,
    pub first_issued_on: Option<Date>,
    pub valid_from: Date,
    pub valid_until: Date,
    pub review_due_on: Option<Date>,
    pub authority: Option<String>,
}

/// What checking a row yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedList {
    /// Absent if a problem blocks the row.
    pub row: Option<ListRow>,
    /// Of a row whose document cannot be used: by it a slip of the pen may be found.
    pub name: Option<PersonName>,
    pub notes: Vec<Normalisation>,
    pub problems: Vec<RowProblem>,
}

/// Checks a row by itself. Rosters have a check of their own.
pub fn check(kind: ImportKind, raw: &RawRow) -> CheckedList {
    let mut reading = Reading::of(raw);
    let name = reading.name();
    let document = reading.document();
    let class = reading.class(None);
    let operation = reading.text(Column::Operation, MAX_COURSE_CHARS, None);
    let says = match kind {
        ImportKind::Roster => None,
        ImportKind::ExamSchedule => exams(&mut reading, raw),
        ImportKind::ExamResults => results(&mut reading, raw),
        ImportKind::Certificates => certificate(&mut reading).map(Says::Certificate),
    };
    let blocked = reading.is_blocked();
    let (notes, problems) = reading.finish();
    let row = match (&name, document, says) {
        (Some(name), Some(document), Some(says)) if !blocked => {
            Some(ListRow { name: name.clone(), document, class, operation, says })
        }
        _ => None,
    };
    CheckedList { row, name, notes, problems }
}

/// The part that the row names in a cell of its own.
fn part(reading: &mut Reading) -> Option<Part> {
    let text = reading.filled(Column::ExamPart)?;
    let part = part_from_label(&text::squash(&text));
    match part {
        Some(part) => reading.note(Column::ExamPart, &text, part_label(part)),
        None => reading.wrong(Column::ExamPart, ProblemCode::PartUnknown),
    }
    part
}

/// The day on which a part is sat, and its cell: the part's own, or that for the part that the row names.
fn exam_day(reading: &mut Reading, part: Part, own: Option<Date>, common: Option<Date>) -> Option<(Date, Column)> {
    let column = own_day(part);
    match (own, common) {
        (Some(day), _) => Some((day, column)),
        (None, Some(day)) => Some((day, Column::ExamOn)),
        (None, None) => {
            if !reading.has_problem(column) {
                reading.missing(Column::ExamOn, ProblemCode::DateMissing);
            }
            None
        }
    }
}

const fn own_day(part: Part) -> Column {
    match part {
        Part::Theory => Column::TheoryOn,
        Part::Practical => Column::PracticalOn,
    }
}

fn exams(reading: &mut Reading, raw: &RawRow) -> Option<Says> {
    let named = part(reading);
    let common = reading.date(Column::ExamOn, None);
    let own = Part::ALL.map(|part| (part, reading.date(own_day(part), None)));
    let time = reading.text(Column::ExamTime, MAX_CLASS_OR_PLACE, None);
    let place = reading.text(Column::ExamPlace, MAX_EMPLOYER_CHARS, None);
    // Where it is, with the hour: in a column of its own, or behind the day.
    let place = |day: Column| {
        let parts = [time_of_day(raw.text(day)), time.clone(), place.clone()];
        let known: Vec<String> = parts.into_iter().flatten().collect();
        (!known.is_empty()).then(|| known.join(" "))
    };
    let mut exams = Vec::new();
    for (part, day) in own {
        if let Some(on) = day {
            exams.push(PlannedExam { part, on, on_in: own_day(part), place: place(own_day(part)) });
        }
    }
    if let Some(on) = common {
        match named {
            Some(part) if exams.iter().all(|exam| exam.part != part) => {
                exams.push(PlannedExam { part, on, on_in: Column::ExamOn, place: place(Column::ExamOn) });
                exams.sort_by_key(|exam| exam.part);
            }
            None if exams.is_empty() => reading.missing(Column::ExamPart, ProblemCode::PartMissing),
            _ => {}
        }
    } else if exams.is_empty() && !Part::ALL.iter().any(|part| reading.has_problem(own_day(*part))) {
        reading.missing(Column::ExamOn, ProblemCode::DateMissing);
    }
    (!exams.is_empty()).then_some(Says::Exams(exams))
}

/// Time of day or session.
const MAX_CLASS_OR_PLACE: usize = 40;

/// What stands in a cell for a score.
#[derive(Clone, Copy)]
enum Mark {
    Score(i64),
    Word(ResultWord),
}

fn results(reading: &mut Reading, raw: &RawRow) -> Option<Says> {
    let named = part(reading);
    let common = reading.date(Column::ExamOn, None);
    let own_days = Part::ALL.map(|part| reading.date(own_day(part), None));
    let own_marks = [mark(reading, Column::TheoryScore), mark(reading, Column::PracticalScore)];
    let score = mark(reading, Column::Score);
    let word = result_word(reading, raw);
    let mut parts = Vec::new();
    for ((part, mark), (day, column)) in Part::ALL
        .into_iter()
        .zip(own_marks)
        .zip(own_days.into_iter().zip([Column::TheoryScore, Column::PracticalScore]))
    {
        if let Some(mark) = mark
            && let Some((on, on_in)) = exam_day(reading, part, day, common)
        {
            parts.push(part_result(part, (on, on_in), mark, column));
        }
    }
    let has_own = own_marks.iter().any(Option::is_some);
    // A single mark is of the part that the row or the file names.
    let single = score
        .map(|mark| (mark, Column::Score))
        .or_else(|| word.filter(|_| !has_own).map(|word| (Mark::Word(word), Column::Result)));
    if let Some((mark, column)) = single
        && !has_own
    {
        match named {
            None => reading.missing(Column::ExamPart, ProblemCode::PartMissing),
            Some(part) => {
                let own = Part::ALL.into_iter().zip(own_days).find_map(|(of, day)| day.filter(|_| of == part));
                if let Some(day) = exam_day(reading, part, own, common) {
                    parts.push(part_result(part, day, mark, column));
                }
            }
        }
    }
    let unread = [Column::TheoryScore, Column::PracticalScore, Column::Score, Column::Result]
        .iter()
        .any(|column| reading.has_problem(*column));
    if !has_own && single.is_none() && !unread {
        reading.missing(Column::Score, ProblemCode::ScoreMissing);
    }
    let mut overall = word.filter(|_| parts.len() > 1);
    if let (Some(word), [only]) = (word, parts.as_mut_slice()) {
        match only.word {
            None => only.word = Some(word),
            // Another word in the score's own cell: two that differ cannot both be true.
            Some(known) if known != word => reading.wrong(Column::Result, ProblemCode::ResultContradictsScore),
            Some(_) => {}
        }
        overall = None;
    }
    (!parts.is_empty()).then_some(Says::Results { parts, overall })
}

const fn part_result(part: Part, (on, on_in): (Date, Column), mark: Mark, said_in: Column) -> PartResult {
    let (score, word) = match mark {
        Mark::Score(score) => (Some(score), None),
        Mark::Word(word) => (None, Some(word)),
    };
    PartResult { part, on, on_in, score, word, said_in }
}

/// A score, or the word that stands for one. A stroke is an empty cell.
fn mark(reading: &mut Reading, column: Column) -> Option<Mark> {
    let text = reading.filled(column)?;
    let plain = text::squash(&text);
    if plain.chars().all(|c| matches!(c, '-' | '/' | '\\' | '—' | '–')) || matches!(plain.as_str(), "无" | "未考")
    {
        return None;
    }
    if let Some(word) = ResultWord::from_label(&plain) {
        reading.note(column, &text, word.label());
        return Some(Mark::Word(word));
    }
    let digits = plain.strip_suffix('分').unwrap_or(&plain);
    let whole = digits.split_once('.').map_or(
        digits,
        |(whole, rest)| {
            if rest.chars().all(|c| c == '0') { whole } else { digits }
        },
    );
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    match whole.parse::<i64>() {
        Ok(score) if (0..=MAX_SCORE).contains(&score) => {
            // 85 in a number cell is plain: nothing to tell.
            if whole != text {
                reading.note(column, &text, whole);
            }
            return Some(Mark::Score(score));
        }
        Ok(_) => reading.wrong(column, ProblemCode::ScoreOutOfRange),
        Err(_) if is_number && !digits.contains('.') => reading.wrong(column, ProblemCode::ScoreOutOfRange),
        Err(_) => reading.wrong(column, ProblemCode::ScoreUnreadable),
    }
    None
}

/// The word for the whole row. Some lists write 缺考 only into the remark; other remarks say nothing here.
fn result_word(reading: &mut Reading, raw: &RawRow) -> Option<ResultWord> {
    let Some(text) = reading.filled(Column::Result) else {
        let absent = ResultWord::from_label(&text::squash(raw.text(Column::Remark)));
        return absent.filter(|word| *word == ResultWord::Absent);
    };
    let word = ResultWord::from_label(&text::squash(&text));
    match word {
        Some(word) => reading.note(Column::Result, &text, word.label()),
        None => reading.wrong(Column::Result, ProblemCode::ResultUnknown),
    }
    word
}

fn certificate(reading: &mut Reading) -> Option<ListedCertificate> {
    let number = number(reading);
    let category = reading.text(Column::Category, MAX_COURSE_CHARS, None);
    let first_issued_on = reading.date(Column::FirstIssuedOn, None);
    let stated_from = reading.date(Column::ValidFrom, None);
    let (range_from, valid_until) = validity(reading);
    let review_due_on = reading.date(Column::ReviewDueOn, None);
    let authority = reading.text(Column::Authority, MAX_EMPLOYER_CHARS, None);
    // A certificate that was never renewed is valid from the day of its first issue.
    let valid_from = stated_from.or(range_from).or(first_issued_on);
    if valid_from.is_none() && !reading.has_problem(Column::FirstIssuedOn) {
        reading.missing(Column::ValidFrom, ProblemCode::DateMissing);
    }
    let (number, valid_from, valid_until) = (number?, valid_from?, valid_until?);
    let certificate =
        ListedCertificate { number, category, first_issued_on, valid_from, valid_until, review_due_on, authority };
    let contradiction = if stated_from.is_some() && range_from.is_some() && stated_from != range_from {
        Some((Column::ValidFrom, range_from))
    } else {
        inconsistent(&certificate)
    };
    if let Some((column, against)) = contradiction {
        let problem = reading.problem(column, ProblemCode::CertificateDatesInconsistent);
        reading.record(match against {
            Some(day) => problem.against(day.to_string()),
            None => problem,
        });
    }
    Some(certificate)
}

/// The first day that cannot be true beside the others, and the other.
fn inconsistent(certificate: &ListedCertificate) -> Option<(Column, Option<Date>)> {
    let ListedCertificate { first_issued_on, valid_from, valid_until, review_due_on, .. } = *certificate;
    if first_issued_on.is_some_and(|first| first > valid_from) {
        return Some((Column::FirstIssuedOn, Some(valid_from)));
    }
    if valid_until <= valid_from || valid_from.years_until(valid_until) > MAX_VALID_YEARS {
        return Some((Column::ValidUntil, Some(valid_from)));
    }
    match review_due_on {
        Some(due) if due <= valid_from => Some((Column::ReviewDueOn, Some(valid_from))),
        Some(due) if due > valid_until => Some((Column::ReviewDueOn, Some(valid_until))),
        _ => None,
    }
}

fn number(reading: &mut Reading) -> Option<String> {
    let Some(text) = reading.filled(Column::CertificateNumber) else {
        reading.missing(Column::CertificateNumber, ProblemCode::CertificateNumberMissing);
        return None;
    };
    let number = text::squash(&text).to_uppercase();
    if number.chars().count() > MAX_NUMBER_CHARS {
        reading.wrong(Column::CertificateNumber, ProblemCode::TextTooLong);
    } else if text::has_forbidden(&number) || number.contains('*') || number.contains("E+") {
        reading.wrong(Column::CertificateNumber, ProblemCode::CertificateNumberCharacters);
    } else {
        reading.note(Column::CertificateNumber, &text, &number);
        return Some(number);
    }
    None
}

/// `2026-12-01至2032-11-30` holds both days; a single one is the end.
fn validity(reading: &mut Reading) -> (Option<Date>, Option<Date>) {
    let Some(text) = reading.filled(Column::ValidUntil) else {
        reading.missing(Column::ValidUntil, ProblemCode::DateMissing);
        return (None, None);
    };
    let plain = text::normalise(&text);
    let range = ["至", "到", "~", "～", "—", "－", " - ", "--"].iter().find_map(|between| {
        let (from, until) = plain.split_once(between)?;
        let from = from.trim_start_matches("自").trim_start_matches("从");
        Some((Date::parse(from).ok()?, Date::parse(until.trim_start_matches(['—', '-'])).ok()?))
    });
    match range {
        Some((from, until)) => {
            reading.note(Column::ValidUntil, &text, &format!("{from} 至 {until}"));
            (Some(from), Some(until))
        }
        None => (None, reading.date(Column::ValidUntil, Some(ProblemCode::DateMissing))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::check::NoteKind;
    use Column as C;
    use ImportKind as K;
    use ProblemCode as P;

    fn person(more: &[(C, &str)]) -> RawRow {
        let start = RawRow::new(4).corrected(C::Name, "史轩").corrected(C::DocumentNumber, "420199197610093214");
        more.iter().fold(start, |row, (column, text)| row.corrected(*column, text))
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn problems(kind: K, raw: &RawRow) -> Vec<(C, P)> {
        check(kind, raw).problems.into_iter().map(|problem| (problem.column, problem.code)).collect()
    }

    fn says(kind: K, more: &[(C, &str)]) -> Says {
        let checked = check(kind, &person(more));
        assert_eq!(checked.problems, [], "{more:?}");
        checked.row.unwrap().says
    }

    #[test]
    fn a_schedule_names_one_part_or_both() {
        let one =
            says(K::ExamSchedule, &[(C::ExamPart, "理论考试"), (C::ExamOn, "2026-12-05"), (C::ExamPlace, "一考点")]);
        let exam = |part, on_in, place: Option<&str>| PlannedExam {
            part,
            on: day("2026-12-05"),
            on_in,
            place: place.map(Into::into),
        };
        assert_eq!(one, Says::Exams(vec![exam(Part::Theory, C::ExamOn, Some("一考点"))]));
        let both =
            says(K::ExamSchedule, &[(C::TheoryOn, "2026.12.5"), (C::PracticalOn, "20261205"), (C::ExamTime, "上午")]);
        let expected = Says::Exams(vec![
            exam(Part::Theory, C::TheoryOn, Some("上午")),
            exam(Part::Practical, C::PracticalOn, Some("上午")),
        ]);
        assert_eq!(both, expected);
        // Many lists write the hour behind the day: whoever comes must know it.
        let timed =
            [(C::TheoryOn, "2026-12-05 09:30:00"), (C::PracticalOn, "2026-12-05 00:00"), (C::ExamPlace, "一考点")];
        let expected = Says::Exams(vec![
            exam(Part::Theory, C::TheoryOn, Some("09:30 一考点")),
            exam(Part::Practical, C::PracticalOn, Some("一考点")),
        ]);
        assert_eq!(says(K::ExamSchedule, &timed), expected);
    }

    #[test]
    fn results_are_scores_words_or_both() {
        let part = |part, score, word, said_in| PartResult {
            part,
            on: day("2026-12-05"),
            on_in: C::ExamOn,
            score,
            word,
            said_in,
        };
        let on = (C::ExamOn, "2026-12-05");
        for (cells, parts, overall) in [
            (vec![on, (C::TheoryScore, "85")], vec![part(Part::Theory, Some(85), None, C::TheoryScore)], None),
            (
                vec![on, (C::TheoryScore, "85.0"), (C::PracticalScore, "90分"), (C::Result, "合格")],
                vec![
                    part(Part::Theory, Some(85), None, C::TheoryScore),
                    part(Part::Practical, Some(90), None, C::PracticalScore),
                ],
                Some(ResultWord::Passed),
            ),
            (
                vec![on, (C::TheoryScore, "62"), (C::PracticalScore, "/"), (C::Result, "不及格")],
                vec![part(Part::Theory, Some(62), Some(ResultWord::Failed), C::TheoryScore)],
                None,
            ),
            (
                vec![on, (C::ExamPart, "实操"), (C::Score, "合格")],
                vec![part(Part::Practical, None, Some(ResultWord::Passed), C::Score)],
                None,
            ),
            (
                vec![on, (C::ExamPart, "安全知识"), (C::Result, "缺考")],
                vec![part(Part::Theory, None, Some(ResultWord::Absent), C::Result)],
                None,
            ),
            (
                vec![on, (C::ExamPart, "理论"), (C::Score, "0"), (C::Remark, "缺考")],
                vec![part(Part::Theory, Some(0), Some(ResultWord::Absent), C::Score)],
                None,
            ),
        ] {
            assert_eq!(says(K::ExamResults, &cells), Says::Results { parts, overall }, "{cells:?}");
        }
    }

    #[test]
    fn a_certificate_says_from_when_until_when() {
        let number = (C::CertificateNumber, "t420199197610093214");
        let certificate = ListedCertificate {
            number: "T420199197610093214".into(),
            category: Some("电工作业".into()),
            first_issued_on: Some(day("2026-12-20")),
            valid_from: day("2026-12-20"),
            valid_until: day("2032-12-19"),
            review_due_on: Some(day("2029-12-20")),
            authority: None,
        };
        for days in [
            [(C::ValidUntil, "2032-12-19"), (C::ValidFrom, "2026-12-20")].as_slice(),
            &[(C::ValidUntil, "2026-12-20至2032-12-19")],
            &[(C::ValidUntil, "2026.12.20 ～ 2032.12.19")],
            &[(C::ValidUntil, "2026年12月20日—2032年12月19日")],
            &[(C::ValidUntil, "2026/12/20 - 2032/12/19")],
            &[(C::ValidUntil, "2032-12-19")],
        ] {
            let mut cells = vec![
                number,
                (C::Category, "电工作业"),
                (C::FirstIssuedOn, "2026-12-20"),
                (C::ReviewDueOn, "2029-12-20"),
            ];
            cells.extend(days);
            assert_eq!(says(K::Certificates, &cells), Says::Certificate(certificate.clone()), "{days:?}");
        }
    }

    #[test]
    fn every_wrong_cell_is_named() {
        let theory = [(C::ExamPart, "理论"), (C::ExamOn, "2026-12-05")];
        for (kind, cells, expected) in [
            (K::ExamSchedule, vec![(C::ExamOn, "2026-12-05")], (C::ExamPart, P::PartMissing)),
            (K::ExamSchedule, vec![theory[1], (C::ExamPart, "体能")], (C::ExamPart, P::PartUnknown)),
            (K::ExamSchedule, vec![theory[1], (C::ExamPart, "理论+实操")], (C::ExamPart, P::PartUnknown)),
            (K::ExamSchedule, vec![theory[0]], (C::ExamOn, P::DateMissing)),
            (K::ExamSchedule, vec![theory[0], (C::ExamOn, "待定")], (C::ExamOn, P::DateUnreadable)),
            (K::ExamSchedule, vec![(C::TheoryOn, "2026-02-30")], (C::TheoryOn, P::DateImpossible)),
            (K::ExamResults, theory.to_vec(), (C::Score, P::ScoreMissing)),
            (K::ExamResults, vec![theory[0], (C::Score, "85")], (C::ExamOn, P::DateMissing)),
            (K::ExamResults, vec![theory[1], (C::Score, "85")], (C::ExamPart, P::PartMissing)),
            (K::ExamResults, vec![theory[0], theory[1], (C::Score, "101")], (C::Score, P::ScoreOutOfRange)),
            (K::ExamResults, vec![theory[0], theory[1], (C::Score, "-5")], (C::Score, P::ScoreOutOfRange)),
            (K::ExamResults, vec![theory[0], theory[1], (C::Score, "1080")], (C::Score, P::ScoreOutOfRange)),
            (K::ExamResults, vec![theory[0], theory[1], (C::Score, "85.5")], (C::Score, P::ScoreUnreadable)),
            (K::ExamResults, vec![theory[0], theory[1], (C::Score, "优秀")], (C::Score, P::ScoreUnreadable)),
            (K::ExamResults, vec![theory[0], theory[1], (C::Result, "作弊")], (C::Result, P::ResultUnknown)),
            (K::ExamResults, vec![theory[1], (C::TheoryScore, "#N/A")], (C::TheoryScore, P::FormulaError)),
            (
                K::ExamResults,
                vec![theory[0], theory[1], (C::Score, "合格"), (C::Result, "不合格")],
                (C::Result, P::ResultContradictsScore),
            ),
            (
                K::Certificates,
                vec![(C::ValidUntil, "2026-12-20至2032-12-19")],
                (C::CertificateNumber, P::CertificateNumberMissing),
            ),
        ] {
            let raw = person(&cells);
            assert_eq!(problems(kind, &raw), [expected], "{cells:?}");
            assert_eq!(check(kind, &raw).row, None, "{cells:?}");
        }
        assert_eq!(
            problems(K::ExamResults, &person(&theory).corrected(C::Name, "")).first(),
            Some(&(C::Name, P::NameMissing))
        );
        let masked = person(&theory).corrected(C::DocumentNumber, "420199********3214").corrected(C::Score, "85");
        assert_eq!(problems(K::ExamResults, &masked), [(C::DocumentNumber, P::DocumentMasked)]);
        assert_eq!(check(K::ExamResults, &masked).name.unwrap().as_str(), "史轩");
    }

    #[test]
    fn days_of_a_certificate_must_agree() {
        for (cells, column) in [
            ([(C::ValidFrom, "2026-12-20"), (C::ValidUntil, "2026-12-20")].as_slice(), C::ValidUntil),
            (&[(C::ValidFrom, "2026-12-20"), (C::ValidUntil, "2025-12-19")], C::ValidUntil),
            (&[(C::ValidFrom, "2006-12-20"), (C::ValidUntil, "2032-12-19")], C::ValidUntil),
            (&[(C::ValidUntil, "2026-12-20至2032-12-19"), (C::FirstIssuedOn, "2027-01-01")], C::FirstIssuedOn),
            (&[(C::ValidUntil, "2026-12-20至2032-12-19"), (C::ReviewDueOn, "2033-01-01")], C::ReviewDueOn),
            (&[(C::ValidUntil, "2026-12-20至2032-12-19"), (C::ReviewDueOn, "2026-12-20")], C::ReviewDueOn),
            (&[(C::ValidUntil, "2026-12-20至2032-12-19"), (C::ValidFrom, "2026-12-21")], C::ValidFrom),
        ] {
            let raw = person(cells).corrected(C::CertificateNumber, "T420199197610093214");
            assert_eq!(problems(K::Certificates, &raw), [(column, P::CertificateDatesInconsistent)], "{cells:?}");
        }
        for (number, code) in [
            ("T4.20199197610093E+17", P::CertificateNumberCharacters),
            ("T420199********3214", P::CertificateNumberCharacters),
            (&"1".repeat(41), P::TextTooLong),
        ] {
            let raw = person(&[(C::ValidUntil, "2026-12-20至2032-12-19"), (C::CertificateNumber, number)]);
            assert_eq!(problems(K::Certificates, &raw), [(C::CertificateNumber, code)], "{number}");
        }
    }

    #[test]
    fn what_was_put_into_form_is_told() {
        let cells = [(C::ExamPart, "理论考试"), (C::ExamOn, "2026.12.5"), (C::Score, "８５"), (C::Result, "及格")];
        let notes: Vec<_> =
            check(K::ExamResults, &person(&cells)).notes.into_iter().map(|note| (note.column, note.kind)).collect();
        let expected = [
            (C::ExamPart, NoteKind::Wording),
            (C::ExamOn, NoteKind::DateForm),
            (C::Score, NoteKind::FullWidth),
            (C::Result, NoteKind::Wording),
        ];
        assert_eq!(notes, expected);
    }

    #[test]
    fn no_text_whatever_makes_it_panic() {
        let alphabet: Vec<char> = "0123456789TX年月日.-/至~—分合格缺考理论实操 \u{0}\u{200b}*E+😀".chars().collect();
        let mut state = 1_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 40).unwrap() % below
        };
        for _ in 0..2_000 {
            for kind in [K::ExamSchedule, K::ExamResults, K::Certificates] {
                let mut raw = person(&[]);
                for column in C::of(kind).into_iter().skip(4) {
                    let text: String = (0..next(14)).map(|_| alphabet[next(alphabet.len())]).collect();
                    raw = raw.corrected(column, &text);
                }
                let checked = check(kind, &raw);
                let blocked = !checked.problems.is_empty();
                assert_eq!(checked.row.is_none(), blocked, "{raw:?} {:?}", checked.problems);
            }
        }
    }
}
