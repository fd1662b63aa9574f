//! The trainee app: routes, and the pages that get their data and hand it to views.

use std::rc::Rc;

use serde::de::DeserializeOwned;
use shared::endpoint::Nothing;
use shared::enrolments::api::{EnrolmentDetail, EnrolmentRequest, GetEnrolment, GetHome, Home};
use shared::error::{ErrorCode, Problem};
use shared::identity::api::{BindPage, GetBindPage, GetPrivacy, GetProfile, PrivacyNotice, Profile};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;
use yew_router::Routable as _;

use crate::enrolments::{EnrolmentViewProps, enrolment_view};
use crate::home::{HomeViewProps, home_view};
use crate::hooks::{Question, ResourceState, use_location, use_question};
use crate::i18n::common::CommonText;
use crate::identity::{
    BindViewProps, PrivacyViewProps, ProfileViewProps, SignedOutReason, bind_view, privacy_view, profile_view,
    signed_out_view,
};
use crate::preload::{Preload, PreloadStore};
use crate::problem_view::{ProblemViewProps, problem_view};
use crate::route::{CERTIFICATES, HOME, MESSAGES, PROFILE, Route};
use crate::title::page_title;
use crate::ui::{self, Current, LoadingProps, NavLink, PageOwner, PageProps};

/// What the app starts from, the same on the edge and in the browser.
#[derive(Clone, Properties)]
pub struct AppProps {
    pub preload: Rc<Preload>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.preload, &other.preload)
    }
}

/// The root: the page around the page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = use_state(|| PreloadStore::new(Rc::clone(&props.preload)));
    let (route, go) = use_location(&props.preload.path);
    let first = use_mut_ref(|| true);
    let title = page_title(&store.page, &route, None);
    use_effect_with(route.clone(), move |_route| {
        if !first.replace(false) {
            arrived(&title);
        }
    });
    let onclick = ui::on_link_click(move |address| {
        let route = Route::recognize_path(address);
        let known = route != Route::NotFound;
        if known {
            leaving();
            go.emit(route);
        }
        known
    });
    let content = page_of(&store, &route, || {
        let key = route.to_path();
        html! { <DataPage {key} route={route.clone()} store={(*store).clone()} /> }
    });
    route_frame(&store.page, &route, onclick, content)
}

/// The page around the content of a route.
pub(crate) fn route_frame(page: &Preload, route: &Route, onclick: Callback<MouseEvent>, content: Html) -> Html {
    frame(page, route.to_path(), nav(page, route), onclick, content)
}

/// The page around a page's content. `path`: where the language switch comes back to.
pub(crate) fn frame(
    page: &Preload,
    path: String,
    nav: Vec<NavLink>,
    onclick: Callback<MouseEvent>,
    content: Html,
) -> Html {
    ui::page(&props!(PageProps {
        lang: page.lang,
        owner: PageOwner::from(&page.site),
        path,
        nav,
        onclick,
        children: content
    }))
}

/// After a navigation inside the app: the new page starts at its top, and is announced by its title and heading.
#[cfg(feature = "trainee")]
fn arrived(title: &str) {
    crate::browser::begin_page(title);
}

/// Effects do not run on the edge.
#[cfg(not(feature = "trainee"))]
fn arrived(_title: &str) {}

/// Before a navigation inside the app: from now on forms get keys of their own.
fn leaving() {
    #[cfg(feature = "trainee")]
    crate::browser::note_navigation();
}

fn nav(page: &Preload, route: &Route) -> Vec<NavLink> {
    if problem_of(page, route).is_some() {
        return Vec::new();
    }
    match route {
        Route::Home => nav_links(page.lang, HOME, Current::Page),
        // An enrolment is opened from the list of enrolments.
        Route::Enrolment { .. } => nav_links(page.lang, HOME, Current::Section),
        Route::Profile => nav_links(page.lang, PROFILE, Current::Page),
        Route::Bind | Route::Privacy | Route::SignedOut | Route::NotFound => Vec::new(),
    }
}

/// Where a trainee can go. `here`: the link to the page that is shown, or to the section that it belongs to.
pub(crate) fn nav_links(lang: Lang, here: &str, current: Current) -> Vec<NavLink> {
    let link = |(href, text): (&'static str, CommonText)| NavLink {
        href: href.into(),
        text: text.text(lang).into(),
        current: if href == here { current } else { Current::Elsewhere },
    };
    let links = [
        (HOME, CommonText::NavHome),
        (CERTIFICATES, CommonText::NavCertificates),
        (MESSAGES, CommonText::NavMessages),
        (PROFILE, CommonText::NavProfile),
    ];
    links.into_iter().map(link).collect()
}

/// The problem that stands in the place of the page that the edge rendered, and of no other.
fn problem_of<'a>(page: &'a Preload, route: &Route) -> Option<&'a Problem> {
    page.page_problem.as_ref().filter(|_| Route::recognize_path(&page.path) == *route)
}

