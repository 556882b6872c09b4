//! Reads JSON: from text to values, the format version, and the fields of an object. Errors name the file, the entry
//! and the field. Knows no type of the catalog or the facts.
//!
//! `serde_json` parses the text, and [`Fields`] reads the values. Derived deserializers would report the line of an
//! error but not its entry and field, and made the app 7.6 kB of brotli larger. To save code too, a field that is wrong
//! is returned as a default and [`Errors`] keeps the error: a `?` at every field takes more code than the reading, and
//! would end it at the first error.

use serde_json::{Map, Value};

use super::closed_set::ClosedSet;

mod errors;

pub use errors::{DataError, DataErrors, MAX_ERRORS};
pub(crate) use errors::{Errors, short};

/// The format version that this code reads. A file with another one is rejected.
pub const FORMAT_VERSION: u64 = 1;

/// The size in bytes of the largest file that [`text_of`] accepts.
pub const MAX_BYTES: usize = 50_000_000;

/// The number of values in the largest file that [`text_of`] accepts: a value takes far more memory than its text. A
/// catalog of 63,666 tools has 0.9 million.
const MAX_VALUES: usize = 2_000_000;

/// The text of a file that anybody may have made, without a byte order mark.
///
/// # Errors
/// [`DataError::Refused`]: an archive, not UTF-8, larger than [`MAX_BYTES`], or of too many values.
pub fn text_of(file: &str, bytes: Vec<u8>) -> Result<String, DataErrors> {
    let values = bytes.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count();
    let problems = [
        (bytes.starts_with(b"PK\x03\x04"), "is a zip archive, not JSON"),
        (bytes.starts_with(b"\x1f\x8b"), "is a gzip archive, not JSON"),
        (bytes.len() > MAX_BYTES, "is larger than 50 MB"),
        (values > MAX_VALUES, "has more than two million values"),
    ];
    let refused = problems.iter().find(|(is_so, _)| *is_so).map(|(_, problem)| *problem);
    match (refused, String::from_utf8(bytes)) {
        (None, Ok(mut text)) => {
            if text.starts_with('\u{feff}') {
                text.remove(0);
            }
            Ok(text)
        }
        (refused, _) => Err(Errors::in_file(file).with(DataError::Refused(refused.unwrap_or("is not text in UTF-8")))),
    }
}

/// Parses a whole file.
pub(crate) fn parse(text: &str) -> Result<Value, DataError> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        if message.starts_with("recursion limit") {
            return DataError::Refused("has lists or objects nested more than 100 deep");
        }
        // The message ends with the position, which `DataError` has as fields.
        let problem = message.split(" at line ").next().unwrap_or_default().to_owned();
        DataError::NotJson { problem, line: error.line(), column: error.column() }
    })
}

/// Rejects a file with another format version. A value that is not an object passes here; [`Fields`] rejects it.
pub(crate) fn check_version(json: Value) -> Result<Value, DataError> {
    let version = json.get("version").and_then(Value::as_u64);
    if !json.is_object() || version == Some(FORMAT_VERSION) {
        return Ok(json);
    }
    // Not `Value`'s own text: the tables for printing any number took 3.1 kB of brotli.
    let found = version.map_or_else(|| "unknown".to_owned(), |version| version.to_string());
    Err(DataError::Version { found })
}

/// The fields of an object.
pub(crate) struct Fields<'a> {
    errors: &'a Errors,
    /// The path of the object inside its entry, such as `links.`; empty for the entry itself.
    path: String,
    /// `None` if there is no object; that error is already recorded.
    object: Option<&'a Map<String, Value>>,
}

/// Checks a text; the error says what is wrong with it.
pub(crate) type Check = fn(&str) -> Result<(), String>;

/// Accepts any text.
pub(crate) const ANY: Check = |_| Ok(());

impl<'a> Fields<'a> {
    /// The fields of the entry that is read.
    pub(crate) fn new(errors: &'a Errors, value: &'a Value) -> Self {
        Self::at(errors, String::new(), Some(value))
    }

