//! The kit: what a control says to a screen reader, and what it does when pressed.

use browser_tests::{Heard, all_in, click, dispatch, is_left_to_the_browser, show, text_of, type_into};
use frontend::ui::{
    Anchor, Button, ButtonKind, CheckboxField, Column, ConfirmDialog, ConsoleFrame, Current, Dialog, ErrorFace,
    ErrorSummary, Field, InputKind, LanguageFormProps, Pagination, ProgressBar, ProgressLine, Row, SelectField,
    SelectOption, Step, StepState, Steps, SummaryLine, TabItem, Table, Tabs, TextareaField, Toast, date_range,
    language_form, money, money_line, on_link_click,
};
use shared::date::Date;
use shared::lang::Lang;
use shared::money::Money;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_field_is_tied_to_its_label_hint_and_error() {
    let shown = show(html! {
        <Field name="phone" label="手机号" hint="11 位" error="手机号不是 11 位" kind={InputKind::Phone} required=true />
    })
    .await;
    let input = shown.field("手机号");
    assert_eq!(input.type_(), "tel");
    assert!(input.required());
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(shown.named_by(&input, "aria-describedby"), ["手机号不是 11 位", "11 位"]);
}

#[wasm_bindgen_test]
async fn a_field_without_an_error_is_not_called_invalid() {
    let shown = show(html! { <Field name="name" label="姓名" /> }).await;
    let input = shown.field("姓名");
    assert!(!input.has_attribute("aria-invalid") && !input.has_attribute("aria-describedby"));
}

#[wasm_bindgen_test]
async fn what_was_typed_into_a_browsers_own_field_survives_a_new_rendering() {
    let mut shown = show(html! { <Field name="name" label="姓名" value="旧" /> }).await;
    let input = shown.field("姓名");
    assert_eq!(input.value(), "旧");
    type_into(&input, "新").await;
    shown.change(html! { <Field name="name" label="姓名" value="旧" error="必填" /> }).await;
    assert_eq!(shown.field("姓名").value(), "新");
}

#[wasm_bindgen_test]
async fn an_owned_field_tells_its_owner_and_shows_what_the_owner_says() {
    let (heard, oninput) = Heard::new();
    let mut shown =
        show(html! { <Field name="fee" label="费用" kind={InputKind::Money} value="980" oninput={oninput.clone()} /> })
            .await;
    let input = shown.field("费用");
    assert_eq!((input.value().as_str(), input.get_attribute("inputmode").as_deref()), ("980", Some("decimal")));
    type_into(&input, "1080").await;
    assert_eq!(heard.all(), ["1080"]);
    shown.change(html! { <Field name="fee" label="费用" kind={InputKind::Money} value="1080.00" {oninput} /> }).await;
    assert_eq!(shown.field("费用").value(), "1080.00");
}

#[wasm_bindgen_test]
async fn every_kind_of_control_ties_its_error() {
    let options = vec![
        SelectOption { value: "a".into(), text: "甲".into() },
        SelectOption { value: "b".into(), text: "乙".into() },
    ];
    let shown = show(html! {
        <>
            <TextareaField name="remark" label="备注" error="太长" />
            <SelectField name="kind" label="类型" {options} value="b" error="请选择" />
            <CheckboxField name="consent" error="请勾选">{ "我同意" }</CheckboxField>
        </>
    })
    .await;
    for (control, error) in [("textarea", "太长"), ("select", "请选择"), ("input", "请勾选")] {
        let control = shown.one(control);
        assert_eq!(control.get_attribute("aria-invalid").as_deref(), Some("true"), "{error}");
        assert_eq!(shown.named_by(&control, "aria-describedby"), [error]);
    }
    assert_eq!(text_of(&shown.one("option[selected], option:checked")), "乙");
}

#[wasm_bindgen_test]
async fn a_box_is_not_ticked_before_somebody_ticks_it() {
    let (heard, onchange) = Heard::new();
    let shown = show(html! { <CheckboxField name="consent" value="3" {onchange}>{ "我同意" }</CheckboxField> }).await;
    let Ok(input) = shown.one("input").dyn_into::<HtmlInputElement>() else { panic!("a box is an input") };
    assert!(!input.checked());
    assert_eq!(input.value(), "3");
    click(&shown.one("label")).await;
    assert!(input.checked());
    assert_eq!(heard.all(), [true]);
}

