//! A trainee, new or corrected.

use std::rc::Rc;

use shared::courses::api::{ListClasses, ListClassesRequest};
use shared::enrolments::api::{SaveTrainee, TraineeDetail, TraineeForm};
use shared::identity::document::DocumentKind;
use yew::prelude::*;

use crate::hooks::ResourceState;
use crate::i18n::staff::{TraineeText, document_kind};
use crate::staff::{Draft, use_form, use_staff_resource};
use crate::ui::{Field, InputKind, SelectField, SelectOption};

#[derive(Clone, PartialEq, Properties)]
pub struct TraineeEditorProps {
    /// The trainee to correct; absent for a new one.
    #[prop_or_default]
    pub trainee: Option<TraineeDetail>,
    pub on_saved: Callback<Rc<TraineeDetail>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn TraineeEditor(props: &TraineeEditorProps) -> Html {
    let draft = use_form::<SaveTrainee>(|| form_of(props.trainee.as_ref()), &props.on_saved, &props.on_cancel);
    // The newest classes: somebody added by hand joins one of them.
    let classes = use_staff_resource::<ListClasses>(ListClassesRequest::default());
    let mut options = vec![SelectOption { value: "".into(), text: TraineeText::NoClass.text(draft.lang).into() }];
    if let ResourceState::Ready(page) = &classes.state {
        options.extend(page.items.iter().map(|class| SelectOption {
            value: class.id.to_string().into(),
            text: format!("{} · {}", class.course_name, class.code).into(),
        }));
    }
    trainee_form(&draft, options)
}

fn form_of(trainee: Option<&TraineeDetail>) -> TraineeForm {
    TraineeForm {
        id: trainee.map(|trainee| trainee.id),
        name: trainee.map(|trainee| trainee.name.clone()).unwrap_or_default(),
        phone: trainee.map(|trainee| trainee.phone.clone()).unwrap_or_default(),
        document_kind: trainee.map(|trainee| trainee.document_kind).unwrap_or_default(),
        document_number: String::new(),
        class_id: None,
        version: trainee.map_or(0, |trainee| trainee.version),
    }
}

/// A new trainee can join one of the classes.
pub fn trainee_form(draft: &Draft<TraineeForm>, classes: Vec<SelectOption>) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: TraineeText| text.text(lang);
    let is_new = form.id.is_none();
    let option =
        |kind: DocumentKind| SelectOption { value: kind.code().into(), text: document_kind(lang, kind).into() };
    let kinds = DocumentKind::ALL.map(option).to_vec();
    let document_hint = if is_new { None } else { Some(AttrValue::Static(text(TraineeText::DocumentKept))) };
    let class = form.class_id.map(|id| id.to_string()).unwrap_or_default();
    draft.short_form(|fields| {
        html! {
            <>
                <Field
                    required=true autocomplete="off"
                    ..fields.text("name", text(TraineeText::Name), &form.name, |form, typed| form.name = typed)
                />
                <Field
                    kind={InputKind::Phone} required=true autocomplete="off"
                    ..fields.text("phone", text(TraineeText::Phone), &form.phone, |form, typed| form.phone = typed)
                />
                <SelectField
                    ..fields.choice("document_kind", text(TraineeText::DocumentKind), form.document_kind.code(), kinds, |form, code| {
                        form.document_kind = DocumentKind::from_code(&code).unwrap_or_default();
                    })
                />
                <Field
                    kind={InputKind::Code} required={is_new} autocomplete="off" hint={document_hint}
                    ..fields.text("document_number", text(TraineeText::Document), &form.document_number, |form, typed| {
                        form.document_number = typed;
                    })
                />
                if is_new {
                    <SelectField
                        ..fields.choice("class_id", text(TraineeText::JoinClass), class, classes, |form, id| {
                            form.class_id = id.parse().ok();
                        })
                    />
                }
            </>
        }
    })
}
