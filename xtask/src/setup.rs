//! Setting up what is missing. There are two kinds of machine (see ARCHITECTURE.md, "Two kinds of machine"):
//!
//! - an ordinary one, where rustup can add the wasm target and Trunk fetches its own helpers;
//! - a closed one, which reaches package registries only. There Debian's second Rust brings the sources of the standard
//!   library, which is built for wasm along with the app, and the helpers come from cargo and npm.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::step::{Step, root};

/// 0.22 needs a newer Rust than the app does.
const TRUNK: &str = "0.21.14";
/// Checks dependencies; two minutes to build, once.
const DENY: &str = "0.20.2";
/// The version Trunk.toml names.
const BINARYEN: &str = "132.0.0";
const WASM: &str = "wasm32-unknown-unknown";
/// A web server with its module for files that brotli has compressed.
const DEBIAN_NGINX: [&str; 2] = ["nginx", "libnginx-mod-http-brotli-static"];
/// Debian's second Rust, with the sources of its standard library, its clippy and a linker for wasm.
const DEBIAN_RUST: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-19"];

/// The variable that makes cargo build the standard library along.
const BUILD_STD: &str = "CARGO_UNSTABLE_BUILD_STD";

/// How to compile for wasm here: which cargo, and with what around it.
pub struct Wasm {
    /// The cargo that can build for wasm.
    pub cargo: PathBuf,
    /// The environment it needs.
    pub envs: Vec<(String, String)>,
}

/// Where tools are kept between runs and checkouts.
fn tools() -> Result<PathBuf> {
    let named = env::var_os("PYTHON_ATLAS_TOOLS").map(PathBuf::from);
    let cache = || {
        let cache = env::var_os("XDG_CACHE_HOME").or_else(|| env::var_os("LOCALAPPDATA")).map(PathBuf::from);
        let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
        Some(cache.or_else(home)?.join("python-atlas"))
    };
    named.or_else(cache).context("there is no home folder for the tools; set PYTHON_ATLAS_TOOLS to one")
}

fn on_path(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

/// Whether the toolchain in use can build for wasm, after asking rustup for the target where rustup may download.
fn has_wasm_target() -> Result<bool> {
    let sysroot = Step::new("", "rustc").args(["--print", "sysroot"]).output()?;
    let target = Path::new(sysroot.trim()).join("lib/rustlib").join(WASM);
    let closed = env::var("RUSTUP_AUTO_INSTALL").is_ok_and(|value| value == "0");
    if !target.is_dir() && !closed && on_path("rustup").is_some() {
        // Without a network this fails, and the machine is a closed one.
        let _added = Step::new("Adding the wasm target", "rustup").args(["target", "add", WASM]).run();
    }
    Ok(target.is_dir())
}

/// Makes sure Debian packages are installed.
fn debian(packages: &[&str]) -> Result<()> {
    let installed = |package: &&str| {
        let status = Step::new("", "dpkg-query").args(["-W", "-f=${db:Status-Status}", package]).output();
        status.is_ok_and(|status| status.trim() == "installed")
    };
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if on_path("apt-get").is_none() {
        bail!(
            "{names} cannot be installed here, because this is no Debian. Install the wasm target with:\n  rustup target add {WASM}"
        );
    }
    let root = Step::new("", "id").args(["-u"]).output()?.trim() == "0";
    if !root {
        bail!(
            "some packages are missing. Install them with this line, then try again:\n  sudo apt-get update && sudo apt-get install --yes --no-install-recommends {names}"
        );
    }
    Step::new("Reading Debian's package lists", "apt-get").args(["update", "--quiet"]).run()?;
    Step::new(format!("Installing {names}"), "apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(missing)
        .run()
}

/// Makes sure a program from cargo's registry is in the tools folder, and returns the folder it is in.
fn cargo_tool(program: &str, package: &str, version: &str, locked: bool) -> Result<PathBuf> {
    let home = tools()?.join(format!("{package}-{version}"));
    let bin = home.join("bin");
    if !bin.join(format!("{program}{}", env::consts::EXE_SUFFIX)).is_file() {
        // Half optimised it is built in half the time, and quick enough.
        let mut step = Step::new(format!("Building {package} {version} (some minutes, once)"), "cargo")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_TARGET_DIR", tools()?.join("build").display().to_string())
            .args(["install", &format!("{package}@{version}"), "--root", &home.display().to_string()]);
        if locked {
            step = step.args(["--locked"]);
        }
        step.run()?;
        // Only the programs are needed; what they were built from is gigabytes.
        let _kept_if_busy = fs::remove_dir_all(tools()?.join("build"));
    }
    Ok(bin)
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{package}\"\n")));
    let version = entry.and_then(|entry| entry.split("version = \"").nth(1)?.split('"').next());
    version.map(str::to_owned).with_context(|| format!("Cargo.lock has no {package}"))
}

