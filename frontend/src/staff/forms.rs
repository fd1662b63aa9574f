//! What every form of the console needs: changing one field, and saying what is wrong with it.

use shared::error::Problem;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::errors;
use crate::ui::{ErrorSummary, SummaryLine};

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
