//! Free ports, asked of the operating system.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Mutex, PoisonError};

use crate::fail::OrFail;

/// Below the range from which Linux takes the ports of outgoing connections, so that none of ours is taken while free.
const FIRST: u16 = 12_000;
const LAST: u16 = 31_000;

/// Given out in this process and perhaps not bound yet.
static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// The first of `count` free ports in a row.
pub fn free(count: u16) -> u16 {
    let mut given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    // Programs that run at the same time start looking at different places.
    let span = u32::from(LAST - FIRST);
    let start = std::process::id().wrapping_mul(97) % span;
    for step in 0..span {
        let offset = u16::try_from((start + step * u32::from(count)) % span).or_fail("a port number");
        let first = FIRST + offset;
        let row: Vec<u16> = (first..first + count).collect();
        if row.iter().all(|port| !given.contains(port) && is_free(*port)) {
            given.extend(row);
            return first;
        }
    }
    panic!("no {count} free ports in a row between {FIRST} and {LAST}")
}

/// Whether somebody could listen there now.
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}
