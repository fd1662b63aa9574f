//! The trainee app in the browser: takes over the HTML that the edge rendered.

use std::rc::Rc;

use frontend::app::{App, AppProps};
use frontend::preload::{ELEMENT_ID, Preload};

fn main() {
    let text = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(ELEMENT_ID))
        .and_then(|element| element.text_content())
        .unwrap_or_default();
    // Without its data the page stays as it is: readable HTML with plain forms.
    if let Ok(preload) = serde_json::from_str::<Preload>(&text) {
        let props = AppProps { preload: Rc::new(preload) };
        let body = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id("app"));
        if let Some(root) = body {
            yew::Renderer::<App>::with_root_and_props(root, props).hydrate();
        }
    }
}
