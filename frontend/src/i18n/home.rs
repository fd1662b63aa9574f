//! Texts of the first page.

use shared::lang::Lang;
use shared::money::Money;
use shared::payments::{Dues, Standing};

texts! {
    pub enum HomeText {
        WhoseTitle => "切换学员", "Switch trainee";
        WhoseHint => "这个微信绑定了几位学员，点名字切换。", "Several trainees are bound to this WeChat account. Tap a name to switch.";
        AddTrainee => "再绑定一位学员", "Bind another trainee";
        Fee => "费用", "Fee";
        Certificate => "办证进度", "Certificate progress";
        Details => "查看详情", "See details";
        TodoNow => "现在要做", "What to do now";
        TodoWait => "现在不用做什么，请等待", "Nothing to do now, please wait";
        TodoNote => "请注意", "Please note";
        SendItems => "去提交", "Send it";
        Overdue => "已超过规定时间", "Longer than the rules allow";
        TodoDone => "全部办完", "All done";
        TodoEnded => "已经结束", "Ended";
        EmptyTitle => "还没有报名记录", "No enrolments yet";
        EmptyAdvice => "您已绑定成功。培训机构录入报名名单后，这里会显示缴费和办证进度。如果您已经报名，请打电话核对。", "You are bound. Once the institution has entered your enrolment, your fee and certificate progress appear here. If you have already enrolled, please call us.";
    }
}

pub fn title(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}的报名"),
        Lang::En => format!("Enrolments of {name}"),
    }
}

pub fn class_code(lang: Lang, code: &str) -> String {
    match lang {
        Lang::Zh => format!("班次 {code}"),
        Lang::En => format!("Class {code}"),
    }
}

/// The fee in one phrase.
pub fn standing(lang: Lang, dues: Dues) -> String {
    match (lang, dues.standing()) {
        (Lang::Zh, Standing::Free) => "无需缴费".to_owned(),
        (Lang::En, Standing::Free) => "Nothing to pay".to_owned(),
        (Lang::Zh, Standing::Paid) => "已缴清".to_owned(),
        (Lang::En, Standing::Paid) => "Paid in full".to_owned(),
        (Lang::Zh, Standing::Unpaid) => "尚未缴费".to_owned(),
        (Lang::En, Standing::Unpaid) => "Not paid yet".to_owned(),
        (Lang::Zh, Standing::Partial) => format!("还差 {}", dues.remaining()),
        (Lang::En, Standing::Partial) => format!("{} to pay", dues.remaining()),
    }
}

/// New messages; they are counted up to a hundred.
pub fn unread(lang: Lang, count: i64) -> String {
    let count = if count > 99 { "99+".to_owned() } else { count.to_string() };
    match lang {
        Lang::Zh => format!("有 {count} 条新消息"),
        Lang::En if count == "1" => "1 new message".to_owned(),
        Lang::En => format!("{count} new messages"),
    }
}

pub fn due(lang: Lang, amount: Money) -> String {
    match lang {
        Lang::Zh => format!("应缴 {amount}"),
        Lang::En => format!("Fee {amount}"),
    }
}

pub fn paid(lang: Lang, amount: Money) -> String {
    match lang {
        Lang::Zh => format!("已缴 {amount}"),
        Lang::En => format!("Paid {amount}"),
    }
}
