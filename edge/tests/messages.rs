//! What trainees are told: counted on the first page until it was shown.
#![cfg(test)]

mod support;

use shared::endpoint::Nothing;
use shared::enrolments::api::{GetHome, MergeTrainees, MergeTraineesRequest, SaveTrainee, TraineeForm};
use shared::error::ErrorCode;
use shared::id::TraineeId;
use shared::identity::document::DocumentKind;
use shared::messages::MessageContent;
use shared::messages::api::{ListMessages, ListMessagesRequest, Message};
use shared::page::Page;
use support::{Client, Portal};

fn trainee(portal: &Portal, name: &str, document: &str) -> TraineeId {
    let form = TraineeForm {
        id: None,
        name: name.to_owned(),
        phone: "13378707117".to_owned(),
        document_kind: DocumentKind::Passport,
        document_number: document.to_owned(),
        class_id: None,
        version: 0,
    };
    portal.registrar().call::<SaveTrainee>(&form).unwrap().id
}

fn list(client: &Client<'_>, after: Option<&str>) -> Page<Message> {
    client.call::<ListMessages>(&ListMessagesRequest { after: after.map(str::to_owned) }).unwrap()
}

#[test]
fn a_former_account_that_still_holds_a_relative_is_told_once() {
    let portal = Portal::new();
    let (from, into) = (trainee(&portal, "孔冬志", "E1234567"), trainee(&portal, "孔冬志", "E7654321"));
    let relative = trainee(&portal, "孔小妹", "E5555555");
    let _former = portal.trainee(from, "old");
    let (family, _new) = (portal.trainee(relative, "old"), portal.trainee(into, "new"));
    portal.registrar().call::<MergeTrainees>(&MergeTraineesRequest { from, into }).unwrap();
    portal.alarm();
    assert_eq!(family.call::<GetHome>(&Nothing {}).unwrap().unread, 1);
    // A later page of the list is not where it stands.
    assert_eq!(list(&family, Some("40")).items, []);
    let told = list(&family, None).items;
    assert_eq!(
        told.iter().map(|told| (told.new, &told.content)).collect::<Vec<_>>(),
        [(true, &MessageContent::BindingMoved)]
    );
    assert_eq!(family.call::<GetHome>(&Nothing {}).unwrap().unread, 0);
    assert_eq!(list(&family, None).items, []);
}

#[test]
fn a_place_in_the_list_that_is_no_place_is_refused() {
    let portal = Portal::new();
    let client = portal.trainee(trainee(&portal, "孔冬志", "E1234567"), "openid");
    for after in ["", "x", "1; drop table messages", "9223372036854775808"] {
        let request = ListMessagesRequest { after: Some(after.to_owned()) };
        assert_eq!(client.refusal::<ListMessages>(&request), ErrorCode::Malformed, "{after}");
    }
}
