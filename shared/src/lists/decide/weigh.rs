//! What an exam date, a result or a certificate would do to the case that it fits.

use super::{
    Change, Column, Date, KnownCase, KnownCertificate, KnownResult, ListedCertificate, Part, PartResult, PlannedExam,
    ProblemCode, Reached, ResultWord, RowProblem, described, masked_text, part_label, said,
};

/// Exams are announced weeks ahead; two years is a slip in the year.
const FARTHEST_DAYS: i64 = 730;

type Weighed = Result<Vec<Change>, Vec<RowProblem>>;

fn weighed(changes: Vec<Change>, problems: Vec<RowProblem>) -> Weighed {
    if problems.is_empty() { Ok(changes) } else { Err(problems) }
}

pub(super) fn weigh_exams(exams: &[PlannedExam], case: &KnownCase, today: Date) -> Weighed {
    let (mut changes, mut problems) = (Vec::new(), Vec::new());
    for exam in exams {
        let known = case.exams.iter().find(|known| known.part == exam.part);
        let is_sat = case.results.iter().any(|result| result.part == exam.part && result.on == exam.on);
        if is_sat
            || known.is_some_and(|known| known.on == exam.on && (exam.place.is_none() || known.place == exam.place))
        {
            continue;
        }
        let wrong = |code| RowProblem::new(exam.on_in, exam.on.to_string(), code);
        if let Some(problem) = not_of_regime(exam.part, case).or_else(|| not_at_exam(case)) {
            problems.push(problem);
        } else if exam.on.days_since(today) > FARTHEST_DAYS {
            problems.push(wrong(ProblemCode::ExamFarAhead));
        } else if let Some(problem) = before_class(exam.on_in, exam.on, case) {
            problems.push(problem);
        } else if let Some(passed) = passed(&case.results, exam.part, exam.on, case) {
            problems.push(wrong(ProblemCode::AlreadyPassed).against(passed.on.to_string()));
        } else if let Some(later) = later(&case.results, exam.part, exam.on) {
            problems.push(wrong(ProblemCode::ExamEarlier).against(later.to_string()));
        } else if failures(&case.results, exam.part) > case.rules.make_ups {
            problems.push(wrong(ProblemCode::NoMakeUpLeft).against(failed_on(&case.results, exam.part)));
        } else {
            changes.push(Change::Exam {
                part: exam.part,
                from: known.map(|known| known.on),
                on: exam.on,
                place: exam.place.clone(),
            });
        }
    }
    weighed(changes, problems)
}

