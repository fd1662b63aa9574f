//! What trainees say about a lesson, in a browser without scripts: objections to what was counted and questions to the
//! teacher, from the form to the answer.

use e2e::lessons::{self, FILM_MS, Viewer, noise};
use e2e::{Browser, Look, OrFail, Portal, institution, player};
use shared::lessons::api::{
    AnswerQuestion, AnswerRequest, DecideObjection, DecideObjectionRequest, ListObjections, ListObjectionsRequest,
    ListQuestions, ListQuestionsRequest,
};
use shared::role::Role;

/// Opens the part with this name, types and sends.
fn say(browser: &Browser, opens: &str, field: &str, text: &str, send: &str) {
    if !browser.find(field).is_displayed() {
        browser.find_text(opens).click();
    }
    browser.find(field).clear();
    browser.find(field).type_text(text);
    browser.find_text(send).click();
}

fn object(browser: &Browser, text: &str) {
    say(browser, "提出异议", "#objection", text, "提交异议");
}

fn ask(browser: &Browser, text: &str) {
    say(browser, "提一个问题", "#question", text, "提交问题");
}

/// What came of it is seen without scrolling.
fn assert_in_view(browser: &Browser, css: &str) {
    let script = "const top = document.querySelector(arguments[0])?.getBoundingClientRect().top;
        return top >= 0 && top < innerHeight";
    assert_eq!(browser.script_with(script, &[css.into()]), true, "{css} on {}", browser.url());
}

fn typed(browser: &Browser, field: &str) -> String {
    browser.find(field).property("value").as_str().unwrap_or_default().to_owned()
}

#[test]
fn objections_and_questions_are_sent_refused_and_answered_without_scripts() {
    let (mut portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let mut staff = staff.invite("registrar", &[Role::Registrar, Role::Teacher]);
    let lesson = lessons::published(&mut staff, &lessons::form(course, "触电急救"), &noise(4_000), FILM_MS);
    let mut viewer = Viewer::enrolled(&portal, &mut staff, 1);
    let browser = player::open(&portal, &viewer, lesson, Look::phone().without_scripts());
    browser.wait_for_text("现在没有可以提异议的观看记录");
    let play = viewer.start(lesson);
    viewer.beat(&play, 1, &[(0, 1_000)]);

    // Too little; then the same words and more.
    browser.reload();
    object(&browser, "没计");
    browser.wait_for_text("还没有提交");
    assert_eq!(typed(&browser, "#objection"), "没计");
    assert_in_view(&browser, "#object-form [role=alert]");
    browser.screenshot("lesson-objection-short");
    object(&browser, "十月五日晚上八点看了二十分钟，只计了一秒");
    browser.wait_for_text("等待答复");
    assert!(browser.url().ends_with("#objections"), "{}", browser.url());
    ask(&browser, "？");
    browser.wait_for_text("还没有提交");
    assert_in_view(&browser, "#ask-form [role=alert]");
    browser.screenshot("lesson-question-short");
    ask(&browser, "心肺复苏每分钟按压多少次？");
    browser.wait_for_text("老师还没有回答");
    browser.screenshot("lesson-talk-sent");

    // As many as may be in a day; and a page that was opened before the time for objections was over.
    let limits = "update try_limits set most = 1 where kind in ('question_trainee', 'objection_trainee')";
    portal.with_database(|database| database.execute(limits, []).or_fail(limits));
    browser.reload();
    ask(&browser, "还有一个问题要请教老师");
    browser.wait_for_text("一天里提交得太多了");
    assert_eq!(typed(&browser, "#question"), "还有一个问题要请教老师");
    browser.screenshot("lesson-question-too-often");
    object(&browser, "还有一次也没有计上");
    browser.wait_for_text("一天里提交得太多了");
    assert_eq!(typed(&browser, "#objection"), "还有一次也没有计上");
    let over = "update plays set last_at = 0, started_at = 0";
    portal.with_database(|database| database.execute(over, []).or_fail(over));
    object(&browser, "过了期限才想起来");
    browser.wait_for_text("已过期限");
    assert!(browser.text().contains("过了期限才想起来"), "{}", browser.text());
    assert_in_view(&browser, "#object-form .msg-act");
    browser.screenshot("lesson-objection-late");

    let open = staff.call::<ListObjections>(&ListObjectionsRequest::default()).or_fail("objections").items;
    let first = open.first().or_fail("an objection");
    let decision = DecideObjectionRequest {
        id: first.objection.id,
        minutes: "1".to_owned(),
        reason: "当晚网络维护，已核实".to_owned(),
        version: first.version,
    };
    staff.call::<DecideObjection>(&decision).or_fail("deciding");
    let asked = staff.call::<ListQuestions>(&ListQuestionsRequest::default()).or_fail("questions").items;
    let first = asked.first().or_fail("a question");
    let answer = AnswerRequest {
        id: first.question.id,
        text: "每分钟 100 到 120 次，深度 5 到 6 厘米。".to_owned(),
        public: true,
        version: first.version,
    };
    staff.call::<AnswerQuestion>(&answer).or_fail("answering");
    browser.open(&player::address(&portal, &viewer, lesson));
    for said in ["补计 1 分钟", "当晚网络维护，已核实", "每分钟 100 到 120 次", "同班学员可见", "期限已过"]
    {
        browser.wait_for_text(said);
    }
    browser.screenshot("lesson-talk-answered");
}
