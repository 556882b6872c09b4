//! Reads the catalog file in steps, because a very large one would keep the page busy: `serde_json` splits the list of
//! tools, each step reads some of them, and no tree of the whole file is ever made. Does not know the fields of an
//! entry.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Catalog, FILE, Tool};
use crate::json::{self, DataError, DataErrors, Errors, Fields, check_version};

/// How many tools a catalog may have. A tool takes about a kilobyte.
const MAX_TOOLS: usize = 100_000;
/// How many categories and tasks it may have, and how many times as many tools: each of them has a bit for each tool.
const MAX_GROUPS: usize = 200_000;
const MAX_BITS: usize = 1_000_000_000;

/// Reads a catalog in steps: [`Self::new`], then [`Self::step`] until it returns false, then [`Self::finish`].
pub struct CatalogReader<'a> {
    text: &'a str,
    errors: Errors,
    /// The catalog with the tools read so far.
    catalog: Catalog,
    /// The text of every tool.
    tools: Vec<&'a RawValue>,
}

impl<'a> CatalogReader<'a> {
    /// Reads everything except the tools of the file with this name, in one pass over the text. For 63,666 tools
    /// (22 MB) it took about 100 ms in a browser's engine.
    ///
    /// # Errors
    /// [`DataErrors`]: not JSON, another format version, or too many tools, categories or tasks.
    pub fn new(file: &str, text: &'a str) -> Result<Self, DataErrors> {
        let errors = Errors::in_file(file);
        let (around, tools) = match serde_json::from_str(text) {
            Ok(Outermost { around, tools }) => (Ok(Value::Object(around)), tools),
            // Not JSON, or not an object with a list of tools: `Fields` reports that with the field's name.
            Err(_) => (json::parse(text), Vec::new()),
        };
        let around = around.and_then(check_version).map_err(|error| errors.with(error))?;
        let catalog = Catalog::without_tools(&errors, &around);
        let groups: usize = catalog.categories.iter().map(|category| 1 + category.tasks.len()).sum();
        if tools.len() > MAX_TOOLS || groups > MAX_GROUPS || tools.len() * groups > MAX_BITS {
            let problem = "has more than 100,000 tools, or more than 200,000 categories and tasks, or too many of all";
            return Err(errors.with(DataError::Refused(problem)));
        }
        Ok(Self { text, errors, catalog, tools })
    }

    /// The share of tools that are read, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.catalog.tools.len() * 100 / self.tools.len().max(1)
    }

    /// Reads at most `count` tools. Returns true if there are more.
    ///
    /// # Errors
    /// [`DataErrors`]: a tool is not JSON. Fields that break a rule are reported by [`Self::finish`].
    pub fn step(&mut self, count: usize) -> Result<bool, DataErrors> {
        let done = self.catalog.tools.len();
        for (index, tool) in self.tools.iter().enumerate().skip(done).take(count) {
            // Splitting accepts some text that is not JSON. Its position in the file is found by parsing the whole
            // text.
            let value = json::parse(tool.get()).or_else(|_| json::parse(self.text));
            let value = value.map_err(|error| self.errors.with(error))?;
            let position = self.catalog.categories.len() + index + 1;
            self.catalog.tools.push(Tool::read(&Fields::of_entry(&self.errors, position, "tool", index, &value)));
        }
        Ok(self.catalog.tools.len() < self.tools.len())
    }

    /// The catalog, once [`Self::step`] has returned false.
    ///
    /// # Errors
    /// [`DataErrors`]: every field that breaks a rule, in the order of the entries; first the categories, then the tools.
    pub fn finish(mut self) -> Result<Catalog, DataErrors> {
        self.catalog.check(&self.errors);
        self.errors.into_result()?;
        self.catalog.link_tasks();
        Ok(self.catalog)
    }
}

impl Catalog {
    /// Reads and checks the shipped catalog.
    ///
    /// # Errors
    /// [`DataErrors`]: not JSON, another format version, or the fields that break a rule.
    pub fn parse(text: &str) -> Result<Self, DataErrors> {
        let mut reader = CatalogReader::new(FILE, text)?;
        while reader.step(usize::MAX)? {}
        reader.finish()
    }
}

/// The outermost object of the file.
struct Outermost<'a> {
    /// All fields except the tools.
    around: Map<String, Value>,
    tools: Vec<&'a RawValue>,
}

impl<'de> Deserialize<'de> for Outermost<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OutermostVisitor)
    }
}

struct OutermostVisitor;

impl<'de> Visitor<'de> for OutermostVisitor {
    type Value = Outermost<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut outermost = Outermost { around: Map::new(), tools: Vec::new() };
        while let Some(key) = map.next_key::<String>()? {
            if key == "tools" {
                outermost.tools = map.next_value()?;
            } else {
                outermost.around.insert(key, map.next_value()?);
            }
        }
        Ok(outermost)
    }
}

#[cfg(test)]
mod tests;
