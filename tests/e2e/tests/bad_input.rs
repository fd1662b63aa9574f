//! Whatever is sent to the portal, the answer says what is wrong with it, nothing is lost, and nothing breaks.

use e2e::bad::{assert_nothing_broke, assert_problem, get_raw, send_raw};
use e2e::client::{Body, new_key};
use e2e::institution::{self, enrol_usually, usual_class};
use e2e::people::Person;
use e2e::roster::{self, Line};
use e2e::{Answer, Client, OrFail, Portal, Staff, Trainee};
use shared::contract;
use shared::courses::CourseKind;
use shared::endpoint::{Access, Endpoint, EndpointInfo, Method, Nothing};
use shared::enrolments::api::{
    EnrolmentRequest, GetEnrolment, GetEnrolmentForStaff, GetHome, GetTrainee, MergeTrainees, MergeTraineesRequest,
    RevealDocument, RevealRequest, SaveTrainee, SearchTrainees, SearchTraineesRequest, TraineeForm, TraineeRequest,
};
use shared::error::{ErrorCode, FieldCode, Problem};
use shared::id::{EnrolmentId, ImportId, TraineeId};
use shared::identity::document::DocumentKind;
use shared::imports::api::{
    BeginImport, BeginImportRequest, CommitImport, DiscardImport, FinishUpload, GetImport, ImportRequest,
    ListImportRows, ListImportRowsRequest, UndoImport, UploadRows, UploadRowsRequest,
};
use shared::imports::{ImportKind, ImportState};
use shared::institution::api::GetSettings;
use shared::role::Role;
use shared::roster::messages::Constants;
use shared::staff::api::{GetMe, ListStaff, SaveStaff, StaffForm, StaffSignOut};

const SESSION: &str = "__Host-session";
const STAFF_SESSION: &str = "__Host-staff";

/// An address that takes JSON from anybody with a session of staff.
const SEARCH: &str = "/api/staff/trainees/search";
const SAVE: &str = "/api/staff/trainees";

fn bound(portal: &Portal, staff: &mut Staff, openid: &str, person: &Person) -> Trainee {
    enrol_usually(staff, person);
    let mut trainee = portal.trainee(openid);
    trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
    trainee
}

/// A request as our own pages send it, but for what the test spoils.
fn post(client: &mut Client, path: &str, body: Body) -> Answer {
    let key = new_key();
    client.send("POST", path, &[("Sec-Fetch-Site", "same-origin"), ("Idempotency-Key", &key)], body)
}

fn json(text: &str) -> Body<'static> {
    Body::Json(text.to_owned())
}

#[track_caller]
fn assert_code<T>(result: Result<T, Problem>, code: ErrorCode, what: &str) {
    assert_eq!(result.err().map(|problem| problem.code), Some(code), "{what}");
}

