//! What a page costs does not grow with the number of enrolments: one call to the object, so many rows read.

use std::collections::BTreeMap;

use e2e::client::new_key;
use e2e::institution::{self, usual_class};
use e2e::people::Person;
use e2e::portal::Options;
use e2e::roster::{self, Line};
use e2e::{Answer, OrFail, Portal, Staff, Trainee};
use rusqlite::Connection;
use shared::certificates::api::{
    BoardRequest, FindCases, FindCasesRequest, GetBoard, ListCases, ListCasesRequest, ListCertificates,
};
use shared::certificates::regime::StageKey;
use shared::courses::api::{Class, ClassRequest, GetClass, ListClasses, ListClassesRequest, ListCourses, PrintSlips};
use shared::endpoint::{Endpoint, Nothing};
use shared::enrolments::api::{
    EnrolmentRequest, GetEnrolment, GetEnrolmentForStaff, GetHome, GetTrainee, SearchTrainees, SearchTraineesRequest,
    TraineeRequest,
};
use shared::imports::api::{ListImports, ListImportsRequest};
use shared::messages::api::{ListMessages, ListMessagesRequest};

const OPENID: &str = "oCountsRows";
const FEW: i64 = 1_000;
/// So many fill every page of every stage and every count that has a limit, also in one class.
const FULL: i64 = 40_000;
const MANY: i64 = 200_000;

