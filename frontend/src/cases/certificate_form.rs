//! A certificate, typed by hand: one that a trainee brought, or that came without a list.

use std::rc::Rc;

use shared::certificates::api::{CertificateForm, GetCatalogue, RecordCertificate, RecordedCertificate};
use shared::courses::Regime;
use shared::endpoint::Nothing;
use shared::enrolments::api::EnrolmentRow;
use shared::error::Problem;
use shared::id::TraineeId;
use shared::lang::Lang;
use yew::prelude::*;

use crate::hooks::ResourceState;
use crate::i18n::cases::CertificateText;
use crate::i18n::common::CommonText;
use crate::i18n::staff::regime;
use crate::staff::{edit, field_error, problem_summary, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Button, ButtonKind, ButtonRow, Field, InputKind, SelectField, SelectOption, SentForm, SuggestField};

#[derive(Clone, PartialEq, Properties)]
pub struct CertificateEditorProps {
    pub trainee: TraineeId,
    pub enrolments: Vec<EnrolmentRow>,
    pub on_saved: Callback<Rc<RecordedCertificate>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn CertificateEditor(props: &CertificateEditorProps) -> Html {
    let lang = use_console().lang;
    let form = use_state(|| empty_form(props.trainee));
    let action = use_staff_action::<RecordCertificate>(props.on_saved.clone());
    // Operations by their names in the list that holds; anything else can be typed.
    let catalogue = use_staff_resource::<GetCatalogue>(Nothing {});
    let operations: Vec<AttrValue> = match &catalogue.state {
        ResourceState::Ready(list) => list.operations.iter().map(|known| known.name.clone().into()).collect(),
        ResourceState::Loading | ResourceState::Failed(_) => Vec::new(),
    };
    let onsubmit = {
        let (form, run) = (form.clone(), action.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    html! {
        <CertificateFormView
            {lang}
            enrolments={props.enrolments.clone()}
            {operations}
            form={(*form).clone()}
            problem={action.problem().cloned()}
            pending={action.is_pending()}
            {on_change}
            {onsubmit}
            on_cancel={props.on_cancel.clone()}
        />
    }
}

fn empty_form(trainee_id: TraineeId) -> CertificateForm {
    CertificateForm {
        trainee_id,
        enrolment_id: None,
        regime: Regime::SpecialOperations,
        number: String::new(),
        operation: String::new(),
        first_issued_on: String::new(),
        valid_from: String::new(),
        valid_until: String::new(),
        review_due_on: String::new(),
        authority: String::new(),
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct CertificateFormViewProps {
    pub lang: Lang,
    pub enrolments: Vec<EnrolmentRow>,
    /// Offered while typing.
    pub operations: Vec<AttrValue>,
    pub form: CertificateForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<CertificateForm>,
    pub onsubmit: Callback<()>,
    pub on_cancel: Callback<()>,
}

/// A field of the form that is typed or is a day.
type Put = fn(&mut CertificateForm, String);

#[component]
pub fn CertificateFormView(props: &CertificateFormViewProps) -> Html {
    let CertificateFormViewProps { lang, form, problem, pending, on_change, onsubmit, on_cancel, .. } = props;
    let lang = *lang;
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    let text = |text: CertificateText| text.text(lang);
    let labels = [
        ("regime", text(CertificateText::Regime)),
        ("number", text(CertificateText::Number)),
        ("operation", text(CertificateText::Operation)),
        ("first_issued_on", text(CertificateText::FirstIssued)),
        ("valid_from", text(CertificateText::From)),
        ("valid_until", text(CertificateText::Until)),
        ("review_due_on", text(CertificateText::Review)),
        ("authority", text(CertificateText::Authority)),
    ];
    let day = |name: &'static str, label: CertificateText, value: &str, required: bool, put: Put| {
        html! {
            <Field
                {name} label={text(label)} kind={InputKind::Date} {required} value={value.to_owned()}
                error={error(name)} oninput={edit(form, on_change, put)}
            />
        }
    };
    let regimes = Regime::ALL.map(|kind| SelectOption { value: kind.code().into(), text: regime(lang, kind).into() });
    let mut cases = vec![SelectOption { value: "".into(), text: text(CertificateText::NoCase).into() }];
    cases.extend(props.enrolments.iter().map(|enrolment| SelectOption {
        value: enrolment.id.to_string().into(),
        text: format!("{} · {}", enrolment.course, enrolment.class_code).into(),
    }));
    html! {
        <SentForm onsubmit={onsubmit.clone()}>
            <SelectField
                name="enrolment_id" label={text(CertificateText::ForCase)} options={cases} error={error("enrolment_id")}
                value={form.enrolment_id.map(|id| id.to_string()).unwrap_or_default()}
                onchange={edit(form, on_change, |form: &mut CertificateForm, id: String| form.enrolment_id = id.parse().ok())}
            />
            <SelectField
                name="regime" label={text(CertificateText::Regime)} options={regimes.to_vec()} value={form.regime.code()}
                error={error("regime")}
                onchange={edit(form, on_change, |form: &mut CertificateForm, code: String| {
                    form.regime = Regime::from_code(&code).unwrap_or(form.regime);
                })}
            />
            <Field
                name="number" label={text(CertificateText::Number)} hint={text(CertificateText::NumberHint)}
                kind={InputKind::Code} required=true max_length=40 autocomplete="off"
                value={form.number.clone()} error={error("number")}
                oninput={edit(form, on_change, |form: &mut CertificateForm, typed| form.number = typed)}
            />
            <SuggestField
                name="operation" label={text(CertificateText::Operation)} required=true max_length=60
                suggestions={props.operations.clone()} value={form.operation.clone()} error={error("operation")}
                oninput={edit(form, on_change, |form: &mut CertificateForm, typed| form.operation = typed)}
            />
            { day("first_issued_on", CertificateText::FirstIssued, &form.first_issued_on, false, |form, typed| form.first_issued_on = typed) }
            { day("valid_from", CertificateText::From, &form.valid_from, true, |form, typed| form.valid_from = typed) }
            { day("valid_until", CertificateText::Until, &form.valid_until, false, |form, typed| form.valid_until = typed) }
            { day("review_due_on", CertificateText::Review, &form.review_due_on, false, |form, typed| form.review_due_on = typed) }
            <Field
                name="authority" label={text(CertificateText::Authority)} max_length=60
                value={form.authority.clone()} error={error("authority")}
                oninput={edit(form, on_change, |form: &mut CertificateForm, typed| form.authority = typed)}
            />
            // A long form: what is wrong stands where the eye is after sending.
            { problem_summary(lang, problem.as_ref(), &labels) }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={*pending}>{ CommonText::Save.text(lang) }</Button>
                <Button onclick={on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}
