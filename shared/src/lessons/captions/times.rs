//! The line above a caption: from when to when it is shown, and where.

/// From, to, and the settings behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timing<'a> {
    pub start_ms: u64,
    pub end_ms: u64,
    pub settings: &'a str,
}

/// Reads a whole line, with the point of WebVTT or the comma of SRT. Nothing when it is no such line.
pub(super) fn timing(line: &str) -> Option<Timing<'_>> {
    let (start, rest) = line.split_once("-->")?;
    let rest = rest.trim();
    let (end, settings) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
    Some(Timing { start_ms: moment(start.trim())?, end_ms: moment(end)?, settings: settings.trim() })
}

/// `1:02:03.456` or `02:03.456`, in milliseconds. At most three digits of hours.
fn moment(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once(['.', ','])?;
    let mut fields = whole.rsplit(':');
    let seconds = number(fields.next()?, 2..=2).filter(|seconds| *seconds < 60)?;
    let minutes = number(fields.next()?, 2..=2).filter(|minutes| *minutes < 60)?;
    let hours = fields.next().map_or(Some(0), |hours| number(hours, 1..=3))?;
    let milliseconds = number(fraction, 3..=3)?;
    fields.next().is_none().then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds)
}

fn number(digits: &str, length: core::ops::RangeInclusive<usize>) -> Option<u64> {
    let fits = length.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_number| fits)
}

/// `01:02:03.456`, always with hours.
pub(super) fn text(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, ms % 1000)
}

/// Of the settings those that only move a caption within the picture, each with a space before it. What needs a region,
/// turns the text or makes its box so small that nothing can be read is left out.
pub(super) fn settings(typed: &str) -> String {
    let mut kept = String::new();
    for name in ["line", "position", "align"] {
        let values = typed.split_ascii_whitespace().filter_map(|setting| setting.split_once(':'));
        let mut values = values.filter(|(other, _)| *other == name).map(|(_, value)| value);
        // A second value says which edge of the text is meant; the default is good.
        let value = values.next().and_then(|value| value.split(',').next()).unwrap_or_default();
        let harmless = match name {
            "align" => ["start", "center", "end", "left", "right"].contains(&value),
            "line" => percentage(value) || number(value.strip_prefix('-').unwrap_or(value), 1..=2).is_some(),
            _ => percentage(value),
        };
        if harmless {
            kept.extend([" ", name, ":", value]);
        }
    }
    kept
}

fn percentage(value: &str) -> bool {
    let Some(value) = value.strip_suffix('%') else { return false };
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    number(whole, 1..=3).is_some_and(|whole| whole <= 100) && number(fraction, 1..=3).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_both_forms() {
        for (line, expected) in [
            ("00:00:01.000 --> 00:00:02.500", Some((1000, 2500, ""))),
            ("00:00:01,000 --> 00:00:02,500", Some((1000, 2500, ""))),
            ("  00:01.000-->00:02.500  ", Some((1000, 2500, ""))),
            ("1:02:03.004\t-->\t999:59:59.999", Some((3_723_004, 3_599_999_999, ""))),
            ("00:01.000 --> 00:02.500 align:start line:0", Some((1000, 2500, "align:start line:0"))),
            ("00:00:01,000 --> 00:00:02,500  X1:40 X2:600", Some((1000, 2500, "X1:40 X2:600"))),
            // The order is judged elsewhere.
            ("00:02.000 --> 00:01.000", Some((2000, 1000, ""))),
            ("00:01.000 -> 00:02.000", None),
            ("00:01 --> 00:02", None),
            ("00:01.00 --> 00:02.00", None),
            ("00:60.000 --> 01:02.000", None),
            ("60:00.000 --> 61:02.000", None),
            ("1.000 --> 2.000", None),
            ("1:00:00:01.000 --> 1:00:00:02.000", None),
            ("-00:01.000 --> 00:02.000", None),
            ("+0:01.000 --> 00:02.000", None),
            ("9999:00:01.000 --> 9999:00:02.000", None),
            ("00:01.000 -->", None),
            ("--> 00:01.000", None),
            ("00:00:01，000 --> 00:00:02，000", None),
            ("00:01.000 --> 00:02.000align:start", None),
            ("", None),
        ] {
            let read = timing(line).map(|timing| (timing.start_ms, timing.end_ms, timing.settings));
            assert_eq!(read, expected, "{line:?}");
        }
        assert_eq!(text(3_723_004), "01:02:03.004");
        assert_eq!(text(3_599_999_999), "999:59:59.999");
    }

    #[test]
    fn only_settings_that_move_are_kept() {
        for (typed, kept) in [
            ("", ""),
            ("align:start position:10% line:-1", " line:-1 position:10% align:start"),
            ("line:84.5%,end position:50%,center", " line:84.5% position:50%"),
            ("size:0% vertical:rl region:fred", ""),
            ("line:1000 position:101% align:evil", ""),
            ("line:-- position:% align:", ""),
            ("line:0 line:5", " line:0"),
            ("X1:40 X2:600 Y1:20 Y2:50", ""),
            ("align:start\"><script>", ""),
        ] {
            assert_eq!(settings(typed), kept, "{typed}");
        }
    }
}
