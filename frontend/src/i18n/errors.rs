//! Every error code and field code has its words here; a new one does not compile until it has them.

use shared::error::{ErrorCode, FieldCode, Problem};
use shared::lang::Lang;

use super::common::wait_time;

/// What happened, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorWords {
    pub title: &'static str,
    pub advice: &'static str,
}

const fn words(title: &'static str, advice: &'static str) -> ErrorWords {
    ErrorWords { title, advice }
}

pub const fn error(lang: Lang, code: ErrorCode) -> ErrorWords {
    match lang {
        Lang::Zh => error_zh(code),
        Lang::En => error_en(code),
    }
}

const fn error_zh(code: ErrorCode) -> ErrorWords {
    match code {
        ErrorCode::Invalid => words("有内容需要修改", "请按提示修改后再提交。"),
        ErrorCode::Malformed => words("无法识别这个请求", "请返回上一页重新操作。"),
        ErrorCode::TooLarge => words("提交的内容太大", "请减少内容后重试。"),
        ErrorCode::UnsupportedMediaType => words("不支持这种格式", "请返回上一页重新操作。"),
        ErrorCode::MethodNotAllowed => words("不能这样打开这个页面", "请从首页进入。"),
        ErrorCode::NotFound => words("没有找到这个页面", "可能链接不完整，或者内容已不存在。请返回首页查看。"),
        ErrorCode::SignInRequired => words("请重新进入", "登录已过期。请从微信公众号菜单重新进入。"),
        ErrorCode::BindingRequired => words("请先绑定学员", "绑定后就能查看缴费和办证进度。"),
        ErrorCode::StaffSignInRequired => words("请登录", "登录已过期，请重新登录。"),
        ErrorCode::RoleRequired => words("没有权限", "您的账号没有这项权限，请联系管理员。"),
        ErrorCode::CrossSite => words("请求来自其他网站，已拒绝", "请从公众号菜单进入后再操作。"),
        ErrorCode::KeyUnusable => words("页面已过期", "请刷新页面后重新提交。"),
        ErrorCode::Changed => words("内容已被他人修改", "请刷新页面，看过最新内容后再操作。"),
        ErrorCode::NoMatch => words("没有找到相符的学员", "请逐项核对后重试。换过手机号，或者还是不行，请打电话。"),
        ErrorCode::TooManyTries => words("尝试次数太多", "请稍后再试，或者打电话。"),
        ErrorCode::AuthorisationRefused => {
            words("您没有同意微信授权", "需要微信授权才能确认是您本人。请从公众号菜单重新进入并同意。")
        }
        ErrorCode::AuthorisationExpired => words("微信授权已失效", "请从公众号菜单重新进入。"),
        ErrorCode::SnapshotAccount => words("现在是快照页", "请点页面右下角的“使用完整服务”，再继续操作。"),
        ErrorCode::WeChatUnavailable => words("微信暂时没有回应", "请过一会儿重试。"),
        ErrorCode::WeChatNotConfigured => words("微信入口还没有开通", "请用报到单上的绑定码进入，或者打电话。"),
        ErrorCode::SignInFailed => words("登录失败", "账号、密码或验证码不对，请重试。"),
        ErrorCode::LockedOut => words("账号已暂时锁定", "失败次数太多，请稍后再试。"),
        ErrorCode::LinkExpired => words("链接已失效", "这个链接已用过或已过期，请向管理员要新的链接。"),
        ErrorCode::ImportNotReady => words("现在不能这样操作", "导入的状态已经变化，请刷新页面查看。"),
        ErrorCode::PreviewOutdated => words("预览已经变化，什么都没有改动", "情况有变动，请看过新的预览后再确认。"),
        ErrorCode::UndoBlocked => words("不能撤销", "导入之后已有新的变动，见下面的名单。"),
        ErrorCode::UndoTooLate => {
            words("已过撤销时间", "这次操作超过十分钟，或者已经撤销过了。请按现在的情况重新办理。")
        }
        ErrorCode::BothEnrolled => {
            words("不能合并", "两份资料在同一个班次都有报名，班次见下面。请先核对是不是同一个人。")
        }
        ErrorCode::LessonClosed => words("现在不能看这节课", "原因写在课程页面上。请返回课程列表查看。"),
        ErrorCode::LessonUnfinished => words("还不能发布", "这节课还没有视频。请先上传视频，再发布。"),
        ErrorCode::LessonInUse => words("不能删除", "已有学员看过这节课，或者另一节课要在它之后才开放。可以改为撤回。"),
        ErrorCode::UploadIncomplete => {
            words("文件没有传完", "有一部分没有收到。请重新选择同一个文件，会从断开的地方继续。")
        }
        ErrorCode::StorageFull => words("存储空间不够", "请先删除不再使用的视频，或者请管理员增加空间。"),
        ErrorCode::FileUnplayable => words("这个文件不能播放", "文件内容不是 MP4 视频。请换一个文件。"),
        ErrorCode::SourceExpired => words("播放地址已失效", "请刷新页面，会从上次的位置继续播放。"),
        ErrorCode::TooLate => words("已过期限", "现在不能再提出了。有疑问请打电话。"),
        ErrorCode::RulesInUse => words("不能删除", "这套规则已经执行，或者已有学员按它办理。"),
        ErrorCode::ProofNotReady => words("还不能出具培训证明", "条件还不满足，请刷新页面查看原因。"),
        ErrorCode::ProofUnprintable => {
            words("培训证明没有出具", "字体里没有下面这些字，或者内容太长放不下一页。请核对后再试，或联系技术人员。")
        }
        ErrorCode::LastAdministrator => words("至少要有一名管理员", "请先让另一位同事成为管理员。"),
        ErrorCode::OwnAccount => words("不能停用自己的账号", "请让另一名管理员来操作。"),
        ErrorCode::Broken => words("系统出错了", "不是您的问题，我们已经记录。请过一会儿重试，或者打电话。"),
        ErrorCode::Busy => words("现在比较忙", "请等几秒再试。"),
        ErrorCode::Unavailable => words("暂时连接不上", "请检查网络，过一会儿重试。"),
    }
}

