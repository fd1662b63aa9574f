//! The power goes out in the middle of an import: nothing acknowledged is lost, nothing is half there, and the import
//! goes on by itself.

use std::thread;

use e2e::roster::{wait_for, wait_until};
use e2e::sample::Sample;
use e2e::{OrFail, Portal, Staff};
use rusqlite::Connection;
use shared::courses::api::{ListClasses, ListClassesRequest, ListCourses};
use shared::endpoint::Nothing;
use shared::id::ImportId;
use shared::imports::api::{
    BeginImport, CommitImport, FinishUpload, GetImport, ImportRequest, ImportSummary, MAX_ROWS_PER_UPLOAD, UndoImport,
    UploadRows, UploadRowsRequest,
};
use shared::imports::{ImportState, RowFate};

/// Rows in one piece of background work.
const PIECE: i64 = 200;

fn number(database: &Connection, sql: &str) -> i64 {
    database.query_row(sql, [], |row| row.get(0)).or_fail(sql)
}

/// Everything that is kept beside the facts agrees with the facts.
fn assert_nothing_is_half(database: &Connection) {
    for (what, violations) in [
        (
            "counts of fates",
            "select count(*) from imports i join import_counts c on c.import_id = i.id where i.rows_kept = 1
               and c.rows <> (select count(*) from import_rows r where r.import_id = i.id and r.fate = c.fate)",
        ),
        (
            "rows counted as worked on",
            "select count(*) from imports i where i.state = 'importing' and i.worked_rows
               <> (select count(*) from import_rows r where r.import_id = i.id and r.row_no <= i.cursor)",
        ),
        (
            "rows said to be in and enrolments that are",
            "select abs((select count(*) from import_rows where fate = 'added') - (select count(*) from enrolments))",
        ),
        (
            "enrolments of classes",
            "select count(*) from classes k where enrolments <> (select count(*) from enrolments e where e.class_id = k.id)
               or owing <> (select count(*) from enrolments e where e.class_id = k.id and e.paid < e.fee)",
        ),
        (
            "enrolments of courses",
            "select count(*) from courses c where enrolments <> (select coalesce(sum(k.enrolments), 0) from classes k
               where k.course_id = c.id)",
        ),
        (
            "paid sums",
            "select count(*) from enrolments e
             where paid <> (select coalesce(sum(amount), 0) from payments p where p.enrolment_id = e.id)",
        ),
        (
            "enrolments without their event",
            "select count(*) from enrolments e
             where not exists (select 1 from enrolment_events v where v.enrolment_id = e.id)",
        ),
        ("trainees without an enrolment", "select count(*) from trainees t
             where not exists (select 1 from enrolments e where e.trainee_id = t.id)"),
        ("foreign keys", "select count(*) from pragma_foreign_key_check"),
    ] {
        assert_eq!(number(database, violations), 0, "{what}");
    }
    let checked: String = database.query_row("pragma integrity_check", [], |row| row.get(0)).or_fail("integrity_check");
    assert_eq!(checked, "ok");
}

/// SIGKILL to everything, a look at the file as the power cut left it, and a new start.
fn cut_the_power(portal: &mut Portal, look: impl FnOnce(&Connection)) {
    portal.kill();
    let database = portal.database();
    assert_nothing_is_half(&database);
    look(&database);
    drop(database);
    portal.start_again();
}

/// Sends the rows that are missing. Returns the rows that were acknowledged when the line was cut or all were sent.
fn send(staff: &mut Staff, sample: &Sample, import: &ImportSummary) -> i64 {
    let mut acknowledged = import.uploaded_rows;
    let sent = usize::try_from(import.uploaded_rows).or_fail("a number of rows");
    for (part, rows) in sample.rows.get(sent..).unwrap_or_default().chunks(MAX_ROWS_PER_UPLOAD).enumerate() {
        let request = UploadRowsRequest { id: import.id, rows: rows.to_vec() };
        let key = format!("durability-{}-{sent}-{part}", import.id);
        let Ok(answer) = staff.try_answer_of::<UploadRows>(&request, &key) else { return acknowledged };
        acknowledged = answer.expect_status(200).json::<ImportSummary>().uploaded_rows;
    }
    acknowledged
}

/// Sends rows in the background and cuts the power once a third has been acknowledged.
fn cut_during_the_upload(portal: &mut Portal, staff: &mut Staff, sample: &Sample) -> ImportId {
    let begun = staff.call::<BeginImport>(&sample.begin_request()).or_fail("beginning");
    let acknowledged = thread::scope(|scope| {
        let sender = scope.spawn(|| {
            let mut phone = staff.again();
            send(&mut phone, sample, &begun)
        });
        let mut watcher = staff.again();
        let third = sample.total() / 3;
        wait_until(&mut watcher, begun.id, "a third of the rows", |import| import.uploaded_rows >= third);
        cut_the_power(portal, |database| {
            assert_eq!(number(database, "select count(*) from enrolments"), 0);
        });
        sender.join().or_fail("sending rows")
    });
    assert!(acknowledged < sample.total(), "all rows were sent before the power went");

    // The page is loaded again and the same file chosen: it goes on where it was.
    let resumed = staff.call::<BeginImport>(&sample.begin_request()).or_fail("resuming");
    assert_eq!((resumed.id, resumed.state), (begun.id, ImportState::Uploading));
    let unanswered = i64::try_from(MAX_ROWS_PER_UPLOAD).or_fail("a number of rows");
    assert!(
        resumed.uploaded_rows == acknowledged || resumed.uploaded_rows == acknowledged + unanswered,
        "{acknowledged} rows were acknowledged, {} are there",
        resumed.uploaded_rows
    );
    assert_eq!(send(staff, sample, &resumed), sample.total());
    staff.call::<FinishUpload>(&ImportRequest { id: begun.id }.into()).or_fail("finishing the upload");
    begun.id
}

