//! Texts about items: photo, diploma, signed commitment.

use shared::items::ItemKind;
use shared::items::document::DocumentProblem;
use shared::items::photo::PhotoProblem;
use shared::lang::Lang;

texts! {
    pub enum ItemText {
        Title => "证件照和材料", "Photo and papers";
        Why => "报考和办证需要下面这些。拍照或选文件就能交，不用跑一趟。", "The exam and the certificate need these. Send them from your phone; no need to come by.";
        NothingNeeded => "这个项目不需要您提交材料。", "You need not send anything for this course.";
        BackToItems => "返回材料清单", "Back to the list";
        BackToEnrolment => "返回报名", "Back to the enrolment";
        TodoSend => "需要您提交", "Please send it";
        TodoAgain => "需要您修改后重新提交", "Please correct it and send it again";
        NotNeededAnyMore => "本次办证已结束，不用提交", "The case has ended: not needed";
        Waiting => "已收到，等工作人员核对", "Received; staff will check it";
        Accepted => "已通过", "Accepted";
        AskedFor => "工作人员请您尽快提交。", "Staff ask you to send it soon.";
        ReturnedBecause => "退回原因：", "Why it came back: ";
        Open => "去提交", "Send it";
        Look => "查看", "Look";
        YourFile => "您提交的文件", "What you sent";
        OpenFile => "打开文件", "Open the file";
        OnPaper => "纸质件已交给工作人员。", "Staff have it on paper.";
        FileGone => "文件已按保存期限删除。", "The file was deleted after its time.";
        SendAnother => "换一份", "Send another one instead";
        Send => "提交", "Send";
        MendFirst => "还不能提交", "Not sent yet";

        PhotoRules => "近 6 个月、正面、免冠、彩色，白色或浅色背景，头部约占照片的三分之二，不要美颜。", "From the last 6 months: face to the front, no hat, in colour, plain light background, head about two thirds of the picture, no beautifying.";
        PhotoHow => "选一张照片，在下面裁剪好再提交。没有出现裁剪框时，请选已经是 295×413 像素、不超过 100 KB 的 JPG 照片。", "Choose a picture, then crop it below. If no cropping frame appears, choose a JPEG that already has 295×413 pixels and at most 100 KB.";
        ChoosePhoto => "选照片", "Choose a picture";
        CropTitle => "裁剪照片", "Crop the picture";
        CropHelp => "用手指拖动照片，用滑块放大，让头部居中。", "Drag the picture and zoom with the slider until the head is in the middle.";
        Zoom => "放大", "Zoom";
        MoveX => "左右移动", "Left and right";
        MoveY => "上下移动", "Up and down";
        Turn => "旋转 90°", "Turn by 90°";
        CropCanvas => "裁剪后的照片预览", "Preview of the cropped photo";
        CropBlurry => "放得太大，照片会模糊。请缩小一点，或换一张更清楚的。", "So much zoom makes the photo blurry. Zoom out a little, or choose a sharper one.";
        TooSmall => "这张照片太小，裁剪后会模糊。请换一张更大的。", "This picture is too small to be cropped. Choose a larger one.";
        TooManyPixels => "这张照片太大，手机处理不了。请用手机相机重新拍一张。", "This picture is too large for the phone to work on. Take a new one with the camera.";
        ScriptFailed => "手机没能处理这张照片。请换一张，或者打电话问我们。", "The phone could not work on this picture. Try another one, or call us.";

        PaperRules => "拍清楚、拍完整，四个角都在画面里，没有反光。JPG、PNG 或 PDF，不超过 10 MB。", "Sharp and whole, all four corners, no glare. JPEG, PNG or PDF, at most 10 MB.";
        ChoosePaper => "拍照或选文件", "Take a picture or choose a file";

        CommitmentTitle => "承诺内容", "What you declare";
        CommitmentAgree => "我已逐字阅读，承诺属实。", "I have read every word, and it is true.";
        SignHere => "请在框内手写签名", "Sign in the frame";
        SignatureCanvas => "签名框", "Frame for the signature";
        ClearSignature => "重写", "Clear";
        TypedName => "姓名", "Name";
        TypedNameHint => "不方便手写时，输入您的姓名代替签名", "If you cannot draw, type your name instead of signing";
        SignedDrawn => "已手写签名", "Signed by hand";
        SignedTyped => "已输入姓名签署", "Signed by typing the name";

        ConsentTitle => "单独同意", "Separate consent";
        ConsentAgree => "我同意上面的内容", "I agree to the above";
        ConsentRead => "您同意过的内容", "What you agreed to";
        WithdrawOpen => "撤回同意，删除文件…", "Take the consent back and delete the file…";
        WithdrawMeaning => "撤回后，已提交的文件会被删除，这一项会变回“未提交”。没有它可能无法报考或办证；以后可以重新提交。", "What you sent is deleted, and the item is missing again. Without it the exam or the certificate may not be possible; you can send it again later.";
        WithdrawSubmit => "确认撤回并删除", "Yes, take back and delete";

        ConsentMissing => "请先阅读并勾选同意，再提交。", "Read and tick the consent first.";
        NotSigned => "请手写签名，或输入和报名一致的姓名，并勾选承诺。", "Sign, or type your name as enrolled, and tick the declaration.";
        SignatureUnusable => "签名没有识别出来，请重写一次。", "The signature could not be read. Please sign again.";
        FormUnreadable => "上传中断了，没有收到完整的文件。请重新选择后提交。", "The upload broke off. Choose the file again and send it once more.";
        BodyTooLarge => "文件太大，最多 10 MB。请拍一张照片代替，或压缩后再提交。", "The file is too large: at most 10 MB. Take a picture of it instead, or make it smaller.";
    }
}

