//! Whole files, as programs and people write them.

use super::*;

fn webvtt(text: &str) -> String {
    read(text.as_bytes()).unwrap().webvtt
}

const SRT: &str = "1\r\n00:00:01,000 --> 00:00:02,500\r\n第一节\r\n<i>安全帽</i>\r\n\r\n2\r\n00:00:03,000 --> 00:01:04,000\r\nA & B\r\n";
const STORED: &str = "WEBVTT

00:00:01.000 --> 00:00:02.500
第一节
<i>安全帽</i>

00:00:03.000 --> 00:01:04.000
A &amp; B
";

#[test]
fn srt_becomes_webvtt_in_every_encoding() {
    let utf_16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(SRT.encode_utf16().flat_map(bytes)).collect()
    };
    for (name, bytes) in [
        ("UTF-8", SRT.as_bytes().to_vec()),
        ("with a mark", [b"\xef\xbb\xbf", SRT.as_bytes()].concat()),
        ("little", utf_16([0xff, 0xfe], u16::to_le_bytes)),
        ("big", utf_16([0xfe, 0xff], u16::to_be_bytes)),
        ("only line feeds", SRT.replace('\r', "").into_bytes()),
        ("only carriage returns", SRT.replace('\n', "").into_bytes()),
        ("without numbers", SRT.replace("1\r\n00", "00").replace("2\r\n00", "00").into_bytes()),
        ("without the empty line", SRT.replace("\r\n\r\n", "\r\n").into_bytes()),
        ("points for commas", SRT.replace(',', ".").into_bytes()),
        ("as WebVTT", format!("WEBVTT - a title\n\n{SRT}").into_bytes()),
        ("as stored", STORED.as_bytes().to_vec()),
    ] {
        let expected = Captions { webvtt: STORED.to_owned(), cues: 2, last_end_ms: 64_000 };
        assert_eq!(read(&bytes), Ok(expected), "{name}");
    }
}

#[test]
fn what_is_not_shown_is_dropped() {
    let file = "WEBVTT Kind: captions\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n\
        STYLE\n::cue { background: url(https://evil.example) }\n\n\
        REGION\nid:fred\nwidth:40%\n\n\
        NOTE a comment\nof two lines\n\n\
        NOTE\n00:00:00.000 --> 00:00:00.500\nhidden\n\n\
        intro\n00:01.000 --> 00:02.000 align:start size:0% region:fred line:5%\n- <v Wang>Hello\n\n\
        a name without times\n\n \n\
        and another\nof two lines\n\n\
        00:02.000 --> 00:03.000\n<c.red></c>\n\n\
        STYLED\n00:02.000 --> 00:03.000\nSTYLE\nNOTE this is text";
    assert_eq!(
        webvtt(file),
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:5% align:start\n- <v Wang>Hello</v>\n\n\
         00:00:02.000 --> 00:00:03.000\nSTYLE\nNOTE this is text\n"
    );
    // Times end what has none, as in browsers.
    assert_eq!(
        webvtt("WEBVTT\n\none\ntwo\n00:01.000 --> 00:02.000\nx\n \ny").lines().skip(3).collect::<String>(),
        "xy"
    );
    // A header without an empty line behind it.
    assert_eq!(webvtt("WEBVTT\n00:01.000 --> 00:02.000\nx"), "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nx\n");
}

#[test]
fn a_text_of_srt_may_have_empty_lines_and_arrows() {
    let file =
        "1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\nthree --> four\n\n7\n\n2\n00:00:02,000 --> 00:00:03,000\n42\n";
    assert_eq!(
        webvtt(file),
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\none\ntwo\nthree --&gt; four\n\n00:00:02.000 --> 00:00:03.000\n42\n"
    );
}

