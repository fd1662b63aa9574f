//! A client for plain HTTP on this machine: enough for health checks, without a dependency.

use crate::failure::{Context as _, Failure, Outcome};
use std::io::{BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(3);
/// Nothing that is asked here answers with more.
const LARGEST_ANSWER: u64 = 1024 * 1024;

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// `origin` is like `http://127.0.0.1:8787`.
pub fn get(origin: &str, path: &str) -> Outcome<Answer> {
    let place = origin.strip_prefix("http://").context(|| format!("{origin} is not a plain http address"))?;
    let context = || format!("GET {origin}{path}");
    let mut stream = TcpStream::connect(place).context(context)?;
    stream.set_read_timeout(Some(PATIENCE)).context(context)?;
    stream.set_write_timeout(Some(PATIENCE)).context(context)?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: {place}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).context(context)?;
    read_answer(BufReader::new(stream.take(LARGEST_ANSWER))).context(context)
}

fn read_answer(mut stream: impl std::io::BufRead) -> Outcome<Answer> {
    let status = read_line(&mut stream)?;
    let status =
        status.split(' ').nth(1).and_then(|code| code.parse().ok()).context(|| "not an HTTP answer".to_owned())?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(&mut stream)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    answer.body = read_body(&answer, stream)?;
    Ok(answer)
}

fn read_body(answer: &Answer, mut stream: impl std::io::BufRead) -> Outcome<Vec<u8>> {
    let mut body = Vec::new();
    if answer.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
        loop {
            let size = read_line(&mut stream)?;
            let size = size.split(';').next().unwrap_or_default();
            let size = u64::from_str_radix(size.trim(), 16).context(|| "a broken chunk".to_owned())?;
            (&mut stream).take(size).read_to_end(&mut body).context(|| "cut off".to_owned())?;
            read_line(&mut stream)?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
    match answer.header("content-length").and_then(|length| length.parse().ok()) {
        Some(length) => (&mut stream).take(length).read_to_end(&mut body),
        None => stream.read_to_end(&mut body),
    }
    .context(|| "cut off".to_owned())?;
    Ok(body)
}

fn read_line(stream: &mut impl std::io::BufRead) -> Outcome<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).context(|| "cut off".to_owned())?;
    if read == 0 {
        return Err(Failure::new("cut off"));
    }
    Ok(line.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Outcome<Answer> {
        read_answer(text.as_bytes())
    }

    #[test]
    fn a_body_of_known_length() {
        let answer = read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokmore").unwrap();
        assert_eq!((answer.status, answer.text().as_str()), (200, "ok"));
    }

    #[test]
    fn a_body_in_chunks() {
        let answer =
            read("HTTP/1.1 503 x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x\r\nd\r\n0\r\n\r\n").unwrap();
        assert_eq!((answer.status, answer.text().as_str()), (503, "abcd"));
    }

    #[test]
    fn something_else_is_refused() {
        assert!(read("SSH-2.0\r\n").is_err());
        assert!(read("").is_err());
    }
}
