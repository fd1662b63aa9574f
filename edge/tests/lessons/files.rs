//! Files of lessons: announced, part by part, taken into use, replaced, deleted in their time.

use edge::institution::context::Facts;
use edge::lessons::deletions;
use shared::error::ErrorCode;
use shared::lessons::api::*;
use shared::lessons::{LessonState, MediaPurpose, PART_BYTES};

use crate::scene::{Scene, media, scene};
use crate::support::Portal;

fn due(portal: &Portal) -> Vec<String> {
    let due = portal.turn(Facts::default(), deletions::due).unwrap();
    for part in &due {
        portal.turn(Facts::default(), |context| deletions::deleted(context, part)).unwrap();
    }
    due.into_iter().map(|part| part.name).collect()
}

fn used(scene: &Scene) -> i64 {
    scene.portal.number("select used_bytes from media_storage")
}

#[test]
fn an_upload_that_broke_off_goes_on_with_what_is_there() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.save(&scene.form("一")).id;
    let form = media(lesson, MediaPurpose::Video, 2 * PART_BYTES + 100);
    let begun = scene.registrar.call::<BeginMedia>(&form).unwrap();
    assert_eq!((begun.part_bytes, begun.parts.len()), (PART_BYTES, 0));
    scene.store(begun.id, 2).unwrap();
    scene.store(begun.id, 0).unwrap();
    scene.store(begun.id, 0).unwrap();
    assert_eq!(used(&scene), PART_BYTES + 100, "a part counts once");
    let uploading = scene.lesson(lesson).uploading.unwrap();
    assert_eq!((uploading.id, uploading.stored_bytes), (begun.id, PART_BYTES + 100));
    assert_eq!(scene.registrar.refusal::<FinishMedia>(&MediaRef { id: begun.id }), ErrorCode::UploadIncomplete);
    let again = scene.registrar.call::<BeginMedia>(&form).unwrap();
    let there: Vec<_> = again.parts.iter().map(|part| (part.part, part.bytes)).collect();
    assert_eq!((again.id, there), (begun.id, vec![(0, PART_BYTES), (2, 100)]));
    scene.store(begun.id, 1).unwrap();
    scene.registrar.call::<FinishMedia>(&MediaRef { id: begun.id }).unwrap();
    let lesson = scene.lesson(lesson);
    assert_eq!(lesson.video.unwrap().bytes, 2 * PART_BYTES + 100);
    assert!(lesson.uploading.is_none());
    // Finished twice is finished.
    scene.registrar.call::<FinishMedia>(&MediaRef { id: begun.id }).unwrap();
    assert_eq!(scene.store(begun.id, 1).unwrap_err().code, ErrorCode::Changed);
}

#[test]
fn parts_that_a_file_does_not_have_are_not_found() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.save(&scene.form("一")).id;
    let begun = scene.registrar.call::<BeginMedia>(&media(lesson, MediaPurpose::Video, PART_BYTES)).unwrap();
    for part in [-1, 1, i64::MAX] {
        assert_eq!(scene.store(begun.id, part).unwrap_err().code, ErrorCode::NotFound, "{part}");
    }
    for bytes in [0, -1, 4 * 1024 * 1024 * 1024 + 1] {
        let problem = scene.registrar.call::<BeginMedia>(&media(lesson, MediaPurpose::Video, bytes)).unwrap_err();
        assert_eq!(problem.fields[0].field, "bytes", "{bytes}");
    }
}

#[test]
fn a_full_store_takes_no_more() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.save(&scene.form("一")).id;
    portal.run("update media_storage set limit_bytes = 1500000", &[]);
    scene.upload(&media(lesson, MediaPurpose::Video, 1_000_000));
    let more = media(lesson, MediaPurpose::Poster, 600_000);
    assert_eq!(scene.registrar.refusal::<BeginMedia>(&more), ErrorCode::StorageFull);
}

#[test]
fn what_is_replaced_or_given_up_is_deleted_in_its_time() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let first = scene.lesson(lesson).video.unwrap().id;
    scene.upload(&media(lesson, MediaPurpose::Video, 2_000_000));
    assert_eq!(used(&scene), 3_000_000);
    assert!(due(&portal).is_empty(), "somebody may be watching it");
    portal.advance_days(1);
    assert_eq!(due(&portal).len(), 1);
    due(&portal);
    assert_eq!(portal.text(&format!("select state from media where id = {first}")), "gone");
    assert_eq!(used(&scene), 2_000_000);
    // An upload that nobody finishes.
    let left = scene.registrar.call::<BeginMedia>(&media(lesson, MediaPurpose::Poster, 1_000)).unwrap();
    scene.store(left.id, 0).unwrap();
    portal.advance_days(7);
    assert_eq!(due(&portal).len(), 1);
    assert_eq!(used(&scene), 2_000_000);
    let again = Scene { registrar: portal.registrar(), ..scene };
    assert_eq!(again.store(left.id, 0).unwrap_err().code, ErrorCode::Changed);
}

#[test]
fn the_video_of_a_published_lesson_stays() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let video = scene.lesson(lesson).video.unwrap().id;
    assert_eq!(scene.registrar.refusal::<DropMedia>(&MediaRef { id: video }), ErrorCode::LessonInUse);
    scene.set_state(lesson, LessonState::Withdrawn);
    scene.registrar.call::<DropMedia>(&MediaRef { id: video }).unwrap();
    assert!(scene.lesson(lesson).video.is_none());
    // A deleted draft takes its files along.
    let draft = scene.save(&scene.form("二"));
    scene.upload(&media(draft.id, MediaPurpose::Video, 500));
    scene.set_state(draft.id, LessonState::Draft);
    portal.advance_days(1);
    assert_eq!(due(&portal).len(), 2);
    assert_eq!(used(&scene), 0);
}

#[test]
fn slides_are_shown_in_order() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    for page in [2, 1, 3] {
        scene.upload(&MediaForm { page, ..media(lesson, MediaPurpose::Slide, 1_000 + page) });
    }
    let slides: Vec<_> = scene.lesson(lesson).slides.iter().map(|slide| slide.bytes).collect();
    assert_eq!(slides, [1_001, 1_002, 1_003]);
    assert_eq!(scene.page(lesson).video.unwrap().slides.len(), 3);
}
