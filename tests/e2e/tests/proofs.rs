//! Training proofs from the console's click to the stranger who checks one: real PDF, real browsers, poppler.

use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::client::new_key;
use e2e::{Browser, Look, OrFail, Person, Portal, Staff, institution, seal};
use shared::certificates::api::{ConfirmMove, FindCases, FindCasesRequest, HoursForm, MoveCases, SaveHours};
use shared::certificates::case::Target;
use shared::certificates::regime::StageKey;
use shared::courses::CourseKind;
use shared::courses::api::{Class, ClassForm, SaveClass};
use shared::endpoint::Nothing;
use shared::enrolments::api::EnrolmentRequest;
use shared::error::{ErrorCode, FieldCode};
use shared::id::EnrolmentId;
use shared::proofs::api::*;
use shared::proofs::signed;

const OPENID: &str = "oHasAProof";
/// Of Extension A, B and F, as they stand in real names.
const RARE: &str = "𬱖䶮㛃𠅤";

/// A class that has ended, of a course with hours.
fn class(staff: &mut Staff) -> Class {
    let course = institution::course(staff, "高处安装、维护、拆除作业", CourseKind::Review, "500.00");
    let form = ClassForm {
        id: None,
        course_id: course.id,
        code: "2026-P01".to_owned(),
        starts_on: "2026-01-05".to_owned(),
        ends_on: "2026-01-09".to_owned(),
        place: String::new(),
        capacity: String::new(),
        version: 0,
    };
    staff.call::<SaveClass>(&form).or_fail("saving a class")
}

fn settings(staff: &mut Staff) {
    let known = staff.call::<GetProofSettings>(&Nothing {}).or_fail("settings of proofs");
    let form = ProofSettingsForm {
        signatory: "蒋文斌".to_owned(),
        prefix: "PX".to_owned(),
        seal: Some(STANDARD.encode(seal::png())),
        version: known.version,
    };
    let bad = ProofSettingsForm { seal: Some(STANDARD.encode(b"no picture")), ..form.clone() };
    let problem = staff.call::<SaveProofSettings>(&bad).err().or_fail("a seal that is no picture");
    assert_eq!(
        problem.fields.first().map(|field| (field.field.as_str(), field.code)),
        Some(("seal", FieldCode::Format))
    );
    assert!(staff.call::<SaveProofSettings>(&form).or_fail("saving the settings").has_seal);
}

/// Somebody whose training is done: eight class hours, as the review asks for.
fn trained(staff: &mut Staff, class: &Class, person: &Person) -> EnrolmentId {
    institution::enrol(staff, person, class);
    let case = |staff: &mut Staff| {
        let found = staff.call::<FindCases>(&FindCasesRequest { text: person.document_number.clone() });
        let row = found.or_fail("the case").cases.into_iter().next().or_fail("an open case");
        (row.id, row.version)
    };
    let cases = vec![case(staff)];
    let target = Target::Stage(StageKey::Training);
    let to_training = ConfirmMove { cases, target, reason: String::new(), note: String::new() };
    staff.call::<MoveCases>(&to_training).or_fail("moving a case to its training");
    let cases = vec![case(staff)];
    staff.call::<SaveHours>(&HoursForm { cases, hours: "8.5".to_owned() }).or_fail("saving hours");
    case(staff).0
}

fn poppler(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output();
    let output = output.or_fail(format_args!("{program} (Debian package poppler-utils)"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn text_of(program: &str, arguments: &[&str]) -> String {
    String::from_utf8(poppler(program, arguments)).or_fail(program)
}

/// What a phone reads from the printed page: it moves nearer until it can.
fn scanned(pdf: &str) -> String {
    let read = ["150", "200", "300", "400"].into_iter().find_map(|dots| scanned_at(pdf, dots));
    read.or_fail("a QR code on the page")
}

fn scanned_at(pdf: &str, dots_per_inch: &str) -> Option<String> {
    let grey = poppler("pdftoppm", &["-r", dots_per_inch, "-gray", "-singlefile", pdf]);
    // `P5`, width, height and 255, then the pixels.
    let head: Vec<&[u8]> = grey.splitn(4, u8::is_ascii_whitespace).collect();
    let number = |place: usize| {
        let word = head.get(place).and_then(|word| core::str::from_utf8(word).ok());
        word.and_then(|word| word.parse::<usize>().ok()).or_fail("a size")
    };
    let (width, height) = (number(1), number(2));
    let pixels = head.get(3).and_then(|rest| rest.get(4..)).or_fail("pixels");
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        pixels.get(y * width + x).copied().unwrap_or(u8::MAX)
    });
    image.detect_grids().into_iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

fn stored(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, content).or_fail(name);
    path
}

fn issue(staff: &mut Staff, id: EnrolmentId) -> Proof {
    let request = IssueProofRequest { id, replaces: None, reason: String::new() };
    let key = new_key();
    let proof = staff.call_with_key::<IssueProof>(&request, &key).or_fail("issuing a proof");
    let again = staff.call_with_key::<IssueProof>(&request, &key).or_fail("asking again");
    assert_eq!(again, proof, "the same key, the same proof");
    proof
}

#[test]
fn a_proof_is_issued_taken_along_and_checked() {
    let (portal, mut staff) = Portal::set_up();
    settings(&mut staff);
    let class = class(&mut staff);
    let person = Person { name: format!("钱{RARE}"), ..Person::numbered(11) };
    let enrolment = trained(&mut staff, &class, &person);
    let proof = issue(&mut staff, enrolment);
    let folder = tempfile::tempdir().or_fail("a folder");

    // The file, by poppler.
    let pdf = staff.get(&pdf_address(proof.id)).expect_status(200);
    assert!(pdf.header("content-disposition").is_some_and(|value| value.starts_with("attachment")));
    assert!(pdf.body.len() <= 120 * 1024, "{} bytes", pdf.body.len());
    let file = stored(folder.path(), "proof.pdf", &pdf.body);
    let name = file.display().to_string();
    let text = text_of("pdftotext", &["-layout", &name, "-"]);
    for said in [&proof.number, &person.name, "8.5 学时", "8 学时", institution::NAME, "蒋文斌", "第19号"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let fonts = text_of("pdffonts", &[&name]);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.contains("yes yes yes")), "{fonts}");

    let code = scanned(&name);
    let fragment = code.split_once("/verify#").or_fail(&code).1.to_owned();
    check_in_a_browser(&portal, &mut staff, &proof, &fragment, &file);
    take_along(&portal, &person, &proof, &pdf.body);
}

