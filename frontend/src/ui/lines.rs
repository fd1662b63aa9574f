//! Short things one below the other, close together: what happens to one row of a list.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct LinesProps {
    pub children: Html,
}

#[component]
pub fn Lines(props: &LinesProps) -> Html {
    html! { <div class="lines stack-s">{ props.children.clone() }</div> }
}

/// A few words in each line, none of them broken: makes its column no wider than the longest.
pub fn short_lines(lines: Vec<String>) -> Html {
    html! { <div>{ for lines.into_iter().map(|line| html! { <p class="nowrap">{ line }</p> }) }</div> }
}

/// Each text behind the moment at which it comes.
pub fn timed_texts(texts: Vec<(String, String)>) -> Html {
    let line = |(at, text): (String, String)| html! { <p><span class="muted">{ at }</span>{ " " }{ text }</p> };
    html! { <Lines>{ for texts.into_iter().map(line) }</Lines> }
}
