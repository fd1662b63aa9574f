//! Photos and papers from the trainee's phone to the authority's archive: cropped in a real browser, sealed on disk, seen by
//! those who may, packed by the console, deleted by the portal's own clock.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::PathBuf;

use e2e::client::{Answer, Body, new_key};
use e2e::console::Console;
use e2e::{Browser, Look, OrFail, Person, Portal, Staff, Trainee, institution, sample, wait};
use roster_reader::book;
use serde_json::json;
use shared::courses::api::Class;
use shared::endpoint::Nothing;
use shared::enrolments::api::{EnrolmentRequest, GetHome};
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, FileId};
use shared::items::api::{
    AskClassForItems, ClassItemsRequest, DecideItem, DecideItemRequest, Decision, ExportClass, ExportClassRequest,
    GetItems, GetItemsForStaff, Item,
};
use shared::items::{ItemKind, ItemState, photo};
use shared::messages::api::{ListMessages, ListMessagesRequest};
use shared::role::Role;

const BOUNDARY: &str = "--------------------anpei";
/// Enough of each to be what its first bytes say.
const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and more that no browser decodes";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

fn fixture(name: &str) -> PathBuf {
    sample::path(&format!("photos/{name}"))
}

fn bytes_of(name: &str) -> Vec<u8> {
    fs::read(fixture(name)).or_fail(name)
}

/// Somebody enrolled and bound.
fn enrolled(portal: &Portal, staff: &mut Staff, class: &Class, number: u32) -> (Trainee, Person, EnrolmentId) {
    let person = Person::numbered(number);
    institution::enrol(staff, &person, class);
    let mut trainee = portal.trainee(&openid(number));
    trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
    let home = trainee.call::<GetHome>(&Nothing {}).or_fail("home");
    let id = home.enrolments.first().or_fail("an enrolment").id;
    (trainee, person, id)
}

fn openid(number: u32) -> String {
    format!("oItems{number}")
}

/// Sends the form of an item as a browser without scripts does.
fn send(
    trainee: &mut Trainee,
    id: EnrolmentId,
    kind: ItemKind,
    fields: &[(&str, &str)],
    file: Option<&[u8]>,
) -> Answer {
    let mut body = Vec::new();
    let key = new_key();
    for (name, value) in fields.iter().copied().chain([("idempotency_key", key.as_str())]) {
        let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.into_bytes());
    }
    if let Some(file) = file {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"../photo.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(file);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    let origin = trainee.origin().to_owned();
    let headers = [("Origin", origin.as_str()), ("Sec-Fetch-Site", "same-origin")];
    let address = format!("/items/{id}/{}", kind.code());
    trainee.send("POST", &address, &headers, Body::Raw { content_type: &content_type, bytes: body })
}

fn item(trainee: &mut Trainee, id: EnrolmentId, kind: ItemKind) -> Item {
    let items = trainee.call::<GetItems>(&EnrolmentRequest { id }).or_fail("the items");
    items.items.into_iter().find(|item| item.item.kind == kind).or_fail("an item of this kind").item
}

