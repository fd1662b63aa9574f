//! What a row of a list would do, given what is known: pure, no storage.
//!
//! The rules: the document decides who is meant, never the name alone. One open case must fit; class and operation tell
//! several apart. A result needs a case that has reached the exam, a day between the beginning of the class and today,
//! and must agree with itself (合格 with 62 of 80 does not). An absence (缺考) is no attempt: it is told, and counts for
//! nothing. What is recorded already is *same*; what contradicts it is a problem.

pub(super) mod weigh;

use weigh::{outcome, weigh_certificate, weigh_exams, weigh_results};

use super::check::{ListRow, ListedCertificate, PartResult, PlannedExam, ResultWord, Says};
use super::part_label;
use crate::certificates::exams::{self, Part};
use crate::certificates::operation_key;
use crate::certificates::regime::{RuleSet, StageKey};
use crate::date::Date;
use crate::identity::document::masked_text;
use crate::roster::check::{ProblemCode, RowProblem};
use crate::roster::columns::Column;
use crate::roster::plan::{Change, Fate};
use crate::text::PersonName;

/// Who has the row's document, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Known(KnownTrainee),
    /// `similar`: the masked number of the only trainee of this name whose number differs by one slip of the pen.
    Nobody {
        similar: Option<String>,
    },
}

/// A trainee and all cases, closed ones too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTrainee {
    pub name: PersonName,
    pub cases: Vec<KnownCase>,
}

/// A case, as far as lists go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCase {
    /// The class code.
    pub class: String,
    /// The course, its short names and the operation: any of them may stand in a list.
    pub names: Vec<String>,
    pub class_begins: Option<Date>,
    pub is_open: bool,
    pub reached: Reached,
    /// Where it stands, in the roster's word for it.
    pub stage: String,
    pub rules: CaseRules,
    pub exams: Vec<KnownExam>,
    pub results: Vec<KnownResult>,
    pub certificate: Option<KnownCertificate>,
}

/// Where a case stands, as seen from the exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Not applied for.
    BeforeExam,
    /// Applied for, planned, being sat, or its results out.
    Exam,
    /// The certificate is being made, or further.
    AfterExam,
}

/// What the rule set of a case says, as far as lists go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRules {
    /// Parts of the exam; none where the regime has no exam.
    pub parts: Vec<Part>,
    pub pass_mark: i64,
    /// Times a part may be tried again.
    pub make_ups: i64,
    /// How long a passed part counts.
    pub part_valid_months: i32,
    /// The authority issues a certificate.
    pub is_certified: bool,
    /// The first certificate of its kind: nothing of it is older than the exam.
    pub is_initial: bool,
    /// The certificate's number is `T` and the document number (domain.md D4).
    pub numbered_by_document: bool,
}

impl CaseRules {
    /// Of a rule set. A way without the exam's stages has no exam, one without the making of a certificate has none.
    pub fn of(rules: &RuleSet) -> Self {
        let has_exam = rules.stage_of(StageKey::Theory).is_some();
        Self {
            parts: if has_exam { exams::parts(rules).to_vec() } else { Vec::new() },
            pass_mark: rules.pass_mark,
            make_ups: rules.make_ups,
            part_valid_months: rules.part_valid_months,
            is_certified: rules.stage_of(StageKey::Making).is_some(),
            is_initial: rules.pipeline.ends_with(".initial"),
            numbered_by_document: rules.pipeline.starts_with("special_operations."),
        }
    }
}

impl Reached {
    /// Seen from the exam, where a case at this position stands.
    pub fn of(rules: &RuleSet, position: i64) -> Self {
        let begins = |key| rules.stage_of(key).map(|stage| stage.stage.position);
        match (begins(StageKey::Applied).or(begins(StageKey::Theory)), begins(StageKey::Making)) {
            (_, Some(making)) if position >= making => Self::AfterExam,
            (Some(applied), _) if position < applied => Self::BeforeExam,
            _ => Self::Exam,
        }
    }
}

/// An exam that was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownExam {
    pub part: Part,
    pub on: Date,
    pub place: Option<String>,
}

/// A result that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownResult {
    pub part: Part,
    pub on: Date,
    pub score: Option<i64>,
    pub outcome: ResultWord,
    /// Before the training was repeated: it is known, and counts no more.
    pub is_of_earlier_round: bool,
}

/// A certificate that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCertificate {
    pub number: String,
    pub first_issued_on: Option<Date>,
    pub valid_from: Date,
    pub valid_until: Date,
    pub review_due_on: Option<Date>,
}

/// A row above this one about the same person, good by itself.
#[derive(Clone, Copy, Debug)]
pub struct Above<'a> {
    pub row_no: u32,
    pub row: &'a ListRow,
}

