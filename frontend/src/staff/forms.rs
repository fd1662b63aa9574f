//! What every form of the console needs: its state, changing one field, saying what is wrong, saving or leaving it.

use std::cell::RefCell;
use std::rc::Rc;

use shared::endpoint::Endpoint;
use shared::error::Problem;
use shared::lang::Lang;
use yew::prelude::*;

use super::console::use_console;
use super::hooks::use_staff_action;
use crate::hooks::Action;
use crate::i18n::common::CommonText;
use crate::i18n::errors;
use crate::ui::{
    Button, ButtonKind, ButtonRow, CheckboxFieldProps, ErrorSummary, FieldProps, SelectFieldProps, SelectOption,
    SentForm, SuggestFieldProps, SummaryLine, TextareaFieldProps,
};

/// A form on its way: what stands in it, how sending it went, and whom to tell. All that its view needs.
#[derive(Clone, PartialEq)]
pub struct Draft<F> {
    pub lang: Lang,
    pub form: F,
    pub problem: Option<Problem>,
    pub pending: bool,
    /// Gets the whole changed form.
    pub on_change: Callback<F>,
    pub on_send: Callback<F>,
    /// Absent where there is nowhere to go back to.
    pub on_cancel: Option<Callback<()>>,
}

/// The draft of a form that `E` saves.
#[hook]
pub fn use_form<E: Endpoint>(
    initial: impl FnOnce() -> E::Request,
    on_saved: &Callback<Rc<E::Response>>,
    on_cancel: &Callback<()>,
) -> Draft<E::Request> {
    let lang = use_console().lang;
    let form = use_state(initial);
    let action = use_staff_action::<E>(on_saved.clone());
    Draft { on_cancel: Some(on_cancel.clone()), ..Draft::of(lang, &form, &action) }
}

impl<F: Clone + 'static> Draft<F> {
    /// For who keeps the form and the action, to do more with them.
    pub fn of<E: Endpoint<Request = F>>(lang: Lang, form: &UseStateHandle<F>, action: &Action<E>) -> Self {
        let state = form.clone();
        Self {
            lang,
            form: (**form).clone(),
            problem: action.problem().cloned(),
            pending: action.is_pending(),
            on_change: Callback::from(move |next| state.set(next)),
            on_send: action.run.clone(),
            on_cancel: None,
        }
    }

    /// With something in it that is not typed: the version that is known by now.
    #[must_use]
    pub fn with(mut self, set: impl FnOnce(&mut F)) -> Self {
        set(&mut self.form);
        self
    }

    /// The whole form: what is wrong, the fields, *save* and *cancel*.
    pub fn short_form(&self, fields: impl FnOnce(&Fields<'_, F>) -> Html) -> Html {
        self.form_with(self.buttons(ButtonKind::Primary, CommonText::Save.text(self.lang)), fields)
    }

    /// [`Self::short_form`] that does not fit a screen: what is wrong stands where the eye is after sending.
    pub fn long_form(&self, fields: impl FnOnce(&Fields<'_, F>) -> Html) -> Html {
        let (fields, problem) = self.filled(fields);
        let buttons = self.buttons(ButtonKind::Primary, CommonText::Save.text(self.lang));
        self.sent(html! { <>{ fields }{ problem }{ buttons }</> })
    }

    /// [`Self::short_form`] that ends otherwise.
    pub fn form_with(&self, buttons: Html, fields: impl FnOnce(&Fields<'_, F>) -> Html) -> Html {
        let (fields, problem) = self.filled(fields);
        self.sent(html! { <>{ problem }{ fields }{ buttons }</> })
    }

    /// The button that sends the form, and *cancel*.
    pub fn buttons(&self, kind: ButtonKind, act: &'static str) -> Html {
        html! {
            <ButtonRow>
                <Button {kind} submit=true pending={self.pending}>{ act }</Button>
                if let Some(on_cancel) = &self.on_cancel {
                    <Button onclick={on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(self.lang) }</Button>
                }
            </ButtonRow>
        }
    }

    /// The fields, and then the problem in their words.
    fn filled(&self, fields: impl FnOnce(&Fields<'_, F>) -> Html) -> (Html, Html) {
        let known = Fields { draft: self, labels: RefCell::default() };
        let fields = fields(&known);
        (fields, problem_summary(self.lang, self.problem.as_ref(), &known.labels.into_inner()))
    }

    fn sent(&self, children: Html) -> Html {
        let (on_send, form) = (self.on_send.clone(), self.form.clone());
        html! { <SentForm onsubmit={Callback::from(move |()| on_send.emit(form.clone()))}>{ children }</SentForm> }
    }
}

/// Makes the controls of a form. Each gives the properties that follow from its name, its label and what it changes;
/// the markup adds the others: `<Field required=true ..fields.text(…) />`.
pub struct Fields<'a, F> {
    draft: &'a Draft<F>,
    labels: RefCell<Vec<(&'static str, &'static str)>>,
}

impl<F: Clone + 'static> Fields<'_, F> {
    pub fn text(
        &self,
        name: &'static str,
        label: &'static str,
        value: &str,
        set: impl Fn(&mut F, String) + 'static,
    ) -> FieldProps {
        yew::props!(FieldProps {
            name,
            label,
            value: value.to_owned(),
            error: self.error(name, label),
            oninput: self.edit(set)
        })
    }

    pub fn long_text(
        &self,
        name: &'static str,
        label: &'static str,
        value: &str,
        set: impl Fn(&mut F, String) + 'static,
    ) -> TextareaFieldProps {
        yew::props!(TextareaFieldProps {
            name,
            label,
            value: value.to_owned(),
            error: self.error(name, label),
            oninput: self.edit(set)
        })
    }

    /// Some words are offered while it is typed.
    pub fn suggested(
        &self,
        name: &'static str,
        label: &'static str,
        value: &str,
        suggestions: Vec<AttrValue>,
        set: impl Fn(&mut F, String) + 'static,
    ) -> SuggestFieldProps {
        yew::props!(SuggestFieldProps {
            name,
            label,
            value: value.to_owned(),
            suggestions,
            error: self.error(name, label),
            oninput: self.edit(set)
        })
    }

    pub fn choice(
        &self,
        name: &'static str,
        label: &'static str,
        value: impl Into<AttrValue>,
        options: Vec<SelectOption>,
        set: impl Fn(&mut F, String) + 'static,
    ) -> SelectFieldProps {
        yew::props!(SelectFieldProps {
            name,
            label,
            value: value.into(),
            options,
            error: self.error(name, label),
            onchange: self.edit(set)
        })
    }

    pub fn tick(
        &self,
        name: &'static str,
        label: &'static str,
        checked: bool,
        set: impl Fn(&mut F, bool) + 'static,
    ) -> CheckboxFieldProps {
        yew::props!(CheckboxFieldProps {
            name,
            checked,
            error: self.error(name, label),
            onchange: self.edit(set),
            children: html! { { label } }
        })
    }

    /// From now on the control of this name is known by its label.
    pub fn label(&self, name: &'static str, label: &'static str) -> &'static str {
        self.labels.borrow_mut().push((name, label));
        label
    }

    /// What the portal said about the control of this name and label.
    pub fn error(&self, name: &'static str, label: &'static str) -> Option<AttrValue> {
        self.label(name, label);
        field_error(self.draft.lang, self.draft.problem.as_ref(), name)
    }

    /// What any control calls.
    pub fn edit<T: 'static>(&self, set: impl Fn(&mut F, T) + 'static) -> Callback<T> {
        edit(&self.draft.form, &self.draft.on_change, set)
    }
}

