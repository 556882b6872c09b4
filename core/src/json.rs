//! Reads JSON: from text to values, the format version, and the fields of an object. Errors name the file, the entry
//! and the field. Knows no type of the catalog or the facts.
//!
//! `serde_json` parses the text, and [`Fields`] reads the values. Derived deserializers would report the line of an
//! error but not its entry and field, and made the app 7.6 kB of brotli larger. To save code too, a field that is wrong
//! is returned as a default and [`FirstError`] keeps the error: a `?` at every field takes more code than the reading.

use std::cell::RefCell;

use serde_json::{Map, Value};

use super::closed_set::ClosedSet;

/// The format version that this code reads. A file with another one is rejected.
pub const FORMAT_VERSION: u64 = 1;

/// Why a file was rejected. The message names the file and, if it is known, the entry and the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// The text is not JSON, or ends too early.
    #[error("{file} is not complete JSON: {problem} (line {line}, column {column}).")]
    NotJson {
        /// The file's name.
        file: &'static str,
        /// What the parser expected.
        problem: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1; 0 at the end of a line.
        column: usize,
    },
    /// The file has a format version that this build does not read.
    #[error(
        "{file} has format version {found}, but this app reads version {FORMAT_VERSION}. Reload to get a matching app."
    )]
    Version {
        /// The file's name.
        file: &'static str,
        /// The version the file states, as written there.
        found: String,
    },
    /// One entry breaks a rule.
    #[error("{file} has a mistake in {entry}, field \"{field}\": {problem}.")]
    Entry {
        /// The file's name.
        file: &'static str,
        /// The entry, such as `tool "numpy"`.
        entry: String,
        /// The dotted path inside the entry, such as `links.home`.
        field: String,
        /// What is wrong and what is expected.
        problem: String,
    },
}

/// Parses a whole file.
pub(crate) fn parse(file: &'static str, text: &str) -> Result<Value, DataError> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        // The message ends with the position, which `DataError` has as fields.
        let problem = message.split(" at line ").next().unwrap_or_default().to_owned();
        DataError::NotJson { file, problem, line: error.line(), column: error.column() }
    })
}

/// Rejects a file with another format version. A value that is not an object passes here; [`Fields`] rejects it.
pub(crate) fn check_version(file: &'static str, json: &Value) -> Result<(), DataError> {
    let version = json.get("version").and_then(Value::as_u64);
    if !json.is_object() || version == Some(FORMAT_VERSION) {
        return Ok(());
    }
    // Not `Value`'s own text: the tables for printing any number took 3.1 kB of brotli.
    let found = version.map_or_else(|| "unknown".to_owned(), |version| version.to_string());
    Err(DataError::Version { file, found })
}

/// Keeps the first error in a file.
pub(crate) struct FirstError {
    file: &'static str,
    error: RefCell<Option<DataError>>,
}

impl FirstError {
    /// No error yet in the file with this name.
    pub(crate) fn in_file(file: &'static str) -> Self {
        Self { file, error: RefCell::new(None) }
    }

    /// The first error as a result, if there was one.
    pub(crate) fn into_result(self) -> Result<(), DataError> {
        self.error.into_inner().map_or(Ok(()), Err)
    }
}

/// The fields of an object, with the names that errors give it.
pub(crate) struct Fields<'a> {
    first_error: &'a FirstError,
    /// The entry that the object is in, such as `tool "numpy"`.
    entry: String,
    /// The path of the object inside the entry, such as `links.`; empty for the entry itself.
    path: String,
    /// `None` if the value is not an object; that error is already recorded.
    object: Option<&'a Map<String, Value>>,
}

/// Checks a text; the error says what is wrong with it.
pub(crate) type Check = fn(&str) -> Result<(), String>;

/// Accepts any text.
pub(crate) const ANY: Check = |_| Ok(());

impl<'a> Fields<'a> {
    /// The fields of an object; errors name it `entry`.
    pub(crate) fn new(first_error: &'a FirstError, entry: String, value: &'a Value) -> Self {
        Self::at(first_error, entry, String::new(), Some(value))
    }

    /// The fields of an entry in a list. Errors name it by its id, else by its number from 1.
    pub(crate) fn of_entry(first_error: &'a FirstError, word: &str, index: usize, value: &'a Value) -> Self {
        let id = value.get("id").and_then(Value::as_str);
        let entry = id.map_or_else(|| format!("{word} number {}", index + 1), |id| format!("{word} \"{id}\""));
        Self::new(first_error, entry, value)
    }

    fn at(first_error: &'a FirstError, entry: String, path: String, value: Option<&'a Value>) -> Self {
        let object = value.and_then(Value::as_object);
        let this = Self { first_error, entry, path, object };
        if object.is_none() {
            this.mismatch("", "an object", value);
        }
        this
    }

