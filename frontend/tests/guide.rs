//! What to do now, in words: on the first page and on the page of the enrolment.
#![cfg(feature = "ssr")]

use std::rc::Rc;

use frontend::preload::{Preload, Preloaded, request_key};
use frontend::server::render;
use serde::Serialize;
use shared::certificates::api::CaseDetail;
use shared::certificates::case::Outcome;
use shared::certificates::exams::{ExamResult, Part};
use shared::certificates::regime::StageActor;
use shared::certificates::waiting::Whereabouts;
use shared::date::Date;
use shared::endpoint::{Endpoint, Nothing};
use shared::enrolments::Progress;
use shared::enrolments::api::*;
use shared::identity::api::BindForm;
use shared::institution::Site;
use shared::lang::Lang;

fn page<E: Endpoint>(lang: Lang, path: &str, request: &E::Request, response: &impl Serialize) -> String {
    let ok = serde_json::value::to_raw_value(response).ok();
    let site = Site {
        name: "测试培训中心".to_owned(),
        phone: "0571-88886666".to_owned(),
        address: "测试路 1 号".to_owned(),
        icp: String::new(),
        demo: false,
    };
    let html = render(&Rc::new(Preload {
        lang,
        path: path.to_owned(),
        site,
        form_key: "key".to_owned(),
        answer: Some(Preloaded { key: request_key::<E>(request), ok, problem: None }),
        bind_form: BindForm::default(),
        form_problem: None,
        page_problem: None,
    }));
    // Only what is to be read, and where links lead.
    let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or_default();
    let read = main.split('<').skip(1).map(|part| {
        let (tag, said) = part.split_once('>').unwrap_or((part, ""));
        let link = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
        link.map_or_else(|| said.to_owned(), |link| format!("[{link}]{said}"))
    });
    read.collect::<String>().replace("-->", "")
}

fn home(lang: Lang, card: &EnrolmentCard) -> String {
    page::<GetHome>(lang, "/", &Nothing {}, &Home::sample(vec![card.clone()]))
}

fn tracker(lang: Lang, detail: &EnrolmentDetail) -> String {
    let id = detail.card.id;
    page::<GetEnrolment>(lang, &format!("/enrolments/{id}"), &EnrolmentRequest { id }, detail)
}

#[test]
fn each_state_says_what_to_do_on_both_pages() {
    for (card, zh, en) in [
        (
            EnrolmentCard::asked(),
            &[
                "现在要做请补缴余款 ¥500.00。",
                "请注意退回到“培训中”：学历证明看不清",
                "现在要做学历证明被退回，请修改后重新提交。[/items/14]去提交",
                "现在要做请提交证件照、健康承诺书。[/items/14]去提交",
            ][..],
            &[
                "Please noteMoved back to In training: 学历证明看不清",
                "Correct and send again: Education certificate.[/items/14]Send it",
                "Send: Photo, Health commitment.",
            ][..],
        ),
        (
            EnrolmentCard::exam_set(),
            &["现在要做12月8日 理论考试（补考） · 09:00 市安全考试中心 二楼。请带身份证，提前到场。"],
            &["8 Dec: Theory exam (make-up) · 09:00 市安全考试中心 二楼. Bring"],
        ),
        (
            EnrolmentCard::retrained(),
            &["请注意理论考试补考没有合格，需要重新培训。请等通知。"],
            &["Please noteThe make-up of the theory exam was not passed: training is repeated. Wait for the notice."],
        ),
        (
            EnrolmentCard::ready(),
            &["现在要做请带身份证领取证书。取证号：A3-12，领取时请报这个号。地址：测试路 1 号"],
            &["Shelf A3-12: please say this number when you collect it.Address: 测试路 1 号"],
        ),
        (
            EnrolmentCard::mailed(),
            &["全部办完证书已寄出，办证完成。快递单号：SF1234567890", "已邮寄"],
            &["Mailing number: SF1234567890", "Mailed"],
        ),
        (
            EnrolmentCard::withdrawn(),
            &["已经结束您已退出，本次办证已结束。原因：学员要求退出"],
            &["Reason: 学员要求退出"],
        ),
    ] {
        for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
            for shown in [home(lang, &card), tracker(lang, &EnrolmentDetail::sample(card.clone()))] {
                for text in expected {
                    assert!(shown.contains(text), "{text} in {shown}");
                }
            }
        }
    }
}

