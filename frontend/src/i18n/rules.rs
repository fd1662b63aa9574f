//! Texts of the page of rules and work categories.

use shared::certificates::regime::{Limit, LimitUnit};
use shared::date::Date;
use shared::lang::Lang;

use super::common;
use crate::ui::DayStyle;

texts! {
    pub enum RuleText {
        Title => "办证规则", "Certificate rules";
        Advice => "学员一直按报名时的规则办理。数字变了就新增一套，写明从哪天起执行；以前的保留。", "A case keeps the rules that it began under. When a number changes, add a set with the day from which it holds; earlier ones stay.";
        Source => "依据", "Source";
        EffectiveFrom => "执行日期", "In force from";
        EffectiveFromHint => "要晚于现在这一套的执行日期。", "Later than that of the set shown.";
        Confirmed => "已确认", "Confirmed";
        NotConfirmed => "待确认", "Not confirmed";
        NotConfirmedAdvice => "这些数字是系统预置的，请对照现行规定核对；没有问题就确认，有变化就修改。", "These numbers came with the portal. Check them against the rule in force: confirm them, or change them.";
        Confirm => "确认无误", "Confirm the numbers";
        ConfirmTitle => "确认这些数字", "Confirm these numbers";
        ConfirmQuestion => "已经对照现行规定核对过，这些数字没有问题？", "You have checked these numbers against the rule in force?";
        Change => "修改为新的一套", "Change: a new set";
        Earlier => "以前的规则", "Earlier rules";
        Current => "现行", "In force";
        Delete => "删除这套规则", "Delete this set";
        DeleteQuestion => "这套规则还没有开始执行，也没有学员按它办理。删除后不能恢复，以后可以重新新增。", "It has not begun, and no case follows it. Deleting cannot be undone; it can be entered again.";
        Deleted => "已删除", "Deleted";
        SaveNew => "保存这套新规则", "Save this new set";
        BackToForm => "返回修改", "Back to the form";
        PassMark => "合格分数", "Pass mark";
        MakeUps => "补考次数", "Make-ups";
        PartValid => "单科成绩有效（月）", "A passed part counts (months)";
        Practical => "实操考试", "Practical exam";
        Yes => "有", "yes";
        No => "无", "no";
        HoursDue => "应完成学时（0 为不要求）", "Class hours due (0: none)";
        ClassMinutes => "一学时（分钟）", "Minutes of a class hour";
        ValidYears => "有效期（年，0 为长期）", "Valid for (years, 0: no end)";
        ReviewYears => "复审间隔（年，0 为不复审）", "Review every (years, 0: none)";
        WindowDays => "到期前可申请（天）", "May apply before the day (days)";
        Stages => "环节", "Stages";
        Stage => "环节", "Stage";
        Actor => "由谁办理", "Acts";
        Limit => "时限", "Limit";
        Limits => "各环节的时限", "Limits of the stages";
        LimitsHint => "天数空着就是没有规定。超过时限，看板上会标出“超时”。", "Empty days: none set. A case past its limit is marked on the board.";
        LimitDays => "天数", "days";
        LimitBasis => "怎么算", "counted as";
        WorkingLegal => "工作日，规定时限", "working days, by law";
        WorkingUsual => "工作日，通常时间", "working days, usual";
        CalendarLegal => "自然日，规定时限", "calendar days, by law";
        CalendarUsual => "自然日，通常时间", "calendar days, usual";
        Evidence => "凭据", "Closed by";
        NoLimit => "没有规定", "none set";
        Catalogue => "作业类别和操作项目", "Work categories and operations";
        Load => "载入新目录", "Load a newer list";
        LoadTitle => "载入新目录", "Load a newer list";
        Code => "目录编号", "Code of the list";
        CodeHint => "例如 2026，不能与已有的相同。", "For example 2026; not one that exists.";
        Lines => "每行一个操作项目", "One operation a line";
        LinesHint => "类别序号、作业类别、操作项目，用逗号或制表符隔开；可以从表格粘贴三列。", "Number of the category, category, operation, separated by commas or tabs: three columns of a sheet can be pasted.";
        Number => "序号", "No.";
        Category => "作业类别", "Category";
        Operation => "操作项目", "Operation";
        Loaded => "已载入，从执行日期起使用", "Loaded; used from its day on";
        NoOperations => "目录是空的", "The list is empty";
    }
}

/// How long a stage may take, and whether a rule says so.
pub fn limit(lang: Lang, limit: Limit) -> String {
    let Limit { days, unit, legal } = limit;
    match lang {
        Lang::Zh => {
            let unit = if unit == LimitUnit::Working { "个工作日" } else { "天" };
            let basis = if legal { "规定" } else { "通常" };
            format!("{days} {unit}（{basis}）")
        }
        Lang::En => {
            let unit = if unit == LimitUnit::Working { "working days" } else { "days" };
            let basis = if legal { "by law" } else { "usual" };
            format!("{days} {unit} ({basis})")
        }
    }
}

pub fn operations(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("共 {count} 个操作项目"),
        Lang::En => format!("{count} operations"),
    }
}

/// A set that has not begun.
pub fn begins(lang: Lang, day: Date) -> String {
    let day = common::day(lang, day, DayStyle::WithYear);
    match lang {
        Lang::Zh => format!("将于 {day} 执行"),
        Lang::En => format!("In force from {day}"),
    }
}

/// Before a new set is saved.
pub fn new_set(lang: Lang, way: &str, day: &str) -> String {
    match lang {
        Lang::Zh => format!("从 {day} 起新报名的学员，“{way}”按这套规则办理；已经在办的不变。"),
        Lang::En => {
            format!("Whoever enrols from {day} on follows these rules for {way}; cases that have begun keep theirs.")
        }
    }
}
