//! The invariants of ARCHITECTURE.md, checked as words that must not be in the source.

#![expect(clippy::expect_used, reason = "in tests a panic is the way to fail")]

use std::fs;
use std::path::Path;

/// Every line of code below `folder` with its file and line number, without comments and tests.
fn lines(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the folder is there") {
        let path = entry.expect("readable").path();
        let name = format!("{folder}/{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            found.extend(lines(&name));
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let code = text.split("#[cfg(test)]").next().expect("something before the tests");
        for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            found.push((format!("{name}:{}", number + 1), line.to_owned()));
        }
    }
    assert!(!found.is_empty(), "{folder} has no code");
    found
}

/// Fails if a line of code below `folder` has one of `words`, except in the files `except`.
fn none_of(folder: &str, words: &[&str], except: &[&str]) {
    for (position, line) in lines(folder) {
        let allowed = except.iter().any(|file| position.starts_with(file));
        let word = words.iter().find(|word| line.contains(**word));
        assert!(allowed || word.is_none(), "{position} has `{}`: {line}", word.unwrap_or(&""));
    }
}

#[test]
fn the_core_knows_no_clock_and_no_io() {
    none_of("core/src", &["std::fs", "std::net", "std::time", "std::env", "std::thread"], &[]);
}

#[test]
fn views_and_adapters_do_not_know_each_other() {
    none_of("src/view", &["crate::browser", "crate::app"], &[]);
    none_of("src/browser", &["crate::view", "crate::app"], &[]);
}

#[test]
fn text_reaches_the_page_as_text_only() {
    none_of("src", &["inner_html", "set_inner_html", "insert_adjacent_html", "set_outer_html", "eval("], &[]);
}

#[test]
fn only_the_history_adapter_reads_the_location() {
    none_of("src", &["location()", "use_location"], &["src/browser/history.rs"]);
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    // The name of SVG's namespace is no address.
    none_of("src", &["http://", "https://"], &["src/view/element.rs"]);
    let page = include_str!("../index.html");
    assert!(!page.contains("http://") && !page.contains("https://"), "index.html names another origin");
}
