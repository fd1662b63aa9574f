//! The simulator's pages: the account's chat with its menu, the choices of the person at the keyboard, error pages.
//! They need no scripts, except the one that opens the redirect twice.

use crate::authorise::Mistake;
use crate::behaviour::Behaviour;
use crate::followers::{FOLLOWERS, find};
use crate::settings::Settings;

const STYLE: &str = include_str!("page.css");

/// What the chat page shows.
pub struct Chat<'a> {
    pub settings: &'a Settings,
    pub openid: &'a str,
    pub behaviour: Behaviour,
    /// Whether there is a redirect to open again.
    pub repeatable: bool,
}

pub fn chat(chat: &Chat) -> String {
    let nickname = find(chat.openid).map_or("新关注者", |follower| follower.nickname);
    let repeat = if chat.repeatable { r#"<li><a href="/repeat">再次打开刚才的回调</a></li>"# } else { "" };
    let link = |portal: &String| format!(r#"<li><a href="{0}/enter">{0}/enter</a></li>"#, escape(portal));
    let others = chat.settings.portals.iter().skip(1).map(link).collect::<Vec<_>>().concat();
    let links = if repeat.is_empty() && others.is_empty() {
        String::new()
    } else {
        format!(r#"<h2>其他入口</h2><ul class="links">{repeat}{others}</ul>"#)
    };
    let body = format!(
        r#"<header class="bar"><span class="back" aria-hidden="true"></span><h1>安培中心</h1><span class="more" aria-hidden="true">•••</span></header>
<details class="sim"><summary><span class="tag">模拟器</span>我是 <b>{nickname}</b> · {label}</summary>
<form method="post" action="/follower"><h2>选择关注者</h2><ul class="people">{people}{new}</ul></form>
<form method="post" action="/behaviour"><h2>下一次授权时微信的表现</h2><ul class="choices">{behaviours}</ul></form>
{links}</details>
<main>
<p class="time">上午 9:41</p>
<div class="message"><span class="account" aria-hidden="true">安</span><p class="bubble">您好，欢迎关注安培中心！点击下方菜单“我的报名”，随时查看缴费、培训和证书进度。</p></div>
<div class="message"><span class="account" aria-hidden="true">安</span><p class="bubble">首次使用需要核对姓名、证件号码和手机号，只需一次。</p></div>
</main>
<nav aria-label="公众号菜单"><span class="keyboard" aria-hidden="true"></span><a class="menu" href="{portal}/enter">我的报名</a></nav>"#,
        nickname = escape(nickname),
        label = chat.behaviour.label(),
        people = people(chat.openid),
        new = new_follower(chat.openid),
        behaviours = behaviours(chat.behaviour),
        portal = escape(chat.settings.portal()),
    );
    document("安培中心", "", &body)
}

/// WeChat's own error page of the authorise address.
pub fn mistake(mistake: Mistake) -> String {
    let body = format!(
        r#"<main class="problem"><p class="sign" aria-hidden="true">!</p><h1>{}</h1><p><a href="/">返回公众号</a></p></main>"#,
        mistake.text()
    );
    document("出错了", "", &body)
}

/// Opens `location` and, before an answer can be seen, opens it again: the first answer, with its cookies, may be lost.
pub fn twice(location: &str) -> String {
    let quoted = serde_json::Value::from(location).to_string().replace('<', "\\u003c");
    let script = format!(
        "<script>var to={quoted};location.href=to;setTimeout(function(){{location.href=to}},0)</script>\
         <noscript><meta http-equiv=\"refresh\" content=\"0;url={}\"></noscript>",
        escape(location)
    );
    document("正在打开", &script, r#"<main class="problem"><h1>正在打开…</h1></main>"#)
}

/// What a gateway says when the server behind it is gone.
pub const BAD_GATEWAY: &str = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";

fn people(chosen: &str) -> String {
    let items = FOLLOWERS.iter().map(|follower| {
            let pressed = follower.openid == chosen;
            format!(
                r##"<li><button name="openid" value="{openid}" aria-pressed="{pressed}"><svg viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" rx="6" fill="{colour}"/><text x="20" y="27" text-anchor="middle" fill="#fff" font-size="19">{mark}</text></svg><span>{nickname}<small>{openid}</small></span></button></li>"##,
                openid = follower.openid,
                colour = follower.colour,
                mark = follower.mark,
                nickname = follower.nickname,
            )
        });
    items.collect::<Vec<_>>().concat()
}

fn new_follower(chosen: &str) -> String {
    let current = match find(chosen) {
        Some(_) => String::new(),
        None => format!("<small>当前：{}</small>", escape(chosen)),
    };
    format!(
        r##"<li><button name="openid" value="new" aria-pressed="{}"><svg viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" rx="6" fill="#888"/><path d="M20 11v18M11 20h18" stroke="#fff" stroke-width="3"/></svg><span>新关注者{current}</span></button></li>"##,
        find(chosen).is_none(),
    )
}

fn behaviours(chosen: Behaviour) -> String {
    let items = Behaviour::ALL.iter().map(|behaviour| {
        format!(
            r#"<li><button name="behaviour" value="{}" aria-pressed="{}">{}</button></li>"#,
            behaviour.name(),
            *behaviour == chosen,
            behaviour.label()
        )
    });
    items.collect::<Vec<_>>().concat()
}

/// An authenticator for whoever tries the demo: reloads itself when the code changes.
pub fn authenticator(code: &str, seconds_left: u64) -> String {
    let refresh = format!(r#"<meta http-equiv="refresh" content="{}">"#, seconds_left.max(1));
    let body = format!(
        r#"<main class="problem"><h1>动态验证码</h1><p class="code">{code}</p><p>{seconds_left} 秒后更换。每个验证码只能使用一次。</p></main>"#
    );
    document("动态验证码", &refresh, &body)
}

fn document(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <link rel=\"icon\" href=\"data:,\"><style>{STYLE}</style>{head}</head><body>{body}</body></html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::followers::DEFAULT_OPENID;

    fn settings() -> Settings {
        Settings {
            port: 1,
            portals: vec!["http://127.0.0.1:8787".to_owned(), "https://127.0.0.1:8788".to_owned()],
            app_id: "wxdemo".to_owned(),
            secret: "demo-secret".to_owned(),
        }
    }

    #[test]
    fn the_menu_leads_to_the_portal_and_no_script_is_needed() {
        let settings = settings();
        let page = chat(&Chat {
            settings: &settings,
            openid: DEFAULT_OPENID,
            behaviour: Behaviour::Ordinary,
            repeatable: false,
        });
        assert!(page.contains(r#"<a class="menu" href="http://127.0.0.1:8787/enter">我的报名</a>"#));
        assert!(page.contains("https://127.0.0.1:8788/enter"));
        assert!(page.contains("王师傅"));
        assert!(!page.contains("<script"));
        assert!(!page.contains("/repeat"));
    }

    #[test]
    fn a_location_cannot_break_out_of_the_script() {
        let page = twice("http://127.0.0.1/entered?a=\"</script>");
        assert_eq!(page.matches("</script>").count(), 1);
    }
}
