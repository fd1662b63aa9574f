//! What a row would do, given what is known: pure, no storage. The rules are those of the issue *roster import*: more
//! paid is a further payment; less paid, an earlier stage, more paid than due, another name are never silently mended.

use serde::{Deserialize, Serialize};

use super::check::{Employer, ProblemCode, RosterRow, RowProblem};
use super::columns::Column;
use crate::certificates::exams::Part;
use crate::courses::CourseKind;
use crate::credit_code::CreditCode;
use crate::date::Date;
use crate::identity::document::DocumentNumber;
use crate::lists::check::ResultWord;
use crate::money::Money;
use crate::payments::PaymentMethod;
use crate::phone::Phone;
use crate::text::PersonName;

/// What identifies an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub document: DocumentNumber,
    pub course: String,
    pub kind: CourseKind,
    pub class: String,
}

impl RosterRow {
    /// Once the course has its full name.
    pub fn key(&self) -> Key {
        Key { document: self.document.clone(), course: self.course.clone(), kind: self.kind, class: self.class.clone() }
    }
}

/// What is known of the trainee with the row's document number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub name: PersonName,
    pub phone: Option<Phone>,
    /// Of the enrolment, or the last one known of the trainee.
    pub employer: Option<Employer>,
    /// The enrolment with the row's key, if there is one.
    pub enrolment: Option<KnownEnrolment>,
}

/// What is known of the enrolment with the row's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEnrolment {
    pub fee: Money,
    pub paid: Money,
    /// Position among all stages.
    pub stage: i64,
    /// It has ended without a certificate.
    pub ended: bool,
    pub remark: Option<String>,
}

/// Rows of the same file above this one. Only rows that were good by themselves count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Earlier<'a> {
    /// The first one with the same key.
    pub same_key: Option<(u32, &'a RosterRow)>,
    /// The first one with the same document number.
    pub same_document: Option<(u32, &'a RosterRow)>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A new enrolment with this fee. The changes are to a trainee who is known already.
    Add { fee: Money, changes: Vec<Change> },
    /// Changes to a known enrolment; never empty.
    Change(Vec<Change>),
    /// All of it is known.
    Same,
    /// Says the same as an earlier row of the file.
    Repeat { of_row: u32 },
    /// Blocked; never empty.
    Problem(Vec<RowProblem>),
}

/// One thing that a row changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Change {
    Phone {
        from: Option<Phone>,
        to: Phone,
    },
    Employer {
        from: Option<String>,
        to: String,
    },
    /// The same employer, another code.
    CreditCode {
        from: Option<CreditCode>,
        to: CreditCode,
    },
    Fee {
        from: Money,
        to: Money,
    },
    /// A further payment of `amount`.
    Payment {
        paid_before: Money,
        amount: Money,
        paid_after: Money,
        method: Option<PaymentMethod>,
        paid_on: Option<Date>,
    },
    /// Positions in the pipeline. The labels of both are added by who knows the pipeline: the rules don't.
    Stage {
        from: i64,
        to: i64,
        #[serde(default)]
        labels: Option<[String; 2]>,
    },
    Remark {
        from: Option<String>,
        to: String,
    },
    /// An exam is announced, or moved from another day.
    Exam {
        part: Part,
        from: Option<Date>,
        on: Date,
        /// Time of day and place, as written.
        place: Option<String>,
    },
    /// A part of the exam was sat, or missed.
    ExamResult {
        part: Part,
        on: Date,
        score: Option<i64>,
        outcome: ResultWord,
        /// The part was failed before.
        make_up: bool,
    },
    /// A certificate was issued. The number is masked where it holds the document's.
    Certificate {
        number: String,
        valid_from: Date,
        valid_until: Date,
        review_due_on: Option<Date>,
    },
}

