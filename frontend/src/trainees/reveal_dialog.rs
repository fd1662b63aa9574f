//! The whole document number, for a reason that the trainee can read.

use shared::enrolments::api::{RevealDocument, RevealRequest};
use shared::id::TraineeId;
use yew::prelude::*;

use crate::hooks::ActionState;
use crate::i18n::common::CommonText;
use crate::i18n::staff::TraineeText;
use crate::staff::{field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Cell, CellList, Field, SentForm, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct RevealDialogProps {
    pub id: TraineeId,
    pub on_close: Callback<()>,
}

#[component]
pub fn RevealDialog(props: &RevealDialogProps) -> Html {
    let lang = use_console().lang;
    let reason = use_state(String::new);
    let action = use_staff_action::<RevealDocument>(Callback::noop());
    let close = props.on_close.reform(|_: MouseEvent| ());
    if let ActionState::Done(revealed) = &action.state {
        return html! {
            <>
                <CellList>
                    <Cell label={TraineeText::Document.text(lang)}><strong>{ unbroken(&revealed.document_number) }</strong></Cell>
                </CellList>
                <p>{ TraineeText::RevealRecorded.text(lang) }</p>
                <Button kind={ButtonKind::Primary} onclick={close}>{ CommonText::Close.text(lang) }</Button>
            </>
        };
    }
    let onsubmit = {
        let (reason, run, id) = (reason.clone(), action.run.clone(), props.id);
        Callback::from(move |()| run.emit(RevealRequest { id, reason: (*reason).clone() }))
    };
    let oninput = {
        let reason = reason.clone();
        Callback::from(move |typed| reason.set(typed))
    };
    let label = TraineeText::RevealReason.text(lang);
    html! {
        <SentForm {onsubmit}>
            { problem_summary(lang, action.problem(), &[("reason", label)]) }
            <Field
                name="reason" {label} hint={TraineeText::RevealHint.text(lang)} required=true max_length=100
                value={(*reason).clone()} {oninput} error={field_error(lang, action.problem(), "reason")}
            />
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={action.is_pending()}>
                    { TraineeText::RevealShow.text(lang) }
                </Button>
                <Button onclick={close}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}
