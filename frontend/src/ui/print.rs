//! What goes to the printer: slips that are never torn over two sheets of paper.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct PrintSheetProps {
    pub children: Html,
}

#[component]
pub fn PrintSheet(props: &PrintSheetProps) -> Html {
    html! { <div class="slips">{ props.children.clone() }</div> }
}

#[derive(Clone, PartialEq, Properties)]
pub struct PrintSlipProps {
    pub title: AttrValue,
    /// Who gives it out.
    pub owner: AttrValue,
    pub picture: Html,
    pub children: Html,
}

#[component]
pub fn PrintSlip(props: &PrintSlipProps) -> Html {
    html! {
        <section class="slip">
            <h2 class="slip-head">
                <span>{ &props.title }</span>
                <span class="small">{ &props.owner }</span>
            </h2>
            <div class="slip-body">
                <div class="slip-text stack-s">{ props.children.clone() }</div>
                { props.picture.clone() }
            </div>
        </section>
    }
}
