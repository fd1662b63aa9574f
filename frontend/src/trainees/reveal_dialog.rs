//! The whole document number, for a reason that the trainee can read.

use shared::enrolments::api::{RevealDocument, RevealRequest};
use shared::id::TraineeId;
use yew::prelude::*;

use crate::hooks::ActionState;
use crate::i18n::common::CommonText;
use crate::i18n::staff::TraineeText;
use crate::staff::{Draft, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, Cell, CellList, Field, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct RevealDialogProps {
    pub id: TraineeId,
    pub on_close: Callback<()>,
}

#[component]
pub fn RevealDialog(props: &RevealDialogProps) -> Html {
    let lang = use_console().lang;
    let form = use_state(|| RevealRequest { id: props.id, reason: String::new() });
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
    let draft = Draft { on_cancel: Some(props.on_close.clone()), ..Draft::of(lang, &form, &action) };
    draft.form_with(draft.buttons(ButtonKind::Primary, TraineeText::RevealShow.text(lang)), |fields| {
        let label = TraineeText::RevealReason.text(lang);
        html! {
            <Field
                hint={TraineeText::RevealHint.text(lang)} required=true max_length=100
                ..fields.text("reason", label, &draft.form.reason, |form, typed| form.reason = typed)
            />
        }
    })
}
