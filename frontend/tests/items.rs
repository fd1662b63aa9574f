//! The trainee's pages about items, as the edge writes them.
#![cfg(feature = "edge")]

use frontend::items::{ItemsContent, Refused, SendProblem, items_page};
use frontend::plain_pages::PlainPage;
use shared::courses::CourseKind;
use shared::enrolments::api::TraineeName;
use shared::id::{EnrolmentId, FileId, TraineeId};
use shared::institution::Site;
use shared::items::api::{FileLink, Item, Items, Signed, TraineeItem};
use shared::items::document::{ContentType, DocumentProblem};
use shared::items::photo::PhotoProblem;
use shared::items::{ItemKind, ItemState};
use shared::lang::{Lang, LocalText};
use shared::time::Timestamp;

const AT: Timestamp = Timestamp(1_795_222_800_000);

fn item(kind: ItemKind, state: ItemState) -> TraineeItem {
    let sent = matches!(state, ItemState::Submitted { .. } | ItemState::Accepted { .. });
    let file = |content_type| FileLink { id: FileId(7), content_type, bytes: 9_000 };
    let kept = match kind {
        ItemKind::Photo | ItemKind::IdCopy => Some(file(ContentType::Jpeg)),
        ItemKind::Education => Some(file(ContentType::Pdf)),
        ItemKind::HealthCommitment => None,
    };
    let signed = Signed { at: AT, version: 1, typed: true };
    TraineeItem {
        can_send: !state.is_settled(),
        item: Item {
            kind,
            file: kept.filter(|_| sent),
            original: None,
            signed: (sent && kind == ItemKind::HealthCommitment).then_some(signed),
            version: 1,
            state,
        },
        consent_text: LocalText { zh: "我同意 <b>".into(), en: "I agree".into() },
        consent_version: 3,
        consented_at: sent.then_some(AT),
        commitment_text: (kind == ItemKind::HealthCommitment)
            .then(|| LocalText { zh: "本人承诺".into(), en: String::new() }),
        commitment_version: 1,
    }
}

fn items(state: &ItemState) -> Items {
    Items {
        enrolment_id: EnrolmentId(5),
        trainee: TraineeName { id: TraineeId(1), name: "孔冬志".into() },
        course: "低压电工作业".into(),
        course_kind: CourseKind::Initial,
        class_code: "2026-D13期".into(),
        items: ItemKind::ALL.map(|kind| item(kind, state.clone())).into(),
    }
}

fn page(lang: Lang, content: ItemsContent) -> String {
    let site = Site { name: "安培 & 中心".into(), phone: "0571-88886666".into(), ..Site::default() };
    let page = items_page(&PlainPage { lang, site, path: "/items/5".into() }, "key-of-the-form", &content);
    assert!(page.title.contains("安培"));
    page.body
}

fn states() -> [ItemState; 5] {
    [
        ItemState::Missing,
        ItemState::Asked { at: AT },
        ItemState::Submitted { at: AT },
        ItemState::Accepted { at: AT },
        ItemState::Returned { at: AT, reason: "逆光 <b>".into() },
    ]
}

#[test]
fn every_item_is_shown_in_every_state() {
    for lang in Lang::ALL {
        for state in states() {
            let list = page(lang, ItemsContent::List(items(&state)));
            assert!(ItemKind::ALL.iter().all(|kind| list.contains(&format!("/items/5/{}", kind.code()))));
            for kind in ItemKind::ALL {
                let html = page(lang, ItemsContent::One { items: items(&state), kind, refused: None });
                let sends = html.contains("enctype=\"multipart/form-data\"");
                assert_eq!(sends, !state.is_settled(), "{kind:?} {state:?}");
                // A box is there where consent is needed, and never ticked.
                let asks = html.contains("name=\"consent\"");
                assert_eq!(asks, state.is_with_trainee(), "{kind:?} {state:?}");
                assert!(!html.contains(" checked") && !html.contains("<b>") && !html.contains(" style="));
                assert_eq!(html.contains("/withdraw\""), !state.is_with_trainee());
            }
        }
    }
}

#[test]
fn what_was_not_taken_is_said_beside_its_control() {
    let problems = PhotoProblem::ALL.map(|problem| (ItemKind::Photo, SendProblem::Photo(problem)));
    let papers = DocumentProblem::ALL.map(|problem| (ItemKind::Education, SendProblem::Paper(problem)));
    let others = [
        (ItemKind::Photo, SendProblem::ConsentMissing),
        (ItemKind::HealthCommitment, SendProblem::NotSigned),
        (ItemKind::HealthCommitment, SendProblem::SignatureUnusable),
        (ItemKind::Education, SendProblem::FormUnreadable),
        (ItemKind::Education, SendProblem::BodyTooLarge),
    ];
    for (kind, problem) in problems.into_iter().chain(papers).chain(others) {
        for lang in Lang::ALL {
            let html = page(
                lang,
                ItemsContent::One {
                    items: items(&ItemState::Missing),
                    kind,
                    refused: Some(Refused { problem, agreed: true }),
                },
            );
            let control = problem.control();
            assert!(html.contains(&format!("href=\"#{control}\"")), "{problem:?}");
            assert!(html.contains(&format!("id=\"{control}-error\"")), "{problem:?}");
            assert!(html.contains("name=\"consent\"") && html.contains("checked"), "what was ticked stays ticked");
            assert!(html.matches(&problem.text(lang)).count() >= 2, "{problem:?}");
        }
    }
}
