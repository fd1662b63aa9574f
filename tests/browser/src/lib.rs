//! Mounts parts of the front end in the page of a browser test and reads what came of them, as a person or a screen
//! reader does: by text, label and role. Nothing sleeps: what was changed has been rendered when a call returns.
//!
//! A helper that does not find what it is asked for panics with the HTML as it stands: that is how a test fails.

#![expect(clippy::missing_panics_doc, reason = "a harness panics to fail the test")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, MouseEvent, MouseEventInit};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
struct PlaceProps {
    content: Html,
}

/// Where the content of a test stands.
#[component]
fn Place(props: &PlaceProps) -> Html {
    props.content.clone()
}

/// Something that is shown, in an element of its own. It leaves the page when dropped.
pub struct Shown {
    root: Element,
    handle: Option<AppHandle<Place>>,
}

/// Shows something.
pub async fn show(content: Html) -> Shown {
    let document = web_sys::window().and_then(|window| window.document());
    let Some((document, body)) = document.and_then(|document| Some((document.clone(), document.body()?))) else {
        panic!("a browser has a document with a body")
    };
    let Ok(root) = document.create_element("div") else { panic!("a document makes elements") };
    // In the page, because a dialog opens and a control has the focus only there.
    assert!(body.append_child(&root).is_ok(), "a body takes elements");
    let handle = yew::Renderer::<Place>::with_root_and_props(root.clone(), PlaceProps { content }).render();
    rendered().await;
    Shown { root, handle: Some(handle) }
}

/// Waits until nothing is left to be rendered.
pub async fn rendered() {
    yew::scheduler::flush().await;
}

impl Shown {
    /// Shows something else in its place, as an owner does whose state has changed.
    pub async fn change(&mut self, content: Html) {
        if let Some(handle) = &mut self.handle {
            handle.update(PlaceProps { content });
        }
        rendered().await;
    }

    pub fn html(&self) -> String {
        self.root.inner_html()
    }

    /// All text, also that of closed disclosures and for screen readers only.
    pub fn text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    /// Fails unless the text is there.
    #[track_caller]
    pub fn assert_says(&self, text: &str) {
        assert!(self.text().contains(text), "{text:?} is not in {}", self.html());
    }

    /// Fails if the text is there.
    #[track_caller]
    pub fn assert_silent_on(&self, text: &str) {
        assert!(!self.text().contains(text), "{text:?} is in {}", self.html());
    }

    pub fn all(&self, css: &str) -> Vec<Element> {
        all_in(&self.root, css)
    }

    /// The first element that fits.
    #[track_caller]
    pub fn one(&self, css: &str) -> Element {
        self.all(css).into_iter().next().unwrap_or_else(|| panic!("no {css} in {}", self.html()))
    }

    #[track_caller]
    pub fn has(&self, css: &str) -> bool {
        !self.all(css).is_empty()
    }

    /// The button with this text, whole.
    #[track_caller]
    pub fn button(&self, text: &str) -> Element {
        let found = self.all("button").into_iter().find(|button| text_of(button) == text);
        found.unwrap_or_else(|| panic!("no button {text:?} in {}", self.html()))
    }

    /// The control of the label with this text.
    #[track_caller]
    pub fn field(&self, label: &str) -> HtmlInputElement {
        let found = self.all("label").into_iter().find(|candidate| text_of(candidate) == label);
        let id = found.and_then(|label| label.get_attribute("for"));
        let control = id.and_then(|id| self.all(&format!("[id='{id}']")).into_iter().next());
        let input = control.and_then(|control| control.dyn_into().ok());
        input.unwrap_or_else(|| panic!("no input labelled {label:?} in {}", self.html()))
    }

    /// The text of the elements that an attribute like `aria-describedby` names.
    #[track_caller]
    pub fn named_by(&self, element: &Element, attribute: &str) -> Vec<String> {
        let ids = element.get_attribute(attribute).unwrap_or_default();
        ids.split_whitespace().map(|id| text_of(&self.one(&format!("[id='{id}']")))).collect()
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
        self.root.remove();
    }
}

/// The elements inside one that fit.
#[track_caller]
pub fn all_in(element: &Element, css: &str) -> Vec<Element> {
    let Ok(list) = element.query_selector_all(css) else { panic!("{css:?} is no selector") };
    (0..list.length()).filter_map(|place| list.item(place)?.dyn_into().ok()).collect()
}

/// All text of an element, without what surrounds it.
pub fn text_of(element: &Element) -> String {
    element.text_content().unwrap_or_default().trim().to_owned()
}

/// Presses as a finger does.
pub async fn click(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.click();
    }
    rendered().await;
}

/// Presses, perhaps with the control key held, without leaving the page; says whether the browser would have been left
/// to do what it does: follow the link, send the form.
pub async fn is_left_to_the_browser(element: &Element, control_key: bool) -> bool {
    let init = MouseEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_ctrl_key(control_key);
    let Ok(event) = MouseEvent::new_with_mouse_event_init_dict("click", &init) else { panic!("a mouse event") };
    let body = element.owner_document().and_then(|document| document.body());
    let Some(body) = body else { panic!("an element of the page") };
    let left = Rc::new(Cell::new(None));
    // Bubbling reaches the body after whoever was shown in it.
    let last = {
        let left = Rc::clone(&left);
        Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            left.set(Some(!event.default_prevented()));
            event.prevent_default();
        })
    };
    let listener = last.as_ref().unchecked_ref();
    assert!(body.add_event_listener_with_callback("click", listener).is_ok(), "a listener on the body");
    let sent = element.dispatch_event(&event);
    assert!(body.remove_event_listener_with_callback("click", listener).is_ok() && sent.is_ok(), "a press");
    rendered().await;
    left.get().unwrap_or_else(|| panic!("the press did not arrive"))
}

/// Types, replacing what was there.
pub async fn type_into(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    dispatch(input, "input").await;
}

/// Sends an event that bubbles and can be cancelled; says whether nobody cancelled it.
pub async fn dispatch(element: &Element, name: &str) -> bool {
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    let Ok(event) = Event::new_with_event_init_dict(name, &init) else { panic!("an event") };
    let untouched = element.dispatch_event(&event).unwrap_or_default();
    rendered().await;
    untouched
}

/// What a callback was told, in order.
#[derive(Clone)]
pub struct Heard<T>(Rc<RefCell<Vec<T>>>);

impl<T: Clone + 'static> Heard<T> {
    pub fn new() -> (Self, Callback<T>) {
        let heard = Self(Rc::default());
        let ear = heard.clone();
        (heard, Callback::from(move |value| ear.0.borrow_mut().push(value)))
    }

    pub fn all(&self) -> Vec<T> {
        self.0.borrow().clone()
    }

    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }
}
