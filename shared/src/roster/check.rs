//! From the texts of a row to values: what was normalised, and what is wrong.

use serde::{Deserialize, Serialize};

use super::columns::Column;
use super::row::RawRow;
use crate::courses::CourseKind;
use crate::credit_code::{CreditCode, CreditCodeError};
use crate::date::{Date, DateError};
use crate::identity::document::{DocumentError, DocumentKind, DocumentNumber};
use crate::money::{Money, MoneyError};
use crate::payments::PaymentMethod;
use crate::phone::{Phone, PhoneError};
use crate::text::{self, PersonName, TextError};

pub const MAX_EMPLOYER_CHARS: usize = 100;
pub const MAX_COURSE_CHARS: usize = 60;
pub const MAX_CLASS_CHARS: usize = 40;
pub const MAX_REMARK_CHARS: usize = 500;

/// The values of a row that can be imported. What the roster does not say is `None`: it means *not stated*, never
/// *delete what is known*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterRow {
    pub name: PersonName,
    pub document: DocumentNumber,
    pub phone: Option<Phone>,
    pub employer: Option<Employer>,
    /// As written; [`super::course_name`] finds the full name, and the caller puts it here before planning.
    pub course: String,
    pub kind: CourseKind,
    /// The class code, without spaces.
    pub class: String,
    pub fee: Option<Money>,
    pub paid: Option<Money>,
    pub method: Option<PaymentMethod>,
    pub paid_on: Option<Date>,
    /// Place among the labels, from 0; who knows the ways puts the stage's position here before planning.
    pub stage: Option<i64>,
    pub remark: Option<String>,
}

/// A trainee's employer as a roster names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employer {
    pub name: String,
    pub credit_code: Option<CreditCode>,
}

/// What checking a row yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Absent if a problem blocks the row.
    pub row: Option<RosterRow>,
    pub notes: Vec<Normalisation>,
    /// Blocking ones and warnings, in the order of the columns.
    pub problems: Vec<RowProblem>,
}

/// A value that was brought into its form. Shown, because nothing may change behind anybody's back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Normalisation {
    pub column: Column,
    pub kind: NoteKind,
    /// As in the file.
    pub from: String,
    pub to: String,
}

/// What was done to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Full-width characters became half-width.
    FullWidth,
    /// Spaces, line breaks or invisible characters were removed.
    Spaces,
    /// Lower-case letters became upper-case.
    LetterCase,
    /// The cell held a number; its digits, all there, became a text. `from` and `to` are equal.
    NumberCell,
    /// Another form of middle dot, or hyphens inside a number.
    Punctuation,
    /// An old 15-digit id became 18 digits, or the issue number behind a permit was dropped.
    DocumentForm,
    /// Country code or separators of a phone number.
    PhoneForm,
    /// Currency signs and separators of an amount.
    MoneyForm,
    /// Another way to write a day.
    DateForm,
    /// A label that means the same: 初培 for 初训, 及格 for 合格.
    Wording,
    /// A short course name became the full one.
    CourseName,
}

/// Something wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    pub column: Column,
    /// As in the file; empty if missing. Personal.
    pub value: String,
    pub code: ProblemCode,
    /// What it contradicts: the known value, or that of another cell or row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
    /// The row of the file that it contradicts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_row: Option<u32>,
}

/// Whether a row with the problem can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Can be imported; what is wrong is left out or taken as it is, as the code says.
    Warns,
    /// Stays out until corrected.
    Blocks,
}

