//! Examples of what staff see of an import: every fate, every kind of change, every problem.

use super::api::{CourseProposal, FateCount, ImportRow, ImportSummary};
use super::{ImportKind, ImportState, RowFate};
use crate::certificates::exams::Part;
use crate::courses::CourseKind;
use crate::credit_code::CreditCode;
use crate::date::Date;
use crate::id::ImportId;
use crate::lists::check::ResultWord;
use crate::money::Money;
use crate::payments::PaymentMethod;
use crate::phone::Phone;
use crate::roster::check::{Normalisation, NoteKind, ProblemCode, RowProblem};
use crate::roster::columns::Column;
use crate::roster::plan::Change;
use crate::roster::row::{RawRow, SkipReason, SkippedRows};
use crate::time::Timestamp;

/// 2026-10-05 14:03 in China.
const MOMENT: Timestamp = Timestamp(1_791_180_180_000);

impl ImportSummary {
    /// An import in this state with three rows of every fate.
    pub fn sample(state: ImportState) -> Self {
        let counts: Vec<FateCount> = RowFate::ALL.into_iter().map(|fate| FateCount { fate, rows: 3 }).collect();
        Self {
            id: ImportId(5),
            kind: ImportKind::Roster,
            file_name: "名册.xlsx".to_owned(),
            file_hash: "00ff".repeat(16),
            state,
            started_by: "测试教务".to_owned(),
            created_at: MOMENT,
            finished_at: (state == ImportState::Done).then_some(MOMENT),
            expires_at: MOMENT.plus_days(7),
            total_rows: 27,
            uploaded_rows: 27,
            worked_rows: 27,
            preview: 1,
            is_in: false,
            trouble: None,
            skipped: vec![SkippedRows { from_row: 30, count: 2, reason: SkipReason::Total }],
            counts,
            proposals: vec![CourseProposal {
                name: "熔化焊接与热切割作业".to_owned(),
                kind: CourseKind::Review,
                fee: Money::from_fen(36_000),
                class_codes: vec!["2026-H02".to_owned()],
                is_new_course: true,
                rows: 3,
            }],
        }
    }

    /// One whose rows have these fates and no other.
    pub fn with_counts(state: ImportState, counts: &[(RowFate, i64)]) -> Self {
        let counts = counts.iter().map(|(fate, rows)| FateCount { fate: *fate, rows: *rows }).collect();
        Self { counts, ..Self::sample(state) }
    }

    pub fn samples() -> Vec<Self> {
        ImportState::ALL.into_iter().map(Self::sample).collect()
    }
}

impl RawRow {
    pub fn sample(row_no: u32) -> Self {
        let texts = [
            (Column::Name, "测试学员甲"),
            (Column::DocumentNumber, "11010519491231002X"),
            (Column::Phone, "13800000001"),
            (Column::Course, "低压电工作业"),
            (Column::Kind, "初训"),
            (Column::Class, "2026-D01"),
            (Column::Fee, "1080"),
            (Column::Paid, "580"),
            (Column::Stage, "培训中"),
        ];
        texts.into_iter().fold(Self::new(row_no), |row, (column, text)| row.corrected(column, text))
    }
}

impl Change {
    /// Those of the authority's lists.
    fn samples_of_lists() -> Vec<Self> {
        let day = |year, month, day| Date::new(year, month, day).unwrap_or(Date::LAST);
        let sat = day(2026, 12, 5);
        vec![
            Self::Exam { part: Part::Theory, from: None, on: sat, place: Some("上午 第一考点".to_owned()) },
            Self::Exam { part: Part::Practical, from: Some(sat), on: day(2026, 12, 12), place: None },
            Self::ExamResult {
                part: Part::Theory,
                on: sat,
                score: Some(72),
                outcome: ResultWord::Failed,
                make_up: false,
            },
            Self::ExamResult {
                part: Part::Theory,
                on: day(2026, 12, 26),
                score: Some(85),
                outcome: ResultWord::Passed,
                make_up: true,
            },
            Self::ExamResult {
                part: Part::Practical,
                on: sat,
                score: None,
                outcome: ResultWord::Absent,
                make_up: false,
            },
            Self::Certificate {
                number: "T110105********002X".to_owned(),
                valid_from: day(2027, 1, 8),
                valid_until: day(2033, 1, 7),
                review_due_on: Some(day(2030, 1, 8)),
            },
        ]
    }

