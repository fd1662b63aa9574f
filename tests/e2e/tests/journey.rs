//! The trainee's main way, with a finger on a phone: menu → authorise → bind → home → enrolment → sign out; and the same
//! pages with much on them on a small phone. Every page is checked for accessibility and written as a picture.

use e2e::lessons::Viewer;
use e2e::roster::{self, Line};
use e2e::{Browser, Look, OrFail, Person, Portal, Staff, full_lesson, institution};
use shared::courses::CourseKind;
use shared::endpoint::Nothing;
use shared::enrolments::api::{GetHome, RevealDocument, RevealRequest, SearchTrainees, SearchTraineesRequest};
use shared::id::CourseId;
use shared::institution::api::{GetSettings, SaveSettings, SettingsForm};
use shared::role::Role;
use wechat_sim::behaviour::Behaviour;

/// The words that a person looks for, in the language of the page.
struct Words {
    bind_title: &'static str,
    name: &'static str,
    document_number: &'static str,
    phone: &'static str,
    bind: &'static str,
    see_details: &'static str,
    history: &'static str,
    profile: &'static str,
    sign_out: &'static str,
    signed_out: &'static str,
    enrolments: &'static str,
    enrolment: &'static str,
    not_found: &'static str,
    mend: &'static str,
    refused: &'static str,
}

const CHINESE: Words = Words {
    bind_title: "绑定学员",
    name: "姓名",
    document_number: "证件号码",
    phone: "手机号",
    bind: "绑定",
    see_details: "查看详情",
    history: "变动记录",
    profile: "我的信息",
    sign_out: "退出登录",
    signed_out: "您已退出",
    enrolments: "我的报名",
    enrolment: "报名详情",
    not_found: "没有找到这个页面",
    mend: "请修改以下内容",
    refused: "您没有同意微信授权",
};

const ENGLISH: Words = Words {
    bind_title: "Bind your record",
    name: "Name",
    document_number: "Document number",
    phone: "Mobile phone",
    bind: "Bind",
    see_details: "See details",
    history: "What has changed",
    profile: "My data",
    sign_out: "Sign out",
    signed_out: "You are signed out",
    enrolments: "Enrolments",
    enrolment: "Enrolment",
    not_found: "Page not found",
    mend: "Please correct the following",
    refused: "WeChat authorisation was declined",
};

const OPENID: &str = "oOnTheJourney";
const LONG_COURSE: &str = "危险化学品生产经营单位主要负责人和安全生产管理人员安全生产知识和管理能力";

fn enrolled(staff: &mut Staff) -> Person {
    let person = Person::numbered(11);
    let other = Person::numbered(12);
    let lines = [
        Line::usual(&person),
        Line::usual(&person).class("2025-D09").paid("1080").stage("可领取"),
        Line::usual(&other).paid("0").stage("报名提交"),
    ];
    roster::import(staff, &lines);
    person
}

/// A page that was looked at: picture, accessibility, silence.
fn look_at(browser: &Browser, page: &str) {
    browser.assert_taken_over_quietly();
    browser.screenshot(page);
    browser.assert_accessible();
}

/// The title says where one is, and at whose.
fn assert_titled(browser: &Browser, page: &str) {
    assert_eq!(browser.title(), format!("{page} · {}", institution::NAME), "{}", browser.url());
}

fn bind(browser: &Browser, words: &Words, person: &Person) {
    browser.find("#name").type_text(&person.name);
    browser.find("#document_number").type_text(&person.document_number);
    browser.find("#phone").type_text(&person.phone);
    browser.find("#consent-details").click();
    for (label, value) in
        [(words.name, &person.name), (words.document_number, &person.document_number), (words.phone, &person.phone)]
    {
        assert_eq!(browser.find_field(label).property("value"), serde_json::json!(value), "{label}");
    }
    browser.find("form[action='/bind'] button[type=submit]").click();
}

fn journey(look: Look, words: &Words) {
    let (portal, mut staff) = Portal::set_up();
    let person = enrolled(&mut staff);
    let browser = Browser::chromium(look);

    portal.enter_in(&browser, OPENID);
    browser.wait_for_text(words.bind_title);
    look_at(&browser, "bind");
    assert_titled(&browser, words.bind_title);
    assert!(browser.find("form[action='/bind'] button[type=submit]").text().contains(words.bind));
    bind(&browser, words, &person);

    browser.wait_for_text(institution::COURSE);
    browser.wait_for_path("/");
    look_at(&browser, "home");
    assert_titled(&browser, words.enrolments);

    browser.find_text(words.see_details).click();
    browser.wait_for_text(words.history);
    assert_titled(&browser, words.enrolment);
    browser.screenshot("enrolment");
    browser.assert_accessible();
    browser.back();
    browser.wait_for_text(words.see_details);
    assert_titled(&browser, words.enrolments);

    browser.find_text(words.profile).click();
    browser.wait_for_text(words.sign_out);
    assert_titled(&browser, words.profile);
    browser.screenshot("profile");
    browser.assert_accessible();

    browser.open(&portal.url("/privacy"));
    look_at(&browser, "privacy");
    browser.open(&portal.url("/me"));
    browser.find_text(words.sign_out).click();
    browser.wait_for_text(words.signed_out);
    look_at(&browser, "signed-out");
    assert!(browser.cookie("__Host-session").is_none());
}

