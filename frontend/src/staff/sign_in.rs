//! Sign-in: account, password and one-time code in one step.

use std::rc::Rc;

use shared::error::Problem;
use shared::lang::Lang;
use shared::staff::api::{Me, SignIn, SignInForm};
use yew::prelude::*;

use super::browser::set_title;
use super::forms::{edit, field_error, problem_summary};
use crate::hooks::use_action;
use crate::i18n::staff::StaffText;
use crate::ui::{Button, ButtonKind, Card, CardHead, Field, InputKind, SentForm};

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
    let onsubmit = {
        let (form, run) = (form.clone(), action.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    let view = html! {
        <SignInView
            lang={props.lang}
            form={(*form).clone()}
            problem={action.problem().cloned()}
            pending={action.is_pending()}
            {on_change}
            {onsubmit}
        />
    };
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

#[derive(Clone, PartialEq, Properties)]
pub struct SignInViewProps {
    pub lang: Lang,
    pub form: SignInForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<SignInForm>,
    pub onsubmit: Callback<()>,
}

#[component]
pub fn SignInView(props: &SignInViewProps) -> Html {
    let SignInViewProps { lang, form, problem, pending, on_change, onsubmit } = props;
    let lang = *lang;
    let (login, password) = (StaffText::Login.text(lang), StaffText::Password.text(lang));
    let code = StaffText::Code.text(lang);
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    html! {
        <SentForm onsubmit={onsubmit.clone()}>
            { problem_summary(lang, problem.as_ref(), &[("login", login), ("password", password), ("code", code)]) }
            <Field
                name="login" label={login} kind={InputKind::Code} autocomplete="username" required=true
                value={form.login.clone()} error={error("login")}
                oninput={edit(form, on_change, |form: &mut SignInForm, typed| form.login = typed)}
            />
            <Field
                name="password" label={password} kind={InputKind::Password} autocomplete="current-password" required=true
                value={form.password.clone()} error={error("password")}
                oninput={edit(form, on_change, |form: &mut SignInForm, typed| form.password = typed)}
            />
            <Field
                name="code" label={code} hint={StaffText::CodeHint.text(lang)} kind={InputKind::Digits}
                autocomplete="one-time-code" max_length=7 required=true
                value={form.code.clone()} error={error("code")}
                oninput={edit(form, on_change, |form: &mut SignInForm, typed| form.code = typed)}
            />
            <Button kind={ButtonKind::Primary} wide=true submit=true pending={*pending}>
                { StaffText::SignIn.text(lang) }
            </Button>
        </SentForm>
    }
}