    /// Each kind, with and without something known before.
    pub fn samples() -> Vec<Self> {
        let (before, after) = (Money::from_fen(58_000), Money::from_fen(108_000));
        let mut all = vec![
            Self::Employer { from: None, to: "测试建设有限公司".to_owned() },
            Self::Employer { from: Some("旧单位".to_owned()), to: "测试建设有限公司".to_owned() },
            Self::Fee { from: Money::from_fen(98_000), to: after },
            Self::Payment {
                paid_before: before,
                amount: Money::from_fen(50_000),
                paid_after: after,
                method: Some(PaymentMethod::Cash),
                paid_on: Date::new(2026, 10, 5).ok(),
            },
            Self::Stage { from: 0, to: 3, labels: Some(["报名提交".to_owned(), "培训中".to_owned()]) },
            Self::Remark { from: None, to: "补考".to_owned() },
        ];
        all.extend(Self::samples_of_lists());
        let (old, new) = (Phone::parse("13800000001").ok(), Phone::parse("13900000002").ok());
        all.extend(new.map(|to| Self::Phone { from: old, to }));
        all.extend(CreditCode::parse("91350100M000100Y43").ok().map(|to| Self::CreditCode { from: None, to }));
        all
    }
}

impl Normalisation {
    pub fn samples() -> Vec<Self> {
        let note = |kind, from: &str, to: &str| Self {
            column: Column::DocumentNumber,
            kind,
            from: from.to_owned(),
            to: to.to_owned(),
        };
        vec![
            note(NoteKind::LetterCase, "11010519491231002x", "11010519491231002X"),
            note(NoteKind::NumberCell, "440524188001010014", "440524188001010014"),
        ]
    }
}