pub const fn kind(lang: Lang, kind: ItemKind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, ItemKind::Photo) => "证件照",
        (Lang::Zh, ItemKind::Education) => "学历证明",
        (Lang::Zh, ItemKind::HealthCommitment) => "健康承诺书",
        (Lang::Zh, ItemKind::IdCopy) => "身份证复印件",
        (Lang::En, ItemKind::Photo) => "Photo",
        (Lang::En, ItemKind::Education) => "Education certificate",
        (Lang::En, ItemKind::HealthCommitment) => "Health commitment",
        (Lang::En, ItemKind::IdCopy) => "Copy of the identity document",
    }
}

pub fn consented_on(lang: Lang, day: &str) -> String {
    match lang {
        Lang::Zh => format!("您已于 {day} 同意。"),
        Lang::En => format!("You agreed on {day}."),
    }
}

/// The message that asks for items.
pub fn asked_message(lang: Lang, course: &str, kinds: &[ItemKind]) -> String {
    let names: Vec<_> = kinds.iter().map(|item| kind(lang, *item)).collect();
    match lang {
        Lang::Zh => format!("“{course}”还缺材料：{}。请尽快提交，以免耽误报考。", names.join("、")),
        Lang::En => format!(
            "{course}: still missing: {}. Please send it soon, so that the exam is not delayed.",
            names.join(", ")
        ),
    }
}

/// The message that an item came back.
pub fn returned_message(lang: Lang, course: &str, item: ItemKind, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("“{course}”的{}需要补正：{reason}", kind(lang, item)),
        Lang::En => format!("{course}: {} has to be corrected: {reason}", kind(lang, item)),
    }
}

fn kilobytes(bytes: u32) -> u32 {
    bytes.div_ceil(1024)
}