/// What becomes of a row, and which of the trainee's cases it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub fate: Fate,
    /// Its place in [`KnownTrainee::cases`]; there for a change.
    pub case: Option<usize>,
}

/// Decides what becomes of a row that is good by itself.
pub fn decide(row: &ListRow, who: &Who, above: &[Above<'_>], today: Date) -> Decision {
    let undecided = |fate| Decision { fate, case: None };
    let trainee = match who {
        Who::Known(trainee) => trainee,
        Who::Nobody { similar } => {
            return undecided(Fate::Problem(vec![nobody(&row.document.masked(), similar.as_deref())]));
        }
    };
    if row.name != trainee.name {
        let problem = RowProblem::new(Column::Name, row.name.as_str(), ProblemCode::NameDiffers);
        return undecided(Fate::Problem(vec![problem.against(trainee.name.as_str())]));
    }
    match against_file(row, above) {
        Some(Ok(of_row)) => return undecided(Fate::Repeat { of_row }),
        Some(Err(problem)) => return undecided(Fate::Problem(vec![problem])),
        None => {}
    }
    let (place, case) = match fitting_case(row, trainee) {
        Ok(found) => found,
        Err(problem) => return undecided(Fate::Problem(vec![problem])),
    };
    let weighed = match &row.says {
        Says::Exams(exams) => weigh_exams(exams, case, today),
        Says::Results { parts, overall } => weigh_results(parts, *overall, case, today),
        Says::Certificate(certificate) => weigh_certificate(certificate, row.document.number(), case, today),
    };
    match weighed {
        Err(problems) => undecided(Fate::Problem(problems)),
        Ok(changes) if changes.is_empty() => undecided(Fate::Same),
        Ok(_) if !case.is_open => undecided(Fate::Problem(vec![no_open_case(trainee)])),
        Ok(changes) => Decision { fate: Fate::Change(changes), case: Some(place) },
    }
}

/// What a case is after a row was taken in: the next row of the person is weighed against it.
pub fn take_in(case: &mut KnownCase, row: &ListRow, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Exam { part, on, place, .. } => {
                case.exams.retain(|exam| exam.part != *part);
                case.exams.push(KnownExam { part: *part, on: *on, place: place.clone() });
            }
            Change::ExamResult { part, on, score, outcome, .. } => {
                case.results.push(KnownResult {
                    part: *part,
                    on: *on,
                    score: *score,
                    outcome: *outcome,
                    is_of_earlier_round: false,
                });
            }
            Change::Certificate { .. } => {
                if let Says::Certificate(certificate) = &row.says {
                    case.certificate = Some(KnownCertificate {
                        number: certificate.number.clone(),
                        first_issued_on: certificate.first_issued_on,
                        valid_from: certificate.valid_from,
                        valid_until: certificate.valid_until,
                        review_due_on: certificate.review_due_on,
                    });
                }
            }
            _ => {}
        }
    }
}

/// Nobody has such a document. A number that was mistyped by one slip is worth a hint; the row is not taken for that
/// person.
pub fn nobody(written: &str, similar: Option<&str>) -> RowProblem {
    match similar {
        Some(masked) => {
            RowProblem::new(Column::DocumentNumber, written, ProblemCode::DocumentSlip).against(masked.to_owned())
        }
        None => RowProblem::new(Column::DocumentNumber, written, ProblemCode::NobodyMatches),
    }
}

/// Whether two numbers differ by one slip of the pen: one character wrong, two neighbours changed over, one left out or
/// one too many.
pub fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (Some(one), Some(other)) = (one.get(same..), other.get(same..)) else { return false };
    match (one, other) {
        ([first, second, rest @ ..], [third, fourth, end @ ..]) if (first, second, rest) == (fourth, third, end) => {
            true
        }
        ([_, rest @ ..], [_, end @ ..]) if rest == end => true,
        ([_, rest @ ..], all) if rest == all => true,
        (all, [_, rest @ ..]) => all == rest,
        _ => false,
    }
}

