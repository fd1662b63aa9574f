//! What each command does, for the person at the command line.

pub const ALL: &str = "\
cargo xtask <command>      (each has --help)

  dev      install what is missing, build, start the portal with demo data, print its links
  test     all tests, or one of: unit, browser, e2e
  ci       everything a change has to pass
  build    build front end and edge; unchanged parts are skipped
  setup    install what the build needs, once per user
  serve    start what was built, quietly (for tests)
  bench    measure the running portal
  db       look into the institution's database
  tidy     check what the compiler cannot";

pub fn of(command: &str) -> Option<&'static str> {
    Some(match command {
        "dev" => DEV,
        "test" => TEST,
        "ci" => CI,
        "build" => BUILD,
        "setup" => SETUP,
        "serve" => SERVE,
        "bench" => BENCH,
        "db" => DB,
        "tidy" => TIDY,
        "help" => ALL,
        _ => return None,
    })
}

const DEV: &str = "\
cargo xtask dev [--port 8787] [--fresh] [--data DIR]

Installs what is missing, builds what has changed, starts the portal on workerd and the stand-in for
WeChat, fills a new portal with demo data and prints the links. Ctrl-C stops everything.

  --port N    the portal's port; N+1 is its https listener, N+2 the stand-in for WeChat
  --fresh     delete the portal's data first (keys and certificate stay)
  --data DIR  where the data is kept (data)";

const TEST: &str = "\
cargo xtask test [unit|browser|e2e]

  unit      rules, statements and use cases, on this machine
  browser   components in a headless Chromium
  e2e       the built portal through HTTP and real browsers

Debian packages that are missing are installed when this user may (root or passwordless sudo), else named.";

const CI: &str = "\
cargo xtask ci

Everything a change has to pass, cheapest first: formatting, clippy on this machine and on wasm32, documentation,
licences and bans (cargo-deny), tidy, all tests, size budgets, and packing for Cloudflare.";

const BUILD: &str = "\
cargo xtask build

Builds the front end into dist/ (with brotli twins), the edge into edge/build/ and the stand-in for WeChat.
A part whose inputs have not changed is skipped. Prints the sizes of what was built.";

const SETUP: &str = "\
cargo xtask setup

Installs what the build needs and is missing: the wasm target, npm packages, and wasm-bindgen, worker-build and
trunk, compiled once per user into $ANPEI_TOOLS (or the user's cache folder). A program of exactly the right version
on the PATH is used as it is. Nothing is fetched from anywhere but package registries.";

const SERVE: &str = "\
cargo xtask serve [--port 8787] [--data DIR] [--ready-file FILE] [--set NAME=VALUE]… [--demo] [--cloudflare]

Starts what was built, without set-up, build or demo data. When healthy, writes one line to stdout:
{\"portal\":\"http://…\",\"https\":\"https://…\",\"sim\":\"http://…\",\"workerd_pid\":N}

  --ready-file FILE  the same line in a file, written again after each restart
  --set NAME=VALUE   another value for a text binding of edge/workerd.capnp (or ANPEI_NAME in the environment)
  --demo             with demo data, as `dev` has it
  --cloudflare       under `wrangler dev` with edge/wrangler.toml instead of plain workerd (no https listener)";

const BENCH: &str = "\
cargo xtask bench [--rival] [--quick]

Builds and measures the portal on this machine: requests per second, first paint in a slowed browser, and whether an
import of 12,000 rows survives twenty power cuts. Takes about a quarter of an hour.

  --rival   beside a small hand-written JavaScript Worker with the same answers
  --quick   one short run of each instead of three, and no power cuts";

const DB: &str = "\
cargo xtask db [SQL] [--data DIR]

Opens the institution's SQLite file read-only. Without SQL: its tables and how many rows each has.";

const TIDY: &str = "\
cargo xtask tidy

Checks what the compiler cannot: paths named in documents exist, files stay short, no text for people outside
i18n, migrations are numbered in sequence, every dependency is used, no unfinished code.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_list_has_its_own_text() {
        for line in ALL.lines().skip(2) {
            let name = line.split_whitespace().next().unwrap();
            let text = of(name).unwrap();
            assert!(text.starts_with(&format!("cargo xtask {name}")), "{name}");
        }
    }
}
