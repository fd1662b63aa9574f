//! Changing: one intention, one idempotency key, no double tap.

use std::rc::Rc;

use shared::endpoint::Endpoint;
use shared::error::{ErrorCode, Problem};
use yew::prelude::*;

use super::call::{call, new_key};

/// Where a change stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionState<T> {
    Idle,
    Pending,
    Done(Rc<T>),
    Failed(Problem),
}

/// A change that can be asked for.
pub struct Action<E: Endpoint> {
    pub state: ActionState<E::Response>,
    /// Asks for it. Ignored while one is pending; the same request after a lost answer uses the same key.
    pub run: Callback<E::Request>,
    /// Back to idle: a form was opened again.
    pub reset: Callback<()>,
}

impl<E: Endpoint> Action<E> {
    pub fn is_pending(&self) -> bool {
        self.state == ActionState::Pending
    }

    pub fn problem(&self) -> Option<&Problem> {
        match &self.state {
            ActionState::Failed(problem) => Some(problem),
            _ => None,
        }
    }
}

/// The change `E`; `on_done` gets its answer.
#[hook]
pub fn use_action<E: Endpoint>(on_done: Callback<Rc<E::Response>>) -> Action<E> {
    let state = use_state(|| ActionState::Idle);
    // The key of the intention in progress, with its request.
    let intention = use_mut_ref(|| None::<(E::Request, String)>);
    let pending = use_mut_ref(|| false);
    let run = {
        let state = state.clone();
        Callback::from(move |request: E::Request| {
            if pending.replace(true) {
                return;
            }
            let key = match &*intention.borrow() {
                Some((same, key)) if *same == request => key.clone(),
                _ => new_key(),
            };
            *intention.borrow_mut() = Some((request.clone(), key.clone()));
            state.set(ActionState::Pending);
            let (state, on_done) = (state.clone(), on_done.clone());
            let (intention, pending) = (Rc::clone(&intention), Rc::clone(&pending));
            wasm_bindgen_futures::spawn_local(async move {
                let answer = call::<E>(&request, &key).await;
                pending.replace(false);
                match answer {
                    Ok(answer) => {
                        intention.borrow_mut().take();
                        let answer = Rc::new(answer);
                        state.set(ActionState::Done(Rc::clone(&answer)));
                        on_done.emit(answer);
                    }
                    Err(problem) => {
                        // Only an answer that never came is repeated under its key.
                        if problem.code != ErrorCode::Unavailable {
                            intention.borrow_mut().take();
                        }
                        state.set(ActionState::Failed(problem));
                    }
                }
            });
        })
    };
    let reset = {
        let state = state.clone();
        Callback::from(move |()| state.set(ActionState::Idle))
    };
    Action { state: (*state).clone(), run, reset }
}
