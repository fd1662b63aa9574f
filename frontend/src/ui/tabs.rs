//! A row of choices of which one holds: filters of a list, parts of a page.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq)]
pub struct TabItem {
    pub key: AttrValue,
    pub text: AttrValue,
    /// How many things it holds.
    pub count: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TabsProps {
    /// What is chosen, for screen readers.
    pub label: AttrValue,
    pub items: Vec<TabItem>,
    pub current: AttrValue,
    pub on_select: Callback<AttrValue>,
}

#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    html! {
        <div class="tabs" role="group" aria-label={props.label.clone()}>
            { for props.items.iter().map(|item| {
                let key = item.key.clone();
                html! {
                    <button
                        key={key.as_str()}
                        type="button"
                        aria-pressed={if item.key == props.current { "true" } else { "false" }}
                        onclick={props.on_select.reform(move |_| key.clone())}
                    >
                        { &item.text }
                        if let Some(count) = item.count {
                            <span class="count">{ count }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}