/// Decides what becomes of a row that is good by itself. `usual_fee` is the course's, for rosters that do not state
/// one.
pub fn decide(row: &RosterRow, known: Option<&Known>, usual_fee: Option<Money>, earlier: Earlier<'_>) -> Fate {
    let mut problems = against_file(row, earlier);
    if let Some((of_row, _)) = earlier.same_key
        && problems.is_empty()
    {
        return Fate::Repeat { of_row };
    }
    let enrolment = known.and_then(|known| known.enrolment.as_ref());
    problems.extend(known.and_then(|known| name_problem(row, &known.name)));
    let fee = row.fee.or(enrolment.map(|enrolment| enrolment.fee)).or(usual_fee);
    match fee {
        None => problems.push(RowProblem::new(Column::Fee, "", ProblemCode::FeeMissing)),
        Some(fee) => problems.extend(overpaid(row, enrolment, fee)),
    }
    problems.extend(enrolment.and_then(|enrolment| paid_less(row, enrolment)));
    problems.extend(enrolment.and_then(|enrolment| stage_earlier(row, enrolment)));
    problems.extend(enrolment.and_then(|enrolment| case_ended(row, enrolment)));
    let Some(fee) = fee.filter(|_| problems.is_empty()) else {
        return Fate::Problem(problems);
    };
    let mut changes = known.map(|known| person_changes(row, known)).unwrap_or_default();
    let Some(enrolment) = enrolment else {
        return Fate::Add { fee, changes };
    };
    changes.extend(enrolment_changes(row, enrolment));
    if changes.is_empty() { Fate::Same } else { Fate::Change(changes) }
}

fn name_problem(row: &RosterRow, name: &PersonName) -> Option<RowProblem> {
    (row.name != *name)
        .then(|| RowProblem::new(Column::Name, row.name.as_str(), ProblemCode::NameDiffers).against(name.as_str()))
}

/// Contradictions with rows above. A remark is not compared (repeats are often marked there), and a value that only
/// one of the rows states contradicts nothing.
fn against_file(row: &RosterRow, earlier: Earlier<'_>) -> Vec<RowProblem> {
    let mut problems = Vec::new();
    if let Some((other_row, other)) = earlier.same_document.or(earlier.same_key) {
        problems.extend(name_problem(row, &other.name).map(|problem| problem.in_row(other_row)));
        let differs = |column, value: String, known: String| {
            RowProblem::new(column, value, ProblemCode::RepeatDiffers).against(known).in_row(other_row)
        };
        if let (Some(phone), Some(known)) = (&row.phone, &other.phone)
            && phone != known
        {
            problems.push(differs(Column::Phone, phone.as_str().to_owned(), known.as_str().to_owned()));
        }
    }
    if let Some((other_row, other)) = earlier.same_key {
        for (column, value, known) in
            content(row).into_iter().zip(content(other)).map(|((column, a), (_, b))| (column, a, b))
        {
            if let (Some(value), Some(known)) = (value, known)
                && value != known
            {
                problems
                    .push(RowProblem::new(column, value, ProblemCode::RepeatDiffers).against(known).in_row(other_row));
            }
        }
    }
    problems
}

/// What two rows of one enrolment must agree in, besides name and phone.
fn content(row: &RosterRow) -> [(Column, Option<String>); 7] {
    let employer = row.employer.as_ref();
    [
        (Column::Employer, employer.map(|employer| employer.name.clone())),
        (Column::CreditCode, employer.and_then(|employer| employer.credit_code.as_ref()).map(ToString::to_string)),
        (Column::Fee, row.fee.map(Money::plain)),
        (Column::Paid, row.paid.map(Money::plain)),
        (Column::Method, row.method.map(|method| method_label(method).to_owned())),
        (Column::PaidOn, row.paid_on.map(|day| day.to_string())),
        (Column::Stage, row.stage.map(|stage| stage.to_string())),
    ]
}

/// The roster's word for it, shown beside the cell of the other row.
const fn method_label(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::WeChat => "微信",
        PaymentMethod::Alipay => "支付宝",
        PaymentMethod::Cash => "现金",
        PaymentMethod::BankTransfer => "对公转账",
        PaymentMethod::Card => "刷卡",
        PaymentMethod::Other => "其他",
    }
}