/// What is wrong with a photo, and what to do.
pub fn photo_problem(lang: Lang, problem: PhotoProblem) -> String {
    let fixed = match (lang, problem) {
        (Lang::Zh, PhotoProblem::Empty) => "请先选一张照片。",
        (Lang::En, PhotoProblem::Empty) => "Choose a picture first.",
        (Lang::Zh, PhotoProblem::NotAPicture) => "这不是照片文件。请从相册里选一张照片。",
        (Lang::En, PhotoProblem::NotAPicture) => "This file is no picture. Choose one from your album.",
        (Lang::Zh, PhotoProblem::Heic) => {
            "这是苹果手机的 HEIC 格式，这里打不开。请在手机“设置 › 相机 › 格式”里选“兼容性最佳”后重新拍，或先截图再选截图。"
        }
        (Lang::En, PhotoProblem::Heic) => {
            "This is Apple's HEIC format, which cannot be opened here. Choose Settings › Camera › Formats › Most Compatible and take it again, or take a screenshot and choose that."
        }
        (Lang::Zh, PhotoProblem::NotJpeg) => "这张照片不是 JPG 格式。请换成 JPG 照片。",
        (Lang::En, PhotoProblem::NotJpeg) => "This picture is no JPEG. Choose a JPEG.",
        (Lang::Zh, PhotoProblem::Damaged) => "照片文件不完整，打不开。请重新选一张。",
        (Lang::En, PhotoProblem::Damaged) => "This file is incomplete. Choose another picture.",
        (Lang::Zh, PhotoProblem::Rotated) => {
            "照片的方向是靠标记转正的，考核机构的系统会把它放倒。请转正后另存，再提交。"
        }
        (Lang::En, PhotoProblem::Rotated) => {
            "The picture is only turned upright by a mark, which the authority's system ignores. Save it upright and send it again."
        }
        (Lang::Zh, PhotoProblem::NotColour) => "照片不是彩色的。请换一张彩色照片。",
        (Lang::En, PhotoProblem::NotColour) => "The picture is not in colour. Choose one in colour.",
        (Lang::Zh, PhotoProblem::WrongSize { width, height }) => {
            return format!("这张照片是 {width}×{height} 像素，需要正好 295×413 像素。请裁剪后再提交。");
        }
        (Lang::En, PhotoProblem::WrongSize { width, height }) => {
            return format!("This picture has {width}×{height} pixels; it must have exactly 295×413. Crop it first.");
        }
        (Lang::Zh, PhotoProblem::TooLarge { bytes }) => {
            return format!("照片有 {} KB，最多 100 KB。请压缩后再提交。", kilobytes(bytes));
        }
        (Lang::En, PhotoProblem::TooLarge { bytes }) => {
            return format!("The photo has {} KB; at most 100 KB are taken. Compress it first.", kilobytes(bytes));
        }
    };
    fixed.to_owned()
}

pub const fn document_problem(lang: Lang, problem: DocumentProblem) -> &'static str {
    match (lang, problem) {
        (Lang::Zh, DocumentProblem::Empty) => "请先拍照或选一个文件。",
        (Lang::En, DocumentProblem::Empty) => "Take a picture or choose a file first.",
        (Lang::Zh, DocumentProblem::NotAccepted) => "不支持这种文件。请用 JPG、PNG 或 PDF。",
        (Lang::En, DocumentProblem::NotAccepted) => "This kind of file is not taken. Use JPEG, PNG or PDF.",
        (Lang::Zh, DocumentProblem::Heic) => {
            "这是苹果手机的 HEIC 格式，工作人员打不开。请在手机“设置 › 相机 › 格式”里选“兼容性最佳”后重新拍，或先截图再选截图。"
        }
        (Lang::En, DocumentProblem::Heic) => {
            "This is Apple's HEIC format, which staff cannot open. Choose Settings › Camera › Formats › Most Compatible and take it again, or take a screenshot and choose that."
        }
        (Lang::Zh, DocumentProblem::Damaged) => "文件不完整，打不开。请重新选择后提交。",
        (Lang::En, DocumentProblem::Damaged) => "This file is incomplete. Choose it again.",
        (Lang::Zh, DocumentProblem::TooLarge) => ItemText::BodyTooLarge.text(Lang::Zh),
        (Lang::En, DocumentProblem::TooLarge) => ItemText::BodyTooLarge.text(Lang::En),
    }
}

