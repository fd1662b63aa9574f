//! Texts of the console's work on certificates: the board, moves, collection, results, certificates of a trainee.

use shared::certificates::case::{Deed, Outcome, Refusal, Target};
use shared::certificates::estimate::Expected;
use shared::certificates::regime::{LimitUnit, StageActor, StageKey};
use shared::lang::Lang;

use super::certificates::{outcome, part, result};
use super::common;
use crate::ui::DayStyle;

texts! {
    pub enum CaseText {
        Board => "办证看板", "Certificate board";
        NoCases => "没有办理中的学员", "No cases";
        NoCasesAdvice => "导入名册或者把学员加入班次后，会自动出现在这里。", "Import a roster or add trainees to a class: they appear here by themselves.";
        NoCasesInClassAdvice => "换一个班次，或者查看全部班次。", "Choose another class, or look at all of them.";
        Ended => "已结束", "Ended";
        NobodyEnded => "没有这样结束的学员", "No case has ended like this";
        Scan => "扫码或粘贴名单", "Scan or paste numbers";
        RecentMoves => "最近的操作", "Recent moves";
        RecentMovesHint => "十分钟内可以撤销，通知要等十分钟后才发给学员。", "They can be undone for ten minutes; trainees are told only after that.";
        Undo => "撤销", "Undo";
        TooLate => "已生效", "In force";
        SavedUndoable => "已保存，十分钟内可以撤销", "Saved; it can be undone for ten minutes";
        AllClasses => "全部班次", "All classes";
        ClassSearch => "只看一个班次：输入班次的任意一段", "One class only: type any part of its code";
        NoClassFound => "没有这样的班次", "No such class";
        ClassBoard => "办证看板", "Certificate board";
        BackToBoard => "返回看板", "Back to the board";
        StuckOnly => "只看超时的", "Overdue only";
        Stuck => "超时", "Overdue";
        NothingHere => "这个环节没有学员", "Nobody is at this stage";
        NothingStuck => "没有超时的学员", "Nobody is overdue";
        NotAStage => "没有这个环节", "There is no such stage";
        Select => "选择", "Select";
        SelectPage => "全选本页", "Select this page";
        SelectNone => "取消选择", "Select none";
        Since => "到达日期", "Since";
        Oldest => "最早", "since";
        Results => "成绩", "Results";
        Shelf => "存放位置", "Shelf";
        Stage => "环节", "Stage";
        PrintList => "打印领证名单", "Print the collection list";
    }
}

texts! {
    pub enum MoveText {
        What => "要做什么", "What to do";
        Reason => "原因", "Reason";
        ReasonHint => "学员会看到。", "The trainee reads it.";
        ReasonForBack => "只在退回时需要，学员会看到。", "Needed only for those who go back; the trainee reads it.";
        ShelfHint => "例如 A3-12，学员会看到。可以留空。", "For example A3-12. The trainee reads it; may be empty.";
        Note => "备注", "Note";
        NoteHint => "只给工作人员看，可以留空。", "For staff only; may be empty.";
        SignedBy => "签收人", "Signed by";
        SignedByHint => "代领请写代领人姓名。可以留空。", "Name whoever collects for somebody else; may be empty.";
        MailNumber => "邮寄单号", "Mailing number";
        MailNumberHint => "学员会看到。", "The trainee reads it.";
        Hours => "已完成面授学时", "Class hours done in the classroom";
        HoursHint => "例如 32 或 32.5，是面授的总数，不是增加数。录播课的学时由系统自动加上，不要算进来。", "For example 32 or 32.5: the total of the classroom, not what is added. Hours of recorded lessons are added by themselves: leave them out.";
        EnterHours => "登记已完成学时", "Enter class hours done";
        EnterShelf => "登记存放位置", "Enter the shelf";
        GoOn => "下一步：确认", "Go on to confirm";
        Title => "确认这次办理", "Confirm";
        WillMove => "将会办理", "These go";
        WillNot => "不能办理，保持不变", "These stay as they are";
        NobodyMoves => "没有人可以这样办理", "Nobody can go there";
        HandOver => "已领取（交给本人或代领人）", "Collected: handed over";
        Mailed => "已邮寄", "Mailed";
        Refused => "主管部门不予办理", "Refused by the authority";
        Withdrawn => "学员退出", "Withdrawn by the trainee";
        Lapsed => "逾期失效", "Lapsed";
        Reopen => "重新打开", "Open again";
    }
}

