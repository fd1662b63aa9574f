//! The desk around recorded lessons: evidence, the report of a class, objections, questions.

use std::rc::Rc;

use browser_tests::{Heard, Shown, all_in, click, dispatch, show, text_of, type_into};
use frontend::lessons::desk::{
    AnswerDialog, DecideDialog, EvidenceView, Made, ObjectionCard, QuestionCard, ReportSheet, ReportTable, What,
};
use shared::lang::Lang;
use shared::lessons::api::{ClassReport, Decided, Evidence, StaffObjection, StaffQuestion};
use shared::time::Timestamp;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

/// 2026-11-12 09:00 in China.
const NOW: Timestamp = Timestamp(1_794_445_200_000);

async fn evidence(evidence: Evidence) -> Shown {
    show(html! { <EvidenceView lang={Lang::Zh} {evidence} now={NOW} /> }).await
}

#[wasm_bindgen_test]
async fn evidence_says_what_counted_and_why_something_did_not() {
    let watched = &["5:30 / 15:00", "页面在后台 0:02", "安卓设备 · 微信", "没有按时确认在场", "显示 7 次，共 7 次"][..];
    let expected = [watched, &["还没有观看记录"], &["没有录播课"]];
    for (sample, words) in Evidence::samples().into_iter().zip(expected) {
        let shown = evidence(sample).await;
        for words in words {
            shown.assert_says(words);
        }
    }
}

#[wasm_bindgen_test]
async fn many_plays_are_shown_step_by_step() {
    let mut many = Evidence::samples().remove(0);
    let play = many.plays.remove(0);
    many.plays =
        (0..45).map(|id| shared::lessons::api::PlayRow { id: shared::id::PlayId(id), ..play.clone() }).collect();
    let shown = evidence(many).await;
    let plays = || all_in(&shown.all("table").remove(1), "tbody tr").len();
    assert_eq!(plays(), 20);
    click(&shown.button("显示更多")).await;
    assert_eq!(plays(), 40);
    click(&shown.button("显示更多")).await;
    assert_eq!(plays(), 45);
    shown.assert_silent_on("显示更多");
}

#[wasm_bindgen_test]
async fn a_class_can_be_narrowed_to_those_who_lack_hours() {
    let report = Rc::new(ClassReport::samples().remove(0));
    for (missing_only, names) in [(false, vec!["孔冬志", "韦小燕", "莫"]), (true, vec!["韦小燕", "莫"])] {
        let (heard, on_details) = Heard::new();
        let shown = show(html! {
            <ReportTable lang={Lang::Zh} report={Rc::clone(&report)} {missing_only} {on_details} />
        });
        let shown = shown.await;
        assert_eq!(shown.all("tbody a").iter().map(text_of).collect::<Vec<_>>(), names);
        assert!(shown.one("tbody a").get_attribute("href").is_some_and(|href| href.starts_with("/staff/enrolments/")));
        click(&shown.button("明细")).await;
        assert_eq!(heard.count(), 1);
        shown.assert_says("还差 79.6 学时");
    }
}

#[wasm_bindgen_test]
async fn a_report_on_paper_has_its_hash_and_room_for_the_seal() {
    for lang in Lang::ALL {
        let report = Rc::new(ClassReport::samples().remove(0));
        let made = Made { what: What::Paper, report, at: NOW, sha256: "5a".repeat(32) };
        let shown = show(html! { <ReportSheet {lang} {made} /> }).await;
        for words in
            ["桂林市安培安全生产培训中心", "2026-11-D01", "2026-11-12 09:00", &"5a".repeat(32), "450***********1234"]
        {
            shown.assert_says(words);
        }
        assert_eq!(shown.all(".print-signatures p").len(), 4);
        assert!(!shown.has("button, a"), "nothing on paper is pressed");
    }
}

#[wasm_bindgen_test]
async fn an_objection_says_how_long_there_is_and_who_decided() {
    for objection in StaffObjection::samples() {
        let is_open = matches!(objection.objection.decided, Decided::Open { .. });
        let (heard, on_decide) = Heard::new();
        let on_decide = is_open.then_some(on_decide);
        let shown = show(html! {
            <ObjectionCard lang={Lang::Zh} objection={objection.clone()} now={NOW} {on_decide} />
        });
        let shown = shown.await;
        shown.assert_says("我看完了这一课");
        if is_open {
            shown.assert_says("还剩 1 天（11月13日到期）");
            click(&shown.button("处理")).await;
            assert_eq!(heard.count(), 1);
        } else {
            shown.assert_says("王老师");
            assert!(!shown.has("button"), "what is decided stays");
        }
    }
}

#[wasm_bindgen_test]
async fn a_decision_is_asked_about_before_it_is_sent() {
    let objection = StaffObjection::samples().remove(0);
    let (decided, on_decided) = Heard::new();
    let (closed, on_close) = Heard::new();
    let shown = show(html! { <DecideDialog {objection} {on_decided} {on_close} /> }).await;
    assert_eq!(text_of(&shown.one("button[type=submit]")), "不认可", "no minutes refuse");
    dispatch(&shown.one("form"), "submit").await;
    shown.assert_says("请填写");
    type_into(&shown.field("补计多少分钟"), "5").await;
    type_into(&shown.field("理由"), "网络中断，记录可查").await;
    assert_eq!(text_of(&shown.one("button[type=submit]")), "补计");
    dispatch(&shown.one("form"), "submit").await;
    shown.assert_says("给“韦小燕 · 触电急救”补计 5 分钟？");
    shown.assert_says("网络中断，记录可查");
    assert!(!shown.has("form"));
    shown.button("补计 5 分钟");
    click(&shown.button("返回修改")).await;
    assert_eq!(shown.field("补计多少分钟").value(), "5", "nothing typed is lost");
    assert_eq!((decided.count(), closed.count()), (0, 0));
}

#[wasm_bindgen_test]
async fn a_question_has_its_place_its_age_and_its_answer() {
    for question in StaffQuestion::samples() {
        let shown = show(html! {
            <QuestionCard lang={Lang::Zh} question={question.clone()} now={NOW} on_answer={Callback::noop()} />
        });
        let shown = shown.await;
        shown.assert_says("“接地电阻的测量”1:01 处");
        shown.assert_says("9 天前");
        assert_eq!(shown.text().contains("已超过回答期限"), question.overdue);
        let act = match &question.question.answer {
            None => "回答",
            Some(answer) => {
                shown.assert_says(if answer.public { "已公开给全班" } else { "只有提问人能看到" });
                "修改回答"
            }
        };
        shown.button(act);
    }
}

#[wasm_bindgen_test]
async fn a_correction_begins_with_the_answer_that_stands() {
    let question = StaffQuestion::samples().remove(3);
    let shown = show(html! {
        <AnswerDialog {question} on_answered={Callback::noop()} on_close={Callback::noop()} />
    });
    let shown = shown.await;
    shown.assert_says("公开给全班（不显示提问人）");
    shown.assert_says("再收到一次通知");
    assert!(shown.has("#public:checked"));
    shown.button("修改回答");
}
