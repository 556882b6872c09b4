//! Serves the finished site on this machine, as a host would serve it. Trunk's own server adds a script to the page, which
//! the page's policy forbids.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::build;
use crate::seal::{self, Files, Offline};
use crate::step::root;

/// The options of `serve` and `dev`.
#[derive(Debug, PartialEq)]
pub struct Options {
    pub port: u16,
    pub open: bool,
}

impl Options {
    /// Parses the arguments after the command.
    pub fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self { port: 8080, open: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--open" => options.open = true,
                "--port" => {
                    let number = words.next().context("--port needs a number")?;
                    options.port = number.parse().with_context(|| format!("`{number}` is no port (1 to 65535)"))?;
                }
                other => bail!("`{other}` is unknown here; known are --port N and --open"),
            }
        }
        Ok(options)
    }
}

/// Listens on the port, or on any free one if that is taken.
pub fn listen(wanted: u16) -> Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted)).or_else(|_| {
        println!("Port {wanted} is taken; another is used.");
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
    });
    listener.context("no port is free")
}

/// Sets up, builds, seals and serves the site, offline copy included, until it is stopped.
pub fn run(options: &Options) -> Result<()> {
    build::run(Offline::On)?;
    let site = seal::files(&root().join("dist"))?;
    let listener = listen(options.port)?;
    let address = format!("http://127.0.0.1:{}/", listener.local_addr()?.port());
    let server =
        Server::from_listener(listener, None).map_err(|error| anyhow!("the server could not start: {error}"))?;
    println!("\n✓ Python Atlas is at {address} (Ctrl-C ends it)\n");
    if options.open {
        open(&address);
    }
    for request in server.incoming_requests() {
        answer(request, &site);
    }
    Ok(())
}

/// Responds with a file, or with an error if there is none.
fn answer(request: Request, site: &Files) {
    let path = request.url().split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let header = |name: &str, value: &str| Header::from_bytes(name, value).ok();
    let (status, kind, bytes) = match site.get(path) {
        _ if !matches!(request.method(), Method::Get | Method::Head) => (405, "text/plain", b"only GET".to_vec()),
        Some(bytes) => (200, kind(path), bytes.clone()),
        None => (404, "text/plain", b"not found".to_vec()),
    };
    let mut response = Response::from_data(bytes).with_status_code(status);
    for header in [header("Content-Type", kind), header("Cache-Control", "no-cache")].into_iter().flatten() {
        response.add_header(header);
    }
    // The client may have closed the connection.
    let _gone = request.respond(response);
}

fn kind(path: &str) -> &'static str {
    match seal::ending(path) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "xml" => "application/atom+xml",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        _ => "application/octet-stream",
    }
}

/// Opens an address in the system's browser. Where that fails, the printed address is all there is.
fn open(address: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start"]),
        _ => ("xdg-open", &[]),
    };
    if Command::new(program).args(arguments).arg(address).spawn().is_err() {
        println!("No browser could be opened; open the address yourself.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        assert_eq!(Options::parse(&["--open", "--port", "80"]).unwrap(), Options { port: 80, open: true });
        assert_eq!(Options::parse(&[]).unwrap(), Options { port: 8080, open: false });
        for wrong in [&["--port"][..], &["--port", "70000"], &["--fast"]] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
