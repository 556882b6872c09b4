//! The errors of a file: what they say, and [`Errors`], which collects them while the file is read.

use std::cell::RefCell;

use super::FORMAT_VERSION;

/// How many errors of a file are kept. Nobody corrects more at a time.
pub const MAX_ERRORS: usize = 200;

/// One thing that is wrong with a file. The message goes on after the file's name, or after that of the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// The file as a whole is of a kind or size that is not read.
    #[error("{0}.")]
    Refused(&'static str),
    /// The text is not JSON, or ends too early.
    #[error("is not complete JSON: {problem} (line {line}, column {column}).")]
    NotJson {
        /// What the parser expected.
        problem: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1; 0 at the end of a line.
        column: usize,
    },
    /// The file has a format version that this build does not read.
    #[error("has format version {found}, but this app reads version {FORMAT_VERSION}. Reload to get a matching app.")]
    Version {
        /// The version the file states, as written there.
        found: String,
    },
    /// One entry breaks a rule.
    #[error("{entry}, field \"{field}\": {problem}.")]
    Entry {
        /// The entry, such as `tool "numpy"`.
        entry: String,
        /// The dotted path inside the entry, such as `links.home`.
        field: String,
        /// What is wrong and what is expected.
        problem: String,
    },
}

/// Why a file was rejected: its errors. The message is the first, with the file's name.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
#[error("{file} {}", first(list))]
pub struct DataErrors {
    /// The file's name.
    pub file: String,
    /// The errors, at least one and at most [`MAX_ERRORS`]: first one of the file as a whole, then those of the
    /// categories, then those of the tools, each in the order of the file; then what categories refer to.
    pub list: Vec<DataError>,
    /// The number of errors beyond those in the list.
    pub more: usize,
}

fn first(list: &[DataError]) -> String {
    match list.first() {
        Some(error @ DataError::Entry { .. }) => format!("has a mistake in {error}"),
        Some(error) => error.to_string(),
        None => String::new(),
    }
}

/// A text of the file as messages quote it: a long one is cut, because each of many errors may quote it.
pub(crate) fn short(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Collects the errors of a file.
pub(crate) struct Errors(RefCell<Found>);

struct Found {
    errors: DataErrors,
    /// The position in the file of the entry of each error, ascending.
    positions: Vec<usize>,
    /// The entry that is read now, as messages name it.
    entry: String,
    /// Its position in the file: 0 is the file itself.
    position: usize,
}

impl Errors {
    /// No error yet in the file with this name, of which no entry is read yet.
    pub(crate) fn in_file(file: &str) -> Self {
        Self(RefCell::new(Found {
            errors: DataErrors { file: file.to_owned(), ..DataErrors::default() },
            positions: Vec::new(),
            entry: "the file itself".to_owned(),
            position: 0,
        }))
    }

    /// From now on, errors are in the entry at this position of the file. They name it by its id; without one, by its
    /// number in its list.
    pub(crate) fn enter(&self, position: usize, word: &str, index: usize, id: &str) {
        let name = if id.is_empty() { format!("number {}", index + 1) } else { format!("\"{}\"", short(id)) };
        let mut found = self.0.borrow_mut();
        found.entry = format!("{word} {name}");
        found.position = position;
    }

    /// Records an error in a field of the entry. Beyond [`MAX_ERRORS`] errors are only counted, and `problem` is not
    /// called, so that a million of them take no time.
    pub(crate) fn record(&self, field: &str, problem: &dyn Fn() -> String) {
        let found = &mut *self.0.borrow_mut();
        if found.errors.list.len() == MAX_ERRORS {
            found.errors.more += 1;
            return;
        }
        let error = DataError::Entry { entry: found.entry.clone(), field: short(field), problem: problem() };
        // The rules between entries are checked last, but their errors stand with their entries.
        let at = found.positions.partition_point(|position| *position <= found.position);
        found.positions.insert(at, found.position);
        found.errors.list.insert(at, error);
    }

    /// All errors, and before them one that ends the reading.
    pub(crate) fn with(&self, error: DataError) -> DataErrors {
        let mut errors = self.0.borrow().errors.clone();
        errors.list.insert(0, error);
        if errors.list.len() > MAX_ERRORS {
            errors.list.pop();
            errors.more += 1;
        }
        errors
    }

    /// The errors as a result, if there were any.
    pub(crate) fn into_result(self) -> Result<(), DataErrors> {
        let errors = self.0.into_inner().errors;
        if errors.list.is_empty() { Ok(()) } else { Err(errors) }
    }
}
