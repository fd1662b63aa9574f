//! The trainee's pages about recorded lessons, as the edge writes them.
#![cfg(feature = "edge")]

use frontend::i18n::{errors, lesson_reasons};
use frontend::lessons::{LessonsContent, NotTaken, OneLesson, Refused, TalkForm, lessons_page};
use frontend::plain_pages::PlainPage;
use shared::error::{ErrorCode, FieldCode};
use shared::institution::Site;
use shared::lang::Lang;
use shared::lessons::api::{Credit, Gate, LessonPage, LessonRow, Lessons, NextLesson, PlayRow};
use shared::lessons::player::{PlayerLine, Reason};
use shared::lessons::watching::Uncounted;
use shared::time::Timestamp;

const NOW: Timestamp = Timestamp(1_795_222_800_000);

fn rendered(lang: Lang, content: &LessonsContent) -> String {
    let site = Site { name: "安培 & 中心".into(), phone: "0571-88886666".into(), ..Site::default() };
    let page = lessons_page(&PlainPage { lang, site, path: "/lessons/5".into() }, content);
    assert!(page.title.contains("安培"));
    assert!(!page.body.contains(" style=") && !page.body.contains("onclick"), "the policy of pages blocks them");
    page.body
}

fn list(lang: Lang, lessons: Lessons) -> String {
    rendered(lang, &LessonsContent::List(lessons))
}

fn one(page: LessonPage) -> OneLesson {
    let keys = ["key-of-questions", "key-of-objections"].map(str::to_owned);
    let [ask_key, object_key] = keys;
    OneLesson { page, search: None, asked_ms: None, now: NOW, ask_key, object_key, refused: None }
}

/// What stands after the first such mark, up to the next of the others; nothing where there is none.
fn between<'a>(html: &'a str, mark: &str, end: &str) -> &'a str {
    let rest = html.split_once(mark).map_or("", |(_before, rest)| rest);
    rest.split(end).next().unwrap_or_default()
}

/// The place that a question would carry.
fn asks_about(html: &str) -> &str {
    let field = html.split("<input ").find(|field| field.contains("id=\"ask-at\"")).unwrap_or_default();
    between(field, "value=\"", "\"")
}

fn lesson(lang: Lang, one: OneLesson) -> String {
    rendered(lang, &LessonsContent::One(Box::new(one)))
}

fn full() -> LessonPage {
    LessonPage::samples().remove(0)
}

/// As it stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn the_list_leads_to_the_next_lesson_and_says_why_others_are_closed() {
    for lang in Lang::ALL {
        let html = list(lang, Lessons::samples().remove(0));
        let first = html.split("<a ").find(|link| link.contains("btn-primary")).unwrap();
        assert!(first.contains("\"/lessons/5/2\""), "{first}");
        for gate in Gate::samples() {
            if let Some((why, what)) = lesson_reasons::gate(lang, &gate) {
                assert!(html.contains(&escaped(&why)) && html.contains(&escaped(&what)), "{gate:?}");
            }
        }
        for row in LessonRow::samples() {
            let leads = html.contains(&format!("\"/lessons/5/{}\"", row.id));
            assert_eq!(leads, row.gate.is_open(), "{:?}", row.gate);
        }
    }
    let html = list(Lang::Zh, Lessons::samples().remove(0));
    for said in [
        "继续学习：第二讲 接地电阻的测量",
        "看到 3:20",
        "未开始",
        "已完成",
        "未计 2 分钟（页面在后台）",
        "已计 23 分 5 秒",
    ] {
        assert!(html.contains(said), "{said}");
    }
    assert!(html.contains("一共要学 80 学时，已学 12.1 学时，其中录播课 1.4 学时（1 小时 4 分）。"));
}

