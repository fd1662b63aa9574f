//! For tests of bad input: what a refusal must look like, and requests that no client library would send.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use rustix::net::sockopt::set_socket_linger;
use shared::error::{ErrorCode, Problem};

use crate::client::Answer;
use crate::fail::OrFail;
use crate::portal::Portal;
use crate::wait;

/// Fails unless the answer is a problem document with this code, its status, and a request id.
#[track_caller]
pub fn assert_problem(answer: &Answer, code: ErrorCode, what: &str) -> Problem {
    let text = answer.text();
    assert_eq!(answer.status, code.status(), "{what}: {} answered {text}", answer.url);
    let content_type = answer.header("content-type").unwrap_or_default();
    assert!(content_type.starts_with(Problem::CONTENT_TYPE), "{what}: content type {content_type:?} of {text}");
    let problem: Problem = answer.json();
    assert_eq!((problem.code, problem.status), (code, code.status()), "{what}: {text}");
    assert!(!problem.request_id.is_empty(), "{what}: no request id in {text}");
    assert_eq!(answer.header("x-request-id"), Some(problem.request_id.as_str()), "{what}: request id of the header");
    problem
}

/// Fails when the portal has logged an error: bad input is nobody's error but the sender's.
#[track_caller]
pub fn assert_nothing_broke(portal: &Portal) {
    let log = portal.log();
    let errors: Vec<&str> =
        log.lines().filter(|line| line.contains(r#""level":"error""#) || line.contains("Uncaught exception")).collect();
    assert!(errors.is_empty(), "the portal has logged errors:\n{}", errors.join("\n"));
}

/// Sends bytes as they are and returns the status and the whole answer.
#[track_caller]
pub fn send_raw(portal: &Portal, request: &[u8]) -> (u16, String) {
    let address = portal.origin().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).or_fail(address);
    stream.set_read_timeout(Some(wait::DEADLINE)).or_fail(address);
    // The server may refuse and close before it has read everything.
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.or_fail(format_args!("no status in {text:?}")), text)
}

/// Sends bytes and hangs up at once, as a phone does that loses its line (RST).
#[track_caller]
pub fn hang_up(portal: &Portal, request: &[u8]) {
    let address = portal.origin().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).or_fail(address);
    set_socket_linger(&stream, Some(Duration::ZERO)).or_fail("a socket option");
    stream.write_all(request).or_fail(address);
}

/// `GET` of a path that is sent letter for letter.
#[track_caller]
pub fn get_raw(portal: &Portal, path: &str) -> (u16, String) {
    let host = portal.origin().trim_start_matches("http://");
    send_raw(portal, format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
}
