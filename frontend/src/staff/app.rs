//! The root of the console: who is signed in, and the page at this address.

use std::rc::Rc;

use shared::endpoint::Nothing;
use shared::error::{ErrorCode, Problem};
use shared::staff::api::{GetMe, Me};
use yew::prelude::*;
use yew_router::prelude::*;

use super::browser::page_language;
use super::console::Console;
use super::faces::StaffProblem;
use super::language::use_language;
use super::pages::Pages;
use super::route::StaffRoute;
use super::sign_in::SignInPage;
use crate::accounts::InvitePage;
use crate::hooks::call;
use crate::i18n::staff::StaffText;
use crate::ui::{Dialog, Loading, NarrowPage, Toast};

/// Who uses the console.
#[derive(Clone, Debug, PartialEq)]
enum Session {
    Asking,
    Unknown(Problem),
    SignedOut,
    SignedIn(Rc<Me>),
    /// The session has ended under an open page: the page stays, the sign-in lies over it.
    Ended(Rc<Me>),
}

#[component]
pub fn ConsoleApp() -> Html {
    html! { <BrowserRouter><Root /></BrowserRouter> }
}

#[component]
fn Root() -> Html {
    match use_route::<StaffRoute>() {
        // The invited person has no session and needs none.
        Some(StaffRoute::Invite) => html! { <InvitePage lang={page_language()} /> },
        _ => html! { <SignedInArea /> },
    }
}

#[component]
fn SignedInArea() -> Html {
    let (lang, on_language) = use_language();
    let session = use_state(|| Session::Asking);
    let sign_ins = use_mut_ref(|| 0_u32);
    let said = use_state(|| None::<AttrValue>);
    let say = use_say(&said);

    let ask = {
        let session = session.clone();
        use_callback((), move |(), ()| {
            let session = session.clone();
            session.set(Session::Asking);
            wasm_bindgen_futures::spawn_local(async move {
                session.set(match call::<GetMe>(&Nothing {}, "").await {
                    Ok(me) => Session::SignedIn(Rc::new(me)),
                    Err(problem) if problem.code == ErrorCode::StaffSignInRequired => Session::SignedOut,
                    Err(problem) => Session::Unknown(problem),
                });
            });
        })
    };
    {
        let ask = ask.clone();
        use_effect_with((), move |()| ask.emit(()));
    }
    let on_signed_in = {
        let (session, sign_ins) = (session.clone(), Rc::clone(&sign_ins));
        Callback::from(move |me: Rc<Me>| {
            sign_ins.replace_with(|count| count.wrapping_add(1));
            session.set(Session::SignedIn(me));
        })
    };

    let (me, ended) = match &*session {
        Session::Asking => return html! { <NarrowPage><Loading {lang} /></NarrowPage> },
        Session::Unknown(problem) => {
            let on_retry = Callback::from(move |_: MouseEvent| ask.emit(()));
            return html! { <NarrowPage><StaffProblem {lang} problem={problem.clone()} {on_retry} /></NarrowPage> };
        }
        Session::SignedOut => {
            return html! { <NarrowPage><SignInPage {lang} {on_signed_in} /></NarrowPage> };
        }
        Session::SignedIn(me) => (Rc::clone(me), false),
        Session::Ended(me) => (Rc::clone(me), true),
    };
    let sign_in_again = {
        let (session, me) = (session.clone(), Rc::clone(&me));
        Callback::from(move |()| session.set(Session::Ended(Rc::clone(&me))))
    };
    let on_signed_out = {
        let session = session.clone();
        Callback::from(move |()| session.set(Session::SignedOut))
    };
    let console = Console { lang, me: Rc::clone(&me), say, sign_in_again, sign_ins: *sign_ins.borrow() };
    html! {
        <ContextProvider<Console> context={console}>
            // Somebody else at the same desk starts afresh.
            <Pages key={me.id.0} {on_language} {on_signed_out} />
            <Dialog title={StaffText::SignInAgain.text(lang)} open={ended} on_close={Callback::noop()}>
                <SignInPage {lang} login={me.login.clone()} inside=true {on_signed_in} />
            </Dialog>
            <Toast message={(*said).clone()} />
        </ContextProvider<Console>>
    }
}

/// Says a sentence for some seconds.
#[hook]
fn use_say(said: &UseStateHandle<Option<AttrValue>>) -> Callback<AttrValue> {
    let timer = use_mut_ref(|| None);
    let said = said.clone();
    use_callback((), move |sentence: AttrValue, ()| {
        said.set(Some(sentence));
        let quiet = said.clone();
        *timer.borrow_mut() = Some(super::browser::after(6_000, move || quiet.set(None)));
    })
}
