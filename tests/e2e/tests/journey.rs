//! The trainee's main way, with a finger on a phone: menu → authorise → bind → home → enrolment → sign out.

use e2e::roster::{self, Line};
use e2e::{Browser, Look, Person, Portal, Staff, institution};

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
};

const ENGLISH: Words = Words {
    bind_title: "Bind your record",
    name: "Name",
    document_number: "Document number",
    phone: "Mobile phone",
    bind: "Bind",
    see_details: "See details",
    history: "What has changed",
    profile: "My details",
    sign_out: "Sign out",
    signed_out: "You are signed out",
};

const OPENID: &str = "oOnTheJourney";

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
    assert!(browser.find("form[action='/bind'] button[type=submit]").text().contains(words.bind));
    bind(&browser, words, &person);

    browser.wait_for_text(institution::COURSE);
    browser.wait_for_path("/");
    look_at(&browser, "home");

    browser.find_text(words.see_details).click();
    browser.wait_for_text(words.history);
    browser.screenshot("enrolment");
    browser.assert_accessible();
    browser.back();
    browser.wait_for_text(words.see_details);

    browser.find_text(words.profile).click();
    browser.wait_for_text(words.sign_out);
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
