//! Measures the built portal on this machine: requests a second under plain workerd, what a slow phone waits for, how
//! many viewers of lessons it carries, and whether an import survives power cuts. `cargo xtask bench [--rival] [--quick]` builds everything and runs it.
//!
//! Figures are medians of three runs. What is compared is run in turns, so that a busy moment meets both.

#![expect(clippy::print_stdout, reason = "the tables are its output")]

mod beats;
mod load;
mod phone;
mod rival;

use std::process::Command;
use std::time::Duration;

use e2e::roster::{self, Line};
use e2e::{OrFail as _, Person, Portal, wait, workspace};
use load::{Measured, Question};
use phone::Visit;
use rival::Rival;
use shared::endpoint::Nothing;
use shared::enrolments::api::GetHome;

const OPENID: &str = "oIsMeasured";
const ENROLMENTS: usize = 20;
/// As a phone sends it: what is measured is what is used.
const PHONE_ENCODING: &str = "gzip, deflate, br";

/// What is asked, with its name and status.
const QUESTIONS: [(&str, &str, u16, &str); 4] = [
    ("home page, rendered", "/", 200, PHONE_ENCODING),
    ("home as JSON", "/api/home", 200, PHONE_ENCODING),
    ("home page, uncompressed", "/", 200, "identity"),
    ("ping (unknown address)", "/api/nothing-here", 404, PHONE_ENCODING),
];

struct Plan {
    rival: bool,
    runs: usize,
    warm: Duration,
    length: Duration,
    /// Runs of the durability test, which cuts the power four times.
    power_cuts: usize,
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let has = |option: &str| given.iter().any(|argument| argument == option);
    if let Some(unknown) = given.iter().find(|option| !["--rival", "--quick"].contains(&option.as_str())) {
        eprintln!("bench [--rival] [--quick], not {unknown}");
        std::process::exit(2);
    }
    let seconds = Duration::from_secs;
    let plan = if has("--quick") {
        Plan { rival: has("--rival"), runs: 1, warm: seconds(1), length: seconds(3), power_cuts: 0 }
    } else {
        Plan { rival: has("--rival"), runs: 3, warm: seconds(2), length: seconds(10), power_cuts: 5 }
    };
    let (mut portal, session) = with_enrolments();
    let rival = plan.rival.then(|| Rival::start(&mut portal));
    requests(&plan, &portal, &session, rival.as_ref());
    drop(rival);
    visits(&plan, &portal, &session);
    drop(portal);
    beats::measure(plan.length);
    power_cuts(plan.power_cuts);
}

/// A portal with one trainee who has many enrolments and a session.
fn with_enrolments() -> (Portal, String) {
    let (portal, mut staff) = Portal::set_up();
    let person = Person::numbered(20);
    let lines = (0..ENROLMENTS).map(|number| {
        let line = Line::usual(&person).class(&format!("2026-B{number:02}"));
        match number % 4 {
            0 => line.paid("0").stage("报名提交"),
            1 => line.paid("1080").stage("可领取"),
            2 => line.paid("1080").stage("制证"),
            _ => line,
        }
    });
    roster::import(&mut staff, &lines.collect::<Vec<_>>());
    let mut trainee = portal.trainee(OPENID);
    trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
    let home = trainee.call::<GetHome>(&Nothing {}).or_fail("home");
    assert_eq!(home.enrolments.len(), ENROLMENTS);
    let session = trainee.cookie("__Host-session").or_fail("a session").to_owned();
    (portal, session)
}

