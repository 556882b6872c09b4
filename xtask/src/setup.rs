//! Installs what is missing. How the app is compiled for wasm depends on the kind of machine (ARCHITECTURE.md, "Two
//! kinds of machine"): see `ordinary` and `closed`. The rest is the same for both and is here.

mod closed;
mod ordinary;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::step::{Step, root};

/// The target the app is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";
/// The folder of the browser tests.
pub const BROWSER_TESTS: &str = "tests/e2e";
/// The folder of the benchmark's run in the browser.
pub const BENCHMARK: &str = "bench/browser";
/// The folder with the formatters of styles and scripts.
pub const FORMAT: &str = "xtask/format";

/// The version of Trunk. 0.22 needs a newer Rust than the app does.
const TRUNK: &str = "0.21.14";
/// The version of cargo-deny, which checks dependencies. It takes two minutes to build, once.
const DENY: &str = "0.20.2";
/// The version of the driver of Firefox. It takes a minute to build, once.
const GECKODRIVER: &str = "0.37.1";
/// The drivers of three engines, with Firefox and `WebKit`, and a screen and a session for the latter.
const DEBIAN_ENGINES: [&str; 6] =
    ["chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb", "xauth", "dbus-daemon"];
/// A web server with its module for files that brotli has compressed.
const DEBIAN_NGINX: [&str; 2] = ["nginx", "libnginx-mod-http-brotli-static"];

/// How to compile for wasm on this machine.
pub struct Wasm {
    /// The cargo that can build for wasm.
    pub cargo: PathBuf,
    /// The environment it needs.
    pub envs: Vec<(String, String)>,
}

/// Sets up compiling for wasm.
pub fn wasm() -> Result<Wasm> {
    if ordinary::has_wasm_target()? {
        return Ok(Wasm { cargo: "cargo".into(), envs: Vec::new() });
    }
    closed::wasm(&[])
}

/// Trunk, ready to build.
pub struct Trunk {
    program: PathBuf,
    envs: Vec<(String, String)>,
}

impl Trunk {
    /// A step that runs Trunk.
    pub fn step(&self, title: &str) -> Step {
        // Trunk accepts only `true` and `false` here and fails on the usual `1`.
        Step::new(title, &self.program).envs(&self.envs).without("NO_COLOR")
    }
}

/// Sets up building the bundle.
pub fn trunk() -> Result<Trunk> {
    let program = cargo_tool("trunk", "trunk", TRUNK, true)?.join("trunk");
    // An ordinary machine needs only the sources of the standard library: Trunk downloads its own tools.
    let mut envs = if ordinary::has_wasm_target()? {
        ordinary::need_sources()?;
        Vec::new()
    } else {
        closed::trunk()?.envs
    };
    let flags = format!("{} {SMALL}", anonymous_paths());
    let more = [
        ("TRUNK_SKIP_VERSION_CHECK", "true"),
        // Unstable options; this lets a stable compiler accept them.
        ("RUSTC_BOOTSTRAP", "1"),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
        ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", &flags),
    ];
    envs.extend(more.map(|(name, value)| (name.to_owned(), value.to_owned())));
    Ok(Trunk { program, envs })
}

/// Compiler flags for the bundle: a panic ends the app at once, without words, and nothing is formatted for debugging,
/// because nobody reads either in a browser. With a standard library that is built so too, they take 13 kB off after
/// compression.
const SMALL: &str = "-Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort";

/// Compiler flags that keep this machine's paths out of the panic messages in the bundle.
fn anonymous_paths() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(Path::new(&env::var_os("HOME")?).join(".cargo"))).unwrap_or_default();
    let sources = fs::read_dir(home.join("registry/src")).into_iter().flatten();
    let folders = sources.filter_map(|entry| Some(entry.ok()?.path())).chain([root()]);
    folders.map(|folder| format!("--remap-path-prefix={}/=", folder.display())).collect::<Vec<_>>().join(" ")
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

