//! A certificate, typed by hand: one that a trainee brought, or that came without a list.

use std::rc::Rc;

use shared::certificates::api::{CertificateForm, GetCatalogue, RecordCertificate, RecordedCertificate};
use shared::courses::Regime;
use shared::endpoint::Nothing;
use shared::enrolments::api::EnrolmentRow;
use shared::id::TraineeId;
use yew::prelude::*;

use crate::hooks::ResourceState;
use crate::i18n::cases::CertificateText;
use crate::i18n::staff::regime;
use crate::staff::{Draft, use_form, use_staff_resource};
use crate::ui::{Field, InputKind, SelectField, SelectOption, SuggestField};

#[derive(Clone, PartialEq, Properties)]
pub struct CertificateEditorProps {
    pub trainee: TraineeId,
    pub enrolments: Vec<EnrolmentRow>,
    pub on_saved: Callback<Rc<RecordedCertificate>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn CertificateEditor(props: &CertificateEditorProps) -> Html {
    let draft = use_form::<RecordCertificate>(|| empty_form(props.trainee), &props.on_saved, &props.on_cancel);
    // Operations by their names in the list that holds; anything else can be typed.
    let catalogue = use_staff_resource::<GetCatalogue>(Nothing {});
    let operations: Vec<AttrValue> = match &catalogue.state {
        ResourceState::Ready(list) => list.operations.iter().map(|known| known.name.clone().into()).collect(),
        ResourceState::Loading | ResourceState::Failed(_) => Vec::new(),
    };
    certificate_form(&draft, &props.enrolments, operations)
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

/// A field of the form that is typed or is a day.
type Put = fn(&mut CertificateForm, String);

/// The operations are offered while typing.
pub fn certificate_form(
    draft: &Draft<CertificateForm>,
    enrolments: &[EnrolmentRow],
    operations: Vec<AttrValue>,
) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: CertificateText| text.text(lang);
    let regimes = Regime::ALL.map(|kind| SelectOption { value: kind.code().into(), text: regime(lang, kind).into() });
    let mut cases = vec![SelectOption { value: "".into(), text: text(CertificateText::NoCase).into() }];
    cases.extend(enrolments.iter().map(|enrolment| SelectOption {
        value: enrolment.id.to_string().into(),
        text: format!("{} · {}", enrolment.course, enrolment.class_code).into(),
    }));
    let case = form.enrolment_id.map(|id| id.to_string()).unwrap_or_default();
    draft.long_form(|fields| {
        let day = |name: &'static str, label: CertificateText, value: &str, required: bool, put: Put| {
            html! { <Field kind={InputKind::Date} {required} ..fields.text(name, text(label), value, put) /> }
        };
        html! {
            <>
                <SelectField
                    ..fields.choice("enrolment_id", text(CertificateText::ForCase), case, cases, |form, id| {
                        form.enrolment_id = id.parse().ok();
                    })
                />
                <SelectField
                    ..fields.choice("regime", text(CertificateText::Regime), form.regime.code(), regimes.to_vec(), |form, code| {
                        form.regime = Regime::from_code(&code).unwrap_or(form.regime);
                    })
                />
                <Field
                    hint={text(CertificateText::NumberHint)} kind={InputKind::Code} required=true max_length=40 autocomplete="off"
                    ..fields.text("number", text(CertificateText::Number), &form.number, |form, typed| form.number = typed)
                />
                <SuggestField
                    required=true max_length=60
                    ..fields.suggested("operation", text(CertificateText::Operation), &form.operation, operations, |form, typed| {
                        form.operation = typed;
                    })
                />
                { day("first_issued_on", CertificateText::FirstIssued, &form.first_issued_on, false, |form, typed| form.first_issued_on = typed) }
                { day("valid_from", CertificateText::From, &form.valid_from, true, |form, typed| form.valid_from = typed) }
                { day("valid_until", CertificateText::Until, &form.valid_until, false, |form, typed| form.valid_until = typed) }
                { day("review_due_on", CertificateText::Review, &form.review_due_on, false, |form, typed| form.review_due_on = typed) }
                <Field
                    max_length=60
                    ..fields.text("authority", text(CertificateText::Authority), &form.authority, |form, typed| form.authority = typed)
                />
            </>
        }
    })
}