#[test]
fn forged_expired_and_foreign_sessions_open_nothing() {
    let (mut portal, mut staff) = Portal::set_up();
    let mut trainee = bound(&portal, &mut staff, "oHasASession", &Person::numbered(1));
    let trainee_token = trainee.cookie(SESSION).or_fail("a session").to_owned();
    let staff_token = staff.cookie(STAFF_SESSION).or_fail("a session").to_owned();

    let long = "a".repeat(6_000);
    let shortened = trainee_token.get(1..).or_fail("a long token").to_owned();
    let forged = ["0", "null", "' or 1=1 --", "../../etc", long.as_str(), &shortened, &trainee_token.to_uppercase()];
    for value in forged.into_iter().chain([staff_token.as_str()]) {
        let mut stranger = portal.visitor();
        stranger.set_cookie(portal.origin(), SESSION, value);
        assert_code(stranger.call::<GetHome>(&Nothing {}), ErrorCode::SignInRequired, value);
        // Inside WeChat signing in again asks nothing of the visitor.
        stranger.get("/").expect_redirect_to("/enter");
        stranger.get("/me").expect_status(401);
    }
    let mut stranger = portal.visitor();
    for value in ["0", "' or 1=1 --", long.as_str(), &trainee_token] {
        stranger.set_cookie(portal.origin(), STAFF_SESSION, value);
        assert_code(stranger.call::<GetMe>(&Nothing {}), ErrorCode::StaffSignInRequired, value);
    }
    // Two cookies of one name, as a forger on a sister host would set them: the first counts, and it is worth nothing.
    let cookies = format!("{SESSION}=forged; {SESSION}={trainee_token}");
    let answer = portal.visitor().send("GET", "/api/home", &[("Cookie", &cookies)], Body::None);
    assert_problem(&answer, ErrorCode::SignInRequired, "two sessions");

    // Of another portal.
    let (other, mut other_staff) = Portal::set_up();
    let mut foreigner = bound(&other, &mut other_staff, "oHasASession", &Person::numbered(1));
    let mut abroad = foreigner.at(portal.origin());
    assert_code(abroad.call::<GetHome>(&Nothing {}), ErrorCode::SignInRequired, "a session of another portal");
    foreigner.call::<GetHome>(&Nothing {}).or_fail("at home it is worth something");

    portal.with_database(|database| {
        database.execute("update sessions set expires_at = 1", []).or_fail("expiring");
        database.execute("update staff_sessions set expires_at = 1", []).or_fail("expiring");
    });
    assert_code(trainee.call::<GetHome>(&Nothing {}), ErrorCode::SignInRequired, "an expired session");
    assert_code(staff.call::<GetMe>(&Nothing {}), ErrorCode::StaffSignInRequired, "an expired session of staff");
    staff.sign_in();
    staff.call::<GetMe>(&Nothing {}).or_fail("a fresh session");
    trainee.enter().expect_status(200);
    trainee.call::<GetHome>(&Nothing {}).or_fail("a fresh session");
    assert_nothing_broke(&portal);
}

#[test]
fn staff_calls_are_refused_to_trainees_and_roles_are_kept() {
    let (portal, mut staff) = Portal::set_up();
    let person = Person::numbered(1);
    let mut trainee = bound(&portal, &mut staff, "oCuriousTrainee", &person);
    let mut clerk = staff.invite("clerk", &[Role::Cashier]);
    let mut registrar = staff.invite("registrar", &[Role::Registrar]);

    let refused = ErrorCode::StaffSignInRequired;
    let search = SearchTraineesRequest::default();
    assert_code(trainee.call::<SearchTrainees>(&search), refused, "search");
    assert_code(trainee.call::<GetTrainee>(&TraineeRequest { id: TraineeId(1) }), refused, "a trainee");
    let id = EnrolmentId(1);
    assert_code(trainee.call::<GetEnrolmentForStaff>(&EnrolmentRequest { id }), refused, "an enrolment");
    let reveal = RevealRequest { id: TraineeId(1), reason: "我想看看".to_owned() };
    assert_code(trainee.call::<RevealDocument>(&reveal), refused, "a document number");
    assert_code(trainee.call::<GetSettings>(&Nothing {}), refused, "settings");
    assert_code(trainee.call::<ListStaff>(&Nothing {}), refused, "accounts");

    // Whatever the contract gives to staff only, an empty or a nameless request gets from a trainee nothing but a refusal.
    // Signing out is answered to anybody: the browser forgets the session, whatever it was.
    let of_staff =
        |endpoint: &&EndpointInfo| matches!(endpoint.access, Access::Staff(_)) && endpoint.name != StaffSignOut::NAME;
    for endpoint in contract::all().filter(of_staff) {
        let path = endpoint.path.replace("{id}", "1");
        let answer = match endpoint.method {
            Method::Get => trainee.get(&path),
            Method::Query | Method::Repeat | Method::Post => post(&mut trainee, &path, json("{}")),
        };
        assert_eq!(answer.status, 401, "{}: {}", endpoint.name, answer.text());
    }

    let person_form = TraineeForm {
        id: None,
        name: "钱秀英".to_owned(),
        phone: "13812345678".to_owned(),
        document_kind: DocumentKind::ResidentId,
        document_number: Person::numbered(2).document_number,
        class_id: None,
        version: 0,
    };
    clerk.call::<SearchTrainees>(&search).or_fail("any staff may search");
    assert_code(clerk.call::<SaveTrainee>(&person_form), ErrorCode::RoleRequired, "a cashier adds a trainee");
    assert_code(clerk.call::<RevealDocument>(&reveal), ErrorCode::RoleRequired, "a cashier looks at a number");
    assert_code(registrar.call::<GetSettings>(&Nothing {}), ErrorCode::RoleRequired, "a registrar's settings");
    let promoted = StaffForm {
        id: None,
        login: "friend".to_owned(),
        name: "朋友".to_owned(),
        roles: vec![Role::Administrator],
        active: true,
        version: 0,
    };
    assert_code(registrar.call::<SaveStaff>(&promoted), ErrorCode::RoleRequired, "a registrar makes an administrator");
    registrar.call::<SaveTrainee>(&person_form).or_fail("a registrar adds a trainee");
    assert_nothing_broke(&portal);
}

