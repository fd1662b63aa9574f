//! Texts of the certificates page and of the calendar file. Compiled for the edge only: the app does not contain that page.

use shared::certificates::api::NextDue;
use shared::certificates::clocks::Target;
use shared::courses::Regime;
use shared::date::Date;
use shared::lang::Lang;

use super::common;
use crate::ui::DayStyle;

texts! {
    pub enum MyCertificatesText {
        Facts => "这里是我们登记的发证机关的信息，不是电子证书。以官方查询结果为准。", "What the issuing authority has told us. This is not the certificate itself; the official query has the last word.";
        EmptyTitle => "还没有登记证书", "No certificates recorded yet";
        EmptyAdvice => "发证机关公布您的证书后，我们会登记在这里。您以前取得的证书，可以请我们补登，这样复审前会提醒您。", "Once the authority has issued your certificate, it appears here. We can also record one that you already have, so that you are reminded of its review.";
        InForce => "在有效期内", "In force";
        Replaced => "已换新证", "Replaced";
        ReviewMissed => "复审日期已过", "Review missed";
        Expired => "有效期已过", "Expired";
        Next => "下一次要办的", "What comes next";
        Missed => "请注意", "Please note";
        Calendar => "把这一天加进手机日历", "Add the day to your calendar";
        CalendarHint => "会提前 30 天提醒。", "Reminds you 30 days before.";
        CalendarOpen => "在浏览器打开，下载日历文件", "Open in a browser and download the calendar file";
        CalendarOpenHint => "微信里不能把日期加进日历。点这个按钮会生成一个链接，十分钟内有效，只能下载一次；用手机浏览器打开它，就能加进日历，提前 30 天提醒。", "WeChat cannot add a day to the calendar. This button makes a link that is valid for ten minutes and for one download: open it in your phone's browser, and the day goes into your calendar, with a reminder 30 days before.";
        BackToCertificates => "返回我的证书", "Back to my certificates";
        Number => "证书编号", "Number";
        Category => "作业类别", "Work category";
        FirstIssued => "初领日期", "First issued";
        ValidFrom => "有效期起", "Valid from";
        ValidUntil => "有效期止", "Valid until";
        ReviewDue => "应复审日期", "Review due";
        Authority => "发证机关", "Issued by";
        OfficialTitle => "到官方查询", "Official query";
        OfficialWhy => "证书是真是假、现在有没有效，以应急管理部的查询为准。查询时要输入证件号码和姓名。", "Whether a certificate is genuine and in force is for the ministry to say. You are asked for your document number and name.";
        OfficialLink => "打开 cx.mem.gov.cn", "Open cx.mem.gov.cn";
        OfficialAccount => "也可以在微信里搜索公众号“国家安全生产考试”，点“我的证书”。", "Or search WeChat for the account “国家安全生产考试” and tap “我的证书”.";
        OfficialLag => "官方数据可能晚几天更新。这个网站和公众号不是我们办的。", "Its data may be a few days late. Neither that site nor that account is ours.";
    }
}

pub const fn regime(lang: Lang, regime: Regime) -> &'static str {
    match (lang, regime) {
        (Lang::Zh, Regime::SpecialOperations) => "特种作业操作证",
        (Lang::Zh, Regime::Principals) => "安全生产知识和管理能力考核合格证明",
        (Lang::Zh, Regime::TrainingProof) => "培训证明",
        (Lang::En, Regime::SpecialOperations) => "Special operations certificate",
        (Lang::En, Regime::Principals) => "Safety management certificate",
        (Lang::En, Regime::TrainingProof) => "Training proof",
    }
}

/// What a certificate is whose day has gone by.
pub const fn missed(target: Target) -> MyCertificatesText {
    match target {
        Target::Review => MyCertificatesText::ReviewMissed,
        Target::Renewal => MyCertificatesText::Expired,
    }
}

/// What is due, as a thing: also the title of the calendar entry.
pub const fn due(lang: Lang, target: Target) -> &'static str {
    match (lang, target) {
        (Lang::Zh, Target::Review) => "复审",
        (Lang::Zh, Target::Renewal) => "换证",
        (Lang::En, Target::Review) => "review",
        (Lang::En, Target::Renewal) => "renewal",
    }
}

pub fn next_line(lang: Lang, next: &NextDue) -> String {
    let day = |day| common::day(lang, day, DayStyle::WithYear);
    let (what, on, opens_on) = (due(lang, next.kind), day(next.on), day(next.opens_on));
    match lang {
        Lang::Zh => format!("{on}前办{what}，{opens_on}起可以申请。"),
        Lang::En => format!("The {what} is due by {on}; you can apply from {opens_on}."),
    }
}

/// The portal knows only that no review was recorded here: it does not say that the certificate has lapsed.
pub fn missed_line(lang: Lang, target: Target, on: Date) -> String {
    let on = common::day(lang, on, DayStyle::WithYear);
    match (lang, target) {
        (Lang::Zh, Target::Review) => {
            format!(
                "应在 {on}前复审，我们没有收到复审记录。已经复审的请告诉我们；没有复审的，请先不要上岗，打电话问我们。"
            )
        }
        (Lang::Zh, Target::Renewal) => {
            format!("有效期到 {on}为止。已经换证的请告诉我们；没有换证的，请先不要上岗，打电话问我们。")
        }
        (Lang::En, Target::Review) => format!(
            "The review was due by {on}, and none has been recorded here. Tell us if you have passed it; otherwise do not do this work, and call us."
        ),
        (Lang::En, Target::Renewal) => format!(
            "It was valid until {on}. Tell us if you have a new one; otherwise do not do this work, and call us."
        ),
    }
}

/// The words of the calendar entry.
pub fn calendar_words(lang: Lang, operation: &str, next: &NextDue) -> CalendarWords {
    let what = due(lang, next.kind);
    let opens_on = common::day(lang, next.opens_on, DayStyle::WithYear);
    match lang {
        Lang::Zh => CalendarWords {
            summary: format!("{operation}证书：最后一天{what}"),
            description: format!("{opens_on}起可以申请{what}。请提前报名，留出培训和考试的时间。"),
        },
        Lang::En => CalendarWords {
            summary: format!("{operation}: last day for the {what}"),
            description: format!(
                "You can apply for the {what} from {opens_on}. Enrol early: training and exam take time."
            ),
        },
    }
}

/// What a calendar entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarWords {
    pub summary: String,
    pub description: String,
}