/// Waits until about a third of the work in a state is done, cuts the power, and sees that it goes on from there.
fn cut_during_work(portal: &mut Portal, staff: &mut Staff, id: ImportId, state: ImportState, sample: &Sample) {
    let total = sample.total();
    let what = format!("a third of {state:?}");
    let seen = wait_until(staff, id, &what, |import| import.worked_rows >= total / 3 || import.state != state);
    assert_eq!(seen.state, state, "the work was done before the power went: {seen:?}");
    cut_the_power(portal, |database| {
        let there = number(database, "select worked_rows from imports");
        assert!(there >= seen.worked_rows && there % PIECE == 0, "{} rows were done, {there} are", seen.worked_rows);
        let enrolments = number(database, "select count(*) from enrolments");
        assert_eq!(enrolments, if state == ImportState::Importing { sample.good_among(there) } else { 0 });
    });
    let after = staff.call::<GetImport>(&ImportRequest { id }).or_fail(state.code());
    assert!(after.state != state || after.worked_rows >= seen.worked_rows, "{after:?} after {seen:?}");
}

#[test]
fn an_import_survives_power_cuts_while_sending_comparing_and_importing() {
    let (mut portal, mut staff) = Portal::set_up();
    let sample = Sample::read("year-12000.xlsx");
    let total = sample.total();
    assert_eq!(total, 12_000);

    let id = cut_during_the_upload(&mut portal, &mut staff, &sample);
    cut_during_work(&mut portal, &mut staff, id, ImportState::Planning, &sample);
    let ready = wait_until(&mut staff, id, "the preview", |import| import.state == ImportState::Ready);
    let good = sample.good_rows();
    assert_eq!(
        (ready.count(RowFate::Add), ready.count(RowFate::Problem), ready.worked_rows),
        (good, total - good, total)
    );

    staff.call::<CommitImport>(&ImportRequest { id }.into()).or_fail("importing");
    cut_during_work(&mut portal, &mut staff, id, ImportState::Importing, &sample);
    let done = wait_for(&mut staff, &ready, ImportState::Done);
    assert_eq!((done.count(RowFate::Added), done.counts.len()), (good, 2), "{done:?}");
    assert_is_in(&mut portal, &mut staff, &sample);

    // And all of it can be taken back, through one more power cut.
    staff.call::<UndoImport>(&ImportRequest { id }).or_fail("undoing");
    wait_until(&mut staff, id, "some rows undone", |import| import.worked_rows > 0);
    portal.crash();
    let undone = wait_for(&mut staff, &ready, ImportState::Undone);
    assert_eq!((undone.count(RowFate::Undone), undone.counts.len()), (good, 2), "{undone:?}");
    portal.with_database(|database| {
        assert_nothing_is_half(database);
        for table in ["enrolments", "trainees", "payments", "enrolment_events", "employers"] {
            assert_eq!(number(database, &format!("select count(*) from {table}")), 0, "{table}");
        }
    });
}

/// The whole roster, once, with its money: as the API tells it and as it is stored.
fn assert_is_in(portal: &mut Portal, staff: &mut Staff, sample: &Sample) {
    let courses = staff.call::<ListCourses>(&Nothing {}).or_fail("courses");
    assert_eq!(courses.iter().map(|course| course.enrolments).sum::<i64>(), sample.good_rows());
    let mut in_classes = 0;
    let mut request = ListClassesRequest::default();
    loop {
        let page = staff.call::<ListClasses>(&request).or_fail("classes");
        in_classes += page.items.iter().map(|class| class.enrolments).sum::<i64>();
        request.after = page.next;
        if request.after.is_none() {
            break;
        }
    }
    assert_eq!(in_classes, sample.good_rows());
    portal.with_database(|database| {
        assert_nothing_is_half(database);
        assert_eq!(number(database, "select count(*) from enrolments"), sample.good_rows());
        assert_eq!(number(database, "select sum(fee) from enrolments"), sample.due());
        assert_eq!(number(database, "select sum(paid) from enrolments"), sample.paid());
        assert_eq!(number(database, "select sum(amount) from payments"), sample.paid());
        assert_eq!(number(database, "select count(*) from audit where action = 'imports.imported'"), 1);
    });
}