#[test]
fn somebody_elses_enrolment_is_not_found() {
    let (portal, mut staff) = Portal::set_up();
    let mut one = bound(&portal, &mut staff, "oOne", &Person::numbered(1));
    let mut other = bound(&portal, &mut staff, "oOther", &Person::numbered(2));
    let own = one.call::<GetHome>(&Nothing {}).or_fail("home").enrolments.first().or_fail("an enrolment").id;
    one.call::<GetEnrolment>(&EnrolmentRequest { id: own }).or_fail("one's own");

    let others = other.call::<GetEnrolment>(&EnrolmentRequest { id: own });
    let nobodys = other.call::<GetEnrolment>(&EnrolmentRequest { id: EnrolmentId(987_654) });
    let hide = |problem: Problem| Problem { request_id: String::new(), ..problem };
    assert_eq!(others.map_err(hide), nobodys.map_err(hide), "the two cannot be told apart");
    assert_problem(&other.get(&format!("/api/enrolments/{own}")), ErrorCode::NotFound, "somebody else's");
    other.get(&format!("/enrolments/{own}")).expect_status(404);

    for id in
        ["0", "-1", "1.5", "1e3", "x", "%00", "９", "9007199254740993", "9223372036854775807", "99999999999999999999"]
    {
        let answer = other.send("GET", &format!("/api/enrolments/{}", escape(id)), &[], Body::None);
        assert_problem(&answer, ErrorCode::NotFound, id);
        other.get(&format!("/enrolments/{}", escape(id))).expect_status(404);
    }
    // A trainee who is not bound to the account cannot be switched to.
    let target = one.call::<GetHome>(&Nothing {}).or_fail("home").trainee.id.to_string();
    let answer = other.post_form("/switch", &[("trainee_id", &target)]);
    assert!(answer.status == 404, "switched: {} {}", answer.status, answer.text());
    let mine = other.call::<GetHome>(&Nothing {}).or_fail("home");
    assert_eq!(mine.trainee.name, Person::numbered(2).name);
    assert_nothing_broke(&portal);
}

/// Percent-encodes what cannot stand in an address.
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[test]
fn bodies_that_are_no_requests_are_malformed() {
    let (portal, mut staff) = Portal::set_up();
    let deep = "[".repeat(20_000);
    let bodies = [
        "",
        "{",
        "}",
        "null",
        "[]",
        "\"x\"",
        "1",
        "{}}",
        "{\"term\":5}",
        "{\"term\":\"a\",}",
        "{'term':'a'}",
        "NaN",
        "{\"class_id\":\"1\"}",
        "{\"class_id\":1.5}",
        "{\"class_id\":99999999999999999999}",
        "{\"after\":[]}",
        "{\"after\":\"nonsense\"}",
        "{\"term\":\"\\ud800\"}",
        "\u{feff}{}",
        &deep,
    ];
    for body in bodies {
        let what: String = body.chars().take(40).collect();
        assert_problem(&post(&mut staff, SEARCH, json(body)), ErrorCode::Malformed, &what);
    }
    let latin = Body::Raw { content_type: "application/json", bytes: b"{\"term\":\"\xe9\"}".to_vec() };
    assert_problem(&post(&mut staff, SEARCH, latin), ErrorCode::Malformed, "not UTF-8");
    for body in ["{}", "{\"name\":\"x\"}", "{\"id\":\"1\",\"name\":\"\"}"] {
        assert_problem(&post(&mut staff, SAVE, json(body)), ErrorCode::Malformed, body);
    }
    // Odd, but something can be meant.
    for body in [
        "{}",
        " {\"term\":\"\"} ",
        "{\"term\":\"\\u0000\"}",
        "{\"term\":\"%_\",\"unknown\":1}",
        "{\"class_id\":9007199254740993}",
    ] {
        post(&mut staff, SEARCH, json(body)).expect_status(200);
    }
    assert_nothing_broke(&portal);
}

