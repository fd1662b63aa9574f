//! Texts of training proofs: for trainees, for those who check one, and for staff.

use shared::lang::Lang;
use shared::proofs::api::PublicState;
use shared::proofs::{PrintedHours, ProofObstacle, ProofState};
use shared::time::Timestamp;

use super::common;
use crate::ui::DayStyle;

texts! {
    /// What stands on a proof.
    pub enum ProofFieldText {
        Number => "证明编号", "Number";
        Name => "姓名", "Name";
        Document => "证件号码", "Document number";
        Course => "培训项目", "Course";
        Kind => "培训类型", "Kind";
        Class => "班次", "Class";
        Period => "培训时间", "Training period";
        HoursDue => "应修学时", "Class hours due";
        HoursDone => "实修学时", "Class hours done";
        Rule => "执行规定", "Rule in force";
        Institution => "出具机构", "Issued by";
        Signatory => "签发人", "Signed by";
        IssuedOn => "签发日期", "Date of issue";
        NoneSet => "未作规定", "None set";
    }
}

texts! {
    /// The trainee's page of a proof.
    pub enum ProofText {
        Title => "培训证明", "Training proof";
        Issued => "有效", "In force";
        Superseded => "已被替换", "Replaced";
        Revoked => "已撤销", "Revoked";
        IssuedMeans => "这份证明有效。打印或转发后，别人可以扫描上面的二维码核验。", "This proof is in force. Anybody can check a print or a copy by the QR code on it.";
        Picture => "培训证明的页面", "The page of the training proof";
        PictureHint => "点图片可以放大看。要保存或转发，请用下面的 PDF。", "Tap the picture to see it large. To keep or forward it use the PDF below.";
        RevokedAdvice => "请打电话问我们怎么办。", "Please call us about it.";
        LatestProof => "查看最新的证明", "View the newest proof";
        Fields => "证明内容", "What it says";
        OpenInBrowser => "在浏览器打开，下载 PDF", "Open in a browser and download the PDF";
        OpenInBrowserHint => "微信里不能下载文件。点这个按钮会生成一个链接，十分钟内有效，只能下载一次。", "WeChat cannot download files. This button makes a link that is valid for ten minutes and for one download.";
        Download => "下载 PDF", "Download the PDF";
        BackToEnrolment => "返回报名详情", "Back to the enrolment";
        Open => "查看培训证明", "View the training proof";
        NotState => "本证明由培训机构出具，只证明培训情况；不是特种作业操作证，也不是考核合格证。", "The institution issues this proof of training. It is neither a special operations certificate nor proof of a passed exam.";
    }
}

texts! {
    /// The public page that checks a proof.
    pub enum VerifyText {
        Title => "核验培训证明", "Check a training proof";
        NeedsScripts => "核验要在手机或电脑上运行一小段程序：请打开浏览器的 JavaScript，或换用较新的浏览器（微信 8.0 以上、Chrome 97 以上、iOS 16 以上）。也可以打电话，报证明编号，由我们核对。", "The check runs a small program on your device: switch JavaScript on, or use a newer browser (Chrome 97, iOS 16). Or call us and tell us the number.";
        Scan => "请扫描证明上的二维码打开本页。", "Scan the QR code on a proof to come to this page.";
        Genuine => "签名有效", "The signature is good";
        GenuineMeans => "内容由本机构签发，没有被改动。还要看当前状态：证明可能已被撤销或替换。", "The institution signed what follows, and nothing of it was changed. It may have been revoked or replaced since: see its state.";
        InForce => "证明有效，签名有效", "In force, and the signature is good";
        InForceMeans => "下面的内容由本机构签发，没有被改动。请与证明上印的逐项对照。", "The institution signed what follows, and nothing of it was changed. Compare it with what is printed.";
        Revoked => "已撤销，请不要采信", "Revoked: do not rely on it";
        RevokedMeans => "这份证明确实由本机构签发，但已经撤销，不再有效。", "The institution did issue this proof, and has revoked it since.";
        Superseded => "已被新的证明替换", "Replaced by a newer proof";
        SupersededMeans => "请向持证人索取新的证明，以新的为准。", "Ask its holder for the new one; only that one counts.";
        NotKnown => "查不到这份证明", "This proof is not known";
        NotKnownMeans => "签名有效，但本机构查不到它的记录。请打电话核对后再采信。", "The signature is good, but the institution has no record of it. Call before you rely on it.";
        Forged => "签名无效", "The signature is not good";
        ForgedMeans => "二维码的内容被改动过，或者不是本机构的证明。请不要采信。", "The code was changed, or it is not from this institution. Do not rely on it.";
        Unreadable => "无法识别", "Cannot be read";
        UnreadableMeans => "链接不完整，或者不是培训证明的二维码。请重新扫描。", "The link is incomplete, or it is not the code of a training proof. Scan it again.";
        Newer => "本页版本较旧", "This page is out of date";
        NewerMeans => "请刷新页面后重新扫描。", "Reload the page and scan again.";
        State => "当前状态", "State now";
        Asking => "正在查询…", "Asking…";
        StateIssued => "有效", "In force";
        StateSuperseded => "已被新的证明替换，请索取新证明", "Replaced by a newer proof: ask for that one";
        StateRevoked => "已撤销，不再有效", "Revoked: it does not count any more";
        StateUnknown => "查不到这份证明，请打电话核对", "Not found: please call us";
        StateOffline => "暂时查询不到状态，请稍后重试或打电话", "The state cannot be asked for right now: try again later, or call us";
        Masked => "姓名和证件号码只显示一部分，以保护个人信息。", "Name and document number are shown in part only, to protect the person.";
        FileTitle => "核对 PDF 文件", "Compare a PDF file";
        FileLabel => "选择收到的 PDF", "Choose the PDF you were given";
        FileHint => "文件只在您的设备上比对，不会上传。", "It is compared on your device and not sent anywhere.";
        FileSame => "文件与签发时完全一致。", "The file is exactly the one that was issued.";
        FileOther => "文件与签发的不一致：被改动过，或者不是同一份证明。", "The file is not the one that was issued: it was changed, or it is another proof.";
        FileUnknown => "还没有查到状态，暂时不能比对文件。", "The file cannot be compared until the state is known.";
    }
}