/// Everything that can be wrong with a row. The client has a text for each: what is wrong, and how to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    // A single cell.
    NameMissing,
    NameCharacters,
    DocumentMissing,
    /// Excel lost digits: format the column as text and type the number anew.
    DocumentDigitsLost,
    DocumentLength,
    DocumentCheckDigit,
    DocumentDate,
    DocumentRegion,
    DocumentCharacters,
    /// Stars instead of digits.
    DocumentMasked,
    /// A document type that is not known.
    DocumentKindUnknown,
    /// Warns: without a phone the trainee binds by the claim code.
    PhoneMissing,
    PhoneLength,
    PhoneNotMobile,
    PhoneCharacters,
    PhoneSeveral,
    // The employer's code never blocks a trainee: it is left out.
    /// An all-digit code in a number cell.
    CreditCodeDigitsLost,
    CreditCodeLength,
    CreditCodeCharacters,
    CreditCodeCheck,
    /// Warns: the inner organisation code does not fit, as with some old real codes; the code is kept.
    CreditCodeOrganisation,
    /// Warns: a code without an employer's name is left out.
    CreditCodeAlone,
    CourseMissing,
    KindMissing,
    KindUnknown,
    ClassMissing,
    MoneyUnreadable,
    MoneyNegative,
    /// More than two decimals.
    MoneyFraction,
    MoneyTooLarge,
    PaidMoreThanDue,
    /// Warns: recorded as *other*.
    MethodUnknown,
    DateUnreadable,
    DateImpossible,
    DateOutOfRange,
    StageUnknown,
    /// A stage that the course's regime does not have.
    StageNotOnItsWay,
    /// `#REF!` and its like.
    FormulaError,
    TextTooLong,
    /// Control characters.
    TextCharacters,
    // Against what is known, or against another row of the file.
    /// Neither the roster nor the course says what is due.
    FeeMissing,
    /// The same document number is known under another name.
    NameDiffers,
    /// Less paid than is known: money does not vanish.
    PaidLess,
    /// A stage before the known one.
    StageEarlier,
    /// The case has ended: refused, withdrawn or lapsed.
    CaseEnded,
    /// The row repeats an earlier one with other content.
    RepeatDiffers,
    /// Several known courses begin with this name.
    CourseAmbiguous,
    // Lists of the authority: a single cell.
    /// Neither the row nor the file says which part of the exam it is about.
    PartMissing,
    PartUnknown,
    /// A day that the list must state.
    DateMissing,
    /// Neither a score nor a result.
    ScoreMissing,
    ScoreUnreadable,
    ScoreOutOfRange,
    ResultUnknown,
    CertificateNumberMissing,
    CertificateNumberCharacters,
    /// Days of a certificate that cannot all be true.
    CertificateDatesInconsistent,
    // Lists of the authority: against what is known.
    /// Nobody has this document number.
    NobodyMatches,
    /// Nobody has this document number, but somebody of this name has one that differs by one slip of the pen.
    DocumentSlip,
    /// The trainee has no open case that such a list could be about.
    NoOpenCase,
    /// More than one open case fits.
    SeveralCases,
    /// The trainee has no case in this class.
    ClassDiffers,
    /// The trainee has no case for this operation.
    OperationDiffers,
    /// The case has not reached the exam.
    NotAtExam,
    /// A day that is still to come.
    DateInFuture,
    /// An exam before the class began.
    ExamBeforeClass,
    /// Exams are not planned years ahead.
    ExamFarAhead,
    /// A later exam of the part is known.
    ExamEarlier,
    /// The part is passed already.
    AlreadyPassed,
    /// The same exam is known with another score.
    ScoreDiffers,
    /// 合格 beside a score below the pass mark, or the other way round.
    ResultContradictsScore,
    /// The practical exam comes only after the theory is passed.
    TheoryNotPassed,
    /// Failed as often as is allowed: only new training helps.
    NoMakeUpLeft,
    /// The regime has no such part.
    PartNotOfRegime,
    CertificateBeforeExam,
    /// The exams are not passed, as far as is known.
    CertificateWithoutPass,
    /// The number of a special operations certificate is T and the holder's document number.
    CertificateNumberNotOfPerson,
    /// The certificate is known with other content.
    CertificateDiffers,
}

impl ProblemCode {
    pub const ALL: [Self; 78] = [
        Self::NameMissing,
        Self::NameCharacters,
        Self::DocumentMissing,
        Self::DocumentDigitsLost,
        Self::DocumentLength,
        Self::DocumentCheckDigit,
        Self::DocumentDate,
        Self::DocumentRegion,
        Self::DocumentCharacters,
        Self::DocumentMasked,
        Self::DocumentKindUnknown,
        Self::PhoneMissing,
        Self::PhoneLength,
        Self::PhoneNotMobile,
        Self::PhoneCharacters,
        Self::PhoneSeveral,
        Self::CreditCodeDigitsLost,
        Self::CreditCodeLength,
        Self::CreditCodeCharacters,
        Self::CreditCodeCheck,
        Self::CreditCodeOrganisation,
        Self::CreditCodeAlone,
        Self::CourseMissing,
        Self::KindMissing,
        Self::KindUnknown,
        Self::ClassMissing,
        Self::MoneyUnreadable,
        Self::MoneyNegative,
        Self::MoneyFraction,
        Self::MoneyTooLarge,
        Self::PaidMoreThanDue,
        Self::MethodUnknown,
        Self::DateUnreadable,
        Self::DateImpossible,
        Self::DateOutOfRange,
        Self::StageUnknown,
        Self::StageNotOnItsWay,
        Self::FormulaError,
        Self::TextTooLong,
        Self::TextCharacters,
        Self::FeeMissing,
        Self::NameDiffers,
        Self::PaidLess,
        Self::StageEarlier,
        Self::CaseEnded,
        Self::RepeatDiffers,
        Self::CourseAmbiguous,
        Self::PartMissing,
        Self::PartUnknown,
        Self::DateMissing,
        Self::ScoreMissing,
        Self::ScoreUnreadable,
        Self::ScoreOutOfRange,
        Self::ResultUnknown,
        Self::CertificateNumberMissing,
        Self::CertificateNumberCharacters,
        Self::CertificateDatesInconsistent,
        Self::NobodyMatches,
        Self::DocumentSlip,
        Self::NoOpenCase,
        Self::SeveralCases,
        Self::ClassDiffers,
        Self::OperationDiffers,
        Self::NotAtExam,
        Self::DateInFuture,
        Self::ExamBeforeClass,
        Self::ExamFarAhead,
        Self::ExamEarlier,
        Self::AlreadyPassed,
        Self::ScoreDiffers,
        Self::ResultContradictsScore,
        Self::TheoryNotPassed,
        Self::NoMakeUpLeft,
        Self::PartNotOfRegime,
        Self::CertificateBeforeExam,
        Self::CertificateWithoutPass,
        Self::CertificateNumberNotOfPerson,
        Self::CertificateDiffers,
    ];
}

