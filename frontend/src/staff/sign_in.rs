//! Sign-in: account, password and one-time code in one step.

use std::rc::Rc;

use shared::lang::Lang;
use shared::staff::api::{Me, SignIn, SignInForm};
use yew::prelude::*;

use super::browser::set_title;
use super::forms::Draft;
use crate::hooks::use_action;
use crate::i18n::staff::StaffText;
use crate::ui::{Button, ButtonKind, Card, CardHead, Field, InputKind};

#[derive(Clone, PartialEq, Properties)]
pub struct SignInPageProps {
    pub lang: Lang,
    /// The account whose session ended.
    #[prop_or_default]
    pub login: String,
    /// Stands in a dialog that has the title already.
    #[prop_or_default]
    pub inside: bool,
    pub on_signed_in: Callback<Rc<Me>>,
}

#[component]
pub fn SignInPage(props: &SignInPageProps) -> Html {
    let form = use_state(|| SignInForm { login: props.login.clone(), ..SignInForm::default() });
    let action = use_action::<SignIn>(props.on_signed_in.clone());
    use_effect_with((props.lang, props.inside), |(lang, inside)| {
        if !inside {
            set_title(StaffText::SignInTitle.text(*lang));
        }
    });
    let view = sign_in_form(&Draft::of(props.lang, &form, &action));
    if props.inside {
        view
    } else {
        html! {
            <Card>
                <CardHead main=true title={StaffText::SignInTitle.text(props.lang)} />
                { view }
            </Card>
        }
    }
}

pub fn sign_in_form(draft: &Draft<SignInForm>) -> Html {
    let form = &draft.form;
    let text = |text: StaffText| text.text(draft.lang);
    let button = html! {
        <Button kind={ButtonKind::Primary} wide=true submit=true pending={draft.pending}>{ text(StaffText::SignIn) }</Button>
    };
    draft.form_with(button, |fields| {
        html! {
            <>
                <Field
                    kind={InputKind::Code} autocomplete="username" required=true
                    ..fields.text("login", text(StaffText::Login), &form.login, |form, typed| form.login = typed)
                />
                <Field
                    kind={InputKind::Password} autocomplete="current-password" required=true
                    ..fields.text("password", text(StaffText::Password), &form.password, |form, typed| form.password = typed)
                />
                <Field
                    hint={text(StaffText::CodeHint)} kind={InputKind::Digits} autocomplete="one-time-code" max_length=7 required=true
                    ..fields.text("code", text(StaffText::Code), &form.code, |form, typed| form.code = typed)
                />
            </>
        }
    })
}
