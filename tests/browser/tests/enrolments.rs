//! One enrolment in full, in every state and both languages.

use browser_tests::{Shown, all_in, show, text_of};
use frontend::enrolments::{EnrolmentView, stages};
use frontend::i18n::cases;
use shared::certificates::estimate::{Estimate, Expected};
use shared::certificates::regime::LimitUnit;
use shared::certificates::waiting::Whereabouts;
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
        (EnrolmentCard::finished(), "全部办完证书已领取，办证完成。", "All doneYou have your certificate: all done."),
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
        [
            "✓报名提交2026年10月5日已完成",
            "2培训中2026年10月5日 · 培训正在进行。当前环节",
            "3可领取由您办理尚未开始",
            "4已领取尚未开始",
        ]
    );
    assert_eq!(text_of(&shown.one("[aria-current=step] .step-name")), "培训中");

    let shown = page(Lang::En, EnrolmentDetail::sample(EnrolmentCard::partly_paid())).await;
    let stages = lines(&section(&shown, "Certificate progress"));
    assert_eq!(
        stages.get(1).map(String::as_str),
        Some("2In training5 Oct 2026 · Your training is under way.Current stage")
    );
    // Chinese stands in for the English name that is missing.
    assert_eq!(stages.get(2).map(String::as_str), Some("3可领取With youNot yet started"));
}

#[wasm_bindgen_test]
async fn staff_do_not_read_that_they_are_the_trainee() {
    let detail = EnrolmentDetail::sample(EnrolmentCard::partly_paid());
    for (lang, theirs, own) in [(Lang::Zh, "由学员办理", "由您办理"), (Lang::En, "With the trainee", "With you")]
    {
        let shown = show(stages(lang, &detail.stages, &detail.card.progress, "", cases::acts)).await;
        shown.assert_says(theirs);
        shown.assert_silent_on(own);
    }
}

#[wasm_bindgen_test]
async fn at_the_end_no_stage_is_left_to_wait_for() {
    let shown = page(Lang::Zh, EnrolmentDetail::sample(EnrolmentCard::finished())).await;
    assert!(lines(&section(&shown, "办证进度")).iter().all(|line| line.starts_with('✓')));
    assert!(!shown.has("[aria-current=step]"));
}

/// The sample with something else expected of its stage.
fn expecting(expected: Expected, stuck: bool) -> EnrolmentDetail {
    let mut detail = EnrolmentDetail::sample(EnrolmentCard::free());
    let whereabouts = detail.case.whereabouts.take();
    detail.case.whereabouts = whereabouts.map(|whereabouts| Whereabouts { expected, stuck, ..whereabouts });
    detail
}

#[wasm_bindgen_test]
async fn the_page_says_who_has_it_since_when_and_how_it_knows_how_long_that_takes() {
    let history = Expected::History(Estimate { cases: 48, median_days: 12, slowest_tenth_days: 21 });
    let legal = Expected::Legal { days: 20, unit: LimitUnit::Working };
    let usual = Expected::Usual { days: 60, unit: LimitUnit::Calendar };
    for (expected, zh, en) in [
        (
            history,
            "一半的学员 12 个工作日内办完这一步，十个人里有九个不超过 21 个工作日。这是我们最近 48 位学员的实际时间。",
            "Half of the trainees wait at most 12 working days here, nine in ten at most 21.",
        ),
        (
            legal,
            "规定最晚2026年11月9日按规定，这一步最多 20 个工作日。",
            "By the rules this step takes at most 20 working days.",
        ),
        (
            usual,
            "已经过了9 天预计最晚2026年11月9日这一步通常不超过 60 天。",
            "This step usually takes at most 60 days.",
        ),
    ] {
        let shown = page(Lang::Zh, expecting(expected, false)).await;
        for text in ["现在谁在办培训机构从哪天起2026年10月5日", zh, "下一步：培训中"] {
            shown.assert_says(text);
        }
        shown.assert_silent_on("您不用做什么；");
        page(Lang::En, expecting(expected, false)).await.assert_says(en);
    }
}

