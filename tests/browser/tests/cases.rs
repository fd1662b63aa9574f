//! Certificate cases for staff: what a move will do, a rule that follows another, the list to be signed.

use std::rc::Rc;

use browser_tests::{Heard, Shown, all_in, click, dispatch, show, text_of, type_into};
use frontend::cases::{BoardView, CollectionSheet, MoveView, form_of, rule_form};
use frontend::staff::Draft;
use frontend::ui::{SelectField, SelectOption};
use shared::certificates::api::{CaseRow, ConfirmMove, MovePreview, MoveRequest, RefusedCase, RuleSetForm, Way};
use shared::certificates::case::{Outcome, Refusal, Target};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::date::Date;
use shared::error::{ErrorCode, FieldCode, FieldError, Problem};
use shared::id::{ClassId, EnrolmentId};
use shared::lang::Lang;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

fn preview(moving: &[i64], refused: &[(i64, Refusal)]) -> MovePreview {
    MovePreview {
        moving: moving.iter().map(|id| CaseRow::sample(*id, StageKey::Papers)).collect(),
        refused: refused
            .iter()
            .map(|(id, why)| RefusedCase { case: CaseRow::sample(*id, StageKey::Training), why: *why })
            .collect(),
        messages: 2,
    }
}

fn request(target: Target) -> MoveRequest {
    let cases = [1, 2, 3].map(EnrolmentId).to_vec();
    MoveRequest { cases, target, reason: "资料齐全".to_owned(), note: String::new() }
}

async fn question(lang: Lang, target: Target, preview: MovePreview, on_confirm: Callback<ConfirmMove>) -> Shown {
    asked(lang, request(target), preview, on_confirm).await
}

async fn asked(lang: Lang, request: MoveRequest, preview: MovePreview, on_confirm: Callback<ConfirmMove>) -> Shown {
    let rules = Rc::new(vec![RuleSet::sample()]);
    show(html! {
        <MoveView
            {lang} {request} preview={Rc::new(preview)} {rules} problem={None::<Problem>} pending=false
            {on_confirm} on_cancel={Callback::noop()}
        />
    })
    .await
}

#[wasm_bindgen_test]
async fn a_move_confirms_those_who_were_shown_as_moving_and_nobody_else() {
    let (heard, on_confirm) = Heard::new();
    let preview = preview(&[1, 2], &[(3, Refusal::There)]);
    let shown = question(Lang::Zh, Target::Stage(StageKey::Training), preview, on_confirm).await;
    let lists: Vec<Vec<String>> =
        shown.all("ul.items").iter().map(|list| all_in(list, "li").iter().map(text_of).collect()).collect();
    let [moving, refused] = lists.as_slice() else { panic!("two lists in {}", shown.html()) };
    assert_eq!(moving.len(), 2);
    assert!(moving.iter().all(|line| line.ends_with("papers → training")), "{moving:?}");
    assert!(refused.iter().all(|line| line.contains("测试学员3") && line.ends_with("已经在这个环节")), "{refused:?}");
    shown.assert_says("之后发出 2 条通知");

    click(&shown.button("确认办理 2 人")).await;
    let confirmed = heard.all();
    let [confirmed] = confirmed.as_slice() else { panic!("one confirmation") };
    assert_eq!(confirmed.cases, [(EnrolmentId(1), 3), (EnrolmentId(2), 3)]);
    assert_eq!((confirmed.target, confirmed.reason.as_str()), (Target::Stage(StageKey::Training), "资料齐全"));
}

#[wasm_bindgen_test]
async fn a_move_of_nobody_can_only_be_left() {
    let (_heard, on_confirm) = Heard::new();
    let preview = preview(&[], &[(1, Refusal::NotReady)]);
    let shown = question(Lang::En, Target::End(Outcome::Collected), preview, on_confirm).await;
    shown.assert_says("Nobody can go there");
    shown.assert_says("the certificate is not ready to be collected");
    assert_eq!(shown.all("button").iter().map(text_of).collect::<Vec<_>>(), ["Cancel"]);
}