/// A row above about the same exam or certificate: the same again, or something else.
fn against_file(row: &ListRow, above: &[Above<'_>]) -> Option<Result<u32, RowProblem>> {
    let mut about_same =
        above.iter().filter(|other| other.row.class == row.class && other.row.operation == row.operation);
    about_same.find_map(|other| {
        if other.row.says == row.says {
            return Some(Ok(other.row_no));
        }
        let (column, value, known) = contradiction(&row.says, &other.row.says)?;
        let problem = RowProblem::new(column, value, ProblemCode::RepeatDiffers);
        Some(Err(problem.against(known).in_row(other.row_no)))
    })
}

/// What two rows say differently of one thing: cell, value, and what the other says.
fn contradiction(says: &Says, other: &Says) -> Option<(Column, String, String)> {
    match (says, other) {
        (Says::Exams(exams), Says::Exams(others)) => exams.iter().find_map(|exam| {
            let other = others.iter().find(|other| other.part == exam.part && other.on != exam.on)?;
            Some((exam.on_in, exam.on.to_string(), other.on.to_string()))
        }),
        (Says::Results { parts, .. }, Says::Results { parts: others, .. }) => parts.iter().find_map(|part| {
            let same_exam = |other: &&PartResult| other.part == part.part && other.on == part.on;
            let other = others.iter().find(same_exam)?;
            let differs = (other.score, other.word) != (part.score, part.word);
            differs.then(|| (part.said_in, said(part), said(other)))
        }),
        // One person may have several certificates: another number or another operation is another one.
        (Says::Certificate(certificate), Says::Certificate(other)) if certificate.number == other.number => {
            let days = |of: &ListedCertificate| format!("{} 至 {}", of.valid_from, of.valid_until);
            let differs = (certificate.valid_from, certificate.valid_until) != (other.valid_from, other.valid_until);
            differs.then(|| (Column::ValidUntil, days(certificate), days(other)))
        }
        _ => None,
    }
}

fn said(part: &PartResult) -> String {
    match (part.score, part.word) {
        (Some(score), Some(word)) => format!("{score} {}", word.label()),
        (Some(score), None) => score.to_string(),
        (None, word) => word.map_or_else(String::new, |word| word.label().to_owned()),
    }
}

/// The one open case that the row can be about. A closed one is looked at only where there is no open one, to see
/// whether the list says anything new.
fn fitting_case<'a>(row: &ListRow, trainee: &'a KnownTrainee) -> Result<(usize, &'a KnownCase), RowProblem> {
    let wants_exam = !matches!(row.says, Says::Certificate(_));
    let suits = |case: &KnownCase| if wants_exam { !case.rules.parts.is_empty() } else { case.rules.is_certified };
    let all: Vec<(usize, &KnownCase)> = trainee.cases.iter().enumerate().filter(|(_, case)| suits(case)).collect();
    if all.is_empty() {
        return Err(no_open_case(trainee));
    }
    let by_class = narrowed(all, row.class.as_deref(), |case, class| case.class == class).map_err(|cases| {
        differs(Column::Class, row.class.as_deref(), ProblemCode::ClassDiffers, &cases, |c| &c.class)
    })?;
    // A case that is called exactly so wins over those that only hold the words.
    let exactly = narrowed(by_class, row.operation.as_deref(), is_called);
    let by_both =
        exactly.or_else(|cases| narrowed(cases, row.operation.as_deref(), holds_operation)).map_err(|cases| {
            let first = |case: &'a KnownCase| case.names.first().map_or("", String::as_str);
            differs(Column::Operation, row.operation.as_deref(), ProblemCode::OperationDiffers, &cases, first)
        })?;
    // Said before, of whichever case: a list that is imported again is not taken for news about another one.
    if let Some(known) = by_both.iter().copied().find(|(_, case)| is_recorded(&row.says, case)) {
        return Ok(known);
    }
    let open: Vec<(usize, &KnownCase)> = by_both.iter().copied().filter(|(_, case)| case.is_open).collect();
    match (open.as_slice(), by_both.as_slice()) {
        ([only], _) | ([], [.., only]) => Ok(*only),
        ([], []) => Err(no_open_case(trainee)),
        (several, _) => {
            let names: Vec<String> = several.iter().map(|(_, case)| described(case)).collect();
            let written = row.class.as_deref().unwrap_or_default();
            Err(RowProblem::new(Column::Class, written, ProblemCode::SeveralCases).against(names.join("、")))
        }
    }
}

fn is_recorded(says: &Says, case: &KnownCase) -> bool {
    match says {
        Says::Exams(exams) => {
            exams.iter().all(|exam| case.exams.iter().any(|known| (known.part, known.on) == (exam.part, exam.on)))
        }
        Says::Results { parts, .. } => parts.iter().all(|part| {
            let mut known = case.results.iter().filter(|known| (known.part, known.on) == (part.part, part.on));
            known.any(|known| outcome(part, case.rules.pass_mark).is_ok_and(|outcome| outcome == known.outcome))
        }),
        Says::Certificate(certificate) => case.certificate.as_ref().is_some_and(|known| {
            known.number == certificate.number
                && (known.valid_from, known.valid_until) == (certificate.valid_from, certificate.valid_until)
                // A review keeps number and validity: its certificate is another one by the next review.
                && certificate.review_due_on.is_none_or(|review| known.review_due_on == Some(review))
        }),
    }
}

type Cases<'a> = Vec<(usize, &'a KnownCase)>;

