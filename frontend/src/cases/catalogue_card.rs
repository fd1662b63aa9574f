//! Work categories and permitted operations: the list that holds, and loading a newer one.

use std::rc::Rc;

use shared::certificates::api::{Catalogue, CatalogueForm, GetCatalogue, Operation, SaveCatalogue};
use shared::endpoint::Nothing;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::common::CommonText;
use crate::i18n::rules::{RuleText, operations};
use crate::staff::{edit, field_error, problem_summary, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Column, Dialog, Disclosure, Empty, Field, InputKind, Row, SentForm, Table,
    TextareaField, date, tags,
};

#[component]
pub fn CatalogueCard() -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<GetCatalogue>(Nothing {});
    let loading = use_state(|| false);
    let set_loading = |open: bool| {
        let loading = loading.clone();
        Callback::from(move |()| loading.set(open))
    };
    let close = set_loading(false);
    let on_saved = {
        let (close, console, reload) = (close.clone(), console.clone(), resource.reload.clone());
        Callback::from(move |_: Rc<Catalogue>| {
            close.emit(());
            console.say_text(RuleText::Loaded.text(lang));
            reload.emit(());
        })
    };
    html! {
        <Card title={RuleText::Catalogue.text(lang)}>
            { show::<GetCatalogue>(&console, &resource, |list| html! { <CatalogueView {lang} list={(**list).clone()} /> }) }
            if console.may::<SaveCatalogue>() {
                <ButtonRow>
                    <Button onclick={set_loading(true).reform(|_: MouseEvent| ())}>{ RuleText::Load.text(lang) }</Button>
                </ButtonRow>
            }
            <Dialog title={RuleText::LoadTitle.text(lang)} open={*loading} on_close={close.clone()}>
                <CatalogueEditor {on_saved} on_cancel={close} />
            </Dialog>
        </Card>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct CatalogueViewProps {
    pub lang: Lang,
    pub list: Catalogue,
}

#[component]
pub fn CatalogueView(props: &CatalogueViewProps) -> Html {
    let CatalogueViewProps { lang, list } = props;
    let lang = *lang;
    let columns = vec![
        Column::number(RuleText::Number.text(lang)),
        Column::text(RuleText::Category.text(lang)),
        Column::text(RuleText::Operation.text(lang)),
    ];
    let row = |(place, operation): (usize, &Operation)| {
        let cells = vec![html! { operation.category_no }, html! { &operation.category }, html! { &operation.name }];
        Row::new(place, cells)
    };
    let rows: Vec<Row> = list.operations.iter().enumerate().map(row).collect();
    if rows.is_empty() {
        return html! { <Empty title={RuleText::NoOperations.text(lang)} /> };
    }
    html! {
        <>
            { tags(vec![
                html! { <strong>{ &list.source }</strong> },
                html! { <span>{ RuleText::EffectiveFrom.text(lang) }{ " " }{ date(lang, list.effective_from) }</span> },
            ]) }
            <Disclosure summary={operations(lang, rows.len())}>
                <Table caption={RuleText::Catalogue.text(lang)} {columns} {rows} />
            </Disclosure>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CatalogueEditorProps {
    on_saved: Callback<Rc<Catalogue>>,
    on_cancel: Callback<()>,
}

#[component]
fn CatalogueEditor(props: &CatalogueEditorProps) -> Html {
    let lang = use_console().lang;
    let form = use_state(|| CatalogueForm {
        code: String::new(),
        source: String::new(),
        effective_from: String::new(),
        lines: String::new(),
    });
    let action = use_staff_action::<SaveCatalogue>(props.on_saved.clone());
    let onsubmit = {
        let (form, run) = (form.clone(), action.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    let problem = action.problem();
    let error = |name: &str| field_error(lang, problem, name);
    let labels = [
        ("code", RuleText::Code.text(lang)),
        ("source", RuleText::Source.text(lang)),
        ("effective_from", RuleText::EffectiveFrom.text(lang)),
        ("lines", RuleText::Lines.text(lang)),
    ];
    html! {
        <SentForm {onsubmit}>
            { problem_summary(lang, problem, &labels) }
            <Field
                name="code" label={RuleText::Code.text(lang)} hint={RuleText::CodeHint.text(lang)} required=true
                max_length=20 value={form.code.clone()} error={error("code")}
                oninput={edit(&*form, &on_change, |form: &mut CatalogueForm, typed| form.code = typed)}
            />
            <Field
                name="source" label={RuleText::Source.text(lang)} required=true max_length=100
                value={form.source.clone()} error={error("source")}
                oninput={edit(&*form, &on_change, |form: &mut CatalogueForm, typed| form.source = typed)}
            />
            <Field
                name="effective_from" label={RuleText::EffectiveFrom.text(lang)} kind={InputKind::Date} required=true
                value={form.effective_from.clone()} error={error("effective_from")}
                oninput={edit(&*form, &on_change, |form: &mut CatalogueForm, typed| form.effective_from = typed)}
            />
            <TextareaField
                name="lines" label={RuleText::Lines.text(lang)} hint={RuleText::LinesHint.text(lang)} rows=8 required=true
                value={form.lines.clone()} error={error("lines")}
                oninput={edit(&*form, &on_change, |form: &mut CatalogueForm, typed| form.lines = typed)}
            />
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={action.is_pending()}>
                    { CommonText::Save.text(lang) }
                </Button>
                <Button onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}
