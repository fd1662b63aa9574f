//! The text of a caption, from whatever a file has to the few things that are shown.
//!
//! Everything that is not one of four known tags comes out as plain text with `&`, `<` and `>` escaped. Therefore no
//! arrow, tag or entity of a file survives as one, however it is nested or broken.

use super::Format;

/// A name longer than this is no name.
const MAX_NAME_CHARS: usize = 50;

/// Plain text with `<b>`, `<i>`, `<u>` and `<v Name>`, all of them closed, without empty lines. What has been cleaned is
/// not changed by being cleaned again, as WebVTT.
pub(super) fn clean(raw: &str, format: Format) -> String {
    let mut text = Writer::default();
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let (token, after) = token(rest, c, format);
        match token {
            Token::Open(tag) => text.open(tag),
            Token::Close(name) => text.close(name),
            Token::Dropped => {}
            Token::Char(c) => text.push(c),
        }
        rest = after;
    }
    text.finish()
}

/// The letters alone of a text that was cleaned, in one line.
pub(super) fn plain(cleaned: &str) -> String {
    let mut plain = String::new();
    let mut rest = cleaned;
    while let Some(c) = rest.chars().next() {
        let (token, after) = token(rest, c, Format::WebVtt);
        if let Token::Char(c) = token {
            plain.push(if c == '\n' { ' ' } else { c });
        }
        rest = after;
    }
    plain
}

enum Token<'a> {
    Open(Tag<'a>),
    Close(char),
    Dropped,
    Char(char),
}

#[derive(Clone, Copy)]
enum Tag<'a> {
    /// `b`, `i` or `u`.
    Plain(char),
    Voice(&'a str),
}

/// What stands first, which begins with this character, and what follows it.
fn token(text: &str, first: char, format: Format) -> (Token<'_>, &str) {
    let behind = text.strip_prefix(first).unwrap_or_default();
    let found = match first {
        '<' => tag(behind),
        '&' => entity(behind).map(|(c, after)| (Token::Char(c), after)),
        // How SRT places a text at the top: `{\an8}`.
        '{' if format == Format::Srt && behind.starts_with('\\') => {
            enclosed(behind, '{', '}').map(|(_, after)| (Token::Dropped, after))
        }
        _ => None,
    };
    found.unwrap_or((Token::Char(first), behind))
}

/// Up to the closing character, unless an opening one comes first: an unclosed one is searched once, not to the end.
fn enclosed(text: &str, opening: char, closing: char) -> Option<(&str, &str)> {
    let (inside, after) = text.split_at_checked(text.find([opening, closing])?)?;
    Some((inside, after.strip_prefix(closing)?))
}

/// A tag, without its `<`. A smaller-than sign in a sentence is none.
fn tag(behind: &str) -> Option<(Token<'_>, &str)> {
    let (inside, after) = enclosed(behind, '<', '>')?;
    if let Some(name) = inside.strip_prefix('/') {
        let token = one_letter(name.trim()).map_or(Token::Dropped, Token::Close);
        return Some((token, after));
    }
    let first = inside.chars().next()?;
    let is_moment = inside.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    if !(first.is_ascii_alphabetic() || matches!(first, '!' | '?') || is_moment) {
        return None;
    }
    let (name, annotation) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    // Classes mean nothing without a style sheet.
    let name = name.split('.').next().unwrap_or_default();
    let token = match one_letter(name) {
        Some('v') => Token::Open(Tag::Voice(annotation)),
        Some(name) => Token::Open(Tag::Plain(name)),
        None => Token::Dropped,
    };
    Some((token, after))
}

/// The name of a tag that is kept, in lower case.
fn one_letter(name: &str) -> Option<char> {
    let mut letters = name.chars().map(|c| c.to_ascii_lowercase());
    let letter = letters.next().filter(|letter| matches!(letter, 'b' | 'i' | 'u' | 'v'))?;
    letters.next().is_none().then_some(letter)
}

/// The named characters of WebVTT and two that editors write; any other `&` is itself.
fn entity(behind: &str) -> Option<(char, &str)> {
    const NAMED: [(&str, char); 8] = [
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("nbsp;", '\u{a0}'),
        ("lrm;", '\u{200e}'),
        ("rlm;", '\u{200f}'),
        ("quot;", '"'),
        ("#39;", '\''),
    ];
    NAMED.iter().find_map(|(name, c)| Some((*c, behind.strip_prefix(name)?)))
}

/// Writes a text, and closes what it opened.
#[derive(Default)]
struct Writer {
    text: String,
    /// Each of the four at most once: a tag inside its like changes nothing.
    open: Vec<char>,
    /// A line break or a space came, and nothing behind it yet.
    due: Option<char>,
}

impl Writer {
    fn push(&mut self, c: char) {
        match c {
            '\n' => self.due = Some('\n'),
            c if c.is_whitespace() => self.due = self.due.or(Some(' ')),
            c if c.is_control() => {}
            c => {
                self.pause();
                escape(c, &mut self.text);
            }
        }
    }

    /// Writes the gap before what comes now; at the beginning there is none.
    fn pause(&mut self) {
        let due = self.due.take().filter(|_gap| !self.text.is_empty());
        self.text.extend(due);
    }

