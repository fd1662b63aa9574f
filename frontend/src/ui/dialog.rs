//! A modal dialog: the browser's own, with its focus trap and Escape key.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DialogProps {
    pub title: AttrValue,
    pub open: bool,
    /// Escape was pressed.
    pub on_close: Callback<()>,
    pub children: Html,
}

#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.open), |(node, open)| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            if *open && !dialog.open() {
                // Fails only when the element has left the page: then there is nothing to show.
                let _ = dialog.show_modal();
            } else if !*open && dialog.open() {
                dialog.close();
            }
        }
    });
    let oncancel = {
        let on_close = props.on_close.clone();
        // The owner decides by its state whether the dialog is open.
        Callback::from(move |event: Event| {
            event.prevent_default();
            on_close.emit(());
        })
    };
    html! {
        <dialog ref={node} aria-labelledby="dialog-title" {oncancel}>
            if props.open {
                <h2 id="dialog-title">{ &props.title }</h2>
                { props.children.clone() }
            }
        </dialog>
    }
}
