//! Pages about files that WeChat does not save, as the edge writes them.
#![cfg(all(test, feature = "edge"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use frontend::certificates::{CalendarPage, calendar_page};
use frontend::links::{LinkFile, LinkPage, link_page};
use frontend::plain_pages::{PlainPage, problem_page};
use shared::certificates::api::NextDue;
use shared::certificates::clocks::Target;
use shared::date::Date;
use shared::error::{ErrorCode, Problem};
use shared::id::CertificateId;
use shared::institution::Site;
use shared::lang::Lang;
use shared::time::Timestamp;

const ADDRESS: &str = "https://portal.example/p/token";
const UNTIL: Timestamp = Timestamp(1_795_222_800_000);

fn page(lang: Lang, path: &str) -> PlainPage {
    let site = Site { name: "测试中心".to_owned(), phone: "0571-88886666".to_owned(), ..Site::default() };
    PlainPage { lang, site, path: path.to_owned() }
}

fn next() -> NextDue {
    let day = |text| Date::parse(text).unwrap();
    NextDue { kind: Target::Review, on: day("2027-11-30"), opens_on: day("2027-10-01"), missed: false }
}

fn link(lang: Lang, in_wechat: bool, file: Option<LinkFile>) -> String {
    let content = LinkPage { target: file.map(|file| (file, UNTIL)), address: ADDRESS, in_wechat };
    link_page(&page(lang, "/p/token"), &content).body
}

#[test]
fn a_link_says_what_it_gives_how_to_leave_wechat_and_when_it_is_gone() {
    let next = next();
    let proof = LinkFile::Proof { number: "PX-2026-00042" };
    let calendar = LinkFile::Calendar { operation: "低压电工作业", next: &next };
    let form = "action=\"/p/token\"";
    for (file, named, act) in [
        (proof, "PX-2026-00042", ["下载 PDF", "Download the PDF"]),
        (calendar, "低压电工作业", ["下载日历文件", "Download the calendar file"]),
    ] {
        for (lang, act) in Lang::ALL.into_iter().zip(act) {
            let outside = link(lang, false, Some(file));
            assert!(outside.contains(form) && outside.contains("2026-11-21 09:00"), "{outside}");
            assert!(outside.contains(named) && outside.contains(act), "{outside}");
        }
        let inside = link(Lang::Zh, true, Some(file));
        assert!(inside.contains("在浏览器打开") && inside.contains(ADDRESS) && inside.contains(named), "{inside}");
        assert!(!inside.contains(form));
    }
    assert!(link(Lang::Zh, false, Some(calendar)).contains("2027年11月30日"));
    let gone = link(Lang::Zh, false, None);
    assert!(gone.contains("链接已失效") && !gone.contains(form));
    let problem = problem_page(&page(Lang::En, "/proofs/9"), &Problem::new(ErrorCode::NotFound));
    assert!(problem.title.contains("测试中心") && !problem.body.is_empty());
}

#[test]
fn inside_wechat_a_day_is_taken_along_by_a_form() {
    for lang in Lang::ALL {
        let next = next();
        let content =
            CalendarPage {
                certificate: CertificateId(5), operation: "低压电工作业", next: &next, form_key: "a-key"
            };
        let html = calendar_page(&page(lang, "/certificates/5/calendar"), &content).body;
        for part in
            ["action=\"/certificates/5/calendar/link\"", "value=\"a-key\"", "低压电工作业", "href=\"/certificates\""]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains(".ics"));
    }
}
