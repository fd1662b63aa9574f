//! Asks before something that is hard to take back.

use shared::lang::Lang;
use yew::prelude::*;

use super::button::{Button, ButtonKind, ButtonRow};
use super::dialog::Dialog;
use crate::i18n::common::CommonText;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ConfirmDialogProps {
    pub lang: Lang,
    pub open: bool,
    pub title: AttrValue,
    /// What will happen.
    pub children: Html,
    /// The act by its name, never just "OK".
    pub confirm: AttrValue,
    #[prop_or_default]
    pub danger: bool,
    #[prop_or_default]
    pub pending: bool,
    pub on_confirm: Callback<()>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ConfirmDialog(props: &ConfirmDialogProps) -> Html {
    let kind = if props.danger { ButtonKind::Warn } else { ButtonKind::Primary };
    html! {
        <Dialog title={props.title.clone()} open={props.open} on_close={props.on_cancel.clone()}>
            { props.children.clone() }
            <ButtonRow>
                <Button {kind} pending={props.pending} onclick={props.on_confirm.reform(|_| ())}>
                    { &props.confirm }
                </Button>
                <Button disabled={props.pending} onclick={props.on_cancel.reform(|_| ())}>
                    { CommonText::Cancel.text(props.lang) }
                </Button>
            </ButtonRow>
        </Dialog>
    }
}