texts! {
    /// Proofs in the console.
    pub enum StaffProofText {
        Title => "培训证明", "Training proofs";
        None => "还没有培训证明。", "No training proof yet.";
        Issue => "出具培训证明", "Issue a training proof";
        IssueTitle => "出具培训证明？", "Issue a training proof?";
        IssueMeans => "出具后内容和文件不再改变，学员会收到通知。请先核对姓名、学时和班次日期。", "What is issued does not change any more, and the trainee is told. Check name, hours and dates first.";
        Reissue => "重新出具", "Issue again";
        ReissueTitle => "用新的证明替换现有证明？", "Replace the proof in force?";
        ReissueMeans => "现有证明会标为“已被替换”，两份都保留，学员会收到通知。", "The one in force is marked as replaced; both are kept, and the trainee is told.";
        Revoke => "撤销", "Revoke";
        RevokeTitle => "撤销这份培训证明？", "Revoke this training proof?";
        RevokeMeans => "撤销后扫码核验会显示“已撤销”，不能恢复，只能重新出具。", "Whoever checks it will read *revoked*. This cannot be undone; another one can be issued.";
        Reason => "原因", "Reason";
        ReasonHint => "2 到 100 个字。撤销的原因学员能看到。", "2 to 100 characters. The trainee can read why a proof was revoked.";
        Outdated => "学员现在的姓名与证明上的不一致，请重新出具。", "The trainee's name is not the one on the proof: issue it again.";
        OpenPdf => "下载 PDF", "Download the PDF";
        OpenPicture => "查看", "View";
        Obstacles => "现在不能出具：", "It cannot be issued now:";
        Done => "培训证明已出具", "The training proof was issued";
        RevokedDone => "培训证明已撤销", "The training proof was revoked";
        Class => "全班出具", "For the whole class";
        ClassTitle => "全班培训证明", "Training proofs of the class";
        ClassIssue => "为全班出具", "Issue for the class";
        ClassNobody => "没有可以出具的学员。", "Nobody can get one now.";
        BackToClass => "返回班次", "Back to the class";
        Result => "培训证明", "Training proof";
        Ready => "可以出具", "Ready";
        Hours => "学时（已修/应修）", "Class hours (done/due)";
        IssueMoves => "还没到“培训证明”环节的学员，出具后会自动进入这个环节。", "Trainees who have not come to the stage of the proof move on to it.";
        Again => "这次一起重新出具", "Issue another with the rest";
        Settings => "培训证明设置", "Settings of training proofs";
        SettingsOpen => "培训证明：签发人、印章和编号", "Training proofs: signatory, seal and numbers";
        Signatory => "签发人", "Signatory";
        Prefix => "编号前缀", "Prefix of numbers";
        PrefixHint => "字母、数字和短横线，例如 PX：编号就是 PX-2026-00001。", "Letters, digits and hyphens. PX gives PX-2026-00001.";
        Seal => "印章图片", "Picture of the seal";
        SealHint => "PNG，背景透明，边长 120 到 2000 像素，不超过 200 KB。", "A PNG with a transparent ground, 120 to 2000 pixels wide, at most 200 KB.";
        SealSet => "已有印章；选择新图片会替换它。", "There is a seal; a new picture replaces it.";
        SealChosen => "已选择新印章，保存后生效。", "A new seal is chosen: save to use it.";
        SealTooLarge => "图片超过 200 KB，请压缩后再选。", "The picture is larger than 200 KB.";
        Preview => "样张", "Sample";
    }
}

