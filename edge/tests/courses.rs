//! Courses, classes and admission slips.
#![cfg(test)]

mod support;

use shared::courses::api::*;
use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::enrolments::api::{EnrolmentRequest, GetEnrolmentForStaff, SaveTrainee, TraineeForm};
use shared::error::{ErrorCode, FieldCode, Problem};
use shared::id::{ClassId, CourseId, EnrolmentId};
use shared::identity::api::{BindBy, BindForm, BindTrainee};
use shared::identity::document::DocumentKind;
use shared::money::Money;
use shared::role::Role;
use support::{Client, Portal};

fn course_form() -> CourseForm {
    CourseForm {
        id: None,
        name: "低压电工作业".into(),
        short_names: vec!["低压电工".into(), " 电工 ".into(), "电工".into(), String::new()],
        kind: CourseKind::Initial,
        regime: Regime::SpecialOperations,
        fee: "¥1,080.00".into(),
        hours_due: String::new(),
        authority: String::new(),
        version: 0,
    }
}

fn class_form(course_id: CourseId, code: &str) -> ClassForm {
    ClassForm {
        id: None,
        course_id,
        code: code.into(),
        starts_on: "2026.10.5".into(),
        ends_on: "2026-10-12".into(),
        place: "三楼教室".into(),
        capacity: "60".into(),
        version: 0,
    }
}

fn change_of(class: &Class) -> ClassForm {
    ClassForm {
        id: Some(class.id),
        version: class.version,
        capacity: class.capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
        ..class_form(class.course_id, &class.code)
    }
}

fn trainee(number: &str, class: ClassId) -> TraineeForm {
    TraineeForm {
        id: None,
        name: "孔冬志".into(),
        phone: "13378707117".into(),
        document_kind: DocumentKind::Passport,
        document_number: number.into(),
        class_id: Some(class),
        version: 0,
    }
}

fn fields(problem: Problem) -> Vec<(String, FieldCode)> {
    assert_eq!(problem.code, ErrorCode::Invalid);
    problem.fields.into_iter().map(|field| (field.field, field.code)).collect()
}

fn codes(page: &shared::page::Page<Class>) -> Vec<&str> {
    page.items.iter().map(|class| class.code.as_str()).collect()
}

fn all_pages(client: &Client, code: &str, course_id: Option<CourseId>) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let request = ListClassesRequest { code: code.into(), anywhere: false, course_id, after };
        let page = client.call::<ListClasses>(&request).unwrap();
        all.extend(page.items.into_iter().map(|class| class.code));
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

#[test]
fn a_course_is_created_changed_and_guarded() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let course = registrar.call::<SaveCourse>(&course_form()).unwrap();
    assert_eq!(course.fee, Money::from_fen(108_000));
    let mut short_names = course.short_names.clone();
    short_names.sort();
    assert_eq!(short_names, ["低压电工", "电工"]);
    let change = CourseForm {
        id: Some(course.id),
        fee: "980元".into(),
        short_names: vec![],
        version: course.version,
        ..course_form()
    };
    let changed = registrar.call::<SaveCourse>(&change).unwrap();
    assert_eq!((changed.fee, changed.short_names.len(), changed.version), (Money::from_fen(98_000), 0, 2));
    assert_eq!(registrar.refusal::<SaveCourse>(&change), ErrorCode::Changed);
    assert_eq!(registrar.refusal::<SaveCourse>(&CourseForm { id: Some(CourseId(99)), ..change }), ErrorCode::NotFound);
    assert_eq!(registrar.call::<ListCourses>(&Nothing {}).unwrap(), [changed]);
    assert_eq!(portal.number("select count(*) from audit where subject_kind = 'course'"), 2);
}

