//! Imports taken back.

use shared::error::ErrorCode;
use shared::id::{ImportId, TraineeId};
use shared::imports::api::{ImportRequest, UndoImport};
use shared::imports::{ImportState, RowFate};
use shared::roster::columns::Column;

use crate::rosters::*;
use crate::support::{Client, Portal};

/// Everything but versions, which go on and never back.
fn facts(portal: &Portal) -> Vec<String> {
    let lines = portal.dump(&OF_IMPORTS);
    lines.into_iter().map(|line| line.split(",\"version\":").next().unwrap().to_owned()).collect()
}

fn blockers(client: &Client, id: ImportId) -> Vec<String> {
    let problem = client.call::<UndoImport>(&ImportRequest { id }).unwrap_err();
    assert_eq!(problem.code, ErrorCode::UndoBlocked);
    problem.blockers
}

fn later() -> Roster {
    Roster::of(
        "later",
        vec![
            row(1)
                .corrected(Column::Paid, "980")
                .corrected(Column::Stage, "制证")
                .corrected(Column::Phone, "17482937730"),
            row(2)
                .corrected(Column::Employer, "叠彩化工")
                .corrected(Column::CreditCode, "")
                .corrected(Column::Fee, "1000"),
            row(3),
            row(4),
            row(1).corrected(Column::Class, "2026-F01期").corrected(Column::Phone, "17482937730"),
        ],
    )
}

fn renumbered(mut roster: Roster) -> Roster {
    roster.rows = (2..)
        .zip(&roster.rows)
        .map(|(row_no, raw)| {
            Column::ALL
                .iter()
                .fold(shared::roster::row::RawRow::new(row_no), |new, column| new.corrected(*column, raw.text(*column)))
        })
        .collect();
    roster
}

#[test]
fn an_undone_import_leaves_everything_as_it_was() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let empty = facts(&portal);
    let first = import(&portal, &registrar, &Roster::of("first", vec![row(1), row(2), row(3)]));
    let known = facts(&portal);
    let second = import(&portal, &registrar, &renumbered(later()));
    assert_eq!((second.count(RowFate::Added), second.count(RowFate::Changed), second.count(RowFate::Same)), (2, 2, 1));

    // The first one cannot go while the second rests on it.
    assert_eq!(blockers(&registrar, first.id).len(), 3);
    let undone = undo(&portal, &registrar, second.id);
    assert_eq!(
        (undone.state, undone.count(RowFate::Undone), undone.count(RowFate::Added)),
        (ImportState::Undone, 4, 0)
    );
    assert_eq!(facts(&portal), known);
    assert_eq!(registrar.refusal::<UndoImport>(&ImportRequest { id: second.id }), ErrorCode::ImportNotReady);

    let undone = undo(&portal, &registrar, first.id);
    assert_eq!((undone.state, undone.count(RowFate::Undone)), (ImportState::Undone, 3));
    assert_eq!(facts(&portal), empty);
    assert_eq!(portal.number("select count(*) from import_effects"), 0);
    // And it can come again.
    assert_eq!(
        import(&portal, &registrar, &Roster::of("first", vec![row(1), row(2), row(3)])).count(RowFate::Added),
        3
    );
}

#[test]
fn later_work_stands_in_the_way_and_is_named_without_telling_too_much() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let done = import(&portal, &registrar, &Roster::people("people", 30));
    let before = portal.dump(&OF_IMPORTS);

    portal.run("update enrolments set stage = 150, version = version + 1 where id = 1", &[]);
    assert_eq!(blockers(&registrar, done.id), [format!("{} · 2026-D00期 (#2)", name(1))]);
    portal.run("update enrolments set stage = 130, version = 1 where id = 1", &[]);

    portal.run(
        "insert into payments (enrolment_id, amount, source, recorded_at) values (2, 100, 'carried_over', 0)",
        &[],
    );
    assert_eq!(blockers(&registrar, done.id), [format!("{} · 2026-D00期 (#3)", name(2))]);
    portal.run("delete from payments where amount = 100", &[]);

    portal.run("update trainees set phone = '17482937730', version = version + 1 where id = 3", &[]);
    assert_eq!(blockers(&registrar, done.id).len(), 1);
    portal.run("update trainees set version = 1, phone = '13300000003' where id = 3", &[]);
    assert_eq!(portal.dump(&OF_IMPORTS), before);

    portal.trainee(TraineeId(4), "openid");
    assert_eq!(blockers(&registrar, done.id), [format!("{} (#5)", name(4))]);

    portal.run("update enrolments set version = version + 1", &[]);
    assert_eq!(blockers(&registrar, done.id).len(), 20, "not more than a person can look through");
    assert_eq!(get(&registrar, done.id).state, ImportState::Done);
}

