//! Recorded lessons at the desks of editor and teacher, in a browser: files of a lesson, an upload that goes on, what
//! trainees object to and ask, and the inspector's report.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::bad::assert_nothing_broke;
use e2e::console::Console;
use e2e::lessons::{self, FILM_MS, Viewer, film, media_form, noise, sha256};
use e2e::{Browser, Look, OrFail, Person, Portal, Staff, institution, wait, workspace};
use roster_reader::book::{self, Book};
use serde_json::json;
use shared::id::{CourseId, LessonId};
use shared::lessons::api::{GetLesson, LessonRequest};
use shared::lessons::{LessonState, PART_BYTES};
use shared::messages::MessageContent;
use shared::messages::api::{ListMessages, ListMessagesRequest};
use shared::role::Role;
use tempfile::TempDir;

/// Everything that a file of captions may not bring along, and two texts.
const CAPTIONS: &str = "WEBVTT\n\nSTYLE\n::cue { background: url(https://example.com/) }\n\n\
    00:00.500 --> 00:06.000\n<script>alert(1)</script><b onclick=\"alert(2)\">先断电</b>\n\n\
    00:08.000 --> 00:16.000\n<img src=x onerror=alert(3)>再验电 &amp; 接地\n";

struct Scene {
    portal: Portal,
    staff: Staff,
    course: CourseId,
}

fn scene() -> Scene {
    let (portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let staff = staff.invite("registrar", &[Role::Registrar, Role::Teacher]);
    Scene { portal, staff, course }
}

impl Scene {
    fn lesson(&mut self, title: &str) -> LessonId {
        lessons::draft(&mut self.staff, &lessons::form(self.course, title))
    }

    /// The lessons of the course at a desk.
    fn console(&self) -> Console<'_> {
        let console = Console::with_session(&self.portal, &self.staff, Look::desk());
        console.open_whole(&format!("/staff/courses/{}/lessons", self.course), "观看规则");
        console
    }
}

fn write(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, content).or_fail(name);
    path
}

/// Chooses a file in the dialog, or on the page where none is open.
fn choose(browser: &Browser, place: &str, file: &Path) {
    browser.find(&format!("{place} input[type=file]")).type_text(&file.display().to_string());
}

/// Keys that replace what a field holds: the driver's own clearing is no typing to the page.
fn instead(text: &str) -> String {
    format!("\u{e009}a\u{e000}{text}")
}

/// The line to the portal, in bytes a second.
fn upload_speed(browser: &Browser, bytes: u32) {
    let line = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes });
    browser.devtools("Network.emulateNetworkConditions", &line);
}

fn paper(browser: &Browser) -> Vec<u8> {
    let a4 = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
    let printed = browser.devtools("Page.printToPDF", &a4);
    let data = printed.get("data").and_then(serde_json::Value::as_str).or_fail("a PDF");
    STANDARD.decode(data).or_fail("the PDF's base64")
}

