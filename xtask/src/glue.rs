//! Shorter names between the app and its glue. wasm-bindgen joins the two by some 150 names that end in a hash; hashes do
//! not compress, and both files carry them all. The glue loses its indentation and comments too. Nothing else changes:
//! without this step the app works the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::seal::hex;

/// The sections of a wasm file that hold such names: imports and exports
/// (<https://webassembly.github.io/spec/core/binary/modules.html#sections>).
const SECTIONS: [u8; 2] = [2, 7];

/// The words of `text` that a hash of wasm-bindgen makes unique, each with a short one that is not in the text.
fn short_names(text: &str) -> BTreeMap<String, String> {
    let word = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    let hashed = |name: &&str| {
        let hash = |part: &str| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        (name.starts_with("__wbg_") || name.starts_with("wasm_bindgen_")) && name.split('_').any(hash)
    };
    let mut names: Vec<&str> = text.split(word).filter(hashed).collect();
    names.sort_unstable();
    names.dedup();
    let taken: Vec<&str> = text.split(word).collect();
    let free = (0..).map(|number| format!("_{number}")).filter(|short| !taken.contains(&short.as_str()));
    names.into_iter().map(str::to_owned).zip(free).collect()
}

/// `text` with each whole word that has a short name replaced by it.
fn with_short_names(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (name, after) = rest.split_at(word);
        out.push_str(names.get(name).map_or(name, String::as_str));
        let other = after.find(|c: char| c.is_ascii_alphanumeric() || c == '_').unwrap_or(after.len());
        out.push_str(&after[..other]);
        rest = &after[other..];
    }
    out
}

/// An unsigned number as wasm writes it (LEB128).
fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = u8::try_from(value & 0x7f).unwrap_or(0);
        value >>= 7;
        if value == 0 {
            bytes.push(byte);
            return bytes;
        }
        bytes.push(byte | 0x80);
    }
}

/// Reads such a number from the front of `bytes`.
fn read_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The wasm file with the short names. A name stands there with its length before it.
fn rename(wasm: &[u8], names: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (head, mut rest) = wasm.split_at_checked(8)?;
    let mut out = head.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let length = read_number(&mut rest)?;
        let (content, after) = rest.split_at_checked(length)?;
        rest = after;
        let mut content = content.to_vec();
        if SECTIONS.contains(&id) {
            for (name, short) in names {
                let before = [number(name.len()), name.as_bytes().to_vec()].concat();
                let now = [number(short.len()), short.as_bytes().to_vec()].concat();
                while let Some(at) = content.windows(before.len()).position(|window| window == before) {
                    content.splice(at..at + before.len(), now.iter().copied());
                }
            }
        }
        out.push(id);
        out.extend(number(content.len()));
        out.extend(content);
    }
    Some(out)
}

/// The glue without indentation and comments, each of which has lines of its own there. `None` if a text goes over several
/// lines: its spaces matter.
fn compact(glue: &str) -> Option<String> {
    let is_comment = |line: &str| ["//", "/*", "*"].iter().any(|start| line.starts_with(start));
    let lines = || glue.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    let whole = lines().all(|line| line.matches('`').count() % 2 == 0);
    let joined = lines().flat_map(|line| [line, "\n"]).collect::<String>();
    // What is returned in the next line needs no name.
    let mut parts = joined.split("const ret = ");
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(";\nreturn ret;") {
            Some((value, rest)) if !value.contains('\n') => short.extend(["return ", value, ";", rest]),
            _ => short.extend(["const ret = ", part]),
        }
    }
    whole.then_some(short)
}

/// The name of an app with this wasm and glue. Servers let browsers keep a file of such a name for ever, so it follows from
/// what is in the file in the end: Trunk's follows from what was there before all of this.
fn name_of(trunks: &str, wasm: &[u8], glue: &str) -> String {
    let base = trunks.rsplit_once('-').map_or(trunks, |(base, _)| base);
    let hash = Sha256::new().chain_update(wasm).chain_update(glue.replace(trunks, base)).finalize();
    format!("{base}-{}", &hex(&hash)[..16])
}

