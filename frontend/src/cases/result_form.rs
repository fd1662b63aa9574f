//! A result of an exam, typed by hand.

use std::rc::Rc;

use shared::certificates::api::{CaseRow, MoveSummary, RecordResult, ResultForm};
use shared::certificates::exams::{Part, parts};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::error::Problem;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::cases::CaseCardText;
use crate::i18n::certificates::part;
use crate::i18n::common::CommonText;
use crate::staff::{edit, field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Field, InputKind, SelectField, SelectOption, SentForm};

#[derive(Clone, PartialEq, Properties)]
pub struct ResultEditorProps {
    pub case: CaseRow,
    pub rules: RuleSet,
    pub on_saved: Callback<Rc<MoveSummary>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ResultEditor(props: &ResultEditorProps) -> Html {
    let lang = use_console().lang;
    let form = use_state(|| form_of(&props.case));
    let action = use_staff_action::<RecordResult>(props.on_saved.clone());
    let onsubmit = {
        let (form, run, version) = (form.clone(), action.run.clone(), props.case.version);
        Callback::from(move |()| run.emit(ResultForm { version, ..(*form).clone() }))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    html! {
        <ResultFormView
            {lang}
            parts={parts(&props.rules).to_vec()}
            form={(*form).clone()}
            problem={action.problem().cloned()}
            pending={action.is_pending()}
            {on_change}
            {onsubmit}
            on_cancel={props.on_cancel.clone()}
        />
    }
}

fn form_of(case: &CaseRow) -> ResultForm {
    let passed = case.results.iter().any(|known| known.part == Part::Theory && known.passed);
    let part = if passed || case.stage == StageKey::Practical { Part::Practical } else { Part::Theory };
    ResultForm { id: case.id, part, score: String::new(), on: String::new(), version: case.version }
}

#[derive(Clone, PartialEq, Properties)]
pub struct ResultFormViewProps {
    pub lang: Lang,
    pub parts: Vec<Part>,
    pub form: ResultForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<ResultForm>,
    pub onsubmit: Callback<()>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ResultFormView(props: &ResultFormViewProps) -> Html {
    let ResultFormViewProps { lang, parts, form, problem, pending, on_change, onsubmit, on_cancel } = props;
    let lang = *lang;
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    let labels = [
        ("part", CaseCardText::Part.text(lang)),
        ("score", CaseCardText::Score.text(lang)),
        ("on", CaseCardText::SatOn.text(lang)),
    ];
    let options: Vec<SelectOption> =
        parts.iter().map(|kind| SelectOption { value: kind.code().into(), text: part(lang, *kind).into() }).collect();
    html! {
        <SentForm onsubmit={onsubmit.clone()}>
            { problem_summary(lang, problem.as_ref(), &labels) }
            <SelectField
                name="part" label={CaseCardText::Part.text(lang)} {options} value={form.part.code()} error={error("part")}
                onchange={edit(form, on_change, |form: &mut ResultForm, code: String| {
                    form.part = Part::from_code(&code).unwrap_or(form.part);
                })}
            />
            <Field
                name="score" label={CaseCardText::Score.text(lang)} hint={CaseCardText::ScoreHint.text(lang)}
                kind={InputKind::Digits} required=true max_length=3 value={form.score.clone()} error={error("score")}
                oninput={edit(form, on_change, |form: &mut ResultForm, typed| form.score = typed)}
            />
            <Field
                name="on" label={CaseCardText::SatOn.text(lang)} kind={InputKind::Date} required=true
                value={form.on.clone()} error={error("on")}
                oninput={edit(form, on_change, |form: &mut ResultForm, typed| form.on = typed)}
            />
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={*pending}>{ CommonText::Save.text(lang) }</Button>
                <Button onclick={on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}
