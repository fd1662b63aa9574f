//! Texts of one-time links, for trainees. Compiled for the edge only.

use shared::lang::Lang;
use shared::time::Timestamp;

texts! {
    pub enum LinkText {
        Title => "下载文件", "Download the file";
        ProofTitle => "下载培训证明", "Download the training proof";
        CalendarTitle => "下载日历文件", "Download the calendar file";
        CalendarHow => "下载后打开它，手机会把这一天加进日历，提前 30 天提醒。", "Open it once it is downloaded: your phone adds the day to its calendar and reminds you 30 days before.";
        InWeChat => "请点右上角的“···”，选择“在浏览器打开”。", "Tap “···” at the top right and choose “Open in browser”.";
        InWeChatCopy => "没有这个选项时，复制下面的链接，粘贴到手机浏览器里打开：", "If there is no such choice, copy this link into your phone's browser:";
        Once => "只能下载一次：点一次就够了，请等它下载完。", "It downloads once: press once and wait.";
        Gone => "链接已失效", "This link no longer works";
        GoneAdvice => "链接只能用一次，十分钟内有效。请回到微信里原来的页面，重新生成一个。", "A link works once, within ten minutes. Go back to the page in WeChat and make another.";
    }
}

pub fn valid_until(lang: Lang, until: Timestamp) -> String {
    let until = until.to_minute_text();
    match lang {
        Lang::Zh => format!("链接有效期至 {until}。"),
        Lang::En => format!("The link is valid until {until}."),
    }
}