/// Those that fit what the row says, if it says anything; all of them as an error when none does.
fn narrowed<'a>(
    cases: Cases<'a>,
    wanted: Option<&str>,
    fits: impl Fn(&KnownCase, &str) -> bool,
) -> Result<Cases<'a>, Cases<'a>> {
    let Some(wanted) = wanted else { return Ok(cases) };
    let fitting: Cases<'a> = cases.iter().copied().filter(|(_, case)| fits(case, wanted)).collect();
    if fitting.is_empty() { Err(cases) } else { Ok(fitting) }
}

fn differs<'a>(
    column: Column,
    written: Option<&str>,
    code: ProblemCode,
    cases: &Cases<'a>,
    known: impl Fn(&'a KnownCase) -> &'a str,
) -> RowProblem {
    let mut names: Vec<&str> = cases.iter().map(|(_, case)| known(case)).collect();
    names.dedup();
    RowProblem::new(column, written.unwrap_or_default(), code).against(names.join("、"))
}

/// 低压电工作业 and 低压电工 are one thing.
fn is_called(case: &KnownCase, operation: &str) -> bool {
    case.names.iter().any(|name| operation_key(name) == operation_key(operation))
}

/// 电工作业-低压电工作业 holds the operation; 电工作业, a whole category, is held by several.
fn holds_operation(case: &KnownCase, operation: &str) -> bool {
    let wanted = operation_key(operation);
    let is_held = |name: &String| !wanted.is_empty() && operation_key(name).contains(&wanted);
    let holds = |name: &String| !operation_key(name).is_empty() && wanted.contains(&operation_key(name));
    case.names.iter().any(is_held) || case.names.first().is_some_and(holds)
}

fn described(case: &KnownCase) -> String {
    format!("{} {}", case.class, case.names.first().map_or("", String::as_str))
}