/// Makes sure the app can be compiled for wasm.
pub fn wasm() -> Result<Wasm> {
    if has_wasm_target()? {
        return Ok(Wasm { cargo: "cargo".into(), envs: Vec::new() });
    }
    debian(&DEBIAN_RUST)?;
    let envs = [
        ("RUSTC", "/usr/bin/rustc".to_owned()),
        // Building the standard library is an unstable option; this lets a stable compiler take it.
        ("RUSTC_BOOTSTRAP", "1".to_owned()),
        (BUILD_STD, "std,panic_abort".to_owned()),
        // Its small variants of what is rarely in a hurry, such as printing numbers.
        ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size".to_owned()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/bin/wasm-ld-19".to_owned()),
        // Two compilers in one folder would undo each other's work.
        ("CARGO_TARGET_DIR", root().join("target/web").display().to_string()),
        ("PATH", path_with(&[PathBuf::from("/usr/bin")])?),
    ];
    let envs = envs.map(|(name, value)| (name.to_owned(), value)).to_vec();
    Ok(Wasm { cargo: "/usr/bin/cargo".into(), envs })
}

fn path_with(folders: &[PathBuf]) -> Result<String> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all =
        env::join_paths(folders.iter().cloned().chain(env::split_paths(&path))).context("PATH has an odd entry")?;
    Ok(all.to_string_lossy().into_owned())
}

/// Compiler flags that keep this machine's paths out of the bundle, where panic messages would carry them.
fn anonymous_paths() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(Path::new(&env::var_os("HOME")?).join(".cargo"))).unwrap_or_default();
    let sources = fs::read_dir(home.join("registry/src")).into_iter().flatten();
    let folders = sources.filter_map(|entry| Some(entry.ok()?.path())).chain([root()]);
    folders.map(|folder| format!("--remap-path-prefix={}/=", folder.display())).collect::<Vec<_>>().join(" ")
}

/// Trunk, ready to build.
pub struct Trunk {
    program: PathBuf,
    envs: Vec<(String, String)>,
}

impl Trunk {
    /// Whether the standard library is built along, which makes the bundle as small as it gets.
    pub fn is_smallest(&self) -> bool {
        self.envs.iter().any(|(name, _)| name == BUILD_STD)
    }

    /// A step that runs Trunk.
    pub fn step(&self, title: &str) -> Step {
        // Trunk takes `true` and `false` there and ends over the usual `1`.
        Step::new(title, &self.program).envs(&self.envs).without("NO_COLOR")
    }
}

/// Makes sure the bundle can be built.
pub fn trunk() -> Result<Trunk> {
    let wasm = wasm()?;
    let trunk = cargo_tool("trunk", "trunk", TRUNK, true)?;
    let program = trunk.join("trunk");
    let mut envs = vec![
        ("TRUNK_SKIP_VERSION_CHECK".to_owned(), "true".to_owned()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS".to_owned(), anonymous_paths()),
    ];
    if wasm.envs.is_empty() {
        return Ok(Trunk { program, envs });
    }
    // The standard library is built along anyway: without panic messages, which nobody would see, it is 7.8 kB smaller.
    envs[1].1.push_str(" -Zunstable-options -Cpanic=immediate-abort");
    // Trunk would download these two; on a closed machine it finds them on the path.
    let bindgen = cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &locked_version("wasm-bindgen")?, false)?;
    let mut folders = vec![bindgen, npm_tool("wasm-opt", "binaryen", BINARYEN)?];
    envs.extend(wasm.envs);
    for (name, value) in &mut envs {
        if name == "PATH" {
            folders.extend(env::split_paths(value));
            *value = env::join_paths(&folders).context("PATH has an odd entry")?.to_string_lossy().into_owned();
        }
    }
    Ok(Trunk { program, envs })
}

/// The program that checks dependencies.
pub fn deny() -> Result<PathBuf> {
    Ok(cargo_tool("cargo-deny", "cargo-deny", DENY, true)?.join("cargo-deny"))
}

/// The Python that checks the examples in the catalog.
pub fn python() -> Result<PathBuf> {
    let python = on_path("python3").or_else(|| on_path("python"));
    python.context("Python 3 is missing; it checks the examples in the catalog. Install it, then try again. On Debian:\n  sudo apt-get install --yes python3")
}