const fn error_en(code: ErrorCode) -> ErrorWords {
    match code {
        ErrorCode::Invalid => words("Something needs correcting", "Please correct what is marked and send it again."),
        ErrorCode::Malformed => words("The request could not be read", "Please go back and try again."),
        ErrorCode::TooLarge => words("This is too large", "Please send less and try again."),
        ErrorCode::UnsupportedMediaType => words("This format is not supported", "Please go back and try again."),
        ErrorCode::MethodNotAllowed => {
            words("This page cannot be opened this way", "Please start from the first page.")
        }
        ErrorCode::NotFound => {
            words("Page not found", "The link may be incomplete, or the content is gone. Please go to the first page.")
        }
        ErrorCode::SignInRequired => {
            words("Please come in again", "Your session has ended. Enter again from the account's menu in WeChat.")
        }
        ErrorCode::BindingRequired => {
            words("Please bind your record first", "Then you can see your fee and certificate progress.")
        }
        ErrorCode::StaffSignInRequired => words("Please sign in", "Your session has ended. Please sign in again."),
        ErrorCode::RoleRequired => words("Not permitted", "Your account may not do this. Ask an administrator."),
        ErrorCode::CrossSite => {
            words("Refused: the request came from another site", "Enter from the account's menu and try again.")
        }
        ErrorCode::KeyUnusable => words("This page is out of date", "Reload it and send it again."),
        ErrorCode::Changed => {
            words("Somebody else changed this", "Reload, look at the latest content, then try again.")
        }
        ErrorCode::NoMatch => words(
            "No matching trainee",
            "Check each entry and try again. If your phone number has changed, or it still fails, call us.",
        ),
        ErrorCode::TooManyTries => words("Too many tries", "Please wait before trying again, or call us."),
        ErrorCode::AuthorisationRefused => words(
            "WeChat authorisation was declined",
            "It is needed to know that it is you. Enter from the account's menu again and agree.",
        ),
        ErrorCode::AuthorisationExpired => {
            words("WeChat authorisation has expired", "Please enter from the account's menu again.")
        }
        ErrorCode::SnapshotAccount => {
            words("This is a snapshot page", "Tap “Use full service” at the bottom right of the page, then continue.")
        }
        ErrorCode::WeChatUnavailable => words("WeChat is not answering", "Please try again in a while."),
        ErrorCode::WeChatNotConfigured => {
            words("WeChat entry is not set up yet", "Come in with the code on your admission slip, or call us.")
        }
        ErrorCode::SignInFailed => words("Sign-in failed", "Account, password or code is wrong. Please try again."),
        ErrorCode::LockedOut => words("Locked for a while", "Too many failures. Please try again later."),
        ErrorCode::LinkExpired => {
            words("This link no longer works", "It was used or is too old. Ask an administrator for a new one.")
        }
        ErrorCode::ImportNotReady => {
            words("Not possible now", "The import has moved on. Reload the page to see where it stands.")
        }
        ErrorCode::PreviewOutdated => words(
            "The preview has changed; nothing was done",
            "Something has changed since. Look at the new preview, then confirm.",
        ),
        ErrorCode::UndoBlocked => words("Cannot be undone", "Later changes rest on it; they are listed below."),
        ErrorCode::UndoTooLate => words(
            "Too late to undo",
            "It is more than ten minutes old, or was undone already. Please make a new change.",
        ),
        ErrorCode::BothEnrolled => words(
            "Cannot be merged",
            "Both records are enrolled in the same class, named below. Check first that it is one person.",
        ),
        ErrorCode::LessonClosed => {
            words("This lesson cannot be watched now", "Its page says why. Please go back to the list of lessons.")
        }
        ErrorCode::LessonUnfinished => words("Cannot be published yet", "This lesson has no video. Upload one first."),
        ErrorCode::LessonInUse => words(
            "Cannot be deleted",
            "Somebody has watched this lesson, or another one opens after it. Withdraw it instead.",
        ),
        ErrorCode::UploadIncomplete => words(
            "The file has not arrived whole",
            "A part is missing. Choose the same file again: it goes on where it broke off.",
        ),
        ErrorCode::StorageFull => words(
            "There is no room left",
            "Remove videos that are no longer used, or ask an administrator for more room.",
        ),
        ErrorCode::FileUnplayable => {
            words("This file cannot be played", "Its content is no MP4 video. Choose another file.")
        }
        ErrorCode::SourceExpired => {
            words("The address of the video has expired", "Reload the page: it goes on from where you were.")
        }
        ErrorCode::TooLate => words("The time for this is over", "If you have a question, please call us."),
        ErrorCode::RulesInUse => words("Cannot be deleted", "The rules are in force, or a case follows them."),
        ErrorCode::ProofNotReady => {
            words("No training proof yet", "Something stands in the way. Reload the page to see what.")
        }
        ErrorCode::ProofUnprintable => words(
            "The training proof was not issued",
            "The font lacks the characters below, or the texts are too long for a page. Check them and try again.",
        ),
        ErrorCode::LastAdministrator => {
            words("There must be an administrator", "Make another colleague an administrator first.")
        }
        ErrorCode::OwnAccount => words("Not your own account", "Ask another administrator to deactivate it."),
        ErrorCode::Broken => {
            words("Something went wrong", "It is our fault and has been recorded. Try again in a while, or call us.")
        }
        ErrorCode::Busy => words("Busy right now", "Wait a few seconds and try again."),
        ErrorCode::Unavailable => words("Cannot connect right now", "Check your connection and try again in a while."),
    }
}