pub const fn state(lang: Lang, state: &ProofState) -> &'static str {
    match state {
        ProofState::Issued => ProofText::Issued.text(lang),
        ProofState::Superseded { .. } => ProofText::Superseded.text(lang),
        ProofState::Revoked { .. } => ProofText::Revoked.text(lang),
    }
}

/// What a state means for the trainee.
pub fn state_means(lang: Lang, state: &ProofState) -> String {
    let on = |at: &Timestamp| common::day(lang, at.day(), DayStyle::WithYear);
    match (lang, state) {
        (_, ProofState::Issued) => ProofText::IssuedMeans.text(lang).to_owned(),
        (Lang::Zh, ProofState::Superseded { at, by }) => format!("{}起由 {by} 替换。请使用新的证明。", on(at)),
        (Lang::En, ProofState::Superseded { at, by }) => format!("Replaced by {by} on {}. Use that one.", on(at)),
        (Lang::Zh, ProofState::Revoked { at, reason }) => format!("{}撤销，原因：{reason}", on(at)),
        (Lang::En, ProofState::Revoked { at, reason }) => format!("Revoked on {}: {reason}", on(at)),
    }
}

pub const fn public_state(lang: Lang, state: PublicState) -> &'static str {
    match state {
        PublicState::Issued => VerifyText::StateIssued.text(lang),
        PublicState::Superseded => VerifyText::StateSuperseded.text(lang),
        PublicState::Revoked => VerifyText::StateRevoked.text(lang),
    }
}

pub fn hours(lang: Lang, hours: PrintedHours) -> String {
    format!("{hours}{}", hours_unit(lang))
}

/// What stands behind a number of hours.
pub const fn hours_unit(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => " 学时",
        Lang::En => " class hours",
    }
}

pub const fn obstacle(lang: Lang, obstacle: ProofObstacle) -> &'static str {
    match (lang, obstacle) {
        (Lang::Zh, ProofObstacle::Settings) => "设置里还没有机构名称、签发人或印章",
        (Lang::Zh, ProofObstacle::BeforeTraining) => "还没有开始培训",
        (Lang::Zh, ProofObstacle::CaseEnded) => "办证已结束（不予办理、退出或失效）",
        (Lang::Zh, ProofObstacle::HoursMissing) => "学时不足",
        (Lang::Zh, ProofObstacle::NoHours) => "还没有登记学时",
        (Lang::Zh, ProofObstacle::NoDates) => "班次没有开班日期",
        (Lang::Zh, ProofObstacle::ClassRuns) => "班次还没有结束",
        (Lang::En, ProofObstacle::Settings) => "The settings lack the institution's name, the signatory or the seal",
        (Lang::En, ProofObstacle::BeforeTraining) => "The training has not begun",
        (Lang::En, ProofObstacle::CaseEnded) => "The case has ended (refused, withdrawn or lapsed)",
        (Lang::En, ProofObstacle::HoursMissing) => "Class hours are missing",
        (Lang::En, ProofObstacle::NoHours) => "No class hours are recorded",
        (Lang::En, ProofObstacle::NoDates) => "The class has no first day",
        (Lang::En, ProofObstacle::ClassRuns) => "The class has not ended",
    }
}

/// For the history.
pub fn issued(lang: Lang, number: &str, replaces: &str) -> String {
    match (lang, replaces.is_empty()) {
        (Lang::Zh, true) => format!("出具培训证明 {number}"),
        (Lang::Zh, false) => format!("出具培训证明 {number}，替换 {replaces}"),
        (Lang::En, true) => format!("Training proof {number} issued"),
        (Lang::En, false) => format!("Training proof {number} issued in the place of {replaces}"),
    }
}

pub fn revoked(lang: Lang, number: &str) -> String {
    match lang {
        Lang::Zh => format!("撤销培训证明 {number}"),
        Lang::En => format!("Training proof {number} revoked"),
    }
}

/// Hours done and due, in a column.
pub fn hours_of(done: PrintedHours, due: PrintedHours) -> String {
    if due == PrintedHours(0) { done.to_string() } else { format!("{done}/{due}") }
}

pub fn was_revoked(lang: Lang, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("曾撤销：{reason}"),
        Lang::En => format!("Revoked before: {reason}"),
    }
}

pub fn class_ready(lang: Lang, ready: usize, has: usize, cannot: usize) -> String {
    match lang {
        Lang::Zh => format!("可以出具 {ready} 人，已有证明 {has} 人，暂不能出具 {cannot} 人"),
        Lang::En => format!("{ready} can get one, {has} have one, {cannot} cannot get one now"),
    }
}

pub fn class_progress(lang: Lang, done: usize, total: usize) -> String {
    match lang {
        Lang::Zh => format!("正在出具：{done} / {total}"),
        Lang::En => format!("Issuing: {done} of {total}"),
    }
}

pub fn class_failed(lang: Lang, name: &str, why: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}：{why}"),
        Lang::En => format!("{name}: {why}"),
    }
}
