//! One import, followed for as long as the portal works on it.

use std::rc::Rc;

use shared::error::{ErrorCode, Problem};
use shared::id::ImportId;
use shared::imports::api::{GetImport, ImportRequest, ImportSummary};
use yew::prelude::*;

use super::import_view::ImportView;
use crate::hooks::ResourceState;
use crate::i18n::import::ImportText;
use crate::staff::{after, problem_face, use_console, use_staff_resource};
use crate::ui::{FormMessage, Loading, MessageKind};

#[derive(Clone, PartialEq, Properties)]
pub struct ImportPageProps {
    pub id: ImportId,
}

/// Milliseconds between two looks at a working import.
const LOOK_EVERY: u32 = 700;
/// While the portal cannot be reached.
const LOOK_AGAIN_EVERY: u32 = 3_000;

#[component]
pub fn ImportPage(props: &ImportPageProps) -> Html {
    let console = use_console();
    let resource = use_staff_resource::<GetImport>(ImportRequest { id: props.id });
    // What was last known stays on the page while the line is down.
    let known = use_mut_ref(|| None::<Rc<ImportSummary>>);
    let failed: Option<Problem> = match &resource.state {
        ResourceState::Ready(summary) => {
            known.replace(Some(Rc::clone(summary)));
            None
        }
        ResourceState::Failed(problem) => Some(problem.clone()),
        ResourceState::Loading => None,
    };
    let is_away = failed.as_ref().is_some_and(|problem| problem.code == ErrorCode::Unavailable);
    let summary = known.borrow().clone();
    let is_working = summary.as_ref().is_some_and(|summary| summary.state.is_working());
    let wait = if is_away { Some(LOOK_AGAIN_EVERY) } else { is_working.then_some(LOOK_EVERY) };
    let looks = use_state(|| 0_u32);
    {
        let (looks, reload) = (looks.clone(), resource.reload.clone());
        use_effect_with((wait, *looks), move |(wait, turn)| {
            let next = turn.wrapping_add(1);
            let timer = wait.map(|wait| {
                after(wait, move || {
                    reload.emit(());
                    looks.set(next);
                })
            });
            move || drop(timer)
        });
    }
    let Some(summary) = summary else {
        let Some(problem) = failed else { return html! { <Loading lang={console.lang} /> } };
        let reload = resource.reload.clone();
        return problem_face::<GetImport>(&console, &problem, Some(Callback::from(move |_| reload.emit(()))));
    };
    html! {
        <>
            if is_away {
                <FormMessage kind={MessageKind::Warn}>{ ImportText::LineDown.text(console.lang) }</FormMessage>
            } else if let Some(problem) = failed {
                { problem_face::<GetImport>(&console, &problem, None) }
            }
            <ImportView summary={(*summary).clone()} on_changed={resource.reload.clone()} />
        </>
    }
}