#[wasm_bindgen_test]
async fn a_button_is_pressed_once() {
    let (heard, onclick) = Heard::new();
    let mut shown =
        show(html! { <Button kind={ButtonKind::Primary} onclick={onclick.clone()}>{ "导入" }</Button> }).await;
    let button = shown.button("导入");
    assert_eq!(button.get_attribute("type").as_deref(), Some("button"));
    assert!(!button.has_attribute("aria-busy"));
    click(&button).await;
    assert_eq!(heard.count(), 1);

    shown.change(html! { <Button pending=true {onclick}>{ "导入" }</Button> }).await;
    let button = shown.button("导入");
    assert_eq!(button.get_attribute("aria-busy").as_deref(), Some("true"));
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    // A disabled button would lose the focus.
    assert!(!button.has_attribute("disabled"));
    assert!(!is_left_to_the_browser(&button, false).await, "a pending submit button must not send its form");
    assert_eq!(heard.count(), 1);
}

#[wasm_bindgen_test]
async fn links_inside_the_app_go_to_its_navigator_and_others_to_the_browser() {
    let (heard, go) = Heard::new();
    let onclick = on_link_click(move |address| {
        let known = address != "/elsewhere";
        if known {
            go.emit(AttrValue::from(address.to_owned()));
        }
        known
    });
    let shown = show(html! {
        <div {onclick}>
            <Anchor href="/me" current={Current::Page}>{ "我的信息" }</Anchor>
            <Anchor href="/enter" full_load=true>{ "进入" }</Anchor>
            <Anchor href="/elsewhere">{ "别的页面" }</Anchor>
            <Anchor href="//other.example/">{ "别处" }</Anchor>
        </div>
    })
    .await;
    let inner = shown.one("a[href='/me']");
    assert_eq!(inner.get_attribute("aria-current").as_deref(), Some("page"));
    assert!(!is_left_to_the_browser(&inner, false).await);
    assert_eq!(heard.all(), [AttrValue::from("/me")]);
    assert!(is_left_to_the_browser(&inner, true).await, "a new tab is the browser's business");
    for href in ["/enter", "/elsewhere", "//other.example/"] {
        assert!(is_left_to_the_browser(&shown.one(&format!("a[href='{href}']")), false).await, "{href}");
    }
    assert_eq!(heard.count(), 1);
}

fn steps() -> Vec<Step> {
    let step = |name: &'static str, note: Option<&'static str>, state| Step {
        name: name.into(),
        note: note.map(AttrValue::from),
        state,
    };
    vec![
        step("报名提交", Some("2026年10月5日"), StepState::Done),
        step("资料审核", None, StepState::Done),
        step("培训中", None, StepState::Now),
        step("已领取", None, StepState::Next),
    ]
}

#[wasm_bindgen_test]
async fn steps_say_in_words_what_their_marks_show() {
    for (lang, said) in [
        (Lang::Zh, ["2026年10月5日已完成", "已完成", "当前环节", "尚未开始"]),
        (Lang::En, ["2026年10月5日Done", "Done", "Current stage", "Not yet started"]),
    ] {
        let shown = show(html! { <Steps {lang} steps={steps()} /> }).await;
        let items = shown.all("ol > li");
        assert_eq!(items.len(), 4);
        for (item, said) in items.iter().zip(said) {
            assert!(text_of(item).ends_with(said), "{said} in {}", text_of(item));
        }
        let current: Vec<bool> = items.iter().map(|item| item.has_attribute("aria-current")).collect();
        assert_eq!(current, [false, false, true, false]);
        // The marks are for eyes only.
        assert_eq!(shown.all(".step-mark[aria-hidden=true]").len(), 4);
    }
}

#[wasm_bindgen_test]
async fn a_progress_line_says_in_words_how_far_its_bar_is() {
    for (lang, said) in [(Lang::Zh, "第 2 步，共 4 步：培训中"), (Lang::En, "Step 2 of 4: 培训中")] {
        let shown = show(html! { <ProgressLine {lang} current=2 total=4 name="培训中" /> }).await;
        shown.assert_says(said);
        let parts = shown.all("[aria-hidden=true] > i");
        let classes: Vec<String> = parts.iter().map(Element::class_name).collect();
        assert_eq!(classes, ["done", "now", "", ""]);
    }
    let last = show(html! { <ProgressLine lang={Lang::Zh} current=4 total=4 name="已领取" /> }).await;
    assert_eq!(last.all("i.done").len(), 4);
}

