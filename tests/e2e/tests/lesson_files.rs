//! Files of lessons over the line: every kind of range byte by byte, fifty viewers at once, uploads that break off.

use std::fs;
use std::io::Write as _;
use std::net::TcpStream;
use std::process::Command;
use std::thread;

use e2e::bad::{assert_nothing_broke, assert_problem};
use e2e::client::{Answer, Body};
use e2e::lessons::{self, Viewer, media_form, noise, parts, put_part, sha256};
use e2e::{Browser, Look, OrFail, Portal, Staff, institution};
use shared::error::ErrorCode;
use shared::id::{CourseId, LessonId};
use shared::lessons::LessonState;
use shared::lessons::api::{BeginMedia, FinishMedia, GetLesson, LessonRequest, MediaRef, PlayRef, RenewSource, Source};
use shared::role::Role;

/// Two whole parts and a piece of a third.
const BYTES: usize = 2 * 8 * 1024 * 1024 + 12_345;
const PART: usize = 8 * 1024 * 1024;

struct Scene {
    portal: Portal,
    staff: Staff,
    course: CourseId,
    lesson: LessonId,
    viewer: Viewer,
    bytes: Vec<u8>,
}

fn scene() -> Scene {
    let (portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let mut staff = staff.invite("registrar", &[Role::Registrar]);
    let bytes = noise(BYTES);
    let lesson = lessons::published(&mut staff, &lessons::form(course, "安全用电"), &bytes, 3_600_000);
    let viewer = Viewer::enrolled(&portal, &mut staff, 1);
    Scene { portal, staff, course, lesson, viewer, bytes }
}

impl Scene {
    fn source(&mut self) -> Source {
        let request = LessonRequest { id: self.viewer.enrolment, lesson: self.lesson, search: None };
        let page = self.viewer.trainee.call::<GetLesson>(&request).or_fail("the lesson");
        page.video.or_fail("a video").source
    }
}

/// A row of the table: headers, status, and which bytes come.
type Row<'a> = (Vec<(&'a str, &'a str)>, u16, Option<(usize, usize)>);

#[test]
fn ranges_are_answered_byte_by_byte() {
    const LAST: usize = BYTES - 1;
    let mut scene = scene();
    let address = scene.source().address;
    let whole = scene.viewer.trainee.get(&address).expect_status(200);
    assert_eq!(sha256(&whole.body), sha256(&scene.bytes));
    let etag = whole.header("etag").or_fail("an entity tag");
    let modified = whole.header("last-modified").or_fail("a date");
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    assert_eq!(whole.header("content-type"), Some("video/mp4"));
    let weak = format!("W/{etag}");
    let weak = weak.as_str();
    let rows: Vec<Row> = vec![
        // Section 14.1.2 of RFC 9110: one range, at the borders of parts and of the file.
        (vec![("Range", "bytes=0-1")], 206, Some((0, 1))),
        (vec![("Range", "bytes=0-0")], 206, Some((0, 0))),
        (vec![("Range", "bytes=500-999")], 206, Some((500, 999))),
        (vec![("Range", "bytes=8388607-8388608")], 206, Some((PART - 1, PART))),
        (vec![("Range", "bytes=8388608-16777215")], 206, Some((PART, 2 * PART - 1))),
        (vec![("Range", "bytes=8000000-16777220")], 206, Some((8_000_000, 16_777_220))),
        (vec![("Range", "bytes=0-")], 206, Some((0, LAST))),
        (vec![("Range", "bytes=16777216-")], 206, Some((2 * PART, LAST))),
        (vec![("Range", "bytes=16789560-")], 206, Some((LAST, LAST))),
        (vec![("Range", "bytes=-1")], 206, Some((LAST, LAST))),
        (vec![("Range", "bytes=-500")], 206, Some((BYTES - 500, LAST))),
        (vec![("Range", "bytes=-20000")], 206, Some((BYTES - 20_000, LAST))),
        (vec![("Range", "bytes=-99999999999999999999")], 206, Some((0, LAST))),
        (vec![("Range", "bytes=16789000-99999999999999999999")], 206, Some((16_789_000, LAST))),
        // Section 15.5.17: nothing of it is there.
        (vec![("Range", "bytes=16789561-")], 416, None),
        (vec![("Range", "bytes=99999999999999999999-")], 416, None),
        (vec![("Range", "bytes=-0")], 416, None),
        // Section 14.2: what makes no sense is ignored.
        (vec![("Range", "bytes=5-2")], 200, Some((0, LAST))),
        (vec![("Range", "bytes=a-b")], 200, Some((0, LAST))),
        (vec![("Range", "items=0-1")], 200, Some((0, LAST))),
        (vec![("Range", "bytes 0-1")], 200, Some((0, LAST))),
        // Several: one piece when together they are one, else everything.
        (vec![("Range", "bytes=0-1,2-3")], 206, Some((0, 3))),
        (vec![("Range", "bytes=0-1,100-101")], 200, Some((0, LAST))),
        // Section 13.1.5
        (vec![("Range", "bytes=0-1"), ("If-Range", etag)], 206, Some((0, 1))),
        (vec![("Range", "bytes=0-1"), ("If-Range", modified)], 206, Some((0, 1))),
        (vec![("Range", "bytes=0-1"), ("If-Range", weak)], 200, Some((0, LAST))),
        (vec![("Range", "bytes=0-1"), ("If-Range", "\"another\"")], 200, Some((0, LAST))),
        (vec![("Range", "bytes=0-1"), ("If-Range", "Thu, 01 Jan 1970 00:00:00 GMT")], 200, Some((0, LAST))),
        // Section 13.2.2
        (vec![("If-None-Match", etag)], 304, None),
        (vec![("If-None-Match", weak)], 304, None),
        (vec![("If-None-Match", "*")], 304, None),
        (vec![("If-None-Match", "\"another\""), ("Range", "bytes=0-1")], 206, Some((0, 1))),
        (vec![("If-Modified-Since", modified)], 304, None),
        (vec![("If-Match", "\"another\"")], 412, None),
        (vec![("If-Match", etag), ("Range", "bytes=7-8")], 206, Some((7, 8))),
        (vec![("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")], 412, None),
    ];
    for (headers, status, piece) in &rows {
        let answer = scene.viewer.trainee.send("GET", &address, headers, Body::None);
        check(&answer, &scene.bytes, headers, *status, *piece);
        // Ranges are for GET alone: HEAD says what GET without them would.
        let head = scene.viewer.trainee.send("HEAD", &address, headers, Body::None);
        let expected = if matches!(status, 206 | 416) { 200 } else { *status };
        assert_eq!((head.status, head.body.len()), (expected, 0), "HEAD {headers:?}");
        if expected == 200 {
            assert_eq!(head.header("content-length"), Some(BYTES.to_string().as_str()), "HEAD {headers:?}");
        }
    }
    by_curl(&scene, &address);
    for method in ["POST", "PUT", "DELETE"] {
        let answer = scene.viewer.trainee.send(method, &address, &[], Body::None);
        assert_problem(&answer, ErrorCode::MethodNotAllowed, method);
    }
    assert_nothing_broke(&scene.portal);
}

fn check(answer: &Answer, bytes: &[u8], headers: &[(&str, &str)], status: u16, piece: Option<(usize, usize)>) {
    assert_eq!(answer.status, status, "{headers:?}");
    let range = answer.header("content-range");
    let Some((first, last)) = piece else {
        assert!(answer.body.is_empty(), "{headers:?}");
        let all = (status == 416).then(|| format!("bytes */{}", bytes.len()));
        assert_eq!(range, all.as_deref(), "{headers:?}");
        return;
    };
    assert!(
        Some(answer.body.as_slice()) == bytes.get(first..=last),
        "{headers:?}: other bytes, {} of them",
        answer.body.len()
    );
    assert_eq!(answer.header("content-length"), Some((last - first + 1).to_string().as_str()), "{headers:?}");
    let wanted = (status == 206).then(|| format!("bytes {first}-{last}/{}", bytes.len()));
    assert_eq!(range, wanted.as_deref(), "{headers:?}");
}

/// The same by a client that is not ours.
fn by_curl(scene: &Scene, address: &str) {
    let url = scene.portal.url(address);
    for (range, from, to) in [("0-1", 0, 2), ("8388600-8388699", 8_388_600, 8_388_700), ("-10", BYTES - 10, BYTES)] {
        let output = Command::new("curl").args(["-sS", "--fail", "-r", range, &url]).output().or_fail("curl");
        assert!(
            output.status.success() && Some(output.stdout.as_slice()) == scene.bytes.get(from..to),
            "curl -r {range}"
        );
    }
}

#[test]
fn a_browser_reads_the_same_bytes() {
    let scene = scene();
    let browser = Browser::chromium(Look::phone());
    scene.portal.enter_in(&browser, &scene.viewer.openid);
    let script = format!(
        "const done = arguments[arguments.length - 1];
         (async () => {{
           const page = await (await fetch('/api/enrolments/{enrolment}/lessons/{lesson}')).json();
           const {{ address }} = page.video.source;
           const read = async (range) => new Uint8Array(await (await fetch(address, {{ headers: {{ range }} }})).arrayBuffer());
           const [a, b] = [await read('bytes=8388600-8388699'), await read('bytes=-100')];
           done([...a, ...b]);
         }})();",
        enrolment = scene.viewer.enrolment,
        lesson = scene.lesson
    );
    let read: Vec<u8> = serde_json::from_value(browser.script_async(&script)).or_fail("bytes");
    let wanted = [&scene.bytes[8_388_600..8_388_700], &scene.bytes[BYTES - 100..]].concat();
    assert!(read == wanted);
}

#[test]
fn an_address_is_good_for_its_session_only() {
    let mut scene = scene();
    let source = scene.source();
    // A player that sends no cookie; a browser that has none.
    let mut stranger = scene.portal.visitor();
    stranger.send("GET", &source.address, &[], Body::None).expect_status(200);
    let answer = stranger.send("GET", &source.address, &[("Sec-Fetch-Site", "none")], Body::None);
    assert_problem(&answer, ErrorCode::SourceExpired, "a browser without a session");
    let mut other = Viewer::enrolled(&scene.portal, &mut scene.staff, 2);
    assert_problem(&other.trainee.get(&source.address), ErrorCode::SourceExpired, "another session");
    let forged = source.address.replace("&b=", "&b=1");
    assert_problem(&scene.viewer.trainee.get(&forged), ErrorCode::NotFound, "a changed address");
    let play = scene.viewer.start(scene.lesson);
    let renewed =
        scene.viewer.trainee.call::<RenewSource>(&PlayRef { token: play.token.clone() }).or_fail("an address");
    scene.viewer.trainee.get(&renewed.address).expect_status(200);
    lessons::set_state(&mut scene.staff, scene.course, scene.lesson, LessonState::Withdrawn);
    let refused = scene.viewer.trainee.call::<RenewSource>(&PlayRef { token: play.token });
    assert_eq!(refused.err().or_fail("a refusal").code, ErrorCode::LessonClosed);
}

#[test]
fn fifty_viewers_at_once_get_every_byte_and_memory_stays_flat() {
    const VIEWERS: usize = 50;
    let mut scene = scene();
    let address = scene.source().address;
    let url = scene.portal.url(&address);
    let whole = sha256(&scene.bytes);
    let watch = |viewers: usize| {
        let readers: Vec<_> = (0..viewers)
            .map(|number| {
                let (url, whole, bytes) = (url.clone(), whole.clone(), scene.bytes.clone());
                thread::spawn(move || {
                    let mut phone = e2e::Client::new("http://127.0.0.1");
                    if number % 2 == 0 {
                        assert_eq!(sha256(&phone.get(&url).body), whole, "viewer {number}");
                    } else {
                        // As players do: pieces of a megabyte.
                        let mut read = Vec::new();
                        while read.len() < bytes.len() {
                            let range = format!("bytes={}-{}", read.len(), read.len() + (1 << 20) - 1);
                            let piece = phone.send("GET", &url, &[("Range", &range)], Body::None).expect_status(206);
                            read.extend(piece.body);
                        }
                        assert_eq!(sha256(&read), whole, "viewer {number}");
                    }
                })
            })
            .collect();
        for reader in readers {
            reader.join().or_fail("a viewer");
        }
    };
    watch(5);
    let few = highest_memory(scene.portal.workerd());
    watch(VIEWERS);
    let many = highest_memory(scene.portal.workerd());
    // Fifty films of 17 MB are 840 MB: buffers of the line grow, the films are never held.
    assert!(many - few < 128 * 1024, "{few} KB with 5 viewers, {many} KB with {VIEWERS}");
    assert_nothing_broke(&scene.portal);
}

/// The most that a process ever had in memory, in KB.
fn highest_memory(process: u32) -> i64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).or_fail("the process");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).or_fail("its memory");
    line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).or_fail(line)
}

