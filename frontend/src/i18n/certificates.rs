//! Texts of the certificate's way, for trainees and staff.

use shared::certificates::case::Outcome;
use shared::certificates::estimate::{Estimate, Expected};
use shared::certificates::exams::{Part, Standing};
use shared::certificates::regime::{LimitUnit, StageActor};
use shared::certificates::waiting::Whereabouts;
use shared::enrolments::Progress;
use shared::enrolments::api::HistoryEvent;
use shared::lang::{Lang, LocalText};

use super::common;
use crate::ui::DayStyle;

texts! {
    pub enum CaseText {
        Now => "现在到哪一步", "Where it is now";
        Who => "现在谁在办", "Who has it";
        Since => "从哪天起", "Since";
        Waited => "已经过了", "So far";
        ExpectedBy => "预计最晚", "Expected by";
        LimitOn => "规定最晚", "Must be done by";
        Estimated => "那时的放假安排国家还没有公布，这一天是按双休日推算的，可能会变。", "The public holidays of that time are not published yet: the day is an estimate.";
        Exam => "考试", "Exam";
        Hours => "学时", "Class hours";
        Earlier => "上一次培训的成绩，不再计入。", "From the training before; it counts no more.";
    }
}

pub const fn part(lang: Lang, part: Part) -> &'static str {
    match (lang, part) {
        (Lang::Zh, Part::Theory) => "理论考试",
        (Lang::Zh, Part::Practical) => "实操考试",
        (Lang::En, Part::Theory) => "theory exam",
        (Lang::En, Part::Practical) => "practical exam",
    }
}

/// A part as the head of a line.
pub const fn part_title(lang: Lang, of: Part) -> &'static str {
    match (lang, of) {
        (Lang::Zh, _) => part(lang, of),
        (Lang::En, Part::Theory) => "Theory exam",
        (Lang::En, Part::Practical) => "Practical exam",
    }
}

/// The same for one that is sat again.
pub fn make_up_title(lang: Lang, of: Part) -> String {
    match lang {
        Lang::Zh => format!("{}（补考）", part(lang, of)),
        Lang::En => format!("{} (make-up)", part_title(lang, of)),
    }
}

/// Who has the case.
pub const fn actor(lang: Lang, actor: StageActor) -> &'static str {
    match (lang, actor) {
        (Lang::Zh, StageActor::Trainee) => "您本人",
        (Lang::Zh, StageActor::Institution) => "培训机构",
        (Lang::Zh, StageActor::ExaminingBody) => "考核机构",
        (Lang::Zh, StageActor::IssuingAuthority) => "发证机关",
        (Lang::En, StageActor::Trainee) => "You",
        (Lang::En, StageActor::Institution) => "The institution",
        (Lang::En, StageActor::ExaminingBody) => "The examining body",
        (Lang::En, StageActor::IssuingAuthority) => "The issuing authority",
    }
}

/// The stage at which a case stands. What was mailed was not collected.
pub fn stage_now(lang: Lang, progress: &Progress) -> &str {
    match progress.outcome {
        Some(how @ Outcome::Mailed) => outcome(lang, how),
        _ => progress.stage.name.in_lang(lang),
    }
}

/// Who has a case and since when, in one line.
pub fn with_whom(lang: Lang, progress: &Progress) -> String {
    let who = acts(lang, progress.actor);
    let since = progress.since.map(|since| {
        let since = common::day(lang, since, DayStyle::WithYear);
        if lang == Lang::Zh { format!("{since}起") } else { format!("since {since}") }
    });
    // What is overdue stands beside it in another colour.
    let stuck = (progress.stuck && !progress.overdue)
        .then(|| if lang == Lang::Zh { "比平常久" } else { "longer than usual" }.to_owned());
    core::iter::once(who.to_owned()).chain(since).chain(stuck).collect::<Vec<_>>().join(" · ")
}