#[wasm_bindgen_test]
async fn amounts_and_days_are_written_whole() {
    let amounts = money_line(vec!["应缴 ¥1,080.00".to_owned(), "已缴 ¥0.05".to_owned()]);
    let day = |month, day| Date::new(2026, month, day).unwrap_or(Date::FIRST);
    let shown = show(html! {
        <>
            { money(Money::from_fen(108_000)) }
            { amounts }
            <p>{ date_range(Lang::Zh, day(12, 1), Some(day(12, 12))) }</p>
            <p>{ date_range(Lang::En, day(12, 1), Some(day(12, 12))) }</p>
            <p>{ date_range(Lang::Zh, day(12, 1), Some(day(12, 1))) }</p>
        </>
    })
    .await;
    let amounts: Vec<String> = shown.all(".money").iter().map(text_of).collect();
    assert_eq!(amounts, ["¥1,080.00", "应缴 ¥1,080.00", "已缴 ¥0.05"]);
    let days: Vec<String> = shown.all("p:not(.parts)").iter().map(text_of).collect();
    assert_eq!(days, ["2026年12月1日 至 12月12日", "1 Dec 2026 to 12 Dec 2026", "2026年12月1日"]);
    assert_eq!(shown.one("time").get_attribute("datetime").as_deref(), Some("2026-12-01"));
}

#[wasm_bindgen_test]
async fn a_dialog_is_modal_named_and_closed_by_its_owner() {
    let (heard, on_close) = Heard::new();
    let dialog =
        |open| html! { <Dialog title="查看证件号码" {open} on_close={on_close.clone()}><p>{ "原因" }</p></Dialog> };
    let mut shown = show(dialog(false)).await;
    let Ok(element) = shown.one("dialog").dyn_into::<HtmlDialogElement>() else { panic!("the browser's own dialog") };
    assert!(!element.open() && text_of(&element).is_empty());

    shown.change(dialog(true)).await;
    assert!(element.open() && shown.has("dialog:modal"));
    assert_eq!(shown.named_by(&element, "aria-labelledby"), ["查看证件号码"]);

    // Escape only asks.
    assert!(!dispatch(&element, "cancel").await);
    assert!(element.open());
    assert_eq!(heard.count(), 1);
    shown.change(dialog(false)).await;
    assert!(!element.open());
}

#[wasm_bindgen_test]
async fn a_question_names_the_act_and_cannot_be_left_while_it_is_done() {
    let (confirmed, on_confirm) = Heard::new();
    let (cancelled, on_cancel) = Heard::new();
    let question = |pending| {
        html! {
            <ConfirmDialog
                lang={Lang::Zh} open=true title="撤销这次导入" confirm="撤销" danger=true {pending}
                on_confirm={on_confirm.clone()} on_cancel={on_cancel.clone()}
            >
                { "将收回 3 个报名" }
            </ConfirmDialog>
        }
    };
    let mut shown = show(question(false)).await;
    shown.assert_says("将收回 3 个报名");
    click(&shown.button("取消")).await;
    click(&shown.button("撤销")).await;
    assert_eq!((confirmed.count(), cancelled.count()), (1, 1));
    shown.change(question(true)).await;
    click(&shown.button("撤销")).await;
    assert!(shown.button("取消").has_attribute("disabled"));
    assert_eq!(confirmed.count(), 1);
}

#[wasm_bindgen_test]
async fn a_toasts_region_is_there_before_its_message() {
    let mut shown = show(html! { <Toast /> }).await;
    let region = shown.one("[role=status][aria-live=polite]");
    assert_eq!(text_of(&region), "");
    shown.change(html! { <Toast message="已保存" /> }).await;
    assert_eq!(text_of(&region), "已保存");
}

#[wasm_bindgen_test]
async fn an_error_summary_leads_to_the_controls() {
    let lines = vec![SummaryLine { control: "phone".into(), text: "手机号: 位数不对".into() }];
    let shown = show(html! { <ErrorSummary title="请更正" {lines} /> }).await;
    assert_eq!(text_of(&shown.one("[role=alert] strong")), "请更正");
    assert_eq!(text_of(&shown.one("a[href='#phone']")), "手机号: 位数不对");
}

#[wasm_bindgen_test]
async fn an_error_face_has_a_way_out_in_both_languages() {
    for (lang, again, call, reference) in [
        (Lang::Zh, "重试", "拨打电话 0571-88886666", "编号：8f3a"),
        (Lang::En, "Try again", "Call us: 0571-88886666", "Reference: 8f3a"),
    ] {
        let (heard, on_retry) = Heard::new();
        let shown = show(html! {
            <ErrorFace {lang} title="!" advice="?" phone="0571-88886666" request_id="8f3a" {on_retry} />
        })
        .await;
        click(&shown.button(again)).await;
        assert_eq!(heard.count(), 1);
        assert_eq!(text_of(&shown.one("a[href='tel:0571-88886666']")), call);
        shown.assert_says(reference);
    }
}

