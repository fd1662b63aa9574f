//! The first page in every state, in both languages: what is paid, where the certificate is, what to do now.

use browser_tests::{Shown, all_in, show, text_of};
use frontend::home::HomeView;
use shared::enrolments::api::{EnrolmentCard, Home, TraineeName};
use shared::lang::Lang;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

async fn home(lang: Lang, home: Home) -> Shown {
    show(html! { <HomeView {lang} {home} phone="0571-88886666" form_key="key-of-this-page" /> }).await
}

async fn card(lang: Lang, card: EnrolmentCard) -> Shown {
    home(lang, Home::sample(vec![card])).await
}

#[wasm_bindgen_test]
async fn an_unpaid_enrolment_asks_for_the_fee() {
    let shown = card(Lang::Zh, EnrolmentCard::unpaid()).await;
    for text in ["测试学员甲的报名", "低压电工作业", "初训", "班次 2026-D01", "2026年12月1日 至 12月12日"]
    {
        shown.assert_says(text);
    }
    for text in ["尚未缴费", "应缴 ¥1,080.00", "已缴 ¥0.00", "第 1 步，共 4 步：报名提交"] {
        shown.assert_says(text);
    }
    shown.assert_says("现在要做请缴纳培训费 ¥1,080.00。怎样缴费，请打电话问我们。");

    let shown = card(Lang::En, EnrolmentCard::unpaid()).await;
    for text in ["Enrolments of 测试学员甲", "Initial training", "Class 2026-D01", "1 Dec 2026 to 12 Dec 2026"] {
        shown.assert_says(text);
    }
    for text in ["Not paid yet", "Fee ¥1,080.00", "Paid ¥0.00", "Step 1 of 4: Registered"] {
        shown.assert_says(text);
    }
    shown.assert_says("What to do nowPay the training fee of ¥1,080.00. Call us to ask how.");
}

#[wasm_bindgen_test]
async fn a_partly_paid_enrolment_asks_for_the_rest() {
    let shown = card(Lang::Zh, EnrolmentCard::partly_paid()).await;
    for text in ["还差 ¥500.00", "应缴 ¥1,080.00", "已缴 ¥580.00", "请补缴余款 ¥500.00", "第 2 步，共 4 步：培训中"]
    {
        shown.assert_says(text);
    }
    let shown = card(Lang::En, EnrolmentCard::partly_paid()).await;
    for text in ["¥500.00 to pay", "Fee ¥1,080.00", "Paid ¥580.00", "Pay the remaining ¥500.00"] {
        shown.assert_says(text);
    }
}

#[wasm_bindgen_test]
async fn a_paid_enrolment_says_what_its_stage_asks_for() {
    let shown = card(Lang::Zh, EnrolmentCard::paid()).await;
    shown.assert_says("已缴清");
    shown.assert_says("现在要做请按时上课。");
    shown.assert_silent_on("请缴纳");
    let shown = card(Lang::En, EnrolmentCard::paid()).await;
    shown.assert_says("Paid in full");
    shown.assert_says("What to do nowAttend on time.");
}

#[wasm_bindgen_test]
async fn a_free_enrolment_speaks_of_no_money_and_waits() {
    let shown = card(Lang::Zh, EnrolmentCard::free()).await;
    for text in ["无需缴费", "再培训", "现在不用做什么，请等待报名信息已收到。"] {
        shown.assert_says(text);
    }
    shown.assert_silent_on("¥");
    let shown = card(Lang::En, EnrolmentCard::free()).await;
    for text in ["Nothing to pay", "Yearly retraining", "Nothing to do now, please waitYour registration has arrived."]
    {
        shown.assert_says(text);
    }
    shown.assert_silent_on("¥");
}

#[wasm_bindgen_test]
async fn a_finished_enrolment_is_done() {
    let shown = card(Lang::Zh, EnrolmentCard::finished()).await;
    shown.assert_says("全部办完证书已领取，办证完成。");
    shown.assert_says("第 4 步，共 4 步：已领取");
    let shown = card(Lang::En, EnrolmentCard::finished()).await;
    shown.assert_says("All doneYou have your certificate: all done.");
}

