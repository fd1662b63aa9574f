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
    let mut page = Writer { html: String::with_capacity(32 * 1024), after_text: false };
    page.write(&component(app::frame(&store.page, &route, Callback::noop(), content)));
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use serde::Serialize;
    use shared::endpoint::{Endpoint, Nothing};
    use shared::enrolments::api::*;
    use shared::error::{ErrorCode, FieldCode, FieldError, Problem};
    use shared::id::TraineeId;
    use shared::identity::api::*;
    use shared::institution::Site;
    use shared::lang::Lang;
    use shared::time::Timestamp;
    use yew::LocalServerRenderer;

    use super::*;
    use crate::app::{App, AppProps};
    use crate::preload::{Preloaded, request_key};

    /// Without the names of components, which debug builds put into their marks.
    fn nameless(html: &str) -> String {
        let parts = html.split('[').map(|part| match part.split_once("]>-->") {
            Some((name, rest)) if !name.contains('<') => format!("]>-->{rest}"),
            _ => part.to_owned(),
        });
        parts.collect::<Vec<_>>().join("[")
    }

    fn preload(lang: Lang, path: &str, answer: Option<Preloaded>) -> Preload {
        let site = Site {
            name: "测试 <安全> \"培训\" & 中心".to_owned(),
            phone: "0571-88886666".to_owned(),
            address: "测试路 1 号".to_owned(),
            icp: "浙ICP备00000000号".to_owned(),
            demo: true,
        };
        Preload {
            lang,
            path: path.to_owned(),
            site,
            form_key: "key-of-the-form".to_owned(),
            answer,
            bind_form: BindForm::default(),
            form_problem: None,
            page_problem: None,
        }
    }

    fn answer<E: Endpoint>(request: &E::Request, response: &impl Serialize) -> Option<Preloaded> {
        let ok = serde_json::value::to_raw_value(response).ok();
        ok.map(|ok| Preloaded { key: request_key::<E>(request), ok: Some(ok), problem: None })
    }

    fn pages(lang: Lang) -> Vec<Preload> {
        let mut pages: Vec<Preload> =
            Home::samples().iter().map(|home| preload(lang, "/", answer::<GetHome>(&Nothing {}, home))).collect();
        for detail in EnrolmentDetail::samples() {
            let id = detail.card.id;
            let known = answer::<GetEnrolment>(&EnrolmentRequest { id }, &detail);
            pages.push(preload(lang, &format!("/enrolments/{id}"), known));
        }
        let trainee = TraineeName { id: TraineeId(1), name: "测试'学员'".to_owned() };
        let profile = Profile {
            switchable: vec![trainee.clone(), TraineeName { id: TraineeId(2), name: "乙".to_owned() }],
            trainee: trainee.clone(),
            document_masked: "110***********002X".to_owned(),
            phone_masked: "138****0001".to_owned(),
            bound_at: Some(Timestamp(1_791_180_180_000)),
            consent: None,
            looks: Vec::new(),
        };
        pages.push(preload(lang, "/me", answer::<GetProfile>(&Nothing {}, &profile)));
        let bind = BindPage {
            privacy_version: 2,
            privacy_text: "一\n\n二 <b>".to_owned(),
            through_wechat: true,
            bound: vec![trainee],
            moved_at: Some(Timestamp(0)),
        };
        let wrong = Problem::invalid(vec![FieldError { field: "phone".to_owned(), code: FieldCode::Format }]);
        for through_wechat in [true, false] {
            let bind = BindPage { through_wechat, ..bind.clone() };
            let page = preload(lang, "/bind", answer::<GetBindPage>(&Nothing {}, &bind));
            let bind_form = BindForm { name: "\"<&".to_owned(), consent: Some("2".to_owned()), ..BindForm::default() };
            pages.push(Preload { bind_form, form_problem: Some(wrong.clone()), ..page.clone() });
            pages.push(page);
        }
        let notice = PrivacyNotice { version: 3, text: "甲\n\n乙".to_owned() };
        pages.push(preload(lang, "/privacy", answer::<GetPrivacy>(&Nothing {}, &notice)));
        pages.extend(["/", "/signed-out", "/nowhere"].map(|path| preload(lang, path, None)));
        for code in ErrorCode::ALL {
            let problem = Problem { request_id: "8383aca0".to_owned(), ..Problem::new(code) };
            let key = request_key::<GetHome>(&Nothing {});
            let failed = Preloaded { key, ok: None, problem: Some(problem.clone()) };
            pages.push(preload(lang, "/", Some(failed)));
            pages.push(Preload { page_problem: Some(problem), ..preload(lang, "/privacy", None) });
        }
        pages
    }

    #[tokio::test]
    async fn every_page_is_written_as_yew_would_render_it() {
        for page in Lang::ALL.into_iter().flat_map(pages) {
            let preload = Rc::new(page);
            let props = AppProps { preload: Rc::clone(&preload) };
            let yews = LocalServerRenderer::<App>::with_props(props).render().await;
            let ours = render(&preload);
            assert!(ours.len() > 400, "{}", preload.path);
            assert_eq!(ours, nameless(&yews), "{}", preload.path);
        }
    }
}
