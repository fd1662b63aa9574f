//! Demo data for a new portal, made through the public HTTP API like anybody's data: an administrator, settings, courses
//! and classes, a roster of made-up people in all stages, a class whose exam is over, and followers of the simulated account
//! who are bound already, recorded lessons with a question.
//!
//! `seed PORTAL SIMULATOR SETUP_TOKEN` prints what a person needs to try the demo, a line each.

#![expect(clippy::print_stdout, reason = "its output is read by `cargo xtask dev`")]

mod cases;
mod lessons;

use e2e::roster::{self, Line};
use e2e::staff::Staff;
use e2e::{OrFail as _, Person, Simulator, Trainee};
use shared::certificates::samples::ROSTER_LABELS;
use shared::courses::api::{ClassForm, ListClasses, ListClassesRequest, SaveClass};
use shared::date::Date;
use shared::endpoint::Nothing;
use shared::institution::api::{GetSettings, SaveSettings, SettingsForm};
use wechat_sim::followers::FOLLOWERS;

const LOGIN: &str = "demo";
const PASSWORD: &str = "anpei-demo-only-2026";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |name: &str| arguments.next().or_fail(name);
    let (portal, simulator, setup_token) = (argument("PORTAL"), argument("SIMULATOR"), argument("SETUP_TOKEN"));

    let mut staff = Staff::set_up(&portal, &setup_token, LOGIN, "演示管理员", PASSWORD);
    settings(&mut staff);
    cases::give_all_work(&mut staff);
    let people: Vec<Person> = (1..=72).map(Person::numbered).collect();
    let examined: Vec<&Person> = [1, 2, 7, 8, 9].into_iter().chain(60..72).filter_map(|n| people.get(n)).collect();
    let (enrolled, _later) = people.split_at(60);
    roster::import(&mut staff, &[lines(enrolled), cases::lines(&examined)].concat());
    classes(&mut staff);
    cases::bring_on(&mut staff, &examined);
    lessons::make(&mut staff);

    let simulator_client = Simulator::at(&simulator);
    let [follower, .., family] = &FOLLOWERS;
    bind(&portal, &simulator_client, follower.openid, &people, &[1, 2]);
    bind(&portal, &simulator_client, family.openid, &people, &[7, 8, 9]);
    lessons::talk(&portal, &simulator_client, follower.openid, &mut staff);

    println!("login {LOGIN}  password {PASSWORD}");
    println!("code  {simulator}/authenticator?secret={}", staff.totp_secret);
    if let Some(free) = people.get(20) {
        println!("bind  another follower as: {}  {}  {}", free.name, free.document_number, free.phone);
    }
}

fn settings(staff: &mut Staff) {
    let known = staff.call::<GetSettings>(&Nothing {}).or_fail("reading the settings");
    let form = SettingsForm {
        name: "临江安全生产培训中心".to_owned(),
        phone: "0571-8800 1234".to_owned(),
        address: "临江市滨河路 88 号 3 楼".to_owned(),
        icp: "浙ICP备00000000号".to_owned(),
        app_id: e2e::institution::APP_ID.to_owned(),
        app_secret: Some(e2e::institution::APP_SECRET.to_owned()),
        verify_file_name: String::new(),
        verify_file_body: String::new(),
        privacy_text: known.privacy_text,
        version: known.version,
    };
    staff.call::<SaveSettings>(&form).or_fail("saving the settings");
}

/// Courses of the demo: name, kind, class and fee.
const COURSES: [(&str, &str, &str, &str); 5] = [
    ("低压电工作业", "初训", "2026-D13期", "980"),
    ("高压电工作业", "复审", "2026-G04期", "360"),
    ("熔化焊接与热切割作业", "初训", "2026-R09期", "1080"),
    ("登高架设作业", "初训", "2026-T06期", "880"),
    ("生产经营单位安全生产管理人员", "再培训", "2026-A21期", "300"),
];

/// The stages of a yearly retraining: it has no exam of an authority.
const OF_RETRAINING: [&str; 6] = ["报名提交", "资料审核", "缴费", "培训中", "可领取", "已领取"];

const EMPLOYERS: [&str; 4] =
    ["临江机电安装有限公司", "滨河物业服务有限公司", "", "北岸冷链物流(集团)股份有限公司临江分公司"];

/// One line per person, and a second course for every tenth.
fn lines(people: &[Person]) -> Vec<Line> {
    let first = people.iter().enumerate().map(|(number, person)| line(person, number));
    let second = people
        .iter()
        .enumerate()
        .filter(|(number, _)| number % 10 == 0)
        .map(|(number, person)| line(person, number + 3));
    first.chain(second).collect()
}

fn line(person: &Person, number: usize) -> Line {
    let pick = |list: &[&'static str]| list.get(number % list.len()).copied().unwrap_or_default();
    let (course, kind, class, fee) = COURSES.get(number % COURSES.len()).copied().unwrap_or_default();
    let labels = ROSTER_LABELS.map(|(label, _)| label);
    let stage = if kind == "再培训" { pick(&OF_RETRAINING) } else { pick(&labels) };
    let due: u32 = fee.parse().unwrap_or_default();
    // Whoever is in training has paid; before that some have paid in part.
    let is_early = OF_RETRAINING.iter().take(3).any(|early| *early == stage);
    let paid = if is_early { due / 2 * u32::try_from(number % 3).unwrap_or_default() } else { due };
    let stated = |text: &str| if paid == 0 { String::new() } else { text.to_owned() };
    Line {
        employer: pick(&EMPLOYERS).to_owned(),
        course: course.to_owned(),
        kind: kind.to_owned(),
        class: class.to_owned(),
        fee: fee.to_owned(),
        paid: paid.to_string(),
        method: stated(pick(&["微信", "现金", "对公转账"])),
        paid_on: stated("2026-10-12"),
        stage: stage.to_owned(),
        ..Line::usual(person)
    }
}

/// Gives the classes that the roster named their dates and place.
fn classes(staff: &mut Staff) {
    let page = staff.call::<ListClasses>(&ListClassesRequest::default()).or_fail("listing classes");
    for (class, week) in page.items.into_iter().zip(0..) {
        let (year, month, day, weeks) =
            if class.code == cases::CLASS { (2026, 10, 12, 0) } else { (2026, 11, 30, week) };
        let start = Date::new(year, month, day).or_fail("a date").plus_days(7 * weeks);
        let form = ClassForm {
            id: Some(class.id),
            course_id: class.course_id,
            code: class.code,
            starts_on: start.to_string(),
            ends_on: start.plus_days(5).to_string(),
            place: "3 楼 301 教室".to_owned(),
            capacity: "60".to_owned(),
            version: class.version,
        };
        staff.call::<SaveClass>(&form).or_fail("dating a class");
    }
}

/// Binds a follower to some of the people.
fn bind(portal: &str, simulator: &Simulator, openid: &str, people: &[Person], numbers: &[usize]) {
    let mut trainee = Trainee::new(portal, simulator, openid);
    trainee.enter();
    for person in numbers.iter().filter_map(|number| people.get(*number)) {
        trainee.bind(&person.name, &person.document_number, &person.phone);
    }
}
