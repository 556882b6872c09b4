//! Reading the fields of a JSON object, with errors that name the entry and the field.
//!
//! `serde_json` reads the text; what it found is taken apart here. Derived deserializers would know the line of a misfit
//! but not its entry and field, and made the app 7.6 kB of brotli larger. For the same reason a reader returns something in
//! any case and keeps the first error for [`Reader::finish`]: a `?` at every field costs more code than the reading.

use std::cell::RefCell;

use serde_json::{Map, Value};

use super::catalog::DataError;

/// Keeps the first thing that is wrong with a file.
pub struct Reader {
    file: &'static str,
    error: RefCell<Option<DataError>>,
}

impl Reader {
    /// A reader of the file with this name.
    #[must_use]
    pub fn new(file: &'static str) -> Self {
        Self { file, error: RefCell::new(None) }
    }

    /// # Errors
    /// The first error of all that was read.
    pub fn finish(self) -> Result<(), DataError> {
        self.error.into_inner().map_or(Ok(()), Err)
    }
}

/// An object with the words to name it by.
pub struct Fields<'a> {
    reader: &'a Reader,
    /// The entry it is in, such as `tool "numpy"`.
    entry: String,
    /// Where in the entry, such as `links.` or nowhere.
    path: String,
    /// `None` for a value that is not an object; that is an error already.
    object: Option<&'a Map<String, Value>>,
}

/// Whether a text will do, and if not, what is wrong with it.
pub type Check = fn(&str) -> Result<(), String>;

/// Any text will do.
pub const ANY: Check = |_| Ok(());

impl<'a> Fields<'a> {
    /// The fields of an object; `entry` names it.
    #[must_use]
    pub fn new(reader: &'a Reader, entry: String, value: &'a Value) -> Self {
        Self::at(reader, entry, String::new(), Some(value))
    }

    /// The fields of a list's entry. It goes by its id, else by its number from 1.
    #[must_use]
    pub fn of_entry(reader: &'a Reader, word: &str, index: usize, value: &'a Value) -> Self {
        let id = value.get("id").and_then(Value::as_str);
        let entry = id.map_or_else(|| format!("{word} number {}", index + 1), |id| format!("{word} \"{id}\""));
        Self::new(reader, entry, value)
    }

    fn at(reader: &'a Reader, entry: String, path: String, value: Option<&'a Value>) -> Self {
        let object = value.and_then(Value::as_object);
        let this = Self { reader, entry, path, object };
        if object.is_none() {
            this.misfit("", "an object", value);
        }
        this
    }

    /// Keeps an error about a field of this object, unless there is one already.
    fn wrong(&self, field: &str, problem: String) {
        let mut error = self.reader.error.borrow_mut();
        if error.is_none() {
            let field = format!("{}{field}", self.path).trim_end_matches('.').to_owned();
            *error = Some(DataError::Entry { file: self.reader.file, entry: self.entry.clone(), field, problem });
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

    /// Whether a field is there.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    /// Refuses fields that are not known: most often they are misspelt.
    pub fn only(&self, known: &[&str]) {
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
    #[must_use]
    pub fn optional(&self, field: &str, check: Check) -> Option<String> {
        self.checked(field, self.get(field)?, check)
    }

    /// A text that must be there.
    #[must_use]
    pub fn text(&self, field: &str, check: Check) -> String {
        if !self.has(field) {
            self.misfit(field, "a text", None);
        }
        self.optional(field, check).unwrap_or_default()
    }

    /// Yes or no; no if it is missing.
    #[must_use]
    pub fn flag(&self, field: &str) -> bool {
        match self.get(field) {
            Some(Value::Bool(flag)) => return *flag,
            None => {}
            other => self.misfit(field, "true or false", other),
        }
        false
    }

    /// A list; empty if it is missing.
    #[must_use]
    pub fn list(&self, field: &str) -> &'a [Value] {
        match self.get(field) {
            Some(Value::Array(list)) => return list,
            None => {}
            other => self.misfit(field, "a list", other),
        }
        &[]
    }

    /// A list of texts; empty if it is missing.
    #[must_use]
    pub fn texts(&self, field: &str, check: Check) -> Vec<String> {
        let list = self.list(field).iter().enumerate();
        list.filter_map(|(index, value)| self.checked(&format!("{field}[{index}]"), value, check)).collect()
    }

    /// The fields of an object inside this one.
    #[must_use]
    pub fn object(&self, field: &str) -> Self {
        Self::at(self.reader, self.entry.clone(), format!("{}{field}.", self.path), self.get(field))
    }

    /// The fields of each object in a list; none if the list is missing.
    #[must_use]
    pub fn objects(&self, field: &str) -> Vec<Self> {
        let list = self.list(field).iter().enumerate();
        let path = |index| format!("{}{field}[{index}].", self.path);
        list.map(|(index, value)| Self::at(self.reader, self.entry.clone(), path(index), Some(value))).collect()
    }
}