/// What lies in FILES.
fn sealed(portal: &Portal) -> Vec<PathBuf> {
    let entries = fs::read_dir(portal.data().join("files/items"));
    entries.into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// The trainee crops a picture that the phone has turned.
fn crop_on_the_phone(portal: &Portal, number: u32, id: EnrolmentId) {
    let browser = Browser::chromium(Look::phone());
    portal.enter_in(&browser, &openid(number));
    browser.wait_for_text("查看详情");
    browser.open(&portal.url(&format!("/items/{id}")));
    browser.wait_for_text("需要您提交");
    browser.screenshot("items-list");
    browser.assert_accessible();
    browser.open(&portal.url(&format!("/items/{id}/photo")));
    browser.wait_for_text("单独同意");
    browser.screenshot("items-photo");

    // What is no photo is named at once, and nothing is sent.
    let folder = tempfile::tempdir().or_fail("a folder");
    let cut: Vec<u8> = bytes_of("good.jpg").into_iter().take(600).collect();
    let bad: [(&str, &[u8], &str); 3] = [
        ("holiday.heic", HEIC, "HEIC"),
        ("roster.jpg", b"PK\x03\x04 is no picture", "这不是照片文件"),
        ("cut.jpg", &cut, "照片文件不完整"),
    ];
    for (name, content, said) in bad {
        let path = folder.path().join(name);
        fs::write(&path, content).or_fail(name);
        browser.find("#file").type_text(&path.display().to_string());
        browser.wait_for_text(said);
        assert!(!browser.find("#crop").is_displayed(), "{name} opened the crop tool");
    }
    browser.screenshot("items-photo-refused");
    browser.find("#file").type_text(&fixture("small.webp").display().to_string());
    browser.wait_for_text("这张照片太小");
    browser.find("#file").type_text(&fixture("from-a-phone.jpg").display().to_string());
    wait::until("the crop tool", || browser.find("#crop").is_displayed().then_some(()));
    browser.find("#consent").click();
    browser.screenshot("items-photo-crop");
    browser.assert_accessible();
    browser.find("form[data-tool] button[type=submit]").click();
    browser.wait_for_text("已收到，等工作人员核对");
    browser.wait_for_path(&format!("/items/{id}"));
    browser.screenshot("items-sent");
    browser.assert_console_empty();
}

/// Every photo that is none, sent past the page's script: explained, and nothing is recorded.
fn bad_photos_are_refused(portal: &Portal, trainee: &mut Trainee, id: EnrolmentId) {
    let consent = trainee.call::<GetItems>(&EnrolmentRequest { id }).or_fail("the items");
    let consent = consent.items.first().or_fail("an item").consent_version.to_string();
    let consent = [("consent", consent.as_str())];
    let good = bytes_of("good.jpg");
    let (scan, end) = good.split_at(good.len() - 2);
    let huge = [scan, &vec![0x55; photo::MAX_BYTES], end].concat();
    let bodies = [
        ("grey.jpg", bytes_of("grey.jpg"), "照片不是彩色的"),
        ("lies-on-its-side.jpg", bytes_of("lies-on-its-side.jpg"), "像素"),
        ("upside-down.jpg", bytes_of("upside-down.jpg"), "方向"),
        ("png-named.jpg", bytes_of("png-named.jpg"), "不是 JPG"),
        ("from-a-phone.jpg", bytes_of("from-a-phone.jpg"), "像素"),
        ("a HEIC picture", HEIC.to_vec(), "HEIC"),
        ("no picture", b"PK\x03\x04".to_vec(), "这不是照片文件"),
        ("nothing", Vec::new(), "请先选一张照片"),
        ("cut off", bytes_of("good.jpg").into_iter().take(600).collect(), "不完整"),
        ("too many bytes", huge, "100 KB"),
    ];
    for (name, body, said) in bodies {
        let page = send(trainee, id, ItemKind::Photo, &consent, Some(&body));
        assert_eq!(page.status, ErrorCode::Invalid.status(), "{name}");
        assert!(page.text().contains(said), "{name}: {said} in {}", page.text());
        assert!(matches!(item(trainee, id, ItemKind::Photo).state, ItemState::Asked { .. }), "{name} was taken");
    }
    // Longer than any form: a browser reads the answer only after it has sent all of it.
    let endless = send(trainee, id, ItemKind::Photo, &consent, Some(&vec![0; 12 * 1024 * 1024]));
    assert!(endless.status >= 400 && endless.text().contains("太大"), "{}", endless.text());
    // A good one without the box.
    let page = send(trainee, id, ItemKind::Photo, &[], Some(&bytes_of("good.jpg")));
    assert!(page.text().contains("请先阅读并勾选同意"));
    assert!(sealed(portal).is_empty(), "something of it was stored");
}

/// The rest of the first trainee's items, then all of them by staff.
fn decide(portal: &Portal, staff: &mut Staff, trainee: &mut Trainee, id: EnrolmentId, name: &str) {
    let education = send(trainee, id, ItemKind::Education, &[("consent", "1")], Some(PDF));
    education.expect_redirect_to(&format!("/items/{id}"));
    let health = [("consent", "1"), ("commitment", "1"), ("name", name)];
    send(trainee, id, ItemKind::HealthCommitment, &health, None).expect_redirect_to(&format!("/items/{id}"));
    let before = staff.call::<GetItemsForStaff>(&EnrolmentRequest { id }).or_fail("the items");
    assert!(before.items.iter().all(|item| matches!(item.state, ItemState::Submitted { .. })), "{before:?}");

    let console = Console::with_session(portal, staff, Look::desk());
    console.open(&format!("/staff/enrolments/{id}"));
    console.browser.wait_for_text("提交的照片");
    console.browser.wait_for_text("裁剪前");
    wait::until("both pictures", || {
        let loaded = "return [...document.querySelectorAll('main img')].filter(image => image.naturalWidth > 0).length";
        (console.browser.script(loaded).as_i64()? >= 2).then_some(())
    });
    console.browser.screenshot("items-staff");
    console.browser.assert_accessible();
    let accept = "for (const lines of document.querySelectorAll('main .lines, main li, main div'))
        if (lines.innerText.startsWith(arguments[0]))
            for (const button of lines.querySelectorAll('button'))
                if (button.innerText.trim() === '通过') return button;
        return null;";
    for kind in ["证件照", "健康承诺书"] {
        wait::until(format_args!("{kind} to be accepted"), || {
            let found = console.browser.script_with(accept, &[json!(kind)]);
            console.browser.element(&found).map(|button| button.click())
        });
        console.browser.wait_for_text("已保存");
    }
    wait::until("both to be accepted", || {
        let items = staff.call::<GetItemsForStaff>(&EnrolmentRequest { id }).ok()?;
        (items.items.iter().filter(|item| matches!(item.state, ItemState::Accepted { .. })).count() == 2).then_some(())
    });
    let paper = staff.call::<GetItemsForStaff>(&EnrolmentRequest { id }).or_fail("the items");
    let paper = paper.items.into_iter().find(|item| item.kind == ItemKind::Education).or_fail("the certificate");
    let decision = Decision::Return { reason: "扫描件看不清编号".to_owned() };
    let request = DecideItemRequest { enrolment_id: id, kind: ItemKind::Education, decision, version: paper.version };
    staff.call::<DecideItem>(&request).or_fail("returning a paper");
    let page = trainee.get(&format!("/items/{id}")).expect_status(200).text();
    assert!(page.contains("扫描件看不清编号"), "{page}");
    console.browser.assert_console_empty();
}

/// The archive that the console packs.
fn export(portal: &Portal, staff: &Staff, class: &Class, ready: &Person, missing: &Person) {
    let downloads = tempfile::tempdir().or_fail("a folder for downloads");
    let console = Console::with_session(portal, staff, Look::desk());
    let behaviour = json!({ "behavior": "allow", "downloadPath": downloads.path().display().to_string() });
    console.browser.devtools("Page.setDownloadBehavior", &behaviour);
    console.open(&format!("/staff/classes/{}/items", class.id));
    console.browser.wait_for_text("2 人办理中，2 人不齐");
    console.browser.screenshot("items-class");
    console.browser.assert_accessible();
    console.browser.find("#reason").type_text("报送 12 月考核");
    console.click("导出名单和照片（ZIP）");
    let archive = wait::until("the archive", || {
        let files = fs::read_dir(downloads.path()).ok()?.flatten().map(|entry| entry.path());
        let file = files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "zip"))?;
        fs::read(file).ok().filter(|bytes| !bytes.is_empty())
    });
    console.browser.assert_console_empty();
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).or_fail("a ZIP");
    let photo_name = format!("照片/{}.jpg", ready.document_number);
    let names: Vec<String> = archive.file_names().map(|name| name.or_fail("a name").into_owned()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).or_fail(name).read_to_end(&mut bytes).or_fail(name);
        bytes
    };
    assert!(photo::check(&read(&photo_name)).is_ok(), "{names:?}");
    let list = names.iter().find(|name| **name != photo_name).or_fail("the list");
    let list = book::read("list.xlsx", &read(list)).or_fail("reading the list");
    let sheets: Vec<(String, String)> = list
        .sheets
        .iter()
        .map(|sheet| {
            let cells = sheet.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.display().trim().to_owned()));
            (sheet.name.clone(), cells.collect::<Vec<_>>().join("|"))
        })
        .collect();
    // What is missing stands first.
    let [(first, lacks), (second, all)] = &sheets[..] else { panic!("{sheets:?}") };
    assert_eq!((first.as_str(), second.as_str()), ("缺件", "名单"));
    assert!(lacks.contains(&missing.document_number) && lacks.contains("证件照、学历证明、健康承诺书"), "{lacks}");
    assert!(lacks.contains(&ready.document_number) && lacks.contains("|学历证明"), "{lacks}");
    assert!(all.contains(&format!("{}.jpg", ready.document_number)), "{all}");
}

