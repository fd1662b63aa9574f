//! The certificate's way of a class of forty, as staff and trainees go it: lists of the authority go in through the console's
//! page, the board moves, one trainee fails theory and makes it up, the certificates come and are collected. The trackers of
//! three trainees are photographed at each step.

use e2e::console::Console;
use e2e::sample::{self, Sample};
use e2e::{Browser, Look, OrFail, Portal, Staff, Trainee};
use shared::certificates::api::{
    Board, BoardRequest, Certificate, ConfirmMove, GetBoard, ListCases, ListCasesRequest, ListCertificates, MoveCases,
    MoveRef, MoveRequest, PreviewMove, UndoMove,
};
use shared::certificates::case::Target;
use shared::certificates::regime::StageKey;
use shared::courses::api::{ListClasses, ListClassesRequest};
use shared::endpoint::Nothing;
use shared::enrolments::api::GetHome;
use shared::id::{ClassId, EnrolmentId};
use shared::roster::columns::Column;

/// Rows of the class list: one who passes everything, the one who fails theory, the one who does not come.
const WATCHED: [usize; 3] = [0, 3, 4];

const SAFARI: &str = "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1";

struct Watched<'a> {
    trainees: Vec<(Trainee, EnrolmentId)>,
    browser: Browser,
    portal: &'a Portal,
}

impl<'a> Watched<'a> {
    fn bind(portal: &'a Portal, class: &Sample) -> Self {
        let trainees = WATCHED.iter().zip(0..).map(|(row, n)| {
            let row = class.rows.get(*row).or_fail("a row of the class");
            let mut trainee = portal.trainee(&format!("oWatched{n}"));
            let text = |column| row.text(column).to_owned();
            trainee
                .bind(&text(Column::Name), &text(Column::DocumentNumber), &text(Column::Phone))
                .expect_redirect_to("/");
            let home = trainee.call::<GetHome>(&Nothing {}).or_fail("home");
            let id = home.enrolments.first().or_fail("an enrolment").id;
            (trainee, id)
        });
        Self { trainees: trainees.collect(), browser: Browser::chromium(Look::phone()), portal }
    }

    /// The trackers at a step; each must say these words.
    fn look(&mut self, step: &str, words: [&str; 3]) {
        for (n, ((_, id), words)) in self.trainees.iter().zip(words).enumerate() {
            self.portal.enter_in(&self.browser, &format!("oWatched{n}"));
            self.browser.wait_for_text("查看详情");
            self.browser.open(&self.portal.url(&format!("/enrolments/{id}")));
            self.browser.wait_for_text(words);
            self.browser.screenshot(&format!("tracker-{step}-{n}"));
            self.browser.assert_accessible();
            self.browser.assert_console_empty();
        }
    }
}

fn import(portal: &Portal, staff: &Staff, file: &str, rows: u32) {
    let console = Console::with_session(portal, staff, Look::desk());
    console.preview(&sample::path(file));
    console.browser.wait_for_text(&format!("有 {rows} 行可以导入。"));
    let name = file.rsplit('/').next().or_fail(file);
    console.browser.screenshot(&format!("list-{name}"));
    console.confirm(&format!("导入 {rows} 行"), "导入");
    console.browser.wait_for_text("全部处理完毕。");
    console.browser.assert_accessible();
    console.browser.assert_console_empty();
}

/// The class of forty.
fn class(staff: &mut Staff) -> ClassId {
    let classes = ListClassesRequest { code: "2026-D20".to_owned(), ..ListClassesRequest::default() };
    let page = staff.call::<ListClasses>(&classes).or_fail("classes");
    page.items.first().or_fail("the class").id
}

fn board(staff: &mut Staff) -> Board {
    let class_id = Some(class(staff));
    staff.call::<GetBoard>(&BoardRequest { class_id }).or_fail("the board")
}

/// Open cases by stage, those without any left out.
fn stages(staff: &mut Staff) -> Vec<(StageKey, i64)> {
    let board = board(staff);
    let stages = board.ways.iter().flat_map(|way| &way.stages);
    stages.filter(|stage| stage.open > 0).map(|stage| (stage.key, stage.open)).collect()
}

fn move_all(staff: &mut Staff, from: StageKey, target: Target, note: &str) -> shared::certificates::api::MoveSummary {
    let rule_set = board(staff).ways.first().or_fail("a way").rule_set;
    let list = ListCasesRequest { rule_set, stage: from, class_id: Some(class(staff)), stuck: false, after: None };
    let cases = staff.call::<ListCases>(&list).or_fail("cases").items;
    let (reason, note) = (String::new(), note.to_owned());
    let request = MoveRequest {
        cases: cases.iter().map(|case| case.id).collect(),
        target,
        reason: reason.clone(),
        note: note.clone(),
    };
    let preview = staff.call::<PreviewMove>(&request).or_fail("a preview");
    assert!(preview.refused.is_empty() && preview.moving.len() == cases.len(), "{preview:?}");
    let cases = preview.moving.iter().map(|case| (case.id, case.version)).collect();
    staff.call::<MoveCases>(&ConfirmMove { cases, target, reason, note }).or_fail("a move")
}

