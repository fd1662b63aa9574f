//! What the institution of the tests consists of before the first trainee: settings, one course, one class.

use shared::courses::api::{
    Class, ClassForm, Course, CourseForm, ListClasses, ListClassesRequest, SaveClass, SaveCourse,
};
use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::enrolments::api::{SaveTrainee, TraineeDetail, TraineeForm};
use shared::identity::document::DocumentKind;
use shared::institution::api::{GetSettings, SaveSettings, SettingsForm};

use crate::fail::OrFail;
use crate::people::Person;
use crate::staff::Staff;

pub const NAME: &str = "测试安全培训中心";
pub const PHONE: &str = "0571-88886666";
pub const ICP: &str = "浙ICP备00000000号";
/// Of WeChat's stand-in.
pub const APP_ID: &str = "wxdemo";
pub const APP_SECRET: &str = "demo-secret";

pub const COURSE: &str = "低压电工作业";
pub const CLASS: &str = "2026-D01";
pub const FEE: &str = "1080.00";

/// Fills an empty portal.
#[track_caller]
pub fn set_up(administrator: &mut Staff) {
    let settings = administrator.call::<GetSettings>(&Nothing {}).or_fail("reading the settings");
    let form = SettingsForm {
        name: NAME.to_owned(),
        phone: PHONE.to_owned(),
        address: "测试路 1 号".to_owned(),
        icp: ICP.to_owned(),
        app_id: APP_ID.to_owned(),
        app_secret: Some(APP_SECRET.to_owned()),
        verify_file_name: String::new(),
        verify_file_body: String::new(),
        privacy_text: settings.privacy_text,
        version: settings.version,
    };
    administrator.call::<SaveSettings>(&form).or_fail("saving the settings");
    let course = course(administrator, COURSE, CourseKind::Initial, FEE);
    class(administrator, &course, CLASS);
}

/// A new course.
#[track_caller]
pub fn course(staff: &mut Staff, name: &str, kind: CourseKind, fee: &str) -> Course {
    let form = CourseForm {
        id: None,
        name: name.to_owned(),
        short_names: Vec::new(),
        kind,
        regime: Regime::SpecialOperations,
        fee: fee.to_owned(),
        hours_due: String::new(),
        authority: String::new(),
        version: 0,
    };
    staff.call::<SaveCourse>(&form).or_fail("saving a course")
}

/// A new class.
#[track_caller]
pub fn class(staff: &mut Staff, course: &Course, code: &str) -> Class {
    let form = ClassForm {
        id: None,
        course_id: course.id,
        code: code.to_owned(),
        starts_on: "2026-12-01".to_owned(),
        ends_on: "2026-12-12".to_owned(),
        place: "三楼 301 教室".to_owned(),
        capacity: "60".to_owned(),
        version: 0,
    };
    staff.call::<SaveClass>(&form).or_fail("saving a class")
}

/// The class of the set-up.
#[track_caller]
pub fn usual_class(staff: &mut Staff) -> Class {
    let request = ListClassesRequest { code: CLASS.to_owned(), ..ListClassesRequest::default() };
    let page = staff.call::<ListClasses>(&request).or_fail("listing classes");
    page.items.into_iter().find(|class| class.code == CLASS).or_fail("the usual class")
}

/// Enrols somebody in a class, by hand.
#[track_caller]
pub fn enrol(staff: &mut Staff, person: &Person, class: &Class) -> TraineeDetail {
    let form = TraineeForm {
        id: None,
        name: person.name.clone(),
        phone: person.phone.clone(),
        document_kind: DocumentKind::ResidentId,
        document_number: person.document_number.clone(),
        class_id: Some(class.id),
        version: 0,
    };
    staff.call::<SaveTrainee>(&form).or_fail("adding a trainee")
}

/// Enrols somebody in the usual class.
#[track_caller]
pub fn enrol_usually(staff: &mut Staff, person: &Person) -> TraineeDetail {
    let class = usual_class(staff);
    enrol(staff, person, &class)
}
