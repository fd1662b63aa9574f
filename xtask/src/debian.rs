//! System packages that the tests need: installed when this user may, else named in one line.

use crate::failure::{Failure, Outcome};
use crate::{process, progress};
use std::path::Path;

pub struct Package {
    pub name: &'static str,
    /// It is there when this exists.
    sign: &'static str,
}

pub const BROWSER: [Package; 3] = [
    Package { name: "chromium", sign: "/usr/bin/chromium" },
    Package { name: "chromium-driver", sign: "/usr/bin/chromedriver" },
    Package { name: "fonts-noto-cjk", sign: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc" },
];
pub const WEBKIT: [Package; 2] = [
    Package { name: "webkit2gtk-driver", sign: "/usr/bin/WebKitWebDriver" },
    Package { name: "xvfb", sign: "/usr/bin/Xvfb" },
];

/// Opens PDFs with eyes that are not ours.
pub const POPPLER: [Package; 1] = [Package { name: "poppler-utils", sign: "/usr/bin/pdftotext" }];

/// Makes films, fetches them with a client that is not ours, and lets WebKit play them.
pub const FILMS: [Package; 3] = [
    Package { name: "ffmpeg", sign: "/usr/bin/ffmpeg" },
    Package { name: "curl", sign: "/usr/bin/curl" },
    Package { name: "gstreamer1.0-libav", sign: LIBAV },
];
#[cfg(target_arch = "aarch64")]
const LIBAV: &str = "/usr/lib/aarch64-linux-gnu/gstreamer-1.0/libgstlibav.so";
#[cfg(not(target_arch = "aarch64"))]
const LIBAV: &str = "/usr/lib/x86_64-linux-gnu/gstreamer-1.0/libgstlibav.so";

pub fn need(packages: &[&Package]) -> Outcome {
    let missing: Vec<_> =
        packages.iter().filter(|package| !Path::new(package.sign).exists()).map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let Some(rights) = rights().filter(|_| process::find_program("apt-get").is_some()) else {
        return Err(Failure::new(format!("these packages are needed: sudo apt-get install {list}")));
    };
    if lists_are_empty() {
        progress::run_logged("apt-get update", apt(rights).arg("update"))?;
    }
    let mut install = apt(rights);
    install.args(["install", "-y", "--no-install-recommends"]).args(&missing);
    let installed = progress::run_logged(&format!("apt-get install {list}"), &mut install);
    if installed.is_ok() {
        return Ok(());
    }
    // The lists may be older than the mirror.
    progress::run_logged("apt-get update", apt(rights).arg("update"))?;
    let mut again = apt(rights);
    again.args(["install", "-y", "--no-install-recommends"]).args(&missing);
    progress::run_logged(&format!("apt-get install {list}"), &mut again).map(|_log| ())
}

#[derive(Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

fn rights() -> Option<Rights> {
    if rustix::process::geteuid().is_root() {
        return Some(Rights::Root);
    }
    process::find_program("sudo")?;
    process::output_of(process::command("sudo").args(["-n", "true"])).map(|_| Rights::Sudo)
}

fn apt(rights: Rights) -> std::process::Command {
    let mut command = match rights {
        Rights::Root => process::command("apt-get"),
        Rights::Sudo => {
            let mut command = process::command("sudo");
            command.args(["-n", "apt-get"]);
            command
        }
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn lists_are_empty() -> bool {
    let lists = std::fs::read_dir("/var/lib/apt/lists").into_iter().flatten().flatten();
    !lists.into_iter().any(|entry| entry.file_name().to_string_lossy().contains("Packages"))
}
