//! The edge writes every page as Yew itself would render it (`docs/adr/0006-the-edge-writes-its-html.md`).
#![cfg(feature = "ssr")]

use std::rc::Rc;

use frontend::app::{App, AppProps};
use frontend::edge_pages::EdgePage;
use frontend::preload::{Preload, Preloaded, request_key};
use frontend::server::{render, render_edge_page};
use serde::Serialize;
use shared::certificates::api::{Certificates, ListCertificates};
use shared::endpoint::{Endpoint, Nothing};
use shared::enrolments::api::*;
use shared::error::{ErrorCode, FieldCode, FieldError, Problem};
use shared::id::TraineeId;
use shared::identity::api::*;
use shared::institution::Site;
use shared::lang::Lang;
use shared::messages::api::{ListMessages, ListMessagesRequest, Message};
use shared::page::Page;
use shared::time::Timestamp;
use yew::LocalServerRenderer;

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

/// Pages that only the edge renders, with their answers.
fn edge_pages(lang: Lang) -> Vec<(EdgePage, Preload)> {
    let mut pages = Vec::new();
    for certificates in Certificates::samples() {
        let known = answer::<ListCertificates>(&Nothing {}, &certificates);
        pages.push((EdgePage::Certificates, preload(lang, "/certificates", known)));
    }
    for page in Message::pages() {
        for (path, after) in [("/messages", None), ("/messages?after=40", Some("40".to_owned()))] {
            let known = answer::<ListMessages>(&ListMessagesRequest { after }, &page);
            pages.push((EdgePage::Messages, preload(lang, path, known)));
        }
    }
    for code in ErrorCode::ALL {
        let problem = Problem { request_id: "8383aca0".to_owned(), ..Problem::new(code) };
        let failed = Preloaded { key: String::new(), ok: None, problem: Some(problem.clone()) };
        pages.push((EdgePage::Messages, preload(lang, "/messages", Some(failed))));
        let known = answer::<ListCertificates>(&Nothing {}, &Certificates { certificates: Vec::new() });
        let preload = Preload { page_problem: Some(problem), ..preload(lang, "/certificates", known) };
        pages.push((EdgePage::Certificates, preload));
    }
    pages
}

#[test]
fn pages_of_the_edge_are_complete_and_carry_no_marks() {
    for (page, preload) in Lang::ALL.into_iter().flat_map(edge_pages) {
        let html = render_edge_page(&page, &preload);
        assert_eq!(html.matches("<h1").count(), 1, "{html}");
        assert!(!html.contains("<!--") && !html.contains(" style="), "{html}");
        let failed = preload.page_problem.is_some() || preload.answer.is_some_and(|answer| answer.problem.is_some());
        assert_eq!(html.contains(r#"aria-current="page""#), !failed, "{html}");
    }
}

#[test]
fn messages_lead_on_and_back() {
    let html = |path| {
        let page = Page { items: Message::samples(), next: Some("12".to_owned()) };
        let known = answer::<ListMessages>(&ListMessagesRequest::default(), &page);
        render_edge_page(&EdgePage::Messages, &preload(Lang::Zh, path, known))
    };
    let first = html("/messages");
    // To where something can be done.
    for href in ["/items/7", "/proofs/4", "/enrolments/7"] {
        assert!(first.contains(&format!(r#"href="{href}""#)), "{href}");
    }
    assert_eq!(first.matches(r#"href="/certificates""#).count(), 3, "the navigation's, a certificate and a reminder");
    assert!(first.contains(r#"href="/messages?after=12""#) && first.contains(r#"href="/enrolments/7""#));
    assert_eq!(first.matches(r#"href="/messages""#).count(), 1, "the navigation's");
    assert_eq!(html("/messages?after=40").matches(r#"href="/messages""#).count(), 2);
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