#[test]
fn captions_poster_and_slides_are_looked_at_before_trainees_see_them() {
    let mut scene = scene();
    let lesson = scene.lesson("触电急救：先断电");
    let bytes = lessons::read(&film());
    lessons::upload(&mut scene.staff, &media_form(lesson, "film.mp4", bytes.len(), FILM_MS), &bytes);
    let folder = tempfile::tempdir().or_fail("a folder for files");
    let console = scene.console();
    let browser = &console.browser;
    let dialog = "dialog[open]";

    console.click("字幕");
    choose(browser, dialog, &write(&folder, "notes.srt", "这不是字幕"));
    browser.wait_for_text("不是 WebVTT 也不是 SRT");
    console.click("换个文件");
    choose(browser, dialog, &write(&folder, "late.srt", "1\n00:00:01,000 --> 00:00:xx,000\n断电\n"));
    browser.wait_for_text("第 2 行：时间写得不对");
    console.click("换个文件");
    choose(browser, dialog, &lessons::captions());
    browser.wait_for_text("第 1 段：先断电，再验电");
    console.click("换个文件");
    choose(browser, dialog, &write(&folder, "课.vtt", CAPTIONS));
    browser.wait_for_text("再验电 & 接地");
    browser.screenshot("console-captions");
    browser.assert_accessible();
    console.click("保存");
    browser.wait_for_text("2 条");

    console.click("封面");
    wait::until("the first frame", || {
        (browser.script("return document.querySelector('dialog[open] video').readyState >= 2") == json!(true))
            .then_some(())
    });
    browser.screenshot("console-poster");
    console.click("用这一帧");
    browser.wait_for_text("封面已保存");

    console.click("课件");
    choose(browser, dialog, &write(&folder, "课件.pdf", "%PDF-1.7\nbroken"));
    browser.wait_for_text("PDF 有损坏");
    // The page that is open, as Chromium prints it: with Chinese letters in fonts of its own.
    choose(browser, dialog, &write(&folder, "课件.pdf", paper(browser)));
    browser.wait_for_text("课件已保存");
    console.click("课件");
    browser.wait_for_text("页课件");
    browser.screenshot("console-slides");
    browser.assert_accessible();
    console.click("关闭");

    console.click("预览");
    let cues = wait::until("the captions of the preview", || {
        let script = "const track = document.querySelector('dialog[open] track');
            return track?.readyState === 2 ? [...track.track.cues].map(cue => cue.text) : null;";
        serde_json::from_value::<Vec<String>>(browser.script(script)).ok()
    });
    assert_eq!(cues, ["alert(1)<b>先断电</b>", "再验电 &amp; 接地"]);
    browser.screenshot("console-preview");
    browser.assert_accessible();
    console.click("关闭");

    console.click("修改观看规则");
    browser.find_field("每天最多计入").type_text(&instead("5"));
    console.click("保存");
    browser.wait_for_text("超出允许范围");
    browser.find_field("每天最多计入").type_text(&instead("300"));
    console.click("保存");
    browser.wait_for_text("300 分钟");

    console.confirm("发布", "发布");
    browser.wait_for_text("已发布");
    console.click("撤回");
    browser.wait_for_text("学员马上看不到这节课");
    console.click("撤回");
    browser.wait_for_text("重新发布");
    // What was refused has told so in the console of the browser.
    let said = browser.console();
    assert!(said.iter().all(|line| line.contains("422")), "{said:#?}");
    drop(console);
    let kept = lessons::lesson_of(&mut scene.staff, scene.course, lesson);
    assert_eq!((kept.state, kept.caption_cues, kept.poster.is_some()), (LessonState::Withdrawn, Some(2), true));
    assert_eq!(kept.title, "触电急救：先断电", "as it was typed");
    for slide in &kept.slides {
        assert!(scene.staff.get(&slide.address).expect_status(200).body.starts_with(b"\xff\xd8\xff"), "a JPEG");
    }
    assert_nothing_broke(&scene.portal);
}

/// A film that is as long as it is, and many bytes that no player looks at behind it (a `free` box).
fn padded(filling: &[u8], film: &[u8]) -> Vec<u8> {
    let length = u32::try_from(filling.len() + 8).or_fail("a length").to_be_bytes();
    [film, &length, b"free", filling].concat()
}

#[test]
fn an_upload_goes_on_after_the_page_was_closed_and_only_with_the_same_file() {
    let mut scene = scene();
    let lesson = scene.lesson("长课");
    let folder = tempfile::tempdir().or_fail("a folder for films");
    let part = usize::try_from(PART_BYTES).or_fail("a size");
    let bytes = padded(&noise(2 * part + part / 2), &lessons::read(&film()));
    let right = write(&folder, "长课.mp4", &bytes);
    let mut changed = bytes.clone();
    changed.iter_mut().skip(bytes.len() / 20).step_by(4_099).for_each(|byte| *byte ^= 1);
    let elsewhere = tempfile::tempdir().or_fail("another folder");
    let (same_name, other_name) =
        (write(&elsewhere, "长课.mp4", &changed), write(&elsewhere, "短课.mp4", &bytes[..part]));

    let portal = &scene.portal;
    let console = Console::with_session(portal, &scene.staff, Look::desk());
    let page = format!("/staff/courses/{}/lessons", scene.course);
    console.open_whole(&page, "观看规则");
    let browser = &console.browser;
    browser.devtools("Network.enable", &json!({}));
    upload_speed(browser, 8 << 20);
    choose(browser, "main", &right);
    browser.wait_for_text("上传时请不要关闭");
    let mut staff = scene.staff.again();
    let stored = wait::until("a part to be stored", || {
        let begun = lessons::lesson_of(&mut staff, scene.course, lesson).uploading?;
        (begun.stored_bytes > 0).then_some(begun.stored_bytes)
    });
    assert!(stored < i64::try_from(bytes.len()).or_fail("a size"), "it was faster than the test");
    // What is left would take minutes now.
    upload_speed(browser, 64 << 10);
    console.open_whole(&page, "上次上传未完成");
    // That it may not ask whether to leave: nobody has touched the page.
    browser.console();
    browser.screenshot("console-upload-again");
    browser.assert_accessible();
    let begun = lessons::lesson_of(&mut staff, scene.course, lesson).uploading.or_fail("an upload");
    let is_stored = begun.stored_bytes / PART_BYTES;
    upload_speed(browser, 1 << 30);

    choose(browser, "main", &other_name);
    browser.wait_for_text("这次选的是“短课.mp4”");
    choose(browser, "main", &same_name);
    browser.wait_for_text("这不是上次的文件");
    browser.screenshot("console-upload-other");
    console.click("换个文件");
    browser.traffic();
    choose(browser, "main", &right);
    browser.wait_for_text("视频已上传");
    let sent = browser.traffic().iter().filter(|exchange| exchange.method == "PUT").count();
    assert_eq!(sent, 3 - usize::try_from(is_stored).or_fail("a number"), "what was there is not sent again");
    browser.wait_for_text("已用 21 MB，共 200.0 GB");
    browser.assert_console_empty();
    let kept = lessons::lesson_of(&mut staff, scene.course, lesson).video.or_fail("a video");
    assert_eq!(sha256(&staff.get(&kept.address).expect_status(200).body), sha256(&bytes));
    assert_nothing_broke(portal);
}

