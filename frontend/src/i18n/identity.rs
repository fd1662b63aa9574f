//! Texts about who somebody is: binding, profile, privacy, signing out.

use shared::error::FieldCode;
use shared::lang::Lang;

use super::errors;

texts! {
    pub enum IdentityText {
        BindTitle => "绑定学员", "Bind your record";
        BindWhy => "填写报名时登记的信息，核对一致后就能查看缴费和办证进度。只需绑定一次。", "Enter what you gave when you enrolled. Once it matches you can see your fee and certificate progress. You do this only once.";
        BindWhyClaim => "填写报到单上的绑定码和证件号码后四位，就能查看缴费和办证进度。", "Enter the code on your admission slip and the last four characters of your document number to see your fee and certificate progress.";
        BindOtherWay => "我有报到单，用绑定码", "I have an admission slip with a code";
        BindDetailsWay => "没有绑定码，用姓名和证件号码", "I have no code: use name and document number";
        BindNeedsWeChat => "没有报到单？请在微信里从公众号菜单进入，用姓名和证件号码绑定。", "No admission slip? Open the portal from the account's menu in WeChat and bind with your name and document number.";
        AlreadyBound => "这个微信已绑定：", "Already bound to this WeChat account: ";
        BindOneMore => "下面可以再绑定一位学员，例如家人。", "Below you can bind one more trainee, for example a family member.";
        Name => "姓名", "Name";
        NameHint => "和身份证上的一样", "As on the identity document";
        DocumentNumber => "证件号码", "Document number";
        DocumentNumberHint => "身份证号码 18 位；用护照或通行证报名的，填护照或通行证号码", "The 18-character identity number, or the passport or permit you enrolled with";
        Phone => "手机号", "Mobile phone";
        PhoneHint => "报名时登记的手机号", "The number you gave when you enrolled";
        ClaimCode => "绑定码", "Code";
        ClaimCodeHint => "印在报到单上，共 10 位", "Ten characters, printed on the admission slip";
        LastFour => "证件号码后四位", "Last four of the document number";
        LastFourHint => "最后一位是 X 的也要填", "Include a final X if there is one";
        Consent => "我已阅读并同意《个人信息保护告知》，同意为查询缴费和办证进度处理我的姓名、证件号码和手机号。", "I have read and agree to the privacy notice, and agree that my name, document number and phone are used to show my fee and certificate progress.";
        PrivacyRead => "先看看告知全文", "Read the notice first";
        BindSubmit => "绑定", "Bind";
        MendFields => "请修改以下内容", "Please correct the following";

        ProfileTitle => "我的信息", "My data";
        Trainee => "学员", "Trainee";
        WeChatAccount => "微信", "WeChat";
        NotThroughWeChat => "未绑定微信，这次是用绑定码进入的", "Not bound; you came in with a code";
        WrongPhone => "手机号不对？请打电话更正。", "Wrong phone number? Call us to correct it.";
        Consented => "已同意告知", "Agreed to notice";
        LooksTitle => "谁看过我的证件号码", "Who has seen my document number";
        LooksWhy => "平时证件号码只显示一部分。工作人员查看完整号码时必须写明原因，都记在这里。", "Normally only part of it is shown. When staff look at the whole number they must give a reason; every look is listed here.";
        LooksEmpty => "还没有人查看过完整的证件号码。", "Nobody has looked at the whole number.";
        LanguageTitle => "语言", "Language";
        LeaveTitle => "退出和解除绑定", "Sign out and unbind";
        SignOut => "退出登录", "Sign out";
        SignOutHint => "绑定会保留，下次从公众号菜单进入即可。", "You stay bound: next time just enter from the account's menu.";
        UnbindOpen => "解除绑定…", "Unbind…";
        UnbindMeaning => "解除后，这个微信不能再查看这位学员的信息。报名和缴费记录不会删除；要再看，需要重新绑定。", "After that this WeChat account can no longer see this trainee. Enrolments and payments are kept; to see them again you must bind again.";
        UnbindSubmit => "确认解除绑定", "Yes, unbind";

        PrivacyTitle => "个人信息保护告知", "Privacy notice";
        PrivacyEmpty => "培训机构还没有填写告知内容。", "The institution has not written its notice yet.";

        SignedOutTitle => "您已退出", "You are signed out";
        SignInAgainTitle => "请重新进入", "Please come in again";
        SignedOutWeChat => "再次进入：打开我们的微信公众号，从底部菜单进入。", "To come back: open our Official Account in WeChat and enter from its menu.";
        SignedOutElsewhere => "没有微信？用报到单上的绑定码进入。", "Without WeChat: come in with the code on your admission slip.";
        EnterWeChat => "用微信进入", "Enter with WeChat";
        EnterClaim => "用绑定码进入", "Enter with a code";
    }
}