texts! {
    pub enum ScanText {
        Title => "扫码或粘贴名单", "Scan or paste numbers";
        Label => "证件号码或绑定码，每行一个", "Document numbers or claim codes, one a line";
        Hint => "可以用扫码枪连续扫描，也可以从表格粘贴整列。最多 500 行。", "Scan one after another, or paste a column of a sheet. At most 500 lines.";
        Find => "查找", "Find";
        Clear => "清空重来", "Start again";
        Unknown => "没有找到的行", "Lines that name nobody";
        WithoutCase => "找到了人，但没有办理中的证书", "Known, but without an open case";
        Several => "这些行的学员有多个办理中的项目，请自己勾选", "These have several open cases: tick the right one yourself";
        NobodyFound => "一个也没有找到", "Nobody was found";
    }
}

texts! {
    pub enum CollectionText {
        Title => "领证名单", "Collection list";
        Back => "返回", "Back";
        Operation => "操作项目", "Operation";
        Signature => "签收", "Signature";
        Day => "日期", "Date";
        Nobody => "现在没有可以领取的证书", "No certificate is ready to be collected";
        TooMany => "人数太多，只列出了前面的一部分。请先选一个班次。", "Too many: only the first are listed. Choose a class first.";
    }
}

texts! {
    pub enum CaseCardText {
        Title => "办证情况", "Certificate";
        Rule => "执行规定", "Rule";
        Actor => "正在由谁办理", "In the hands of";
        Expected => "通常时间", "Usual time";
        ExpectedBy => "预计最晚完成", "Expected by";
        Estimate => "（当年放假安排未公布，按周末推算）", " (an estimate: the calendar of that year is not published)";
        Exams => "考试安排", "Exams";
        Hours => "学时", "Class hours";
        Outcome => "结果", "Outcome";
        AddResult => "登记成绩", "Record a result";
        Change => "办理", "Move";
        Part => "考试", "Exam";
        Score => "分数", "Score";
        ScoreHint => "0 到 100 的整数。", "A whole number from 0 to 100.";
        SatOn => "考试日期", "Day of the exam";
        NoResults => "还没有成绩", "No results yet";
        History => "变动记录", "What has changed";
    }
}

texts! {
    pub enum CertificateText {
        Title => "证书", "Certificates";
        None => "还没有登记证书", "No certificate is recorded";
        Record => "登记证书", "Record a certificate";
        Regime => "证书体系", "Certificate";
        Number => "证书编号", "Number";
        NumberHint => "特种作业操作证为 T 加本人证件号码。", "For special operations: T and the holder's document number.";
        Operation => "操作项目", "Operation";
        FirstIssued => "初次领证日期", "First issued";
        From => "有效期开始", "Valid from";
        Until => "有效期结束", "Valid until";
        Review => "应复审日期", "Review due";
        Authority => "发证机关", "Authority";
        ForCase => "属于哪次报名", "Belongs to enrolment";
        NoCase => "不属于这里的报名（学员自带）", "None: brought by the trainee";
        State => "状态", "State";
        InForce => "有效", "In force";
        Replaced => "已被新证替换", "Replaced";
        Missed => "已过期", "Missed";
    }
}

/// Who has the case, for staff.
pub const fn actor(lang: Lang, actor: StageActor) -> &'static str {
    match (lang, actor) {
        (Lang::Zh, StageActor::Trainee) => "学员",
        (Lang::En, StageActor::Trainee) => "the trainee",
        _ => super::certificates::actor(lang, actor),
    }
}

/// Who acts in a stage, for staff.
pub const fn acts(lang: Lang, actor: StageActor) -> &'static str {
    match (lang, actor) {
        (Lang::Zh, StageActor::Trainee) => "由学员办理",
        (Lang::En, StageActor::Trainee) => "With the trainee",
        _ => super::certificates::acts(lang, actor),
    }
}

/// Counted so far and no further: `99+`.
pub fn stuck_count(lang: Lang, stuck: i64) -> String {
    let count = if stuck >= shared::certificates::api::MOST_COUNTED { "99+".to_owned() } else { stuck.to_string() };
    match lang {
        Lang::Zh => format!("超时 {count}"),
        Lang::En => format!("{count} overdue"),
    }
}

pub fn people(lang: Lang, count: i64) -> String {
    match (lang, count) {
        (Lang::Zh, _) => format!("{count} 人"),
        (Lang::En, 1) => "1 person".to_owned(),
        (Lang::En, _) => format!("{count} people"),
    }
}

