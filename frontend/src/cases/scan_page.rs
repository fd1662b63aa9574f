//! Cases by scanned or pasted numbers.

use std::rc::Rc;

use shared::certificates::api::{FindCases, FindCasesRequest, FoundCases};
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use super::case_list::CaseList;
use super::selection::only_ones;
use crate::i18n::cases::{self, CaseText, ScanText};
use crate::staff::{StaffRoute, field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Empty, FormMessage, LinkButton, MessageKind, SentForm, TextareaField, Toolbar,
};

#[component]
pub fn ScanPage() -> Html {
    let lang = use_console().lang;
    let typed = use_state(String::new);
    // What was found, and by which search: another search is another list, the same one read again is not.
    let found = use_state(|| None::<(u32, Rc<FoundCases>)>);
    let turn = use_mut_ref(|| 0_u32);
    let find = {
        let (found, turn) = (found.clone(), Rc::clone(&turn));
        use_staff_action::<FindCases>(Callback::from(move |answer| found.set(Some((*turn.borrow(), answer)))))
    };
    let on_changed = {
        let (typed, run) = (typed.clone(), find.run.clone());
        Callback::from(move |()| run.emit(FindCasesRequest { text: (*typed).clone() }))
    };
    let search = {
        let on_changed = on_changed.clone();
        Callback::from(move |()| {
            turn.replace_with(|turn| turn.wrapping_add(1));
            on_changed.emit(());
        })
    };
    let clear = {
        let (typed, found, reset) = (typed.clone(), found.clone(), find.reset.clone());
        Callback::from(move |_: MouseEvent| {
            typed.set(String::new());
            found.set(None);
            reset.emit(());
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let label = ScanText::Label.text(lang);
    html! {
        <>
            <Toolbar title={ScanText::Title.text(lang)}>
                <LinkButton href={StaffRoute::Cases.to_path()}>{ CaseText::BackToBoard.text(lang) }</LinkButton>
            </Toolbar>
            <SentForm onsubmit={search}>
                { problem_summary(lang, find.problem(), &[("text", label)]) }
                <TextareaField
                    name="text" {label} hint={ScanText::Hint.text(lang)} rows=6
                    value={(*typed).clone()} {oninput} error={field_error(lang, find.problem(), "text")}
                />
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} submit=true pending={find.is_pending()}>
                        { ScanText::Find.text(lang) }
                    </Button>
                    <Button onclick={clear}>{ ScanText::Clear.text(lang) }</Button>
                </ButtonRow>
            </SentForm>
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

/// Lines that chose nobody, by their numbers.
fn unclear(lang: Lang, found: &FoundCases) -> Html {
    let lists = [
        (ScanText::Unknown, &found.unknown),
        (ScanText::WithoutCase, &found.without_case),
        (ScanText::Several, &found.several),
    ];
    let lists = lists.into_iter().filter(|(_, lines)| !lines.is_empty());
    html! {
        { for lists.map(|(what, lines)| html! {
            <FormMessage kind={MessageKind::Act}>
                <p><strong>{ what.text(lang) }</strong></p>
                <p>{ cases::lines(lang, lines) }</p>
            </FormMessage>
        }) }
    }
}