#[wasm_bindgen_test]
async fn words_that_the_institution_has_only_in_chinese_stand_in() {
    let ready = EnrolmentCard::sample(0, 0, 2);
    card(Lang::En, ready).await.assert_says("What to do now请带身份证领取证书。");
}

#[wasm_bindgen_test]
async fn a_trainee_without_enrolments_is_told_why_and_whom_to_call() {
    for (lang, title, call) in [
        (Lang::Zh, "还没有报名记录", "拨打电话 0571-88886666"),
        (Lang::En, "No enrolments yet", "Call us: 0571-88886666"),
    ] {
        let shown = home(lang, Home::sample(Vec::new())).await;
        assert_eq!(text_of(&shown.one("strong")), title);
        assert_eq!(text_of(&shown.one("a[href='tel:0571-88886666']")), call);
    }
    let shown = show(html! { <HomeView lang={Lang::Zh} home={Home::sample(Vec::new())} /> }).await;
    assert!(!shown.has("a[href^='tel:']"), "nobody can be called before the institution has a phone");
}

#[wasm_bindgen_test]
async fn long_words_are_shown_whole_and_unknown_dates_are_left_out() {
    let shown = card(Lang::Zh, EnrolmentCard::long()).await;
    shown.assert_says(&EnrolmentCard::long().course);
    shown.assert_says(&EnrolmentCard::long().class_code);
    shown.assert_says("还差 ¥999,999.99");
    assert!(!shown.has("time"));
}

#[wasm_bindgen_test]
async fn each_enrolment_has_a_card_that_leads_to_its_page() {
    for lang in Lang::ALL {
        let shown = home(lang, Home::sample(EnrolmentCard::samples())).await;
        let links: Vec<_> = shown.all("section > a").iter().map(|link| link.get_attribute("href")).collect();
        let expected = EnrolmentCard::samples().into_iter().map(|card| Some(format!("/enrolments/{}", card.id)));
        assert_eq!(links, expected.collect::<Vec<_>>());
        assert_eq!(shown.all("h1").len(), 1);
        assert_eq!(shown.all("h2").len(), links.len());
    }
}

#[wasm_bindgen_test]
async fn a_family_on_one_phone_can_switch_by_plain_forms() {
    let [first, second] = [TraineeName::sample(), TraineeName::long()];
    let family = Home { switchable: vec![first.clone(), second.clone()], ..Home::sample(Vec::new()) };
    for (lang, title) in [(Lang::Zh, "切换学员"), (Lang::En, "Switch trainee")] {
        let shown = home(lang, family.clone()).await;
        let form = shown.one(&format!("section[aria-label='{title}'] form[method=post][action='/switch']"));
        assert_eq!(all_in(&form, "input[name=idempotency_key][value=key-of-this-page]").len(), 1);
        let buttons = all_in(&form, "button[type=submit][name=trainee_id]");
        assert_eq!(buttons.iter().map(text_of).collect::<Vec<_>>(), [first.name.clone(), second.name.clone()]);
        let current: Vec<bool> = buttons.iter().map(|button| button.has_attribute("aria-current")).collect();
        assert_eq!(current, [true, false]);
    }
    assert!(!home(Lang::Zh, Home::sample(Vec::new())).await.has("form"), "alone there is nothing to switch");
}

#[wasm_bindgen_test]
async fn nothing_that_a_person_typed_becomes_markup() {
    let course = "<script>alert(1)</script>&amp;😀".to_owned();
    let shown = card(Lang::Zh, EnrolmentCard { course: course.clone(), ..EnrolmentCard::paid() }).await;
    shown.assert_says(&course);
    assert!(!shown.has("script"));
}

#[wasm_bindgen_test]
async fn no_page_has_style_attributes_which_the_policy_blocks() {
    for sample in Home::samples() {
        assert!(!home(Lang::Zh, sample).await.has("[style]"));
    }
}