/// Who acts in a stage.
pub const fn acts(lang: Lang, actor: StageActor) -> &'static str {
    match (lang, actor) {
        (Lang::Zh, StageActor::Trainee) => "由您办理",
        (Lang::Zh, StageActor::Institution) => "由培训机构办理",
        (Lang::Zh, StageActor::ExaminingBody) => "由考核机构办理",
        (Lang::Zh, StageActor::IssuingAuthority) => "由发证机关办理",
        (Lang::En, StageActor::Trainee) => "With you",
        (Lang::En, StageActor::Institution) => "With the institution",
        (Lang::En, StageActor::ExaminingBody) => "With the examining body",
        (Lang::En, StageActor::IssuingAuthority) => "With the issuing authority",
    }
}

/// So many days of the kind that is counted.
fn days(lang: Lang, days: i64, unit: LimitUnit) -> String {
    match (lang, unit) {
        (Lang::Zh, LimitUnit::Working) => format!("{days} 个工作日"),
        (Lang::Zh, LimitUnit::Calendar) => format!("{days} 天"),
        (Lang::En, LimitUnit::Working) if days == 1 => "1 working day".to_owned(),
        (Lang::En, LimitUnit::Working) => format!("{days} working days"),
        (Lang::En, LimitUnit::Calendar) if days == 1 => "1 day".to_owned(),
        (Lang::En, LimitUnit::Calendar) => format!("{days} days"),
    }
}

/// How long it has waited.
pub fn waited(lang: Lang, whereabouts: &Whereabouts) -> String {
    days(lang, whereabouts.waited, whereabouts.expected.unit())
}

/// How long the stage takes, and how we know; empty where nothing is known.
pub fn usual_time(lang: Lang, expected: &Expected) -> String {
    let zh = lang == Lang::Zh;
    let most = |limit: i64| days(lang, limit, expected.unit());
    match *expected {
        Expected::History(Estimate { cases, median_days, slowest_tenth_days }) => {
            let median = most(median_days);
            if zh {
                format!(
                    "一半的学员 {median}内办完这一步，十个人里有九个不超过 {slowest_tenth_days} 个工作日。这是我们最近 {cases} 位学员的实际时间。"
                )
            } else {
                format!(
                    "Half of the trainees wait at most {median} here, nine in ten at most {slowest_tenth_days}. That is what our last {cases} cases took."
                )
            }
        }
        Expected::Legal { days, .. } => {
            let most = most(days);
            if zh {
                format!("按规定，这一步最多 {most}。")
            } else {
                format!("By the rules this step takes at most {most}.")
            }
        }
        Expected::Usual { days, .. } => {
            let most = most(days);
            if zh {
                format!("这一步通常不超过 {most}。")
            } else {
                format!("This step usually takes at most {most}.")
            }
        }
        Expected::Unknown => String::new(),
    }
}

/// Said honestly when it takes too long, with what to do. `has_to_do`: something else is asked of the trainee.
pub fn stuck(lang: Lang, whereabouts: &Whereabouts, has_to_do: bool) -> String {
    let is_legal = matches!(whereabouts.expected, Expected::Legal { .. });
    let (late, call) = match (lang, whereabouts.actor) {
        (Lang::Zh, StageActor::Trainee) => ("这一步在等您办理，时间已经长了。", "有困难请打电话告诉我们。"),
        (Lang::En, StageActor::Trainee) => {
            ("This step has been waiting for you for long. ", "Call us if you need help.")
        }
        (Lang::Zh, _) => (
            if is_legal { "已经超过规定的时间。" } else { "这次比平常久。" },
            if has_to_do {
                "想知道原因，请打电话问我们。"
            } else {
                "您不用做什么；想知道原因，请打电话问我们。"
            },
        ),
        (Lang::En, _) => (
            if is_legal { "It takes longer than the rules allow. " } else { "It takes longer than usual. " },
            if has_to_do { "Call us to ask why." } else { "You need not do anything; call us to ask why." },
        ),
    };
    format!("{late}{call}")
}

/// Class hours done, if any are recorded, and due, if any are.
pub fn hours(lang: Lang, done: Option<&str>, due: i64) -> String {
    match (lang, done) {
        (Lang::Zh, Some(done)) if due == 0 => format!("已学 {done} 学时"),
        (Lang::En, Some(done)) if due == 0 => format!("{done} class hours done"),
        (Lang::Zh, Some(done)) => format!("已学 {done} 学时，一共要学 {due} 学时"),
        (Lang::Zh, None) => format!("一共要学 {due} 学时，已学的还没有登记"),
        (Lang::En, Some(done)) => format!("{done} of {due} class hours done"),
        (Lang::En, None) => format!("{due} class hours to do; none are recorded yet"),
    }
}

