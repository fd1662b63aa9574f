//! Returning an item for correction: the reason is for its trainee.

use std::rc::Rc;

use shared::id::EnrolmentId;
use shared::items::api::{DecideItem, DecideItemRequest, Decision, Item, StaffItems};
use yew::prelude::*;

use crate::i18n::items::StaffItemText;
use crate::staff::use_form;
use crate::ui::{ButtonKind, Field};

#[derive(Clone, PartialEq, Properties)]
pub struct ReturnFormProps {
    pub enrolment_id: EnrolmentId,
    pub item: Item,
    pub on_done: Callback<Rc<StaffItems>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ReturnForm(props: &ReturnFormProps) -> Html {
    let (enrolment_id, kind, version) = (props.enrolment_id, props.item.kind, props.item.version);
    let initial = || DecideItemRequest { enrolment_id, kind, decision: returned(String::new()), version };
    let draft = use_form::<DecideItem>(initial, &props.on_done, &props.on_cancel).with(|form| form.version = version);
    let text = |text: StaffItemText| text.text(draft.lang);
    let reason = if let Decision::Return { reason } = &draft.form.decision { reason } else { "" };
    draft.form_with(draft.buttons(ButtonKind::Primary, text(StaffItemText::Return)), |fields| {
        html! {
            <Field
                hint={text(StaffItemText::ReturnHint)} required=true max_length=200
                ..fields.text("reason", text(StaffItemText::ReturnReason), reason, |form, typed| form.decision = returned(typed))
            />
        }
    })
}

fn returned(reason: String) -> Decision {
    Decision::Return { reason }
}