/// A small phone, an institution and courses with long names, a family with long names, everything that can go wrong.
fn crowded(look: Look, words: &Words) {
    let (portal, mut staff) = Portal::set_up();
    let (mother, son, course) = crowd(&mut staff);
    let browser = Browser::chromium(Look { width: 360, height: 640, ..look });
    // Chromium itself writes an error status of a page into the console.
    let show = |page: &str| {
        browser.wait_until_taken_over();
        assert!(
            browser.changes().is_empty(),
            "taking over changed {}:\n{}",
            browser.url(),
            browser.changes().join("\n")
        );
        browser.screenshot(&format!("crowded-{page}"));
        browser.assert_accessible();
    };

    portal.simulator().next(OPENID, Behaviour::Refuse);
    portal.enter_in(&browser, OPENID);
    browser.wait_for_text(words.refused);
    show("problem");

    browser.open(&portal.url("/enter"));
    browser.find("#name").type_text(&mother.name);
    browser.find("#document_number").type_text("11010519491231002Y");
    browser.find("#phone").type_text("1391000");
    browser.find("#consent-details").click();
    browser.find("form[action='/bind'] button[type=submit]").click();
    browser.wait_for_text(words.mend);
    show("bind-errors");

    portal.trainee(OPENID).bind(&son.name, &son.document_number, &son.phone).expect_redirect_to("/");
    portal.trainee(OPENID).bind(&mother.name, &mother.document_number, &mother.phone).expect_redirect_to("/");
    browser.open(&portal.url("/enter"));
    browser.find_text(&mother.name).click();
    browser.wait_for_text(LONG_COURSE);
    show("home");
    browser.find_text(words.see_details).click();
    browser.wait_for_text(words.history);
    browser.reload();
    show("enrolment");
    for (path, page) in [("/me", "profile"), ("/bind", "bind"), ("/privacy", "privacy"), ("/nowhere", "not-found")] {
        browser.open(&portal.url(path));
        show(page);
    }
    assert!(browser.title().starts_with(words.not_found), "{}", browser.title());
    crowded_lessons(&portal, &mut staff, &browser, course);
}

/// The pages of recorded lessons: the edge makes them, and no app takes them over.
fn crowded_lessons(portal: &Portal, staff: &mut Staff, browser: &Browser, course: CourseId) {
    let mut staff = staff.invite("registrar", &[Role::Registrar, Role::Teacher]);
    let mut trainee = portal.trainee(OPENID);
    // The one of the family with the long names.
    for other in trainee.call::<GetHome>(&Nothing {}).or_fail("home").switchable {
        trainee.post_form("/switch", &[("trainee_id", &other.id.to_string())]).expect_redirect_to("/");
    }
    let home = trainee.call::<GetHome>(&Nothing {}).or_fail("home");
    let enrolment = home.enrolments.iter().find(|card| card.course == LONG_COURSE).or_fail("the long course").id;
    let mut viewer = Viewer { trainee, enrolment, openid: OPENID.to_owned() };
    let lessons = full_lesson::make(&mut staff, course, &mut viewer);
    let list = format!("/lessons/{enrolment}");
    // What Chromium has said of the page before.
    browser.console();
    for (path, page) in [
        (list.clone(), "lessons"),
        (format!("{list}/{}", lessons.watched), "lesson"),
        (format!("{list}/{}", lessons.closed), "lesson-closed"),
    ] {
        browser.open(&portal.url(&path));
        browser.wait_for_text("悬挂标示牌和装设遮栏");
        browser.script("for (const part of document.querySelectorAll('details')) part.open = true");
        browser.screenshot(&format!("crowded-{page}"));
        browser.assert_accessible();
        browser.assert_console_empty();
    }
}