#[test]
fn a_case_that_ended_early_does_not_look_as_if_it_went_on() {
    let detail = EnrolmentDetail::sample(EnrolmentCard::withdrawn());
    let shown = tracker(Lang::Zh, &detail);
    assert!(shown.contains("培训中2026年10月5日在此结束3可领取尚未开始4已领取尚未开始"), "{shown}");
    assert!(!shown.contains("培训正在进行"));
    // What was mailed was not collected.
    let shown = tracker(Lang::Zh, &EnrolmentDetail::sample(EnrolmentCard::mailed()));
    assert!(shown.contains("已邮寄2026年10月5日已完成") && !shown.contains("已领取"), "{shown}");
    let collected = tracker(Lang::Zh, &EnrolmentDetail::sample(EnrolmentCard::finished()));
    assert!(collected.contains("已领取2026年10月5日 · 证书已领取，办证完成。已完成"));
}

#[test]
fn what_is_late_is_said_in_the_words_that_fit() {
    // Past a limit of the law, on the first page.
    let stuck = home(Lang::Zh, &EnrolmentCard::stuck());
    assert!(stuck.contains("已超过规定时间") && !stuck.contains("比平常久"), "{stuck}");
    let usual = EnrolmentCard::stuck();
    let usual = EnrolmentCard { progress: Progress { overdue: false, ..usual.progress.clone() }, ..usual };
    assert!(home(Lang::Zh, &usual).contains("比平常久"));

    let late = |card: EnrolmentCard| {
        let mut detail = EnrolmentDetail::sample(card);
        let whereabouts = detail.case.whereabouts.take().unwrap();
        detail.case.whereabouts = Some(Whereabouts { stuck: true, actor: StageActor::IssuingAuthority, ..whereabouts });
        tracker(Lang::Zh, &detail)
    };
    assert!(late(EnrolmentCard::free()).contains("您不用做什么"));
    let owing = late(EnrolmentCard::partly_paid());
    assert!(owing.contains("这次比平常久。想知道原因，请打电话问我们。") && !owing.contains("您不用做什么"), "{owing}");
}

#[test]
fn nobody_tells_trainees_when_they_will_be_done() {
    let shown = tracker(Lang::Zh, &EnrolmentDetail::sample(EnrolmentCard::ready()));
    assert!(shown.contains("您本人") && !shown.contains("预计最晚"), "{shown}");
    assert!(tracker(Lang::Zh, &EnrolmentDetail::sample(EnrolmentCard::free())).contains("预计最晚"));
}

#[test]
fn hours_are_shown_where_none_are_asked_for() {
    let with = |hours_done, hours_due| {
        let detail = EnrolmentDetail::sample(EnrolmentCard::paid());
        let case = CaseDetail { hours_done, hours_due, ..detail.case.clone() };
        tracker(Lang::Zh, &EnrolmentDetail { case, ..detail })
    };
    let half = 45 * 30;
    assert!(with(11 * half, 0).contains("已学 5.5 学时") && !with(11 * half, 0).contains("一共"));
    assert!(with(11 * half, 8).contains("已学 5.5 学时，一共要学 8 学时"));
    assert!(!with(0, 0).contains("学时") && !with(16 * half, 8).contains("已学"));
}

#[test]
fn results_of_the_round_before_stay_on_the_page() {
    let detail = EnrolmentDetail::sample(EnrolmentCard::retrained());
    let on = Date::new(2026, 10, 5).unwrap();
    let earlier = vec![ExamResult { part: Part::Theory, score: Some(62), passed: false, on }];
    let case = CaseDetail { earlier, exams: Vec::new(), ..detail.case.clone() };
    let shown = tracker(Lang::Zh, &EnrolmentDetail { case, ..detail });
    assert!(shown.contains("理论考试2026年10月5日62 分，不合格上一次培训的成绩，不再计入。"), "{shown}");
}

#[test]
fn items_and_the_proof_stand_under_the_first_card() {
    let shown = tracker(Lang::Zh, &EnrolmentDetail::sample(EnrolmentCard::paid()));
    let place = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} in {shown}"));
    assert!(place("[/items/8]") < place("[/proofs/42]") && place("[/proofs/42]") < place("现在到哪一步"));
    assert_eq!(EnrolmentCard::finished().progress.outcome, Some(Outcome::Collected));
}