/// More paid than due, by the row or, if it does not say, by what is known.
fn overpaid(row: &RosterRow, enrolment: Option<&KnownEnrolment>, fee: Money) -> Option<RowProblem> {
    let paid = row.paid.or(enrolment.map(|enrolment| enrolment.paid))?;
    if paid <= fee {
        return None;
    }
    // A lowered fee is the cell to look at when the paid amount is not new.
    let lowered = enrolment.is_some_and(|enrolment| enrolment.paid == paid && row.fee.is_some());
    Some(if lowered {
        RowProblem::new(Column::Fee, fee.plain(), ProblemCode::PaidMoreThanDue).against(paid.plain())
    } else {
        RowProblem::new(Column::Paid, paid.plain(), ProblemCode::PaidMoreThanDue).against(fee.plain())
    })
}

fn paid_less(row: &RosterRow, enrolment: &KnownEnrolment) -> Option<RowProblem> {
    let paid = row.paid.filter(|paid| *paid < enrolment.paid)?;
    Some(RowProblem::new(Column::Paid, paid.plain(), ProblemCode::PaidLess).against(enrolment.paid.plain()))
}

/// `value` and `known` are positions: the caller knows their labels.
fn stage_earlier(row: &RosterRow, enrolment: &KnownEnrolment) -> Option<RowProblem> {
    let stage = row.stage.filter(|stage| *stage < enrolment.stage)?;
    let problem = RowProblem::new(Column::Stage, stage.to_string(), ProblemCode::StageEarlier);
    Some(problem.against(enrolment.stage.to_string()))
}

/// A case that has ended goes on only when staff open it again.
fn case_ended(row: &RosterRow, enrolment: &KnownEnrolment) -> Option<RowProblem> {
    let stage = row.stage.filter(|stage| enrolment.ended && *stage > enrolment.stage)?;
    let problem = RowProblem::new(Column::Stage, stage.to_string(), ProblemCode::CaseEnded);
    Some(problem.against(enrolment.stage.to_string()))
}

fn person_changes(row: &RosterRow, known: &Known) -> Vec<Change> {
    let mut changes = Vec::new();
    if let Some(to) = row.phone.clone().filter(|phone| known.phone.as_ref() != Some(phone)) {
        changes.push(Change::Phone { from: known.phone.clone(), to });
    }
    let Some(employer) = &row.employer else {
        return changes;
    };
    let before = known.employer.as_ref();
    if before.is_none_or(|before| before.name != employer.name) {
        changes.push(Change::Employer { from: before.map(|before| before.name.clone()), to: employer.name.clone() });
    } else if let Some(to) = &employer.credit_code {
        let from = before.and_then(|before| before.credit_code.clone());
        if from.as_ref() != Some(to) {
            changes.push(Change::CreditCode { from, to: to.clone() });
        }
    }
    changes
}

