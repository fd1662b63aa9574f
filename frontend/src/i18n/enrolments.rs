//! Texts of the enrolment page.

use shared::enrolments::api::HistoryEvent;
use shared::lang::Lang;
use shared::payments::{PaymentMethod, PaymentSource};

use super::certificates;

texts! {
    pub enum EnrolmentText {
        Title => "报名详情", "Enrolment";
        Fee => "费用", "Fee";
        Due => "应缴", "Fee";
        Paid => "已缴", "Paid";
        Remaining => "还差", "Still to pay";
        Payments => "缴费记录", "Payments";
        NoPayments => "还没有缴费记录。刚缴的费用要等工作人员登记后才会显示。", "No payments recorded yet. A payment appears here once staff have entered it.";
        Stages => "办证进度", "Certificate progress";
        Class => "班次信息", "Class";
        ClassCode => "班次", "Class";
        Starts => "开班日期", "Starts";
        Ends => "结束日期", "Ends";
        Dates => "培训日期", "Dates";
        DatesUnknown => "待通知", "To be announced";
        Place => "地点", "Place";
        PlaceUnknown => "待通知", "To be announced";
        Trainee => "学员", "Trainee";
        Employer => "工作单位", "Employer";
        NoEmployer => "个人报名", "Enrolled individually";
        History => "变动记录", "What has changed";
    }
}

pub const fn method(lang: Lang, method: PaymentMethod) -> &'static str {
    match (lang, method) {
        (Lang::Zh, PaymentMethod::WeChat) => "微信",
        (Lang::Zh, PaymentMethod::Alipay) => "支付宝",
        (Lang::Zh, PaymentMethod::Cash) => "现金",
        (Lang::Zh, PaymentMethod::BankTransfer) => "对公转账",
        (Lang::Zh, PaymentMethod::Card) => "刷卡",
        (Lang::Zh, PaymentMethod::Other) => "其他方式",
        (Lang::En, PaymentMethod::WeChat) => "WeChat",
        (Lang::En, PaymentMethod::Alipay) => "Alipay",
        (Lang::En, PaymentMethod::Cash) => "Cash",
        (Lang::En, PaymentMethod::BankTransfer) => "Bank transfer",
        (Lang::En, PaymentMethod::Card) => "Bank card",
        (Lang::En, PaymentMethod::Other) => "Other method",
    }
}

pub const fn source(lang: Lang, source: PaymentSource) -> &'static str {
    match (lang, source) {
        (Lang::Zh, PaymentSource::CarriedOver) => "由工作人员从名册登记",
        (Lang::En, PaymentSource::CarriedOver) => "Entered by staff from the roster",
    }
}

pub fn event(lang: Lang, event: &HistoryEvent) -> String {
    match (lang, event) {
        (Lang::Zh, HistoryEvent::Enrolled) => "已登记报名".to_owned(),
        (Lang::En, HistoryEvent::Enrolled) => "Enrolment recorded".to_owned(),
        (Lang::Zh, HistoryEvent::StageReached { stage }) => format!("办证进度到“{}”", stage.in_lang(lang)),
        (Lang::En, HistoryEvent::StageReached { stage }) => format!("Reached stage: {}", stage.in_lang(lang)),
        (Lang::Zh, HistoryEvent::Paid { amount }) => format!("登记缴费 {amount}"),
        (Lang::En, HistoryEvent::Paid { amount }) => format!("Payment recorded: {amount}"),
        (Lang::Zh, HistoryEvent::FeeChanged { from, to }) => format!("应缴费用由 {from} 改为 {to}"),
        (Lang::En, HistoryEvent::FeeChanged { from, to }) => format!("Fee changed from {from} to {to}"),
        (Lang::Zh, HistoryEvent::EmployerChanged) => "工作单位已更改".to_owned(),
        (Lang::En, HistoryEvent::EmployerChanged) => "Employer changed".to_owned(),
        (_, event) => certificates::event(lang, event),
    }
}
