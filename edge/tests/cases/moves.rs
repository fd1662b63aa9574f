//! Moving many cases at once, and taking it back.

use shared::certificates::api::*;
use shared::certificates::case::{Case, Outcome, Refusal, Target};
use shared::certificates::regime::StageKey;
use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::{EnrolmentRequest, GetEnrolment, GetEnrolmentForStaff, HistoryEntry};
use shared::error::{ErrorCode, FieldCode};
use shared::id::EnrolmentId;
use shared::messages::MessageContent;
use shared::messages::api::{ListMessages, ListMessagesRequest};
use shared::role::Role;

use crate::people::*;
use crate::support::Portal;

/// What a move writes besides the cases: the record of it.
const OF_MOVES: [&str; 7] =
    ["moves", "move_effects", "audit", "replies", "staff_sessions", "enrolments", "stage_estimates"];

fn ten(portal: &Portal) -> (crate::support::Client<'_>, Vec<EnrolmentId>) {
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let cases = (0..10).map(|n| enrol(portal, &registrar, class, n).1).collect();
    (registrar, cases)
}

#[test]
fn many_cases_move_with_one_confirmation_and_their_messages_wait() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    let trainee = portal.trainee(shared::id::TraineeId(1), "openid");
    let moved = go(&registrar, &cases, Target::Stage(StageKey::Training), "", "");
    assert_eq!((moved.cases, moved.undo_until), (10, portal.now().plus_seconds(UNDO_SECONDS)));
    assert_eq!(portal.number("select count(*) from outbox where kind = 'notice_v1'"), 10);
    portal.advance_seconds(UNDO_SECONDS - 1);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 0, "nobody is told what can still be undone");
    portal.advance_seconds(1);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 10);
    assert_eq!(portal.number("select count(*) from outbox"), 0);

    let home = trainee.call::<shared::enrolments::api::GetHome>(&shared::endpoint::Nothing {}).unwrap();
    assert_eq!(home.unread, 1);
    let page = trainee.call::<ListMessages>(&ListMessagesRequest::default()).unwrap();
    assert!(matches!(&page.items[0].content, MessageContent::StageReached { stage, .. } if stage.zh == "培训中"));
    assert!(page.items[0].new && page.items[0].enrolment == Some(cases[0]));
    let again = trainee.call::<ListMessages>(&ListMessagesRequest::default()).unwrap();
    assert!(!again.items[0].new, "what was shown is read");
    assert_eq!(trainee.call::<shared::enrolments::api::GetHome>(&shared::endpoint::Nothing {}).unwrap().unread, 0);
}

#[test]
fn an_undone_move_is_as_if_it_had_not_been() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    to(&registrar, cases[0], StageKey::Papers);
    portal.advance_days(3);
    let registrar = portal.registrar();
    portal.alarm();
    let before = portal.dump(&OF_MOVES);
    let columns =
        "select json_array(stage, outcome, since_at, clock_on, ended_at, shelf, handed_over, round) from enrolments";
    let enrolments = portal.texts(columns);
    let moved = go(&registrar, &cases, Target::Stage(StageKey::Ready), "", "A-3");
    assert_ne!(portal.texts(columns), enrolments);
    portal.advance_seconds(300);
    let undone = registrar.call::<UndoMove>(&MoveRef { id: moved.id }).unwrap();
    assert_eq!((undone.kept, undone.undone_at), (0, Some(portal.now())));
    assert_eq!(portal.texts(columns), enrolments);
    assert_eq!(portal.dump(&OF_MOVES), before);
    assert_eq!(registrar.refusal::<UndoMove>(&MoveRef { id: moved.id }), ErrorCode::UndoTooLate);
    portal.advance_seconds(UNDO_SECONDS);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages where enrolment_id <> 1"), 0);
    // What was made before the move can still be undone on its own terms: an import sees its own version again.
    assert_eq!(portal.number("select count(*) from move_effects x join enrolments e on e.id = x.enrolment_id and e.version = x.version_after where x.move_id = 1"), 1);
}

#[test]
fn what_was_changed_since_stays_and_is_counted() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    let first = go(&registrar, &cases, Target::Stage(StageKey::Papers), "", "");
    to(&registrar, cases[4], StageKey::Payment);
    let undone = registrar.call::<UndoMove>(&MoveRef { id: first.id }).unwrap();
    assert_eq!(undone.kept, 1);
    assert_eq!(standing(&portal, cases[4]), told(&portal, cases[4]));
    assert_eq!(portal.number("select count(*) from enrolments where stage = 100"), 9);
    portal.advance_seconds(UNDO_SECONDS);
    portal.alarm();
    assert_eq!(portal.texts("select distinct enrolment_id from messages"), [cases[4].to_string()]);
}

#[test]
fn an_undo_comes_too_late_after_ten_minutes() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    let moved = to(&registrar, cases[0], StageKey::Papers);
    portal.advance_seconds(UNDO_SECONDS);
    assert_eq!(registrar.refusal::<UndoMove>(&MoveRef { id: moved.id }), ErrorCode::UndoTooLate);
    assert_eq!(registrar.refusal::<UndoMove>(&MoveRef { id: shared::id::MoveId(99) }), ErrorCode::NotFound);
}