#[test]
fn oversized_bodies_are_refused_before_they_are_read() {
    let (portal, mut staff) = Portal::set_up();
    let too_large = format!("{{\"term\":\"{}\"}}", "学".repeat(SearchTrainees::MAX_BODY / 3));
    assert_problem(&post(&mut staff, SEARCH, json(&too_large)), ErrorCode::TooLarge, "announced");

    // Without an announced length.
    let host = portal.origin().trim_start_matches("http://");
    let cookie = format!("{STAFF_SESSION}={}", staff.cookie(STAFF_SESSION).or_fail("a session"));
    let head = format!(
        "POST {SEARCH} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
         Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    let mut request = head.clone().into_bytes();
    for _ in 0..20 {
        request.extend_from_slice(format!("{:x}\r\n{}\r\n", 10_000, " ".repeat(10_000)).as_bytes());
    }
    request.extend_from_slice(b"0\r\n\r\n");
    let (status, text) = send_raw(&portal, &request);
    assert_eq!(status, ErrorCode::TooLarge.status(), "{text}");

    // Announced as larger than anything, and never sent.
    let announced = head.replace("Transfer-Encoding: chunked", "Content-Length: 99999999999");
    assert_eq!(send_raw(&portal, announced.as_bytes()).0, ErrorCode::TooLarge.status());

    // Rows may be many, but not any number.
    let upload = head.replace(SEARCH, "/api/staff/imports/1/rows");
    for (length, status) in
        [(UploadRows::MAX_BODY + 1, ErrorCode::TooLarge.status()), (2, ErrorCode::Malformed.status())]
    {
        let request = upload.replace("Transfer-Encoding: chunked", &format!("Content-Length: {length}")) + "{}";
        assert_eq!(send_raw(&portal, request.as_bytes()).0, status, "{length}");
    }
    let long = "名".repeat(30_000);
    let form = portal.visitor().post_form("/bind", &[("by", "details"), ("name", &long)]);
    form.expect_status(ErrorCode::TooLarge.status());
    staff.call::<SearchTrainees>(&SearchTraineesRequest::default()).or_fail("the next request");
    assert_nothing_broke(&portal);
}

#[test]
fn wrong_methods_and_formats_are_named() {
    let (portal, mut staff) = Portal::set_up();
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
        for path in ["/api/home", SAVE, "/api/staff/sign-in", "/api/enrolments/1", "/", "/me", "/bind"] {
            let answer = staff.send(method, path, &[("Sec-Fetch-Site", "same-origin")], Body::None);
            assert_problem(&answer, ErrorCode::MethodNotAllowed, &format!("{method} {path}"));
        }
    }
    for path in [SEARCH, "/api/staff/sign-in", "/api/staff/imports", "/api/setup"] {
        assert_problem(&staff.get(path), ErrorCode::MethodNotAllowed, path);
    }
    for path in ["/api/home", "/api/staff/me", "/api/staff/imports/1"] {
        assert_problem(&post(&mut staff, path, json("{}")), ErrorCode::MethodNotAllowed, path);
    }
    for path in ["/api", "/api/", "/api/nothing", "/api/staff", "/api/enrolments/", "/api/enrolments/1/2", "/api//home"]
    {
        let answer = staff.get(path).expect_status(404);
        if path != "/api" {
            assert_problem(&answer, ErrorCode::NotFound, path);
        }
    }
    for content_type in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json"]
    {
        let body = Body::Raw { content_type, bytes: b"{}".to_vec() };
        assert_problem(&post(&mut staff, SEARCH, body), ErrorCode::UnsupportedMediaType, content_type);
    }
    let mut visitor = portal.visitor();
    let headers = [("Sec-Fetch-Site", "same-origin")];
    visitor.send("POST", "/bind", &headers, json("{}")).expect_status(ErrorCode::UnsupportedMediaType.status());
    visitor.send("HEAD", "/privacy", &[], Body::None).expect_status(200);
    post(&mut visitor, "/no-such-form", Body::Form(&[])).expect_status(404);
    visitor.get("/no/such/page").expect_status(404);
    assert_nothing_broke(&portal);
}