/// Makes sure a program from cargo's registry is in the tools folder, and returns the folder it is in.
fn cargo_tool(program: &str, package: &str, version: &str, locked: bool) -> Result<PathBuf> {
    let home = tools()?.join(format!("{package}-{version}"));
    let bin = home.join("bin");
    if !bin.join(format!("{program}{}", env::consts::EXE_SUFFIX)).is_file() {
        // With little optimisation it builds in half the time and is quick enough.
        let step = Step::new(format!("Building {package} {version} (some minutes, once)"), "cargo")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_TARGET_DIR", tools()?.join("build").display().to_string())
            .args(["install", &format!("{package}@{version}"), "--root", &home.display().to_string()]);
        if locked { step.args(["--locked"]) } else { step }.run()?;
        // Only the programs are needed. The build folder takes gigabytes.
        let _kept_if_busy = fs::remove_dir_all(tools()?.join("build"));
    }
    Ok(bin)
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

/// A Python with the packages that the refresh needs, in its own virtual environment.
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

/// Makes sure an npm package of this version is in the tools folder, and returns its `node_modules`. Scripts of
/// packages do not run. The version `latest` is fetched each time.
pub fn npm_tool(package: &str, version: &str) -> Result<PathBuf> {
    let home = tools()?.join(format!("{package}-{version}"));
    let modules = home.join("node_modules");
    if version == "latest" || !modules.join(package).is_dir() {
        need_node()?;
        fs::create_dir_all(&home).with_context(|| format!("{} cannot be made", home.display()))?;
        Step::new(format!("Fetching {package} {version}"), "npm")
            .args(["install", "--silent", "--no-save", "--ignore-scripts", "--prefix", &home.display().to_string()])
            .args([format!("{package}@{version}")])
            .run()?;
    }
    Ok(modules)
}

/// Makes sure the npm packages of a folder's lock file are installed in it.
pub fn npm_packages(folder: &str) -> Result<()> {
    need_node()?;
    let time = |file: &str| fs::metadata(root().join(folder).join(file)).and_then(|data| data.modified()).ok();
    let done = time("node_modules/.package-lock.json");
    if done.is_none() || done < time("package-lock.json") {
        Step::new(format!("Installing the packages of {folder}"), "npm")
            .within(folder)
            .args(["ci", "--silent"])
            .run()?;
    }
    Ok(())
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
    if Step::new("", "id").args(["-u"]).output()?.trim() != "0" {
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

/// The program that the environment names in `variable`, or else the one found.
fn named_or(variable: &str, find: impl Fn() -> Option<PathBuf>, missing: &str) -> Result<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from).or_else(find);
    named.with_context(|| format!("there is no {missing}, or name one in {variable}, then try again"))
}

/// Makes sure the published configuration of nginx can be tested, and returns nginx.
pub fn nginx() -> Result<PathBuf> {
    // Debian installs nginx in a folder that is only on root's PATH, and its brotli module as a separate package.
    let find = || on_path("nginx").or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|file| file.is_file()));
    if env::var_os("ATLAS_NGINX").is_none() && on_path("apt-get").is_some() {
        debian(&DEBIAN_NGINX)?;
    }
    named_or("ATLAS_NGINX", find, "nginx. Install it with its module brotli_static")
}

/// Makes sure that browsers of three engines can be driven, and returns the environment that the tests in them need. Where
/// no package manager that this knows is, the browsers that are there are tested.
pub fn engines() -> Result<Vec<(String, String)>> {
    if on_path("apt-get").is_some() {
        debian(&DEBIAN_ENGINES)?;
    }
    let drivers = [("chromium", "chromedriver"), ("firefox", "firefox-esr"), ("webkit", "WebKitWebDriver")];
    let there = drivers.iter().filter(|(_, program)| on_path(program).is_some()).map(|(name, _)| *name);
    let engines = env::var("ATLAS_ENGINES").unwrap_or_else(|_| there.collect::<Vec<_>>().join(" "));
    let mut envs = Vec::new();
    if engines.contains("firefox") && env::var_os("ATLAS_GECKODRIVER").is_none() {
        let driver = cargo_tool("geckodriver", "geckodriver", GECKODRIVER, true)?.join("geckodriver");
        envs.push(("ATLAS_GECKODRIVER".to_owned(), driver.display().to_string()));
    }
    envs.push(("ATLAS_ENGINES".to_owned(), engines));
    Ok(envs)
}

/// Makes sure there is a browser, and that this folder has the packages that drive it. Returns the browser.
pub fn browser(folder: &str) -> Result<PathBuf> {
    npm_packages(folder)?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let find = || names.iter().find_map(|name| on_path(name));
    if env::var_os("ATLAS_CHROMIUM").is_none() && find().is_none() && on_path("apt-get").is_some() {
        debian(&["chromium"])?;
    }
    named_or("ATLAS_CHROMIUM", find, "Chromium. Install Chromium or Chrome")
}