/// Nobody but its owner and those whose work needs it.
fn closed_to_others(
    portal: &Portal,
    staff: &mut Staff,
    cashier: &mut Staff,
    owner: &mut Trainee,
    other: &mut Trainee,
    file: FileId,
) {
    let address = format!("/files/{file}");
    let own = owner.get(&address).expect_status(200);
    assert!(photo::check(&own.body).is_ok());
    assert!(own.header("cache-control").is_some_and(|value| value.contains("no-store")), "{:?}", own.headers);
    assert_eq!(other.get(&address).status, 404);
    assert!(portal.visitor().get(&address).status >= 400);
    let staff_address = format!("/staff{address}");
    staff.get(&staff_address).expect_status(200);
    assert_eq!(cashier.get(&staff_address).status, 403);
    assert!(owner.get(&staff_address).status >= 400, "a trainee's session opens no staff address");
    for path in sealed(portal) {
        let stored = fs::read(&path).or_fail(path.display());
        assert!(!stored.windows(3).any(|window| window == b"\xff\xd8\xff"), "{} lies open", path.display());
    }
}

#[test]
fn a_class_sends_its_items_and_the_authority_gets_them() {
    let (mut portal, mut administrator) = Portal::set_up();
    let mut staff = administrator.invite("reviewer", &[Role::Registrar, Role::Reviewer]);
    let class = institution::usual_class(&mut staff);
    let (mut first, ready, id) = enrolled(&portal, &mut staff, &class, 21);
    let (mut second, missing, other) = enrolled(&portal, &mut staff, &class, 22);
    let whole_class = ClassItemsRequest { id: class.id, after: None };
    let asked = staff.call::<AskClassForItems>(&whole_class).or_fail("asking the class");
    assert_eq!((asked.asked, asked.just_asked, asked.next), (2, 0, None));
    let again = staff.call::<AskClassForItems>(&whole_class).or_fail("asking the class again");
    assert_eq!((again.asked, again.just_asked), (0, 2), "one message a day");
    let messages = first.call::<ListMessages>(&ListMessagesRequest::default()).or_fail("messages");
    assert_eq!(messages.items.len(), 1, "{messages:?}");

    bad_photos_are_refused(&portal, &mut second, other);
    crop_on_the_phone(&portal, 21, id);
    let sent = item(&mut first, id, ItemKind::Photo);
    let (file, original) = (sent.file.or_fail("the photo"), sent.original.or_fail("what it was cut from"));
    assert_eq!(sealed(&portal).len(), 2);
    let mut cashier = administrator.invite("cashier", &[Role::Cashier]);
    closed_to_others(&portal, &mut staff, &mut cashier, &mut first, &mut second, file.id);
    decide(&portal, &mut staff, &mut first, id, &ready.name);
    export(&portal, &staff, &class, &ready, &missing);
    let request = ExportClassRequest { id: class.id, reason: String::new(), stages: vec![], after: None };
    assert!(staff.call::<ExportClass>(&request).is_err(), "no export without a reason");

    // Its time has come for the picture that the photo was cut from: the portal's own clock deletes it.
    portal.with_database(|database| {
        let sql = "update files set delete_after = 1 where id = ?1";
        assert_eq!(database.execute(sql, [original.id.0]).or_fail(sql), 1);
    });
    first.get("/").expect_status(200);
    wait::until("the alarm to delete one file", || (sealed(&portal).len() == 2).then_some(()));
    wait::until("its row to go", || item(&mut first, id, ItemKind::Photo).original.is_none().then_some(()));
    first.get(&format!("/files/{}", original.id)).expect_status(404);
    first.get(&format!("/files/{}", file.id)).expect_status(200);

    // The trainee takes the consent back: the photo goes too, the rest stays.
    first.post_form(&format!("/items/{id}/photo/withdraw"), &[]).expect_redirect_to(&format!("/items/{id}"));
    first.get(&format!("/files/{}", file.id)).expect_status(404);
    wait::until("the alarm to delete the photo", || (sealed(&portal).len() == 1).then_some(()));
    assert_eq!(item(&mut first, id, ItemKind::Photo).state, ItemState::Missing);
}
