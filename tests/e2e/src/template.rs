//! A portal that was set up once in this test program, and copies of its data.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tempfile::TempDir;

use crate::fail::OrFail;
use crate::institution;
use crate::portal::{Options, Portal};
use crate::staff::Staff;

struct Template {
    data: TempDir,
    administrator: Staff,
}

/// Lives while some portal made from it is being made: a static is never dropped, and its folder would stay.
static TEMPLATE: Mutex<Weak<Template>> = Mutex::new(Weak::new());

#[track_caller]
pub fn copy(options: Options) -> (Portal, Staff) {
    let template = template();
    let data = tempfile::Builder::new().prefix("anpei-e2e-").tempdir().or_fail("a data folder");
    copy_folder(template.data.path(), data.path());
    let portal = Portal::start_on(options, data);
    let administrator = template.administrator.at(portal.origin());
    (portal, administrator)
}

fn template() -> Arc<Template> {
    let mut known = TEMPLATE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(template) = known.upgrade() {
        return template;
    }
    let mut portal = Portal::start(Options::default());
    let mut administrator = portal.first_administrator();
    institution::set_up(&mut administrator);
    portal.stop();
    let data = tempfile::Builder::new().prefix("anpei-e2e-template-").tempdir().or_fail("a data folder");
    copy_folder(portal.data(), data.path());
    let template = Arc::new(Template { data, administrator });
    *known = Arc::downgrade(&template);
    template
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).or_fail(to.display());
    for entry in fs::read_dir(from).or_fail(from.display()) {
        let path = entry.or_fail(from.display()).path();
        let target = to.join(path.file_name().or_fail(path.display()));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).or_fail(path.display());
        }
    }
}
