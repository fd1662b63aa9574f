//! What people call the device and the program that a browser says it is.

use shared::lang::Lang;

/// Systems of phones and of tablets, by what stands in the text of a browser (`User-Agent`); the first that fits.
/// `HarmonyOS` may say Android as well.
const HANDHELDS: [(&str, &str, &str); 3] =
    [("OpenHarmony", "鸿蒙", "HarmonyOS"), ("HarmonyOS", "鸿蒙", "HarmonyOS"), ("Android", "安卓", "Android")];

/// What the text of a phone says somewhere, and that of a tablet does not. Without it, it may still be a phone whose text
/// was cut short.
const PHONES: [&str; 2] = ["Mobile", "Phone"];

/// Looked for after the [`HANDHELDS`]: Android says Linux as well. An iPad that asks for the pages of a computer says that
/// it is a Mac, and nothing else.
const DEVICES: [(&str, &str, &str); 6] = [
    ("iPhone", "苹果手机", "iPhone"),
    ("iPad", "苹果平板", "iPad"),
    ("Windows", "Windows 电脑", "Windows"),
    ("Macintosh", "苹果电脑", "Mac"),
    ("X11", "Linux 电脑", "Linux"),
    ("Linux", "Linux 电脑", "Linux"),
];

/// Programs that others pretend to be come last: everybody says Safari. A text that was cut short may have no more of WeChat
/// than the beginning of its name, or its engine: `XWEB`.
const PROGRAMS: [(&str, &str, &str); 8] = [
    ("MicroM", "微信", "WeChat"),
    ("XWEB/", "微信", "WeChat"),
    ("Edg", "Edge", "Edge"),
    ("HuaweiBrowser", "华为浏览器", "Huawei Browser"),
    ("QQBrowser", "QQ 浏览器", "QQ Browser"),
    ("Firefox", "Firefox", "Firefox"),
    ("Chrome", "Chrome", "Chrome"),
    ("Safari", "Safari", "Safari"),
];

/// `苹果手机 · 微信`. What is not known stays as it was said.
pub fn device(lang: Lang, said: &str) -> String {
    let find = |known: &[(&str, &'static str, &'static str)]| {
        let found = known.iter().find(|(part, ..)| said.contains(part))?;
        Some(if lang == Lang::Zh { found.1 } else { found.2 })
    };
    let is_phone = PHONES.iter().any(|part| said.contains(part));
    let handheld = find(&HANDHELDS).map(|system| match (lang, is_phone) {
        (Lang::Zh, true) => format!("{system}手机"),
        (Lang::Zh, false) => format!("{system}设备"),
        (Lang::En, true) => format!("{system} phone"),
        (Lang::En, false) => format!("{system} device"),
    });
    let device = handheld.or_else(|| find(&DEVICES).map(str::to_owned));
    match (device, find(&PROGRAMS)) {
        (Some(device), Some(program)) => format!("{device} · {program}"),
        (Some(device), None) => device,
        (None, _) => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_called_as_people_call_it() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Mobile/15E148 MicroMessenger/8.0.42(0x18002a2f) NetType/WIFI Language/zh_CN";
        let android = "Mozilla/5.0 (Linux; Android 13; V2148A) AppleWebKit/537.36 Version/4.0 Chrome/107.0 Mobile \
                       Safari/537.36 MicroMessenger/8.0.40";
        let desk = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0";
        for (said, zh, en) in [
            (iphone, "苹果手机 · 微信", "iPhone · WeChat"),
            (android, "安卓手机 · 微信", "Android phone · WeChat"),
            (&iphone[..120], "苹果手机 · 微信", "iPhone · WeChat"),
            (desk, "Windows 电脑 · Edge", "Windows · Edge"),
            ("Mozilla/5.0 (iPhone) Mobile/15E148", "苹果手机", "iPhone"),
            ("curl/8.5.0", "curl/8.5.0", "curl/8.5.0"),
            ("", "", ""),
        ] {
            assert_eq!((device(Lang::Zh, said).as_str(), device(Lang::En, said).as_str()), (zh, en));
        }
    }

    #[test]
    fn what_may_be_a_tablet_is_not_called_a_phone() {
        for (said, zh, en) in [
            ("(Linux; Android 13; SM-X900) Chrome/120.0 Safari/537.36", "安卓设备 · Chrome", "Android device · Chrome"),
            (
                "(Linux; Android 12; HarmonyOS; MRX-W09) HuaweiBrowser/15",
                "鸿蒙设备 · 华为浏览器",
                "HarmonyOS device · Huawei Browser",
            ),
            ("(Tablet; OpenHarmony 5.0) Chrome/114.0 ArkWeb/4.1", "鸿蒙设备 · Chrome", "HarmonyOS device · Chrome"),
            ("(Phone; OpenHarmony 5.0) Chrome/114.0 ArkWeb/4.1", "鸿蒙手机 · Chrome", "HarmonyOS phone · Chrome"),
            ("(iPad; CPU OS 12_5 like Mac OS X) Mobile/15E148 Safari/604.1", "苹果平板 · Safari", "iPad · Safari"),
        ] {
            assert_eq!((device(Lang::Zh, said).as_str(), device(Lang::En, said).as_str()), (zh, en));
        }
    }
}