/// The rules of the exam in one line.
pub fn exam_rules(lang: Lang, pass_mark: i64, months: i64) -> String {
    match lang {
        Lang::Zh => format!("{pass_mark} 分合格。合格的科目，成绩保留 {months} 个月。"),
        Lang::En => format!("The pass mark is {pass_mark}. A part that is passed counts for {months} months."),
    }
}

pub fn rule(lang: Lang, rule: &str) -> String {
    match lang {
        Lang::Zh => format!("依据：{rule}"),
        Lang::En => format!("Under: {rule}"),
    }
}

pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match (lang, outcome) {
        (Lang::Zh, Outcome::Collected) => "已领取",
        (Lang::Zh, Outcome::Mailed) => "已邮寄",
        (Lang::Zh, Outcome::Refused) => "不予办理",
        (Lang::Zh, Outcome::Withdrawn) => "已退出",
        (Lang::Zh, Outcome::Lapsed) => "逾期失效",
        (Lang::En, Outcome::Collected) => "Collected",
        (Lang::En, Outcome::Mailed) => "Mailed",
        (Lang::En, Outcome::Refused) => "Refused",
        (Lang::En, Outcome::Withdrawn) => "Withdrawn",
        (Lang::En, Outcome::Lapsed) => "Lapsed",
    }
}

fn with_reason(lang: Lang, said: &str, reason: &str) -> String {
    match (lang, reason.is_empty()) {
        (_, true) => said.to_owned(),
        (Lang::Zh, false) => format!("{said}：{reason}"),
        (Lang::En, false) => format!("{said}: {reason}"),
    }
}

/// A score, if it is known, with whether it was enough.
pub fn result(lang: Lang, score: Option<i64>, passed: bool) -> String {
    let word = match (lang, passed) {
        (Lang::Zh, true) => "合格",
        (Lang::Zh, false) => "不合格",
        (Lang::En, true) => "passed",
        (Lang::En, false) => "not passed",
    };
    match (lang, score) {
        (_, None) => word.to_owned(),
        (Lang::Zh, Some(score)) => format!("{score} 分，{word}"),
        (Lang::En, Some(score)) => format!("{score} points, {word}"),
    }
}

/// What the results mean: what comes next, and what happens after a part that was failed. `set`: the day of what comes
/// next is known.
pub fn standing(lang: Lang, standing: &Standing, set: bool) -> Vec<String> {
    let zh = lang == Lang::Zh;
    match *standing {
        Standing::Sit { part: next, make_up, kept_until } => {
            let name = part(lang, next);
            let when = match (zh, set) {
                (_, true) => "",
                (true, false) => "时间会另外通知。",
                (false, false) => " You will be told when.",
            };
            let first = match (zh, make_up) {
                (true, true) => format!("{name}可以补考。{when}补考还不合格，就要重新培训再考。"),
                (true, false) => format!("接下来参加{name}。{when}"),
                (false, true) => {
                    format!("You may sit the {name} again.{when} If you do not pass then, training is repeated.")
                }
                (false, false) => format!("Next comes the {name}.{when}"),
            };
            let kept = kept_until.map(|until| {
                let (other, until) = (part(lang, other(next)), common::day(lang, until, DayStyle::WithYear));
                if zh {
                    format!("已合格的{other}成绩保留到 {until}。")
                } else {
                    format!("The {other} that you passed counts until {until}.")
                }
            });
            core::iter::once(first).chain(kept).collect()
        }
        Standing::Passed { .. } => vec![(if zh { "考试全部合格。" } else { "You have passed the exam." }).to_owned()],
        Standing::Retrain { part: failed } => {
            let name = part(lang, failed);
            vec![if zh {
                format!("{name}补考没有合格，需要重新培训。请等通知。")
            } else {
                format!("The make-up of the {name} was not passed: training is repeated. Wait for the notice.")
            }]
        }
    }
}