/// A stranger with the printed page.
fn check_in_a_browser(portal: &Portal, staff: &mut Staff, proof: &Proof, fragment: &str, file: &Path) {
    let browser = Browser::chromium(Look::phone());
    let page = portal.url(&format!("/verify#{fragment}"));
    browser.open(&page);
    browser.wait_for_text("签名有效");
    browser.wait_for_text("当前状态");
    let shown = browser.text();
    for said in [&proof.number, "8.5", "高处安装、维护、拆除作业", "2026年1月5日 至 2026年1月9日", "复审"]
    {
        assert!(shown.contains(said), "{said} in {shown}");
    }
    assert!(!shown.contains(RARE), "the name is masked");
    browser.wait_for_text("有效");
    browser.screenshot("proof-verify");
    browser.find("#file").type_text(&file.display().to_string());
    browser.wait_for_text("与签发时完全一致");
    let mut changed = std::fs::read(file).or_fail("the file");
    if let Some(byte) = changed.get_mut(2_000) {
        *byte ^= 1;
    }
    let changed = stored(file.parent().or_fail("a folder"), "changed.pdf", &changed);
    browser.find("#file").type_text(&changed.display().to_string());
    browser.wait_for_text("与签发的不一致");
    browser.assert_console_empty();

    // One field changed, under the same signature.
    let read = signed::read(fragment).or_fail("a fragment");
    let more = shared::proofs::ProofFields { hours_done: shared::proofs::PrintedHours::whole(80), ..read.fields };
    let forged = signed::fragment(&signed::payload(&more), &read.signature);
    browser.open("about:blank");
    browser.open(&portal.url(&format!("/verify#{forged}")));
    browser.wait_for_text("签名无效");

    let revoke = RevokeProofRequest { id: proof.id, reason: "培训类型写错".to_owned(), version: proof.version };
    let revoked = staff.call::<RevokeProof>(&revoke).or_fail("revoking a proof");
    assert!(!revoked.state.is_in_force());
    browser.open("about:blank");
    browser.open(&page);
    browser.wait_for_text("已撤销");

    let bare = Browser::chromium(Look::phone().without_scripts());
    bare.open(&page);
    for said in ["核验要在手机或电脑上运行一小段程序", institution::PHONE] {
        assert!(bare.text().contains(said), "{said} without scripts");
    }
}

/// The trainee inside WeChat, then another browser without a session.
fn take_along(portal: &Portal, person: &Person, proof: &Proof, issued: &[u8]) {
    let mut trainee = portal.trainee(OPENID);
    trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
    trainee.set_header("User-Agent", "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50");
    let address = format!("/proofs/{}", proof.id);
    let page = trainee.get(&address).expect_status(200).text();
    for said in [&proof.number, "在浏览器打开", "已撤销", &person.name] {
        assert!(page.contains(said), "{said}");
    }
    let picture = trainee.get(&picture_address(proof.id)).expect_status(200);
    assert_eq!(picture.header("content-type"), Some("image/svg+xml"));
    let link = trainee.post_form(&format!("{address}/link"), &[]).expect_status(303).location();
    assert!(trainee.get(&link).expect_status(200).text().contains("在浏览器打开"));

    let mut browser = portal.visitor();
    browser.set_header("User-Agent", "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1");
    for path in [&address, &picture_address(proof.id), &pdf_address(proof.id)] {
        assert!(browser.get(path).status >= 400, "{path} is not for strangers");
    }
    assert!(browser.get(&link).expect_status(200).text().contains("下载 PDF"));
    let path = link.strip_prefix(portal.origin()).unwrap_or(&link).to_owned();
    assert_eq!(browser.post_form(&path, &[]).expect_status(200).body, issued, "the frozen bytes");
    browser.post_form(&path, &[]).expect_status(410);
    browser.get(&link).expect_status(410);
}

#[test]
fn a_character_without_a_glyph_refuses_the_issue_and_is_named() {
    let (_portal, mut staff) = Portal::set_up();
    settings(&mut staff);
    let class = class(&mut staff);
    // Of Extension I, younger than the font.
    let person = Person { name: "钱\u{2ebf5}".to_owned(), ..Person::numbered(12) };
    let id = trained(&mut staff, &class, &person);
    let request = IssueProofRequest { id, replaces: None, reason: String::new() };
    let problem = staff.call::<IssueProof>(&request).err().or_fail("a refusal");
    assert_eq!(problem.code, ErrorCode::ProofUnprintable);
    assert_eq!(problem.blockers, ["\u{2ebf5} (U+2EBF5)"]);
    let proofs = staff.call::<ListProofs>(&EnrolmentRequest { id }).or_fail("the proofs");
    assert!(proofs.proofs.is_empty() && proofs.obstacles.is_empty());
}