/// A Python with what the refresh of the facts needs, in a virtual environment of its own.
pub fn refresh_python() -> Result<PathBuf> {
    let requirements = root().join("xtask/refresh/requirements.txt");
    let wanted = fs::read_to_string(&requirements).with_context(|| format!("{} is missing", requirements.display()))?;
    let home = tools()?.join("refresh");
    let program = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let done = home.join("requirements.txt");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) && program.is_file() {
        return Ok(program);
    }
    Step::new("Making a virtual environment for the refresh", python()?)
        .args(["-m", "venv", "--clear", &home.display().to_string()])
        .run()
        .context("on Debian the package python3-venv may be missing")?;
    Step::new("Installing what the refresh needs", &program)
        .args(["-m", "pip", "install", "--quiet", "--requirement", &requirements.display().to_string()])
        .run()?;
    fs::write(&done, wanted).with_context(|| format!("{} cannot be written", done.display()))?;
    Ok(program)
}

fn need_node() -> Result<()> {
    if on_path("npm").is_none() {
        bail!(
            "Node.js is missing. Install version 20 or newer, with npm, then try again. On Debian:\n  sudo apt-get install --yes nodejs npm"
        );
    }
    Ok(())
}

/// The latest edition of an npm package, unpacked into the tools folder: its folder.
pub fn latest_npm(package: &str) -> Result<PathBuf> {
    need_node()?;
    let home = tools()?.join(format!("{package}-latest"));
    let prefix = home.display().to_string();
    fs::create_dir_all(&home).with_context(|| format!("{prefix} cannot be made"))?;
    Step::new(format!("Fetching the latest {package}"), "npm")
        .args([
            "install",
            "--silent",
            "--no-save",
            "--ignore-scripts",
            "--prefix",
            &prefix,
            &format!("{package}@latest"),
        ])
        .run()?;
    Ok(home.join("node_modules").join(package))
}

fn npm_tool(program: &str, package: &str, version: &str) -> Result<PathBuf> {
    let home = tools()?.join(format!("{package}-{version}"));
    let bin = home.join("node_modules/.bin");
    if !bin.join(program).exists() {
        need_node()?;
        fs::create_dir_all(&home).with_context(|| format!("{} cannot be made", home.display()))?;
        Step::new(format!("Installing {package} {version}"), "npm")
            .args([
                "install",
                "--silent",
                "--no-save",
                "--prefix",
                &home.display().to_string(),
                &format!("{package}@{version}"),
            ])
            .run()?;
    }
    Ok(bin)
}

/// Makes sure the published configuration of nginx can be tested, and returns nginx.
pub fn nginx() -> Result<PathBuf> {
    if let Some(named) = env::var_os("ATLAS_NGINX") {
        return Ok(named.into());
    }
    // Debian keeps it where only root's path leads.
    let find = || on_path("nginx").or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|file| file.is_file()));
    if on_path("apt-get").is_some() {
        debian(&DEBIAN_NGINX)?;
    }
    find().context(
        "there is no nginx. Install it with its module brotli_static, or name one in ATLAS_NGINX, then try again",
    )
}

/// Makes sure the packages that a folder's lock names are in it.
fn npm_packages(folder: &str, whose: &str) -> Result<()> {
    need_node()?;
    let lock = root().join(folder).join("package-lock.json");
    let done = root().join(folder).join("node_modules/.package-lock.json");
    let time = |file: &Path| fs::metadata(file).and_then(|data| data.modified()).ok();
    if time(&done).is_none() || time(&done) < time(&lock) {
        Step::new(format!("Installing {whose} packages"), "npm").within(folder).args(["ci", "--silent"]).run()?;
    }
    Ok(())
}

fn chromium() -> Result<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let find = || names.iter().find_map(|name| on_path(name));
    if let Some(named) = env::var_os("ATLAS_CHROMIUM") {
        return Ok(named.into());
    }
    if find().is_none() && on_path("apt-get").is_some() {
        debian(&["chromium"])?;
    }
    find().context("there is no Chromium. Install Chromium or Chrome, or name one in ATLAS_CHROMIUM, then try again")
}

/// Makes sure the browser tests can run, and returns the browser.
pub fn browser() -> Result<PathBuf> {
    npm_packages("tests/e2e", "the browser tests'")?;
    chromium()
}

/// Makes sure the benchmark can run in the browser, beside the search libraries, and returns the browser.
pub fn bench() -> Result<PathBuf> {
    npm_packages("bench/browser", "the benchmark's")?;
    chromium()
}