#[test]
fn a_name_means_one_course_of_a_kind() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    registrar.call::<SaveCourse>(&course_form()).unwrap();
    let taken = |form: CourseForm| fields(registrar.call::<SaveCourse>(&form).unwrap_err());
    assert_eq!(
        taken(course_form()),
        [("name".to_owned(), FieldCode::Taken), ("short_names".to_owned(), FieldCode::Taken)]
    );
    assert_eq!(taken(CourseForm { short_names: vec![], ..course_form() }), [("name".to_owned(), FieldCode::Taken)]);
    let other = CourseForm { name: "高压电工作业".into(), short_names: vec!["电工".into()], ..course_form() };
    assert_eq!(taken(other.clone()), [("short_names".to_owned(), FieldCode::Taken)]);
    let called_so = CourseForm { name: "电 工".into(), short_names: vec![], ..course_form() };
    assert_eq!(taken(called_so), [("name".to_owned(), FieldCode::Taken)]);
    registrar.call::<SaveCourse>(&CourseForm { kind: CourseKind::Review, ..course_form() }).unwrap();
    let wrong =
        CourseForm { name: "\u{0}".into(), fee: "-1".into(), short_names: vec!["x".repeat(61)], ..course_form() };
    assert_eq!(
        taken(wrong),
        [
            ("name".to_owned(), FieldCode::BadCharacters),
            ("fee".to_owned(), FieldCode::OutOfRange),
            ("short_names".to_owned(), FieldCode::TooLong),
        ]
    );
}

#[test]
fn a_class_is_created_changed_and_guarded() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let course = registrar.call::<SaveCourse>(&course_form()).unwrap();
    let class = registrar.call::<SaveClass>(&class_form(course.id, " DG -01")).unwrap();
    assert_eq!(class.code, "DG-01");
    assert_eq!((class.starts_on.unwrap().to_string(), class.capacity), ("2026-10-05".to_owned(), Some(60)));
    assert_eq!(registrar.call::<GetClass>(&ClassRequest { id: class.id, after: None }).unwrap(), class);
    assert_eq!(registrar.refusal::<GetClass>(&ClassRequest { id: ClassId(99), after: None }), ErrorCode::NotFound);

    let refused = |form: &ClassForm| fields(registrar.call::<SaveClass>(form).unwrap_err());
    assert_eq!(refused(&class_form(course.id, "DG-01")), [("code".to_owned(), FieldCode::Taken)]);
    assert_eq!(refused(&class_form(CourseId(99), "DG-02")), [("course_id".to_owned(), FieldCode::Unknown)]);
    let wrong = ClassForm {
        code: String::new(),
        starts_on: "soon".into(),
        capacity: "many".into(),
        ..class_form(course.id, "")
    };
    assert_eq!(
        refused(&wrong),
        [
            ("code".to_owned(), FieldCode::Required),
            ("starts_on".to_owned(), FieldCode::Format),
            ("capacity".to_owned(), FieldCode::Format),
        ]
    );
    let backwards = ClassForm { ends_on: "2026-10-04".into(), ..class_form(course.id, "DG-02") };
    assert_eq!(refused(&backwards), [("ends_on".to_owned(), FieldCode::Inconsistent)]);

    for number in ["E1234567", "E1234568"] {
        registrar.call::<SaveTrainee>(&trainee(number, class.id)).unwrap();
    }
    let smaller = ClassForm { capacity: "1".into(), ..change_of(&class) };
    assert_eq!(refused(&smaller), [("capacity".to_owned(), FieldCode::OutOfRange)]);
    let changed = registrar.call::<SaveClass>(&ClassForm { capacity: "2".into(), ..change_of(&class) }).unwrap();
    assert_eq!((changed.enrolments, changed.owing, changed.version), (2, 2, 2));
    assert_eq!(registrar.refusal::<SaveClass>(&change_of(&class)), ErrorCode::Changed);
    // Full now.
    let third = registrar.call::<SaveTrainee>(&trainee("E1234569", class.id)).unwrap_err();
    assert_eq!(fields(third), [("class_id".to_owned(), FieldCode::OutOfRange)]);
    // A course with enrolments keeps its kind.
    let kind = CourseForm { id: Some(course.id), kind: CourseKind::Review, version: course.version, ..course_form() };
    assert_eq!(
        fields(registrar.call::<SaveCourse>(&kind).unwrap_err()),
        [("kind".to_owned(), FieldCode::Inconsistent)]
    );
    // And its regime: its cases are on the way of it.
    let regime = CourseForm { kind: course.kind, regime: Regime::Principals, ..kind };
    assert_eq!(
        fields(registrar.call::<SaveCourse>(&regime).unwrap_err()),
        [("regime".to_owned(), FieldCode::Inconsistent)]
    );
}