#[wasm_bindgen_test]
async fn tabs_say_which_one_is_open_and_how_much_it_holds() {
    let (heard, on_select) = Heard::new();
    let item = |key: &'static str, count| TabItem { key: key.into(), text: key.into(), count };
    let items = vec![item("新增", Some(0)), item("有问题", Some(12))];
    let shown = show(html! { <Tabs label="逐行结果" {items} current="有问题" {on_select} /> }).await;
    assert_eq!(shown.one("[role=group]").get_attribute("aria-label").as_deref(), Some("逐行结果"));
    assert_eq!(text_of(&shown.one("[aria-pressed=true]")), "有问题12");
    click(&shown.button("新增0")).await;
    assert_eq!(heard.all(), [AttrValue::from("新增")]);
}

#[wasm_bindgen_test]
async fn a_table_has_a_caption_heads_and_labelled_cells() {
    let columns = vec![Column::text("姓名"), Column::number("应缴")];
    let rows =
        vec![Row::new(1, vec![html! { "甲" }, money(Money::from_fen(5))]).linked("/staff/trainees/1").marked(true)];
    let shown = show(html! { <Table caption="学员" {columns} {rows} busy=true /> }).await;
    assert_eq!(text_of(&shown.one("caption")), "学员");
    assert_eq!(shown.all("th[scope=col]").iter().map(text_of).collect::<Vec<_>>(), ["姓名", "应缴"]);
    let labels: Vec<_> = shown.all("td").iter().map(|cell| cell.get_attribute("data-label")).collect();
    assert_eq!(labels, [Some("姓名".to_owned()), Some("应缴".to_owned())]);
    assert_eq!(text_of(&shown.one("td a[href='/staff/trainees/1']")), "甲");
    assert_eq!(shown.one("table").get_attribute("aria-busy").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn a_list_on_one_page_has_no_pagination() {
    let mut shown = show(html! { <Pagination lang={Lang::Zh} /> }).await;
    assert_eq!(shown.text(), "");
    let (heard, on_next) = Heard::new();
    shown.change(html! { <Pagination lang={Lang::En} {on_next} /> }).await;
    assert!(shown.button("Previous page").has_attribute("disabled"));
    click(&shown.button("Next page")).await;
    assert_eq!(heard.count(), 1);
}

#[wasm_bindgen_test]
async fn the_language_switch_is_a_plain_form_that_comes_back() {
    let shown = show(language_form(&yew::props!(LanguageFormProps { lang: Lang::Zh, back: "/enrolments/7" }))).await;
    let form = shown.one("form[method=post][action='/language']");
    assert_eq!(all_in(&form, "input[type=hidden][name=back][value='/enrolments/7']").len(), 1);
    let button = shown.button("English");
    assert_eq!(button.get_attribute("lang").as_deref(), Some("en"));
    assert_eq!((button.get_attribute("name"), button.get_attribute("value")), (Some("lang".into()), Some("en".into())));
}

#[wasm_bindgen_test]
async fn the_console_changes_its_language_under_the_open_page() {
    let (heard, on_language) = Heard::new();
    let frame = |lang| {
        html! {
            <ConsoleFrame
                {lang} name="安培" user="赵敏" nav={Vec::new()} on_sign_out={Callback::noop()}
                on_language={on_language.clone()} onclick={Callback::noop()}
            >
                <Field name="term" label="姓名" />
            </ConsoleFrame>
        }
    };
    let mut shown = show(frame(Lang::Zh)).await;
    let button = shown.button("English");
    assert_eq!(button.get_attribute("lang").as_deref(), Some("en"));
    type_into(&shown.field("姓名"), "孔").await;
    click(&button).await;
    assert_eq!(heard.all(), [Lang::En]);
    shown.change(frame(Lang::En)).await;
    shown.assert_says("Sign out");
    assert_eq!(shown.field("姓名").value(), "孔");
    click(&shown.button("中文")).await;
    assert_eq!(heard.all(), [Lang::En, Lang::Zh]);
}

#[wasm_bindgen_test]
async fn a_long_job_shows_how_far_it_is_without_style_attributes() {
    let mut shown = show(html! { <ProgressBar label="正在导入" value={Some(40)} max=200 /> }).await;
    let bar = shown.one("progress[aria-label='正在导入']");
    assert_eq!((bar.get_attribute("value").as_deref(), bar.get_attribute("max").as_deref()), (Some("40"), Some("200")));
    shown.change(html! { <ProgressBar label="正在导入" /> }).await;
    assert!(!shown.one("progress").has_attribute("value"));
    assert!(!shown.has("[style]"));
}

#[wasm_bindgen_test]
async fn the_focus_stays_on_a_button_whose_answer_is_awaited() {
    let mut shown = show(html! { <Button>{ "保存" }</Button> }).await;
    let Ok(button) = shown.button("保存").dyn_into::<HtmlElement>() else { panic!("a button is an HTML element") };
    assert!(button.focus().is_ok());
    shown.change(html! { <Button pending=true>{ "保存" }</Button> }).await;
    assert!(shown.has("button:focus"));
}