/// A page's content; `data` makes that of a page with data of its own.
pub(crate) fn page_of(store: &PreloadStore, route: &Route, data: impl FnOnce() -> Html) -> Html {
    let page = &store.page;
    if let Some(problem) = problem_of(page, route) {
        return problem_view(&props!(ProblemViewProps {
            lang: page.lang,
            problem: problem.clone(),
            phone: page.site.phone.clone(),
            retry_href: "/enter"
        }));
    }
    match route {
        Route::SignedOut => signed_out_view(page.lang, SignedOutReason::Asked),
        Route::Home | Route::Enrolment { .. } | Route::Profile | Route::Bind | Route::Privacy => data(),
        Route::NotFound => problem_view(&props!(ProblemViewProps {
            lang: page.lang,
            problem: Problem::new(ErrorCode::NotFound),
            phone: page.site.phone.clone()
        })),
    }
}

/// A key for the forms of a page: the edge's on the first page, fresh ones afterwards.
fn form_key(page: &Preload) -> String {
    #[cfg(feature = "trainee")]
    if crate::browser::has_navigated() {
        return crate::hooks::new_key();
    }
    page.form_key.clone()
}

/// The answers that pages show. One type for all pages: see [`Question`].
enum PageAnswer {
    Home(Home),
    Enrolment(EnrolmentDetail),
    Profile(Profile),
    Bind(BindPage),
    Privacy(PrivacyNotice),
}

fn read<T: DeserializeOwned>(text: &str, answer: fn(T) -> PageAnswer) -> Option<PageAnswer> {
    serde_json::from_str(text).ok().map(answer)
}

/// What a page asks.
fn question(route: &Route) -> Question<PageAnswer> {
    match route {
        Route::Enrolment { id } => {
            let request = EnrolmentRequest { id: *id };
            Question::of::<GetEnrolment>(&request, |text| read(text, PageAnswer::Enrolment))
        }
        Route::Profile => Question::of::<GetProfile>(&Nothing {}, |text| read(text, PageAnswer::Profile)),
        Route::Bind => Question::of::<GetBindPage>(&Nothing {}, |text| read(text, PageAnswer::Bind)),
        Route::Privacy => Question::of::<GetPrivacy>(&Nothing {}, |text| read(text, PageAnswer::Privacy)),
        Route::Home | Route::SignedOut | Route::NotFound => {
            Question::of::<GetHome>(&Nothing {}, |text| read(text, PageAnswer::Home))
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DataPageProps {
    route: Route,
    store: PreloadStore,
}

/// A page that shows an answer: loading, failed or ready.
#[component]
fn DataPage(props: &DataPageProps) -> Html {
    let page = &props.store.page;
    let key = use_state(|| AttrValue::from(form_key(page)));
    let resource = use_question(question(&props.route), Some(props.store.clone()));
    let reload = resource.reload.clone();
    let on_retry = Callback::from(move |_: MouseEvent| reload.emit(()));
    data_view(page, (*key).clone(), &resource.state, on_retry)
}

/// What [`DataPage`] shows first: the answer that came with the page.
#[cfg(feature = "edge")]
pub(crate) fn data_page(store: &PreloadStore, route: &Route) -> Html {
    let (page, state) = (&store.page, crate::hooks::preloaded(&question(route), store));
    data_view(page, AttrValue::from(form_key(page)), &state.unwrap_or(ResourceState::Loading), Callback::noop())
}

fn data_view(
    page: &Preload,
    form_key: AttrValue,
    state: &ResourceState<PageAnswer>,
    on_retry: Callback<MouseEvent>,
) -> Html {
    match state {
        ResourceState::Loading => ui::loading(&props!(LoadingProps { lang: page.lang })),
        ResourceState::Failed(problem) => problem_view(&props!(ProblemViewProps {
            lang: page.lang,
            problem: problem.clone(),
            phone: page.site.phone.clone(),
            on_retry,
            retry_href: page.path.clone()
        })),
        ResourceState::Ready(answer) => answer_view(page, form_key, answer),
    }
}

fn answer_view(page: &Preload, form_key: AttrValue, answer: &PageAnswer) -> Html {
    let (lang, phone, address) = (page.lang, page.site.phone.clone(), page.site.address.clone());
    match answer {
        PageAnswer::Home(home) => {
            home_view(&props!(HomeViewProps { lang, home: home.clone(), phone, address, form_key }))
        }
        PageAnswer::Enrolment(detail) => {
            enrolment_view(&props!(EnrolmentViewProps { lang, detail: detail.clone(), phone, address }))
        }
        PageAnswer::Profile(profile) => {
            profile_view(&props!(ProfileViewProps { lang, profile: profile.clone(), form_key }))
        }
        PageAnswer::Bind(bind_page) => bind_view(&props!(BindViewProps {
            lang,
            page: bind_page.clone(),
            form: page.bind_form.clone(),
            problem: page.form_problem.clone(),
            form_key,
            phone
        })),
        PageAnswer::Privacy(notice) => privacy_view(&props!(PrivacyViewProps { lang, notice: notice.clone() })),
    }
}
