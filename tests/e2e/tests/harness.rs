//! The harness tests itself against WeChat's stand-in alone: no product needs to be built.

use e2e::{Browser, Client, Look, OrFail, Simulator};
use serde_json::json;
use wechat_sim::behaviour::Behaviour;
use wechat_sim::followers::FOLLOWERS;

/// Nobody listens there: the menu's link leads into the void.
const NO_PORTAL: &str = "http://127.0.0.1:9";
const CHAT: &str = "安培中心";

fn authorise(simulator: &Simulator) -> String {
    let redirect = "http%3A%2F%2F127.0.0.1%3A9%2Fentered";
    format!(
        "{}/connect/oauth2/authorize?appid=wxdemo&redirect_uri={redirect}&response_type=code&scope=snsapi_base&state=s1",
        simulator.origin()
    )
}

fn exchange(simulator: &Simulator, code: &str) -> serde_json::Value {
    let origin = simulator.origin();
    let url = format!(
        "{origin}/sns/oauth2/access_token?appid=wxdemo&secret=demo-secret&code={code}&grant_type=authorization_code"
    );
    Client::new(NO_PORTAL).get(&url).expect_status(200).json()
}

#[test]
fn an_authorisation_is_redirected_and_exchanged_once() {
    let simulator = Simulator::start(NO_PORTAL);
    let mut phone = Client::new(NO_PORTAL);
    phone.set_cookie(simulator.origin(), "follower", FOLLOWERS[2].openid);
    let answer = phone.get(&authorise(&simulator)).expect_status(302);
    let (before, code) = answer.location().split_once("?code=").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert_eq!(before, "http://127.0.0.1:9/entered");
    let code = code.strip_suffix("&state=s1").unwrap();
    assert_eq!(exchange(&simulator, code)["openid"], FOLLOWERS[2].openid);
    assert_eq!(exchange(&simulator, code)["errcode"], 40163);
    assert_eq!((simulator.exchanges("granted"), simulator.exchanges("40163")), (1, 1));
    assert!(simulator.calls().iter().all(|call| !call.query.contains("demo-secret")));
}

#[test]
fn behaviours_are_queued_for_one_follower_and_time_can_pass() {
    let simulator = Simulator::start(NO_PORTAL);
    simulator.next("oSomebodyElse", Behaviour::Refuse);
    simulator.next(FOLLOWERS[0].openid, Behaviour::Snapshot);
    let mut phone = Client::new(NO_PORTAL);
    let location = phone.get(&authorise(&simulator)).location();
    let code = location.split(['=', '&']).nth(1).unwrap();
    assert_eq!(exchange(&simulator, code)["is_snapshotuser"], 1);

    phone.set_cookie(simulator.origin(), "follower", "oSomebodyElse");
    assert_eq!(phone.get(&authorise(&simulator)).location(), "http://127.0.0.1:9/entered?state=s1");

    let code = simulator.mint("oSomebodyElse", Behaviour::Ordinary);
    simulator.advance(301);
    assert_eq!(exchange(&simulator, &code)["errcode"], 40029);
    let code = simulator.mint("oSomebodyElse", Behaviour::ServerError);
    let url = format!("{}/sns/oauth2/access_token?code={code}", simulator.origin());
    phone.get(&url).expect_status(502);
}

#[test]
fn the_menu_page_works_on_a_phone() {
    let simulator = Simulator::start(NO_PORTAL);
    let browser = Browser::chromium(Look::phone());
    browser.open(&simulator.chat());
    assert_eq!(browser.title(), CHAT);
    assert_eq!(browser.script("return [innerWidth, innerHeight]"), json!([390, 844]));
    assert_eq!(browser.find(".menu").attribute("href").unwrap(), "http://127.0.0.1:9/enter");
    browser.screenshot("menu");

    browser.find("summary").click();
    browser.screenshot("menu-choices");
    browser.find_text(FOLLOWERS[4].nickname).click();
    browser.wait_for_text(&format!("我是 {}", FOLLOWERS[4].nickname));
    assert_eq!(browser.cookie("follower").or_fail("the follower's cookie")["value"], FOLLOWERS[4].openid);
    browser.assert_accessible();
    browser.assert_console_empty();

    let traffic = browser.traffic();
    let posted = traffic.iter().find(|exchange| exchange.method == "POST").or_fail("the chosen follower was sent");
    assert_eq!((posted.status, posted.kind.as_str()), (Some(303), "Document"));
}

#[test]
fn the_menu_page_needs_no_scripts() {
    let simulator = Simulator::start(NO_PORTAL);
    let browser = Browser::chromium(Look::phone().without_scripts());
    browser.open("data:text/html,<title>quiet</title><script>document.title = 'loud'</script>");
    assert_eq!(browser.title(), "quiet");
    browser.open(&simulator.chat());
    browser.find("summary").click();
    browser.find_text("拒绝授权").click();
    browser.wait_for_text("拒绝授权（只带回 state）");
}

#[test]
fn looks_reach_the_page() {
    let simulator = Simulator::start(NO_PORTAL);
    let browser = Browser::chromium(Look::phone().dark().english().text(200));
    browser.open(&simulator.chat());
    assert_eq!(browser.script("return matchMedia('(prefers-color-scheme: dark)').matches"), json!(true));
    assert_eq!(browser.script("return navigator.language"), json!("en-US"));
    browser.screenshot("menu");
    let single = browser.script("return document.querySelector('.bubble p, .bubble').getBoundingClientRect().height");
    let ordinary = Browser::chromium(Look::phone());
    ordinary.open(&simulator.chat());
    let before = ordinary.script("return document.querySelector('.bubble p, .bubble').getBoundingClientRect().height");
    assert!(single.as_f64().unwrap() > 1.9 * before.as_f64().unwrap(), "text at 200 %: {before} grew to {single}");
}

#[test]
fn webkit_reads_the_menu_page() {
    let simulator = Simulator::start(NO_PORTAL);
    let browser = Browser::webkit();
    browser.open(&simulator.chat());
    browser.wait_for_text("我的报名");
    browser.find("summary").click();
    browser.find_text(FOLLOWERS[1].nickname).click();
    browser.wait_for_text(&format!("我是 {}", FOLLOWERS[1].nickname));
}