#[test]
fn a_course_names_its_authority_and_its_hours_and_open_cases_follow() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let course = registrar.call::<SaveCourse>(&course_form()).unwrap();
    let class = registrar.call::<SaveClass>(&class_form(course.id, "DG-1")).unwrap();
    for number in ["E1234567", "E1234568"] {
        registrar.call::<SaveTrainee>(&trainee(number, class.id)).unwrap();
    }
    portal.run("update enrolments set outcome = 'collected' where id = 2", &[]);
    let form = CourseForm {
        id: Some(course.id),
        hours_due: " 88 ".into(),
        authority: "杭州市应急管理局".into(),
        version: course.version,
        ..course_form()
    };
    let saved = registrar.call::<SaveCourse>(&form).unwrap();
    assert_eq!((saved.hours_due, saved.authority.as_str()), (Some(88), "杭州市应急管理局"));
    let named = "select e.id || coalesce(nullif(a.name, ''), '-') from enrolments e join authorities a on a.id = e.authority_id order by e.id";
    assert_eq!(portal.texts(named), ["1杭州市应急管理局", "2-"]);
    registrar.call::<SaveTrainee>(&trainee("E1234569", class.id)).unwrap();
    assert_eq!(portal.texts(named).last().unwrap(), "3杭州市应急管理局");
    let detail = registrar.call::<GetEnrolmentForStaff>(&EnrolmentRequest { id: EnrolmentId(1) }).unwrap();
    assert_eq!(detail.case.hours_due, 88);
    let wrong = CourseForm { hours_due: "0".into(), authority: "x".repeat(61), version: saved.version, ..form };
    assert_eq!(
        fields(registrar.call::<SaveCourse>(&wrong).unwrap_err()),
        [("hours_due".to_owned(), FieldCode::OutOfRange), ("authority".to_owned(), FieldCode::TooLong)]
    );
}

#[test]
fn classes_are_listed_in_pages_without_gaps_or_repeats() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let first = registrar.call::<SaveCourse>(&course_form()).unwrap();
    let second = registrar.call::<SaveCourse>(&CourseForm { kind: CourseKind::Review, ..course_form() }).unwrap();
    for number in 0..120 {
        let code = format!("DG-{:03}", (number * 37) % 120);
        registrar.call::<SaveClass>(&class_form(first.id, &code)).unwrap();
        registrar.call::<SaveClass>(&class_form(second.id, &code)).unwrap();
    }
    registrar.call::<SaveClass>(&class_form(first.id, "HJ-1")).unwrap();

    let page = registrar.call::<ListClasses>(&ListClassesRequest::default()).unwrap();
    assert_eq!((page.items.len(), codes(&page)[0]), (50, "HJ-1"));
    for (code, course, expected) in [
        ("", None, 241),
        ("", Some(first.id), 121),
        ("DG", None, 240),
        ("DG-0", None, 200),
        ("DG-0", Some(second.id), 100),
        ("ＨＪ", None, 1),
        ("X", None, 0),
    ] {
        let all = all_pages(&registrar, code, course);
        assert_eq!(all.len(), expected, "{code} {course:?}");
        if code == "DG-0" && course.is_some() {
            assert!(all.windows(2).all(|pair| pair[0] > pair[1]));
        }
    }
    // Anywhere in the code: newest first, page by page.
    let anywhere = |code: &str| {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let request =
                ListClassesRequest { code: code.into(), anywhere: true, after, ..ListClassesRequest::default() };
            let page = registrar.call::<ListClasses>(&request).unwrap();
            all.extend(page.items.into_iter().map(|class| (class.id, class.code)));
            after = page.next;
            if after.is_none() {
                return all;
            }
        }
    };
    assert_eq!(anywhere("g-0").len(), 200);
    assert!(anywhere("g-0").windows(2).all(|pair| pair[0].0 > pair[1].0));
    assert_eq!(anywhere("J-1").into_iter().map(|(_, code)| code).collect::<Vec<_>>(), ["HJ-1"]);
    assert_eq!((anywhere("%").len(), anywhere("").len()), (0, 241));
    let broken = ListClassesRequest { after: Some("x".into()), anywhere: true, code: "G".into(), course_id: None };
    assert_eq!(registrar.refusal::<ListClasses>(&broken), ErrorCode::Malformed);
    let broken = ListClassesRequest { after: Some("x".into()), ..ListClassesRequest::default() };
    assert_eq!(registrar.refusal::<ListClasses>(&broken), ErrorCode::Malformed);
}

