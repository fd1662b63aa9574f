//! One enrolment in full, in every state and both languages.

use browser_tests::{Shown, all_in, show, text_of};
use frontend::enrolments::EnrolmentView;
use shared::enrolments::api::{EnrolmentCard, EnrolmentDetail};
use shared::lang::Lang;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

async fn page(lang: Lang, detail: EnrolmentDetail) -> Shown {
    show(html! { <EnrolmentView {lang} {detail} /> }).await
}

/// The card under this heading.
#[track_caller]
fn section(shown: &Shown, title: &str) -> Element {
    let titled = |section: &Element| all_in(section, "h2").first().is_some_and(|head| text_of(head) == title);
    let found = shown.all("section").into_iter().find(titled);
    found.unwrap_or_else(|| panic!("no section {title:?} in {}", shown.html()))
}

fn lines(section: &Element) -> Vec<String> {
    all_in(section, "li").iter().map(text_of).collect()
}

#[wasm_bindgen_test]
async fn every_state_of_the_fee_is_said_in_words() {
    for (card, zh, en) in [
        (EnrolmentCard::unpaid(), "尚未缴费", "Not paid yet"),
        (EnrolmentCard::partly_paid(), "还差 ¥500.00", "¥500.00 to pay"),
        (EnrolmentCard::paid(), "已缴清", "Paid in full"),
        (EnrolmentCard::free(), "无需缴费", "Nothing to pay"),
        (EnrolmentCard::finished(), "已缴清", "Paid in full"),
    ] {
        let shown = page(Lang::Zh, EnrolmentDetail::sample(card.clone())).await;
        shown.assert_says(zh);
        assert_eq!(text_of(&shown.one("h1")), card.course);
        assert_eq!(shown.all("h1").len(), 1);
        page(Lang::En, EnrolmentDetail::sample(card)).await.assert_says(en);
    }
}

#[wasm_bindgen_test]
async fn every_state_says_what_to_do_now() {
    for (card, zh, en) in [
        (EnrolmentCard::unpaid(), "现在要做请缴纳培训费 ¥1,080.00", "What to do nowPay the training fee of ¥1,080.00"),
        (EnrolmentCard::partly_paid(), "现在要做请补缴余款 ¥500.00", "What to do nowPay the remaining ¥500.00"),
        (EnrolmentCard::paid(), "现在要做请按时上课。", "What to do nowAttend on time."),
        (EnrolmentCard::free(), "请等待报名信息已收到。", "please waitYour registration has arrived."),
        (EnrolmentCard::finished(), "全部办完办证完成。", "All doneYou have your certificate."),
    ] {
        page(Lang::Zh, EnrolmentDetail::sample(card.clone())).await.assert_says(zh);
        page(Lang::En, EnrolmentDetail::sample(card)).await.assert_says(en);
    }
}

#[wasm_bindgen_test]
async fn all_stages_stand_with_their_days_and_meanings() {
    let shown = page(Lang::Zh, EnrolmentDetail::sample(EnrolmentCard::partly_paid())).await;
    let stages = section(&shown, "办证进度");
    assert_eq!(
        lines(&stages),
        ["✓报名提交2026年10月5日", "2培训中2026年10月5日 · 培训正在进行。", "3可领取尚未开始", "4已领取尚未开始",]
    );
    assert_eq!(text_of(&shown.one("[aria-current=step] .step-name")), "培训中");

    let shown = page(Lang::En, EnrolmentDetail::sample(EnrolmentCard::partly_paid())).await;
    let stages = lines(&section(&shown, "Certificate progress"));
    assert_eq!(stages.get(1).map(String::as_str), Some("2In training5 Oct 2026 · Your training is under way."));
    // Chinese stands in for the English name that is missing.
    assert_eq!(stages.get(2).map(String::as_str), Some("3可领取Not yet started"));
}

#[wasm_bindgen_test]
async fn at_the_end_no_stage_is_left_to_wait_for() {
    let shown = page(Lang::Zh, EnrolmentDetail::sample(EnrolmentCard::finished())).await;
    assert!(lines(&section(&shown, "办证进度")).iter().all(|line| line.starts_with('✓')));
    assert!(!shown.has("[aria-current=step]"));
}

#[wasm_bindgen_test]
async fn payments_say_how_much_when_how_and_from_where() {
    let shown = page(Lang::Zh, EnrolmentDetail::sample(EnrolmentCard::partly_paid())).await;
    assert_eq!(lines(&section(&shown, "缴费记录")), ["¥580.002026年10月5日微信 · 由工作人员从名册登记"]);
    let shown = page(Lang::En, EnrolmentDetail::eventful()).await;
    // Neither method nor day is known: the day on which the portal heard of it stands in.
    assert_eq!(lines(&section(&shown, "Payments")), ["¥580.005 Oct 2026Entered by staff from the roster"]);
}

#[wasm_bindgen_test]
async fn what_is_not_known_is_said() {
    let shown = page(Lang::Zh, EnrolmentDetail::bare()).await;
    shown.assert_says("还没有缴费记录。");
    let cells = |shown: &Shown| shown.all("dd").iter().map(text_of).collect::<Vec<_>>();
    assert_eq!(cells(&shown), ["测试学员甲", "2026-D01", "待通知", "待通知", "个人报名"]);
    shown.assert_silent_on("变动记录");
    let shown = page(Lang::En, EnrolmentDetail::bare()).await;
    assert_eq!(
        cells(&shown),
        ["测试学员甲", "2026-D01", "To be announced", "To be announced", "Enrolled individually"]
    );
    shown.assert_says("No payments recorded yet.");
}

#[wasm_bindgen_test]
async fn the_history_tells_every_kind_of_event() {
    let shown = page(Lang::Zh, EnrolmentDetail::eventful()).await;
    let day = "2026年10月5日";
    let expected =
        ["工作单位已更改", "应缴费用由 ¥980.00 改为 ¥1,080.00", "登记缴费 ¥580.00", "办证进度到“培训中”", "已登记报名"];
    assert_eq!(lines(&section(&shown, "变动记录")), expected.map(|text| format!("{text}{day}")));
    let shown = page(Lang::En, EnrolmentDetail::eventful()).await;
    let expected = [
        "Employer changed",
        "Fee changed from ¥980.00 to ¥1,080.00",
        "Payment recorded: ¥580.00",
        "Reached stage: In training",
        "Enrolment recorded",
    ];
    assert_eq!(lines(&section(&shown, "What has changed")), expected.map(|text| format!("{text}5 Oct 2026")));
}

#[wasm_bindgen_test]
async fn long_words_are_shown_whole() {
    let shown = page(Lang::En, EnrolmentDetail::sample(EnrolmentCard::long())).await;
    shown.assert_says(&EnrolmentCard::long().course);
    shown.assert_says(&EnrolmentCard::long().class_code);
    shown.assert_says("Fee ¥1,000,000.00");
}

#[wasm_bindgen_test]
async fn every_page_leads_back_and_has_no_style_attributes() {
    for detail in EnrolmentDetail::samples() {
        for (lang, back) in [(Lang::Zh, "返回我的报名"), (Lang::En, "Back to my enrolments")] {
            let shown = page(lang, detail.clone()).await;
            assert_eq!(text_of(&shown.one("a[href='/']")), back);
            assert!(!shown.has("[style]"));
        }
    }
}