#[cfg(feature = "staff")]
texts! {
    pub enum StaffItemText {
        Title => "材料", "Items";
        NoneNeeded => "这个项目不需要学员提交材料", "Trainees need not send anything for this course";
        ClassTitle => "缺件和报考导出", "Missing items and export";
        OpenClass => "缺件和导出", "Missing items, export";
        Ask => "请学员提交", "Ask for it";
        AskAll => "请全班补交", "Ask the whole class";
        AskAllMeaning => "给每位缺件的学员发一条消息，列出缺什么。20 小时内已经请过的不会重复发。", "Everybody who lacks something gets one message with what is missing. Those asked within 20 hours are left out.";
        AskedUnbound => "消息已放进学员的消息列表。该学员未绑定微信，绑定后才能看到，请打电话。", "The message waits in the portal: this trainee has no WeChat account bound and sees it only then. Please call.";
        Asked => "已发消息", "Asked";
        Accept => "通过", "Accept";
        Return => "退回补正", "Return for correction";
        ReturnReason => "退回原因", "What has to be corrected";
        ReturnHint => "2 到 200 个字，学员会看到。写清楚怎么改。", "2 to 200 characters, which the trainee reads. Say how to mend it.";
        ReceivePaper => "已收纸质件", "Received on paper";
        After => "提交的照片", "As sent";
        Before => "裁剪前", "Before cropping";
        OpenFile => "打开文件", "Open the file";
        LooksRecorded => "查看会留下记录。", "Every look is recorded.";
        Trainee => "学员", "Trainee";
        Missing => "缺什么", "What is missing";
        Phone => "手机号", "Mobile phone";
        NothingMissing => "这个班次材料齐全", "Nothing is missing in this class";
        NothingMissingAdvice => "可以导出报考材料了。", "It can be exported now.";
        StateMissing => "未提交", "not sent";
        StateAsked => "已请学员提交", "asked for";
        StateSubmitted => "待核对", "to be checked";
        StateAccepted => "已通过", "accepted";
        StateReturned => "已退回", "returned";
        NotBound => "未绑定微信，请打电话", "no WeChat: call";
        ExportTitle => "导出报考材料", "Export for the authority";
        ExportMeaning => "压缩包里有学员名单（Excel）和以证件号码命名的照片，只含已通过的照片。文件在您的电脑上生成。", "One ZIP with the class list (Excel) and the accepted photos named by document number. It is made on your computer.";
        ExportReason => "导出原因", "Reason";
        ExportReasonHint => "2 到 100 个字。名单有完整证件号码，每位学员都能看到谁、为什么导出。", "2 to 100 characters. The list has whole document numbers; every trainee can read who exported it and why.";
        ExportStages => "导出哪些环节的学员", "Stages to export";
        ExportStagesHint => "默认勾选还没有考完的。已结束的不导出。", "Those whose exam is still ahead are ticked. Cases that have ended are never exported.";
        ExportZip => "导出名单和照片（ZIP）", "Export list and photos (ZIP)";
        ExportXlsx => "只导出名单（Excel）", "List only (Excel)";
        ExportAnyway => "上面这些学员材料不齐。仍可导出，缺的会写在名单最前面。", "Some trainees lack something. You can still export; what is missing stands first in the list.";
        ExportReading => "正在读取名单…", "Reading the list…";
        ExportPacking => "正在打包…", "Packing…";
        ExportDone => "已导出", "Exported";
        SheetMissing => "缺件", "Missing";
        SheetList => "名单", "List";
        PhotoFolder => "照片", "photos";
        ColumnNo => "序号", "No.";
        ColumnName => "姓名", "Name";
        ColumnDocumentKind => "证件类型", "Document type";
        ColumnDocument => "证件号码", "Document number";
        ColumnPhone => "手机号", "Mobile phone";
        ColumnEmployer => "单位", "Employer";
        ColumnPhoto => "照片文件", "Photo file";
        ColumnMissing => "缺少的材料", "What is missing";
        Complete => "齐全", "complete";
    }
}

#[cfg(feature = "staff")]
pub fn incomplete(lang: Lang, open: i64, incomplete: i64, ended: i64) -> String {
    match (lang, ended) {
        (Lang::Zh, 0) => format!("{open} 人办理中，{incomplete} 人不齐"),
        (Lang::Zh, _) => format!("{open} 人办理中，{incomplete} 人不齐；{ended} 人已结束，不在内"),
        (Lang::En, 0) => format!("{open} open cases, {incomplete} lack something"),
        (Lang::En, _) => format!("{open} open cases, {incomplete} lack something; {ended} have ended and are left out"),
    }
}

/// A stage to choose, with those who stand there.
#[cfg(feature = "staff")]
pub fn stage_choice(lang: Lang, name: &str, open: i64) -> String {
    match lang {
        Lang::Zh => format!("{name}（{open} 人）"),
        Lang::En => format!("{name} ({open})"),
    }
}