impl RowProblem {
    pub fn new(column: Column, value: impl Into<String>, code: ProblemCode) -> Self {
        Self { column, value: value.into(), code, known: None, other_row: None }
    }

    #[must_use]
    pub fn against(self, known: impl Into<String>) -> Self {
        Self { known: Some(known.into()), ..self }
    }

    #[must_use]
    pub fn in_row(self, other_row: u32) -> Self {
        Self { other_row: Some(other_row), ..self }
    }

    /// An employer's code, the method and a remark never block a trainee, whatever is wrong with them; a contradiction
    /// between two rows of the file always does.
    pub const fn severity(&self) -> Severity {
        match (self.column, self.code) {
            (_, ProblemCode::RepeatDiffers) => Severity::Blocks,
            (Column::CreditCode | Column::Remark | Column::Method, _) | (_, ProblemCode::PhoneMissing) => {
                Severity::Warns
            }
            _ => Severity::Blocks,
        }
    }
}

/// What Excel shows where a formula failed.
const FORMULA_ERRORS: [&str; 12] = [
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#DATA!",
    "#FIELD!",
];

/// Checks a row by itself. `stages` are the labels of the pipeline in order.
pub fn check<S: AsRef<str>>(raw: &RawRow, stages: &[S]) -> Checked {
    let mut reading = Reading::of(raw);
    let name = reading.name();
    let document = reading.document();
    let phone = reading.phone();
    let employer = reading.employer();
    let course = reading.text(Column::Course, MAX_COURSE_CHARS, Some(ProblemCode::CourseMissing));
    let kind = reading.kind();
    let class = reading.class(Some(ProblemCode::ClassMissing));
    let fee = reading.money(Column::Fee);
    let paid = reading.money(Column::Paid);
    let method = reading.method();
    let paid_on = reading.date(Column::PaidOn, None);
    let stage = reading.stage(stages);
    let remark = reading.text(Column::Remark, MAX_REMARK_CHARS, None);
    if let (Some(due), Some(paid)) = (fee, paid)
        && paid > due
    {
        let problem = reading.problem(Column::Paid, ProblemCode::PaidMoreThanDue).against(due.to_string());
        reading.problems.push(problem);
    }
    let blocked = reading.is_blocked();
    let (notes, problems) = reading.finish();
    let row = match (name, document, course, kind, class) {
        (Some(name), Some(document), Some(course), Some(kind), Some(class)) if !blocked => Some(RosterRow {
            name,
            document,
            phone,
            employer,
            course,
            kind,
            class,
            fee,
            paid,
            method,
            paid_on,
            stage,
            remark,
        }),
        _ => None,
    };
    Checked { row, notes, problems }
}

/// A row being read: every reader returns the value, notes what it normalised and records what is wrong.
pub(crate) struct Reading<'a> {
    raw: &'a RawRow,
    notes: Vec<Normalisation>,
    problems: Vec<RowProblem>,
}

impl<'a> Reading<'a> {
    pub(crate) const fn of(raw: &'a RawRow) -> Self {
        Self { raw, notes: Vec::new(), problems: Vec::new() }
    }

