//! A throw-away certificate for the https listener on this machine: WebKit keeps `__Host-` cookies only over https,
//! even on loopback.

use crate::failure::{Context as _, Outcome};
use crate::portal::secrets::write_private;
use crate::workspace;
use std::path::Path;

pub fn make_once(folder: &Path) -> Outcome {
    let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    if certificate.is_file() && key.is_file() {
        return Ok(());
    }
    workspace::remove_dir(folder)?;
    workspace::create_dir(folder)?;
    let names = vec!["127.0.0.1".to_owned(), "localhost".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).context(|| "cannot make a certificate".to_owned())?;
    write_private(&key, &made.signing_key.serialize_pem())?;
    workspace::write(&certificate, made.cert.pem())
}
