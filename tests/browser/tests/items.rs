//! What trainings ask for, and what trainees read about an item, as forms of the console.

use browser_tests::{Heard, click, dispatch, show, type_into};
use frontend::items::{item_rule_form, required_form};
use frontend::staff::Draft;
use shared::courses::{CourseKind, Regime};
use shared::items::ItemKind;
use shared::items::api::{ItemRuleForm, RequiredItemsForm};
use shared::lang::Lang;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

fn draft<F: 'static>(form: F) -> Draft<F> {
    let (on_change, on_send) = (Callback::noop(), Callback::noop());
    Draft { lang: Lang::Zh, form, problem: None, pending: false, on_change, on_send, on_cancel: Some(Callback::noop()) }
}

fn rule(kind: ItemKind) -> ItemRuleForm {
    ItemRuleForm {
        kind,
        consent_zh: "最多保存 400 天，裁剪前的照片 30 天。".to_owned(),
        consent_en: "Kept for 400 days, the picture before cropping for 30.".to_owned(),
        commitment_zh: String::new(),
        commitment_en: String::new(),
        keep_days: "400".to_owned(),
        keep_original_days: "30".to_owned(),
        consent_version: 1,
        commitment_version: 0,
    }
}

#[wasm_bindgen_test]
async fn ticks_keep_the_order_in_which_trainees_read() {
    let (changed, on_change) = Heard::new();
    let seen = vec![ItemKind::Education];
    let form =
        RequiredItemsForm { regime: Regime::SpecialOperations, kind: CourseKind::Initial, items: seen.clone(), seen };
    let shown = show(required_form(&Draft { on_change, ..draft(form.clone()) })).await;
    shown.assert_says("特种作业操作证 · 初训");
    click(&shown.one("#item-photo")).await;
    click(&shown.one("#item-education")).await;
    let items: Vec<_> = changed.all().into_iter().map(|form: RequiredItemsForm| form.items).collect();
    assert_eq!(items, [vec![ItemKind::Photo, ItemKind::Education], vec![]]);
}

#[wasm_bindgen_test]
async fn a_form_has_what_its_item_has_and_warns_before_it_is_sent() {
    for (kind, original, commitment) in
        [(ItemKind::Photo, true, false), (ItemKind::HealthCommitment, false, true), (ItemKind::Education, false, false)]
    {
        let (changed, on_change) = Heard::new();
        let (sent, on_send) = Heard::new();
        let shown = show(item_rule_form(&Draft { on_change, on_send, ..draft(rule(kind)) })).await;
        shown.assert_says("重新阅读并同意");
        assert_eq!(shown.has("#keep_original_days"), original, "{kind:?}");
        assert_eq!(shown.has("#commitment_zh"), commitment, "{kind:?}");
        type_into(&shown.field("保存天数"), "500").await;
        assert_eq!(changed.all(), [ItemRuleForm { keep_days: "500".to_owned(), ..rule(kind) }]);
        assert!(!dispatch(&shown.one("form"), "submit").await);
        assert_eq!(sent.all(), [rule(kind)]);
    }
}
