//! All checks, the cheap ones first. CI runs this and nothing else.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::seal::Offline;
use crate::step::{Step, on_terminal, root};
use crate::{build, dependencies, examples, package, refresh, setup, single_file};

/// The core with the schema of its types.
const CORE: [&str; 5] = ["--locked", "--package", "atlas-core", "--features", "schema"];
/// The app on the host, where it renders to text. In the browser it runs as wasm.
const APP: [&str; 6] = ["--locked", "--package", "python-atlas", "--no-default-features", "--features", "ssr"];
/// The tasks and the benchmark.
const TASKS: [&str; 5] = ["--locked", "--package", "xtask", "--package", "atlas-bench"];
const DENY: [&str; 3] = ["--", "--deny", "warnings"];

fn cargo(title: &str, command: &str, packages: &[&str]) -> Step {
    Step::new(title, "cargo").args([command]).args(packages)
}

/// Checks the shipped data alone, which needs only the core.
pub fn data() -> Result<()> {
    cargo("Data tests", "test", &CORE).args(["--test", "data", "--test", "facts", "--test", "schema"]).run()?;
    code()
}

/// Checks that the code in the catalog is valid, and that each piece ran when it was last changed.
fn code() -> Result<()> {
    Step::new("Examples in the catalog", setup::python()?).args(["tests/examples.py"]).run()
}

/// Writes the schema of the catalog from its types.
pub fn schema() -> Result<()> {
    let print = cargo("", "run", &CORE).args(["--quiet", "--bin", "schema"]);
    let file = "assets/catalog.schema.json";
    fs::write(root().join(file), print.output()?).with_context(|| format!("{file} cannot be written"))?;
    println!("✓ {file} is current.");
    Ok(())
}

/// Sets up and runs all checks.
pub fn run() -> Result<()> {
    let start = Instant::now();
    let wasm = setup::wasm()?;
    let chromium = setup::browser(setup::BROWSER_TESTS)?.display().to_string();
    let nginx = setup::nginx()?.display().to_string();
    let engines = setup::engines()?;
    setup::npm_packages(setup::FORMAT)?;

    Step::new("Format", "cargo").args(["fmt", "--all", "--check"]).run()?;
    Step::new("Styles and scripts are formatted", "npm")
        .within(setup::FORMAT)
        .args(["run", "--silent", "check"])
        .run()?;
    cargo("Lints of the tasks", "clippy", &TASKS).args(["--all-targets"]).args(DENY).run()?;
    dependencies::check()?;
    cargo("Lints of the core", "clippy", &CORE).args(["--all-targets"]).args(DENY).run()?;
    cargo("Lints of the app on the host", "clippy", &APP).args(["--all-targets"]).args(DENY).run()?;
    Step::new("Lints of the app for wasm", &wasm.cargo)
        .envs(&wasm.envs)
        .args(["clippy", "--package", "python-atlas", "--locked", "--target", setup::WASM])
        .args(DENY)
        .run()?;
    cargo("Tests of the core and of the data", "test", &CORE).run()?;
    cargo("Tests of the app on the host", "test", &APP).run()?;
    cargo("Tests of the tasks and of the benchmark", "test", &TASKS).args(["--lib", "--bins"]).run()?;
    code()?;
    refresh::test()?;
    examples::test()?;
    build::run(Offline::On)?;
    single_file::write()?;
    package::write()?;
    Step::new("The configuration for nginx", "node")
        .within(setup::BROWSER_TESTS)
        .env("ATLAS_CHROMIUM", &chromium)
        .env("ATLAS_NGINX", &nginx)
        .args(["--test", "nginx.mjs"])
        .run()?;

    Step::new("The promises in three engines", "node")
        .within(setup::BROWSER_TESTS)
        .env("ATLAS_CHROMIUM", &chromium)
        .envs(&engines)
        .args(["--test", "engines.mjs"])
        .run()?;

    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port().to_string();
    let reporter = if on_terminal() { "list" } else { "line" };
    Step::new("Browser tests", "npx")
        .within(setup::BROWSER_TESTS)
        .env("ATLAS_CHROMIUM", &chromium)
        .env("ATLAS_PORT", port)
        .args(["--no-install", "playwright", "test", "--reporter", reporter])
        .run()?;
    println!("\n✓ All checks passed in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}
