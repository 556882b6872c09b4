//! Seals a finished `dist/`: its page runs only code whose hash is in the page, and its worker keeps only files whose
//! hash is on the worker's list.
//!
//! Sealing is idempotent, so a build can be sealed again after its catalog has changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};

use crate::html;
use crate::policy::{self, Source};
use crate::prerender;
use crate::step::root;

/// The page's path, and its address relative to itself.
const PAGE: (&str, &str) = ("index.html", "./");
const WORKER: &str = "worker.js";
const CATALOG: &str = "assets/catalog.json";
/// What people read and write with spaces and line breaks. Without them it is 5 % smaller after compression.
const DATA: [&str; 2] = [CATALOG, "assets/facts.json"];
/// The markers around what sealing adds to the head of the page.
const MARKS: (&str, &str) = ("<!--seal-->", "<!--/seal-->");
/// The file types of the offline copy. The manifest's screenshots (webp) are for app stores, not for the device.
const KINDS: [&str; 10] = ["css", "html", "ico", "js", "json", "png", "svg", "wasm", "webmanifest", "woff2"];

/// What a build does about offline copies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Offline {
    /// Its worker keeps one.
    On,
    /// Its worker removes the copies of earlier builds, and itself.
    Off,
}

/// The files of a build by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// All files below `folder`, by relative path with `/`.
pub fn files(folder: &Path) -> Result<Files> {
    let mut found = Files::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?.into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else {
            let bytes = fs::read(entry.path()).with_context(|| format!("{} cannot be read", entry.path().display()))?;
            found.insert(name, bytes);
        }
    }
    Ok(found)
}

/// Seals the build in `dist` with the worker of this project.
pub fn run(dist: &Path, offline: Offline) -> Result<()> {
    let template = match offline {
        Offline::On => "assets/worker.js",
        Offline::Off => "assets/worker-off.js",
    };
    let template = fs::read_to_string(root().join(template)).with_context(|| format!("{template} cannot be read"))?;
    for path in DATA.map(|path| dist.join(path)).iter().filter(|path| path.is_file()) {
        let data: Value =
            serde_json::from_slice(&fs::read(path)?).with_context(|| format!("{} is no JSON", path.display()))?;
        fs::write(path, data.to_string())?;
    }
    prerender::run(dist)?;
    let Sealed { page, worker, edition } = seal(files(dist)?, &template, offline)?;
    fs::write(dist.join(PAGE.0), page)?;
    fs::write(dist.join(WORKER), worker)?;
    println!("✓ Sealed edition {edition}.");
    Ok(())
}

struct Sealed {
    page: String,
    worker: String,
    edition: String,
}

fn seal(mut files: Files, template: &str, offline: Offline) -> Result<Sealed> {
    files.retain(|path, _| is_part(path));
    let page = files.remove(PAGE.0).with_context(|| format!("there is no {}", PAGE.0))?;
    let page = unsealed(&String::from_utf8(page)?)?;
    let catalog = files.get(CATALOG).with_context(|| format!("there is no {CATALOG}"))?;
    let catalog: Value = serde_json::from_slice(catalog).with_context(|| format!("{CATALOG} is no JSON"))?;
    let date = catalog["edition"].as_str().filter(|date| is_date(date));
    let date = date.with_context(|| format!("{CATALOG}, field \"edition\": expected a date like 2026-01-31"))?;

    // A change of any byte gives another edition.
    let mut all = Sha256::new();
    for (path, bytes) in &files {
        all.update(format!("{path} {}\n", hex(&Sha256::digest(bytes))));
    }
    all.update(&page);
    all.update(template);
    let edition = format!("{date}-{}", &hex(&all.finalize())[..8]);

    let page = sealed(&page, &files, &edition, offline)?;
    let listed = |path: &str, bytes: &[u8]| json!([path, hex(&Sha256::digest(bytes)), bytes.len()]);
    let mut list = vec![listed(PAGE.1, page.as_bytes())];
    list.extend(files.iter().map(|(path, bytes)| listed(path, bytes)));
    let worker = match offline {
        Offline::Off => template.to_owned(),
        Offline::On => filled(template, &json!({ "edition": edition, "files": list }))?,
    };
    Ok(Sealed { page, worker, edition })
}