    pub(crate) fn is_blocked(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Blocks)
    }

    /// What was normalised, and what is wrong in the order of the columns.
    pub(crate) fn finish(mut self) -> (Vec<Normalisation>, Vec<RowProblem>) {
        self.problems.sort_by_key(|problem| problem.column);
        (self.notes, self.problems)
    }

    pub(crate) fn problem(&self, column: Column, code: ProblemCode) -> RowProblem {
        RowProblem::new(column, self.raw.text(column), code)
    }

    pub(crate) fn record(&mut self, problem: RowProblem) {
        self.problems.push(problem);
    }

    pub(crate) fn wrong(&mut self, column: Column, code: ProblemCode) {
        let problem = self.problem(column, code);
        self.problems.push(problem);
    }

    /// The cell's text if there is something in it that can be read. A failed formula is recorded here.
    pub(crate) fn filled(&mut self, column: Column) -> Option<String> {
        let text = self.raw.text(column).to_owned();
        let plain = text::squash(&text);
        if FORMULA_ERRORS.contains(&plain.to_uppercase().as_str()) {
            self.wrong(column, ProblemCode::FormulaError);
            return None;
        }
        (!plain.is_empty()).then_some(text)
    }

    /// Whether a cell that cannot be used has been recorded already.
    pub(crate) fn has_problem(&self, column: Column) -> bool {
        self.problems.iter().any(|problem| problem.column == column)
    }

    pub(crate) fn missing(&mut self, column: Column, code: ProblemCode) {
        if !self.has_problem(column) {
            self.wrong(column, code);
        }
    }

    pub(crate) fn note(&mut self, column: Column, from: &str, to: &str) {
        if from != to {
            let kind = note_kind(column, from, to);
            self.notes.push(Normalisation { column, kind, from: from.to_owned(), to: to.to_owned() });
        } else if self.raw.is_number(column) {
            let kind = NoteKind::NumberCell;
            self.notes.push(Normalisation { column, kind, from: from.to_owned(), to: to.to_owned() });
        }
    }

    pub(crate) fn name(&mut self) -> Option<PersonName> {
        let Some(text) = self.filled(Column::Name) else {
            self.missing(Column::Name, ProblemCode::NameMissing);
            return None;
        };
        match PersonName::parse(&text) {
            Ok(name) => {
                self.note(Column::Name, &text, name.as_str());
                return Some(name);
            }
            Err(TextError::Empty) => self.wrong(Column::Name, ProblemCode::NameMissing),
            Err(TextError::TooLong { .. }) => self.wrong(Column::Name, ProblemCode::TextTooLong),
            Err(TextError::BadCharacters) => self.wrong(Column::Name, ProblemCode::NameCharacters),
        }
        None
    }

    pub(crate) fn document(&mut self) -> Option<DocumentNumber> {
        let kind = match self.filled(Column::DocumentKind) {
            Some(label) => {
                let kind = DocumentKind::from_label(&label);
                if kind.is_none() {
                    self.wrong(Column::DocumentKind, ProblemCode::DocumentKindUnknown);
                }
                kind
            }
            None => Some(DocumentKind::ResidentId),
        };
        let Some(text) = self.filled(Column::DocumentNumber) else {
            self.missing(Column::DocumentNumber, ProblemCode::DocumentMissing);
            return None;
        };
        let code = match DocumentNumber::parse(kind?, &text) {
            Ok(document) => {
                self.note(Column::DocumentNumber, &text, document.number());
                return Some(document);
            }
            Err(DocumentError::Empty) => ProblemCode::DocumentMissing,
            Err(DocumentError::WrongLength { .. }) => ProblemCode::DocumentLength,
            Err(DocumentError::CheckDigit) => ProblemCode::DocumentCheckDigit,
            Err(DocumentError::ImpossibleDate) => ProblemCode::DocumentDate,
            Err(DocumentError::DigitsLost) => ProblemCode::DocumentDigitsLost,
            Err(DocumentError::UnknownRegion) => ProblemCode::DocumentRegion,
            Err(DocumentError::BadCharacters) => ProblemCode::DocumentCharacters,
            Err(DocumentError::Masked) => ProblemCode::DocumentMasked,
        };
        self.wrong(Column::DocumentNumber, code);
        None
    }

    fn phone(&mut self) -> Option<Phone> {
        let Some(text) = self.filled(Column::Phone) else {
            self.missing(Column::Phone, ProblemCode::PhoneMissing);
            return None;
        };
        let code = match Phone::parse(&text) {
            Ok(phone) => {
                self.note(Column::Phone, &text, phone.as_str());
                return Some(phone);
            }
            Err(PhoneError::Empty) => ProblemCode::PhoneMissing,
            Err(PhoneError::WrongLength { .. }) => ProblemCode::PhoneLength,
            Err(PhoneError::NotMobile) => ProblemCode::PhoneNotMobile,
            Err(PhoneError::BadCharacters) => ProblemCode::PhoneCharacters,
            Err(PhoneError::Several) => ProblemCode::PhoneSeveral,
        };
        self.wrong(Column::Phone, code);
        None
    }

    fn employer(&mut self) -> Option<Employer> {
        let name = self.text(Column::Employer, MAX_EMPLOYER_CHARS, None);
        let credit_code = self.credit_code();
        if name.is_none() && credit_code.is_some() && !self.has_problem(Column::Employer) {
            self.wrong(Column::CreditCode, ProblemCode::CreditCodeAlone);
        }
        Some(Employer { name: name?, credit_code })
    }

    fn credit_code(&mut self) -> Option<CreditCode> {
        let text = self.filled(Column::CreditCode)?;
        let code = match CreditCode::parse(&text) {
            Ok(credit_code) => {
                self.note(Column::CreditCode, &text, credit_code.as_str());
                if !credit_code.organisation_code_fits() {
                    self.wrong(Column::CreditCode, ProblemCode::CreditCodeOrganisation);
                }
                return Some(credit_code);
            }
            Err(CreditCodeError::Empty | CreditCodeError::WrongLength { .. }) => ProblemCode::CreditCodeLength,
            Err(CreditCodeError::DigitsLost) => ProblemCode::CreditCodeDigitsLost,
            Err(CreditCodeError::BadCharacter { .. }) => ProblemCode::CreditCodeCharacters,
            Err(CreditCodeError::CheckSymbol) => ProblemCode::CreditCodeCheck,
        };
        self.wrong(Column::CreditCode, code);
        None
    }

    pub(crate) fn text(&mut self, column: Column, max: usize, missing: Option<ProblemCode>) -> Option<String> {
        let Some(text) = self.filled(column) else {
            if let Some(code) = missing {
                self.missing(column, code);
            }
            return None;
        };
        match text::line(&text, max) {
            Ok(line) => {
                if line != text {
                    self.note(column, &text, &line);
                }
                return Some(line);
            }
            Err(TextError::Empty) => {}
            Err(TextError::TooLong { .. }) => self.wrong(column, ProblemCode::TextTooLong),
            Err(TextError::BadCharacters) => self.wrong(column, ProblemCode::TextCharacters),
        }
        None
    }

    /// The class code: spaces inside mean nothing.
    pub(crate) fn class(&mut self, missing: Option<ProblemCode>) -> Option<String> {
        let line = self.text(Column::Class, MAX_CLASS_CHARS, missing)?;
        let class = line.replace(' ', "");
        if class != line {
            self.notes.retain(|note| note.column != Column::Class);
            let from = self.raw.text(Column::Class).to_owned();
            self.note(Column::Class, &from, &class);
        }
        Some(class)
    }

    fn kind(&mut self) -> Option<CourseKind> {
        let Some(text) = self.filled(Column::Kind) else {
            self.missing(Column::Kind, ProblemCode::KindMissing);
            return None;
        };
        let label = text::squash(&text);
        let short = ["培训", "班", "考核"].iter().find_map(|ending| label.strip_suffix(ending));
        let kind = CourseKind::from_label(&label).or_else(|| short.and_then(CourseKind::from_label));
        match kind {
            Some(kind) => self.note(Column::Kind, &text, kind.label()),
            None => self.wrong(Column::Kind, ProblemCode::KindUnknown),
        }
        kind
    }

    fn money(&mut self, column: Column) -> Option<Money> {
        let text = self.filled(column)?;
        let code = match Money::parse(&text) {
            Ok(money) => {
                // 980, 980.0 and a number cell are plain: nothing to tell.
                if !text.chars().all(|c| c.is_ascii_digit() || c == '.') {
                    self.note(column, &text, &money.plain());
                }
                return Some(money);
            }
            Err(MoneyError::Empty | MoneyError::Unreadable) => ProblemCode::MoneyUnreadable,
            Err(MoneyError::Negative) => ProblemCode::MoneyNegative,
            Err(MoneyError::Fraction) => ProblemCode::MoneyFraction,
            Err(MoneyError::TooLarge) => ProblemCode::MoneyTooLarge,
        };
        self.wrong(column, code);
        None
    }

    fn method(&mut self) -> Option<PaymentMethod> {
        let text = self.filled(Column::Method)?;
        let label = text::squash(&text);
        let method = PaymentMethod::from_label(&label);
        if method.is_none() {
            self.wrong(Column::Method, ProblemCode::MethodUnknown);
        } else if label != text {
            self.note(Column::Method, &text, &label);
        }
        Some(method.unwrap_or(PaymentMethod::Other))
    }

    pub(crate) fn date(&mut self, column: Column, missing: Option<ProblemCode>) -> Option<Date> {
        let Some(text) = self.filled(column) else {
            if let Some(code) = missing {
                self.missing(column, code);
            }
            return None;
        };
        let code = match Date::parse(&text) {
            Ok(date) => {
                self.note(column, &text, &date.to_string());
                return Some(date);
            }
            Err(DateError::Empty | DateError::Unreadable) => ProblemCode::DateUnreadable,
            Err(DateError::Impossible) => ProblemCode::DateImpossible,
            Err(DateError::OutOfRange) => ProblemCode::DateOutOfRange,
        };
        self.wrong(column, code);
        None
    }

    fn stage<S: AsRef<str>>(&mut self, stages: &[S]) -> Option<i64> {
        let text = self.filled(Column::Stage)?;
        let label = text::squash(&text);
        let found = (0..).zip(stages).find(|(_, stage)| text::squash(stage.as_ref()) == label);
        let Some((position, stage)) = found else {
            self.wrong(Column::Stage, ProblemCode::StageUnknown);
            return None;
        };
        self.note(Column::Stage, &text, stage.as_ref());
        Some(position)
    }
}

