//! A trainee, new or corrected.

use std::rc::Rc;

use shared::courses::api::{ListClasses, ListClassesRequest};
use shared::enrolments::api::{SaveTrainee, TraineeDetail, TraineeForm};
use shared::error::Problem;
use shared::identity::document::DocumentKind;
use shared::lang::Lang;
use yew::prelude::*;

use crate::hooks::ResourceState;
use crate::i18n::common::CommonText;
use crate::i18n::staff::{TraineeText, document_kind};
use crate::staff::{edit, field_error, problem_summary, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Button, ButtonKind, ButtonRow, Field, InputKind, SelectField, SelectOption, SentForm};

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
    let lang = use_console().lang;
    let form = use_state(|| form_of(props.trainee.as_ref()));
    let action = use_staff_action::<SaveTrainee>(props.on_saved.clone());
    // The newest classes: somebody added by hand joins one of them.
    let classes = use_staff_resource::<ListClasses>(ListClassesRequest::default());
    let mut options = vec![SelectOption { value: "".into(), text: TraineeText::NoClass.text(lang).into() }];
    if let ResourceState::Ready(page) = &classes.state {
        options.extend(page.items.iter().map(|class| SelectOption {
            value: class.id.to_string().into(),
            text: format!("{} · {}", class.course_name, class.code).into(),
        }));
    }
    let onsubmit = {
        let (form, run) = (form.clone(), action.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    html! {
        <TraineeFormView
            {lang}
            classes={options}
            form={(*form).clone()}
            problem={action.problem().cloned()}
            pending={action.is_pending()}
            {on_change}
            {onsubmit}
            on_cancel={props.on_cancel.clone()}
        />
    }
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

#[derive(Clone, PartialEq, Properties)]
pub struct TraineeFormViewProps {
    pub lang: Lang,
    /// Classes that a new trainee can join.
    pub classes: Vec<SelectOption>,
    pub form: TraineeForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<TraineeForm>,
    pub onsubmit: Callback<()>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn TraineeFormView(props: &TraineeFormViewProps) -> Html {
    let TraineeFormViewProps { lang, form, problem, on_change, .. } = props;
    let lang = *lang;
    let is_new = form.id.is_none();
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    let labels = [
        ("name", TraineeText::Name.text(lang)),
        ("phone", TraineeText::Phone.text(lang)),
        ("document_kind", TraineeText::DocumentKind.text(lang)),
        ("document_number", TraineeText::Document.text(lang)),
        ("class_id", TraineeText::JoinClass.text(lang)),
    ];
    let kinds = DocumentKind::ALL
        .map(|kind| SelectOption { value: kind.code().into(), text: document_kind(lang, kind).into() });
    let document_hint = if is_new { None } else { Some(AttrValue::Static(TraineeText::DocumentKept.text(lang))) };
    html! {
        <SentForm onsubmit={props.onsubmit.clone()}>
            { problem_summary(lang, problem.as_ref(), &labels) }
            <Field
                name="name" label={TraineeText::Name.text(lang)} required=true autocomplete="off"
                value={form.name.clone()} error={error("name")}
                oninput={edit(form, on_change, |form: &mut TraineeForm, typed| form.name = typed)}
            />
            <Field
                name="phone" label={TraineeText::Phone.text(lang)} kind={InputKind::Phone} required=true autocomplete="off"
                value={form.phone.clone()} error={error("phone")}
                oninput={edit(form, on_change, |form: &mut TraineeForm, typed| form.phone = typed)}
            />
            <SelectField
                name="document_kind" label={TraineeText::DocumentKind.text(lang)} options={kinds.to_vec()}
                value={form.document_kind.code()} error={error("document_kind")}
                onchange={edit(form, on_change, |form: &mut TraineeForm, code: String| {
                    form.document_kind = DocumentKind::from_code(&code).unwrap_or_default();
                })}
            />
            <Field
                name="document_number" label={TraineeText::Document.text(lang)} kind={InputKind::Code} required={is_new}
                autocomplete="off" hint={document_hint} value={form.document_number.clone()} error={error("document_number")}
                oninput={edit(form, on_change, |form: &mut TraineeForm, typed| form.document_number = typed)}
            />
            if is_new {
                <SelectField
                    name="class_id" label={TraineeText::JoinClass.text(lang)} options={props.classes.clone()}
                    value={form.class_id.map(|id| id.to_string()).unwrap_or_default()} error={error("class_id")}
                    onchange={edit(form, on_change, |form: &mut TraineeForm, id: String| form.class_id = id.parse().ok())}
                />
            }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={props.pending}>{ CommonText::Save.text(lang) }</Button>
                <Button onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}
