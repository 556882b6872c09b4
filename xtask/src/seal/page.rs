//! The sealed page: its policy, its edition, and the hashes of its parts.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};

use super::{Files, Offline, ending};

/// What sealing adds to the page stands between these.
const MARKS: (&str, &str) = ("<!--seal-->", "<!--/seal-->");
/// It stands after this: what comes before it is not checked, and the encoding must be told early.
const PLACE: &str = "<meta charset=\"utf-8\" />";
const PRELOAD: &str = "<link rel=\"modulepreload\" href=\"";
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The page without what an earlier sealing added.
pub fn unsealed(page: &str) -> Result<String> {
    let mut page = page.to_owned();
    if let Some((before, rest)) = page.split_once(MARKS.0) {
        let (_, after) = rest.split_once(MARKS.1).context("index.html: the seal has no end")?;
        page = format!("{before}{after}");
    }
    let Some((before, link)) = page.split_once(PRELOAD) else { bail!("index.html: there is no {PRELOAD}…") };
    let (link, after) = link.split_once('>').context("index.html: the preload has no end")?;
    let link = link.split(" integrity=").next().unwrap_or(link);
    Ok(format!("{before}{PRELOAD}{link}>{after}"))
}

/// The page with its policy, its edition and the hashes of its parts.
pub fn sealed(page: &str, files: &Files, edition: &str, offline: Offline) -> Result<String> {
    let code = files.iter().filter(|(path, _)| ["js", "wasm"].contains(&ending(path)));
    let hashes: BTreeMap<String, String> = code.map(|(path, bytes)| (format!("./{path}"), integrity(bytes))).collect();
    let (before, link) = page.split_once(PRELOAD).context("index.html: no module is loaded ahead")?;
    let (link, after) = link.split_once('>').context("index.html: the preload has no end")?;
    let module = link.split('"').next().unwrap_or(link);
    let hash = hashes.get(module).with_context(|| format!("index.html: {module} is not in the build"))?;
    let page = format!("{before}{PRELOAD}{link} integrity=\"{hash}\">{after}");

    let map = format!("<script type=\"importmap\">{}</script>", json!({ "integrity": hashes }));
    let off = if offline == Offline::Off { "<meta name=\"atlas-offline\" content=\"off\">" } else { "" };
    let edition = format!("<meta name=\"atlas-edition\" content=\"{edition}\">");
    let policy = policy(&inline(&format!("{map}{page}"))?);
    let (before, after) = page.split_once(PLACE).with_context(|| format!("index.html: there is no {PLACE}"))?;
    Ok(format!("{before}{PLACE}{}{policy}{edition}{off}{map}{}{after}", MARKS.0, MARKS.1))
}

/// The hashes of what stands in a page, as a policy names them.
#[derive(Default)]
struct Inline {
    scripts: Vec<String>,
    styles: Vec<String>,
}

/// Finds every inline script and style, in order; what is inside one is not searched.
fn inline(page: &str) -> Result<Inline> {
    let mut found = Inline::default();
    let mut rest = page;
    loop {
        let places = ["<script", "<style", "<!--"].map(|start| (rest.find(start), start));
        let Some((place, start)) = places.into_iter().filter_map(|(place, start)| Some((place?, start))).min() else {
            return Ok(found);
        };
        rest = &rest[place + start.len()..];
        if start == "<!--" {
            rest = rest.split_once("-->").context("index.html: a comment has no end")?.1;
            continue;
        }
        let (attributes, content) = rest.split_once('>').context("index.html: a tag has no end")?;
        let end = start.replace('<', "</");
        let (content, after) = content.split_once(&end).with_context(|| format!("index.html: no {end}>"))?;
        rest = after;
        let hashes = if start == "<style" { &mut found.styles } else { &mut found.scripts };
        if attributes.contains(" src=") {
            bail!("index.html: a script has a src; only the app's module is loaded, by the inline script");
        }
        hashes.push(format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content))));
    }
}

/// Nothing but what is here: no other origin, no other script, no text that becomes markup or code.
fn policy(inline: &Inline) -> String {
    let rules = [
        "default-src 'none'".to_owned(),
        format!("script-src 'self' 'wasm-unsafe-eval' {}", inline.scripts.join(" ")),
        format!("style-src {}", inline.styles.join(" ")),
        "img-src 'self' data:".to_owned(),
        "connect-src 'self'".to_owned(),
        "manifest-src 'self'".to_owned(),
        "worker-src 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types atlas-worker".to_owned(),
    ];
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", rules.join("; "))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{build, on};
    use super::*;

    #[test]
    fn the_policy_names_every_inline_script_and_style_and_nothing_unsafe() {
        let page = on(build()).page;
        let policy = page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
        for content in ["one()", "a {}", "b {}"] {
            let hash = STANDARD.encode(Sha256::digest(content));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{content}: {policy}");
        }
        assert!(!policy.contains(&STANDARD.encode(Sha256::digest("no"))), "a comment is no script");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        let seal = page.find(MARKS.0).unwrap();
        assert!(seal < page.find("<script").unwrap() && seal < page.find("<style").unwrap(), "the policy comes first");
    }

    #[test]
    fn every_script_and_wasm_has_its_hash_in_the_page() {
        let page = on(build()).page;
        for (path, content) in [("app-1.js", "js"), ("app-1_bg.wasm", "wasm")] {
            assert!(page.contains(&format!("\"./{path}\":\"{}\"", integrity(content.as_bytes()))), "{path}: {page}");
        }
        assert!(page.contains(&format!("crossorigin=\"anonymous\" integrity=\"{}\">", integrity(b"js"))), "{page}");
    }
}