#[test]
fn an_upload_that_breaks_off_ten_times_arrives_whole() {
    let (portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let mut staff = staff.invite("registrar", &[Role::Registrar]);
    let bytes = noise(5 * PART + 777);
    let lesson = lessons::draft(&mut staff, &lessons::form(course, "安全用电"));
    let form = media_form(lesson, "film.mp4", bytes.len(), 600_000);
    let all: Vec<(usize, &[u8])> = parts(&bytes).collect();
    let id = staff.call::<BeginMedia>(&form).or_fail("announcing").id;
    for time in 0..10 {
        // What is there is kept; a part breaks off in the middle.
        let known = staff.call::<BeginMedia>(&form).or_fail("going on");
        assert_eq!(known.id, id);
        let (part, content) = all[time % all.len()];
        break_off(&portal, &staff, &format!("/staff/media/{id}/parts/{part}"), content);
        if time % 2 == 1 {
            let (part, content) = all[time / 2];
            put_part(&mut staff, id, part, content, &sha256(content)).expect_status(200);
        }
    }
    let early = staff.call::<FinishMedia>(&MediaRef { id }).err().or_fail("a refusal");
    assert_eq!(early.code, ErrorCode::UploadIncomplete);
    let known = staff.call::<BeginMedia>(&form).or_fail("going on");
    for stored in &known.parts {
        let (_, content) = all[usize::try_from(stored.part).or_fail("a number")];
        assert_eq!(stored.sha256, sha256(content), "part {}", stored.part);
    }
    assert_eq!(known.parts.len(), 5);
    let (part, content) = all[5];
    put_part(&mut staff, id, part, content, &sha256(content)).expect_status(200);
    staff.call::<FinishMedia>(&MediaRef { id }).or_fail("finishing");
    let video = lessons::lesson_of(&mut staff, course, lesson).video.or_fail("a video");
    assert_eq!(sha256(&staff.get(&video.address).expect_status(200).body), sha256(&bytes));
    assert_nothing_broke(&portal);
}

/// Sends half of a part and cuts the line.
fn break_off(portal: &Portal, staff: &Staff, path: &str, content: &[u8]) {
    let address = portal.origin().trim_start_matches("http://");
    let mut line = TcpStream::connect(address).or_fail(address);
    let cookie = staff.cookie("__Host-staff").or_fail("a session");
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: {origin}\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: __Host-staff={cookie}\r\nX-Part-Sha256: {hash}\r\nContent-Length: {length}\r\n\r\n",
        origin = portal.origin(),
        hash = sha256(content),
        length = content.len()
    );
    line.write_all(head.as_bytes()).or_fail("the head");
    line.write_all(content.get(..content.len() / 2).unwrap_or_default()).or_fail("half of it");
}

