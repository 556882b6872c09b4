//! Every check there is, cheap ones first. CI runs this and nothing else.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::seal::Offline;
use crate::step::{Step, on_terminal, root};
use crate::{build, dependencies, package, refresh, setup, single_file};

/// The host builds the views that render to text; the browser's are built for wasm.
const HOST: [&str; 3] = ["--no-default-features", "--features", "python-atlas/ssr,atlas-core/schema"];
const DENY: [&str; 3] = ["--", "--deny", "warnings"];

fn native(title: &str, arguments: &[&str]) -> Step {
    Step::new(title, "cargo")
        .args(arguments)
        .args(["--package", "python-atlas", "--package", "atlas-core", "--locked"])
        .args(HOST)
}

/// Checks the shipped data alone.
pub fn data() -> Result<()> {
    native("Data tests", &["test", "--test", "data", "--test", "facts", "--test", "schema"]).run()?;
    examples()
}

/// The examples in the catalog are Python.
fn examples() -> Result<()> {
    Step::new("Examples in the catalog", setup::python()?).args(["tests/examples.py"]).run()
}

/// Writes the schema of the catalog from its types.
pub fn schema() -> Result<()> {
    let print = native("", &["run", "--quiet", "--bin", "schema"]);
    let file = "assets/catalog.schema.json";
    fs::write(root().join(file), print.output()?).with_context(|| format!("{file} cannot be written"))?;
    println!("✓ {file} is current.");
    Ok(())
}

/// Sets up and runs everything.
pub fn run() -> Result<()> {
    let start = Instant::now();
    let wasm = setup::wasm()?;
    let chromium = setup::browser()?;
    let nginx = setup::nginx()?;

    Step::new("Format", "cargo").args(["fmt", "--all", "--check"]).run()?;
    Step::new("Lints of the tasks", "cargo")
        .args(["clippy", "--package", "xtask", "--package", "atlas-bench", "--package", "wasm-streams"])
        .args(["--locked", "--all-targets"])
        .args(DENY)
        .run()?;
    dependencies::check()?;
    native("Lints on the host", &["clippy", "--all-targets"]).args(DENY).run()?;
    Step::new("Lints for wasm", &wasm.cargo)
        .envs(&wasm.envs)
        .args(["clippy", "--package", "python-atlas", "--locked", "--target", "wasm32-unknown-unknown"])
        .args(DENY)
        .run()?;
    native("Native tests and data tests", &["test"]).run()?;
    Step::new("Tests of the tasks and of what the benchmark measures with", "cargo")
        .args(["test", "--package", "xtask", "--package", "atlas-bench", "--locked", "--lib", "--bins"])
        .run()?;
    examples()?;
    refresh::test()?;
    build::run(Offline::On)?;
    single_file::write()?;
    package::write()?;
    Step::new("The configuration for nginx", "node")
        .within("tests/e2e")
        .env("ATLAS_CHROMIUM", chromium.display().to_string())
        .env("ATLAS_NGINX", nginx.display().to_string())
        .args(["--test", "nginx.mjs"])
        .run()?;

    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port().to_string();
    let reporter = if on_terminal() { "list" } else { "line" };
    Step::new("Browser tests", "npx")
        .within("tests/e2e")
        .env("ATLAS_CHROMIUM", chromium.display().to_string())
        .env("ATLAS_PORT", port)
        .args(["--no-install", "playwright", "test", "--reporter", reporter])
        .run()?;
    println!("\n✓ All checks passed in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}
