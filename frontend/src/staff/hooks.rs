//! Reading and changing as a member of staff: like the common hooks, and an ended session asks for the password.

use std::rc::Rc;

use shared::endpoint::Endpoint;
use shared::error::{ErrorCode, Problem};
use yew::prelude::*;

use super::browser::sleep;
use super::console::use_console;
use crate::hooks::{Action, Resource, ResourceState, call, new_key, use_action, use_resource};

/// The answer of `E`. When the session had ended, it is asked for again after the next sign-in.
#[hook]
pub fn use_staff_resource<E: Endpoint>(request: E::Request) -> Resource<E::Response> {
    let console = use_console();
    let resource = use_resource::<E>(request);
    let lost = matches!(&resource.state, ResourceState::Failed(problem) if is_lost(problem));
    let tried_with = use_mut_ref(|| console.sign_ins);
    {
        let reload = resource.reload.clone();
        let sign_in_again = console.sign_in_again.clone();
        use_effect_with((lost, console.sign_ins), move |(lost, sign_ins)| {
            let before = tried_with.replace(*sign_ins);
            if *lost {
                if before == *sign_ins { sign_in_again.emit(()) } else { reload.emit(()) }
            }
        });
    }
    resource
}

/// The change `E`. When the session had ended, the form stays as it is and is sent again by hand after signing in.
#[hook]
pub fn use_staff_action<E: Endpoint>(on_done: Callback<Rc<E::Response>>) -> Action<E> {
    let console = use_console();
    let action = use_action::<E>(on_done);
    let lost = action.problem().is_some_and(is_lost);
    use_effect_with(lost, move |lost| {
        if *lost {
            console.sign_in_again.emit(());
        }
    });
    action
}

/// Calls again under the same key while no answer comes: the line may be back in a moment.
pub async fn patiently<E: Endpoint>(request: &E::Request) -> Result<E::Response, Problem> {
    let key = new_key();
    for wait in [500, 1_000, 2_000, 4_000] {
        match call::<E>(request, &key).await {
            Err(problem) if problem.code == ErrorCode::Unavailable => sleep(wait).await,
            answer => return answer,
        }
    }
    call::<E>(request, &key).await
}

fn is_lost(problem: &Problem) -> bool {
    problem.code == ErrorCode::StaffSignInRequired
}
