//! Serving the release bundle on this machine, and building it again when a source changes.
//!
//! Trunk's own server puts a script into the page, which the page's policy forbids. This one hands out what is built and
//! sealed, from memory: whole builds only.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::seal::{self, Files, Offline};
use crate::step::root;
use crate::{build, setup};

/// What the bundle is made of.
const SOURCES: [&str; 7] = ["assets", "src", "vendor", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock"];

/// What `serve` can be told.
pub struct Options {
    port: u16,
    open: bool,
}

impl Options {
    /// Reads the words after `serve`.
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
                other => bail!("serve does not know `{other}`; it knows --port N and --open"),
            }
        }
        Ok(options)
    }
}

/// Listens at the port if nobody else does, else at any free one.
fn listen(wanted: u16) -> Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted)).or_else(|_| {
        println!("Port {wanted} is taken; another is used.");
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
    });
    listener.context("no port is free")
}

/// Sets up, builds and serves until it is stopped.
pub fn run(options: &Options) -> Result<()> {
    let trunk = setup::trunk()?;
    let listener = listen(options.port)?;
    let address = format!("http://127.0.0.1:{}/", listener.local_addr()?.port());
    let mut built = newest();
    build::bundle(&trunk, Offline::On)?;
    let dist = root().join("dist");
    let site = Arc::new(RwLock::new(seal::files(&dist)?));
    let server =
        Server::from_listener(listener, None).map_err(|error| anyhow!("the server could not start: {error}"))?;
    thread::spawn({
        let site = Arc::clone(&site);
        move || {
            for request in server.incoming_requests() {
                answer(request, &site.read().unwrap_or_else(PoisonError::into_inner));
            }
        }
    });
    println!("\n✓ Python Atlas is at {address} (Ctrl-C ends it)\n");
    if options.open {
        open(&address);
    }
    loop {
        thread::sleep(Duration::from_millis(500));
        let changed = newest();
        if changed == built {
            continue;
        }
        built = changed;
        match build::bundle(&trunk, Offline::On).and_then(|()| seal::files(&dist)) {
            Ok(files) => {
                *site.write().unwrap_or_else(PoisonError::into_inner) = files;
                println!("\n✓ Rebuilt: load the page again, or press Reload at its foot.\n");
            }
            Err(error) => eprintln!("\n✗ {error:#}\nThe build before this one is still at {address}\n"),
        }
    }
}

/// When a source was changed last, and how many there are: a removed file is a change as well.
fn newest() -> (Option<SystemTime>, usize) {
    fn look(path: &Path, found: &mut (Option<SystemTime>, usize)) {
        let Ok(data) = path.metadata() else { return };
        found.0 = found.0.max(data.modified().ok());
        found.1 += 1;
        for entry in path.read_dir().into_iter().flatten().flatten() {
            look(&entry.path(), found);
        }
    }
    let mut found = (None, 0);
    for source in SOURCES {
        look(&root().join(source), &mut found);
    }
    found
}

/// Hands out one file, or says that there is none.
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
    // Whoever asked may have left.
    let _gone = request.respond(response);
}

fn kind(path: &str) -> &'static str {
    match seal::ending(path) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// Asks the system to show an address; it stands on the screen for those where that is not possible.
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
