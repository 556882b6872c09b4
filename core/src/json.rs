//! Reading JSON: text to values, the format version, and the fields of an object, with errors that name the file, the
//! entry and the field. It knows no type of the catalog or the facts.
//!
//! `serde_json` reads the text; [`Fields`] takes the values apart. Derived deserializers would know the line of a misfit
//! but not its entry and field, and made the app 7.6 kB of brotli larger. For the same reason a field is returned in any
//! case and [`FirstError`] keeps what is wrong: a `?` at every field costs more code than the reading.

use std::cell::RefCell;

use serde_json::{Map, Value};

use super::closed_set::ClosedSet;

/// The format of the files that this code reads; a file that says otherwise is refused.
pub const FORMAT_VERSION: u64 = 1;

/// Why a file was refused. The message names the file, the entry and the field.
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
    /// The file is of a format this build does not read.
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
        /// Dotted path inside the entry, such as `links.home`.
        field: String,
        /// What is wrong and what is expected.
        problem: String,
    },
}

/// The value of a whole file.
pub(crate) fn parse(file: &'static str, text: &str) -> Result<Value, DataError> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        // The message ends with the position, which has fields of its own here.
        let problem = message.split(" at line ").next().unwrap_or_default().to_owned();
        DataError::NotJson { file, problem, line: error.line(), column: error.column() }
    })
}

/// Refuses a file of another format. What is no object has no version; [`Fields`] refuses it.
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

/// The fields of an object, and how errors name it.
pub(crate) struct Fields<'a> {
    first_error: &'a FirstError,
    /// The entry it is in, such as `tool "numpy"`.
    entry: String,
    /// Where in the entry, such as `links.` or nowhere.
    path: String,
    /// `None` for a value that is not an object; that is an error already.
    object: Option<&'a Map<String, Value>>,
}

/// Checks a text; the error says what is wrong with it.
pub(crate) type Check = fn(&str) -> Result<(), String>;

/// Any text will do.
pub(crate) const ANY: Check = |_| Ok(());

impl<'a> Fields<'a> {
    /// The fields of an object; `entry` names it.
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
            this.misfit("", "an object", value);
        }
        this
    }

    /// Keeps an error about a field of this object, unless there is one already.
    fn wrong(&self, field: &str, problem: String) {
        let mut error = self.first_error.error.borrow_mut();
        if error.is_none() {
            let field = format!("{}{field}", self.path).trim_end_matches('.').to_owned();
            *error = Some(DataError::Entry { file: self.first_error.file, entry: self.entry.clone(), field, problem });
        }
    }

    fn misfit(&self, field: &str, expected: &str, found: Option<&Value>) {
        let found = match found {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "true or false",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a text",
            Some(Value::Array(_)) => "a list",
            Some(Value::Object(_)) => "an object",
        };
        self.wrong(field, format!("expected {expected}, found {found}"));
    }

    fn get(&self, field: &str) -> Option<&'a Value> {
        self.object?.get(field).filter(|value| !value.is_null())
    }

    /// Returns true if the field is there and not null.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    /// Refuses fields that are not known: most of them are misspelt.
    pub(crate) fn only(&self, known: &[&str]) {
        let mut names = self.object.into_iter().flat_map(Map::keys);
        if let Some(field) = names.find(|field| !known.contains(&field.as_str())) {
            self.wrong(field, format!("there is no such field; there are {}", known.join(", ")));
        }
    }

    fn checked(&self, field: &str, value: &Value, check: Check) -> Option<String> {
        match value {
            Value::String(text) => match check(text) {
                Ok(()) => return Some(text.clone()),
                Err(problem) => self.wrong(field, problem),
            },
            other => self.misfit(field, "a text", Some(other)),
        }
        None
    }

    /// A text, if it is there.
    pub(crate) fn optional(&self, field: &str, check: Check) -> Option<String> {
        self.checked(field, self.get(field)?, check)
    }

    /// A text that must be there.
    pub(crate) fn text(&self, field: &str, check: Check) -> String {
        if !self.has(field) {
            self.misfit(field, "a text", None);
        }
        self.optional(field, check).unwrap_or_default()
    }

    /// A value of a closed set, by its id; it must be there.
    pub(crate) fn one_of<T: ClosedSet>(&self, field: &str) -> T {
        let id = self.text(field, ANY);
        T::from_id(&id).unwrap_or_else(|| {
            let ids: Vec<&str> = T::ALL.iter().map(|row| row.id).collect();
            self.wrong(field, format!("\"{id}\" is no {field}; there are {}", ids.join(", ")));
            T::ALL[0].value
        })
    }

    /// True or false; false if it is missing.
    pub(crate) fn flag(&self, field: &str) -> bool {
        match self.get(field) {
            Some(Value::Bool(flag)) => return *flag,
            None => {}
            other => self.misfit(field, "true or false", other),
        }
        false
    }

    /// A list; empty if it is missing.
    pub(crate) fn list(&self, field: &str) -> &'a [Value] {
        match self.get(field) {
            Some(Value::Array(list)) => return list,
            None => {}
            other => self.misfit(field, "a list", other),
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
