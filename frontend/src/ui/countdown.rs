//! Time that runs down: its digits keep their width, so that nothing beside them moves.

use yew::prelude::*;

pub fn countdown(text: impl Into<AttrValue>) -> Html {
    // Read out every second it would drown everything else.
    html! { <span class="countdown" role="timer" aria-live="off">{ text.into() }</span> }
}
