//! Reading: what an endpoint answers, from the preload on first paint, from the network afterwards.

use std::rc::Rc;

use shared::endpoint::Endpoint;
use shared::error::Problem;
use yew::prelude::*;

use super::question::Question;
use crate::preload::PreloadStore;

/// What is known of the answer.
#[derive(Debug, PartialEq)]
pub enum ResourceState<T> {
    Loading,
    Ready(Rc<T>),
    Failed(Problem),
}

impl<T> Clone for ResourceState<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready(answer) => Self::Ready(Rc::clone(answer)),
            Self::Failed(problem) => Self::Failed(problem.clone()),
        }
    }
}

/// An answer and the way to ask again.
#[derive(Debug, PartialEq)]
pub struct Resource<T> {
    pub state: ResourceState<T>,
    /// Asks again; what is shown stays until the answer comes.
    pub reload: Callback<()>,
}

/// The answer of `E` to this request. Asks again when the request changes.
#[hook]
pub fn use_resource<E: Endpoint>(request: E::Request) -> Resource<E::Response> {
    use_question(Question::of::<E>(&request, |text| serde_json::from_str(text).ok()), None)
}

/// What the preload says to a question.
pub fn preloaded<T>(question: &Question<T>, store: &PreloadStore) -> Option<ResourceState<T>> {
    match store.answer(&question.key)? {
        Ok(text) => (question.read)(text.get()).map(|answer| ResourceState::Ready(Rc::new(answer))),
        Err(problem) => Some(ResourceState::Failed(problem)),
    }
}

/// The answer to this question, from the preload if it is there. Asks again when the question changes.
#[hook]
pub fn use_question<T: 'static>(question: Question<T>, store: Option<PreloadStore>) -> Resource<T> {
    let first = store.as_ref().and_then(|store| preloaded(&question, store));
    let had_preload = use_mut_ref(|| first.is_some());
    let state = use_state(|| first.unwrap_or(ResourceState::Loading));
    let turn = use_state(|| 0_u32);
    let reload = {
        // The callback outlives renders, so it counts for itself: its handle only knows the value it was made with.
        let turn = turn.clone();
        let count = use_mut_ref(|| 0_u32);
        use_callback((), move |(), ()| {
            let next = count.borrow().wrapping_add(1);
            count.replace(next);
            turn.set(next);
        })
    };
    {
        let state = state.clone();
        use_effect_with((question.key.clone(), *turn), move |_asked| {
            let preloaded = had_preload.replace(false);
            if let Some(store) = store {
                store.forget();
            }
            let alive = Rc::new(std::cell::Cell::new(true));
            if !preloaded {
                fetch(question, state, Rc::clone(&alive));
            }
            move || alive.set(false)
        });
    }
    Resource { state: ResourceState::clone(&state), reload }
}

/// Fetches and shows the answer, unless the page has gone or asks for something else by then.
#[cfg(any(feature = "trainee", feature = "staff"))]
fn fetch<T: 'static>(question: Question<T>, state: UseStateHandle<ResourceState<T>>, alive: Rc<std::cell::Cell<bool>>) {
    wasm_bindgen_futures::spawn_local(async move {
        let answer = super::call::exchange(question, String::new()).await;
        if alive.get() {
            state.set(match answer {
                Ok(answer) => ResourceState::Ready(Rc::new(answer)),
                Err(problem) => ResourceState::Failed(problem),
            });
        }
    });
}

/// Effects do not run on the edge.
#[cfg(not(any(feature = "trainee", feature = "staff")))]
fn fetch<T: 'static>(
    _question: Question<T>,
    _state: UseStateHandle<ResourceState<T>>,
    _alive: Rc<std::cell::Cell<bool>>,
) {
}