#[wasm_bindgen_test]
async fn an_end_without_a_certificate_warns() {
    for (target, warns) in [(Target::End(Outcome::Withdrawn), true), (Target::End(Outcome::Collected), false)] {
        let (_heard, on_confirm) = Heard::new();
        let shown = question(Lang::Zh, target, preview(&[1], &[]), on_confirm).await;
        assert_eq!(shown.button("确认办理 1 人").class_name().contains("btn-warn"), warns, "{target:?}");
    }
}

#[wasm_bindgen_test]
async fn stages_that_are_left_out_are_named_and_one_alone_is_not_worth_a_word() {
    let at = |key| {
        let moving = vec![CaseRow::sample(1, StageKey::Registered), CaseRow::sample(2, StageKey::Registered)];
        question(Lang::Zh, Target::Stage(key), MovePreview { moving, ..preview(&[], &[]) }, Callback::noop())
    };
    let keys: Vec<StageKey> = RuleSet::sample().stages.iter().map(|stage| stage.key).collect();
    let [_, left_out, also, target, ..] = keys.as_slice() else { panic!("a way has stages") };
    assert!(!at(*also).await.has(".msg-warn"));
    let said = text_of(&at(*target).await.one(".msg-warn"));
    assert!(
        said.contains(&format!("2 人从“registered”出发，会跳过 2 个环节：{}、{}。", left_out.code(), also.code())),
        "{said}"
    );
}

#[wasm_bindgen_test]
async fn what_goes_to_everybody_is_shown_before_it_is_confirmed() {
    for (target, note, label, warning) in [
        (Target::Stage(StageKey::Ready), "A3-12", "存放位置", "以上内容登记给全部 2 人。"),
        (Target::End(Outcome::Collected), "王代领", "签收人", "以上内容登记给全部 2 人。"),
        (Target::End(Outcome::Mailed), "SF1234567890", "邮寄单号", "2 人都会登记这一个邮寄单号"),
    ] {
        let request = MoveRequest { note: note.to_owned(), ..request(target) };
        let shown = asked(Lang::Zh, request.clone(), preview(&[1, 2], &[]), Callback::noop()).await;
        for said in [label, note, warning, "原因", "资料齐全"] {
            shown.assert_says(said);
        }
        let alone = asked(Lang::Zh, request, preview(&[1], &[]), Callback::noop()).await;
        assert!(!alone.html().contains(warning));
    }
}

fn rule(form: RuleSetForm) -> Draft<RuleSetForm> {
    Draft {
        lang: Lang::Zh,
        form,
        problem: None,
        pending: false,
        on_change: Callback::noop(),
        on_send: Callback::noop(),
        on_cancel: Some(Callback::noop()),
    }
}

#[wasm_bindgen_test]
async fn a_rule_starts_from_the_one_before_and_is_sent_whole() {
    let before = form_of(&RuleSet::sample());
    let (changed, on_change) = Heard::new();
    let (sent, on_send) = Heard::new();
    let mut shown = show(rule_form(
        &Draft { on_change, on_send: on_send.clone(), ..rule(before.clone()) },
        &RuleSet::sample().stages,
    ))
    .await;
    assert_eq!(shown.field("依据").value(), before.source);
    let mark = shown.field("合格分数");
    assert_eq!((mark.value().as_str(), mark.get_attribute("inputmode").as_deref()), ("80", Some("numeric")));
    type_into(&mark, "75").await;
    let after = RuleSetForm { pass_mark: "75".to_owned(), ..before };
    assert_eq!(changed.all(), std::slice::from_ref(&after));

    shown.change(rule_form(&Draft { on_send, ..rule(after.clone()) }, &RuleSet::sample().stages)).await;
    // The browser does not leave the page.
    assert!(!dispatch(&shown.one("form"), "submit").await);
    assert_eq!(sent.all(), [after]);
}

#[wasm_bindgen_test]
async fn what_is_wrong_with_a_rule_is_said_at_its_field_and_by_its_label_above_the_buttons() {
    let problem = Problem {
        fields: vec![FieldError { field: "pass_mark".to_owned(), code: FieldCode::OutOfRange }],
        ..Problem::new(ErrorCode::Invalid)
    };
    let draft = Draft { problem: Some(problem), ..rule(form_of(&RuleSet::sample())) };
    let shown = show(rule_form(&draft, &RuleSet::sample().stages)).await;
    let mark = shown.field("合格分数");
    assert_eq!(mark.get_attribute("aria-invalid").as_deref(), Some("true"));
    let said = shown.named_by(&mark, "aria-describedby").join("");
    assert_eq!(text_of(&shown.one("a[href='#pass_mark']")), format!("合格分数: {said}"));
    // A long form: what is wrong stands where the eye is after sending.
    assert!(shown.has(".field-grid + [role=alert] + .btn-row"));
    assert!(!shown.field("补考次数").has_attribute("aria-invalid"));
}