pub fn ended(lang: Lang, how: Outcome, cases: i64) -> String {
    format!("{} {cases}", outcome(lang, how))
}

pub fn selected(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("已选 {count} 人"),
        Lang::En => format!("{count} selected"),
    }
}

pub fn select_one(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("选择{name}"),
        Lang::En => format!("Select {name}"),
    }
}

/// One of the choices: to a stage.
pub fn to_stage(lang: Lang, name: &str, direction: core::cmp::Ordering) -> String {
    use core::cmp::Ordering::{Equal, Greater, Less};
    match (lang, direction) {
        (Lang::Zh, Greater) => format!("进入“{name}”"),
        (Lang::Zh, Less) => format!("退回到“{name}”"),
        (Lang::Zh, Equal) => format!("移到“{name}”"),
        (Lang::En, Greater) => format!("On to: {name}"),
        (Lang::En, Less) => format!("Back to: {name}"),
        (Lang::En, Equal) => format!("To: {name}"),
    }
}

/// An end as a choice.
pub const fn to_end(lang: Lang, how: Outcome) -> &'static str {
    match how {
        Outcome::Collected => MoveText::HandOver.text(lang),
        Outcome::Mailed => MoveText::Mailed.text(lang),
        Outcome::Refused => MoveText::Refused.text(lang),
        Outcome::Withdrawn => MoveText::Withdrawn.text(lang),
        Outcome::Lapsed => MoveText::Lapsed.text(lang),
    }
}

/// What a move was, in a few words. `stage_name` finds the name of a stage; ways name them alike.
pub fn target(lang: Lang, target: Target, stage_name: impl Fn(StageKey) -> String) -> String {
    match target {
        Target::Stage(key) => to_stage(lang, &stage_name(key), core::cmp::Ordering::Equal),
        Target::End(how) => to_end(lang, how).to_owned(),
        Target::Reopen => MoveText::Reopen.text(lang).to_owned(),
    }
}

/// What was done, in the list of what can be undone.
pub fn deed(lang: Lang, did: Deed, stage_name: impl Fn(StageKey) -> String) -> String {
    match (lang, did) {
        (_, Deed::Went(to)) => target(lang, to, stage_name),
        (Lang::Zh, Deed::Scored(of)) => format!("登记{}成绩", part(lang, of)),
        (Lang::En, Deed::Scored(of)) => format!("Result entered: {}", part(lang, of)),
        (Lang::Zh, Deed::Certified) => "登记证书".to_owned(),
        (Lang::En, Deed::Certified) => "Certificate recorded".to_owned(),
    }
}

pub const fn refusal(lang: Lang, why: Refusal) -> &'static str {
    match (lang, why) {
        (Lang::Zh, Refusal::Ended) => "已经结束，要先重新打开",
        (Lang::Zh, Refusal::Open) => "还在办理中，不用重新打开",
        (Lang::Zh, Refusal::NotOnItsWay) => "这种证书没有这个环节",
        (Lang::Zh, Refusal::There) => "已经在这个环节",
        (Lang::Zh, Refusal::ReasonNeeded) => "需要写明原因",
        (Lang::Zh, Refusal::NotReady) => "证书还没有到“可领取”",
        (Lang::En, Refusal::Ended) => "has ended: open it again first",
        (Lang::En, Refusal::Open) => "is open already",
        (Lang::En, Refusal::NotOnItsWay) => "this certificate has no such stage",
        (Lang::En, Refusal::There) => "is there already",
        (Lang::En, Refusal::ReasonNeeded) => "needs a reason",
        (Lang::En, Refusal::NotReady) => "the certificate is not ready to be collected",
    }
}

/// What confirming does.
pub fn move_summary(lang: Lang, moving: usize, refused: usize, messages: i64) -> String {
    match lang {
        Lang::Zh if refused == 0 => format!("共 {moving} 人。十分钟内可以撤销，之后发出 {messages} 条通知。"),
        Lang::Zh => {
            format!("{moving} 人可以办理，{refused} 人不能。十分钟内可以撤销，之后发出 {messages} 条通知。")
        }
        Lang::En if refused == 0 => {
            format!("Cases: {moving}. It can be undone for ten minutes; then messages go out: {messages}.")
        }
        Lang::En => {
            format!(
                "{moving} can go, {refused} cannot. It can be undone for ten minutes; then messages go out: {messages}."
            )
        }
    }
}

pub fn confirm_move(lang: Lang, cases: usize) -> String {
    match lang {
        Lang::Zh => format!("确认办理 {cases} 人"),
        Lang::En => format!("Confirm for {cases}"),
    }
}

