//! `wechat-sim --port N --portal URL`: runs the simulator until it is stopped.

use std::io::{self, Write};
use std::process::ExitCode;

use wechat_sim::server;
use wechat_sim::settings::Settings;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match start().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("wechat-sim: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn start() -> Result<(), String> {
    let settings = Settings::from_arguments(std::env::args().skip(1))?;
    let port = settings.port;
    let listeners = server::bind(port).await.map_err(|error| format!("port {port}: {error}"))?;
    let port = listeners.first().and_then(|listener| listener.local_addr().ok()).map_or(port, |address| address.port());
    // Whoever started it waits for this line; with `--port 0` it tells the port.
    writeln!(io::stdout(), "http://localhost:{port}").map_err(|error| error.to_string())?;
    server::run(settings, listeners).await.map_err(|error| error.to_string())
}