#[test]
fn a_confirmation_counts_for_what_was_seen_only() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    let confirm = |versions: &[(EnrolmentId, i64)], target| ConfirmMove {
        cases: versions.to_vec(),
        target,
        reason: String::new(),
        note: String::new(),
    };
    let papers = Target::Stage(StageKey::Papers);
    // Somebody else moves the second case in between: the whole confirmation counts no more.
    to(&registrar, cases[1], StageKey::Papers);
    let before = portal.dump(&["staff_sessions"]);
    let seen = [(cases[0], 1), (cases[1], 1)];
    assert_eq!(registrar.refusal::<MoveCases>(&confirm(&seen, papers)), ErrorCode::PreviewOutdated);
    // Nor does one that would be refused.
    let backwards = confirm(&[(cases[1], 2)], Target::Stage(StageKey::Registered));
    assert_eq!(registrar.refusal::<MoveCases>(&backwards), ErrorCode::PreviewOutdated);
    assert_eq!(registrar.refusal::<MoveCases>(&confirm(&[(EnrolmentId(999), 1)], papers)), ErrorCode::PreviewOutdated);
    assert_eq!(registrar.refusal::<MoveCases>(&confirm(&[], papers)), ErrorCode::Invalid);
    let too_many: Vec<_> = (0..=500).map(|n| (EnrolmentId(n), 1)).collect();
    assert_eq!(registrar.refusal::<MoveCases>(&confirm(&too_many, papers)), ErrorCode::Invalid);
    assert_eq!(portal.dump(&["staff_sessions"]), before, "nothing is half done");
    // The same confirmation sent twice moves once.
    let keyed = registrar.with_key("one-confirmation");
    let once = keyed.call::<MoveCases>(&confirm(&[(cases[2], 1)], papers)).unwrap();
    assert_eq!(keyed.call::<MoveCases>(&confirm(&[(cases[2], 1)], papers)).unwrap(), once);
    assert_eq!(portal.number("select count(*) from moves"), 2);
    for role in [Role::Cashier, Role::Editor, Role::Reviewer, Role::Teacher] {
        let other = portal.staff(&[role]);
        assert_eq!(other.refusal::<MoveCases>(&confirm(&[(cases[0], 1)], papers)), ErrorCode::RoleRequired);
    }
}

#[test]
fn a_note_stays_in_the_history_for_staff() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    let case = cases[0];
    let trainee = portal.trainee(shared::id::TraineeId(1), "openid");
    go(&registrar, &[case], Target::Stage(StageKey::Papers), "", "资料袋 12 号，缺一张照片");
    go(&registrar, &[case], Target::Stage(StageKey::Registered), "退回补正", "电话已通知");
    go(&registrar, &[case], Target::Stage(StageKey::Ready), "", "A-3");
    let request = EnrolmentRequest { id: case };
    let of = |history: Vec<HistoryEntry>| -> Vec<String> { history.into_iter().map(|entry| entry.note).collect() };
    let staff = of(registrar.call::<GetEnrolmentForStaff>(&request).unwrap().history);
    // Newest first; where it lies is an event of its own.
    assert_eq!(staff, ["", "", "电话已通知", "资料袋 12 号，缺一张照片", ""]);
    let own = of(trainee.call::<GetEnrolment>(&request).unwrap().history);
    assert!(own.iter().all(String::is_empty), "notes are for staff");
}

#[test]
fn a_preview_says_who_does_not_move_and_why() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    to(&registrar, cases[0], StageKey::Theory);
    go(&registrar, &[cases[1]], Target::End(Outcome::Withdrawn), "本人申请退出", "");
    let before = portal.dump(&["staff_sessions"]);
    let preview = |target, reason: &str| {
        let request =
            MoveRequest { cases: cases[..3].to_vec(), target, reason: reason.to_owned(), note: String::new() };
        registrar.call::<PreviewMove>(&request).unwrap()
    };
    let shown = preview(Target::Stage(StageKey::Training), "");
    assert_eq!(shown.moving.iter().map(|row| row.id).collect::<Vec<_>>(), [cases[2]]);
    let why: Vec<_> = shown.refused.iter().map(|refused| (refused.case.id, refused.why)).collect();
    assert_eq!(why, [(cases[0], Refusal::ReasonNeeded), (cases[1], Refusal::Ended)]);
    assert_eq!(shown.messages, 1);
    let shown = preview(Target::Stage(StageKey::Training), "考试取消");
    assert_eq!(shown.refused.iter().map(|refused| refused.why).collect::<Vec<_>>(), [Refusal::Ended]);
    let shown = preview(Target::End(Outcome::Collected), "");
    let why: Vec<_> = shown.refused.iter().map(|refused| refused.why).collect();
    assert_eq!(why, [Refusal::NotReady, Refusal::Ended, Refusal::NotReady]);
    assert_eq!(portal.dump(&["staff_sessions"]), before, "a preview writes nothing");
}

