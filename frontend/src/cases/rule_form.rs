//! The rules that follow others: the same way, other numbers, from a day on.

use std::rc::Rc;

use shared::certificates::api::{RuleSetForm, SaveRuleSet};
use shared::certificates::regime::RuleSet;
use shared::error::Problem;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::common::CommonText;
use crate::i18n::rules::RuleText;
use crate::staff::{edit, field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Field, FieldGrid, InputKind, SentForm};

#[derive(Clone, PartialEq, Properties)]
pub struct RuleEditorProps {
    /// The set that is followed.
    pub rules: RuleSet,
    pub on_saved: Callback<Rc<Vec<RuleSet>>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn RuleEditor(props: &RuleEditorProps) -> Html {
    let lang = use_console().lang;
    let form = use_state(|| RuleSetForm { effective_from: String::new(), ..form_of(&props.rules) });
    let action = use_staff_action::<SaveRuleSet>(props.on_saved.clone());
    let onsubmit = {
        let (form, run) = (form.clone(), action.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    html! {
        <RuleFormView
            {lang}
            form={(*form).clone()}
            problem={action.problem().cloned()}
            pending={action.is_pending()}
            {on_change}
            {onsubmit}
            on_cancel={props.on_cancel.clone()}
        />
    }
}

/// A rule set as it would be typed.
pub fn form_of(rules: &RuleSet) -> RuleSetForm {
    RuleSetForm {
        id: rules.id,
        source: rules.source.zh.clone(),
        effective_from: rules.effective_from.to_string(),
        pass_mark: rules.pass_mark.to_string(),
        make_ups: rules.make_ups.to_string(),
        part_valid_months: rules.part_valid_months.to_string(),
        hours_due: rules.hours_due.to_string(),
        class_minutes: rules.class_minutes.to_string(),
        valid_years: rules.valid_years.to_string(),
        review_years: rules.review_years.to_string(),
        window_days: rules.window_days.to_string(),
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct RuleFormViewProps {
    pub lang: Lang,
    pub form: RuleSetForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<RuleSetForm>,
    pub onsubmit: Callback<()>,
    pub on_cancel: Callback<()>,
}

/// A number of the form: name, label, what is typed, and how to change it.
type Number<'a> = (&'static str, RuleText, &'a str, fn(&mut RuleSetForm, String));

fn numbers(form: &RuleSetForm) -> [Number<'_>; 8] {
    [
        ("pass_mark", RuleText::PassMark, &form.pass_mark, |form, typed| form.pass_mark = typed),
        ("make_ups", RuleText::MakeUps, &form.make_ups, |form, typed| form.make_ups = typed),
        ("part_valid_months", RuleText::PartValid, &form.part_valid_months, |form, typed| {
            form.part_valid_months = typed;
        }),
        ("hours_due", RuleText::HoursDue, &form.hours_due, |form, typed| form.hours_due = typed),
        ("class_minutes", RuleText::ClassMinutes, &form.class_minutes, |form, typed| form.class_minutes = typed),
        ("valid_years", RuleText::ValidYears, &form.valid_years, |form, typed| form.valid_years = typed),
        ("review_years", RuleText::ReviewYears, &form.review_years, |form, typed| form.review_years = typed),
        ("window_days", RuleText::WindowDays, &form.window_days, |form, typed| form.window_days = typed),
    ]
}

#[component]
pub fn RuleFormView(props: &RuleFormViewProps) -> Html {
    let RuleFormViewProps { lang, form, problem, pending, on_change, onsubmit, on_cancel } = props;
    let lang = *lang;
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    let mut labels =
        vec![("source", RuleText::Source.text(lang)), ("effective_from", RuleText::EffectiveFrom.text(lang))];
    labels.extend(numbers(form).map(|(name, label, ..)| (name, label.text(lang))));
    html! {
        <SentForm onsubmit={onsubmit.clone()}>
            <Field
                name="source" label={RuleText::Source.text(lang)} required=true max_length=100
                value={form.source.clone()} error={error("source")}
                oninput={edit(form, on_change, |form: &mut RuleSetForm, typed| form.source = typed)}
            />
            <Field
                name="effective_from" label={RuleText::EffectiveFrom.text(lang)}
                hint={RuleText::EffectiveFromHint.text(lang)} kind={InputKind::Date} required=true
                value={form.effective_from.clone()} error={error("effective_from")}
                oninput={edit(form, on_change, |form: &mut RuleSetForm, typed| form.effective_from = typed)}
            />
            <FieldGrid>
                { for numbers(form).map(|(name, label, value, put)| html! {
                    <Field
                        {name} label={label.text(lang)} kind={InputKind::Digits} required=true max_length=4
                        value={value.to_owned()} error={error(name)} oninput={edit(form, on_change, put)}
                    />
                }) }
            </FieldGrid>
            // A long form: what is wrong stands where the eye is after sending.
            { problem_summary(lang, problem.as_ref(), &labels) }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={*pending}>{ CommonText::Save.text(lang) }</Button>
                <Button onclick={on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}