/// The most telling of the things that were done to a value.
fn note_kind(column: Column, from: &str, to: &str) -> NoteKind {
    let plain = text::squash(from);
    if from.chars().any(|c| matches!(c, '\u{ff01}'..='\u{ff5e}')) {
        NoteKind::FullWidth
    } else if plain == text::squash(to) {
        NoteKind::Spaces
    } else if plain.to_uppercase() == to {
        NoteKind::LetterCase
    } else {
        match column {
            Column::Phone => NoteKind::PhoneForm,
            Column::Fee | Column::Paid => NoteKind::MoneyForm,
            Column::PaidOn
            | Column::ExamOn
            | Column::TheoryOn
            | Column::PracticalOn
            | Column::FirstIssuedOn
            | Column::ValidFrom
            | Column::ValidUntil
            | Column::ReviewDueOn => NoteKind::DateForm,
            Column::DocumentNumber if plain.chars().filter(char::is_ascii_alphanumeric).count() != to.len() => {
                NoteKind::DocumentForm
            }
            Column::Kind
            | Column::Method
            | Column::Stage
            | Column::DocumentKind
            | Column::ExamPart
            | Column::Result
            | Column::Score
            | Column::TheoryScore
            | Column::PracticalScore => NoteKind::Wording,
            Column::Course => NoteKind::CourseName,
            _ => NoteKind::Punctuation,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column as C;
    use ProblemCode as P;

    const STAGES: [&str; 3] = ["报名提交", "缴费", "制证"];

    fn good() -> RawRow {
        [
            (C::Sequence, "1"),
            (C::Name, "史轩"),
            (C::DocumentNumber, "420199197610093214"),
            (C::Phone, "17482937730"),
            (C::Employer, "象山机电安装有限公司"),
            (C::CreditCode, "914503997519664044"),
            (C::Course, "低压电工作业"),
            (C::Kind, "初训"),
            (C::Class, "2026-D13期"),
            (C::Fee, "980"),
            (C::Paid, "490"),
            (C::Method, "微信"),
            (C::PaidOn, "2026-10-01"),
            (C::Stage, "缴费"),
        ]
        .into_iter()
        .fold(RawRow::new(4), |row, (column, text)| row.corrected(column, text))
    }

    fn problems(raw: &RawRow) -> Vec<(C, P)> {
        check(raw, &STAGES).problems.into_iter().map(|problem| (problem.column, problem.code)).collect()
    }

    #[test]
    fn a_good_row_is_taken_as_it_is() {
        let checked = check(&good(), &STAGES);
        assert_eq!((checked.notes.as_slice(), checked.problems.as_slice()), ([].as_slice(), [].as_slice()));
        let row = checked.row.unwrap();
        assert_eq!(row.name.as_str(), "史轩");
        assert_eq!(row.employer.clone().unwrap().credit_code.unwrap().as_str(), "914503997519664044");
        assert_eq!((row.fee, row.paid), (Some(Money::from_fen(98_000)), Some(Money::from_fen(49_000))));
        assert_eq!((row.stage, row.method, row.remark.clone()), (Some(1), Some(PaymentMethod::WeChat), None));
        let json = serde_json::to_string(&row).unwrap();
        assert_eq!(serde_json::from_str::<RosterRow>(&json).unwrap(), row);
    }

    #[test]
    fn what_is_not_stated_is_absent() {
        let mut raw = good();
        for column in [C::Employer, C::CreditCode, C::Fee, C::Paid, C::Method, C::PaidOn, C::Stage] {
            raw = raw.corrected(column, " ");
        }
        let row = check(&raw, &STAGES).row.unwrap();
        assert_eq!(
            (row.employer, row.fee, row.paid, row.method, row.paid_on, row.stage),
            (None, None, None, None, None, None)
        );
    }

    #[test]
    fn every_wrong_cell_is_named() {
        for (column, text, code) in [
            (C::Name, "", P::NameMissing),
            (C::Name, " \u{200b}", P::NameMissing),
            (C::Name, "#REF!", P::FormulaError),
            (C::Name, "<script>alert(1)</script>", P::NameCharacters),
            (C::Name, "张伟😀", P::NameCharacters),
            (C::DocumentKind, "驾驶证", P::DocumentKindUnknown),
            (C::DocumentNumber, "", P::DocumentMissing),
            (C::DocumentNumber, "5.10199200412061E+17", P::DocumentDigitsLost),
            (C::DocumentNumber, "42019919761009321", P::DocumentLength),
            (C::DocumentNumber, "420199197610093215", P::DocumentCheckDigit),
            (C::DocumentNumber, "420199197602303214", P::DocumentDate),
            (C::DocumentNumber, "990199197610093214", P::DocumentRegion),
            (C::DocumentNumber, "身份证", P::DocumentCharacters),
            (C::DocumentNumber, "420199********3214", P::DocumentMasked),
            (C::Phone, "1748293773", P::PhoneLength),
            (C::Phone, "07732812345", P::PhoneNotMobile),
            (C::Phone, "无", P::PhoneCharacters),
            (C::Phone, "17482937730/13800000000", P::PhoneSeveral),
            (C::Course, "", P::CourseMissing),
            (C::Course, "#N/A", P::FormulaError),
            (C::Kind, "", P::KindMissing),
            (C::Kind, "补考", P::KindUnknown),
            (C::Class, "", P::ClassMissing),
            (C::Fee, "面议", P::MoneyUnreadable),
            (C::Fee, "-980", P::MoneyNegative),
            (C::Fee, "980.123", P::MoneyFraction),
            (C::Fee, "17482937730", P::MoneyTooLarge),
            (C::Paid, "980.01", P::PaidMoreThanDue),
            (C::Paid, "#VALUE!", P::FormulaError),
            (C::PaidOn, "国庆节后", P::DateUnreadable),
            (C::PaidOn, "2026.2.30", P::DateImpossible),
            (C::PaidOn, "1026-10-01", P::DateOutOfRange),
            (C::Stage, "毕业", P::StageUnknown),
            (C::Employer, "a\u{1}b", P::TextCharacters),
        ] {
            let raw = good().corrected(column, text);
            assert_eq!(problems(&raw), [(column, code)], "{text}");
            assert_eq!(check(&raw, &STAGES).row, None, "{text}");
        }
        for (column, chars) in [(C::Name, 200), (C::Employer, 101), (C::Course, 61), (C::Class, 41)] {
            assert_eq!(problems(&good().corrected(column, &"长".repeat(chars))), [(column, P::TextTooLong)]);
        }
    }

    #[test]
    fn warnings_do_not_block() {
        for (column, text, code) in [
            (C::Phone, "", P::PhoneMissing),
            (C::CreditCode, "91450399837840175O", P::CreditCodeCharacters),
            (C::CreditCode, "914503997519664045", P::CreditCodeCheck),
            (C::CreditCode, "9145039975196640", P::CreditCodeLength),
            (C::CreditCode, "9.14503997519664E+17", P::CreditCodeDigitsLost),
            (C::CreditCode, "#REF!", P::FormulaError),
            (C::Employer, "", P::CreditCodeAlone),
            (C::Method, "抵扣", P::MethodUnknown),
            (C::Remark, "a\u{7}b", P::TextCharacters),
        ] {
            let raw = good().corrected(column, text);
            let column = if code == P::CreditCodeAlone { C::CreditCode } else { column };
            assert_eq!(problems(&raw), [(column, code)], "{text}");
            let row = check(&raw, &STAGES).row.unwrap();
            if column == C::CreditCode {
                assert_eq!(row.employer.and_then(|employer| employer.credit_code), None);
            }
        }
        let long = good().corrected(C::Remark, &"长".repeat(501));
        assert_eq!(problems(&long), [(C::Remark, P::TextTooLong)]);
        assert_eq!(check(&long, &STAGES).row.unwrap().remark, None);
        let other = check(&good().corrected(C::Method, "抵扣"), &STAGES).row.unwrap();
        assert_eq!(other.method, Some(PaymentMethod::Other));
    }

    #[test]
    fn a_code_whose_inner_code_does_not_fit_is_kept_with_a_warning() {
        // The outer check symbol is computed here over an organisation code that is wrong.
        let body = "91450399751966405";
        let code = "0123456789ABCDEFGHJKLMNPQRTUWXY"
            .chars()
            .map(|c| format!("{body}{c}"))
            .find(|code| CreditCode::parse(code).is_ok());
        let raw = good().corrected(C::CreditCode, &code.unwrap());
        assert_eq!(problems(&raw), [(C::CreditCode, P::CreditCodeOrganisation)]);
        assert!(check(&raw, &STAGES).row.unwrap().employer.unwrap().credit_code.is_some());
    }

    #[test]
    fn every_normalisation_is_told() {
        use NoteKind as N;
        for (column, text, kind, to) in [
            (C::Name, "史 轩", N::Spaces, "史轩"),
            (C::Name, "史轩\n", N::Spaces, "史轩"),
            (C::Name, "买买提•艾力", N::Punctuation, "买买提·艾力"),
            (C::DocumentNumber, " 420199 19761009 3214", N::Spaces, "420199197610093214"),
            (C::DocumentNumber, "４２０１９９１９７６１００９３２１４", N::FullWidth, "420199197610093214"),
            (C::DocumentNumber, "420199-19761009-3214", N::Punctuation, "420199197610093214"),
            (C::DocumentNumber, "42019919950102485x", N::LetterCase, "42019919950102485X"),
            (C::DocumentNumber, "130503670401001", N::DocumentForm, "130503196704010016"),
            (C::Phone, "+86 133-7870-7117", N::PhoneForm, "13378707117"),
            (C::Phone, "133 7870 7117", N::Spaces, "13378707117"),
            (C::CreditCode, "91450399455744591d", N::LetterCase, "91450399455744591D"),
            (C::Kind, "初次培训", N::Wording, "初训"),
            (C::Kind, " 初训", N::Spaces, "初训"),
            (C::Class, "2026 - D13期", N::Spaces, "2026-D13期"),
            (C::Fee, "980元", N::MoneyForm, "980"),
            (C::Paid, "¥980.00", N::MoneyForm, "980"),
            (C::Paid, "９８０", N::FullWidth, "980"),
            (C::PaidOn, "2026.10.8", N::DateForm, "2026-10-08"),
            (C::PaidOn, "46300", N::DateForm, "2026-10-05"),
            (C::Stage, " 缴 费", N::Spaces, "缴费"),
            (C::Employer, "象山（桂林）公司", N::FullWidth, "象山(桂林)公司"),
        ] {
            let checked = check(&good().corrected(column, text), &STAGES);
            assert_eq!(checked.problems, [], "{text}");
            let note = Normalisation { column, kind, from: text.into(), to: to.into() };
            assert_eq!(checked.notes, [note], "{text}");
        }
        assert_eq!(check(&good().corrected(C::Fee, "980.0"), &STAGES).notes, []);
    }

    #[test]
    fn other_documents_are_checked_by_their_own_rules() {
        let raw = good().corrected(C::DocumentKind, "护照").corrected(C::DocumentNumber, "e1234567");
        let row = check(&raw, &STAGES).row.unwrap();
        assert_eq!((row.document.kind(), row.document.number()), (DocumentKind::Passport, "E1234567"));
    }

    #[test]
    fn codes_are_listed_once() {
        let distinct: std::collections::BTreeSet<_> = P::ALL.into_iter().collect();
        assert_eq!(distinct.len(), P::ALL.len());
    }

    #[test]
    fn no_text_whatever_makes_it_panic() {
        let alphabet: Vec<char> =
            "0123456789Xx９年月日.-/,¥元+E*#()ß中😀\u{0}\u{200b} \u{fffd}ŉİ'\"<>=".chars().collect();
        // A fixed sequence (Knuth's constants): the same texts on every run.
        let mut state = 1_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 40).unwrap() % below
        };
        for _ in 0..3_000 {
            let mut raw = good();
            for column in C::ALL {
                let text: String = (0..next(24)).map(|_| alphabet[next(alphabet.len())]).collect();
                raw = raw.corrected(column, &text);
            }
            for kind in DocumentKind::ALL {
                let checked = check(&raw.clone().corrected(C::DocumentKind, kind.label()), &STAGES);
                let blocked = checked.problems.iter().any(|problem| problem.severity() == Severity::Blocks);
                assert_eq!(checked.row.is_none(), blocked);
            }
        }
    }
}
