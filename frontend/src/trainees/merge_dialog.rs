//! Two records of one person become one: find the other, look at both, merge.

use std::rc::Rc;

use shared::enrolments::api::{
    MergeTrainees, MergeTraineesRequest, SearchTrainees, SearchTraineesRequest, TraineeDetail, TraineeRow,
};
use yew::prelude::*;

use crate::hooks::{ResourceState, call};
use crate::i18n::common::CommonText;
use crate::i18n::staff::{StaffText, TraineeText, merge_question};
use crate::staff::{problem_summary, use_console, use_staff_action};
use crate::ui::{
    Button, ButtonKind, ButtonRow, FormMessage, Item, ItemList, Loading, MessageKind, SearchBox, unbroken,
};

#[derive(Clone, PartialEq, Properties)]
pub struct MergeDialogProps {
    /// The record that stays.
    pub keep: TraineeDetail,
    pub on_merged: Callback<Rc<TraineeDetail>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn MergeDialog(props: &MergeDialogProps) -> Html {
    let lang = use_console().lang;
    let typed = use_state(|| props.keep.name.clone());
    let found = use_state(|| None::<ResourceState<Vec<TraineeRow>>>);
    let chosen = use_state(|| None::<TraineeRow>);
    let merge = use_staff_action::<MergeTrainees>(props.on_merged.clone());
    let onsearch = {
        let (typed, found, chosen) = (typed.clone(), found.clone(), chosen.clone());
        Callback::from(move |()| {
            chosen.set(None);
            found.set(Some(ResourceState::Loading));
            let request = SearchTraineesRequest { term: typed.trim().to_owned(), ..SearchTraineesRequest::default() };
            let found = found.clone();
            wasm_bindgen_futures::spawn_local(async move {
                found.set(Some(match call::<SearchTrainees>(&request, "").await {
                    Ok(page) => ResourceState::Ready(Rc::new(page.items)),
                    Err(problem) => ResourceState::Failed(problem),
                }));
            });
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let into = props.keep.id;
    let confirm = chosen.as_ref().map(|from| {
        let request = MergeTraineesRequest { from: from.id, into };
        let run = merge.run.reform(move |_: MouseEvent| request);
        html! {
            <>
                <FormMessage kind={MessageKind::Act}>
                    <p>{ merge_question(lang, &from.name, &from.document_masked, &props.keep.name, &props.keep.document_masked) }</p>
                </FormMessage>
                <Button kind={ButtonKind::Warn} pending={merge.is_pending()} onclick={run}>
                    { TraineeText::MergeConfirm.text(lang) }
                </Button>
            </>
        }
    });
    html! {
        <>
            <p>{ TraineeText::MergeHow.text(lang) }</p>
            { problem_summary(lang, merge.problem(), &[]) }
            <SearchBox
                label={TraineeText::SearchLabel.text(lang)} button={StaffText::Search.text(lang)}
                value={(*typed).clone()} {oninput} {onsearch}
            />
            { match &*found {
                None => Html::default(),
                Some(ResourceState::Loading) => html! { <Loading {lang} /> },
                Some(ResourceState::Failed(problem)) => problem_summary(lang, Some(problem), &[]),
                Some(ResourceState::Ready(rows)) => candidates(lang, rows, into, &chosen),
            } }
            <ButtonRow>
                { confirm.unwrap_or_default() }
                <Button onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </>
    }
}

fn candidates(
    lang: shared::lang::Lang,
    rows: &[TraineeRow],
    into: shared::id::TraineeId,
    chosen: &UseStateHandle<Option<TraineeRow>>,
) -> Html {
    let others: Vec<&TraineeRow> = rows.iter().filter(|row| row.id != into).take(10).collect();
    if others.is_empty() {
        return html! { <FormMessage>{ TraineeText::NotFound.text(lang) }</FormMessage> };
    }
    html! {
        <ItemList>
            { for others.into_iter().map(|row| {
                let is_chosen = chosen.as_ref().is_some_and(|chosen| chosen.id == row.id);
                let choose = {
                    let (chosen, row) = (chosen.clone(), row.clone());
                    Callback::from(move |_: MouseEvent| chosen.set(Some(row.clone())))
                };
                let aside = html! {
                    <Button current={is_chosen} onclick={choose}>{ TraineeText::Choose.text(lang) }</Button>
                };
                html! {
                    <Item key={row.id.0} title={html! { &row.name }} {aside}>
                        <p>{ unbroken(&row.document_masked) }{ " " }{ unbroken(&row.phone) }</p>
                    </Item>
                }
            }) }
        </ItemList>
    }
}