    fn open(&mut self, tag: Tag<'_>) {
        let (name, person) = match tag {
            Tag::Plain(name) => (name, String::new()),
            Tag::Voice(annotation) => ('v', person(annotation)),
        };
        if name == 'v' {
            // A second voice ends the first: they stand one behind the other, most often unclosed.
            self.close('v');
        }
        if self.open.contains(&name) || (name == 'v' && person.is_empty()) {
            return;
        }
        self.pause();
        self.text.push('<');
        self.text.push(name);
        if !person.is_empty() {
            self.text.push(' ');
            self.text.push_str(&person);
        }
        self.text.push('>');
        self.open.push(name);
    }

    /// Closes this tag and those inside it; one that is not open is nothing.
    fn close(&mut self, name: char) {
        let Some(place) = self.open.iter().position(|open| *open == name) else { return };
        while self.open.len() > place {
            let Some(inner) = self.open.pop() else { return };
            self.text.extend(['<', '/', inner, '>']);
        }
    }

    /// The whole text; nothing when it is tags alone.
    fn finish(mut self) -> String {
        while let Some(inner) = self.open.last().copied() {
            self.close(inner);
        }
        let mut rest = self.text.as_str();
        while let Some((_, after)) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
            rest = after.trim_start();
        }
        if rest.is_empty() { String::new() } else { self.text }
    }
}

/// The name of who speaks, on one line; perhaps nothing.
fn person(annotation: &str) -> String {
    let mut name = Writer::default();
    let mut rest = annotation;
    for _ in 0..MAX_NAME_CHARS {
        let Some(c) = rest.chars().next() else { break };
        let behind = rest.strip_prefix(c).unwrap_or_default();
        let (c, after) = if c == '&' { entity(behind).unwrap_or((c, behind)) } else { (c, behind) };
        name.push(if c == '\n' { ' ' } else { c });
        rest = after;
    }
    // Dashes before the end of the tag would be an arrow, which ends a caption.
    name.text.trim_end_matches(['-', ' ']).to_owned()
}

fn escape(c: char, text: &mut String) {
    match c {
        '&' => text.push_str("&amp;"),
        '<' => text.push_str("&lt;"),
        '>' => text.push_str("&gt;"),
        c => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_tags_and_plain_text_are_left() {
        for (raw, shown) in [
            ("第一节 安全帽", "第一节 安全帽"),
            ("  two \t lines \n\n of  text ", "two lines\nof text"),
            ("<b>bold</b> <I>italic</I> <u>under</u>", "<b>bold</b> <i>italic</i> <u>under</u>"),
            ("<b.loud.red>x</b>", "<b>x</b>"),
            ("<v 王老师>大家好</v>", "<v 王老师>大家好</v>"),
            ("<v.first  Mr\tA & B>hello", "<v Mr A &amp; B>hello</v>"),
            ("<v A>one<v B>two", "<v A>one</v><v B>two</v>"),
            ("<v>nobody</v>", "nobody"),
            ("<v - -->nobody", "nobody"),
            ("<v A -->x", "<v A>x</v>"),
            ("<b>never closed", "<b>never closed</b>"),
            ("never opened</b>", "never opened"),
            ("<b><i>crossed</b></i>", "<b><i>crossed</i></b>"),
            ("<b><b>twice</b></b>", "<b>twice</b>"),
            ("<c.red>red</c><lang zh>甲</lang><ruby>字<rt>zi</rt></ruby>", "red甲字zi"),
            ("<font color=\"#ff0000\">SRT</font>", "SRT"),
            ("{\\an8}top", "top"),
            ("{braces} {\\never", "{braces} {\\never"),
            ("one<00:00:01.000>two", "onetwo"),
            // Sentences with signs.
            ("a < b > c & d", "a &lt; b &gt; c &amp; d"),
            ("1<2 and 3>2", "1&lt;2 and 3&gt;2"),
            ("x <b", "x &lt;b"),
            ("<>", "&lt;&gt;"),
            ("go --> there", "go --&gt; there"),
            ("&lt;b&gt; &amp;amp; &nbsp;&copy; &#39;&quot;", "&lt;b&gt; &amp;amp; &amp;copy; '\""),
            // Attacks.
            ("<script>alert(1)</script>", "alert(1)"),
            ("<img src=x onerror=alert(1)>", ""),
            ("<scr<script>ipt>alert(1)</script>", "&lt;script&gt;alert(1)"),
            ("&lt;script&gt;", "&lt;script&gt;"),
            ("<b onclick=alert(1)>x</b>", "<b>x</b>"),
            ("<v \" onx=\"1&gt;&lt;i&gt;>x", "<v \" onx=\"1&gt;&lt;i&gt;>x</v>"),
            ("<b/onload=1>x", "x"),
            ("<!-- x --><?php ?>y", "y"),
            ("\u{0}\u{7}\u{1b}[31mred\u{85}\u{3000}", "[31mred"),
            ("<b> </b><i>\n</i>", ""),
            ("", ""),
        ] {
            assert_eq!(clean(raw, Format::Srt), shown, "{raw:?}");
            assert_eq!(clean(shown, Format::WebVtt), shown, "again: {raw:?}");
        }
        assert_eq!(
            clean(&format!("<v {}>x", "长".repeat(80)), Format::WebVtt),
            format!("<v {}>x</v>", "长".repeat(50))
        );
    }

    #[test]
    fn braces_are_a_text_of_webvtt() {
        assert_eq!(clean("{\\an8}top", Format::WebVtt), "{\\an8}top");
    }

    #[test]
    fn a_hostile_text_takes_no_time() {
        for piece in ["<", "<b", "{\\", "&", "<b><i>", "</b>", "<v a>", "\n"] {
            let text = clean(&piece.repeat(50_000), Format::Srt);
            assert!(text.len() < 1_000_000);
        }
    }
}