/// The page without the additions of an earlier sealing.
pub fn unsealed(page: &str) -> Result<String> {
    let mut page = page.to_owned();
    if let Some((before, rest)) = page.split_once(MARKS.0) {
        let (_, after) = rest.split_once(MARKS.1).context("index.html: the seal has no end")?;
        page = format!("{before}{after}");
    }
    html::rewritten(&page, |element| {
        let tag = element.is_link("modulepreload").then(|| element.tag.split(" integrity=").next()).flatten();
        Ok(tag.map(|tag| format!("{}>", tag.trim_end_matches('>'))))
    })
}

/// The page with its policy, its edition and the hashes of its parts.
fn sealed(page: &str, files: &Files, edition: &str, offline: Offline) -> Result<String> {
    let code = files.iter().filter(|(path, _)| ["js", "wasm"].contains(&ending(path)));
    let hashes: BTreeMap<String, String> = code.map(|(path, bytes)| (format!("./{path}"), integrity(bytes))).collect();
    // Some browsers check a module's hash on the preload link but not yet in the import map.
    let mut preloads = 0;
    let page = html::rewritten(page, |element| {
        if !element.is_link("modulepreload") {
            return Ok(None);
        }
        preloads += 1;
        let module = element.attribute("href").unwrap_or_default();
        let hash = hashes.get(module).with_context(|| format!("index.html: {module} is not in the build"))?;
        Ok(Some(format!("{} integrity=\"{hash}\">", element.tag.trim_end_matches('>'))))
    })?;
    ensure!(preloads == 1, "index.html: {preloads} modules are loaded ahead; expected one");

    let map = format!("<script type=\"importmap\">{}</script>", json!({ "integrity": hashes }));
    let off = if offline == Offline::Off { "<meta name=\"atlas-offline\" content=\"off\">" } else { "" };
    let edition = format!("<meta name=\"atlas-edition\" content=\"{edition}\">");
    let policy = policy::meta(&format!("{map}{page}"), Source::Host).context("index.html")?;
    html::with_head(&page, &[MARKS.0, &policy, &edition, off, &map, MARKS.1].concat())
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

fn is_part(path: &str) -> bool {
    let is_page = [PAGE.0, "all.html"].contains(&path) || ending(path) != "html";
    KINDS.contains(&ending(path)) && is_page && path != WORKER && !path.contains("screenshot")
}

/// The file extension: what follows the last dot.
pub fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn is_date(text: &str) -> bool {
    let shape = |(rank, byte): (usize, u8)| if rank == 4 || rank == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(shape)
}

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// The worker's script with its edition and its list.
fn filled(template: &str, build: &Value) -> Result<String> {
    let line = |line: &&str| line.starts_with("const BUILD = ");
    let line = template.lines().find(line).context("assets/worker.js has no line `const BUILD = …`")?;
    Ok(template.replacen(line, &format!("const BUILD = {build};"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKER_TEMPLATE: &str = "// first\nconst BUILD = { edition: \"\", files: [] };\nlast();\n";

    /// A short page like those that Trunk builds.
    fn page() -> String {
        let head = "<meta charset=\"utf-8\" /><script>one()</script><style>a {}</style>\
                    <link rel=\"modulepreload\" href=\"./app-1.js\" crossorigin=\"anonymous\">";
        format!("<html><head>{head}</head></html>")
    }

    fn build() -> Files {
        let files = [
            ("index.html", page()),
            ("app-1.js", "js".to_owned()),
            ("app-1_bg.wasm", "wasm".to_owned()),
            ("assets/catalog.json", "{\"edition\": \"2026-11-22\"}".to_owned()),
            ("assets/screenshot-wide.png", "large".to_owned()),
            ("_headers", "for the host".to_owned()),
            ("app-1.js.br", "compressed".to_owned()),
        ];
        files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect()
    }

    fn on(files: Files) -> Sealed {
        seal(files, WORKER_TEMPLATE, Offline::On).unwrap()
    }

    fn list(worker: &str) -> Value {
        let line = worker.lines().find_map(|line| line.strip_prefix("const BUILD = ")).unwrap();
        serde_json::from_str(line.strip_suffix(';').unwrap()).unwrap()
    }

    #[test]
    fn sealing_twice_gives_the_same_as_once() {
        let once = on(build());
        let mut files = build();
        files.insert("index.html".to_owned(), once.page.clone().into_bytes());
        files.insert("worker.js".to_owned(), once.worker.clone().into_bytes());
        let twice = on(files);
        assert_eq!((once.page, once.worker, once.edition), (twice.page, twice.worker, twice.edition));
    }

    #[test]
    fn the_list_is_what_the_page_consists_of_with_its_hashes() {
        let Sealed { page, worker, edition } = on(build());
        let build = list(&worker);
        assert_eq!(build["edition"], edition.as_str());
        assert!(edition.starts_with("2026-11-22-"), "{edition}");
        let paths: Vec<&str> =
            build["files"].as_array().unwrap().iter().map(|file| file[0].as_str().unwrap()).collect();
        assert_eq!(paths, ["./", "app-1.js", "app-1_bg.wasm", "assets/catalog.json"]);
        assert_eq!(build["files"][0], json!(["./", hex(&Sha256::digest(&page)), page.len()]));
        assert_eq!(build["files"][1][1], "16cedf80ade01c62bdd1ae931d0492330c0b62bf294c08c095ce2fab21a9298d");
    }

    #[test]
    fn another_byte_anywhere_is_another_edition() {
        let first = on(build()).edition;
        for (path, bytes) in [("app-1.js", "js "), ("assets/catalog.json", "{\"edition\": \"2026-11-22\" }")] {
            let mut files = build();
            files.insert(path.to_owned(), bytes.as_bytes().to_vec());
            assert_ne!(on(files).edition, first, "{path}");
        }
        let mut files = build();
        files.insert("index.html".to_owned(), page().replace("one()", "two()").into_bytes());
        assert_ne!(on(files).edition, first);
        let worker = WORKER_TEMPLATE.replace("last", "other");
        assert_ne!(seal(build(), &worker, Offline::On).unwrap().edition, first);
    }

    #[test]
    fn the_kill_switch_has_no_list_and_the_page_knows() {
        let Sealed { page, worker, .. } = seal(build(), "unregister()", Offline::Off).unwrap();
        assert_eq!(worker, "unregister()");
        assert!(page.contains("<meta name=\"atlas-offline\" content=\"off\">"), "{page}");
        assert!(!on(build()).page.contains("atlas-offline"));
    }

    #[test]
    fn what_cannot_be_sealed_is_refused_in_words() {
        let refused = |path: &str, bytes: Option<&str>| {
            let mut files = build();
            match bytes {
                Some(bytes) => files.insert(path.to_owned(), bytes.as_bytes().to_vec()),
                None => files.remove(path),
            };
            seal(files, WORKER_TEMPLATE, Offline::On).map(|sealed| sealed.edition).unwrap_err().to_string()
        };
        assert_eq!(refused("index.html", None), "there is no index.html");
        assert_eq!(refused("assets/catalog.json", None), "there is no assets/catalog.json");
        assert!(refused("assets/catalog.json", Some("{\"edition\": \"soon\"}")).contains("expected a date"));
        assert!(refused("app-1.js", None).contains("./app-1.js is not in the build"));
        let foreign = page().replace("<script>one()", "<script src=\"x.js\">one()");
        assert_eq!(refused("index.html", Some(&foreign)), "index.html");
        assert!(refused("index.html", Some("<p>")).contains("0 modules"));
    }

    #[test]
    fn the_policy_comes_first_and_every_script_and_wasm_has_its_hash_in_the_page() {
        let page = on(build()).page;
        let policy = page.find("Content-Security-Policy").unwrap();
        assert!(policy < page.find("<script").unwrap() && policy < page.find("<style").unwrap(), "{page}");
        let map = page.split_once("importmap\">").and_then(|(_, rest)| rest.split_once('<')).unwrap().0;
        assert!(page.contains(&BASE64_STANDARD.encode(Sha256::digest(map))), "the policy allows the map: {page}");
        for (path, content) in [("app-1.js", "js"), ("app-1_bg.wasm", "wasm")] {
            assert!(page.contains(&format!("\"./{path}\":\"{}\"", integrity(content.as_bytes()))), "{path}: {page}");
        }
        assert!(page.contains(&format!("crossorigin=\"anonymous\" integrity=\"{}\">", integrity(b"js"))), "{page}");
    }
}