/// What to do about a problem, with the time to wait where it is known.
pub fn advice(lang: Lang, problem: &Problem) -> String {
    match (lang, problem.code, problem.retry_after) {
        (Lang::Zh, ErrorCode::TooManyTries, Some(seconds)) => {
            format!("请过 {}再试，或者打电话。", wait_time(lang, seconds))
        }
        (Lang::En, ErrorCode::TooManyTries, Some(seconds)) => {
            format!("Try again in {}, or call us.", wait_time(lang, seconds))
        }
        (Lang::Zh, ErrorCode::LockedOut, Some(seconds)) => {
            format!("请过 {}再试，或者请管理员重置您的登录。", wait_time(lang, seconds))
        }
        (Lang::En, ErrorCode::LockedOut, Some(seconds)) => {
            format!("Try again in {}, or ask an administrator to reset your sign-in.", wait_time(lang, seconds))
        }
        (_, code, _) => error(lang, code).advice.to_owned(),
    }
}

pub const fn field(lang: Lang, code: FieldCode) -> &'static str {
    match lang {
        Lang::Zh => match code {
            FieldCode::Required => "请填写",
            FieldCode::TooLong => "太长了",
            FieldCode::TooShort => "太短了",
            FieldCode::Format => "格式不对",
            FieldCode::CheckDigit => "校验位不符，可能有一位输错了",
            FieldCode::NoSuchDate => "没有这个日期",
            FieldCode::OutOfRange => "超出允许范围",
            FieldCode::MustAccept => "请勾选",
            FieldCode::Taken => "已被使用",
            FieldCode::Unknown => "没有找到",
            FieldCode::BadCharacters => "含有不能使用的字符",
            FieldCode::TooWeak => "太容易被猜到",
            FieldCode::Inconsistent => "与其他内容不一致",
            FieldCode::WrongCode => "不对，请输入现在显示的验证码",
            FieldCode::InFuture => "日期还没有到",
            FieldCode::CaseEnded => "已经结束，要先重新打开",
            FieldCode::NotAtExam => "还没有报考，请核对学员；确实已报考的，请先移到“报考提交”",
            FieldCode::BeforeClass => "早于开班日期",
            FieldCode::EarlierThanKnown => "这一科已有更晚的考试",
            FieldCode::AlreadyPassed => "这一科已经合格",
            FieldCode::TheoryNotPassed => "理论还没有合格，请先登记理论成绩",
            FieldCode::NoMakeUpLeft => "补考机会已经用完，应当重新培训",
            FieldCode::NotOfCourse => "和报名的项目不符",
            FieldCode::WithoutPass => "还没有全部合格的成绩，请先登记成绩",
            FieldCode::BeforeExam => "早于考试日期",
        },
        Lang::En => match code {
            FieldCode::Required => "Please fill this in",
            FieldCode::TooLong => "Too long",
            FieldCode::TooShort => "Too short",
            FieldCode::Format => "Not in the right form",
            FieldCode::CheckDigit => "The check digit does not fit: one character is probably wrong",
            FieldCode::NoSuchDate => "There is no such date",
            FieldCode::OutOfRange => "Outside the allowed range",
            FieldCode::MustAccept => "Please tick this",
            FieldCode::Taken => "Already in use",
            FieldCode::Unknown => "Not found",
            FieldCode::BadCharacters => "Holds characters that cannot be used here",
            FieldCode::TooWeak => "Too easy to guess",
            FieldCode::Inconsistent => "Does not fit the other fields",
            FieldCode::WrongCode => "Not right: enter the code that is shown now",
            FieldCode::InFuture => "This day has not come yet",
            FieldCode::CaseEnded => "Has ended: open it again first",
            FieldCode::NotAtExam => {
                "The exam is not applied for yet: check the trainee, or move the case to the application first"
            }
            FieldCode::BeforeClass => "Before the class began",
            FieldCode::EarlierThanKnown => "A later exam of this part is recorded",
            FieldCode::AlreadyPassed => "This part is passed already",
            FieldCode::TheoryNotPassed => "Theory is not passed yet: enter its result first",
            FieldCode::NoMakeUpLeft => "No make-up is left: the training must be repeated",
            FieldCode::NotOfCourse => "Does not fit the course",
            FieldCode::WithoutPass => "Not all parts are passed yet: enter the results first",
            FieldCode::BeforeExam => "Before the exam",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_that_are_not_the_other_languages() {
        for code in ErrorCode::ALL {
            let (zh, en) = (error(Lang::Zh, code), error(Lang::En, code));
            assert!(!zh.title.is_ascii() && en.title.is_ascii(), "{code:?}");
            assert!(zh.advice.ends_with('。') && en.advice.ends_with('.'), "{code:?}");
        }
        for code in FieldCode::ALL {
            assert_ne!(field(Lang::Zh, code), field(Lang::En, code));
        }
    }

    #[test]
    fn the_time_to_wait_is_told() {
        let problem = Problem { retry_after: Some(1_800), ..Problem::new(ErrorCode::TooManyTries) };
        assert_eq!(advice(Lang::Zh, &problem), "请过 30 分钟再试，或者打电话。");
    }
}