/// From where to where.
pub fn from_to(from: &str, to: &str) -> String {
    format!("{from} → {to}")
}

pub fn undone(lang: Lang, kept: i64) -> String {
    match (lang, kept) {
        (Lang::Zh, 0) => "已撤销，没有发出通知".to_owned(),
        (Lang::Zh, _) => format!("已撤销；有 {kept} 人之后又有变动，保持不变"),
        (Lang::En, 0) => "Undone; nobody was told".to_owned(),
        (Lang::En, _) => format!("Undone; changed since and kept: {kept}"),
    }
}

/// Moves that are folded away.
pub fn more_moves(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("另外 {count} 次移动"),
        Lang::En => format!("More moves: {count}"),
    }
}

/// A move in the list of recent ones.
pub fn move_line(lang: Lang, what: &str, cases: i64, by: &str) -> String {
    match lang {
        Lang::Zh => format!("{what}，{}，{by}", people(lang, cases)),
        Lang::En => format!("{what} · {} · {by}", people(lang, cases)),
    }
}

/// How long something can still be undone: minutes and seconds.
pub fn time_left(seconds: i64) -> String {
    format!("{}:{:02}", seconds.div_euclid(60), seconds.rem_euclid(60))
}

pub fn found(lang: Lang, cases: usize) -> String {
    match lang {
        Lang::Zh => format!("找到 {cases} 个办理中的项目"),
        Lang::En => format!("Open cases found: {cases}"),
    }
}

/// Who gives a list out, and the day it was printed.
pub fn printed_on(lang: Lang, institution: &str, on: shared::date::Date) -> String {
    let on = common::day(lang, on, DayStyle::WithYear);
    match lang {
        Lang::Zh => format!("{institution} · 打印日期 {on}"),
        Lang::En => format!("{institution} · printed on {on}"),
    }
}

/// A result with its exam and day.
pub fn result_line(lang: Lang, known: &shared::certificates::exams::ExamResult) -> String {
    let day = common::day(lang, known.on, DayStyle::WithYear);
    format!("{} {} · {day}", part(lang, known.part), result(lang, known.score, known.passed))
}

/// An exam that is set.
pub fn exam_line(lang: Lang, exam: &shared::certificates::exams::ExamDate) -> String {
    let day = common::day(lang, exam.on, DayStyle::WithYear);
    format!("{} · {day} · {}", part(lang, exam.part), exam.place)
}

/// The usual time of a stage, and how it is known.
pub fn expected(lang: Lang, expected: Expected) -> String {
    let days = |days: i64, unit: LimitUnit| match (lang, unit) {
        (Lang::Zh, LimitUnit::Working) => format!("{days} 个工作日"),
        (Lang::Zh, LimitUnit::Calendar) => format!("{days} 天"),
        (Lang::En, LimitUnit::Working) => format!("{days} working days"),
        (Lang::En, LimitUnit::Calendar) => format!("{days} days"),
    };
    match (lang, expected) {
        (Lang::Zh, Expected::History(known)) => format!(
            "一半在 {} 个工作日内，九成在 {} 个工作日内（本机构 {} 例）",
            known.median_days, known.slowest_tenth_days, known.cases
        ),
        (Lang::En, Expected::History(known)) => format!(
            "half within {} working days, nine in ten within {} (own cases: {})",
            known.median_days, known.slowest_tenth_days, known.cases
        ),
        (Lang::Zh, Expected::Legal { days: limit, unit }) => format!("规定 {}内", days(limit, unit)),
        (Lang::En, Expected::Legal { days: limit, unit }) => format!("within {} by law", days(limit, unit)),
        (Lang::Zh, Expected::Usual { days: limit, unit }) => format!("通常 {}内", days(limit, unit)),
        (Lang::En, Expected::Usual { days: limit, unit }) => format!("usually within {}", days(limit, unit)),
        (Lang::Zh, Expected::Unknown) => "没有规定".to_owned(),
        (Lang::En, Expected::Unknown) => "not set".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_was_counted_is_said() {
        assert_eq!(stuck_count(Lang::Zh, 99), "超时 99");
        assert_eq!(stuck_count(Lang::En, 100), "99+ overdue");
    }

    #[test]
    fn the_time_left_has_two_digits_for_seconds() {
        assert_eq!((time_left(600).as_str(), time_left(61).as_str(), time_left(9).as_str()), ("10:00", "1:01", "0:09"));
    }
}