fn requests(plan: &Plan, portal: &Portal, session: &str, rival: Option<&Rival>) {
    let cookie = format!("__Host-session={session}");
    if let Some(rival) = rival {
        rival.assert_answers_as(portal, &cookie);
    }
    let port = portal.origin().rsplit(':').next().and_then(|port| port.parse().ok()).or_fail("the portal's port");
    let process = portal.workerd();
    println!("\nRequests a second, 32 connections, {ENROLMENTS} enrolments, median of {} runs", plan.runs);
    println!("{:<25}{:>10}{:>11}{:>8}{:>8}{:>8}", "", "requests/s", "processor", "median", "99 %", "bytes");
    for (name, path, status, encoding) in QUESTIONS {
        let question = |port, process| Question { port, process, path, status, cookie: cookie.clone(), encoding };
        // The first seconds are those of compilers, not of what they compile.
        for (port, process) in rival.map(|it| (it.port, it.id())).into_iter().chain([(port, process)]) {
            load::measure(&question(port, process), plan.warm, plan.warm);
        }
        let mut ours = Vec::new();
        let mut theirs = Vec::new();
        for _ in 0..plan.runs {
            ours.push(load::measure(&question(port, process), plan.warm, plan.length));
            theirs.extend(rival.map(|it| load::measure(&question(it.port, it.id()), plan.warm, plan.length)));
        }
        let ours = middle(ours);
        line(name, &ours);
        if let Some(theirs) = Some(theirs).filter(|runs| !runs.is_empty()).map(middle) {
            line("  of the rival", &theirs);
            let rate = ours.per_second / theirs.per_second;
            let processor = theirs.processor.as_secs_f64() / ours.processor.as_secs_f64();
            println!("{:<25}{rate:>10.2}{processor:>11.2}", "  the portal's share of it");
        }
    }
}

/// Times in milliseconds, the processor's in microseconds.
fn line(name: &str, measured: &Measured) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let Measured { per_second, processor, median, slowest_of_100, bytes } = *measured;
    let (median, slowest) = (milliseconds(median), milliseconds(slowest_of_100));
    let processor = processor.as_micros();
    println!("{name:<25}{per_second:>10.0}{processor:>8} µs{median:>8.1}{slowest:>8.1}{bytes:>8}");
}

/// The run in the middle, by requests a second.
fn middle(mut runs: Vec<Measured>) -> Measured {
    runs.sort_by(|one, other| one.per_second.total_cmp(&other.per_second));
    runs.get(runs.len() / 2).copied().or_fail("a run")
}

/// One figure of a visit.
type Measure = fn(&Visit) -> f64;

fn visits(plan: &Plan, portal: &Portal, session: &str) {
    let visits: Vec<[Visit; 2]> = (0..plan.runs).map(|_| phone::visit(portal, session)).collect();
    println!("\nHome on a slow phone (slow 4G, processor 4 times slower), median of {} runs", plan.runs);
    println!("{:<26}{:>12}{:>12}", "", "first visit", "from cache");
    let measures: [(&str, Measure, usize); 5] = [
        ("first byte, ms", |visit| visit.answer, 0),
        ("first paint, ms", |visit| visit.first_paint, 0),
        ("largest paint, ms", |visit| visit.largest_paint, 0),
        ("layout shift", |visit| visit.layout_shift, 3),
        ("taken over, ms", |visit| visit.hydrated, 0),
    ];
    for (name, measure, decimals) in measures {
        let of = |which: usize| {
            let mut values: Vec<f64> = visits.iter().filter_map(|pair| pair.get(which)).map(measure).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().or_fail(name)
        };
        println!("{name:<26}{:>12.decimals$}{:>12.decimals$}", of(0), of(1));
    }
    let Some([first, second]) = visits.last() else { return };
    for kind in ["HTML", "CSS", "JavaScript", "wasm", "other"] {
        let of = |visit: &Visit| visit.bytes.get(kind).copied().unwrap_or_default();
        println!("{:<26}{:>12}{:>12}", format!("{kind}, bytes"), of(first), of(second));
    }
    let sum = |visit: &Visit| visit.bytes.values().sum::<u64>();
    println!("{:<26}{:>12}{:>12}", "together, bytes", sum(first), sum(second));
}

/// The durability test again and again: while sending, comparing, importing and undoing 12,000 rows.
fn power_cuts(runs: usize) {
    for run in 1..=runs {
        let begin = wait::now();
        let mut cargo = Command::new("cargo");
        cargo.args(["test", "--locked", "--quiet", "-p", "e2e", "--test", "durability"]).current_dir(workspace::root());
        cargo.env("ANPEI_XTASK", workspace::xtask());
        let output = cargo.output().or_fail("running the durability test");
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "after {} power cuts:\n{said}", (run - 1) * 4);
        println!("power cuts survived: {:>2} (4 during 12,000 rows, {:.0} s)", run * 4, begin.elapsed().as_secs_f64());
    }
}
