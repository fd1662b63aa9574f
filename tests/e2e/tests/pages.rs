//! The trainee app's pages as HTML, as hydrated pages, and as a running app.

use e2e::lessons::{self, noise};
use e2e::portal::Options;
use e2e::roster::{self, Line};
use e2e::{Browser, Look, OrFail, Person, Portal, Staff, Trainee, institution};
use shared::endpoint::Nothing;
use shared::enrolments::api::GetHome;
use shared::role::Role;
use wechat_sim::behaviour::Behaviour;

const OPENID: &str = "oReadsEveryPage";
const LESSON: &str = "触电急救";

/// A trainee with one enrolment in training, paid in part, bound to [`OPENID`].
fn enrolled(portal: &Portal, staff: &mut Staff) -> (Person, Trainee, String) {
    let person = Person::numbered(7);
    roster::import(staff, &[Line::usual(&person)]);
    let mut trainee = portal.trainee(OPENID);
    trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
    let home = trainee.call::<GetHome>(&Nothing {}).or_fail("home");
    let card = home.enrolments.first().or_fail("an enrolment");
    let page = format!("/enrolments/{}", card.id);
    (person, trainee, page)
}

/// What a person must be able to read on each page.
fn expected(person: &Person, enrolment: &str) -> Vec<(String, Vec<String>)> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let name = person.name.as_str();
    let home_title = format!("{name}的报名");
    let home = [home_title.as_str(), institution::COURSE, "初训", "2026-D01", "还差 ¥500.00", "应缴 ¥1,080.00"];
    let more =
        ["已缴 ¥580.00", "培训中", "现在要做", "请补缴余款 ¥500.00", "查看详情", institution::PHONE, institution::ICP];
    let detail =
        [institution::COURSE, "杭州某某建设有限公司", "三楼 301 教室", "¥580.00", "微信", "报名提交", "已领取"];
    let masked_end = person.last_four();
    vec![
        ("/".to_owned(), [words(&home), words(&more)].concat()),
        (enrolment.to_owned(), words(&detail)),
        (
            "/me".to_owned(),
            words(&["我的信息", name, masked_end, "谁看过我的证件号码", "退出登录", "解除绑定", "English"]),
        ),
        ("/bind".to_owned(), words(&["绑定学员", "姓名", "证件号码", "手机号", "我已阅读并同意", "绑定码"])),
        ("/privacy".to_owned(), words(&["个人信息保护告知", "保存多久"])),
        ("/signed-out".to_owned(), words(&["您已退出", "用微信进入"])),
    ]
}

/// All of them, for somebody who is enrolled.
fn paths(enrolment: &str) -> [&str; 6] {
    ["/", enrolment, "/me", "/bind", "/privacy", "/signed-out"]
}

/// The pages of a recorded lesson: they come from the edge as they are, and no app takes them over.
fn lesson_pages(staff: &mut Staff, enrolment: &str) -> [String; 2] {
    let course = institution::usual_class(staff).course_id;
    let mut staff = staff.invite("registrar", &[Role::Registrar]);
    let lesson = lessons::published(&mut staff, &lessons::form(course, LESSON), &noise(4_000), 600_000);
    let list = enrolment.replace("/enrolments/", "/lessons/");
    [list.clone(), format!("{list}/{lesson}")]
}

#[test]
fn every_page_is_complete_without_scripts() {
    let (portal, mut staff) = Portal::set_up();
    let (person, _trainee, enrolment) = enrolled(&portal, &mut staff);
    let browser = Browser::chromium(Look::phone().without_scripts());
    portal.enter_in(&browser, OPENID);
    browser.wait_for_path("/");
    for (path, words) in expected(&person, &enrolment) {
        browser.open(&portal.url(&path));
        let text = browser.text();
        for word in words {
            assert!(text.contains(&word), "{path} does not show {word:?}:\n{text}");
        }
        assert!(!text.contains(&person.document_number), "{path} shows the whole document number");
    }
    let [list, lesson] = lesson_pages(&mut staff, &enrolment);
    let on_list = ["录播课", person.name.as_str(), LESSON, "时长 10 分钟", "去看"];
    let on_lesson = [LESSON, "不计学时", "怎样计入学时", "向老师提问", "学时有异议", "观看记录"];
    for (path, words) in [(list, &on_list[..]), (lesson, &on_lesson[..])] {
        browser.open(&portal.url(&path));
        let text = browser.text();
        for word in words {
            assert!(text.contains(word), "{path} does not show {word:?}:\n{text}");
        }
    }
}

