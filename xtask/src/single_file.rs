//! The whole app as one page, which a double click opens: no server, no network, no other file.

mod markup;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::step::root;
use markup::{Element, elements};

/// Where the page is written.
const FOLDER: &str = "dist-single";
const PAGE: &str = "python-atlas.html";
/// Links that point to other files for browsers to load ahead or beside; here is nothing beside.
const POINTERS: [&str; 4] = ["preload", "modulepreload", "manifest", "apple-touch-icon"];
/// How the start script loads the module that wasm-bindgen made.
const LOAD: &str = "import(js)";
const ANSWER: &str = include_str!("single_file/answer.js");

/// Writes the page from the finished `dist/`, whether that is sealed or not.
pub fn write() -> Result<()> {
    let dist = root().join("dist");
    let folder = root().join(FOLDER);
    let page = bundle(&dist)?;
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    fs::write(folder.join(PAGE), &page).with_context(|| format!("{FOLDER}/{PAGE} cannot be written"))?;
    println!("✓ {FOLDER}/{PAGE} is the whole app in {} bytes.", page.len());
    Ok(())
}

fn bytes(dist: &Path, file: &str) -> Result<Vec<u8>> {
    fs::read(dist.join(file)).with_context(|| format!("dist/{file} cannot be read; `cargo xtask build` makes it"))
}

fn text(dist: &Path, file: &str) -> Result<String> {
    String::from_utf8(bytes(dist, file)?).with_context(|| format!("dist/{file} is not text"))
}

/// The names in a folder of `dist/`, sorted.
fn names(folder: &Path, ending: &str) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
    names.sort();
    Ok(names)
}

fn bundle(dist: &Path) -> Result<String> {
    let page = text(dist, "index.html")?;
    let mut out = String::with_capacity(page.len());
    let mut started = 0;
    let mut rest = 0;
    for element in elements(&page) {
        out.push_str(&page[rest..element.start]);
        rest = element.end;
        if element.name == "script" && element.content.contains(LOAD) {
            started += element.content.matches(LOAD).count();
            out.push_str(&start_script(dist, &element)?);
        } else {
            out.push_str(&inlined(dist, &element)?);
        }
    }
    out.push_str(&page[rest..]);
    if started != 1 {
        bail!("dist/index.html has `{LOAD}` {started} times, but one start script with it is expected");
    }
    let end = out.rfind("</body>").context("dist/index.html has no end")?;
    out.insert_str(end, &files(dist)?);
    with_policy(&out)
}

/// An element as it is in the one page; nothing where the page has no use for it.
fn inlined(dist: &Path, element: &Element) -> Result<String> {
    let local = |address: &str| address.trim_start_matches("./").to_owned();
    let relation = element.attribute("rel").unwrap_or_default();
    Ok(match element.name {
        "html" => element.tag.replacen("<html", "<html data-single-file", 1),
        "meta" if element.attribute("http-equiv") == Some("Content-Security-Policy") => String::new(),
        "link" if POINTERS.contains(&relation) => String::new(),
        "link" if relation == "icon" => {
            let file = local(element.attribute("href").context("the icon has no address")?);
            let data = BASE64_STANDARD.encode(bytes(dist, &file)?);
            format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{data}\" />")
        }
        "link" if relation == "stylesheet" => {
            let file = local(element.attribute("href").context("a style sheet has no address")?);
            format!("<style>{}</style>", text(dist, &file)?)
        }
        // Where modules are, and their hashes; here are none.
        "script" if element.attribute("type") == Some("importmap") => String::new(),
        "script" => match element.attribute("src") {
            Some(file) => {
                let kind = element.attribute("type").unwrap_or("text/javascript");
                format!("<script type=\"{kind}\">{}</script>", checked(&text(dist, &local(file))?)?)
            }
            None => element.whole.to_owned(),
        },
        _ => element.whole.to_owned(),
    })
}

/// Code for a script element: what is in it must not end the element.
fn checked(code: &str) -> Result<String> {
    if code.contains("</script") || code.contains("<!--") {
        bail!("a script has `</script` or `<!--` in it and cannot stand in a page");
    }
    Ok(code.to_owned())
}

/// The start script with the module in it and the answers to what it asks for.
fn start_script(dist: &Path, element: &Element) -> Result<String> {
    let modules: Vec<String> = names(dist, "_bg.wasm")?.iter().map(|name| name.replace("_bg.wasm", ".js")).collect();
    let [module] = modules.as_slice() else { bail!("dist/ has {} modules, but one is expected", modules.len()) };
    let glue = text(dist, module)?;
    let export = "export { initSync, __wbg_init as default };";
    if glue.matches("export ").count() != 1 || !glue.contains(export) || glue.contains("\nimport ") {
        bail!("{module} imports or exports something new; src/single_file.rs knows only `{export}`");
    }
    // Whether it stands in a module or in a plain script.
    let glue = glue.replace(export, "return __wbg_init;").replace("import.meta.url", "document.baseURI");
    let start = element.content.replace(LOAD, "Promise.resolve({ default: glue })");
    let code = checked(&format!("{{\n{ANSWER}const glue = (() => {{\n{glue}\n}})();\n{start}\n}}"))?;
    Ok(format!("{}{code}</script>", element.tag))
}

/// The files that the app asks for, as blocks of data, which a browser does not run.
fn files(dist: &Path) -> Result<String> {
    let mut blocks = String::new();
    let mut add = |kind: &str, file: &str, data: &str| {
        blocks.extend(["<script type=\"application/", kind, " data-file=\"", file, "\">", data, "</script>\n"]);
    };
    for name in names(&dist.join("assets"), ".json")? {
        let file = format!("assets/{name}");
        // A `<` is in texts only; so written, no text can end the block.
        add("json\"", &file, &text(dist, &file)?.replace('<', "\\u003c"));
    }
    for file in names(dist, ".wasm")? {
        add("wasm\" data-base64", &file, &BASE64_STANDARD.encode(bytes(dist, &file)?));
    }
    Ok(blocks)
}

/// The page with its policy: the scripts and styles in it, pictures in it, and nothing else from anywhere.
fn with_policy(page: &str) -> Result<String> {
    let hashes = |name: &str| {
        let parts = elements(page).into_iter().filter(|element| element.name == name);
        let run = parts.filter(|element| element.attribute("data-file").is_none());
        let hash = |code: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(code)));
        run.map(|element| hash(element.content)).collect::<Vec<_>>().join(" ")
    };
    let rules = [
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", hashes("script")),
        format!("style-src {}", hashes("style")),
        "img-src data:".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types atlas-worker".to_owned(),
    ];
    let policy = rules.join("; ");
    // Behind the character set, which browsers look for in the first 1,024 bytes.
    let charset = elements(page).into_iter().find(|element| element.attribute("charset").is_some());
    let place = charset.context("dist/index.html names no character set")?.end;
    let mut out = page.to_owned();
    out.insert_str(place, &format!("\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />"));
    Ok(out)
}