const fn other(part: Part) -> Part {
    match part {
        Part::Theory => Part::Practical,
        Part::Practical => Part::Theory,
    }
}

/// Where the certificate lies; empty when that is not known.
pub fn shelf(lang: Lang, shelf: &str) -> String {
    let (before, after) = around_shelf(lang);
    if shelf.is_empty() { String::new() } else { format!("{before}{shelf}{after}") }
}

/// The words around the number under which a certificate lies.
pub const fn around_shelf(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => ("取证号：", "，领取时请报这个号。"),
        Lang::En => ("Shelf ", ": please say this number when you collect it."),
    }
}

pub fn moved_back(lang: Lang, stage: &LocalText, reason: &str) -> String {
    let stage = stage.in_lang(lang);
    let said = if lang == Lang::Zh { format!("退回到“{stage}”") } else { format!("Moved back to {stage}") };
    with_reason(lang, &said, reason)
}

/// What happened to a case. Events of other kinds have their texts elsewhere.
pub fn event(lang: Lang, event: &HistoryEvent) -> String {
    let zh = lang == Lang::Zh;
    match event {
        HistoryEvent::MovedBack { stage, reason } => moved_back(lang, stage, reason),
        HistoryEvent::ExamScheduled { part: of, on, place } => {
            let (of, on) = (part(lang, *of), common::day(lang, *on, DayStyle::WithYear));
            let said = if zh { format!("{of}安排在 {on}") } else { format!("The {of} is on {on}") };
            with_reason(lang, &said, place)
        }
        HistoryEvent::ExamMissed { part: of, on } => {
            let (of, on) = (part(lang, *of), common::day(lang, *on, DayStyle::WithYear));
            if zh {
                format!("{on} 的{of}缺考，不计入考试次数")
            } else {
                format!("Absent from the {of} on {on}; this is no attempt")
            }
        }
        HistoryEvent::ResultRecorded { part: of, score, passed, .. } => {
            let (of, result) = (part(lang, *of), result(lang, *score, *passed));
            if zh { format!("{of}成绩：{result}") } else { format!("Result of the {of}: {result}") }
        }
        HistoryEvent::TrainingRepeated { part: of } => {
            let of = part(lang, *of);
            if zh {
                format!("{of}补考未通过，需要重新培训")
            } else {
                format!("Make-up of the {of} not passed: training is repeated")
            }
        }
        HistoryEvent::HoursRecorded { seconds } => {
            let hours = shared::certificates::hours::ClassHours::from_seconds(*seconds)
                .show(shared::certificates::hours::ClassHour::USUAL);
            if zh { format!("登记学时 {hours}") } else { format!("{hours} class hours recorded") }
        }
        HistoryEvent::CertificateRecorded { number_masked, operation } => {
            if zh {
                format!("证书信息已登记：{operation}，{number_masked}")
            } else {
                format!("Certificate recorded: {operation}, {number_masked}")
            }
        }
        HistoryEvent::Shelved { shelf } => {
            if zh {
                format!("证书存放位置：{shelf}")
            } else {
                format!("Certificate kept at {shelf}")
            }
        }
        HistoryEvent::Ended { outcome: how, reason } => with_reason(lang, outcome(lang, *how), reason),
        HistoryEvent::Reopened { reason } => with_reason(lang, if zh { "重新打开" } else { "Opened again" }, reason),
        HistoryEvent::ProofIssued { number, replaces } => super::proofs::issued(lang, number, replaces),
        HistoryEvent::ProofRevoked { number, reason } => {
            with_reason(lang, &super::proofs::revoked(lang, number), reason)
        }
        HistoryEvent::NameCorrected { old_name, new_name } => {
            if zh {
                format!("姓名更正：{old_name} → {new_name}")
            } else {
                format!("Name corrected: {old_name} → {new_name}")
            }
        }
        HistoryEvent::Enrolled
        | HistoryEvent::StageReached { .. }
        | HistoryEvent::Paid { .. }
        | HistoryEvent::FeeChanged { .. }
        | HistoryEvent::EmployerChanged => String::new(),
    }
}