/// Why somebody who was bound finds the bind page again.
pub fn moved(lang: Lang, when: &str) -> String {
    match lang {
        Lang::Zh => {
            format!("{when}，您的学员信息改绑到了另一个微信，所以这里看不到了。如果不是您或家人操作的，请马上打电话。")
        }
        Lang::En => format!(
            "On {when} your record was bound to another WeChat account, so it is no longer shown here. If this was not you or your family, call us at once."
        ),
    }
}

pub fn notice_version(lang: Lang, version: i64) -> String {
    match lang {
        Lang::Zh => format!("第 {version} 版"),
        Lang::En => format!("Version {version}"),
    }
}

pub fn bound_since(lang: Lang, when: &str) -> String {
    match lang {
        Lang::Zh => format!("已绑定（{when}）"),
        Lang::En => format!("Bound on {when}"),
    }
}

pub fn consented(lang: Lang, version: i64, when: &str) -> String {
    match lang {
        Lang::Zh => format!("第 {version} 版（{when}）"),
        Lang::En => format!("Version {version}, {when}"),
    }
}

/// What is wrong with a field of the bind form, in words that help with this field.
pub const fn bind_field(lang: Lang, field: BindField, code: FieldCode) -> &'static str {
    match (lang, field, code) {
        (Lang::Zh, BindField::Consent, _) => "要绑定，请先勾选同意",
        (Lang::En, BindField::Consent, _) => "Please tick the box to continue",
        (_, BindField::Name | BindField::Other, _) | (_, _, FieldCode::Required) => errors::field(lang, code),
        (Lang::Zh, BindField::DocumentNumber, FieldCode::CheckDigit) => "可能有一位输错了，请对照证件检查",
        (Lang::En, BindField::DocumentNumber, FieldCode::CheckDigit) => {
            "One character seems wrong: compare it with the document"
        }
        (Lang::Zh, BindField::DocumentNumber, _) => "格式不对，身份证号码是 17 位数字加最后一位数字或 X",
        (Lang::En, BindField::DocumentNumber, _) => {
            "Not in the right form: an identity number is 17 digits and a last digit or X"
        }
        (Lang::Zh, BindField::Phone, _) => "手机号应为 11 位数字",
        (Lang::En, BindField::Phone, _) => "A mobile number has 11 digits",
        (Lang::Zh, BindField::ClaimCode, _) => "绑定码应为 10 位，请对照报到单检查",
        (Lang::En, BindField::ClaimCode, _) => "The code has ten characters: compare it with the slip",
        (Lang::Zh, BindField::LastFour, _) => "请填写证件号码的最后 4 位",
        (Lang::En, BindField::LastFour, _) => "Enter the last four characters",
    }
}

/// The same with the field's name before it, for the summary on top.
pub fn bind_field_line(lang: Lang, field: BindField, code: FieldCode) -> String {
    let text = bind_field(lang, field, code);
    let label = match field {
        BindField::Name => IdentityText::Name,
        BindField::DocumentNumber => IdentityText::DocumentNumber,
        BindField::Phone => IdentityText::Phone,
        BindField::ClaimCode => IdentityText::ClaimCode,
        BindField::LastFour => IdentityText::LastFour,
        BindField::Consent | BindField::Other => return text.to_owned(),
    };
    match lang {
        Lang::Zh => format!("{}：{text}", label.text(lang)),
        Lang::En => format!("{}: {text}", label.text(lang)),
    }
}

/// The fields of the bind form, by their names on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindField {
    Name,
    DocumentNumber,
    Phone,
    ClaimCode,
    LastFour,
    Consent,
    /// A field that this form does not show.
    Other,
}

impl BindField {
    pub fn from_wire(name: &str) -> Self {
        match name {
            "name" => Self::Name,
            "document_number" => Self::DocumentNumber,
            "phone" => Self::Phone,
            "claim_code" => Self::ClaimCode,
            "last_four" => Self::LastFour,
            "consent" => Self::Consent,
            _ => Self::Other,
        }
    }
}