#[test]
fn a_change_needs_a_key_and_happens_once() {
    let (portal, mut staff) = Portal::set_up();
    let mut registrar = staff.invite("registrar", &[Role::Registrar]);
    let person = |number: u32| {
        let person = Person::numbered(number);
        TraineeForm {
            id: None,
            name: person.name,
            phone: person.phone,
            document_kind: DocumentKind::ResidentId,
            document_number: person.document_number,
            class_id: None,
            version: 0,
        }
    };
    let body = serde_json::to_string(&person(1)).or_fail("JSON");
    let site = ("Sec-Fetch-Site", "same-origin");
    let answer = staff.send("POST", SAVE, &[site], json(&body));
    assert_problem(&answer, ErrorCode::KeyUnusable, "no key");
    let long = "k".repeat(129);
    for key in ["", "short", long.as_str()] {
        let answer = staff.send("POST", SAVE, &[site, ("Idempotency-Key", key)], json(&body));
        assert_problem(&answer, ErrorCode::KeyUnusable, key);
    }

    let key = new_key();
    let first = staff.call_with_key::<SaveTrainee>(&person(1), &key).or_fail("the first time");
    let again = staff.call_with_key::<SaveTrainee>(&person(1), &key).or_fail("the same request again");
    assert_eq!(first, again);
    assert_code(staff.call_with_key::<SaveTrainee>(&person(2), &key), ErrorCode::KeyUnusable, "another body");
    let merge = MergeTraineesRequest { from: first.id, into: TraineeId(77) };
    assert_code(staff.call_with_key::<MergeTrainees>(&merge, &key), ErrorCode::KeyUnusable, "another change");
    assert_code(registrar.call_with_key::<SaveTrainee>(&person(1), &key), ErrorCode::KeyUnusable, "another caller");

    // A fresh key is a new request: this time the person is known already.
    let taken = staff.call::<SaveTrainee>(&person(1)).err().or_fail("nobody is entered twice");
    let fields: Vec<_> = taken.fields.iter().map(|field| (field.field.as_str(), field.code)).collect();
    assert_eq!((taken.code, fields), (ErrorCode::Invalid, vec![("document_number", FieldCode::Taken)]));
    let page = staff.call::<SearchTrainees>(&SearchTraineesRequest::default()).or_fail("searching");
    assert_eq!(page.items.len(), 1);
    assert_nothing_broke(&portal);
}

#[test]
fn other_sites_cannot_make_a_browser_act() {
    let (portal, mut staff) = Portal::set_up();
    let mut trainee = bound(&portal, &mut staff, "oVictim", &Person::numbered(1));
    let key = new_key();
    let origin = portal.origin().to_owned();
    let refused: [&[(&str, &str)]; 7] = [
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")],
        &[("Sec-Fetch-Site", "same-site"), ("Origin", &origin)],
        &[("Sec-Fetch-Site", "none")],
        &[("Origin", "https://evil.example")],
        &[("Origin", "null")],
        &[("Origin", "http://127.0.0.1.evil.example")],
        &[],
    ];
    for headers in refused {
        let mut headers = headers.to_vec();
        headers.push(("Idempotency-Key", &key));
        let answer = staff.send("POST", "/api/staff/sign-out", &headers, json("{}"));
        assert_problem(&answer, ErrorCode::CrossSite, &format!("{headers:?}"));
        let answer = staff.send("POST", SEARCH, &headers, json("{}"));
        assert_problem(&answer, ErrorCode::CrossSite, &format!("{headers:?}"));
        let form = Body::Form(&[("idempotency_key", "0123456789abcdef")]);
        trainee.send("POST", "/sign-out", &headers, form).expect_status(ErrorCode::CrossSite.status());
        let form = Body::Form(&[("idempotency_key", "0123456789abcdef")]);
        trainee.send("POST", "/unbind", &headers, form).expect_status(ErrorCode::CrossSite.status());
    }
    staff.call::<GetMe>(&Nothing {}).or_fail("still signed in");
    trainee.call::<GetHome>(&Nothing {}).or_fail("still signed in and bound");
    let own = [("Origin", origin.as_str())];
    staff.send("POST", SEARCH, &own, json("{}")).expect_status(200);
    assert_nothing_broke(&portal);
}

