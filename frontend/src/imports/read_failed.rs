//! Why a file could not be read, and what to do.

use shared::lang::Lang;
use shared::roster::messages::ReadError;
use yew::prelude::*;

use crate::i18n::import::{self, ImportText};
use crate::ui::{Button, ButtonKind, Mood, ResultFace};

#[derive(Clone, PartialEq, Properties)]
pub struct ReadFailedProps {
    pub lang: Lang,
    pub error: ReadError,
    pub file_name: AttrValue,
    pub on_close: Callback<()>,
}

#[component]
pub fn ReadFailed(props: &ReadFailedProps) -> Html {
    let (what, mend) = import::read_error(props.lang, props.error);
    html! {
        <ResultFace mood={Mood::Warn} title={what}>
            <p>{ &props.file_name }</p>
            <p>{ mend }</p>
            <Button kind={ButtonKind::Primary} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                { ImportText::OtherFile.text(props.lang) }
            </Button>
        </ResultFace>
    }
}