#[wasm_bindgen_test]
async fn what_takes_too_long_is_said_honestly_with_whom_to_call() {
    let legal = Expected::Legal { days: 20, unit: LimitUnit::Working };
    let shown = show(html! {
        <EnrolmentView lang={Lang::Zh} detail={expecting(legal, true)} phone="0571-88886666" />
    })
    .await;
    shown.assert_says("已经超过规定的时间。您不用做什么；想知道原因，请打电话问我们。");
    assert!(shown.has("a[href='tel:0571-88886666']"));
    page(Lang::Zh, expecting(Expected::Usual { days: 5, unit: LimitUnit::Working }, true))
        .await
        .assert_says("这次比平常久。");
    page(Lang::En, expecting(legal, true)).await.assert_says("It takes longer than the rules allow.");
}

#[wasm_bindgen_test]
async fn a_failed_part_says_what_happens_next() {
    let shown = page(Lang::Zh, EnrolmentDetail::sample(EnrolmentCard::make_up())).await;
    let exam = section(&shown, "考试");
    assert_eq!(
        lines(&exam),
        ["理论考试2026年10月5日62 分，不合格", "理论考试（补考）2026年12月3日09:00 市安全考试中心 二楼"]
    );
    shown.assert_says("理论考试可以补考。补考还不合格，就要重新培训再考。80 分合格。合格的科目，成绩保留 12 个月。");
    // Without a day: it will be told.
    let mut detail = EnrolmentDetail::sample(EnrolmentCard::make_up());
    detail.case.exams.clear();
    page(Lang::Zh, detail).await.assert_says("理论考试可以补考。时间会另外通知。补考还不合格，就要重新培训再考。");
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
    let cells = |shown: &Shown, title| all_in(&section(shown, title), "dd").iter().map(text_of).collect::<Vec<_>>();
    assert_eq!(cells(&shown, "班次信息"), ["测试学员甲", "2026-D01", "待通知", "待通知", "个人报名"]);
    shown.assert_silent_on("变动记录");
    let shown = page(Lang::En, EnrolmentDetail::bare()).await;
    assert_eq!(
        cells(&shown, "Class"),
        ["测试学员甲", "2026-D01", "To be announced", "To be announced", "Enrolled individually"]
    );
    shown.assert_says("No payments recorded yet.");
}

#[wasm_bindgen_test]
async fn the_history_tells_every_kind_of_event() {
    let shown = page(Lang::Zh, EnrolmentDetail::eventful()).await;
    let day = "2026年10月5日";
    let expected = [
        "工作单位已更改",
        "应缴费用由 ¥980.00 改为 ¥1,080.00",
        "登记缴费 ¥580.00",
        "办证进度到“培训中”",
        "退回到“报名提交”：资料有误",
        "实操考试安排在 2026年12月3日",
        "2026年10月30日 的理论考试缺考，不计入考试次数",
        "理论考试成绩：62 分，不合格",
        "理论考试补考未通过，需要重新培训",
        "登记学时 32",
        "出具培训证明 PX-2026-00042",
        "撤销培训证明 PX-2026-00042：培训类型写错",
        "证书信息已登记：低压电工作业，T110105********002X",
        "证书存放位置：A-12",
        "已邮寄：SF1234567890",
        "姓名更正：孔冬 → 孔冬志",
        "重新打开：登记有误",
        "已登记报名",
    ];
    assert_eq!(lines(&section(&shown, "变动记录")), expected.map(|text| format!("{text}{day}")));
    let shown = page(Lang::En, EnrolmentDetail::eventful()).await;
    let expected = [
        "Employer changed",
        "Fee changed from ¥980.00 to ¥1,080.00",
        "Payment recorded: ¥580.00",
        "Reached stage: In training",
        "Moved back to Registered: 资料有误",
        "The practical exam is on 3 Dec 2026",
        "Absent from the theory exam on 30 Oct 2026; this is no attempt",
        "Result of the theory exam: 62 points, not passed",
        "Make-up of the theory exam not passed: training is repeated",
        "32 class hours recorded",
        "Training proof PX-2026-00042 issued",
        "Training proof PX-2026-00042 revoked: 培训类型写错",
        "Certificate recorded: 低压电工作业, T110105********002X",
        "Certificate kept at A-12",
        "Mailed: SF1234567890",
        "Name corrected: 孔冬 → 孔冬志",
        "Opened again: 登记有误",
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