#[test]
fn names_of_files_lead_nowhere_else() {
    let (portal, mut staff) = Portal::set_up();
    let page = staff.get("/staff").expect_status(200).text();
    let script =
        page.split('"').find(|part| part.starts_with("/staff-app/staff-") && part.strip_suffix(".js").is_some());
    let script = script.or_fail("the console's script").to_owned();
    assert_eq!(get_raw(&portal, &script).0, 200);
    for path in [
        "/staff-app/../../edge/build/index.js",
        "/../edge/build/index.js",
        "/..%2fedge/build/index.js",
        "/%2e%2e/edge/build/index.js",
        "/.%2e/data/secrets.js",
        "/..\\..\\edge\\build\\index.js",
        "/staff-app//../x.js",
        "//evil.example/x.js",
        "/staff-app/%00.js",
        "/.hidden.js",
        "/staff-app/.hidden/x.css",
        "/staff-app/staff.js",
        "/staff-app/",
        "/staff-app/index.html",
        "/index.html",
        "/index.html.br",
        "/secrets.json",
        "/healthz/../secrets.json",
        "/robots.txt",
        "/MP_verify_0123456789abcdef.txt",
        "/%F0%28%8C%28.js",
        "/con.png",
        "/x.svg/",
    ] {
        let (status, text) = get_raw(&portal, path);
        assert_eq!(status, 404, "{path}: {text}");
        assert!(!text.contains("Institution") && !text.contains("anpei-institution"), "{path} leaks code");
    }
    for path in ["/staff-app/nothing.js", "/nothing.wasm", "/nothing.css"] {
        assert_problem(&staff.get(path), ErrorCode::NotFound, path);
    }
    let long = format!("/{}.js", "a".repeat(5_000));
    assert_eq!(get_raw(&portal, &long).0, 404);
    assert_nothing_broke(&portal);
}

#[test]
fn imports_are_told_what_does_not_fit() {
    let (portal, mut staff) = Portal::set_up();
    let good = BeginImportRequest {
        kind: ImportKind::Roster,
        file_name: "名册.xlsx".to_owned(),
        file_hash: "0".repeat(64),
        total_rows: 2,
        header_fingerprint: "e2e".to_owned(),
        mapping: roster::mapping(),
        sheet: 0,
        header_row: 1,
        constants: Constants::default(),
    };
    let fields = |result: Result<shared::imports::api::ImportSummary, Problem>| {
        let problem = result.err().or_fail("a refusal");
        assert_eq!(problem.code, ErrorCode::Invalid);
        problem.fields.into_iter().map(|field| (field.field, field.code)).collect::<Vec<_>>()
    };
    let cases = [
        (BeginImportRequest { total_rows: 0, ..good.clone() }, "total_rows", FieldCode::OutOfRange),
        (BeginImportRequest { total_rows: 20_001, ..good.clone() }, "total_rows", FieldCode::OutOfRange),
        (BeginImportRequest { file_hash: "00".to_owned(), ..good.clone() }, "file_hash", FieldCode::Format),
        (BeginImportRequest { file_hash: "Z".repeat(64), ..good.clone() }, "file_hash", FieldCode::Format),
        (BeginImportRequest { file_name: "名".repeat(300), ..good.clone() }, "file_name", FieldCode::TooLong),
        (BeginImportRequest { file_name: String::new(), ..good.clone() }, "file_name", FieldCode::Required),
    ];
    for (request, field, code) in cases {
        assert_eq!(fields(staff.call::<BeginImport>(&request)), [(field.to_owned(), code)]);
    }

    let id = staff.call::<BeginImport>(&good).or_fail("beginning").id;
    let request = ImportRequest { id };
    let row = |number| Line::usual(&Person::numbered(number)).raw(number + 1);
    assert_code(staff.call::<FinishUpload>(&request.into()), ErrorCode::ImportNotReady, "no rows yet");
    assert_code(staff.call::<CommitImport>(&request.into()), ErrorCode::ImportNotReady, "not compared yet");
    assert_code(staff.call::<UndoImport>(&request), ErrorCode::ImportNotReady, "nothing to undo");
    let upload = |rows| UploadRowsRequest { id, rows };
    let same_twice = [("rows".to_owned(), FieldCode::Inconsistent)];
    assert_eq!(fields(staff.call::<UploadRows>(&upload(vec![row(1), row(1)]))), same_twice);
    assert_eq!(fields(staff.call::<UploadRows>(&upload(Vec::new()))), same_twice);
    let more = [("rows".to_owned(), FieldCode::OutOfRange)];
    assert_eq!(fields(staff.call::<UploadRows>(&upload(vec![row(1), row(2), row(3)]))), more);
    let many: Vec<_> = (1..=201).map(row).collect();
    assert_code(staff.call::<UploadRows>(&upload(many)), ErrorCode::TooLarge, "too many at once");
    let rows = "/api/staff/imports/1/rows";
    let wide = format!("{{\"rows\":[{{\"n\":2,\"c\":[{}\"\"]}}]}}", "\"\",".repeat(300));
    for body in [
        "{\"rows\":[{\"n\":0,\"c\":[]}]}",
        "{\"rows\":[{\"n\":-1,\"c\":[]}]}",
        "{\"rows\":[[]]}",
        "{\"rows\":{}}",
        &wide,
    ] {
        assert_problem(&post(&mut staff, rows, json(body)), ErrorCode::Malformed, body);
    }
    // The id in the address counts, not the one in the body.
    let body = serde_json::json!({ "id": 999, "rows": [row(1), row(2)] }).to_string();
    post(&mut staff, &format!("/api/staff/imports/{id}/rows"), json(&body)).expect_status(200);
    let summary = staff.call::<FinishUpload>(&request.into()).or_fail("all rows are there");
    let ready = roster::wait_for(&mut staff, &summary, ImportState::Ready);
    assert_code(staff.call::<UploadRows>(&upload(vec![row(1)])), ErrorCode::ImportNotReady, "too late");
    let cursor = ListImportRowsRequest { id, fate: None, after: Some("x".to_owned()) };
    assert_code(staff.call::<ListImportRows>(&cursor), ErrorCode::Malformed, "a cursor of one's own making");
    staff.call::<DiscardImport>(&request).or_fail("discarding");
    assert_code(staff.call::<CommitImport>(&request.into()), ErrorCode::ImportNotReady, "thrown away");

    for id in [0, -1, 12_345, 9_007_199_254_740_993, i64::MAX] {
        let unknown = ImportRequest { id: ImportId(id) };
        assert_code(staff.call::<GetImport>(&unknown), ErrorCode::NotFound, &id.to_string());
        assert_code(staff.call::<CommitImport>(&unknown.into()), ErrorCode::NotFound, &id.to_string());
    }
    assert_eq!(ready.total_rows, 2);
    assert_nothing_broke(&portal);
}

