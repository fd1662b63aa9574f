//! Viewers of recorded lessons: how many heartbeats a second the portal takes, and what the others notice of five hundred
//! viewers.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use e2e::client::USER_AGENT;
use e2e::lessons::{self, beat, noise};
use e2e::roster::{self, Line};
use e2e::{Client, OrFail as _, Person, Portal, institution, wait};
use shared::endpoint::Nothing;
use shared::enrolments::api::GetHome;
use shared::lessons::api::{SendBeat, StartPlay, StartPlayRequest};

const VIEWERS: u32 = 500;
/// As many as ask at once at the most.
const HANDS: usize = 32;
/// A page sends one every 15 s: five hundred send one every 30 ms.
const EVERY: Duration = Duration::from_millis(30);
const LENGTH_MS: i64 = 36_000_000;

/// Somebody who watches.
struct Viewer {
    client: Client,
    token: String,
    seq: i64,
}

impl Viewer {
    fn beat(&mut self) {
        self.seq += 1;
        let from = self.seq * 15_000 % LENGTH_MS;
        let request = beat(&self.token, self.seq, &[(from, from + 15_000)]);
        self.client.call::<SendBeat>(&request).or_fail("a heartbeat");
    }
}

pub fn measure(length: Duration) {
    let (portal, mut viewers) = watching();
    println!("\nHeartbeats of {VIEWERS} viewers");
    let rate = most(&mut viewers, length);
    println!("{:<34}{rate:>8.0} a second ({:.0} viewers)", "at most, from 32 connections", rate * 15.0);
    let mut reader = viewers.pop().or_fail("a viewer").client;
    let alone = home(&portal, &mut reader, length);
    let stop = AtomicBool::new(false);
    let among = thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let begin = wait::now();
            let mut sent = 0_u32;
            while !stop.load(Ordering::Relaxed) {
                for viewer in &mut viewers {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    viewer.beat();
                    sent += 1;
                    thread::sleep((EVERY * sent).saturating_sub(begin.elapsed()));
                }
            }
        });
        let among = home(&portal, &mut reader, length);
        stop.store(true, Ordering::Relaxed);
        watching.join().or_fail("the viewers");
        among
    });
    println!("{:<34}{:>12}{:>12}", "home page for one reader, ms", "median", "99 %");
    for (name, [median, slowest]) in [("  alone", alone), ("  among the viewers", among)] {
        println!("{name:<34}{:>12.1}{:>12.1}", median.as_secs_f64() * 1_000.0, slowest.as_secs_f64() * 1_000.0);
    }
}

/// A portal with a lesson that everybody has begun to watch.
fn watching() -> (Portal, Vec<Viewer>) {
    let (mut portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let mut registrar = staff.invite("registrar", &[shared::role::Role::Registrar]);
    let lesson = lessons::published(&mut registrar, &lessons::form(course, "安全用电"), &noise(4_000), LENGTH_MS);
    let people: Vec<Person> = (1..=VIEWERS).map(Person::numbered).collect();
    roster::import(&mut staff, &people.iter().map(Line::usual).collect::<Vec<_>>());
    // A session for each, without five hundred ways through WeChat.
    portal.with_database(|database| {
        for (number, person) in (0..).zip(&people) {
            let token = token(number);
            let hash = lessons::sha256(token.as_bytes());
            database
                .execute(
                    "insert into sessions (token_hash, openid, trainee_id, created_at, expires_at)
                     select ?1, null, id, 0, 9000000000000 from trainees where phone = ?2",
                    [hash, person.phone.clone()],
                )
                .or_fail("a session");
        }
    });
    let viewers = (0..people.len()).map(|number| {
        let mut client = Client::new(portal.origin()).with_header("User-Agent", USER_AGENT);
        client.set_cookie(portal.origin(), "__Host-session", &token(number));
        let home = client.call::<GetHome>(&Nothing {}).or_fail("home");
        let enrolment_id = home.enrolments.first().or_fail("an enrolment").id;
        let play = client.call::<StartPlay>(&StartPlayRequest { enrolment_id, lesson_id: lesson }).or_fail("a play");
        Viewer { client, token: play.token, seq: 0 }
    });
    let viewers = viewers.collect();
    (portal, viewers)
}

fn token(number: usize) -> String {
    format!("bench-viewer-{number:08}-of-lessons-only")
}

/// Heartbeats a second when each is followed by the next.
fn most(viewers: &mut [Viewer], length: Duration) -> f64 {
    let end = wait::now() + length;
    let share = viewers.len().div_ceil(HANDS);
    let sent: u32 = thread::scope(|scope| {
        let hands: Vec<_> = viewers
            .chunks_mut(share)
            .map(|viewers| {
                scope.spawn(move || {
                    let mut sent = 0_u32;
                    while wait::now() < end {
                        for viewer in &mut *viewers {
                            viewer.beat();
                            sent += 1;
                        }
                    }
                    sent
                })
            })
            .collect();
        hands.into_iter().map(|hand| hand.join().or_fail("a connection")).sum()
    });
    f64::from(sent) / length.as_secs_f64()
}

/// How long the home page takes, asked one after the other: the median, and the slowest of a hundred.
fn home(portal: &Portal, reader: &mut Client, length: Duration) -> [Duration; 2] {
    let end = wait::now() + length;
    let mut times = Vec::new();
    while wait::now() < end {
        let begin = wait::now();
        reader.get(&portal.url("/")).expect_status(200);
        times.push(begin.elapsed());
    }
    times.sort_unstable();
    [50, 99].map(|part| times.get(times.len() * part / 100).copied().unwrap_or_default())
}
