//! Recorded lessons in the console.

use browser_tests::{Heard, Shown, click, show, text_of};
use frontend::lessons::console::{LessonCard, Open};
use shared::id::{LessonId, MediaId};
use shared::lang::Lang;
use shared::lessons::LessonState;
use shared::lessons::api::{MediaInfo, StaffLesson, Storage, Uploading};
use shared::time::Timestamp;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

fn lesson(state: LessonState, video: bool) -> StaffLesson {
    let video = video.then(|| MediaInfo {
        id: MediaId(9),
        file_name: "接地.mp4".to_owned(),
        bytes: 373_293_056,
        duration_ms: 3_723_000,
        width: 1280,
        height: 720,
        stored_at: Timestamp(0),
        address: "/media/none".to_owned(),
    });
    StaffLesson {
        id: LessonId(4),
        title: "接地与接零".to_owned(),
        teacher: String::new(),
        summary: String::new(),
        state,
        required_ms: video.as_ref().map_or(0, |video| video.duration_ms),
        needs_payment: true,
        after: None,
        opens_on: None,
        closes_on: None,
        preview: false,
        chapters: Vec::new(),
        video,
        poster: None,
        slides: Vec::new(),
        caption_cues: None,
        uploading: None,
        viewers: 0,
        version: 3,
    }
}

async fn card(lang: Lang, lesson: StaffLesson, may_edit: bool, on_open: Callback<Open>) -> Shown {
    let on_move = may_edit.then(Callback::noop);
    let storage = Storage { used_bytes: 0, limit_bytes: 1 << 40 };
    show(html! {
        <LessonCard
            {lang} number=2 {lesson} {storage} is_last=true moving=false {on_move} {on_open} on_changed={Callback::noop()}
        />
    })
    .await
}

async fn buttons(lesson: StaffLesson, may_edit: bool) -> Vec<String> {
    card(Lang::Zh, lesson, may_edit, Callback::noop()).await.all("button").iter().map(text_of).collect()
}

#[wasm_bindgen_test]
async fn a_draft_without_a_video_asks_for_one_and_cannot_be_published() {
    for lang in Lang::ALL {
        let shown = card(lang, lesson(LessonState::Draft, false), true, Callback::noop()).await;
        assert!(shown.has("input[type=file]") && !shown.has("button.btn-primary"));
    }
    let offered = buttons(lesson(LessonState::Draft, false), true).await;
    assert!(offered.contains(&"删除草稿".to_owned()), "{offered:?}");
}

#[wasm_bindgen_test]
async fn each_state_offers_its_own_way_on() {
    for (state, to) in [
        (LessonState::Draft, LessonState::Published),
        (LessonState::Withdrawn, LessonState::Published),
        (LessonState::Published, LessonState::Withdrawn),
    ] {
        let (heard, on_open) = Heard::new();
        let shown = card(Lang::Zh, lesson(state, true), true, on_open).await;
        let button = if to == LessonState::Published { "button.btn-primary" } else { "button.btn-warn" };
        click(&shown.one(button)).await;
        assert_eq!(heard.all(), [Open::State(LessonId(4), to)]);
    }
}

#[wasm_bindgen_test]
async fn who_may_only_look_sees_the_facts_and_the_preview() {
    assert_eq!(buttons(lesson(LessonState::Published, true), false).await, ["预览"]);
    assert!(buttons(lesson(LessonState::Draft, false), false).await.is_empty());
    let shown = card(Lang::Zh, lesson(LessonState::Published, true), false, Callback::noop()).await;
    shown.assert_says("接地.mp4 · 356 MB · 1280×720");
    shown.assert_says("1:02:03");
}

#[wasm_bindgen_test]
async fn an_upload_that_was_not_finished_asks_for_the_same_file() {
    let uploading = Uploading { id: MediaId(7), file_name: "接地.mp4".to_owned(), bytes: 100, stored_bytes: 37 };
    let draft = StaffLesson { uploading: Some(uploading), ..lesson(LessonState::Draft, false) };
    let shown = card(Lang::Zh, draft, true, Callback::noop()).await;
    shown.assert_says("上次上传未完成：接地.mp4 37%");
    assert!(shown.has("input[type=file]"));
}