#[test]
fn texts_are_shown_as_texts() {
    let (portal, mut staff) = Portal::set_up();
    let evil = "</script><script>alert(1)</script>";
    let class = usual_class(&mut staff);
    let form = |name: &str| TraineeForm {
        id: None,
        name: name.to_owned(),
        phone: "13812345678".to_owned(),
        document_kind: DocumentKind::ResidentId,
        document_number: Person::numbered(3).document_number,
        class_id: Some(class.id),
        version: 0,
    };
    let long = "名".repeat(200);
    for (name, code) in [
        (evil, FieldCode::BadCharacters),
        ("张😀三", FieldCode::BadCharacters),
        (long.as_str(), FieldCode::TooLong),
        (" ", FieldCode::Required),
    ] {
        let problem = staff.call::<SaveTrainee>(&form(name)).err().or_fail("a refusal");
        let found: Vec<_> = problem.fields.iter().map(|field| (field.field.as_str(), field.code)).collect();
        assert_eq!(found, [("name", code)], "{name}");
    }

    // A course may be called anything: it is shown, never run.
    let course = institution::course(&mut staff, evil, CourseKind::Initial, "100");
    let class = institution::class(&mut staff, &course, "<b>&amp;'\"");
    let person = Person::numbered(4);
    institution::enrol(&mut staff, &person, &class);
    let mut trainee = portal.trainee("oReadsEvilNames");
    trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
    let html = trainee.get("/").expect_status(200).text();
    assert!(html.contains("alert(1)") && !html.contains("<script>alert") && !html.contains("<b>&amp;'"), "{html}");
    let card = trainee.call::<GetHome>(&Nothing {}).or_fail("home").enrolments.first().cloned().or_fail("a card");
    assert_eq!((card.course.as_str(), card.class_code.as_str()), (evil, "<b>&amp;'\""));
    assert_nothing_broke(&portal);
}
