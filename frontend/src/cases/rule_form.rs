//! The rules that follow others: the same way, other numbers, from a day on.

use std::rc::Rc;

use shared::certificates::api::{RuleSetForm, SaveRuleSet, StageLimitForm};
use shared::certificates::regime::{LimitUnit, RuleSet, RuleStage, StageKey};
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::rules::{self, RuleText};
use crate::staff::{Draft, Fields, use_form};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Field, FieldGrid, FormMessage, InputKind, MessageKind, SelectField, SelectOption,
    muted,
};

#[derive(Clone, PartialEq, Properties)]
pub struct RuleEditorProps {
    /// The set that is followed.
    pub rules: RuleSet,
    pub on_saved: Callback<Rc<Vec<RuleSet>>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn RuleEditor(props: &RuleEditorProps) -> Html {
    let initial = || RuleSetForm { effective_from: String::new(), ..form_of(&props.rules) };
    let draft = use_form::<SaveRuleSet>(initial, &props.on_saved, &props.on_cancel);
    // Whoever enrols from that day on follows them: that is asked once more.
    let asked = use_state(|| false);
    let set = |open: bool| {
        let asked = asked.clone();
        move || asked.set(open)
    };
    {
        let back = set(false);
        use_effect_with(draft.problem.clone(), move |problem| {
            if problem.is_some() {
                back();
            }
        });
    }
    if !*asked || draft.form.effective_from.trim().is_empty() {
        let ask = set(true);
        let (on_send, day) = (draft.on_send.clone(), draft.form.effective_from.trim().is_empty());
        // Without a day there is nothing to ask: the portal says so at its field.
        let on_send = Callback::from(move |form| if day { on_send.emit(form) } else { ask() });
        return rule_form(&Draft { on_send, ..draft }, &props.rules.stages);
    }
    let (lang, back) = (draft.lang, set(false));
    let confirm = draft.on_send.reform({
        let form = draft.form.clone();
        move |_: MouseEvent| form.clone()
    });
    html! {
        <>
            <FormMessage kind={MessageKind::Act}>
                { rules::new_set(lang, props.rules.name.in_lang(lang), draft.form.effective_from.trim()) }
            </FormMessage>
            <ButtonRow>
                <Button kind={ButtonKind::Primary} pending={draft.pending} onclick={confirm}>
                    { RuleText::SaveNew.text(lang) }
                </Button>
                <Button disabled={draft.pending} onclick={Callback::from(move |_: MouseEvent| back())}>
                    { RuleText::BackToForm.text(lang) }
                </Button>
            </ButtonRow>
        </>
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
        limits: rules.stages.iter().filter(|stage| stage.key != StageKey::Done).map(limit_of).collect(),
    }
}

fn limit_of(stage: &RuleStage) -> StageLimitForm {
    StageLimitForm {
        stage: stage.key,
        days: stage.limit.map(|limit| limit.days.to_string()).unwrap_or_default(),
        unit: stage.limit.map_or(LimitUnit::Working, |limit| limit.unit),
        legal: stage.limit.is_some_and(|limit| limit.legal),
    }
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

/// `stages`: of the set that is followed.
pub fn rule_form(draft: &Draft<RuleSetForm>, stages: &[RuleStage]) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: RuleText| text.text(lang);
    draft.long_form(|fields| {
        html! {
            <>
                <Field
                    required=true max_length=100
                    ..fields.text("source", text(RuleText::Source), &form.source, |form, typed| form.source = typed)
                />
                <Field
                    hint={text(RuleText::EffectiveFromHint)} kind={InputKind::Date} required=true
                    ..fields.text("effective_from", text(RuleText::EffectiveFrom), &form.effective_from, |form, typed| {
                        form.effective_from = typed;
                    })
                />
                <FieldGrid>
                    { for numbers(form).map(|(name, label, value, put)| html! {
                        <Field kind={InputKind::Digits} required=true max_length=4 ..fields.text(name, text(label), value, put) />
                    }) }
                </FieldGrid>
                <h3>{ text(RuleText::Limits) }</h3>
                { muted(text(RuleText::LimitsHint).into()) }
                { for form.limits.iter().enumerate().map(|(place, limit)| limit_fields(draft.lang, fields, place, limit, stages)) }
            </>
        }
    })
}

/// How a limit is counted, and whether a rule sets it: one choice.
const BASES: [(&str, LimitUnit, bool, RuleText); 4] = [
    ("working_legal", LimitUnit::Working, true, RuleText::WorkingLegal),
    ("working_usual", LimitUnit::Working, false, RuleText::WorkingUsual),
    ("calendar_legal", LimitUnit::Calendar, true, RuleText::CalendarLegal),
    ("calendar_usual", LimitUnit::Calendar, false, RuleText::CalendarUsual),
];

fn limit_fields(
    lang: Lang,
    fields: &Fields<'_, RuleSetForm>,
    place: usize,
    limit: &StageLimitForm,
    stages: &[RuleStage],
) -> Html {
    let name = stages.iter().find(|stage| stage.key == limit.stage).map_or("", |stage| stage.stage.name.in_lang(lang));
    let change = move |form: &mut RuleSetForm, set: &dyn Fn(&mut StageLimitForm)| {
        if let Some(limit) = form.limits.get_mut(place) {
            set(limit);
        }
    };
    let options =
        BASES.map(|(code, .., text)| SelectOption { value: code.into(), text: text.text(lang).into() }).to_vec();
    let basis = BASES.iter().find(|(_, unit, legal, _)| (*unit, *legal) == (limit.unit, limit.legal));
    let label = RuleText::Limit.text(lang);
    html! {
        <FieldGrid key={limit.stage.code()}>
            <Field
                label={format!("{name} · {}", RuleText::LimitDays.text(lang))} kind={InputKind::Digits} max_length=3
                ..fields.text(limit.stage.code(), label, &limit.days, move |form, typed| {
                    change(form, &|limit| limit.days.clone_from(&typed));
                })
            />
            <SelectField
                name={format!("{}_basis", limit.stage.code())} label={format!("{name} · {}", RuleText::LimitBasis.text(lang))}
                value={basis.map_or("", |(code, ..)| code)} {options}
                onchange={fields.edit(move |form, code: String| {
                    let known = BASES.iter().find(|(known, ..)| *known == code);
                    if let Some((_, unit, legal, _)) = known {
                        change(form, &|limit| (limit.unit, limit.legal) = (*unit, *legal));
                    }
                })}
            />
        </FieldGrid>
    }
}