/// What a control calls when its field of `form` is typed into: `on_change` gets the whole changed form.
pub fn edit<F, T>(form: &F, on_change: &Callback<F>, set: impl Fn(&mut F, T) + 'static) -> Callback<T>
where
    F: Clone + 'static,
    T: 'static,
{
    let (form, on_change) = (form.clone(), on_change.clone());
    Callback::from(move |typed: T| {
        let mut next = form.clone();
        set(&mut next, typed);
        on_change.emit(next);
    })
}

/// What the portal said about one field.
pub fn field_error(lang: Lang, problem: Option<&Problem>, field: &str) -> Option<AttrValue> {
    let error = problem?.fields.iter().find(|error| error.field == field)?;
    Some(AttrValue::Static(errors::field(lang, error.code)))
}

/// The problem of a form at its top. `controls` are the fields that show their own errors; anything else the portal
/// names is listed here, so that no error stays unsaid.
pub fn problem_summary(lang: Lang, problem: Option<&Problem>, controls: &[(&'static str, &'static str)]) -> Html {
    let Some(problem) = problem else { return Html::default() };
    let lines = problem.fields.iter().map(|error| {
        let known = controls.iter().find(|(name, _)| *name == error.field);
        let label = known.map_or(error.field.as_str(), |(_, label)| *label);
        SummaryLine {
            control: error.field.clone().into(),
            text: format!("{label}: {}", errors::field(lang, error.code)).into(),
        }
    });
    html! {
        <ErrorSummary title={errors::error(lang, problem.code).title} lines={lines.collect::<Vec<_>>()}>
            if problem.fields.is_empty() {
                <p>{ errors::advice(lang, problem) }</p>
            }
            if !problem.blockers.is_empty() {
                <ul>{ for problem.blockers.iter().map(|name| html! { <li>{ name }</li> }) }</ul>
            }
        </ErrorSummary>
    }
}
