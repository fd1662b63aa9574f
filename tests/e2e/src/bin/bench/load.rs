//! A small load generator: a fixed number of connections, each asking again as soon as it has its answer. Loopback only.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use e2e::{OrFail as _, wait};

/// Enough to keep a server of one thread busy, few enough to leave it the processor.
const CONNECTIONS: usize = 32;
/// One that hangs is a failure, not a slow answer.
const READ_LIMIT: Duration = Duration::from_secs(30);

/// What is asked, of whom.
#[derive(Clone, Debug)]
pub struct Question {
    pub port: u16,
    /// The process that answers.
    pub process: u32,
    pub path: &'static str,
    pub status: u16,
    /// The whole `Cookie` header.
    pub cookie: String,
    /// `Accept-Encoding`.
    pub encoding: &'static str,
}

/// What came of asking for a while.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub per_second: f64,
    /// Time of the processor for one answer, which a busy machine changes less than the rate; where Linux tells it.
    pub processor: Duration,
    pub median: Duration,
    pub slowest_of_100: Duration,
    /// Of one answer, its head included.
    pub bytes: usize,
}

/// Asks for `warm` without counting, then counts for `length`.
pub fn measure(question: &Question, warm: Duration, length: Duration) -> Measured {
    let begin = wait::now() + warm;
    let end = begin + length;
    let (asked, used): (Vec<Asked>, Duration) = thread::scope(|scope| {
        let askers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(|| ask(question, begin, end))).collect();
        thread::sleep(warm);
        let used = processor_time(question.process);
        let asked = askers.into_iter().map(|asker| asker.join().or_fail("a connection")).collect();
        (asked, processor_time(question.process).saturating_sub(used))
    });
    let bytes = asked.first().map(|asked| asked.bytes).unwrap_or_default();
    let mut times: Vec<Duration> = asked.into_iter().flat_map(|asked| asked.times).collect();
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    let count = u32::try_from(times.len()).or_fail("a number of answers");
    Measured {
        per_second: f64::from(count) / length.as_secs_f64(),
        processor: used / count.max(1),
        median: at(50),
        slowest_of_100: at(99),
        bytes,
    }
}

/// User and system time of a process (proc(5), `stat`), in ticks of 10 ms.
fn processor_time(process: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The program's name before it may hold anything, a bracket as well.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// What one connection has seen.
struct Asked {
    /// Of the answers that count.
    times: Vec<Duration>,
    /// Of the last answer.
    bytes: usize,
}

/// One connection, whose answers count between `begin` and `end`.
fn ask(question: &Question, begin: Instant, end: Instant) -> Asked {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, question.port)).or_fail("connecting");
    stream.set_nodelay(true).or_fail("a socket option");
    stream.set_read_timeout(Some(READ_LIMIT)).or_fail("a socket option");
    let mut writer = stream.try_clone().or_fail("a second handle of a socket");
    let mut reader = BufReader::with_capacity(64 * 1024, stream);
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\nAccept-Encoding: {}\r\nAccept-Language: zh-CN\r\n\
         User-Agent: {}\r\n\r\n",
        question.path,
        question.port,
        question.cookie,
        question.encoding,
        e2e::client::USER_AGENT
    );
    let mut asked = Asked { times: Vec::new(), bytes: 0 };
    let mut sent = wait::now();
    while sent < end {
        writer.write_all(request.as_bytes()).or_fail("asking");
        let (status, size) = read_answer(&mut reader);
        assert_eq!(status, question.status, "status of {}", question.path);
        let answered = wait::now();
        if answered >= begin && answered < end {
            asked.times.push(answered - sent);
        }
        (asked.bytes, sent) = (size, answered);
    }
    asked
}

/// Reads one answer to its end: its status, and its size on the line.
fn read_answer(reader: &mut BufReader<TcpStream>) -> (u16, usize) {
    let mut line = String::new();
    let mut size = reader.read_line(&mut line).or_fail("the first line of an answer");
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).or_fail(line.trim());
    let (mut length, mut is_chunked) = (0, false);
    loop {
        line.clear();
        size += reader.read_line(&mut line).or_fail("the head of an answer");
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().or_fail("a content length");
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            is_chunked = value.trim().eq_ignore_ascii_case("chunked");
        }
    }
    if !is_chunked {
        return (status, size + skip(reader, length));
    }
    loop {
        line.clear();
        size += reader.read_line(&mut line).or_fail("the length of a chunk");
        let chunk = usize::from_str_radix(line.trim(), 16).or_fail("the length of a chunk");
        // Each chunk ends with an empty line, the last one too.
        size += skip(reader, chunk + 2);
        if chunk == 0 {
            return (status, size);
        }
    }
}

fn skip(reader: &mut BufReader<TcpStream>, length: usize) -> usize {
    let mut body = reader.take(u64::try_from(length).or_fail("a length"));
    let skipped = std::io::copy(&mut body, &mut std::io::sink()).or_fail("the body of an answer");
    usize::try_from(skipped).or_fail("a length")
}