/// A family with several enrolments each, whose document numbers were looked at.
fn crowd(staff: &mut Staff) -> (Person, Person, CourseId) {
    let settings = staff.call::<GetSettings>(&Nothing {}).or_fail("reading the settings");
    let form = SettingsForm {
        name: "新疆维吾尔自治区伊犁哈萨克自治州安全生产职业技能培训中心".to_owned(),
        phone: "0999-88886666 转 8001".to_owned(),
        address: "伊宁市经济合作区上海路与福州路交叉口东南角职业教育园区 3 号楼 1201 室".to_owned(),
        icp: settings.icp,
        app_id: settings.app_id,
        app_secret: None,
        verify_file_name: String::new(),
        verify_file_body: String::new(),
        privacy_text: settings.privacy_text,
        version: settings.version,
    };
    staff.call::<SaveSettings>(&form).or_fail("saving the settings");
    let course = institution::course(staff, LONG_COURSE, CourseKind::Review, "12800.50");
    institution::class(staff, &course, "2026-WHP-ZYFZR-0012");
    let mother = Person { name: "迪丽热巴·艾力江·买买提依明".to_owned(), ..Person::numbered(2_013) };
    let son = Person { name: "欧阳建国".to_owned(), ..Person::numbered(2_014) };
    let long_line = |person: &Person| Line {
        course: LONG_COURSE.to_owned(),
        kind: "复审".to_owned(),
        fee: "12800.50".to_owned(),
        employer: "中国石油化工股份有限公司新疆维吾尔自治区石油分公司伊犁片区伊宁市第二十三加油站".to_owned(),
        ..Line::usual(person).class("2026-WHP-ZYFZR-0012")
    };
    let lines = [
        long_line(&mother),
        Line::usual(&mother).paid("0").stage("报名提交"),
        Line::usual(&mother).class("2025-D09").paid("1080").stage("可领取"),
        Line::usual(&mother).class("2023-D02").paid("1080").stage("已领取"),
        Line::usual(&son).paid("1080").stage("理论考试"),
    ];
    roster::import(staff, &lines);
    let request = SearchTraineesRequest { term: mother.name.clone(), ..SearchTraineesRequest::default() };
    let found = staff.call::<SearchTrainees>(&request).or_fail("searching");
    let id = found.items.first().or_fail("the mother").id;
    let reason = "核对报考材料：省考试中心退回，要求补充证件照片并核实号码".to_owned();
    staff.call::<RevealDocument>(&RevealRequest { id, reason }).or_fail("looking at the document number");
    (mother, son, course.id)
}

#[test]
fn crowded_on_a_small_phone() {
    crowded(Look::phone(), &CHINESE);
}

#[test]
fn crowded_in_english_in_the_dark() {
    crowded(Look::phone().english().dark(), &ENGLISH);
}

#[test]
fn crowded_with_text_twice_as_large() {
    crowded(Look::phone().text(200), &CHINESE);
}

#[test]
fn in_chromium() {
    journey(Look::phone(), &CHINESE);
}

#[test]
fn in_chromium_in_the_dark() {
    journey(Look::phone().dark(), &CHINESE);
}

#[test]
fn in_chromium_in_english() {
    journey(Look::phone().english(), &ENGLISH);
}

#[test]
fn in_chromium_with_text_twice_as_large() {
    journey(Look::phone().text(200), &CHINESE);
}

#[test]
fn in_chromium_without_scripts() {
    let (portal, mut staff) = Portal::set_up();
    let person = enrolled(&mut staff);
    let browser = Browser::chromium(Look::phone().without_scripts());
    portal.enter_in(&browser, OPENID);
    browser.wait_for_text(CHINESE.bind_title);
    bind(&browser, &CHINESE, &person);
    browser.wait_for_text(CHINESE.see_details);
    browser.screenshot("home");
    browser.find_text(CHINESE.see_details).click();
    browser.wait_for_text(CHINESE.history);
    browser.find_text("我的信息").click();
    browser.find_text(CHINESE.sign_out).click();
    browser.wait_for_text(CHINESE.signed_out);
}

/// Over https: WebKit drops `__Host-` cookies on plain http even on loopback.
#[test]
fn in_webkit() {
    let (portal, mut staff) = Portal::set_up();
    let person = enrolled(&mut staff);
    let browser = Browser::webkit();
    browser.open(&portal.simulator().as_follower(OPENID));
    browser.wait_for_text("我的报名");
    browser.open(&format!("{}/enter", portal.https()));
    browser.wait_for_text(CHINESE.bind_title);
    assert!(browser.url().starts_with(portal.https()), "{}", browser.url());
    bind(&browser, &CHINESE, &person);
    browser.wait_for_text(institution::COURSE);
    browser.find_text(CHINESE.see_details).click();
    browser.wait_for_text(CHINESE.history);
    browser.find_text(CHINESE.profile).click();
    browser.find_text(CHINESE.sign_out).click();
    browser.wait_for_text(CHINESE.signed_out);
}