#[test]
fn bad_files_are_refused_with_a_word_and_nothing_is_lost() {
    let (portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let mut staff = staff.invite("registrar", &[Role::Registrar]);
    let lesson = lessons::draft(&mut staff, &lessons::form(course, "安全用电"));
    // A text file named mp4: its sender's browser says so already; the portal looks by itself.
    let text = "这不是视频".repeat(100).into_bytes();
    let id = staff.call::<BeginMedia>(&media_form(lesson, "film.mp4", text.len(), 1_000)).or_fail("announcing").id;
    put_part(&mut staff, id, 0, &text, &sha256(&text)).expect_status(200);
    let refused = staff.call::<FinishMedia>(&MediaRef { id }).err().or_fail("a refusal");
    assert_eq!(refused.code, ErrorCode::FileUnplayable);
    // Parts that are empty, cut short, too long, other than announced, or not there.
    let film = noise(1_000);
    let id = staff.call::<BeginMedia>(&media_form(lesson, "other.mp4", film.len(), 1_000)).or_fail("announcing").id;
    let hash = sha256(&film);
    for (what, part, content, hash, code) in [
        ("no byte", 0, &[][..], sha256(&[]), ErrorCode::UploadIncomplete),
        ("cut short", 0, &film[..999], sha256(&film[..999]), ErrorCode::UploadIncomplete),
        ("another hash", 0, &film[..], "00".repeat(32), ErrorCode::UploadIncomplete),
        ("no such part", 1, &film[..], hash.clone(), ErrorCode::NotFound),
    ] {
        assert_problem(&put_part(&mut staff, id, part, content, &hash), code, what);
    }
    let large = noise(PART + 1);
    // Refused before it is read: who goes on sending finds the line closed.
    let origin = portal.origin().to_owned();
    let path = format!("/staff/media/{id}/parts/0");
    let headers = [("Origin", origin.as_str()), ("Sec-Fetch-Site", "same-origin")];
    let body = Body::Raw { content_type: "application/octet-stream", bytes: large };
    if let Ok(answer) = staff.try_send("PUT", &path, &headers, body) {
        assert_problem(&answer, ErrorCode::TooLarge, "too long");
    }
    let missing = staff.call::<FinishMedia>(&MediaRef { id }).err().or_fail("a refusal");
    assert_eq!(missing.code, ErrorCode::UploadIncomplete);
    put_part(&mut staff, id, 0, &film, &hash).expect_status(200);
    staff.call::<FinishMedia>(&MediaRef { id }).or_fail("finishing");
    // Nobody else writes.
    let mut viewer = Viewer::enrolled(&portal, &mut staff, 1);
    let headers = [("Origin", origin.as_str()), ("Sec-Fetch-Site", "same-origin"), ("X-Part-Sha256", hash.as_str())];
    let body = || Body::Raw { content_type: "application/octet-stream", bytes: film.clone() };
    let answer = viewer.trainee.send("PUT", &path, &headers, body());
    assert_problem(&answer, ErrorCode::StaffSignInRequired, "a trainee");
    let answer =
        staff.send("PUT", &path, &[("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site")], body());
    assert_problem(&answer, ErrorCode::CrossSite, "another site");
    assert_nothing_broke(&portal);
}