#[test]
fn problems_have_their_line() {
    use CaptionsProblem as P;
    for (text, expected) in [
        ("", P::Empty),
        ("\n\n", P::Empty),
        ("WEBVTT", P::Empty),
        ("WEBVTT\n\nNOTE nothing\n", P::Empty),
        ("1\n00:00:01,000 --> 00:00:02,000\n<b></b>\n", P::Empty),
        ("Some text.\nMore of it.", P::NotCaptions),
        ("one line", P::NotCaptions),
        ("WEBVTTX\n\nwhat", P::NotCaptions),
        ("webvtt\n\nwhat", P::NotCaptions),
        ("<!doctype html>\n<!-- a comment -->\n", P::NotCaptions),
        ("<!-- a comment -->\n", P::NotCaptions),
        ("{\"captions\": []}", P::NotCaptions),
        ("[Script Info]\nTitle: x\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,x", P::NotCaptions),
        ("1\n00:00:01 --> 00:00:02\nx", P::BadTime { line: 2 }),
        ("1\n00:00:01,000 --> 00:00:02\nx", P::BadTime { line: 2 }),
        ("WEBVTT\n\nfrom --> to\nx", P::BadTime { line: 3 }),
        ("WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nx\r\n\r\n00:61.000 --> 01:02.000", P::BadTime { line: 6 }),
        ("WEBVTT\r\r00:01.000 --> 00:02.000\rx\r\r00:61.000 --> 01:02.000", P::BadTime { line: 6 }),
        ("1\n00:00:02,000 --> 00:00:01,000\nx", P::EndBeforeStart { line: 2 }),
        ("1\n00:00:02,000 --> 00:00:02,000\nx", P::EndBeforeStart { line: 2 }),
        ("00:02.000 --> 00:03.000\nx\n\n\n00:01.999 --> 00:04.000\ny", P::OutOfOrder { line: 5 }),
        ("1\0\n\0", P::Encoding),
    ] {
        assert_eq!(read(text.as_bytes()), Err(expected), "{text:?}");
    }
    for (name, bytes) in [
        ("GB 18030", b"1\n00:00:01,000 --> 00:00:02,000\n\xb0\xb2\xc8\xab\n".to_vec()),
        ("half a character of UTF-16", b"\xff\xfe1".to_vec()),
        ("half a pair of UTF-16", b"\xff\xfe\x00\xd8".to_vec()),
        ("UTF-16 without its mark", SRT.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a film", b"\0\0\0\x18ftypisom".to_vec()),
    ] {
        assert_eq!(read(&bytes), Err(P::Encoding), "{name}");
    }
}

#[test]
fn size_and_number_have_limits() {
    use core::fmt::Write as _;
    let many = |count: u64| {
        let mut text = "WEBVTT\n\n".to_owned();
        for number in 0..count {
            write!(text, "{} --> {}\nx\n\n", times::text(number), times::text(number + 1)).unwrap();
        }
        text
    };
    let most = u64::try_from(MAX_CUES).unwrap();
    assert_eq!(read(many(most).as_bytes()).map(|captions| captions.cues), Ok(MAX_CUES));
    assert_eq!(read(many(most + 1).as_bytes()), Err(CaptionsProblem::TooMany));
    let long = |bytes: usize, piece: &str| {
        let mut text = "WEBVTT\n\n00:01.000 --> 00:02.000\n".to_owned();
        text.push_str(&piece.repeat(bytes - text.len()));
        read(text.as_bytes()).map(|captions| captions.cues)
    };
    assert_eq!(long(MAX_BYTES - 20, "x"), Ok(1));
    assert_eq!(long(MAX_BYTES + 1, "x"), Err(CaptionsProblem::TooLong));
    assert_eq!(long(MAX_BYTES / 2, "&"), Err(CaptionsProblem::TooLong));
    assert_eq!(read(&vec![b'\n'; 100 * MAX_BYTES]), Err(CaptionsProblem::TooLong));
}

#[test]
fn what_is_stored_is_read_as_itself_whatever_came() {
    // Xorshift (Marsaglia): chance that is the same in every run.
    let mut chance = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |limit: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        usize::try_from(chance >> 16).unwrap() % limit
    };
    let pieces = [
        "<",
        ">",
        "&",
        "/",
        "b",
        "<b>",
        "</b>",
        "<i",
        "<v ",
        "</v>",
        "--",
        "-->",
        "\n",
        "\n\n",
        " ",
        "lt;",
        "amp;",
        "甲",
        "00:05.000 --> 00:06.000",
        "NOTE",
        "STYLE",
        "1",
        "{\\",
        "}",
        "\t",
        "script",
        "\u{a0}",
        "\r",
        ".",
    ];
    let mut taken = 0;
    for round in 0..3000 {
        let mut text = if round % 2 == 0 { "WEBVTT\n\n" } else { "" }.to_owned();
        text.push_str("00:01.000 --> 00:02.000\n");
        for _ in 0..below(30) {
            text.push_str(pieces[below(pieces.len())]);
        }
        let Ok(captions) = read(text.as_bytes()) else { continue };
        taken += 1;
        assert_eq!(read(captions.webvtt.as_bytes()).as_ref(), Ok(&captions), "{text:?}");
        let shown = captions.webvtt.lines().filter(|line| times::timing(line).is_none());
        for line in shown {
            assert!(!line.contains("-->") && !line.contains("<s"), "{text:?}");
        }
    }
    assert!(taken > 1200, "{taken}");
}

#[test]
fn names_of_problems_are_those_of_the_wire() {
    for problem in CaptionsProblem::ALL {
        let json = serde_json::to_string(&problem).unwrap();
        assert!(json.contains(&format!("\"{}\"", problem.code())), "{json}");
        assert_eq!(serde_json::from_str::<CaptionsProblem>(&json).unwrap(), problem);
    }
}

#[test]
fn the_first_texts_are_shown_in_plain_letters() {
    let file = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 张老师><b>先断电</b> &amp; 验电\n再接地\n\n\
        01:00.000 --> 01:02.000\n<script>alert(1)</script>1 &lt; 2\n\n01:03.000 --> 01:04.000\n三\n";
    let captions = read(file.as_bytes()).unwrap();
    assert_eq!(captions.first(2), [(1_000, "先断电 & 验电 再接地".to_owned()), (60_000, "alert(1)1 < 2".to_owned())]);
    assert_eq!(captions.first(9).len(), 3);
}