/// How many go into the export.
#[cfg(feature = "staff")]
pub fn export_takes(lang: Lang, people: i64, open: i64) -> String {
    match lang {
        Lang::Zh => format!("将导出 {people} 人（办理中共 {open} 人）。"),
        Lang::En => format!("{people} of {open} open cases are exported."),
    }
}

/// Whom asking reaches, before it is done.
#[cfg(feature = "staff")]
pub fn ask_reaches(lang: Lang, incomplete: i64, unbound: i64) -> String {
    let bound = incomplete.saturating_sub(unbound);
    match (lang, unbound) {
        (Lang::Zh, 0) => format!("将发给 {bound} 人。"),
        (Lang::Zh, _) => format!("将发给 {bound} 人；另有 {unbound} 人未绑定微信，绑定后才能看到，请打电话。"),
        (Lang::En, 0) => format!("It goes to {bound}."),
        (Lang::En, _) => format!(
            "It goes to {bound}; {unbound} have no WeChat account bound and see it only once they have: call them."
        ),
    }
}

#[cfg(feature = "staff")]
pub fn asked_class(lang: Lang, asked: i64, unbound: i64, just_asked: i64) -> String {
    let bound = asked.saturating_sub(unbound);
    let parts = match lang {
        Lang::Zh => [
            format!("已发给 {bound} 人"),
            format!("{unbound} 人未绑定微信，绑定后才能看到，请打电话"),
            format!("{just_asked} 人今天已经请过"),
        ],
        Lang::En => [
            format!("{bound} asked"),
            format!("{unbound} have no WeChat account bound and see it only once they have: call them"),
            format!("{just_asked} were asked already today"),
        ],
    };
    let [first, second, third] = parts;
    let more = [(unbound, second), (just_asked, third)].into_iter().filter(|(count, _)| *count > 0);
    let all: Vec<String> = core::iter::once(first).chain(more.map(|(_, text)| text)).collect();
    all.join(match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}

#[cfg(feature = "staff")]
pub fn export_photos(lang: Lang, done: usize, all: usize) -> String {
    match lang {
        Lang::Zh => format!("正在取照片：{done}/{all}"),
        Lang::En => format!("Fetching photos: {done} of {all}"),
    }
}

#[cfg(feature = "staff")]
pub fn export_name(lang: Lang, course: &str, class_code: &str) -> String {
    let safe: String = format!("{course}-{class_code}").chars().map(safe_in_a_name).collect();
    match lang {
        Lang::Zh => format!("报考材料-{safe}"),
        Lang::En => format!("application-{safe}"),
    }
}

/// What no file system takes is replaced.
#[cfg(feature = "staff")]
pub(super) fn safe_in_a_name(c: char) -> char {
    if c.is_alphanumeric() || c == '-' { c } else { '_' }
}

#[cfg(feature = "staff")]
pub const fn list_separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "staff")]
    #[test]
    fn whoever_has_no_account_is_never_counted_as_reached() {
        assert_eq!(ask_reaches(Lang::Zh, 15, 14), "将发给 1 人；另有 14 人未绑定微信，绑定后才能看到，请打电话。");
        assert_eq!(ask_reaches(Lang::Zh, 2, 0), "将发给 2 人。");
        assert_eq!(asked_class(Lang::Zh, 15, 14, 0), "已发给 1 人；14 人未绑定微信，绑定后才能看到，请打电话");
        assert_eq!(asked_class(Lang::En, 3, 0, 2), "3 asked; 2 were asked already today");
    }

    #[test]
    fn every_problem_has_words_in_both_languages() {
        for problem in PhotoProblem::ALL {
            assert_ne!(photo_problem(Lang::Zh, problem), photo_problem(Lang::En, problem));
        }
        for problem in DocumentProblem::ALL {
            assert_ne!(document_problem(Lang::Zh, problem), document_problem(Lang::En, problem));
        }
        assert!(photo_problem(Lang::Zh, PhotoProblem::TooLarge { bytes: 102_401 }).contains("101 KB"));
    }
}
