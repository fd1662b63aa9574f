//! The faces that every page of the console has: loading, failed with a way out, ready.

use std::rc::Rc;

use shared::endpoint::Endpoint;
use shared::error::{ErrorCode, Problem};
use shared::lang::Lang;
use shared::role::Role;
use yew::prelude::*;

use super::console::{Console, needed_roles};
use crate::hooks::{Resource, ResourceState};
use crate::i18n::{errors, staff};
use crate::ui::{ErrorFace, Loading};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StaffProblemProps {
    pub lang: Lang,
    pub problem: Problem,
    /// The roles of which one is needed here.
    #[prop_or_default]
    pub needed: Vec<Role>,
    /// The roles that the reader has.
    #[prop_or_default]
    pub has: Vec<Role>,
    #[prop_or_default]
    pub on_retry: Option<Callback<MouseEvent>>,
}

/// A problem as a whole page. When a role is missing, it says which.
#[component]
pub fn StaffProblem(props: &StaffProblemProps) -> Html {
    let StaffProblemProps { lang, problem, needed, has, on_retry } = props;
    let roles = (problem.code == ErrorCode::RoleRequired && !needed.is_empty())
        .then(|| staff::roles_needed(*lang, needed, has));
    html! {
        <ErrorFace
            lang={*lang}
            title={errors::error(*lang, problem.code).title}
            advice={roles.unwrap_or_else(|| errors::advice(*lang, problem))}
            request_id={problem.request_id.clone()}
            on_retry={on_retry.clone().filter(|_| can_change(problem.code))}
        />
    }
}

/// Whether asking again may help.
const fn can_change(code: ErrorCode) -> bool {
    !matches!(code, ErrorCode::NotFound | ErrorCode::RoleRequired | ErrorCode::Malformed | ErrorCode::LinkExpired)
}

/// A problem of calling `E`.
pub fn problem_face<E: Endpoint>(console: &Console, problem: &Problem, on_retry: Option<Callback<MouseEvent>>) -> Html {
    html! {
        <StaffProblem
            lang={console.lang}
            problem={problem.clone()}
            needed={needed_roles::<E>().to_vec()}
            has={console.me.roles.clone()}
            {on_retry}
        />
    }
}

/// Loading, failed or ready.
pub fn show<E: Endpoint>(
    console: &Console,
    resource: &Resource<E::Response>,
    ready: impl FnOnce(&Rc<E::Response>) -> Html,
) -> Html {
    match &resource.state {
        ResourceState::Loading => html! { <Loading lang={console.lang} /> },
        ResourceState::Failed(problem) => {
            let reload = resource.reload.clone();
            problem_face::<E>(console, problem, Some(Callback::from(move |_| reload.emit(()))))
        }
        ResourceState::Ready(answer) => ready(answer),
    }
}