fn enrolment_changes(row: &RosterRow, enrolment: &KnownEnrolment) -> Vec<Change> {
    let mut changes = Vec::new();
    if let Some(to) = row.fee.filter(|fee| *fee != enrolment.fee) {
        changes.push(Change::Fee { from: enrolment.fee, to });
    }
    // Less was refused before: what remains is more. The method and day of payments already recorded stay theirs.
    if let Some(paid_after) = row.paid.filter(|paid| *paid > enrolment.paid)
        && let Some(amount) = paid_after.checked_sub(enrolment.paid)
    {
        let (method, paid_on) = (row.method, row.paid_on);
        changes.push(Change::Payment { paid_before: enrolment.paid, amount, paid_after, method, paid_on });
    }
    if let Some(to) = row.stage.filter(|stage| *stage > enrolment.stage) {
        changes.push(Change::Stage { from: enrolment.stage, to, labels: None });
    }
    if let Some(to) = row.remark.clone().filter(|remark| enrolment.remark.as_ref() != Some(remark)) {
        changes.push(Change::Remark { from: enrolment.remark.clone(), to });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::document::DocumentKind;
    use crate::roster::check::Severity;

    fn yuan(yuan: i64) -> Money {
        Money::from_fen(yuan * 100)
    }

    fn row() -> RosterRow {
        RosterRow {
            name: PersonName::parse("史轩").unwrap(),
            document: DocumentNumber::parse(DocumentKind::ResidentId, "420199197610093214").unwrap(),
            phone: Some(Phone::parse("17482937730").unwrap()),
            employer: Some(Employer {
                name: "象山机电".into(),
                credit_code: Some(CreditCode::parse("914503997519664044").unwrap()),
            }),
            course: "低压电工作业".into(),
            kind: CourseKind::Initial,
            class: "2026-D13期".into(),
            fee: Some(yuan(980)),
            paid: Some(yuan(490)),
            method: Some(PaymentMethod::Cash),
            paid_on: Some(Date::parse("2026-10-05").unwrap()),
            stage: Some(3),
            remark: None,
        }
    }

    fn known() -> Known {
        let row = row();
        let enrolment = KnownEnrolment { fee: yuan(980), paid: yuan(490), stage: 3, ended: false, remark: None };
        Known { name: row.name, phone: row.phone, employer: row.employer, enrolment: Some(enrolment) }
    }

    fn codes(fate: &Fate) -> Vec<(Column, ProblemCode)> {
        match fate {
            Fate::Problem(problems) => problems.iter().map(|problem| (problem.column, problem.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_new_row_is_added_and_the_same_again_changes_nothing() {
        assert_eq!(decide(&row(), None, None, Earlier::default()), Fate::Add { fee: yuan(980), changes: vec![] });
        assert_eq!(decide(&row(), Some(&known()), None, Earlier::default()), Fate::Same);
        let silent = RosterRow {
            phone: None,
            employer: None,
            fee: None,
            paid: None,
            method: None,
            paid_on: None,
            stage: None,
            ..row()
        };
        assert_eq!(decide(&silent, Some(&known()), None, Earlier::default()), Fate::Same);
        assert_eq!(
            decide(&silent, None, Some(yuan(880)), Earlier::default()),
            Fate::Add { fee: yuan(880), changes: vec![] }
        );
        assert_eq!(codes(&decide(&silent, None, None, Earlier::default())), [(Column::Fee, ProblemCode::FeeMissing)]);
    }

    #[test]
    fn what_differs_is_a_change() {
        let phone = Phone::parse("13378707117").unwrap();
        let code = CreditCode::parse("91350100M000100Y43").unwrap();
        let employer = |name: &str, credit_code: Option<&CreditCode>| {
            Some(Employer { name: name.into(), credit_code: credit_code.cloned() })
        };
        for (changed, change) in [
            (RosterRow { phone: Some(phone.clone()), ..row() }, Change::Phone { from: row().phone, to: phone }),
            (
                RosterRow { employer: employer("叠彩化工", None), ..row() },
                Change::Employer { from: Some("象山机电".into()), to: "叠彩化工".into() },
            ),
            (
                RosterRow { employer: employer("象山机电", Some(&code)), ..row() },
                Change::CreditCode { from: row().employer.and_then(|employer| employer.credit_code), to: code.clone() },
            ),
            (RosterRow { fee: Some(yuan(1080)), ..row() }, Change::Fee { from: yuan(980), to: yuan(1080) }),
            (RosterRow { fee: Some(yuan(490)), ..row() }, Change::Fee { from: yuan(980), to: yuan(490) }),
            (
                RosterRow { paid: Some(yuan(980)), ..row() },
                Change::Payment {
                    paid_before: yuan(490),
                    amount: yuan(490),
                    paid_after: yuan(980),
                    method: row().method,
                    paid_on: row().paid_on,
                },
            ),
            (RosterRow { stage: Some(10), ..row() }, Change::Stage { from: 3, to: 10, labels: None }),
            (RosterRow { remark: Some("补考".into()), ..row() }, Change::Remark { from: None, to: "补考".into() }),
        ] {
            let json = serde_json::to_string(&change).unwrap();
            assert_eq!(serde_json::from_str::<Change>(&json).unwrap(), change);
            assert_eq!(decide(&changed, Some(&known()), None, Earlier::default()), Fate::Change(vec![change]));
        }
        // The same employer without a code takes none away.
        let without = RosterRow { employer: employer("象山机电", None), ..row() };
        assert_eq!(decide(&without, Some(&known()), None, Earlier::default()), Fate::Same);
    }

    #[test]
    fn a_known_trainee_in_another_class_is_added_and_may_change() {
        let known = Known { phone: None, enrolment: None, ..known() };
        let change = Change::Phone { from: None, to: row().phone.unwrap() };
        assert_eq!(
            decide(&row(), Some(&known), None, Earlier::default()),
            Fate::Add { fee: yuan(980), changes: vec![change] }
        );
    }

    #[test]
    fn contradictions_with_what_is_known_are_problems() {
        use Column as C;
        use ProblemCode as P;
        for (changed, problem) in [
            (RosterRow { name: PersonName::parse("史轩轩").unwrap(), ..row() }, (C::Name, P::NameDiffers)),
            (RosterRow { paid: Some(yuan(489)), ..row() }, (C::Paid, P::PaidLess)),
            (RosterRow { paid: Some(yuan(0)), ..row() }, (C::Paid, P::PaidLess)),
            (RosterRow { paid: Some(yuan(981)), ..row() }, (C::Paid, P::PaidMoreThanDue)),
            (RosterRow { paid: Some(yuan(981)), fee: None, ..row() }, (C::Paid, P::PaidMoreThanDue)),
            (RosterRow { fee: Some(yuan(400)), ..row() }, (C::Fee, P::PaidMoreThanDue)),
            (RosterRow { fee: Some(yuan(400)), paid: None, ..row() }, (C::Fee, P::PaidMoreThanDue)),
            (RosterRow { stage: Some(2), ..row() }, (C::Stage, P::StageEarlier)),
        ] {
            assert_eq!(codes(&decide(&changed, Some(&known()), None, Earlier::default())), [problem]);
        }
        let worse = RosterRow { paid: Some(yuan(1)), stage: Some(0), ..row() };
        assert_eq!(
            codes(&decide(&worse, Some(&known()), None, Earlier::default())),
            [(C::Paid, P::PaidLess), (C::Stage, P::StageEarlier)]
        );
    }

    #[test]
    fn repeats_agree_or_are_problems() {
        use Column as C;
        use ProblemCode as P;
        let first = row();
        let earlier = Earlier { same_key: Some((33, &first)), same_document: Some((33, &first)) };
        let marked = RosterRow { remark: Some("重复".into()), employer: None, ..row() };
        assert_eq!(decide(&marked, None, None, earlier), Fate::Repeat { of_row: 33 });
        assert_eq!(decide(&marked, Some(&known()), None, earlier), Fate::Repeat { of_row: 33 });
        for (changed, problem) in [
            (RosterRow { paid: Some(yuan(980)), ..row() }, (C::Paid, P::RepeatDiffers)),
            (RosterRow { fee: Some(yuan(880)), ..row() }, (C::Fee, P::RepeatDiffers)),
            (RosterRow { stage: Some(4), ..row() }, (C::Stage, P::RepeatDiffers)),
            (RosterRow { method: Some(PaymentMethod::Alipay), ..row() }, (C::Method, P::RepeatDiffers)),
            (RosterRow { phone: Some(Phone::parse("13378707117").unwrap()), ..row() }, (C::Phone, P::RepeatDiffers)),
            (RosterRow { name: PersonName::parse("史轩轩").unwrap(), ..row() }, (C::Name, P::NameDiffers)),
        ] {
            let fate = decide(&changed, None, None, earlier);
            assert_eq!(codes(&fate), [problem]);
            let Fate::Problem(problems) = fate else { panic!() };
            assert_eq!((problems[0].other_row, problems[0].severity()), (Some(33), Severity::Blocks));
        }
    }

    #[test]
    fn one_person_in_two_classes_of_a_file_has_one_name_and_one_phone() {
        let first = RosterRow { class: "2026-T06期".into(), ..row() };
        let earlier = Earlier { same_key: None, same_document: Some((7, &first)) };
        assert_eq!(decide(&row(), None, None, earlier), Fate::Add { fee: yuan(980), changes: vec![] });
        let other = RosterRow { name: PersonName::parse("张伟").unwrap(), ..row() };
        assert_eq!(codes(&decide(&other, None, None, earlier)), [(Column::Name, ProblemCode::NameDiffers)]);
    }
}