    /// The fields of an entry at a position of the file and an index of a list, which is read from now on.
    pub(crate) fn of_entry(errors: &'a Errors, position: usize, word: &str, index: usize, value: &'a Value) -> Self {
        errors.enter(position, word, index, value.get("id").and_then(Value::as_str).unwrap_or_default());
        Self::new(errors, value)
    }

    fn at(errors: &'a Errors, path: String, value: Option<&'a Value>) -> Self {
        let this = Self { errors, path, object: value.and_then(Value::as_object) };
        if value.is_some() && this.object.is_none() {
            this.mismatch("", "an object", value);
        }
        this
    }

    /// Records an error in a field of this object.
    fn record(&self, field: &str, problem: &dyn Fn() -> String) {
        self.errors.record(format!("{}{field}", self.path).trim_end_matches('.'), problem);
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
        self.record(field, &|| format!("expected {expected}, found {found}"));
    }

    fn get(&self, field: &str) -> Option<&'a Value> {
        self.object?.get(field).filter(|value| !value.is_null())
    }

    /// Returns true if the field is there and not null.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    /// Records an error if a field is missing, unless all are because this is no object.
    fn needs(&self, field: &str, expected: &str) {
        if self.object.is_some() && !self.has(field) {
            self.mismatch(field, expected, None);
        }
    }

    /// Rejects fields that are not in `known`: most of them are misspelt.
    pub(crate) fn only(&self, known: &[&str]) {
        for field in self.object.into_iter().flat_map(Map::keys).filter(|field| !known.contains(&field.as_str())) {
            self.record(field, &|| format!("there is no such field; expected one of {}", known.join(", ")));
        }
    }

    fn checked(&self, field: &str, value: &Value, check: Check) -> Option<String> {
        match value {
            Value::String(text) => match check(text) {
                Ok(()) => return Some(text.clone()),
                Err(problem) => self.record(field, &|| problem.clone()),
            },
            other => self.mismatch(field, "a text", Some(other)),
        }
        None
    }

    /// A text; `None` if it is missing.
    pub(crate) fn optional(&self, field: &str, check: Check) -> Option<String> {
        self.checked(field, self.get(field)?, check)
    }

    /// A required text; `None` if it is wrong.
    fn required(&self, field: &str, check: Check) -> Option<String> {
        self.needs(field, "a text");
        self.optional(field, check)
    }

    /// A required text.
    pub(crate) fn text(&self, field: &str, check: Check) -> String {
        self.required(field, check).unwrap_or_default()
    }

    /// A required value of a closed set, by its id.
    pub(crate) fn one_of<T: ClosedSet>(&self, field: &str) -> T {
        self.one_of_the(field, field)
    }

    /// Like [`Self::one_of`], for a field that is not named after what it holds, which is a `noun`.
    pub(crate) fn one_of_the<T: ClosedSet>(&self, field: &str, noun: &str) -> T {
        self.required(field, ANY).map_or(T::ALL[0].value, |id| self.value_of(field, noun, &id))
    }

    /// A list of values of a closed set, by their ids; each is a `noun`.
    pub(crate) fn several_of_the<T: ClosedSet>(&self, field: &str, noun: &str) -> Vec<T> {
        self.texts(field, ANY).iter().map(|id| self.value_of(field, noun, id)).collect()
    }

    fn value_of<T: ClosedSet>(&self, field: &str, noun: &str, id: &str) -> T {
        T::from_id(id).unwrap_or_else(|| {
            let ids: Vec<&str> = T::ALL.iter().map(|row| row.id).collect();
            self.record(field, &|| format!("\"{}\" is not a {noun}; expected one of {}", short(id), ids.join(", ")));
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
        self.needs(field, "an object");
        Self::at(self.errors, format!("{}{field}.", self.path), self.get(field))
    }

    /// The fields of each object in a list; none if the list is missing.
    pub(crate) fn objects(&self, field: &str) -> Vec<Self> {
        let list = self.list(field).iter().enumerate();
        let path = |index| format!("{}{field}[{index}].", self.path);
        list.map(|(index, value)| Self::at(self.errors, path(index), Some(value))).collect()
    }
}