#[test]
fn taking_over_changes_nothing_and_says_nothing() {
    let (portal, mut staff) = Portal::set_up();
    let (person, _trainee, enrolment) = enrolled(&portal, &mut staff);
    for look in [Look::phone(), Look::phone().english()] {
        let browser = Browser::chromium(look);
        portal.enter_in(&browser, OPENID);
        for (path, _words) in expected(&person, &enrolment) {
            browser.open(&portal.url(&path));
            browser.assert_taken_over_quietly();
        }
    }
}

#[test]
fn after_taking_over_navigation_fetches_json_only() {
    let (portal, mut staff) = Portal::set_up();
    let (_person, _trainee, enrolment) = enrolled(&portal, &mut staff);
    let browser = Browser::chromium(Look::phone());
    portal.enter_in(&browser, OPENID);
    browser.wait_until_taken_over();
    browser.traffic();
    let ways =
        [("查看详情", enrolment.as_str(), "报名详情"), ("我的信息", "/me", "我的信息"), ("我的报名", "/", "我的报名")];
    for (link, path, name) in ways {
        browser.find_text(link).click();
        browser.wait_for_path(path);
        e2e::wait::until(format_args!("the title {name}"), || browser.title().starts_with(name).then_some(()));
        let traffic = e2e::wait::until(format_args!("the data of {path}"), || {
            let traffic = browser.traffic();
            (!traffic.is_empty()).then_some(traffic)
        });
        for exchange in traffic {
            assert_eq!(exchange.kind, "Fetch", "{exchange:?}");
            assert!(exchange.url.starts_with(&portal.url("/api/")), "{exchange:?}");
        }
    }
    browser.wait_for_text("查看详情");
    browser.assert_console_empty();
}

#[test]
fn pages_are_private_and_strict() {
    let (portal, mut staff) = Portal::set_up();
    let (_person, mut trainee, enrolment) = enrolled(&portal, &mut staff);
    let lessons = lesson_pages(&mut staff, &enrolment);
    for path in paths(&enrolment).into_iter().chain(lessons.iter().map(String::as_str)) {
        let answer = trainee.get(path).expect_status(200);
        let header = |name: &str| answer.header(name).unwrap_or_default().to_owned();
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert_eq!(header("content-language"), "zh-CN", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        let policy = header("content-security-policy");
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        for part in ["default-src 'none'", "'nonce-", "'wasm-unsafe-eval'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path}: no {part} in {policy}");
        }
        assert!(!answer.text().contains(" style="), "{path} has a style attribute, which the policy blocks");
    }
}

#[test]
fn every_page_says_where_one_is_in_its_title() {
    let (portal, mut staff) = Portal::set_up();
    let (_person, mut trainee, enrolment) = enrolled(&portal, &mut staff);
    let names = ["我的报名", "报名详情", "我的信息", "绑定学员", "个人信息保护告知", "您已退出"];
    let missing = [("/nowhere", "没有找到这个页面"), ("/enrolments/999999", "没有找到这个页面")];
    let [list, lesson] = lesson_pages(&mut staff, &enrolment);
    let lessons = [(list.as_str(), "录播课"), (lesson.as_str(), LESSON)];
    for (path, name) in paths(&enrolment).into_iter().zip(names).chain(missing).chain(lessons) {
        let text = trainee.get(path).text();
        assert!(text.contains(&format!("<title>{name} · {}</title>", institution::NAME)), "{path}: {text}");
    }
    let text = portal.visitor().with_header("User-Agent", "Mozilla/5.0").get("/me").text();
    assert!(text.contains("<title>请重新进入 · "), "{text}");
}

#[test]
fn a_page_asks_the_institution_once() {
    let settings = vec![("REPORT_COST", "1".to_owned())];
    let (portal, mut staff) = Portal::set_up_with(Options { settings, ..Options::default() });
    let (_person, mut trainee, enrolment) = enrolled(&portal, &mut staff);
    let lessons = lesson_pages(&mut staff, &enrolment);
    for path in paths(&enrolment).into_iter().chain(["/nowhere"]).chain(lessons.iter().map(String::as_str)) {
        let answer = trainee.get(path);
        let cost = answer.header("x-cost").or_fail(path);
        assert!(cost.starts_with("calls=1; "), "{path}: {cost}");
    }
}

