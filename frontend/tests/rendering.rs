//! The edge writes every page as Yew itself would render it (`docs/adr/0006-the-edge-writes-its-html.md`).
#![cfg(feature = "ssr")]

use std::rc::Rc;

use frontend::app::{App, AppProps};
use frontend::preload::{Preload, Preloaded, request_key};
use frontend::server::render;
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
