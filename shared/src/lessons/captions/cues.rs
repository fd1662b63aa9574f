//! Where one caption ends and the next begins.
//!
//! Both formats are blocks between empty lines: perhaps a name or number, a line of times, then the text. WebVTT has
//! other blocks as well, which are dropped, and drops what has no times; in SRT that is a text with an empty line in it.

use super::times::{Timing, timing};
use super::{CaptionsProblem, Format, MAX_CUES};

/// A caption as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue<'a> {
    pub start_ms: u64,
    pub end_ms: u64,
    pub settings: &'a str,
    pub lines: Vec<&'a str>,
}

/// What the line before this one was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place<'a> {
    /// What means nothing, until times or an empty line come: the head of a WebVTT file, or a block without times.
    Skipped,
    /// An empty line, or nothing yet.
    Between,
    /// The first line of a block, and no times: a name or number, if times follow.
    Named(&'a str),
    /// Times, or text below them.
    Text,
    /// A comment or style sheet; times in it are no times.
    Comment,
}

struct Reader<'a> {
    webvtt: bool,
    place: Place<'a>,
    cues: Vec<Cue<'a>>,
}

/// All captions of a file in their order.
pub(super) fn cues(text: &str, format: Format) -> Result<Vec<Cue<'_>>, CaptionsProblem> {
    let webvtt = format == Format::WebVtt;
    let place = if webvtt { Place::Skipped } else { Place::Between };
    let mut reader = Reader { webvtt, place, cues: Vec::new() };
    for (line, number) in lines(text).zip(1_u32..).skip(usize::from(webvtt)) {
        reader.read(line, number)?;
    }
    reader.read("", 0)?;
    Ok(reader.cues)
}

/// Lines ended by a line feed, a carriage return, or both.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

impl<'a> Reader<'a> {
    fn read(&mut self, line: &'a str, number: u32) -> Result<(), CaptionsProblem> {
        // Spaces alone are a text of WebVTT; people see an empty line.
        let empty = line.is_empty() || (!self.webvtt && line.trim().is_empty());
        match self.place {
            Place::Named(name) if empty => {
                self.place = Place::Between;
                self.without_times(name)
            }
            _ if empty => {
                self.place = Place::Between;
                Ok(())
            }
            Place::Skipped if !line.contains("-->") => Ok(()),
            Place::Comment => Ok(()),
            Place::Between if self.webvtt && is_other_block(line) => {
                self.place = Place::Comment;
                Ok(())
            }
            Place::Skipped | Place::Between | Place::Named(_) if self.claims_times(line) => self.times(line, number),
            Place::Skipped | Place::Between => {
                self.place = Place::Named(line);
                Ok(())
            }
            Place::Named(name) => {
                self.place = if self.webvtt { Place::Skipped } else { Place::Text };
                self.without_times(name)?;
                self.without_times(line)
            }
            // An empty line was forgotten: what stands above these times is then their number.
            Place::Text if timing(line).is_some() => {
                if let Some(cue) = self.cues.last_mut() {
                    cue.lines.pop_if(|number| is_number(number));
                }
                self.times(line, number)
            }
            Place::Text => {
                self.append(line);
                Ok(())
            }
        }
    }

    /// Whether a line at the beginning of a block must have times. In WebVTT every arrow says so; in SRT it can be part
    /// of a text, or of a file that has no captions at all.
    fn claims_times(&self, line: &str) -> bool {
        let below_number = matches!(self.place, Place::Named(name) if is_number(name));
        let begins_so = line.trim_start().starts_with(|c: char| c.is_ascii_digit());
        line.contains("-->") && (self.webvtt || below_number || begins_so)
    }

    fn times(&mut self, line: &'a str, number: u32) -> Result<(), CaptionsProblem> {
        let Some(Timing { start_ms, end_ms, settings }) = timing(line) else {
            return Err(CaptionsProblem::BadTime { line: number });
        };
        if end_ms <= start_ms {
            return Err(CaptionsProblem::EndBeforeStart { line: number });
        }
        if self.cues.last().is_some_and(|before| before.start_ms > start_ms) {
            return Err(CaptionsProblem::OutOfOrder { line: number });
        }
        if self.cues.len() >= MAX_CUES {
            return Err(CaptionsProblem::TooMany);
        }
        self.cues.push(Cue { start_ms, end_ms, settings, lines: Vec::new() });
        self.place = Place::Text;
        Ok(())
    }

    /// A line of a block without times: in SRT more text of the caption above it, unless it is the number of one that
    /// somebody deleted.
    fn without_times(&mut self, line: &'a str) -> Result<(), CaptionsProblem> {
        if self.webvtt {
            return Ok(());
        }
        if self.cues.is_empty() {
            return Err(CaptionsProblem::NotCaptions);
        }
        if !is_number(line) {
            self.append(line);
        }
        Ok(())
    }

    fn append(&mut self, line: &'a str) {
        if let Some(cue) = self.cues.last_mut() {
            cue.lines.push(line);
        }
    }
}

/// A comment, a style sheet or a region (WebVTT, section 4.1).
fn is_other_block(line: &str) -> bool {
    let mut words = line.split([' ', '\t']);
    match words.next() {
        Some("NOTE") => true,
        Some("STYLE" | "REGION") => words.all(str::is_empty),
        _ => false,
    }
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}
