//! Work categories and permitted operations: the list that holds, and loading a newer one.

use std::rc::Rc;

use shared::certificates::api::{Catalogue, CatalogueForm, GetCatalogue, Operation, SaveCatalogue};
use shared::endpoint::Nothing;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::rules::{RuleText, operations};
use crate::staff::{show, use_console, use_form, use_staff_resource};
use crate::ui::{
    Button, ButtonRow, Card, Column, Dialog, Disclosure, Empty, Field, InputKind, Row, Table, TextareaField, date, tags,
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
    let draft = use_form::<SaveCatalogue>(
        || CatalogueForm {
            code: String::new(),
            source: String::new(),
            effective_from: String::new(),
            lines: String::new(),
        },
        &props.on_saved,
        &props.on_cancel,
    );
    let form = &draft.form;
    let text = |text: RuleText| text.text(draft.lang);
    draft.short_form(|fields| {
        html! {
            <>
                <Field
                    hint={text(RuleText::CodeHint)} required=true max_length=20
                    ..fields.text("code", text(RuleText::Code), &form.code, |form, typed| form.code = typed)
                />
                <Field
                    required=true max_length=100
                    ..fields.text("source", text(RuleText::Source), &form.source, |form, typed| form.source = typed)
                />
                <Field
                    kind={InputKind::Date} required=true
                    ..fields.text("effective_from", text(RuleText::EffectiveFrom), &form.effective_from, |form, typed| {
                        form.effective_from = typed;
                    })
                />
                <TextareaField
                    hint={text(RuleText::LinesHint)} rows=8 required=true
                    ..fields.long_text("lines", text(RuleText::Lines), &form.lines, |form, typed| form.lines = typed)
                />
            </>
        }
    })
}