fn no_open_case(trainee: &KnownTrainee) -> RowProblem {
    let cases: Vec<String> =
        trainee.cases.iter().map(|case| format!("{}（{}）", described(case), case.stage)).collect();
    let problem = RowProblem::new(Column::Name, trainee.name.as_str(), ProblemCode::NoOpenCase);
    if cases.is_empty() { problem } else { problem.against(cases.join("、")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::ImportKind;
    use crate::lists::check::check;
    use crate::roster::row::RawRow;
    use Column as C;
    use ImportKind as K;
    use ProblemCode as P;
    use ResultWord as W;

    const TODAY: &str = "2027-01-10";

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn row(kind: K, cells: &[(C, &str)]) -> ListRow {
        let start = RawRow::new(4).corrected(C::Name, "史轩").corrected(C::DocumentNumber, "420199197610093214");
        let raw = cells.iter().fold(start, |row, (column, text)| row.corrected(*column, text));
        let checked = check(kind, &raw);
        assert_eq!(checked.problems, [], "{cells:?}");
        checked.row.unwrap()
    }

    fn theory(on: &str, score: &str) -> ListRow {
        row(K::ExamResults, &[(C::ExamOn, on), (C::TheoryScore, score)])
    }

    fn practical(on: &str, score: &str) -> ListRow {
        row(K::ExamResults, &[(C::ExamOn, on), (C::PracticalScore, score)])
    }

    fn certificate(cells: &[(C, &str)]) -> ListRow {
        let mut all = vec![
            (C::CertificateNumber, "T420199197610093214"),
            (C::FirstIssuedOn, "2027-01-08"),
            (C::ValidUntil, "2027-01-08至2033-01-07"),
            (C::ReviewDueOn, "2030-01-08"),
        ];
        all.extend(cells);
        row(K::Certificates, &all)
    }

    fn result(part: Part, on: &str, score: i64) -> KnownResult {
        let outcome = if score >= 80 { W::Passed } else { W::Failed };
        KnownResult { part, on: day(on), score: Some(score), outcome, is_of_earlier_round: false }
    }

    fn case() -> KnownCase {
        KnownCase {
            class: "2026-D13期".into(),
            names: vec!["低压电工作业".into(), "电工".into()],
            class_begins: Some(day("2026-10-20")),
            is_open: true,
            reached: Reached::Exam,
            stage: "理论考试".into(),
            rules: CaseRules {
                parts: Part::ALL.to_vec(),
                pass_mark: 80,
                make_ups: 1,
                part_valid_months: 12,
                is_certified: true,
                is_initial: true,
                numbered_by_document: true,
            },
            exams: vec![],
            results: vec![],
            certificate: None,
        }
    }

    fn with_results(results: &[KnownResult]) -> KnownCase {
        KnownCase { results: results.to_vec(), ..case() }
    }

    fn passed_both() -> KnownCase {
        with_results(&[result(Part::Theory, "2026-12-05", 85), result(Part::Practical, "2026-12-12", 90)])
    }

    fn decided(row: &ListRow, cases: &[KnownCase]) -> Decision {
        let who = Who::Known(KnownTrainee { name: PersonName::parse("史轩").unwrap(), cases: cases.to_vec() });
        decide(row, &who, &[], day(TODAY))
    }

    fn codes(row: &ListRow, cases: &[KnownCase]) -> Vec<(C, P)> {
        match decided(row, cases).fate {
            Fate::Problem(problems) => problems.iter().map(|problem| (problem.column, problem.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn changes(row: &ListRow, case: KnownCase) -> Vec<Change> {
        match decided(row, &[case]) {
            Decision { fate: Fate::Change(changes), case: Some(0) } => changes,
            other => panic!("{other:?}"),
        }
    }

    fn news(part: Part, on: &str, score: Option<i64>, outcome: W, make_up: bool) -> Change {
        Change::ExamResult { part, on: day(on), score, outcome, make_up }
    }

    #[test]
    fn results_are_taken_in_part_by_part() {
        assert_eq!(
            changes(&theory("2026-12-05", "85"), case()),
            [news(Part::Theory, "2026-12-05", Some(85), W::Passed, false)]
        );
        let both = row(
            K::ExamResults,
            &[(C::ExamOn, "2026-12-05"), (C::TheoryScore, "80"), (C::PracticalScore, "79"), (C::Result, "不合格")],
        );
        assert_eq!(
            changes(&both, case()),
            [
                news(Part::Theory, "2026-12-05", Some(80), W::Passed, false),
                news(Part::Practical, "2026-12-05", Some(79), W::Failed, false)
            ]
        );
        let failed = with_results(&[result(Part::Theory, "2026-12-05", 72)]);
        assert_eq!(
            changes(&theory("2026-12-26", "81"), failed),
            [news(Part::Theory, "2026-12-26", Some(81), W::Passed, true)]
        );
    }

    #[test]
    fn an_absence_is_no_attempt() {
        let absent = theory("2026-12-05", "缺考");
        let change = news(Part::Theory, "2026-12-05", None, W::Absent, false);
        assert_eq!(changes(&absent, case()), std::slice::from_ref(&change));
        let mut known = case();
        take_in(&mut known, &absent, &[change]);
        assert_eq!(decided(&absent, std::slice::from_ref(&known)).fate, Fate::Same);
        // The next one is a first attempt still, and the make-up after it is not used up.
        assert_eq!(
            changes(&theory("2026-12-26", "60"), known.clone()),
            [news(Part::Theory, "2026-12-26", Some(60), W::Failed, false)]
        );
        // 缺考 with a nought is the same; with a score it is a contradiction.
        let nought = row(K::ExamResults, &[(C::ExamOn, "2026-12-05"), (C::TheoryScore, "0"), (C::Result, "缺考")]);
        assert_eq!(changes(&nought, case()), [news(Part::Theory, "2026-12-05", None, W::Absent, false)]);
        let score = row(K::ExamResults, &[(C::ExamOn, "2026-12-05"), (C::TheoryScore, "62"), (C::Result, "缺考")]);
        assert_eq!(codes(&score, &[case()]), [(C::TheoryScore, P::ResultContradictsScore)]);
    }

    #[test]
    fn what_is_recorded_is_same_and_what_contradicts_it_is_shown() {
        let known = with_results(&[result(Part::Theory, "2026-12-05", 85)]);
        for (row, expected) in [
            (theory("2026-12-05", "85"), None),
            (theory("2026-12-05", "合格"), None),
            (theory("2026-12-05", "84"), Some((C::TheoryScore, P::ScoreDiffers))),
            (theory("2026-12-05", "不合格"), Some((C::TheoryScore, P::ScoreDiffers))),
            (theory("2026-12-05", "缺考"), Some((C::TheoryScore, P::ScoreDiffers))),
            (theory("2026-12-12", "85"), Some((C::TheoryScore, P::AlreadyPassed))),
            (theory("2026-12-01", "60"), Some((C::ExamOn, P::ExamEarlier))),
        ] {
            match expected {
                None => assert_eq!(decided(&row, std::slice::from_ref(&known)).fate, Fate::Same, "{row:?}"),
                Some(problem) => assert_eq!(codes(&row, std::slice::from_ref(&known)), [problem], "{row:?}"),
            }
        }
        // A pass counts twelve months: then the part may be sat again.
        let old = KnownCase { class_begins: None, ..with_results(&[result(Part::Theory, "2025-12-05", 85)]) };
        assert_eq!(
            codes(&theory("2026-12-05", "85"), std::slice::from_ref(&old)),
            [(C::TheoryScore, P::AlreadyPassed)]
        );
        assert_eq!(changes(&theory("2026-12-06", "85"), old).len(), 1);
    }

    #[test]
    fn results_that_cannot_be_are_shown() {
        let at = |reached| KnownCase { reached, ..case() };
        let failed_twice =
            with_results(&[result(Part::Theory, "2026-11-05", 60), result(Part::Theory, "2026-12-05", 70)]);
        let oral = KnownCase { rules: CaseRules { parts: vec![Part::Theory], ..case().rules }, ..case() };
        let word =
            |score, word| row(K::ExamResults, &[(C::ExamOn, "2026-12-05"), (C::TheoryScore, score), (C::Result, word)]);
        let both = |theory, practical, word| {
            let on = (C::ExamOn, "2026-12-05");
            row(K::ExamResults, &[on, (C::TheoryScore, theory), (C::PracticalScore, practical), (C::Result, word)])
        };
        for (row, case, expected) in [
            (theory("2026-12-05", "85"), at(Reached::BeforeExam), (C::Class, P::NotAtExam)),
            (theory("2027-01-11", "85"), case(), (C::ExamOn, P::DateInFuture)),
            (theory("2026-10-19", "85"), case(), (C::ExamOn, P::ExamBeforeClass)),
            (word("62", "合格"), case(), (C::TheoryScore, P::ResultContradictsScore)),
            (word("80", "不合格"), case(), (C::TheoryScore, P::ResultContradictsScore)),
            (both("85", "70", "合格"), case(), (C::Result, P::ResultContradictsScore)),
            (both("85", "90", "不合格"), case(), (C::Result, P::ResultContradictsScore)),
            (both("85", "90", "缺考"), case(), (C::Result, P::ResultContradictsScore)),
            (both("70", "90", "不合格"), case(), (C::PracticalScore, P::TheoryNotPassed)),
            (practical("2026-12-05", "90"), case(), (C::PracticalScore, P::TheoryNotPassed)),
            (practical("2026-12-05", "90"), oral, (C::ExamPart, P::PartNotOfRegime)),
            (theory("2026-12-26", "85"), failed_twice, (C::TheoryScore, P::NoMakeUpLeft)),
        ] {
            assert_eq!(codes(&row, std::slice::from_ref(&case)), [expected], "{row:?}");
        }
        // Further on, without results that were recorded: they are taken in afterwards, practical ones too.
        assert_eq!(changes(&practical("2026-12-05", "90"), at(Reached::AfterExam)).len(), 1);
    }

    #[test]
    fn exams_are_announced_and_moved() {
        let plan = |on: &str| row(K::ExamSchedule, &[(C::ExamPart, "理论"), (C::ExamOn, on), (C::ExamPlace, "一考点")]);
        let exam = |from: Option<&str>, on: &str| Change::Exam {
            part: Part::Theory,
            from: from.map(day),
            on: day(on),
            place: Some("一考点".into()),
        };
        assert_eq!(changes(&plan("2027-02-01"), case()), [exam(None, "2027-02-01")]);
        let mut known = case();
        take_in(&mut known, &plan("2027-02-01"), &[exam(None, "2027-02-01")]);
        assert_eq!(decided(&plan("2027-02-01"), std::slice::from_ref(&known)).fate, Fate::Same);
        assert_eq!(changes(&plan("2027-02-03"), known), [exam(Some("2027-02-01"), "2027-02-03")]);
        let sat = with_results(&[result(Part::Theory, "2026-12-05", 60)]);
        assert_eq!(decided(&plan("2026-12-05"), std::slice::from_ref(&sat)).fate, Fate::Same);
        assert_eq!(changes(&plan("2027-02-01"), sat.clone()).len(), 1);
        let failed_twice =
            with_results(&[result(Part::Theory, "2026-11-05", 60), result(Part::Theory, "2026-12-05", 70)]);
        for (on, case, expected) in [
            ("2026-10-19", case(), (C::ExamOn, P::ExamBeforeClass)),
            ("2062-02-01", case(), (C::ExamOn, P::ExamFarAhead)),
            ("2026-12-01", sat, (C::ExamOn, P::ExamEarlier)),
            ("2027-02-01", passed_both(), (C::ExamOn, P::AlreadyPassed)),
            ("2027-02-01", failed_twice, (C::ExamOn, P::NoMakeUpLeft)),
            ("2027-02-01", KnownCase { reached: Reached::BeforeExam, ..case() }, (C::Class, P::NotAtExam)),
        ] {
            assert_eq!(codes(&plan(on), std::slice::from_ref(&case)), [expected], "{on}");
        }
    }

    #[test]
    fn certificates_follow_the_exam() {
        let issued = Change::Certificate {
            number: "T42************3214".into(),
            valid_from: day("2027-01-08"),
            valid_until: day("2033-01-07"),
            review_due_on: Some(day("2030-01-08")),
        };
        assert_eq!(changes(&certificate(&[]), passed_both()), std::slice::from_ref(&issued));
        // Moved on by a roster: the exams are not recorded, but behind it.
        let moved = KnownCase { reached: Reached::AfterExam, ..case() };
        assert_eq!(changes(&certificate(&[]), moved), std::slice::from_ref(&issued));
        let mut known = passed_both();
        take_in(&mut known, &certificate(&[]), &[issued]);
        assert_eq!(decided(&certificate(&[]), std::slice::from_ref(&known)).fate, Fate::Same);
        let collected = KnownCase { is_open: false, stage: "已领取".into(), ..known.clone() };
        assert_eq!(decided(&certificate(&[]), std::slice::from_ref(&collected)).fate, Fate::Same);
        let later = certificate(&[(C::ValidUntil, "2027-01-08至2033-02-07")]);
        assert_eq!(codes(&later, &[known]), [(C::ValidUntil, P::CertificateDiffers)]);
        assert_eq!(codes(&later, &[collected]), [(C::ValidUntil, P::CertificateDiffers)]);

        let theory_only = with_results(&[result(Part::Theory, "2026-12-05", 85)]);
        for (row, case, expected) in [
            (certificate(&[]), theory_only, (C::CertificateNumber, P::CertificateWithoutPass)),
            (certificate(&[]), KnownCase { reached: Reached::BeforeExam, ..case() }, (C::Class, P::NotAtExam)),
            (
                certificate(&[(C::FirstIssuedOn, "2026-12-01")]),
                passed_both(),
                (C::FirstIssuedOn, P::CertificateBeforeExam),
            ),
            (
                certificate(&[(C::CertificateNumber, "T420199197610093215")]),
                passed_both(),
                (C::CertificateNumber, P::CertificateNumberNotOfPerson),
            ),
            (
                certificate(&[(C::FirstIssuedOn, "2027-01-11"), (C::ValidUntil, "2027-01-11至2033-01-10")]),
                passed_both(),
                (C::FirstIssuedOn, P::DateInFuture),
            ),
        ] {
            assert_eq!(codes(&row, std::slice::from_ref(&case)), [expected], "{row:?}");
        }
        // A review keeps the first issue, and must reach past its own exam.
        let review = KnownCase { rules: CaseRules { is_initial: false, ..case().rules }, ..passed_both() };
        let kept = certificate(&[
            (C::FirstIssuedOn, "2024-01-08"),
            (C::ValidUntil, "2024-01-08至2030-01-07"),
            (C::ReviewDueOn, "2027-01-08"),
        ]);
        assert_eq!(changes(&kept, review.clone()).len(), 1);
        let over = certificate(&[
            (C::FirstIssuedOn, "2020-01-08"),
            (C::ValidUntil, "2020-01-08至2026-01-07"),
            (C::ReviewDueOn, "2023-01-08"),
        ]);
        assert_eq!(codes(&over, &[review]), [(C::ValidUntil, P::CertificateBeforeExam)]);
        // Principals have numbers of their own kind.
        let principals =
            KnownCase { rules: CaseRules { numbered_by_document: false, ..case().rules }, ..passed_both() };
        assert_eq!(changes(&certificate(&[(C::CertificateNumber, "桂安字2027001")]), principals).len(), 1);
    }

    #[test]
    fn one_open_case_must_fit() {
        let high = KnownCase { class: "2026-G02期".into(), names: vec!["高压电工作业".into()], ..case() };
        let closed = KnownCase { is_open: false, stage: "已领取".into(), ..case() };
        let proof = KnownCase { rules: CaseRules { parts: vec![], is_certified: false, ..case().rules }, ..case() };
        let plain = theory("2026-12-05", "85");
        let of_class =
            |class| row(K::ExamResults, &[(C::ExamOn, "2026-12-05"), (C::TheoryScore, "85"), (C::Class, class)]);
        let of = |name| row(K::ExamResults, &[(C::ExamOn, "2026-12-05"), (C::TheoryScore, "85"), (C::Operation, name)]);
        assert_eq!(codes(&plain, &[case(), high.clone()]), [(C::Class, P::SeveralCases)]);
        for (row, place) in [
            (of_class("2026-G02期"), 1),
            (of("高压电工"), 1),
            (of("低压电工作业"), 0),
            (of("电工作业-低压电工作业"), 0),
        ] {
            assert_eq!(decided(&row, &[case(), high.clone()]).case, Some(place), "{row:?}");
        }
        let unnamed = KnownCase { names: vec!["低压电工作业".into()], ..case() };
        assert_eq!(codes(&of("电工作业"), &[unnamed, high.clone()]), [(C::Class, P::SeveralCases)]);
        assert_eq!(codes(&of_class("2026-X"), &[case(), high.clone()]), [(C::Class, P::ClassDiffers)]);
        assert_eq!(codes(&of("叉车"), &[case(), high.clone()]), [(C::Operation, P::OperationDiffers)]);
        assert_eq!(decided(&plain, &[closed.clone(), high.clone()]).case, Some(1));
        assert_eq!(decided(&plain, &[proof.clone(), high]).case, Some(1));
        for cases in [vec![], vec![closed], vec![proof]] {
            assert_eq!(codes(&plain, &cases), [(C::Name, P::NoOpenCase)]);
        }
    }

    #[test]
    fn what_was_failed_before_the_training_was_repeated_counts_no_more() {
        let earlier = |on: &str, score| KnownResult { is_of_earlier_round: true, ..result(Part::Theory, on, score) };
        let known = with_results(&[earlier("2026-11-05", 60), earlier("2026-12-05", 70)]);
        assert_eq!(decided(&theory("2026-12-05", "70"), std::slice::from_ref(&known)).fate, Fate::Same);
        assert_eq!(
            changes(&theory("2026-12-26", "85"), known.clone()),
            [news(Part::Theory, "2026-12-26", Some(85), W::Passed, false)]
        );
        assert_eq!(codes(&theory("2026-11-20", "85"), &[known]), [(C::ExamOn, P::ExamEarlier)]);
    }

    #[test]
    fn rules_come_from_the_rule_set() {
        for rules in RuleSet::samples() {
            let of = CaseRules::of(&rules);
            assert_eq!(of.parts.is_empty(), rules.stage_of(StageKey::Theory).is_none(), "{}", rules.code);
            let first = rules.stages.first().unwrap().stage.position;
            let last = rules.stages.last().unwrap().stage.position;
            if !of.parts.is_empty() {
                assert_eq!(
                    (Reached::of(&rules, first), Reached::of(&rules, last)),
                    (Reached::BeforeExam, Reached::AfterExam)
                );
            }
        }
        let special = RuleSet::sample();
        let of = CaseRules::of(&special);
        assert!(of.is_initial && of.numbered_by_document && of.is_certified && of.parts == Part::ALL);
        let at = |key| Reached::of(&special, special.stage_of(key).unwrap().stage.position);
        assert_eq!(at(StageKey::Training), Reached::BeforeExam);
        for key in [StageKey::Applied, StageKey::Scheduled, StageKey::Practical, StageKey::Results] {
            assert_eq!(at(key), Reached::Exam);
        }
        assert_eq!(at(StageKey::Making), Reached::AfterExam);
    }

    #[test]
    fn who_is_meant_is_never_guessed() {
        let plain = theory("2026-12-05", "85");
        let other = Who::Known(KnownTrainee { name: PersonName::parse("史轩轩").unwrap(), cases: vec![case()] });
        let of = |who: &Who| match decide(&plain, who, &[], day(TODAY)).fate {
            Fate::Problem(problems) => (problems[0].code, problems[0].known.clone()),
            other => panic!("{other:?}"),
        };
        assert_eq!(of(&other), (P::NameDiffers, Some("史轩轩".into())));
        assert_eq!(of(&Who::Nobody { similar: None }), (P::NobodyMatches, None));
        let similar = Some("420***********3215".to_owned());
        assert_eq!(of(&Who::Nobody { similar: similar.clone() }), (P::DocumentSlip, similar));
        for (a, b, slip) in [
            ("420199197610093214", "420199197610093214", false),
            ("420199197610093214", "420199197610093224", true),
            ("420199197610093214", "420199197610093241", true),
            ("420199197610093214", "42019919761009321", true),
            ("420199197610093214", "4201991976100932144", true),
            ("420199197610093214", "420199197610093355", false),
            ("", "", false),
            ("", "1", true),
            ("12", "21", true),
            ("123", "321", false),
        ] {
            assert_eq!(is_slip(a, b), slip, "{a} {b}");
            assert_eq!(is_slip(b, a), slip, "{b} {a}");
        }
    }

    #[test]
    fn rows_of_one_file_agree_or_are_shown() {
        let who = Who::Known(KnownTrainee { name: PersonName::parse("史轩").unwrap(), cases: vec![case()] });
        let first = theory("2026-12-05", "85");
        let fate = |row: &ListRow| decide(row, &who, &[Above { row_no: 3, row: &first }], day(TODAY)).fate;
        assert_eq!(fate(&first), Fate::Repeat { of_row: 3 });
        let Fate::Problem(problems) = fate(&theory("2026-12-05", "86")) else { panic!() };
        assert_eq!((problems[0].code, problems[0].other_row), (P::RepeatDiffers, Some(3)));
        assert_eq!(problems[0].known.as_deref(), Some("85"));
        // Another day is another exam.
        assert!(matches!(fate(&theory("2026-12-06", "86")), Fate::Change(_)));
    }
}