impl ImportRow {
    /// A row with this fate and nothing else to say.
    pub fn sample(row_no: u32, fate: RowFate) -> Self {
        Self {
            raw: RawRow::sample(row_no),
            fate,
            changes: Vec::new(),
            repeats_row: None,
            normalised: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// A row that changes everything that can be changed.
    pub fn changing() -> Self {
        Self { changes: Change::samples(), ..Self::sample(4, RowFate::Change) }
    }

    pub fn repeating() -> Self {
        Self { repeats_row: Some(2), ..Self::sample(9, RowFate::Repeat) }
    }

    pub fn normalised() -> Self {
        Self { normalised: Normalisation::samples(), ..Self::sample(11, RowFate::Add) }
    }

    /// A row with this problem in this cell.
    pub fn with_problem(row_no: u32, problem: RowProblem) -> Self {
        let raw = RawRow::sample(row_no).corrected(problem.column, &problem.value);
        Self { raw, problems: vec![problem], ..Self::sample(row_no, RowFate::Problem) }
    }

    /// One row for each fate, as the preview shows them.
    pub fn samples() -> Vec<Self> {
        let plain = RowFate::ALL.into_iter().zip(20..).map(|(fate, row_no)| Self::sample(row_no, fate));
        let special = [Self::changing(), Self::repeating(), Self::normalised()];
        let problems = ProblemCode::ALL.into_iter().zip(100..);
        let problems = problems.map(|(code, row_no)| Self::with_problem(row_no, RowProblem::sample(code)));
        plain.chain(special).chain(problems).collect()
    }
}

impl RowProblem {
    /// A problem in a cell where it may occur; contradictions say what they contradict.
    pub fn sample(code: ProblemCode) -> Self {
        let problem = Self::new(code.usual_column(), "表中的值", code);
        match code {
            ProblemCode::PaidMoreThanDue | ProblemCode::PaidLess => problem.against("¥1,080.00"),
            ProblemCode::NameDiffers => problem.against("测试学员乙"),
            ProblemCode::StageEarlier | ProblemCode::CaseEnded => problem.against("可领取"),
            ProblemCode::StageNotOnItsWay => {
                problem.against("报名提交、资料审核、缴费、培训中、培训证明、可领取、已领取")
            }
            ProblemCode::RepeatDiffers => problem.against("580").in_row(2),
            ProblemCode::DocumentSlip => problem.against("110105********002X"),
            ProblemCode::NoOpenCase => problem.against("2026-D01 低压电工作业（已领取）"),
            ProblemCode::SeveralCases => problem.against("2026-D01 低压电工作业、2026-G02 高压电工作业"),
            ProblemCode::ClassDiffers => problem.against("2026-D01"),
            ProblemCode::OperationDiffers | ProblemCode::PartNotOfRegime => problem.against("低压电工作业"),
            ProblemCode::NotAtExam => problem.against("培训中"),
            ProblemCode::CertificateWithoutPass => problem.against("实操"),
            ProblemCode::ScoreDiffers => problem.against("72 不合格"),
            ProblemCode::ResultContradictsScore => problem.against("80"),
            ProblemCode::CertificateNumberNotOfPerson => problem.against("T110105********002X"),
            ProblemCode::DateInFuture
            | ProblemCode::ExamBeforeClass
            | ProblemCode::ExamEarlier
            | ProblemCode::AlreadyPassed
            | ProblemCode::NoMakeUpLeft
            | ProblemCode::CertificateBeforeExam
            | ProblemCode::CertificateDatesInconsistent
            | ProblemCode::CertificateDiffers => problem.against("2026-12-05"),
            _ => problem,
        }
    }
}

impl ProblemCode {
    const fn usual_column(self) -> Column {
        match self {
            Self::NameMissing | Self::NameCharacters | Self::NameDiffers | Self::NoOpenCase => Column::Name,
            Self::DocumentKindUnknown => Column::DocumentKind,
            Self::DocumentMissing
            | Self::DocumentDigitsLost
            | Self::DocumentLength
            | Self::DocumentCheckDigit
            | Self::DocumentDate
            | Self::DocumentRegion
            | Self::DocumentCharacters
            | Self::DocumentMasked
            | Self::NobodyMatches
            | Self::DocumentSlip => Column::DocumentNumber,
            Self::PhoneMissing
            | Self::PhoneLength
            | Self::PhoneNotMobile
            | Self::PhoneCharacters
            | Self::PhoneSeveral => Column::Phone,
            Self::CreditCodeDigitsLost
            | Self::CreditCodeLength
            | Self::CreditCodeCharacters
            | Self::CreditCodeCheck
            | Self::CreditCodeOrganisation
            | Self::CreditCodeAlone => Column::CreditCode,
            Self::CourseMissing | Self::CourseAmbiguous => Column::Course,
            Self::KindMissing | Self::KindUnknown => Column::Kind,
            Self::ClassMissing | Self::SeveralCases | Self::ClassDiffers | Self::NotAtExam => Column::Class,
            Self::MoneyUnreadable
            | Self::MoneyNegative
            | Self::MoneyFraction
            | Self::MoneyTooLarge
            | Self::FeeMissing => Column::Fee,
            Self::PaidMoreThanDue | Self::PaidLess | Self::FormulaError | Self::RepeatDiffers => Column::Paid,
            Self::MethodUnknown => Column::Method,
            Self::DateUnreadable | Self::DateImpossible | Self::DateOutOfRange => Column::PaidOn,
            Self::StageUnknown | Self::StageNotOnItsWay | Self::StageEarlier | Self::CaseEnded => Column::Stage,
            Self::TextTooLong | Self::TextCharacters => Column::Employer,
            Self::PartMissing | Self::PartUnknown | Self::PartNotOfRegime => Column::ExamPart,
            Self::DateMissing | Self::DateInFuture | Self::ExamBeforeClass | Self::ExamFarAhead | Self::ExamEarlier => {
                Column::ExamOn
            }
            Self::ScoreMissing
            | Self::ScoreUnreadable
            | Self::ScoreOutOfRange
            | Self::AlreadyPassed
            | Self::ScoreDiffers
            | Self::NoMakeUpLeft => Column::TheoryScore,
            Self::TheoryNotPassed => Column::PracticalScore,
            Self::ResultUnknown | Self::ResultContradictsScore => Column::Result,
            Self::OperationDiffers => Column::Operation,
            Self::CertificateNumberMissing
            | Self::CertificateNumberCharacters
            | Self::CertificateWithoutPass
            | Self::CertificateNumberNotOfPerson => Column::CertificateNumber,
            Self::CertificateDatesInconsistent | Self::CertificateDiffers => Column::ValidUntil,
            Self::CertificateBeforeExam => Column::FirstIssuedOn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_staff_see_of_an_import_survives_the_wire() {
        for summary in ImportSummary::samples() {
            let json = serde_json::to_string(&summary).unwrap();
            assert_eq!(serde_json::from_str::<ImportSummary>(&json).unwrap(), summary);
        }
        for row in ImportRow::samples() {
            let json = serde_json::to_string(&row).unwrap();
            assert_eq!(serde_json::from_str::<ImportRow>(&json).unwrap(), row, "{json}");
        }
    }

    #[test]
    fn every_kind_of_change_has_a_sample() {
        // Phone and credit code are there only when their texts are valid ones.
        assert_eq!(Change::samples().len(), 14);
    }
}
