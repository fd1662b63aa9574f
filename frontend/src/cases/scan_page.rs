//! Cases by scanned or pasted numbers.

use std::rc::Rc;

use shared::certificates::api::{FindCases, FindCasesRequest, FoundCases};
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use super::case_list::CaseList;
use super::selection::only_ones;
use crate::i18n::cases::{self, CaseText, ScanText};
use crate::i18n::moves;
use crate::staff::{Draft, StaffRoute, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Empty, FormMessage, LinkButton, MessageKind, TextareaField, Toolbar};

#[component]
pub fn ScanPage() -> Html {
    let lang = use_console().lang;
    let form = use_state(|| FindCasesRequest { text: String::new() });
    // What was found, and by which search: another search is another list, the same one read again is not.
    let found = use_state(|| None::<(u32, Rc<FoundCases>)>);
    let turn = use_mut_ref(|| 0_u32);
    let find = {
        let (found, turn) = (found.clone(), Rc::clone(&turn));
        use_staff_action::<FindCases>(Callback::from(move |answer| found.set(Some((*turn.borrow(), answer)))))
    };
    let on_changed = {
        let (form, run) = (form.clone(), find.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_send = {
        let run = find.run.clone();
        Callback::from(move |form| {
            turn.replace_with(|turn| turn.wrapping_add(1));
            run.emit(form);
        })
    };
    let draft = Draft { on_send, ..Draft::of(lang, &form, &find) };
    let clear = {
        let (on_change, found, reset) = (draft.on_change.clone(), found.clone(), find.reset.clone());
        Callback::from(move |_: MouseEvent| {
            on_change.emit(FindCasesRequest { text: String::new() });
            found.set(None);
            reset.emit(());
        })
    };
    let buttons = html! {
        <ButtonRow>
            <Button kind={ButtonKind::Primary} submit=true pending={draft.pending}>{ ScanText::Find.text(lang) }</Button>
            <Button onclick={clear}>{ ScanText::Clear.text(lang) }</Button>
        </ButtonRow>
    };
    html! {
        <>
            <Toolbar title={ScanText::Title.text(lang)}>
                <LinkButton href={StaffRoute::Cases.to_path()}>{ CaseText::BackToBoard.text(lang) }</LinkButton>
            </Toolbar>
            { draft.form_with(buttons, |fields| html! {
                <TextareaField
                    hint={ScanText::Hint.text(lang)} rows=6
                    ..fields.long_text("text", ScanText::Label.text(lang), &draft.form.text, |form, typed| form.text = typed)
                />
            }) }
            if let Some((turn, found)) = &*found {
                { unclear(lang, found) }
                <FormMessage>{ cases::found(lang, found.cases.len()) }</FormMessage>
                <Found key={*turn} found={Rc::clone(found)} {on_changed} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FoundProps {
    found: Rc<FoundCases>,
    on_changed: Callback<()>,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let lang = use_console().lang;
    html! {
        <CaseList
            cases={props.found.cases.clone()} initially={only_ones(&props.found.cases)} mixed=true
            on_changed={props.on_changed.clone()}
        >
            <Empty title={ScanText::NobodyFound.text(lang)} />
        </CaseList>
    }
}

/// Lines that chose nobody, and why.
fn unclear(lang: Lang, found: &FoundCases) -> Html {
    let lists = [
        (ScanText::Unknown, &found.unknown),
        (ScanText::WithoutCase, &found.without_case),
        (ScanText::Several, &found.several),
    ];
    let lists = lists.into_iter().filter(|(_, lines)| !lines.is_empty());
    html! {
        <>
            { for lists.map(|(what, lines)| html! {
                <FormMessage kind={MessageKind::Act}>
                    <p><strong>{ what.text(lang) }</strong></p>
                    <ul>{ for lines.iter().map(|line| html! { <li>{ moves::found_line(lang, line) }</li> }) }</ul>
                </FormMessage>
            }) }
            if found.repeated > 0 {
                <FormMessage>{ moves::repeated(lang, found.repeated) }</FormMessage>
            }
        </>
    }
}