#[test]
fn what_was_watched_since_stands_in_the_way() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let import = import(&portal, &registrar, &Roster::of("first", vec![row(1), row(2)]));
    for statement in [
        "insert into lessons (id, course_id, position, title, created_at) select 1, min(id), 1, '安全用电', 0 from courses",
        "insert into media (id, lesson_id, purpose, name, file_name, bytes, part_bytes, staff_id, created_at)
         select 1, 1, 'video', 'a', 'a.mp4', 1, 1, min(id), 0 from staff",
        "insert into lesson_progress (enrolment_id, round, lesson_id, progress, video_id, first_at, last_at)
         select min(id), 1, 1, '{}', 1, 0, 0 from enrolments",
    ] {
        portal.run(statement, &[]);
    }
    assert_eq!(blockers(&registrar, import.id).len(), 1);
    portal.run("delete from lesson_progress", &[]);
    let undone = undo(&portal, &registrar, import.id);
    assert_eq!(undone.state, ImportState::Undone);
    assert_eq!(portal.number("select count(*) from courses"), 1, "a course with lessons is kept");
}

#[test]
fn what_others_use_is_kept() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let first = import(&portal, &registrar, &Roster::of("first", vec![row(1)]));
    let other = row(1).corrected(Column::Class, "2026-F01期");
    import(&portal, &registrar, &Roster::of("second", vec![other, row(2)]));
    undo(&portal, &registrar, first.id);
    // The person is in another class, the class has another person.
    assert_eq!(portal.texts("select t.name || ' ' || k.code from enrolments e join trainees t on t.id = e.trainee_id join classes k on k.id = e.class_id order by e.id"),
        [format!("{} 2026-F01期", name(1)), format!("{} 2026-D13期", name(2))]);
    assert_eq!(portal.number("select count(*) from classes"), 2);
}

#[test]
fn what_changes_while_undo_goes_on_is_kept_and_named_at_the_next_try() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let done = import(&portal, &registrar, &Roster::people("people", 300));
    registrar.call::<UndoImport>(&ImportRequest { id: done.id }).unwrap();
    portal.alarm_once().unwrap();
    assert_eq!(get(&registrar, done.id).state, ImportState::Undoing);
    let left = portal.number("select min(id) from enrolments");
    portal.run(&format!("update enrolments set stage = 220, version = version + 1 where id = {left}"), &[]);
    portal.alarm();
    assert_consistent(&portal);
    let again = get(&registrar, done.id);
    assert_eq!((again.state, again.count(RowFate::Added), again.count(RowFate::Undone)), (ImportState::Done, 1, 299));
    assert_eq!(portal.number("select count(*) from trainees"), 1);
    assert_eq!(blockers(&registrar, done.id).len(), 1);
}

/// Person `n` working for somebody.
fn employed(n: u32, employer: &str) -> shared::roster::row::RawRow {
    row(n).corrected(Column::Employer, employer).corrected(Column::CreditCode, "")
}

#[test]
fn an_employer_stays_while_an_undo_may_need_it_again() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let one = |name: &str, raw| import(&portal, &registrar, &Roster::of(name, vec![raw])).id;
    one("0", employed(3, ""));
    let first = one("1", employed(1, "甲公司"));
    one("2", employed(3, "甲公司"));
    let last = one("3", employed(3, "乙公司"));
    assert_eq!(undo(&portal, &registrar, first).state, ImportState::Undone);
    assert_eq!(undo(&portal, &registrar, last).state, ImportState::Undone);
    assert_eq!(portal.texts("select m.name from enrolments e join employers m on m.id = e.employer_id"), ["甲公司"]);
}

/// Imports of a few people with changing employers and classes, undone in any order: each undo ends, and at the end
/// nothing is left.
#[test]
fn imports_are_taken_back_in_any_order() {
    let mut chance = 7_u32;
    let mut draw = |most: u32| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (chance >> 16) % most
    };
    for round in 0..25 {
        let portal = Portal::new();
        let registrar = portal.registrar();
        let empty = facts(&portal);
        let mut open = Vec::new();
        for n in 0..6 {
            let rows = (0..3)
                .map(|_| {
                    let employer = ["", "甲公司", "乙公司"][usize::try_from(draw(3)).unwrap()];
                    employed(1 + draw(3), employer).corrected(Column::Class, &format!("C{}", draw(2)))
                })
                .collect();
            open.push(import(&portal, &registrar, &renumbered(Roster::of(&format!("{round} {n}"), rows))).id);
        }
        let mut tries = 0;
        while !open.is_empty() {
            tries += 1;
            assert!(tries < 200, "round {round}: undo never ends: {open:?}");
            let place = usize::try_from(draw(u32::try_from(open.len()).unwrap())).unwrap();
            // What later imports have changed is named; those are taken back first.
            match registrar.call::<UndoImport>(&ImportRequest { id: open[place] }) {
                Ok(_) => {
                    portal.alarm();
                    assert_consistent(&portal);
                    assert_eq!(get(&registrar, open[place]).state, ImportState::Undone, "round {round}");
                    open.remove(place);
                }
                Err(problem) => assert_eq!(problem.code, ErrorCode::UndoBlocked, "round {round}"),
            }
        }
        assert_eq!(facts(&portal), empty, "round {round}");
    }
}
