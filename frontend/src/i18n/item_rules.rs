//! Texts of the page about what trainings ask for, and about what trainees agree to.

use shared::items::ItemKind;
use shared::lang::Lang;

use super::items;

texts! {
    pub enum ItemRuleText {
        Title => "材料要求", "Items that are asked for";
        Advice => "每类培训要交哪些材料，学员要同意和签署什么，材料保存多久。", "What each training asks for, what trainees agree to and sign, and how long it is kept.";
        BackToRules => "返回办证规则", "Back to the rules";
        RequiredTitle => "各类培训要交的材料", "What each training asks for";
        RequiredAdvice => "改动马上对所有在办的学员生效；已经交来的材料不受影响。", "A change holds for all open cases at once; what was sent already stays.";
        Regime => "证书体系", "Certificate";
        Kind => "培训类型", "Kind";
        Items => "要交的材料", "Items";
        Nothing => "不用交", "nothing";
        ChangeRequired => "修改要交的材料", "Change what is asked for";
        Change => "修改文字和天数", "Change texts and days";
        Consent => "单独同意书", "Separate consent";
        Commitment => "承诺书", "Commitment";
        Warning => "改动文字后，学员下次提交这种材料时要重新阅读并同意（承诺书要重新签署）。已经同意的记录保留；已经交来的材料按提交时告知的天数删除。", "After a text has changed, trainees read and agree (or sign) anew when they send this item next. Consents already given are kept as evidence; what was sent already is deleted after the days that were told then.";
        KeepDays => "保存天数", "Kept for (days)";
        KeepDaysHint => "自提交起，1 到 3650 天。", "From the day of sending, 1 to 3650.";
        KeepOriginalDays => "裁剪前的照片保存天数", "Picture before cropping (days)";
        KeepOriginalDaysHint => "自审核通过起，不超过上面的天数。", "From the day of acceptance; not more than the days above.";
        ConsentZh => "同意书（中文）", "Consent (Chinese)";
        ConsentEn => "同意书（英文）", "Consent (English)";
        ConsentHint => "写清楚用来做什么、谁能看到、交给谁、保存多久。上面填的天数要用数字写在里面。", "What for, who sees it, who gets it, how long it is kept. The days above must stand in it in digits.";
        CommitmentZh => "承诺书（中文）", "Commitment (Chinese)";
        CommitmentEn => "承诺书（英文）", "Commitment (English)";
    }
}

pub fn days(lang: Lang, days: i64) -> String {
    match lang {
        Lang::Zh => format!("{days} 天"),
        Lang::En => format!("{days} days"),
    }
}

pub fn version(lang: Lang, version: i64) -> String {
    match lang {
        Lang::Zh => format!("第 {version} 版"),
        Lang::En => format!("version {version}"),
    }
}

/// What a training asks for, in one line.
pub fn asked_items(lang: Lang, kinds: &[ItemKind]) -> String {
    if kinds.is_empty() {
        return ItemRuleText::Nothing.text(lang).to_owned();
    }
    let names: Vec<_> = kinds.iter().map(|kind| items::kind(lang, *kind)).collect();
    names.join(items::list_separator(lang))
}
