//! Stages side by side, each with how many stand there.

use yew::prelude::*;

use super::link::Anchor;

/// One stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub href: AttrValue,
    pub name: AttrValue,
    pub count: i64,
    /// The count in words.
    pub count_text: AttrValue,
    /// Lines of lesser weight: who acts, since when.
    pub notes: Vec<Html>,
    /// What is wrong there, and where it is listed.
    pub alarm: Option<(AttrValue, AttrValue)>,
}

#[derive(Clone, PartialEq, Properties)]
pub struct LanesProps {
    pub label: AttrValue,
    pub lanes: Vec<Lane>,
}

#[component]
pub fn Lanes(props: &LanesProps) -> Html {
    html! { <ol class="lanes" aria-label={props.label.clone()}>{ for props.lanes.iter().map(lane) }</ol> }
}

fn lane(lane: &Lane) -> Html {
    html! {
        <li key={lane.href.as_str()} class={classes!("lane", (lane.count == 0).then_some("lane-empty"))}>
            <Anchor href={lane.href.clone()} class="lane-link">
                <span>{ &lane.name }</span>
                <span class="lane-count">
                    <span aria-hidden="true">{ lane.count }</span>
                    <span class="hidden-text">{ &lane.count_text }</span>
                </span>
            </Anchor>
            { for lane.notes.iter().map(|note| html! { <p class="muted small">{ note.clone() }</p> }) }
            if let Some((text, href)) = &lane.alarm {
                <Anchor href={href.clone()} class="tag tag-warn lane-alarm">{ text }</Anchor>
            }
        </li>
    }
}
