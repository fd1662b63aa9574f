//! The staff console in the browser.

fn main() {
    frontend::staff::start();
}