#[test]
fn a_class_of_forty_goes_from_the_list_of_its_exam_to_its_certificates() {
    let (portal, mut staff) = Portal::set_up();
    let roster = Sample::read("lists/roster-class-40.xlsx");
    // Two namesakes in another class come along.
    import(&portal, &staff, "lists/roster-class-40.xlsx", 42);
    assert_eq!(stages(&mut staff), [(StageKey::Applied, 40)]);
    let mut watched = Watched::bind(&portal, &roster);
    watched.look("1-applied", ["考核机构"; 3]);

    import(&portal, &staff, "lists/exam-schedule.xlsx", 40);
    // The exam of this list is over: the cases wait for its result.
    assert_eq!(stages(&mut staff), [(StageKey::Theory, 40)]);
    watched.look("2-scheduled", ["理论考试"; 3]);

    import(&portal, &staff, "lists/exam-results-theory.xlsx", 40);
    assert_eq!(stages(&mut staff), [(StageKey::Theory, 2), (StageKey::Practical, 38)]);
    watched.look("3-theory", ["合格", "补考", "理论考试"]);
    {
        let console = Console::with_session(&portal, &staff, Look::desk());
        console.open("/staff/cases");
        console.browser.wait_for_text("实操考试");
        console.browser.wait_for_text("38 人");
        console.browser.screenshot("board");
        console.browser.assert_accessible();
        console.browser.assert_console_empty();
    }

    import(&portal, &staff, "lists/exam-results-make-up.csv", 2);
    import(&portal, &staff, "lists/exam-results-practical.xlsx", 40);
    assert_eq!(stages(&mut staff), [(StageKey::Results, 40)]);
    watched.look("4-results", ["成绩公布"; 3]);

    // A wrong button, taken back in time.
    let moved = move_all(&mut staff, StageKey::Results, Target::Stage(StageKey::Ready), "A-1");
    assert_eq!(stages(&mut staff), [(StageKey::Ready, 40)]);
    staff.call::<UndoMove>(&MoveRef { id: moved.id }).or_fail("undoing");
    assert_eq!(stages(&mut staff), [(StageKey::Results, 40)]);
    move_all(&mut staff, StageKey::Results, Target::Stage(StageKey::Making), "");
    watched.look("5-making", ["发证机关"; 3]);

    import(&portal, &staff, "lists/certificates.xlsx", 40);
    assert_eq!(stages(&mut staff), [(StageKey::Electronic, 40)]);
    watched.look("6-electronic", ["电子证书"; 3]);
    move_all(&mut staff, StageKey::Electronic, Target::Stage(StageKey::Ready), "A-12");
    watched.look("7-ready", ["A-12"; 3]);
    move_all(&mut staff, StageKey::Ready, Target::Stage(StageKey::Done), "本人签收");
    assert_eq!(stages(&mut staff), []);
    watched.look("8-collected", ["证书已领取"; 3]);
    watched.browser.open(&portal.url("/certificates"));
    watched.browser.wait_for_text("cx.mem.gov.cn");
    watched.browser.screenshot("certificates");
    watched.browser.assert_accessible();
    let (trainee, _) = watched.trainees.first_mut().or_fail("a trainee with a certificate");
    take_the_day_along(&portal, trainee);
}

/// Inside WeChat the next day of a certificate leads to a link for another browser, which has no session.
fn take_the_day_along(portal: &Portal, trainee: &mut Trainee) {
    let listed = trainee.call::<ListCertificates>(&Nothing {}).or_fail("certificates").certificates;
    let ahead = |certificate: &&Certificate| certificate.next.is_some_and(|next| !next.missed);
    let id = listed.iter().find(ahead).or_fail("a day ahead").id;
    let (file, page) = (format!("/certificates/{id}.ics"), format!("/certificates/{id}/calendar"));
    trainee.get(&file).expect_redirect_to(&page);
    assert!(trainee.get(&page).expect_status(200).text().contains("在浏览器打开"));
    let link = trainee.post_form(&format!("{page}/link"), &[]).expect_status(303).location();
    assert!(trainee.get(&link).expect_status(200).text().contains("在浏览器打开"));

    let mut browser = portal.visitor();
    browser.set_header("User-Agent", SAFARI);
    assert!(browser.get(&file).status >= 400, "not for strangers");
    assert!(browser.get(&link).expect_status(200).text().contains("下载日历文件"));
    let path = link.strip_prefix(portal.origin()).unwrap_or(&link).to_owned();
    let day = browser.post_form(&path, &[]).expect_status(200);
    assert_eq!(day.header("content-type"), Some("text/calendar; charset=utf-8"));
    assert!(day.text().contains("BEGIN:VEVENT"));
    browser.post_form(&path, &[]).expect_status(410);

    // Outside WeChat its holder gets the file at once.
    trainee.set_header("User-Agent", SAFARI);
    trainee.get(&page).expect_redirect_to(&file);
    let own = trainee.get(&file).expect_status(200);
    assert_eq!(own.header("content-type"), Some("text/calendar; charset=utf-8"));
}
