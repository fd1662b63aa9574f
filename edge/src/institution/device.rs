//! What is kept of the text by which a browser says what it is (`User-Agent`).

/// The beginning of what a browser says it is. WeChat names itself behind what is cut off, and is what staff know: kept with
/// its version.
pub fn kept(user_agent: &str) -> String {
    const MOST: usize = 120;
    const WECHAT: &str = "MicroMessenger/";
    let beginning: String = user_agent.chars().take(MOST).collect();
    match user_agent.split_once(WECHAT) {
        Some((_, version)) if !beginning.contains(WECHAT) => {
            let version: String = version.chars().take_while(|c| c.is_ascii_digit() || *c == '.').take(12).collect();
            format!("{beginning} {WECHAT}{version}")
        }
        _ => beginning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wechat_is_kept_however_long_the_text_is() {
        let beginning = "Mozilla/5.0 (Linux; Android 13; V2148A Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) \
                         Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160083 MMWEBSDK/20231202";
        let long = format!("{beginning} MicroMessenger/8.0.47.2560(0x28002F36) WeChat/arm64 NetType/WIFI");
        assert_eq!(kept(&long), format!("{} MicroMessenger/8.0.47.2560", &beginning[..120]));
        assert_eq!(
            kept("Mozilla/5.0 MicroMessenger/8.0.42(0x1) NetType"),
            "Mozilla/5.0 MicroMessenger/8.0.42(0x1) NetType"
        );
        assert_eq!(kept(beginning), beginning[..120]);
        assert_eq!(kept(""), "");
    }
}