pub(in crate::lists) fn weigh_results(
    parts: &[PartResult],
    overall: Option<ResultWord>,
    case: &KnownCase,
    today: Date,
) -> Weighed {
    let (mut changes, mut problems) = (Vec::new(), Vec::new());
    // The parts of one row are weighed one after the other: theory in it opens the way for the practical exam beside it.
    let mut results = case.results.clone();
    let mut outcomes = Vec::new();
    for part in parts {
        let outcome = match outcome(part, case.rules.pass_mark) {
            Ok(outcome) => outcome,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        outcomes.push(outcome);
        if let Some(known) = results.iter().find(|known| known.part == part.part && known.on == part.on) {
            let same_score = part.score.is_none() || known.score.is_none() || part.score == known.score;
            if !same_score || known.outcome != outcome {
                let problem = RowProblem::new(part.said_in, said(part), ProblemCode::ScoreDiffers);
                problems.push(problem.against(known_as(known)));
            }
            continue;
        }
        if let Some(problem) = result_problem(part, outcome, &results, case, today) {
            problems.push(problem);
            continue;
        }
        let make_up = failures(&results, part.part) > 0;
        let score = part.score.filter(|_| outcome != ResultWord::Absent);
        results.push(KnownResult { part: part.part, on: part.on, score, outcome, is_of_earlier_round: false });
        changes.push(Change::ExamResult { part: part.part, on: part.on, score, outcome, make_up });
    }
    let all_passed = outcomes.iter().all(|outcome| *outcome == ResultWord::Passed);
    let agrees = match overall {
        None => true,
        Some(ResultWord::Passed) => all_passed,
        Some(ResultWord::Failed) => !all_passed,
        Some(ResultWord::Absent) => outcomes.contains(&ResultWord::Absent),
    };
    if !agrees && problems.is_empty() {
        let word = overall.map_or("", ResultWord::label);
        problems.push(RowProblem::new(Column::Result, word, ProblemCode::ResultContradictsScore));
    }
    weighed(changes, problems)
}

/// What score and word say together.
pub(super) fn outcome(part: &PartResult, pass_mark: i64) -> Result<ResultWord, RowProblem> {
    let by_score = part.score.map(|score| if score >= pass_mark { ResultWord::Passed } else { ResultWord::Failed });
    match (by_score, part.word) {
        (Some(outcome), None) | (None, Some(outcome)) => Ok(outcome),
        (Some(by_score), Some(word)) if by_score == word => Ok(word),
        // Absent, with a nought for the score.
        (Some(_), Some(ResultWord::Absent)) if part.score == Some(0) => Ok(ResultWord::Absent),
        (by_score, _) => {
            let problem = RowProblem::new(part.said_in, said(part), ProblemCode::ResultContradictsScore);
            Err(match by_score {
                Some(_) => problem.against(pass_mark.to_string()),
                None => problem,
            })
        }
    }
}

fn result_problem(
    part: &PartResult,
    outcome: ResultWord,
    results: &[KnownResult],
    case: &KnownCase,
    today: Date,
) -> Option<RowProblem> {
    let on_day = |code| RowProblem::new(part.on_in, part.on.to_string(), code);
    let of_result = |code| RowProblem::new(part.said_in, said(part), code);
    let at_place = not_of_regime(part.part, case)
        .or_else(|| not_at_exam(case))
        .or_else(|| before_class(part.on_in, part.on, case));
    if at_place.is_some() {
        return at_place;
    }
    if part.on > today {
        return Some(on_day(ProblemCode::DateInFuture).against(today.to_string()));
    }
    if let Some(later) = later(results, part.part, part.on) {
        return Some(on_day(ProblemCode::ExamEarlier).against(later.to_string()));
    }
    if let Some(passed) = passed(results, part.part, part.on, case) {
        return Some(of_result(ProblemCode::AlreadyPassed).against(passed.on.to_string()));
    }
    if failures(results, part.part) > case.rules.make_ups {
        return Some(of_result(ProblemCode::NoMakeUpLeft).against(failed_on(results, part.part)));
    }
    let needs_theory = part.part == Part::Practical
        && outcome != ResultWord::Absent
        && case.rules.parts.contains(&Part::Theory)
        && case.reached != Reached::AfterExam;
    if needs_theory && passed(results, Part::Theory, part.on, case).is_none() {
        return Some(of_result(ProblemCode::TheoryNotPassed));
    }
    None
}

fn known_as(known: &KnownResult) -> String {
    match known.score {
        Some(score) => format!("{score} {}", known.outcome.label()),
        None => known.outcome.label().to_owned(),
    }
}

fn not_of_regime(part: Part, case: &KnownCase) -> Option<RowProblem> {
    let problem = || RowProblem::new(Column::ExamPart, part_label(part), ProblemCode::PartNotOfRegime);
    (!case.rules.parts.contains(&part)).then(|| problem().against(described(case)))
}

fn not_at_exam(case: &KnownCase) -> Option<RowProblem> {
    let problem = || RowProblem::new(Column::Class, case.class.as_str(), ProblemCode::NotAtExam);
    (case.reached == Reached::BeforeExam).then(|| problem().against(case.stage.as_str()))
}

fn before_class(column: Column, on: Date, case: &KnownCase) -> Option<RowProblem> {
    let begins = case.class_begins.filter(|begins| on < *begins)?;
    Some(RowProblem::new(column, on.to_string(), ProblemCode::ExamBeforeClass).against(begins.to_string()))
}

/// The result that makes a part passed on a day: a pass counts for so many months.
fn passed<'a>(results: &'a [KnownResult], part: Part, on: Date, case: &KnownCase) -> Option<&'a KnownResult> {
    results.iter().find(|result| {
        result.part == part
            && result.outcome == ResultWord::Passed
            && !result.is_of_earlier_round
            && result.on <= on
            && on <= result.on.plus_months(case.rules.part_valid_months)
    })
}

fn later(results: &[KnownResult], part: Part, on: Date) -> Option<Date> {
    results.iter().filter(|result| result.part == part && result.on > on).map(|result| result.on).max()
}

