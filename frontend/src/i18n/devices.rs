//! What people call the device and the program that a browser says it is.

use shared::lang::Lang;

/// By what stands in the text of a browser (`User-Agent`); the first that fits. HarmonyOS also says Android, and an iPad
/// also says Mac.
const DEVICES: [(&str, &str, &str); 9] = [
    ("OpenHarmony", "鸿蒙手机", "HarmonyOS"),
    ("HarmonyOS", "鸿蒙手机", "HarmonyOS"),
    ("iPhone", "苹果手机", "iPhone"),
    ("iPad", "苹果平板", "iPad"),
    ("Android", "安卓手机", "Android"),
    ("Windows", "Windows 电脑", "Windows"),
    ("Macintosh", "苹果电脑", "Mac"),
    ("X11", "Linux 电脑", "Linux"),
    ("Linux", "Linux 电脑", "Linux"),
];

/// Programs that others pretend to be come last: everybody says Safari. `XWEB` is WeChat's own engine: older plays keep no
/// more of the text.
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
    match (find(&DEVICES), find(&PROGRAMS)) {
        (Some(device), Some(program)) => format!("{device} · {program}"),
        (Some(device), None) => device.to_owned(),
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
            (android, "安卓手机 · 微信", "Android · WeChat"),
            (&iphone[..120], "苹果手机 · 微信", "iPhone · WeChat"),
            (desk, "Windows 电脑 · Edge", "Windows · Edge"),
            ("Mozilla/5.0 (iPhone) Mobile/15E148", "苹果手机", "iPhone"),
            ("curl/8.5.0", "curl/8.5.0", "curl/8.5.0"),
            ("", "", ""),
        ] {
            assert_eq!((device(Lang::Zh, said).as_str(), device(Lang::En, said).as_str()), (zh, en));
        }
    }
}
