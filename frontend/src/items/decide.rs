//! Returning an item for correction: the reason is for its trainee.

use std::rc::Rc;

use shared::id::EnrolmentId;
use shared::items::api::{DecideItem, DecideItemRequest, Decision, Item, StaffItems};
use yew::prelude::*;

use crate::i18n::common::CommonText;
use crate::i18n::items::StaffItemText;
use crate::staff::{field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Field, SentForm};

#[derive(Clone, PartialEq, Properties)]
pub struct ReturnFormProps {
    pub enrolment_id: EnrolmentId,
    pub item: Item,
    pub on_done: Callback<Rc<StaffItems>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ReturnForm(props: &ReturnFormProps) -> Html {
    let lang = use_console().lang;
    let reason = use_state(String::new);
    let action = use_staff_action::<DecideItem>(props.on_done.clone());
    let onsubmit = {
        let (reason, run) = (reason.clone(), action.run.clone());
        let (enrolment_id, kind, version) = (props.enrolment_id, props.item.kind, props.item.version);
        Callback::from(move |()| {
            let decision = Decision::Return { reason: (*reason).clone() };
            run.emit(DecideItemRequest { enrolment_id, kind, decision, version });
        })
    };
    let oninput = {
        let reason = reason.clone();
        Callback::from(move |typed| reason.set(typed))
    };
    let label = StaffItemText::ReturnReason.text(lang);
    html! {
        <SentForm {onsubmit}>
            { problem_summary(lang, action.problem(), &[("reason", label)]) }
            <Field
                name="reason" {label} hint={StaffItemText::ReturnHint.text(lang)} required=true max_length=200
                value={(*reason).clone()} {oninput} error={field_error(lang, action.problem(), "reason")}
            />
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={action.is_pending()}>
                    { StaffItemText::Return.text(lang) }
                </Button>
                <Button onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}
