//! Rendering on the edge.

use std::rc::Rc;

use yew::LocalServerRenderer;

use crate::app::{App, AppProps};
use crate::preload::Preload;

/// The HTML of a page's body, ready to be taken over.
pub async fn render(preload: Rc<Preload>) -> String {
    LocalServerRenderer::<App>::with_props(AppProps { preload }).render().await
}