/// Adds enrolments until there are `total`: everybody has one, in classes of ten, but three tenths in the usual class, so
/// that a class of thousands is measured too. Names, phones and ends of document numbers repeat as they do among real
/// people, so often that each search fills its page at both sizes. What lists need is kept beside them, as the product
/// keeps it.
fn fill(database: &mut Connection, total: i64) {
    let transaction = database.transaction().or_fail("a transaction");
    let run = |sql: &str| transaction.execute(sql, []).or_fail(sql);
    run(&format!(
        "create temp table fresh as with recursive n(i) as (
           select (select count(*) from enrolments) + 1 union all select i + 1 from n where i < {total})
         select i from n"
    ));
    run("insert into trainees (name, document_kind, document, document_masked, document_index, last_four_index, phone, created_at)
         select substr('赵钱孙李周', 1 + i % 5, 1) || substr('伟芳娜敏静', 1 + i % 5, 1)
             || '丽',
           'resident_id', 'sealed', '330106**********' || i % 10000, 'index-' || i,
           iif(i % 8 = 0, (select last_four_index from trainees where id = 1), 'four-' || i % 10000),
           iif(i % 8 = 0, (select phone from trainees where id = 1), '1' || (3000000000 + i)), 1
         from fresh");
    run("insert into classes (course_id, code, created_at)
         select distinct 1, '2026-K' || (i / 10), 1 from fresh where true on conflict (course_id, code) do nothing");
    // At every stage of the way, some have waited for a year (nobody for an exam without a day); every fourteenth has been
    // collected.
    run("insert into enrolments (trainee_id, class_id, stage, fee, paid, created_at, rule_set_id, since_at, clock_on, outcome, ended_at)
         select t.id, iif(f.i % 10 < 3, (select id from classes where code = '2026-D01'), k.id), 100 + 10 * (f.i % 14), 108000,
           iif(f.i % 3 = 0, 108000, 0), 1, (select rule_set_id from enrolments where id = 1), 1,
           iif(f.i % 14 = 6, '2199-12-31', date('2025-11-01', '+' || (f.i % 380) || ' days')), iif(f.i % 14 = 13, 'collected', null), iif(f.i % 14 = 13, 1, null)
         from fresh f cross join trainees t on t.document_index = 'index-' || f.i
           cross join classes k on k.course_id = 1 and k.code = '2026-K' || (f.i / 10)");
    run("insert into payments (enrolment_id, amount, source, recorded_at)
         select id, paid, 'carried_over', 1 from enrolments e where paid > 0
           and not exists (select 1 from payments p where p.enrolment_id = e.id)");
    run("insert into enrolment_events (enrolment_id, at, event) select id, 1, '{\"event\":\"enrolled\"}' from enrolments e
         where not exists (select 1 from enrolment_events v where v.enrolment_id = e.id)");
    run("update classes set enrolments = (select count(*) from enrolments e where e.class_id = classes.id),
           owing = (select count(*) from enrolments e where e.class_id = classes.id and e.paid < e.fee)");
    run(
        "update courses set enrolments = (select coalesce(sum(k.enrolments), 0) from classes k where k.course_id = courses.id)",
    );
    run("drop table fresh");
    transaction.commit().or_fail("committing");
    let count: i64 = database.query_row("select count(*) from enrolments", [], |row| row.get(0)).or_fail("counting");
    assert_eq!(count, total);
}

/// `calls=1; statements=3; rows=12`.
#[track_caller]
fn rows_read(answer: &Answer) -> i64 {
    let cost = answer.header("x-cost").or_fail("the header x-cost: is REPORT_COST set?");
    let part = |name: &str| {
        let value = cost.split("; ").find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        value.and_then(|value| value.parse::<i64>().ok()).or_fail(format_args!("{name} in {cost:?}"))
    };
    assert_eq!(part("calls"), 1, "{}: {cost}", answer.url);
    assert!(part("statements") > 0, "{}: {cost}", answer.url);
    part("rows")
}

/// Rows read by each of the pages, and what they show where that must not depend on the number of enrolments.
fn measure(portal: &Portal, staff: &mut Staff, trainee: &mut Trainee, class: &Class) -> BTreeMap<String, i64> {
    let person = Person::numbered(1);
    let mut rows = BTreeMap::new();
    let mut note = |what: &str, answer: Answer| rows.insert(what.to_owned(), rows_read(&answer.expect_status(200)));

    note("home as a page", trainee.get("/"));
    note("home", ask::<GetHome>(trainee, &Nothing {}));
    let home = trainee.call::<GetHome>(&Nothing {}).or_fail("home");
    let id = home.enrolments.first().or_fail("an enrolment").id;
    note("enrolment", ask::<GetEnrolment>(trainee, &EnrolmentRequest { id }));
    note("profile as a page", trainee.get("/me"));

    let terms = [
        ("everybody", ""),
        ("a surname of a fifth of all", "赵"),
        ("the beginning of a name", "赵伟"),
        ("a name that nobody has", "欧阳"),
        ("last four", person.last_four()),
        ("phone", &person.phone),
        ("a whole document number", &person.document_number),
    ];
    for (what, term) in terms {
        let everywhere = SearchTraineesRequest { term: term.to_owned(), ..SearchTraineesRequest::default() };
        note(&format!("search: {what}"), ask::<SearchTrainees>(staff, &everywhere));
    }
    let second = staff.call::<SearchTrainees>(&SearchTraineesRequest { term: "赵".to_owned(), ..Default::default() });
    let after = second.or_fail("searching").next;
    assert!(after.is_some(), "one page is enough");
    let request = SearchTraineesRequest { term: "赵".to_owned(), class_id: None, after };
    note("search: the second page", ask::<SearchTrainees>(staff, &request));
    let in_class = SearchTraineesRequest { class_id: Some(class.id), ..SearchTraineesRequest::default() };
    note("class page: its trainees", ask::<SearchTrainees>(staff, &in_class));

    note("class list", ask::<ListClasses>(staff, &ListClassesRequest::default()));
    let by_code = ListClassesRequest { code: "2026-K".to_owned(), ..ListClassesRequest::default() };
    note("class list by code", ask::<ListClasses>(staff, &by_code));
    let of_course = ListClassesRequest { course_id: Some(class.course_id), ..ListClassesRequest::default() };
    note("class list of a course", ask::<ListClasses>(staff, &of_course));
    note("class page", ask::<GetClass>(staff, &ClassRequest { id: class.id, after: None }));
    // The first time, codes are made.
    ask::<PrintSlips>(staff, &ClassRequest { id: class.id, after: None }).expect_status(200);
    note("slips of a class", ask::<PrintSlips>(staff, &ClassRequest { id: class.id, after: None }));
    note("courses", ask::<ListCourses>(staff, &Nothing {}));
    note("trainee page", ask::<GetTrainee>(staff, &TraineeRequest { id: home.trainee.id }));
    note("enrolment page of staff", ask::<GetEnrolmentForStaff>(staff, &EnrolmentRequest { id }));
    note("board", ask::<GetBoard>(staff, &BoardRequest::default()));
    note("board of a class", ask::<GetBoard>(staff, &BoardRequest { class_id: Some(class.id) }));
    let board = staff.call::<GetBoard>(&BoardRequest::default()).or_fail("the board");
    let way = board.ways.first().or_fail("a way");
    let cases = |class_id, stuck, after| ListCasesRequest {
        rule_set: way.rule_set,
        stage: StageKey::Making,
        class_id,
        stuck,
        after,
    };
    for (what, class_id) in [("", None), (" in a class", Some(class.id))] {
        note(&format!("cases of a stage{what}"), ask::<ListCases>(staff, &cases(class_id, false, None)));
        note(&format!("stuck cases{what}"), ask::<ListCases>(staff, &cases(class_id, true, None)));
        let after = staff.call::<ListCases>(&cases(class_id, false, None)).or_fail("cases").next;
        note(&format!("cases: the second page{what}"), ask::<ListCases>(staff, &cases(class_id, false, after)));
    }
    let found = FindCasesRequest { text: person.document_number.clone() };
    note("cases of pasted numbers", ask::<FindCases>(staff, &found));
    note("messages", ask::<ListMessages>(trainee, &ListMessagesRequest::default()));
    note("certificates", ask::<ListCertificates>(trainee, &Nothing {}));
    note("tracker as a page", trainee.get(&format!("/enrolments/{id}")));
    note("imports", ask::<ListImports>(staff, &ListImportsRequest::default()));
    assert!(!portal.log().contains(r#""level":"error""#), "{}", portal.log());
    rows
}

fn ask<E: Endpoint>(client: &mut e2e::Client, request: &E::Request) -> Answer {
    client.answer_of::<E>(request, &new_key())
}

#[test]
fn rows_read_do_not_grow_from_a_thousand_to_two_hundred_thousand_enrolments() {
    let options = Options { settings: vec![("REPORT_COST", "1".to_owned())], ..Options::default() };
    let (mut portal, mut staff) = Portal::set_up_with(options);
    let person = Person::numbered(1);
    roster::import(&mut staff, &[Line::usual(&person)]);
    let mut trainee = portal.trainee(OPENID);
    trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
    let class = usual_class(&mut staff);
    assert_eq!(class.code, institution::CLASS);

    portal.with_database(|database| fill(database, FEW));
    let few = measure(&portal, &mut staff, &mut trainee, &class);
    // A thousand cases do not fill fourteen stages.
    portal.with_database(|database| fill(database, FULL));
    let full = measure(&portal, &mut staff, &mut trainee, &class);
    portal.with_database(|database| fill(database, MANY));
    let many = measure(&portal, &mut staff, &mut trainee, &class);

    let by_stage = |what: &str| ["board", "cases", "stuck"].iter().any(|first| what.starts_with(first));
    let before = few.iter().filter(|(what, _)| !by_stage(what)).chain(full.iter().filter(|(what, _)| by_stage(what)));
    let grown: Vec<String> = before
        // Cases that stand side by side may share a class, which is then read once: a page differs by its lines at most.
        .filter(|(what, rows)| {
            many.get(*what).is_none_or(|later| *later > **rows + if by_stage(what) { 50 } else { 2 })
        })
        .map(|(what, rows)| format!("{what}: {rows} rows, then {:?}", many.get(what)))
        .collect();
    assert!(grown.is_empty(), "{}\nof {few:#?}", grown.join("\n"));
    // Lists show pages of 50; nothing reads more than a few rows for each line that it shows.
    let dearest = many.iter().max_by_key(|(_, rows)| **rows).or_fail("something was measured");
    assert!(*dearest.1 <= 2_000, "{dearest:?}");
}
