//! Three neighbouring ports, and the addresses a person or a test uses.

use crate::failure::{Context as _, Failure, Outcome};
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};

/// The portal is on `127.0.0.1` and the stand-in for WeChat on `localhost`: different sites for a browser, so that
/// `SameSite` and `Sec-Fetch-Site` behave as with the real one.
#[derive(Debug, Clone)]
pub struct Links {
    pub port: u16,
    pub https_port: u16,
    pub wechat_port: u16,
    pub portal: String,
    pub https: String,
    pub wechat: String,
}

impl Links {
    pub fn of(port: u16) -> Outcome<Self> {
        let next =
            |step| port.checked_add(step).context(|| format!("--port {port}: two more ports above it are needed"));
        let (https_port, wechat_port) = (next(1)?, next(2)?);
        Ok(Self {
            port,
            https_port,
            wechat_port,
            portal: format!("http://127.0.0.1:{port}"),
            https: format!("https://127.0.0.1:{https_port}"),
            wechat: format!("http://localhost:{wechat_port}"),
        })
    }

    /// Asked before anything is started, so that the answer is one line about the port.
    pub fn check_free(&self) -> Outcome {
        for port in [self.port, self.https_port, self.wechat_port] {
            match TcpListener::bind(("127.0.0.1", port)) {
                Ok(_free) => {}
                Err(error) if error.kind() == ErrorKind::AddrInUse => {
                    return Err(Failure::new(format!(
                        "port {port} is in use. Stop the program that uses it, or choose three free ports with --port N \
                         (N, N+1 and N+2 are used)"
                    )));
                }
                Err(error) => {
                    return Err(Failure::new(format!(
                        "port {port} cannot be used: {error}. Choose another with --port N"
                    )));
                }
            }
        }
        Ok(())
    }

    pub fn wechat_listens(&self) -> bool {
        TcpStream::connect(("localhost", self.wechat_port)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_neighbouring_ports() {
        let links = Links::of(8787).unwrap();
        assert_eq!(links.https, "https://127.0.0.1:8788");
        assert_eq!(links.wechat, "http://localhost:8789");
        assert!(Links::of(65_534).is_err());
    }

    #[test]
    fn a_busy_port_is_named() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let said = Links::of(port).unwrap().check_free().unwrap_err().to_string();
        assert!(said.contains(&format!("port {port} is in use")), "{said}");
    }
}
