//! Where the reader is, and how to go elsewhere. The browser's history is asked directly: a router with its contexts
//! would cost the trainee's first visit seven kilobytes.

use yew::prelude::*;
#[cfg(feature = "trainee")]
use yew_router::Routable as _;

use crate::route::Route;

/// The page to show and a way to another. In the browser the address bar leads; on the edge `path`, the request's.
#[hook]
pub fn use_location(path: &str) -> (Route, Callback<Route>) {
    let route = use_state(|| Route::recognize_path(&address(path)));
    {
        let route = route.setter();
        use_effect_with((), move |()| follow(route));
    }
    let go = {
        let route = route.setter();
        Callback::from(move |target: Route| {
            note(&target);
            route.set(target);
        })
    };
    ((*route).clone(), go)
}

#[cfg(feature = "trainee")]
fn address(_path: &str) -> String {
    crate::browser::path()
}

#[cfg(not(feature = "trainee"))]
fn address(path: &str) -> String {
    path.to_owned()
}

/// Back and forward.
#[cfg(feature = "trainee")]
fn follow(route: UseStateSetter<Route>) -> impl FnOnce() {
    let listener = crate::browser::on_history(move || route.set(Route::recognize_path(&crate::browser::path())));
    move || drop(listener)
}

/// Effects do not run on the edge.
#[cfg(not(feature = "trainee"))]
fn follow(_route: UseStateSetter<Route>) {}

#[cfg(feature = "trainee")]
fn note(target: &Route) {
    crate::browser::push(&target.to_path());
}

#[cfg(not(feature = "trainee"))]
fn note(_target: &Route) {}
