//! Serving the release bundle on this machine.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::setup;

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

/// The port if nobody listens there, else any free one.
fn free_port(wanted: u16) -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted)).or_else(|_| {
        println!("Port {wanted} is taken; another is used.");
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
    });
    Ok(listener.context("no port is free")?.local_addr()?.port())
}

/// Sets up, builds and serves until it is stopped.
pub fn run(options: &Options) -> Result<()> {
    let trunk = setup::trunk()?;
    let port = free_port(options.port)?;
    let number = port.to_string();
    let mut step = trunk.step("Building and serving").args(["serve", "--release", "--locked", "--port", &number]);
    step = step.args(["--address", "127.0.0.1"]);
    if options.open {
        step = step.args(["--open"]);
    }
    let mut server = step.into_command().spawn().context("Trunk could not be started")?;
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if let Some(status) = server.try_wait()? {
            bail!("Trunk ended before it served anything ({status}); what is wrong stands above");
        }
        sleep(Duration::from_millis(200));
    }
    println!("\n✓ Python Atlas is at http://127.0.0.1:{port}/ (Ctrl-C ends it)\n");
    let status = server.wait()?;
    if status.success() { Ok(()) } else { bail!("Trunk ended ({status})") }
}