#[test]
fn a_list_without_lessons_and_one_that_is_done_say_so() {
    let html = list(Lang::Zh, Lessons::samples().remove(1));
    assert!(html.contains("现在能看的课都看完了") && !html.contains("继续学习"));
    let mut over = Lessons::samples().remove(1);
    over.lessons.iter_mut().for_each(|row| row.gate = Gate::CaseEnded);
    let html = list(Lang::Zh, over);
    assert!(html.contains("现在没有可以看的课") && !html.contains("都看完了"));
    let html = list(Lang::En, Lessons::samples().remove(2));
    assert!(html.contains("has no recorded lessons yet") && !html.contains("<progress"));
    assert!(html.contains("古丽米热·艾合买提江·阿卜杜热西提"));
}

#[test]
fn the_video_plays_in_the_page_and_tells_the_script_everything() {
    let html = lesson(Lang::Zh, one(full()));
    let video = html.split("<video").nth(1).and_then(|rest| rest.split("</video>").next()).unwrap();
    for attribute in [
        " controls",
        " playsinline",
        " webkit-playsinline",
        " x5-playsinline",
        r#" x5-video-player-type="h5""#,
        r#" preload="metadata""#,
        r#" controlslist="nodownload""#,
        r#" poster="/media/poster""#,
        r#" src="/media/2f6c/1795226400/5b1e?x=1&amp;y=2""#,
        r#" width="1280""#,
        r#" height="720""#,
        r#" data-enrolment="5""#,
        r#" data-lesson="2""#,
        r#" data-place="200000""#,
        r#" data-place-at="1795223400000""#,
        r#" data-beat="15""#,
        r#" data-speed="100""#,
        r#" data-now="1795222800000""#,
        r#" data-expires="1795226400000""#,
        r#"<track kind="captions" srclang="zh""#,
        r#" src="/lessons/5/2/captions.vtt""#,
    ] {
        assert!(video.contains(attribute), "{attribute} in {video}");
    }
    let bare = lesson(Lang::Zh, one(LessonPage::samples().remove(1)));
    assert!(!bare.contains("<track") && !bare.contains(" poster="));
}

#[test]
fn every_sentence_of_the_player_is_there_and_hidden() {
    for lang in Lang::ALL {
        let html = lesson(lang, one(full()));
        for line in PlayerLine::ALL {
            let shown = html.split(&format!("data-say=\"{}\"", line.code())).nth(1).unwrap();
            let (attributes, content) = shown.split_once('>').unwrap();
            assert!(attributes.contains("hidden"), "{line:?}");
            let content = content.split("data-say").next().unwrap();
            assert_eq!(content.contains("data-do=\"go\""), line.goes_on(), "{line:?}");
        }
        for part in ["player-check", "player-check-left", "player-check-here", "player-next", "ask-at", "ask-place"] {
            assert!(html.contains(&format!("id=\"{part}\"")), "{part}");
        }
    }
}

/// Nothing but the script may take this line away: it is true without scripts, before the script, and where it fails.
#[test]
fn without_the_script_the_page_says_that_nothing_counts() {
    for lang in Lang::ALL {
        let html = lesson(lang, one(full()));
        let line = html.split("id=\"player-off\"").nth(1).unwrap();
        assert!(!line.split('>').next().unwrap().contains("hidden"));
    }
    assert!(lesson(Lang::Zh, one(full())).contains("现在播放不计学时"));
}

#[test]
fn a_closed_lesson_shows_why_and_no_video_but_all_that_was_recorded() {
    for page in LessonPage::samples().into_iter().skip(2) {
        for lang in Lang::ALL {
            let (why, what) = lesson_reasons::gate(lang, &page.lesson.gate).unwrap();
            let html = lesson(lang, one(page.clone()));
            assert!(html.contains(&escaped(&why)) && html.contains(&escaped(&what)), "{:?}", page.lesson.gate);
            assert!(!html.contains("<video") && !html.contains("data-say") && !html.contains("data-seek"));
            assert!(html.contains("id=\"objections\"") && html.contains("id=\"questions\""));
        }
    }
}