    /// Records an error in a field of this object, unless an earlier one is recorded.
    fn record(&self, field: &str, problem: String) {
        let mut error = self.first_error.error.borrow_mut();
        if error.is_none() {
            let field = format!("{}{field}", self.path).trim_end_matches('.').to_owned();
            *error = Some(DataError::Entry { file: self.first_error.file, entry: self.entry.clone(), field, problem });
        }
    }

    fn mismatch(&self, field: &str, expected: &str, found: Option<&Value>) {
        let found = match found {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "true or false",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a text",
            Some(Value::Array(_)) => "a list",
            Some(Value::Object(_)) => "an object",
        };
        self.record(field, format!("expected {expected}, found {found}"));
    }

    fn get(&self, field: &str) -> Option<&'a Value> {
        self.object?.get(field).filter(|value| !value.is_null())
    }

    /// Returns true if the field is there and not null.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    /// Rejects fields that are not in `known`: most of them are misspelt.
    pub(crate) fn only(&self, known: &[&str]) {
        let mut names = self.object.into_iter().flat_map(Map::keys);
        if let Some(field) = names.find(|field| !known.contains(&field.as_str())) {
            self.record(field, format!("there is no such field; expected one of {}", known.join(", ")));
        }
    }

    fn checked(&self, field: &str, value: &Value, check: Check) -> Option<String> {
        match value {
            Value::String(text) => match check(text) {
                Ok(()) => return Some(text.clone()),
                Err(problem) => self.record(field, problem),
            },
            other => self.mismatch(field, "a text", Some(other)),
        }
        None
    }

    /// A text; `None` if it is missing.
    pub(crate) fn optional(&self, field: &str, check: Check) -> Option<String> {
        self.checked(field, self.get(field)?, check)
    }

    /// A required text.
    pub(crate) fn text(&self, field: &str, check: Check) -> String {
        if !self.has(field) {
            self.mismatch(field, "a text", None);
        }
        self.optional(field, check).unwrap_or_default()
    }

    /// A required value of a closed set, by its id.
    pub(crate) fn one_of<T: ClosedSet>(&self, field: &str) -> T {
        self.one_of_the(field, field)
    }

    /// Like [`Self::one_of`], for a field that is not named after what it holds, which is a `noun`.
    pub(crate) fn one_of_the<T: ClosedSet>(&self, field: &str, noun: &str) -> T {
        self.value_of(field, noun, &self.text(field, ANY))
    }

    /// A list of values of a closed set, by their ids; each is a `noun`.
    pub(crate) fn several_of_the<T: ClosedSet>(&self, field: &str, noun: &str) -> Vec<T> {
        self.texts(field, ANY).iter().map(|id| self.value_of(field, noun, id)).collect()
    }

    fn value_of<T: ClosedSet>(&self, field: &str, noun: &str, id: &str) -> T {
        T::from_id(id).unwrap_or_else(|| {
            let ids: Vec<&str> = T::ALL.iter().map(|row| row.id).collect();
            self.record(field, format!("\"{id}\" is not a {noun}; expected one of {}", ids.join(", ")));
            T::ALL[0].value
        })
    }

    /// True or false; false if it is missing.
    pub(crate) fn flag(&self, field: &str) -> bool {
        match self.get(field) {
            Some(Value::Bool(flag)) => return *flag,
            None => {}
            other => self.mismatch(field, "true or false", other),
        }
        false
    }

    /// A list; empty if it is missing.
    pub(crate) fn list(&self, field: &str) -> &'a [Value] {
        match self.get(field) {
            Some(Value::Array(list)) => return list,
            None => {}
            other => self.mismatch(field, "a list", other),
        }
        &[]
    }

    /// A list of texts; empty if it is missing.
    pub(crate) fn texts(&self, field: &str, check: Check) -> Vec<String> {
        let list = self.list(field).iter().enumerate();
        list.filter_map(|(index, value)| self.checked(&format!("{field}[{index}]"), value, check)).collect()
    }

    /// The fields of an object inside this one.
    pub(crate) fn object(&self, field: &str) -> Self {
        Self::at(self.first_error, self.entry.clone(), format!("{}{field}.", self.path), self.get(field))
    }

    /// The fields of each object in a list; none if the list is missing.
    pub(crate) fn objects(&self, field: &str) -> Vec<Self> {
        let list = self.list(field).iter().enumerate();
        let path = |index| format!("{}{field}[{index}].", self.path);
        list.map(|(index, value)| Self::at(self.first_error, self.entry.clone(), path(index), Some(value))).collect()
    }
}
