//! The invited person chooses a password and sets up the second factor.

use shared::lang::Lang;
use shared::staff::api::{AcceptInvite, AcceptInviteForm, GetInvite, InviteRequest};
use yew::prelude::*;
use yew_router::Routable as _;

use super::invite_view::InviteView;
use crate::hooks::{ActionState, ResourceState, use_action, use_resource};
use crate::i18n::staff::{AccountText, StaffText};
use crate::staff::{Draft, StaffProblem, StaffRoute, address_fragment, set_title};
use crate::ui::{ButtonKind, LinkButton, Loading, Mood, NarrowPage, ResultFace};

#[derive(Clone, PartialEq, Properties)]
pub struct InvitePageProps {
    pub lang: Lang,
}

#[component]
pub fn InvitePage(props: &InvitePageProps) -> Html {
    let lang = props.lang;
    let token = use_memo((), |()| address_fragment());
    use_effect_with((), move |()| set_title(AccountText::InviteTitle.text(lang)));
    let resource = use_resource::<GetInvite>(InviteRequest { token: (*token).clone() });
    let form = use_state(|| AcceptInviteForm { token: (*token).clone(), ..AcceptInviteForm::default() });
    let action = use_action::<AcceptInvite>(Callback::noop());
    let content = match (&action.state, &resource.state) {
        (ActionState::Done(_), _) => html! {
            <ResultFace mood={Mood::Good} title={AccountText::InviteDone.text(lang)}>
                <p>{ AccountText::InviteDoneAdvice.text(lang) }</p>
                <LinkButton kind={ButtonKind::Primary} wide=true full_load=true href={StaffRoute::Home.to_path()}>
                    { StaffText::SignIn.text(lang) }
                </LinkButton>
            </ResultFace>
        },
        (_, ResourceState::Loading) => html! { <Loading {lang} /> },
        (_, ResourceState::Failed(problem)) => {
            let reload = resource.reload.clone();
            let on_retry = Callback::from(move |_: MouseEvent| reload.emit(()));
            html! { <StaffProblem {lang} problem={problem.clone()} {on_retry} /> }
        }
        (_, ResourceState::Ready(invite)) => html! {
            <InviteView invite={(**invite).clone()} draft={Draft::of(lang, &form, &action)} />
        },
    };
    html! { <NarrowPage>{ content }</NarrowPage> }
}