/// Shortens the names in the app and its glue in `dist`, and the glue itself, and names both after their content.
pub fn run(dist: &Path) -> Result<()> {
    let mut pairs = 0;
    let files: Vec<_> = fs::read_dir(dist)?.collect::<Result<_, _>>()?;
    for glue in files.iter().map(fs::DirEntry::path) {
        let name = glue.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let wasm = glue.with_file_name(name.replace(".js", "_bg.wasm"));
        if wasm == glue || !wasm.is_file() {
            continue;
        }
        let text = fs::read_to_string(&glue).with_context(|| format!("{name} cannot be read"))?;
        let names = short_names(&text);
        let app = rename(&fs::read(&wasm)?, &names).with_context(|| format!("{} is no wasm", wasm.display()))?;
        let short = with_short_names(&text, &names);
        let short = compact(&short).unwrap_or(short);
        let old = name.trim_end_matches(".js");
        let new = name_of(old, &app, &short);
        fs::remove_file(&wasm)?;
        fs::remove_file(&glue)?;
        fs::write(dist.join(format!("{new}_bg.wasm")), app)?;
        fs::write(dist.join(format!("{new}.js")), short.replace(old, &new))?;
        let page = dist.join("index.html");
        fs::write(&page, fs::read_to_string(&page).context("index.html cannot be read")?.replace(old, &new))?;
        pairs += 1;
    }
    if pairs != 1 {
        bail!("dist/ has {pairs} apps with their glue; expected one");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_what_is_in_the_files() {
        let name = |trunks, wasm: &str, glue: &str| name_of(trunks, wasm.as_bytes(), glue);
        let first = name("the-app-0123", "wasm", "load('the-app-0123_bg.wasm')");
        assert!(first.starts_with("the-app-") && first.len() == "the-app-".len() + 16, "{first}");
        assert_eq!(name("the-app-4567", "wasm", "load('the-app-4567_bg.wasm')"), first);
        assert_ne!(name("the-app-0123", "other", "load('the-app-0123_bg.wasm')"), first);
        assert_ne!(name("the-app-0123", "wasm", "begin('the-app-0123_bg.wasm')"), first);
    }

    #[test]
    fn the_glue_is_kept_but_for_comments_and_indentation() {
        let glue = "/**\n * Says.\n */\nconst a = {\n    b: `x ${1}`, // why\n\n    // c\n};\n";
        assert_eq!(compact(glue).as_deref(), Some("const a = {\nb: `x ${1}`, // why\n};\n"));
        let returns = "const ret = f(a);\n  return ret;\nconst ret = g(b);\n  h(ret);\n  return ret;\n";
        let expected = "return f(a);\nconst ret = g(b);\nh(ret);\nreturn ret;\n";
        assert_eq!(compact(returns).as_deref(), Some(expected));
        assert_eq!(compact("const a = `\n  b`;"), None);
    }

    const GLUE: &str = "const imports = { __wbg_log_0123456789abcdef: (a) => _0(a), __wbg_get: wasm.wasm_bindgen_0123456789abcdef___call };";

    #[test]
    fn hashed_names_are_shortened_and_no_other() {
        let names = short_names(GLUE);
        let expected = "const imports = { _1: (a) => _0(a), __wbg_get: wasm._2 };";
        assert_eq!(with_short_names(GLUE, &names), expected);
    }

    #[test]
    fn imports_and_exports_are_renamed() {
        let names = short_names(GLUE);
        let section = |id: u8, name: &str| {
            let content = [&[1, 1, b'x'], number(name.len()).as_slice(), name.as_bytes(), &[0, 0]].concat();
            [vec![id], number(content.len()), content].concat()
        };
        let file = |imported: &str, exported: &str| {
            let code = section(10, "__wbg_log_0123456789abcdef");
            [b"\0asm\x01\0\0\0".to_vec(), section(2, imported), section(7, exported), code].concat()
        };
        let before = file("__wbg_log_0123456789abcdef", "wasm_bindgen_0123456789abcdef___call");
        assert_eq!(rename(&before, &names), Some(file("_1", "_2")));
        assert_eq!(rename(&before[..before.len() - 1], &names), None, "cut short");
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for value in [0, 1, 127, 128, 300, 16_383, 16_384, 250_000] {
            assert_eq!(read_number(&mut number(value).as_slice()), Some(value));
        }
    }
}
