//! A class whose exam is over: every step from the results to the certificate in the hand, a failed part, a training proof,
//! items that were asked for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::roster::Line;
use e2e::{OrFail as _, Person, Staff, seal};
use shared::certificates::api::{
    CaseRow, CertificateForm, ConfirmMove, FindCases, FindCasesRequest, HoursForm, MoveCases, RecordCertificate,
    RecordResult, ResultForm, SaveHours,
};
use shared::certificates::case::{Outcome, Target};
use shared::certificates::exams::Part;
use shared::certificates::regime::StageKey;
use shared::courses::Regime;
use shared::courses::api::{ListClasses, ListClassesRequest};
use shared::endpoint::Nothing;
use shared::items::api::{AskClassForItems, ClassItemsRequest};
use shared::proofs::api::{GetProofSettings, IssueProof, IssueProofRequest, ProofSettingsForm, SaveProofSettings};
use shared::role::Role;
use shared::staff::api::{GetMe, ListStaff, SaveStaff, StaffForm};

pub const CLASS: &str = "2026-D10期";
const THEORY_ON: &str = "2026-11-05";
const PRACTICAL_ON: &str = "2026-11-12";

/// In a place as small as the demo's one person does everything.
pub fn give_all_work(staff: &mut Staff) {
    let me = staff.call::<GetMe>(&Nothing {}).or_fail("who is signed in");
    let accounts = staff.call::<ListStaff>(&Nothing {}).or_fail("the accounts");
    let account = accounts.into_iter().find(|account| account.login == me.login).or_fail("the own account");
    let form = StaffForm {
        id: Some(account.id),
        login: account.login,
        name: account.name,
        roles: vec![Role::Administrator, Role::Registrar, Role::Reviewer],
        active: true,
        version: account.version,
    };
    staff.call::<SaveStaff>(&form).or_fail("giving the demo's person all roles");
}

/// Lines of the class, to be imported with the others.
pub fn lines(people: &[&Person]) -> Vec<Line> {
    let line = |person: &&Person| Line {
        course: "低压电工作业".to_owned(),
        class: CLASS.to_owned(),
        fee: "980".to_owned(),
        paid: "980".to_owned(),
        stage: "报考提交".to_owned(),
        ..Line::usual(person)
    };
    people.iter().map(line).collect()
}

/// Brings the class to where its people stand. The first has the certificate, the second fails theory.
pub fn bring_on(staff: &mut Staff, people: &[&Person]) {
    proof_settings(staff);
    let cases = rows(staff, people);
    let versions = |cases: &[CaseRow]| cases.iter().map(|case| (case.id, case.version)).collect::<Vec<_>>();
    let hours = HoursForm { cases: versions(&cases), hours: "48".to_owned() };
    staff.call::<SaveHours>(&hours).or_fail("saving hours");

    for (place, case) in rows(staff, people).iter().enumerate() {
        let score = if place == 1 { "72" } else { "88" };
        result(staff, case, Part::Theory, score, THEORY_ON);
    }
    let sat: Vec<&Person> =
        people.iter().copied().enumerate().filter(|(n, _)| *n != 1 && *n < 10).map(|(_, p)| p).collect();
    for case in rows(staff, &sat) {
        result(staff, &case, Part::Practical, "91", PRACTICAL_ON);
    }
    let passed = sat.get(..6).or_fail("six who have passed");
    go(staff, passed, Target::Stage(StageKey::Making), "");
    let issued = passed.get(..4).or_fail("four with certificates");
    for (person, case) in issued.iter().zip(rows(staff, issued)) {
        certificate(staff, person, &case);
    }
    go(staff, issued.get(..3).or_fail("three who can come"), Target::Stage(StageKey::Ready), "A-03");
    go(staff, issued.get(..1).or_fail("one who came"), Target::End(Outcome::Collected), "本人");

    let with_proof = people.get(2..3).or_fail("somebody with a proof");
    for case in rows(staff, with_proof) {
        let request = IssueProofRequest { id: case.id, replaces: None, reason: String::new() };
        staff.call::<IssueProof>(&request).or_fail("issuing a proof");
    }
    ask_for_items(staff);
}

fn proof_settings(staff: &mut Staff) {
    let known = staff.call::<GetProofSettings>(&Nothing {}).or_fail("settings of proofs");
    let form = ProofSettingsForm {
        signatory: "蒋文斌".to_owned(),
        prefix: "PX".to_owned(),
        seal: Some(STANDARD.encode(seal::png())),
        version: known.version,
    };
    staff.call::<SaveProofSettings>(&form).or_fail("saving the settings of proofs");
}

/// Open cases of the class, in the order of the people.
fn rows(staff: &mut Staff, people: &[&Person]) -> Vec<CaseRow> {
    let of = |person: &&Person| {
        let found = staff.call::<FindCases>(&FindCasesRequest { text: person.document_number.clone() });
        let mut cases = found.or_fail("finding a case").cases.into_iter();
        cases.find(|case| case.class_code == CLASS).or_fail("a case of the class")
    };
    people.iter().map(of).collect()
}

fn result(staff: &mut Staff, case: &CaseRow, part: Part, score: &str, on: &str) {
    let form = ResultForm { id: case.id, part, score: score.to_owned(), on: on.to_owned(), version: case.version };
    staff.call::<RecordResult>(&form).or_fail("recording a result");
}

fn go(staff: &mut Staff, people: &[&Person], target: Target, note: &str) {
    let cases = rows(staff, people).iter().map(|case| (case.id, case.version)).collect();
    let request = ConfirmMove { cases, target, reason: String::new(), note: note.to_owned() };
    staff.call::<MoveCases>(&request).or_fail("moving cases");
}

fn certificate(staff: &mut Staff, person: &Person, case: &CaseRow) {
    let form = CertificateForm {
        trainee_id: case.trainee_id,
        enrolment_id: Some(case.id),
        regime: Regime::SpecialOperations,
        number: format!("T{}", person.document_number),
        operation: "低压电工作业".to_owned(),
        first_issued_on: "2026-11-20".to_owned(),
        valid_from: "2026-11-20".to_owned(),
        valid_until: "2032-11-19".to_owned(),
        review_due_on: "2029-11-20".to_owned(),
        authority: "杭州市应急管理局".to_owned(),
    };
    staff.call::<RecordCertificate>(&form).or_fail("recording a certificate");
}

fn ask_for_items(staff: &mut Staff) {
    let request = ListClassesRequest { code: "2026-D13期".to_owned(), ..ListClassesRequest::default() };
    let page = staff.call::<ListClasses>(&request).or_fail("listing classes");
    for class in page.items {
        staff.call::<AskClassForItems>(&ClassItemsRequest { id: class.id, after: None }).or_fail("asking for items");
    }
}
