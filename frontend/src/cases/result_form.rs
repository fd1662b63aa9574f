//! A result of an exam, typed by hand.

use std::rc::Rc;

use shared::certificates::api::{CaseRow, MoveSummary, RecordResult, ResultForm};
use shared::certificates::exams::{Part, parts};
use shared::certificates::regime::{RuleSet, StageKey};
use yew::prelude::*;

use crate::i18n::cases::CaseCardText;
use crate::i18n::certificates::part;
use crate::staff::{Draft, use_form};
use crate::ui::{Field, InputKind, SelectField, SelectOption};

#[derive(Clone, PartialEq, Properties)]
pub struct ResultEditorProps {
    pub case: CaseRow,
    pub rules: RuleSet,
    pub on_saved: Callback<Rc<MoveSummary>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ResultEditor(props: &ResultEditorProps) -> Html {
    let draft = use_form::<RecordResult>(|| form_of(&props.case), &props.on_saved, &props.on_cancel);
    result_form(&draft.with(|form| form.version = props.case.version), parts(&props.rules))
}

fn form_of(case: &CaseRow) -> ResultForm {
    let passed = case.results.iter().any(|known| known.part == Part::Theory && known.passed);
    let part = if passed || case.stage == StageKey::Practical { Part::Practical } else { Part::Theory };
    ResultForm { id: case.id, part, score: String::new(), on: String::new(), version: case.version }
}

pub fn result_form(draft: &Draft<ResultForm>, parts: &[Part]) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: CaseCardText| text.text(lang);
    let options: Vec<SelectOption> =
        parts.iter().map(|kind| SelectOption { value: kind.code().into(), text: part(lang, *kind).into() }).collect();
    draft.short_form(|fields| {
        html! {
            <>
                <SelectField
                    ..fields.choice("part", text(CaseCardText::Part), form.part.code(), options, |form, code| {
                        form.part = Part::from_code(&code).unwrap_or(form.part);
                    })
                />
                <Field
                    hint={text(CaseCardText::ScoreHint)} kind={InputKind::Digits} required=true max_length=3
                    ..fields.text("score", text(CaseCardText::Score), &form.score, |form, typed| form.score = typed)
                />
                <Field
                    kind={InputKind::Date} required=true
                    ..fields.text("on", text(CaseCardText::SatOn), &form.on, |form, typed| form.on = typed)
                />
            </>
        }
    })
}
