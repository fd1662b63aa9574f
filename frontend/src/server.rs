//! Rendering on the edge: the app's tree written down in one pass.
//!
//! Yew's own renderer runs each component on a scheduler and each node as a future of its own; for pages that are known in
//! full before they are rendered that took a third of a page's time. What is written here is the same, comment by comment:
//! a test compares it with Yew's.

use std::rc::Rc;

use html_escape::{encode_double_quoted_attribute_to_string, encode_text_to_string};
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

use crate::app;
use crate::edge_pages::{self, EdgePage};
use crate::preload::{Preload, PreloadStore};
use crate::route::Route;

/// Where a component begins and ends, for the browser that takes over. Names of components are left out in release builds.
const BEGIN: &str = "<!--<[]>-->";
const END: &str = "<!--</[]>-->";

/// Elements without children (HTML 13.1.2).
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// The HTML of a page's body, ready to be taken over.
pub fn render(preload: &Rc<Preload>) -> String {
    let store = PreloadStore::new(Rc::clone(preload));
    let route = Route::recognize_path(&preload.path);
    let content = app::page_of(&store, &route, || component(app::data_page(&store, &route)));
    write(&component(app::route_frame(&store.page, &route, Callback::noop(), content)))
}

/// The HTML of a page that only the edge renders. Nothing takes it over, so it carries no marks.
pub fn render_edge_page(page: &EdgePage, preload: &Preload) -> String {
    let nav = edge_pages::nav(page, preload);
    let content = edge_pages::content(page, preload);
    write(&app::frame(preload, preload.path.clone(), nav, Callback::noop(), content))
}

/// The HTML of a tree.
pub(crate) fn write(tree: &Html) -> String {
    let mut page = Writer { html: String::with_capacity(32 * 1024), after_text: false };
    page.write(tree);
    page.html
}

/// A tree that a component has returned.
fn component(tree: Html) -> Html {
    let mark = |text| VNode::from_html_unchecked(AttrValue::Static(text));
    VNode::from_iter([mark(BEGIN), tree, mark(END)])
}

/// A page as far as it is written.
struct Writer {
    html: String,
    /// The last node was a text.
    after_text: bool,
}

impl Writer {
    fn write(&mut self, node: &VNode) {
        match node {
            VNode::VTag(tag) => self.tag(tag),
            VNode::VText(text) => {
                // Side by side they would be one node for the browser, and an empty one none: taking over would add some.
                debug_assert!(!self.after_text && !text.text.is_empty(), "beside a text, or empty: {text:?}");
                encode_text_to_string(&text.text, &mut self.html);
                self.after_text = true;
            }
            VNode::VList(list) => list.iter().for_each(|child| self.write(child)),
            // Only this module makes raw nodes: they are comments.
            VNode::VRaw(raw) => {
                self.html.push_str(&raw.html);
                self.after_text = false;
            }
            // The trainee app has no others; a test renders every page.
            other => debug_assert!(false, "not for the edge: {other:?}"),
        }
    }

    fn tag(&mut self, tag: &VTag) {
        self.after_text = false;
        self.html.push('<');
        self.html.push_str(tag.tag());
        if tag.tag() == "input" {
            if let Some(value) = tag.value() {
                self.attribute("value", value);
            }
            if tag.checked() == Some(true) {
                self.html.push_str(" checked");
            }
        }
        for (name, value) in tag.attributes.iter() {
            self.attribute(name, value);
        }
        self.html.push('>');
        if VOID.contains(&tag.tag()) {
            return;
        }
        if let Some(children) = tag.children() {
            self.write(children);
        }
        // What is typed into it stands between its tags.
        if let Some(value) = tag.value().filter(|_| tag.tag() == "textarea") {
            encode_text_to_string(value, &mut self.html);
        }
        self.html.push_str("</");
        self.html.push_str(tag.tag());
        self.html.push('>');
        self.after_text = false;
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        encode_double_quoted_attribute_to_string(value, &mut self.html);
        self.html.push('"');
    }
}