/// Failures of the present round; absences are none.
fn failed(results: &[KnownResult], part: Part) -> impl Iterator<Item = &KnownResult> {
    let is_failure = |result: &&KnownResult| result.outcome == ResultWord::Failed && !result.is_of_earlier_round;
    results.iter().filter(move |result| result.part == part).filter(is_failure)
}

fn failures(results: &[KnownResult], part: Part) -> i64 {
    i64::try_from(failed(results, part).count()).unwrap_or(i64::MAX)
}

fn failed_on(results: &[KnownResult], part: Part) -> String {
    failed(results, part).map(|result| result.on.to_string()).collect::<Vec<_>>().join("、")
}

pub(in crate::lists) fn weigh_certificate(
    certificate: &ListedCertificate,
    document: &str,
    case: &KnownCase,
    today: Date,
) -> Weighed {
    if let Some(known) = &case.certificate {
        let problems = certificate_differences(certificate, known);
        return weighed(Vec::new(), problems);
    }
    let mut problems = Vec::new();
    if case.rules.numbered_by_document {
        let expected = format!("T{document}");
        if certificate.number != expected {
            let code = ProblemCode::CertificateNumberNotOfPerson;
            let problem = RowProblem::new(Column::CertificateNumber, certificate.number.as_str(), code);
            problems.push(problem.against(masked_text(&expected)));
        }
    }
    if let Some(problem) = not_at_exam(case) {
        problems.push(problem);
    } else if case.reached == Reached::Exam
        && let Some(part) = case.rules.parts.iter().find(|part| last_pass(case, **part).is_none())
    {
        let problem = RowProblem::new(
            Column::CertificateNumber,
            certificate.number.as_str(),
            ProblemCode::CertificateWithoutPass,
        );
        problems.push(problem.against(part_label(*part)));
    }
    problems.extend(days_problem(certificate, case, today));
    let change = Change::Certificate {
        number: masked_text(&certificate.number),
        valid_from: certificate.valid_from,
        valid_until: certificate.valid_until,
        review_due_on: certificate.review_due_on,
    };
    weighed(vec![change], problems)
}

/// What was passed last comes before the certificate; and what a list reports as issued is not issued tomorrow.
fn days_problem(certificate: &ListedCertificate, case: &KnownCase, today: Date) -> Option<RowProblem> {
    let (issued, column) = match certificate.first_issued_on {
        Some(first) => (first, Column::FirstIssuedOn),
        None => (certificate.valid_from, Column::ValidFrom),
    };
    let sat = case.rules.parts.iter().filter_map(|part| last_pass(case, *part)).max().or(case.class_begins);
    if let Some(sat) = sat {
        let before = |column, day: Date| {
            RowProblem::new(column, day.to_string(), ProblemCode::CertificateBeforeExam).against(sat.to_string())
        };
        // A review leaves the first issue and the validity as they were; but what is certified now reaches past the exam.
        if case.rules.is_initial && issued < sat {
            return Some(before(column, issued));
        }
        if certificate.valid_until <= sat {
            return Some(before(Column::ValidUntil, certificate.valid_until));
        }
    }
    (issued > today)
        .then(|| RowProblem::new(column, issued.to_string(), ProblemCode::DateInFuture).against(today.to_string()))
}

fn last_pass(case: &KnownCase, part: Part) -> Option<Date> {
    let counts = |result: &&KnownResult| result.outcome == ResultWord::Passed && !result.is_of_earlier_round;
    case.results.iter().filter(|result| result.part == part).filter(counts).map(|result| result.on).max()
}

fn certificate_differences(certificate: &ListedCertificate, known: &KnownCertificate) -> Vec<RowProblem> {
    let mut problems = Vec::new();
    let mut compare = |column, value: Option<String>, known: Option<String>| {
        if let (Some(value), Some(known)) = (value, known)
            && value != known
        {
            problems.push(RowProblem::new(column, value, ProblemCode::CertificateDiffers).against(known));
        }
    };
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    if certificate.number != known.number {
        compare(Column::CertificateNumber, Some(certificate.number.clone()), Some(masked_text(&known.number)));
    }
    compare(Column::FirstIssuedOn, day(certificate.first_issued_on), day(known.first_issued_on));
    compare(Column::ValidFrom, day(Some(certificate.valid_from)), day(Some(known.valid_from)));
    compare(Column::ValidUntil, day(Some(certificate.valid_until)), day(Some(known.valid_until)));
    compare(Column::ReviewDueOn, day(certificate.review_due_on), day(known.review_due_on));
    problems
}