#[test]
fn back_with_a_reason_and_open_again_stay_in_the_history() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    let case = cases[0];
    to(&registrar, case, StageKey::Applied);
    go(&registrar, &[case], Target::Stage(StageKey::Papers), "照片不合格，退回补正", "");
    go(&registrar, &[case], Target::End(Outcome::Refused), "超过年龄", "");
    assert_eq!(standing(&portal, case), Case::Ended { stage: 110, outcome: Outcome::Refused });
    go(&registrar, &[case], Target::Reopen, "登记有误", "");
    assert_eq!(standing(&portal, case), Case::Open { stage: 110 });
    assert_eq!(told(&portal, case), standing(&portal, case));
    let events = portal.texts(&format!(
        "select event ->> 'event' || coalesce(' ' || (event ->> 'reason'), '') from enrolment_events where enrolment_id = {case} order by id"
    ));
    let expected =
        ["enrolled", "stage_reached", "moved_back 照片不合格，退回补正", "ended 超过年龄", "reopened 登记有误"];
    assert_eq!(events, expected);
}

#[test]
fn a_certificate_is_shelved_and_handed_over() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    go(&registrar, &cases[..2], Target::Stage(StageKey::Ready), "", "A-12");
    assert_eq!(portal.texts("select shelf from enrolments where stage = 220"), ["A-12", "A-12"]);
    go(&registrar, &[cases[0]], Target::Stage(StageKey::Done), "", "本人签收");
    let mailed = Target::End(Outcome::Mailed);
    let unsaid = MoveRequest { cases: vec![cases[1]], target: mailed, reason: String::new(), note: " ".to_owned() };
    let problem = registrar.call::<PreviewMove>(&unsaid).unwrap_err();
    assert_eq!((problem.fields[0].field.as_str(), problem.fields[0].code), ("note", FieldCode::Required));
    for (number, code) in
        [("顺丰速运", FieldCode::Format), ("SF12", FieldCode::TooShort), (&"9".repeat(31), FieldCode::TooLong)]
    {
        let odd = MoveRequest { note: number.to_owned(), ..unsaid.clone() };
        let problem = registrar.call::<PreviewMove>(&odd).unwrap_err();
        assert_eq!((problem.fields[0].field.as_str(), problem.fields[0].code), ("note", code));
    }
    go(&registrar, &[cases[1]], mailed, "", "SF 1234567890");
    let rows = portal.texts(
        "select outcome || ' ' || handed_over || ' ' || stage from enrolments where outcome is not null order by id",
    );
    assert_eq!(rows, ["collected 本人签收 230", "mailed SF1234567890 230"]);
    for case in &cases[..2] {
        assert_eq!(told(&portal, *case), standing(&portal, *case));
    }
}

#[test]
fn a_missing_reason_is_said_at_its_field_before_any_preview() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    go(&registrar, &[cases[0]], Target::End(Outcome::Withdrawn), "本人申请退出", "");
    go(&registrar, &[cases[1]], Target::Stage(StageKey::Theory), "", "");
    for (case, target) in [
        (cases[0], Target::Reopen),
        (cases[1], Target::Stage(StageKey::Papers)),
        (cases[2], Target::End(Outcome::Refused)),
    ] {
        let request = MoveRequest { cases: vec![case], target, reason: " ".to_owned(), note: String::new() };
        let problem = registrar.call::<PreviewMove>(&request).unwrap_err();
        assert_eq!((problem.fields[0].field.as_str(), problem.fields[0].code), ("reason", FieldCode::Required));
        let told = MoveRequest { reason: "登记有误".to_owned(), ..request };
        assert_eq!(registrar.call::<PreviewMove>(&told).unwrap().moving.len(), 1);
    }
}

#[test]
fn moves_that_can_be_undone_are_known_to_the_portal() {
    let portal = Portal::new();
    let (registrar, cases) = ten(&portal);
    let list = |enrolment_id| registrar.call::<ListMoves>(&ListMovesRequest { enrolment_id }).unwrap();
    let first = go(&registrar, &cases[..2], Target::Stage(StageKey::Papers), "", "");
    portal.advance_seconds(60);
    let second = to(&registrar, cases[2], StageKey::Papers);
    let ids = |moves: UndoableMoves| moves.moves.iter().map(|made| made.id).collect::<Vec<_>>();
    assert_eq!(list(None).at, portal.now());
    assert_eq!(ids(list(None)), [second.id, first.id]);
    assert_eq!(ids(list(Some(cases[1]))), [first.id]);
    assert_eq!(ids(list(Some(cases[5]))), []);
    registrar.call::<UndoMove>(&MoveRef { id: second.id }).unwrap();
    assert_eq!(ids(list(None)), [first.id]);
    portal.advance_seconds(UNDO_SECONDS - 60);
    assert_eq!(ids(list(Some(cases[0]))), []);
    assert_eq!(portal.anyone().refusal::<ListMoves>(&ListMovesRequest::default()), ErrorCode::StaffSignInRequired);
}
