//! How far a long job is: the browser's own element, because style attributes are blocked.

use yew::prelude::*;

/// How much of something there is; the words say the same as the bar.
pub fn amount_bar(label: String, value: i64, max: i64) -> Html {
    html! {
        <div class="stack-s">
            <p>{ &label }</p>
            <progress aria-label={label} value={value.to_string()} max={max.max(1).to_string()}></progress>
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProgressBarProps {
    pub label: AttrValue,
    /// Absent: working, but nobody knows how far.
    #[prop_or_default]
    pub value: Option<i64>,
    #[prop_or(100)]
    pub max: i64,
}

#[component]
pub fn ProgressBar(props: &ProgressBarProps) -> Html {
    html! {
        <div class="stack-s">
            <p role="status">{ &props.label }</p>
            <progress
                aria-label={props.label.clone()}
                value={props.value.map(|value| value.to_string())}
                max={props.max.max(1).to_string()}
            ></progress>
        </div>
    }
}