#[test]
fn objections_and_questions_are_answered_and_the_inspector_gets_a_report() {
    let mut scene = scene();
    let form = lessons::form(scene.course, "安全用电：接地与验电");
    let lesson = lessons::published(&mut scene.staff, &form, &noise(4_000), 600_000);
    let mut viewers = [1, 2].map(|number| Viewer::enrolled(&scene.portal, &mut scene.staff, number));
    for viewer in &mut viewers {
        viewer.watch_a_little(lesson);
    }
    viewers[0].object(lesson, "断网了，少记了两分钟。");
    viewers[1].object(lesson, "我觉得都看完了。");
    viewers[0].ask(lesson, "验电器要多久送检一次？");
    viewers[1].ask(lesson, "接地电阻为什么一般不超过四欧姆？");
    scene.portal.with_database(|data| {
        data.execute("update questions set due_at = 1 where id = 1", []).or_fail("a question that is overdue")
    });
    {
        let console = Console::with_session(&scene.portal, &scene.staff, Look::desk());
        decide(&console);
        answer(&console);
        console.browser.assert_console_empty();
    }
    let [first, second] = &mut viewers;
    assert_eq!(told(first, 2), ["granted 60000 断网已核实，补一分钟。", "answered"]);
    assert_eq!(told(second, 1), ["granted 0 记录完整，没有中断。"]);
    let request = LessonRequest { id: second.enrolment, lesson, search: Some("送检".to_owned()) };
    let found = second.trainee.call::<GetLesson>(&request).or_fail("the lesson").questions;
    assert_eq!(found.len(), 1, "what was answered for the class is found by others");
    report(&mut scene, lesson);
    assert_nothing_broke(&scene.portal);
}

/// One is granted, after a look back; the other is refused.
fn decide(console: &Console) {
    let browser = &console.browser;
    console.open_whole("/staff/objections", "我觉得都看完了");
    console.browser.find_text("这个课时的观看记录（最近 1 次）").click();
    browser.wait_for_text("安卓设备 · 微信");
    // From below.
    for (words, minutes, reason, act, asked) in [
        ("我觉得都看完了", "", "记录完整，没有中断。", "不认可", "学时不变？"),
        ("断网了", "1", "断网已核实，补一分钟。", "补计", "补计 1 分钟？"),
    ] {
        browser.wait_for_text(words);
        console.click("处理");
        console.click("不认可");
        browser.wait_for_text("请填写");
        browser.find_field("补计多少分钟").type_text(minutes);
        browser.find_field("理由").type_text(reason);
        console.click(act);
        browser.wait_for_text(asked);
        console.click("返回修改");
        assert_eq!(browser.find_field("理由").property("value"), json!(reason));
        console.click(act);
        browser.wait_for_text(asked);
        browser.assert_accessible();
        console.click(if minutes.is_empty() { "不认可" } else { "补计 1 分钟" });
        browser.wait_for_text("异议已处理");
        wait::until("the decided one to leave the list", || (!browser.text().contains(words)).then_some(()));
    }
    browser.wait_for_text("没有待处理的异议");
    console.click("已处理");
    browser.wait_for_text("已补计 1:00");
}

fn answer(console: &Console) {
    let browser = &console.browser;
    console.open_whole("/staff/questions", "已超过回答期限");
    browser.find_field("在提问和回答里查找").type_text("送检");
    console.click("查找");
    browser.wait_for_text("“送检”的查找结果");
    wait::until("only what was found", || (!browser.text().contains("四欧姆")).then_some(()));
    console.click("回答");
    browser.find_field("回答内容").type_text("高压验电器一般每年一次。");
    browser.find_field("公开给全班").click();
    browser.screenshot("console-answer");
    browser.assert_accessible();
    browser.find("dialog[open] form button[type=submit]").click();
    browser.wait_for_text("已公开给全班");
    console.click("清除查找");
    browser.wait_for_text("四欧姆");
    console.click("已回答");
    browser.wait_for_text("每年一次");
}