#[test]
fn an_open_lesson_without_its_file_says_so_and_a_closed_one_shows_none() {
    let (_, what) = lesson_reasons::gate(Lang::Zh, &Gate::Withdrawn).unwrap();
    let html = lesson(Lang::Zh, one(LessonPage { video: None, ..full() }));
    assert!(html.contains(&what) && !html.contains("data-seek"));
    let closed = LessonPage { lesson: LessonRow { gate: Gate::NotPaid, ..full().lesson }, ..full() };
    let html = lesson(Lang::Zh, one(closed));
    assert!(!html.contains("<video") && !html.contains("data-seek") && !html.contains("/media/"));
}

#[test]
fn every_reason_is_said_with_its_time() {
    for lang in Lang::ALL {
        for uncounted in Uncounted::samples() {
            let mut page = full();
            page.lesson.credit = Credit { counted_ms: 1_385_000, uncounted };
            let html = lesson(lang, one(page));
            for reason in Reason::ALL {
                let row = html.split(&format!("data-row=\"{}\"", reason.code())).nth(1).unwrap();
                let (attributes, content) = row.split_once('>').unwrap();
                assert!(content.contains(lesson_reasons::reason(lang, reason)), "{reason:?}");
                assert_eq!(attributes.contains("hidden"), reason.of(uncounted) < 1_000, "{reason:?}");
            }
            let all = html.split("id=\"player-uncounted\"").nth(1).unwrap().split('>').next().unwrap();
            assert_eq!(all.contains("hidden"), uncounted == Uncounted::default());
        }
    }
    let html = lesson(Lang::Zh, one(full()));
    assert!(html.contains(r#"data-part="minutes">23<"#) && html.contains(r#"data-part="seconds">5<"#));
}

#[test]
fn the_way_on_waits_for_what_is_missing() {
    let next = |gate: Gate| {
        let page = full();
        let title = "下一讲".to_owned();
        lesson(Lang::Zh, one(LessonPage { next: page.next.map(|next| NextLesson { title, gate, ..next }), ..page }))
    };
    let this = full().lesson.title;
    let after =
        |html: &str| html.split("id=\"player-next\"").nth(1).map(|rest| rest.split('>').next().unwrap().to_owned());
    assert!(after(&next(Gate::Open)).is_some_and(|tag| !tag.contains("data-needs") && tag.contains("hidden")));
    assert!(after(&next(Gate::After { title: this })).is_some_and(|tag| tag.contains("data-needs=\"finished\"")));
    for closed in [Gate::NotPaid, Gate::After { title: "别的".into() }, Gate::Withdrawn] {
        let html = next(closed.clone());
        assert_eq!(after(&html), None);
        assert!(html.contains("下一讲") && !html.contains("/lessons/5/3"), "{closed:?}");
    }
}

#[test]
fn places_work_without_scripts() {
    let html = lesson(Lang::Zh, one(full()));
    assert!(html.contains(r#"href="?t=200" data-seek="200000""#));
    let asked = lesson(Lang::Zh, OneLesson { asked_ms: Some(200_000), ..one(full()) });
    assert!(asked.contains("#t=200\"") && asked.contains(" data-asked") && asked.contains("data-place=\"200000\""));
    assert_eq!((asks_about(&html), asks_about(&asked)), ("0", "200000"));
    let beyond = lesson(Lang::Zh, OneLesson { asked_ms: Some(i64::MAX), ..one(full()) });
    assert!(beyond.contains("data-place=\"2700000\""));
}

#[test]
fn what_was_typed_stays_and_the_mistake_stands_beside_it() {
    for lang in Lang::ALL {
        let whys = [NotTaken::Field(FieldCode::TooShort), NotTaken::TooOften];
        let forms = [(TalkForm::Ask, "question"), (TalkForm::Object, "objection")];
        for ((form, control), why) in forms.into_iter().flat_map(|form| whys.map(|why| (form, why))) {
            let typed = "太 <短> & 少".to_owned();
            let refused = Refused { form, text: typed.clone(), at_ms: 61_000, why };
            let html = lesson(lang, OneLesson { refused: Some(refused), ..one(full()) });
            assert!(html.contains(&format!("{}</textarea>", escaped(&typed))), "{form:?}");
            assert!(
                html.contains(&format!("href=\"#{control}\"")) && html.contains(&format!("id=\"{control}-error\""))
            );
            assert_eq!(html.matches(" open").count(), 1, "its part is open, and no other");
            assert_eq!(asks_about(&html), if form == TalkForm::Ask { "61000" } else { "0" });
        }
        let html = lesson(lang, one(full()));
        for (action, key) in [("ask", "key-of-questions"), ("object", "key-of-objections")] {
            let form = html.split(&format!("action=\"/lessons/5/2/{action}#{action}-form\"")).nth(1).unwrap();
            assert!(form.split("</form>").next().unwrap().contains(key), "{action}");
        }
    }
}

#[test]
fn without_a_time_for_it_there_is_no_form_to_object() {
    let html = lesson(Lang::Zh, one(LessonPage::samples().remove(1)));
    assert!(!html.contains("/object#") && html.contains("期限已过"));
    let html = lesson(Lang::Zh, one(full()));
    for said in ["补计 10 分钟", "服务器当晚维护，已核实", "未补计", "等待答复", "昨晚 &lt;八点&gt;"]
    {
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn an_objection_is_offered_until_its_time_is_over() {
    let until = full().objection_until.unwrap();
    for (now, offered) in [(Timestamp(until.0 - 1), true), (until, false)] {
        let html = lesson(Lang::Zh, OneLesson { now, ..one(full()) });
        assert_eq!((html.contains("/object#"), html.contains("期限已过")), (offered, !offered));
    }
}

#[test]
fn what_came_too_late_stands_on_the_page() {
    let text = "周三 <晚上> 没计".to_owned();
    let refused = Refused { form: TalkForm::Object, text: text.clone(), at_ms: 0, why: NotTaken::TooLate };
    for lang in Lang::ALL {
        let html = lesson(lang, OneLesson { refused: Some(refused.clone()), ..one(full()) });
        assert!(html.contains(errors::error(lang, ErrorCode::TooLate).title) && html.contains(&escaped(&text)));
        assert!(!html.contains("/object#"), "it cannot be sent again");
    }
}

#[test]
fn a_play_that_broke_off_does_not_go_on_for_ever() {
    let play = PlayRow::samples().remove(0);
    let page = |now| lesson(Lang::Zh, OneLesson { now, ..one(LessonPage { plays: vec![play.clone()], ..full() }) });
    let (soon, later) = (page(play.last_at.plus_seconds(600)), page(play.last_at.plus_seconds(601)));
    assert!(soon.contains("正在观看") && !soon.contains("中断"));
    assert!(later.contains("中断") && !later.contains("正在观看"));
}

#[test]
fn a_device_is_named_as_people_name_it() {
    let devices = |device: &str| {
        let play = PlayRow { device: device.to_owned(), ..PlayRow::samples().remove(0) };
        lesson(Lang::Zh, one(LessonPage { plays: vec![play], ..full() }))
    };
    let html = devices(&PlayRow::samples()[0].device);
    assert!(html.contains("安卓设备 · 微信") && !html.contains("Mozilla"));
    assert!(devices("").contains("设备未知"));
    assert!(devices("<b>").contains("&lt;b&gt;"), "what is not known stays as it was said");
}

#[test]
fn a_search_that_finds_nothing_leads_back() {
    let none = LessonPage { questions: Vec::new(), ..full() };
    let html = lesson(Lang::Zh, OneLesson { search: Some("接地 <x>".into()), ..one(none.clone()) });
    assert!(
        html.contains("没有找到")
            && html.contains("接地 &lt;x&gt;")
            && html.contains(r#"href="/lessons/5/2#questions""#)
    );
    let form = html.split("<form").find(|form| form.contains("role=\"search\"")).unwrap();
    assert!(form.contains("method=\"get\"") && form.contains("name=\"search\""), "{form}");
    assert!(!lesson(Lang::Zh, one(none)).contains("name=\"search\""));
}
