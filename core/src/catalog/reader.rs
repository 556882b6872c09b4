//! Reading a catalog in steps, so that a very large one does not stop the page: first what stands around the list of
//! tools, then so many tools at a time. No tree of the whole file is ever made.

use serde_json::{Deserializer, Value};

use super::read::{check_version, end_of, not_json};
use super::{Catalog, DataError, FILE, Tool};
use crate::json::{Fields, Reader};

/// A catalog that is being read.
pub struct Reading {
    text: String,
    /// Where the content of the list of tools begins; `None` for a file without such a list.
    start: Option<usize>,
    /// How far it is read.
    at: usize,
    reader: Reader,
    tools: Vec<Tool>,
}

impl Reading {
    /// Begins to read.
    #[must_use]
    pub fn new(text: String) -> Self {
        let start = list_of_tools(&text);
        Self { at: start.unwrap_or(text.len()), start, text, reader: Reader::new(FILE), tools: Vec::new() }
    }

    /// How much is read, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.at * 100 / self.text.len().max(1)
    }

    /// Reads at most `count` tools; whether there are more.
    ///
    /// # Errors
    /// [`DataError::NotJson`] where the list breaks off.
    pub fn step(&mut self, count: usize) -> Result<bool, DataError> {
        if self.start.is_none() {
            return Ok(false);
        }
        for _ in 0..count {
            self.skip_space();
            if self.text[self.at..].starts_with(']') {
                return Ok(false);
            }
            if !self.tools.is_empty() {
                // The parser tells what is wrong with anything else in this place.
                self.at += usize::from(self.text[self.at..].starts_with(','));
            }
            let mut values = Deserializer::from_str(&self.text[self.at..]).into_iter::<Value>();
            let value = match values.next() {
                Some(Ok(value)) if value.is_object() => value,
                Some(Ok(_)) | None => return Err(self.broken("an object")),
                Some(Err(error)) => return Err(not_json(FILE, &error, &self.text[..self.at])),
            };
            self.at += values.byte_offset();
            let entry = Fields::of_entry(&self.reader, "tool", self.tools.len(), &value);
            self.tools.push(Tool::read(&entry));
            self.skip_space();
            if !self.text[self.at..].starts_with([',', ']']) {
                return Err(self.broken("`,` or `]`"));
            }
        }
        Ok(true)
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_ascii_start().len();
    }

    /// Something else was expected here.
    fn broken(&self, expected: &str) -> DataError {
        let (lines, column) = end_of(&self.text[..self.at]);
        DataError::NotJson { file: FILE, problem: format!("expected {expected}"), line: lines + 1, column: column + 1 }
    }

    /// The catalog, once there are no more tools to read.
    ///
    /// # Errors
    /// [`DataError`]: another format version, or the first entry that breaks a rule.
    pub fn finish(self) -> Result<Catalog, DataError> {
        let start = self.start.unwrap_or(self.at);
        let around = [&self.text[..start], &self.text[self.at..]].concat();
        let json: Value = serde_json::from_str(&around).map_err(|error| not_json(FILE, &error, ""))?;
        check_version(FILE, &json)?;
        let mut catalog = Catalog::read(&json)?;
        self.reader.finish()?;
        catalog.tools = self.tools;
        catalog.check()?;
        Ok(catalog)
    }
}

/// Where the content of the list `tools` of the outermost object begins.
fn list_of_tools(text: &str) -> Option<usize> {
    let (mut depth, mut key) = (0, None);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            b'{' | b'[' if key == Some("tools") => return (byte == b'[').then_some(at + 1),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => {
                let start = at + 1;
                let quote = |at: &usize| text.as_bytes()[*at] == b'"' && !escaped(text, *at);
                at = (start..text.len()).find(quote)?;
                key = (depth == 1).then(|| &text[start..at]);
            }
            b',' => key = None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether an odd number of backslashes stands before this place.
fn escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: &str = r#"{"a": "\"tools\": [", "b": {"tools": [1]}, "tools" : [ "#;

    #[test]
    fn the_list_is_the_outermost_one() {
        assert_eq!(list_of_tools(AROUND), Some(AROUND.len() - 1));
        for none in [
            "",
            "{",
            "[]",
            "{\"tools\": 3}",
            "{\"tools",
            "{\"tools\": {}}",
            "{\"tools\": \"[\"}",
            "{\"b\": [\"tools\", []]}",
        ] {
            assert_eq!(list_of_tools(none), None, "{none}");
        }
    }

    #[test]
    fn it_makes_no_difference_in_how_many_steps_a_catalog_is_read() {
        let text = include_str!("../../../assets/catalog.json");
        let whole = Catalog::parse(text).expect("sound");
        let mut reading = Reading::new(text.to_owned());
        let mut before = reading.percent();
        while reading.step(7).expect("sound") {
            assert!(reading.percent() >= before && reading.percent() <= 100);
            before = reading.percent();
        }
        assert_eq!(reading.finish().expect("sound"), whole);
    }

    #[test]
    fn what_stands_between_tools_is_checked() {
        let text = include_str!("../../../assets/catalog.json");
        let (good, bad) = ("\n    },\n    {\n      \"id\": \"pandas\"", "\n    }\n    {\n      \"id\": \"pandas\"");
        assert!(text.contains(good));
        let error = Catalog::parse(&text.replacen(good, bad, 1)).expect_err("no comma").to_string();
        assert!(error.contains("not complete JSON: expected `,` or `]`"), "{error}");
        for tools in ["[,]", "[1]", "[{},]", "[{} {}]", "[{}", "["] {
            let text = format!("{{\"version\": 1, \"tools\": {tools}, \"edition\": \"x\"}}");
            assert!(Catalog::parse(&text).is_err(), "{tools}");
        }
    }
}