#[wasm_bindgen_test]
async fn a_form_that_is_on_its_way_is_not_sent_again() {
    let (cancelled, on_cancel) = Heard::new();
    let draft = Draft { pending: true, on_cancel: Some(on_cancel), ..rule(form_of(&RuleSet::sample())) };
    let shown = show(rule_form(&draft, &RuleSet::sample().stages)).await;
    let save = shown.button("保存");
    assert_eq!(save.get_attribute("aria-busy").as_deref(), Some("true"));
    assert!(!browser_tests::is_left_to_the_browser(&save, false).await);
    click(&shown.button("取消")).await;
    assert_eq!(cancelled.count(), 1);
}

#[wasm_bindgen_test]
async fn the_list_to_be_signed_leaves_room_for_signature_and_day() {
    let case = |id, shelf: &str| CaseRow { shelf: shelf.to_owned(), ..CaseRow::sample(id, StageKey::Ready) };
    let cases = Rc::new(vec![case(1, "A-01"), case(2, "A-02")]);
    let printed_on = Date::parse("2026-11-26").unwrap_or(Date::FIRST);
    let shown = show(
        html! { <CollectionSheet lang={Lang::Zh} institution="安培培训中心" {printed_on} cases={Rc::clone(&cases)} /> },
    )
    .await;
    let heads: Vec<String> = shown.all("th[scope=col]").iter().map(text_of).collect();
    assert_eq!(heads.get(5..), Some(&["签收".to_owned(), "日期".to_owned()][..]));
    let rows: Vec<Vec<String>> =
        shown.all("tbody tr").iter().map(|row| all_in(row, "td").iter().map(text_of).collect()).collect();
    let expected = |case: &CaseRow| {
        let known = [&case.shelf, &case.trainee, &case.document_masked, &case.course, &case.class_code];
        known.into_iter().cloned().chain([String::new(), String::new()]).collect::<Vec<_>>()
    };
    assert_eq!(rows, cases.iter().map(expected).collect::<Vec<_>>());
    shown.assert_says("安培培训中心 · 打印日期 2026年11月26日");
    assert!(shown.has("td.print-sign") && shown.all("td.print-code").iter().any(|cell| text_of(cell) == "A-01"));
}

#[wasm_bindgen_test]
async fn how_cases_have_ended_leads_to_their_list() {
    let set = RuleSet::sample();
    let way = Way {
        rule_set: set.id,
        name: set.name.clone(),
        source: set.source.clone(),
        stages: Vec::new(),
        ended: vec![(Outcome::Refused, 2), (Outcome::Mailed, 1)],
    };
    let shown = show(html! { <BoardView lang={Lang::Zh} ways={vec![way]} of_class={Some(ClassId(12))} /> }).await;
    let links: Vec<_> =
        shown.all("a").iter().map(|link| (text_of(link), link.get_attribute("href").unwrap_or_default())).collect();
    let expected = [("不予办理 2", "refused"), ("已邮寄 1", "mailed")]
        .map(|(text, end)| (text.to_owned(), format!("/staff/cases/{}/ended/{end}?class=12", set.id)));
    assert_eq!(links, expected);
}

#[wasm_bindgen_test]
async fn other_stages_stand_in_a_group_of_their_own() {
    let option = |value: &'static str| SelectOption { value: value.into(), text: value.into() };
    let shown = show(html! {
        <SelectField
            name="wish" label="要做什么" value="back" options={vec![option("next"), option("hours")]}
            more={(AttrValue::from("其他环节"), vec![option("back")])}
        />
    })
    .await;
    assert_eq!(shown.all("select > option").len(), 2);
    let group = shown.one("optgroup");
    assert_eq!(group.get_attribute("label").as_deref(), Some("其他环节"));
    assert_eq!(all_in(&group, "option[selected], option:checked").len(), 1);
}