/// Yew's and wasm-bindgen's queues are shared by all requests of an instance: none may go on with another's page.
#[test]
fn pages_that_are_rendered_at_the_same_time_do_not_meet() {
    let (portal, mut staff) = Portal::set_up();
    let people: Vec<(Person, Trainee)> = (0..4)
        .map(|number| {
            let person = Person::numbered(900 + number);
            institution::enrol_usually(&mut staff, &person);
            let mut trainee = portal.trainee(&format!("oAtTheSameTime{number}"));
            trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
            (person, trainee)
        })
        .collect();
    std::thread::scope(|scope| {
        for (person, mut trainee) in people {
            scope.spawn(move || {
                for _ in 0..100 {
                    for path in ["/", "/me"] {
                        let page = trainee.get(path).expect_status(200).text();
                        assert!(page.contains(&person.name), "{path} of {}: {page}", person.name);
                    }
                }
            });
        }
    });
}

/// What a browser must have before it can show anything: the page and its style.
#[test]
fn first_paint_waits_for_the_page_and_its_style_only() {
    let (portal, mut staff) = Portal::set_up();
    let (_person, _trainee, enrolment) = enrolled(&portal, &mut staff);
    let browser = Browser::chromium(Look::phone());
    portal.enter_in(&browser, OPENID);
    for path in paths(&enrolment) {
        browser.open(&portal.url(path));
        browser.wait_until_taken_over();
        let blocking = browser.script(
            "return performance.getEntriesByType('resource')
                .filter(entry => entry.renderBlockingStatus === 'blocking').map(entry => entry.name)",
        );
        let blocking = blocking.as_array().cloned().unwrap_or_default();
        let is_style = |name: &&serde_json::Value| name.as_str().is_some_and(|name| name.contains("/kit-"));
        assert_eq!((blocking.len(), blocking.iter().filter(is_style).count()), (1, 1), "{path}: {blocking:?}");
        let loaded = browser.script("return performance.getEntriesByType('resource').map(entry => entry.name)");
        let loaded = loaded.as_array().cloned().unwrap_or_default();
        // Style, script, wasm; the icon is Chromium's own wish.
        let own = loaded.iter().filter(|name| name.as_str().is_some_and(|name| !name.contains("/icon-"))).count();
        assert!(own <= 3, "{path} loads {loaded:?}");
    }
}

#[test]
fn the_language_is_guessed_chosen_and_kept() {
    let (portal, _staff) = Portal::set_up();
    let mut visitor = portal.visitor().with_header("Accept-Language", "en-GB,en;q=0.9");
    assert!(visitor.get("/privacy").text().contains("Privacy notice"));
    let form = [("lang", "zh"), ("back", "/privacy")];
    visitor.post_form("/language", &form).expect_redirect_to("/privacy");
    assert!(visitor.get("/privacy").text().contains(r#"<html lang="zh-CN""#));
    for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        visitor.post_form("/language", &[("lang", "en"), ("back", elsewhere)]).expect_redirect_to("/");
    }
}

#[test]
fn a_problem_stands_only_where_it_happened() {
    let (portal, _staff) = Portal::set_up();
    portal.simulator().next(OPENID, Behaviour::Refuse);
    let browser = Browser::chromium(Look::phone());
    portal.enter_in(&browser, OPENID);
    browser.wait_for_text("您没有同意微信授权");
    browser.wait_until_taken_over();
    browser.find_text("个人信息保护告知").click();
    browser.wait_for_text("保存多久");
    browser.wait_for_path("/privacy");
    assert!(!browser.text().contains("您没有同意微信授权"), "{}", browser.text());
}

#[test]
fn offline_is_said_and_can_be_tried_again() {
    let (portal, mut staff) = Portal::set_up();
    let (_person, _trainee, enrolment) = enrolled(&portal, &mut staff);
    let browser = Browser::chromium(Look::phone());
    portal.enter_in(&browser, OPENID);
    browser.wait_until_taken_over();
    browser.set_network(e2e::browser::Network::Offline);
    browser.find_text("查看详情").click();
    browser.wait_for_text("重试");
    browser.screenshot("offline");
    browser.set_network(e2e::browser::Network::Fast);
    browser.find_text("重试").click();
    browser.wait_for_text("变动记录");
    browser.wait_for_path(&enrolment);
}