#[test]
fn slips_carry_codes_that_bind_and_stay_the_same() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let course = registrar.call::<SaveCourse>(&course_form()).unwrap();
    let class =
        registrar.call::<SaveClass>(&ClassForm { capacity: String::new(), ..class_form(course.id, "DG-01") }).unwrap();
    for number in 0..201 {
        registrar.call::<SaveTrainee>(&trainee(&format!("E{:07}", 1_000_000 + number), class.id)).unwrap();
    }
    let request = ClassRequest { id: class.id, after: None };
    let first = registrar.call::<PrintSlips>(&request).unwrap();
    // The code and the last four together open the record: they must not stand on the same paper.
    let masked: Vec<&str> = first.slips.iter().map(|slip| slip.document_masked.as_str()).collect();
    assert!(
        masked.iter().all(|masked| masked.ends_with("****") && masked.starts_with(|c: char| c != '*')),
        "{masked:?}"
    );
    assert_eq!(first.slips.len(), 200);
    let rest = registrar.call::<PrintSlips>(&ClassRequest { after: first.next.clone(), ..request.clone() }).unwrap();
    assert_eq!((rest.slips.len(), rest.next.clone()), (1, None));
    assert_eq!(registrar.call::<PrintSlips>(&request).unwrap().slips, first.slips);
    let code = &first.slips[0].claim_code;
    assert!(!portal.dump(&[]).iter().any(|line| line.contains(code)));
    assert_eq!(registrar.refusal::<PrintSlips>(&ClassRequest { id: ClassId(99), after: None }), ErrorCode::NotFound);

    let form = BindForm {
        by: BindBy::ClaimCode,
        claim_code: code.to_lowercase(),
        last_four: "0000".into(),
        consent: Some("1".into()),
        ..BindForm::default()
    };
    assert!(portal.anyone().call::<BindTrainee>(&form).unwrap().session.is_some());
}

#[test]
fn an_editor_reads_but_does_not_change() {
    let portal = Portal::new();
    let course = portal.registrar().call::<SaveCourse>(&course_form()).unwrap();
    let class = portal.registrar().call::<SaveClass>(&class_form(course.id, "DG-01")).unwrap();
    let editor = portal.staff(&[Role::Editor]);
    editor.call::<ListCourses>(&Nothing {}).unwrap();
    editor.call::<ListClasses>(&ListClassesRequest::default()).unwrap();
    assert_eq!(editor.refusal::<SaveCourse>(&course_form()), ErrorCode::RoleRequired);
    assert_eq!(editor.refusal::<SaveClass>(&class_form(course.id, "DG-02")), ErrorCode::RoleRequired);
    assert_eq!(editor.refusal::<PrintSlips>(&ClassRequest { id: class.id, after: None }), ErrorCode::RoleRequired);
    assert_eq!(portal.anyone().refusal::<ListCourses>(&Nothing {}), ErrorCode::StaffSignInRequired);
}
