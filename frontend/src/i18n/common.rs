//! Texts and notations that every area uses.

use shared::courses::CourseKind;
use shared::date::Date;
use shared::lang::Lang;

use crate::ui::DayStyle;

texts! {
    pub enum CommonText {
        SkipToMain => "跳到正文", "Skip to content";
        Navigation => "页面导航", "Pages";
        NavHome => "我的报名", "Enrolments";
        NavCertificates => "我的证书", "Certificates";
        NavMessages => "消息", "Messages";
        NavProfile => "我的信息", "My data";
        Demo => "演示系统：人员和金额都是虚构的。", "Demonstration: people and amounts are made up.";
        PrivacyNotice => "个人信息保护告知", "Privacy notice";
        Loading => "正在加载…", "Loading…";
        TryAgain => "重试", "Try again";
        Cancel => "取消", "Cancel";
        Close => "关闭", "Close";
        Save => "保存", "Save";
        Required => "必填", "Required";
        Optional => "选填", "Optional";
        NotKnown => "未登记", "Not recorded";
        BackHome => "返回我的报名", "Back to my enrolments";
        Items => "证件照和材料", "Photo and papers";
        Lessons => "录播课", "Recorded lessons";
        StepDone => "已完成", "Done";
        StepNow => "当前环节", "Current stage";
        StepNext => "尚未开始", "Not yet started";
        StepEnded => "在此结束", "Ended here";
        RangeDash => " 至 ", " to ";
        Pages => "翻页", "Pages of the list";
        PreviousPage => "上一页", "Previous page";
        NextPage => "下一页", "Next page";
    }
}

/// A page's title: the page, then the institution, which may not have a name yet.
pub fn titled(page: &str, institution: &str) -> String {
    if institution.is_empty() { page.to_owned() } else { format!("{page} · {institution}") }
}

/// A language by its own name.
pub const fn language_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "中文",
        Lang::En => "English",
    }
}

pub fn call(lang: Lang, phone: &str) -> String {
    match lang {
        Lang::Zh => format!("拨打电话 {phone}"),
        Lang::En => format!("Call us: {phone}"),
    }
}

pub fn address(lang: Lang, address: &str) -> String {
    match lang {
        Lang::Zh => format!("地址：{address}"),
        Lang::En => format!("Address: {address}"),
    }
}

pub fn request_number(lang: Lang, id: &str) -> String {
    match lang {
        Lang::Zh => format!("编号：{id}（打电话时请报这个编号）"),
        Lang::En => format!("Reference: {id} (please quote it when you call)"),
    }
}

pub fn step_of(lang: Lang, current: usize, total: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {current} 步，共 {total} 步："),
        Lang::En => format!("Step {current} of {total}: "),
    }
}

pub fn next_step(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("下一步：{name}"),
        Lang::En => format!("Next: {name}"),
    }
}

/// How long to wait, rounded up to what people say.
pub fn wait_time(lang: Lang, seconds: u32) -> String {
    let minutes = seconds.div_ceil(60).max(1);
    let hours = minutes.div_ceil(60);
    match lang {
        Lang::Zh if minutes < 60 => format!("{minutes} 分钟"),
        Lang::Zh => format!("{hours} 小时"),
        Lang::En if minutes == 1 => "1 minute".to_owned(),
        Lang::En if minutes < 60 => format!("{minutes} minutes"),
        Lang::En if hours == 1 => "1 hour".to_owned(),
        Lang::En => format!("{hours} hours"),
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day as people write it.
pub fn day(lang: Lang, day: Date, style: DayStyle) -> String {
    let month_name = || MONTHS.get(usize::from(day.month()).saturating_sub(1)).copied().unwrap_or_default();
    match (lang, style) {
        (Lang::Zh, DayStyle::WithYear) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        (Lang::Zh, DayStyle::WithoutYear) => format!("{}月{}日", day.month(), day.day()),
        (Lang::En, DayStyle::WithYear) => format!("{} {} {}", day.day(), month_name(), day.year()),
        (Lang::En, DayStyle::WithoutYear) => format!("{} {}", day.day(), month_name()),
    }
}

pub const fn course_kind(lang: Lang, kind: CourseKind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, _) => kind.label(),
        (Lang::En, CourseKind::Initial) => "Initial training",
        (Lang::En, CourseKind::Review) => "Review",
        (Lang::En, CourseKind::Renewal) => "Renewal",
        (Lang::En, CourseKind::Retraining) => "Yearly retraining",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_rounded_up() {
        assert_eq!(wait_time(Lang::Zh, 0), "1 分钟");
        assert_eq!(wait_time(Lang::En, 61), "2 minutes");
        assert_eq!(wait_time(Lang::Zh, 3_600), "1 小时");
        assert_eq!(wait_time(Lang::En, 3_601), "2 hours");
    }
}