/// What so many messages say, the oldest first.
fn told(viewer: &mut Viewer, count: usize) -> Vec<String> {
    let said = wait::until("the messages", || {
        let page = viewer.trainee.call::<ListMessages>(&ListMessagesRequest { after: None }).or_fail("messages");
        let said = page.items.into_iter().rev().filter_map(|message| match message.content {
            MessageContent::ObjectionDecided { granted_ms, reason, .. } => {
                Some(format!("granted {granted_ms} {reason}"))
            }
            MessageContent::QuestionAnswered { .. } => Some("answered".to_owned()),
            _ => None,
        });
        let said: Vec<_> = said.collect();
        (said.len() >= count).then_some(said)
    });
    let page = viewer.trainee.get("/messages").expect_status(200).text();
    assert!(page.contains("异议已处理"), "{page}");
    said
}

/// The file and the paper are of the same content, whose hash anybody can compute, and which is recorded.
fn report(scene: &mut Scene, lesson: LessonId) {
    let class = institution::usual_class(&mut scene.staff).id;
    let downloads = tempfile::tempdir().or_fail("a folder for downloads");
    let hash = {
        let console = Console::with_session(&scene.portal, &scene.staff, Look::desk());
        let browser = &console.browser;
        console.open_whole(&format!("/staff/classes/{class}/lessons"), &Person::numbered(1).name);
        let behaviour = json!({ "behavior": "allow", "downloadPath": downloads.path().display().to_string() });
        browser.devtools("Page.setDownloadBehavior", &behaviour);
        console.click("导出 Excel");
        let bytes = wait::until("the file", || {
            let files = fs::read_dir(downloads.path()).ok()?.flatten().map(|entry| entry.path());
            let file = files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "xlsx"))?;
            fs::read(file).ok().filter(|bytes| !bytes.is_empty())
        });
        let hash = assert_workbook(&book::read("report.xlsx", &bytes).or_fail("reading the report"), lesson);
        browser.wait_for_text(&hash);
        console.click("打印报告");
        browser.wait_for_text("培训机构（盖章）");
        browser.wait_for_text(&hash);
        browser.screenshot("console-report-paper");
        browser.assert_accessible();
        let pdf = paper(browser);
        fs::write(workspace::screenshots().join("console-report.pdf"), pdf).or_fail("keeping the PDF to look at");
        browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
        let printed = browser.text();
        assert!(printed.contains(&hash) && !printed.contains("返回列表"), "{printed}");
        browser.assert_console_empty();
        hash
    };
    let recorded = scene.portal.with_database(|data| {
        let count =
            "select count(*) from audit where action = 'lessons.record_report' and detail like '%' || ?1 || '%'";
        data.query_row(count, [&hash], |row| row.get::<_, i64>(0)).or_fail("what is recorded")
    });
    assert_eq!(recorded, 2, "the file and the paper");
}

/// What stands in the sheets; returns the hash that stands on them.
fn assert_workbook(book: &Book, lesson: LessonId) -> String {
    let sheet = |name: &str| {
        let found = book.sheets.iter().find(|sheet| sheet.name == name).or_fail(name);
        let texts = found.rows.iter().map(|row| row.cells.iter().map(|cell| cell.display().trim().to_owned()));
        texts.map(Iterator::collect).collect::<Vec<Vec<String>>>()
    };
    let trainees = sheet("学员学时");
    assert_eq!(trainees.len(), 3, "{trainees:#?}");
    let name = Person::numbered(1).name;
    let granted = trainees.iter().find(|row| row.contains(&name)).or_fail("the first trainee");
    for cell in ["安全用电：接地与验电", "10:00", "60", "未完成"] {
        assert!(granted.iter().any(|found| found == cell), "{cell} in {granted:?}");
    }
    assert_eq!(sheet("观看记录").len(), 3, "a heading and two plays");
    let lines: Vec<String> = sheet("校验").into_iter().filter_map(|row| row.into_iter().next()).collect();
    assert!(lines.iter().any(|line| line.starts_with(&format!("lesson|{lesson}|安全用电：接地与验电|"))), "{lines:#?}");
    let (heading, rest) = lines.split_first().or_fail("lines");
    let hash = sha256((rest.join("\n") + "\n").as_bytes());
    assert!(heading.ends_with(&hash), "{heading}");
    assert!(sheet("汇总").iter().any(|row| row.contains(&hash)), "it stands on the first sheet");
    hash
}
