//! The admission slips of a class, ready to be printed.

use std::rc::Rc;

use shared::courses::api::{Class, ClassRequest, PrintSlips, Slip, Slips};
use shared::id::ClassId;
use yew::prelude::*;
use yew_router::Routable as _;

use super::slip_sheet::SlipSheet;
use crate::hooks::ActionState;
use crate::i18n::staff::ClassText;
use crate::staff::{StaffRoute, print_page, problem_face, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, Empty, FormMessage, LinkButton, Loading, Toolbar};

#[derive(Clone, PartialEq, Properties)]
pub struct SlipsPageProps {
    pub id: ClassId,
}

/// Slips as far as they have come.
#[derive(Clone, Default, PartialEq)]
struct Gathered {
    class: Option<Class>,
    bind_address: String,
    slips: Vec<Slip>,
    complete: bool,
}

#[component]
pub fn SlipsPage(props: &SlipsPageProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let id = props.id;
    let gathered = use_mut_ref(Gathered::default);
    // The page after the one that has just come.
    let wanted = use_state(|| None::<String>);
    let action = {
        let (gathered, wanted) = (Rc::clone(&gathered), wanted.clone());
        use_staff_action::<PrintSlips>(Callback::from(move |part: Rc<Slips>| {
            let mut all = gathered.borrow_mut();
            all.class = Some(part.class.clone());
            all.bind_address.clone_from(&part.bind_address);
            all.slips.extend(part.slips.iter().cloned());
            all.complete = part.next.is_none();
            wanted.set(part.next.clone());
        }))
    };
    {
        let run = action.run.clone();
        use_effect_with((*wanted).clone(), move |after| run.emit(ClassRequest { id, after: after.clone() }));
    }
    let all = gathered.borrow().clone();
    let Some(class) = all.class else {
        return match &action.state {
            ActionState::Failed(problem) => {
                let run = action.run.clone();
                let on_retry = Callback::from(move |_: MouseEvent| run.emit(ClassRequest { id, after: None }));
                problem_face::<PrintSlips>(&console, problem, Some(on_retry))
            }
            _ => html! { <Loading {lang} /> },
        };
    };
    let back = StaffRoute::Class { id }.to_path();
    html! {
        <>
            <Toolbar title={format!("{} · {}", ClassText::SlipTitle.text(lang), class.code)}>
                <LinkButton href={back}>{ ClassText::BackToClass.text(lang) }</LinkButton>
                <Button
                    kind={ButtonKind::Primary}
                    disabled={all.slips.is_empty()}
                    pending={!all.complete}
                    onclick={Callback::from(|_: MouseEvent| print_page())}
                >
                    { ClassText::Print.text(lang) }
                </Button>
            </Toolbar>
            if let Some(problem) = action.problem() {
                { problem_face::<PrintSlips>(&console, problem, None) }
            }
            if all.slips.is_empty() {
                <Empty title={ClassText::NoSlips.text(lang)} />
            } else {
                <FormMessage>{ ClassText::SlipsAdvice.text(lang) }</FormMessage>
                <SlipSheet
                    {lang}
                    institution={console.me.institution.clone()}
                    {class}
                    slips={all.slips}
                    bind_address={all.bind_address}
                />
            }
        </>
    }
}
