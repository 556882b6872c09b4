//! Bundles the whole app into one HTML file that opens from disk: no server, no network, no other file.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};

use crate::html::{self, Element};
use crate::policy::{self, Source};
use crate::seal::{self, Files};
use crate::step::root;

/// Where the page is written.
const FOLDER: &str = "dist-single";
const PAGE: &str = "python-atlas.html";
/// Relations of links to other files. They are dropped, because there are no other files.
const POINTERS: [&str; 5] = ["preload", "modulepreload", "manifest", "apple-touch-icon", "alternate"];
/// How the start script loads the module that wasm-bindgen made.
const LOAD: &str = "import(js)";
/// How that module exports the function that starts the app.
const START: &str = "__wbg_init as default";
const ANSWER: &str = include_str!("single_file/answer.js");

/// Writes the page from the finished `dist/`, which may be sealed or not.
pub fn write() -> Result<()> {
    let page = bundle(&seal::files(&root().join("dist"))?)?;
    let folder = root().join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    fs::write(folder.join(PAGE), &page).with_context(|| format!("{FOLDER}/{PAGE} cannot be written"))?;
    println!("✓ {FOLDER}/{PAGE} is the whole app in {} bytes.", page.len());
    Ok(())
}

fn text<'a>(files: &'a Files, file: &str) -> Result<&'a str> {
    let bytes = files.get(file).with_context(|| format!("dist/ has no {file}; `cargo xtask build` makes it"))?;
    str::from_utf8(bytes).with_context(|| format!("dist/{file} is not text"))
}

fn bundle(files: &Files) -> Result<String> {
    let mut started = 0;
    let page = html::rewritten(&seal::unsealed(text(files, "index.html")?)?, |element| {
        let starts = element.name == "script" && element.content.contains(LOAD);
        started += usize::from(starts);
        if starts { start_scripts(files, element).map(Some) } else { inlined(files, element) }
    })?;
    ensure!(started == 1, "dist/index.html has {started} start scripts with `{LOAD}`; expected one");
    let end = page.rfind("</body>").context("dist/index.html has no end")?;
    let page = [&page[..end], &blocks(files)?, &page[end..]].concat();
    html::with_head(&page, &policy::meta(&page, Source::Page)?)
}

/// The replacement of an element: an empty text to drop it, `None` to keep it.
fn inlined(files: &Files, element: &Element) -> Result<Option<String>> {
    if element.name == "html" {
        return Ok(Some(element.tag.replacen("<html", "<html data-single-file", 1)));
    }
    if POINTERS.iter().any(|relation| element.is_link(relation)) {
        return Ok(Some(String::new()));
    }
    if element.is_link("icon") {
        let file = element.attribute("href").context("the icon has no address")?;
        let data = BASE64_STANDARD.encode(text(files, file.trim_start_matches("./"))?);
        return Ok(Some(format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{data}\" />")));
    }
    Ok(None)
}

/// Checks that code does not end the script element it is put into.
fn checked(code: &str) -> Result<&str> {
    if code.contains("</script") || code.contains("<!--") {
        bail!("a script has `</script` or `<!--` in it and cannot stand in a page");
    }
    Ok(code)
}

/// The start script, with a `fetch` that reads from the page, and after it the app's module, which passes itself to it.
fn start_scripts(files: &Files, element: &Element) -> Result<String> {
    let wasm = files.keys().find_map(|path| path.strip_suffix("_bg.wasm")).context("dist/ has no wasm")?;
    let name = format!("{wasm}.js");
    let module = text(files, &name)?;
    if !module.contains(START) || module.lines().any(|line| line.starts_with("import ")) {
        bail!("{name} has no `{START}`, or imports something; single_file.rs must learn of it");
    }
    let start = checked(element.content)?.replace(LOAD, "app");
    let module = checked(module)?;
    Ok(format!(
        "{}{{\n{ANSWER}{start}\n}}</script>\n<script type=\"module\">{module}\nstartAtlas({{ default: __wbg_init }});</script>",
        element.tag
    ))
}

/// The files that the app fetches, as data blocks, which browsers do not run.
fn blocks(files: &Files) -> Result<String> {
    let mut blocks = String::new();
    for (path, bytes) in files {
        let (kind, data) = match seal::ending(path) {
            // In JSON, `<` occurs only in strings. Escaped, it cannot end the block.
            "json" if path.starts_with("assets/") => ("json\"", text(files, path)?.replace('<', "\\u003c")),
            "wasm" => ("wasm\" data-base64", BASE64_STANDARD.encode(bytes)),
            _ => continue,
        };
        blocks.extend(["<script type=\"application/", kind, " data-file=\"", path, "\">", &data, "</script>\n"]);
    }
    Ok(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_all_files_and_points_to_none() {
        let page = "<html><head><meta charset=\"utf-8\" /><link rel=\"icon\" href=\"i.svg\" />\
                    <link rel=\"modulepreload\" href=\"./a-1.js\"><script>{ import(js) }</script></head><body></body>";
        let module = "let __wbg_init;\nexport { initSync, __wbg_init as default };";
        let texts = [
            ("index.html", page),
            ("a-1.js", module),
            ("a-1_bg.wasm", "wasm"),
            ("i.svg", "icon"),
            ("assets/catalog.json", "{\"a\":\"</script>\"}"),
        ];
        let files: Files = texts.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
        let single = bundle(&files).unwrap();
        for part in
            [module, "{ app }", "startAtlas({ default: __wbg_init })", "base64,aWNvbg==", "{\"a\":\"\\u003c/script>\"}"]
        {
            assert!(single.contains(part), "{part}: {single}");
        }
        assert!(!single.contains("modulepreload") && !single.contains("src="), "{single}");
        let mut other = files.clone();
        other.insert("a-1.js".to_owned(), b"import { x } from \"./x.js\";\n".to_vec());
        assert!(bundle(&other).unwrap_err().to_string().contains("must learn"), "a module with parts of its own");
        other.insert("index.html".to_owned(), page.replace("import(js)", "").into_bytes());
        assert!(bundle(&other).unwrap_err().to_string().contains("0 start scripts"));
    }
}
