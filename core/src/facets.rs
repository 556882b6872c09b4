//! Facets: the dimensions to filter by. A facet is one row of [`FACETS`]; everything else follows from the row.

use fixedbitset::FixedBitSet;

use super::catalog::{Catalog, Tool, ToolKind};
use super::closed_set::ClosedSet;
use super::facts::{Facts, LicenceClass, MaintenanceStatus, PackageFacts, Platform, licence_class, maintenance};

/// A tool with what is measured of it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The tool.
    pub tool: &'a Tool,
    /// Its facts, if they are there.
    pub facts: Option<&'a PackageFacts>,
}

/// One dimension to filter by.
#[derive(Debug)]
pub struct Facet {
    /// Its key in the URL.
    pub key: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// Whether a tool can have several of its options, so that "all of them" makes sense.
    pub many: bool,
    /// Every option as id and label, in display order.
    options: for<'a> fn(&'a Catalog, &'a Facts) -> Vec<(&'a str, &'a str)>,
    /// The ids of the options a tool has; none where it is not known.
    of: for<'a> fn(Entry<'a>) -> Vec<&'a str>,
}

/// The option of tools that have no other one. It is a choice like any other.
const UNKNOWN: (&str, &str) = ("unknown", "Unknown");

fn words<T: ClosedSet>() -> Vec<(&'static str, &'static str)> {
    T::ALL.iter().map(|row| (row.id, row.label)).collect()
}

fn texts(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// The facets, in display order.
pub static FACETS: [Facet; 7] = [
    Facet {
        key: "category",
        label: "Category",
        many: true,
        options: |catalog, _| catalog.categories.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect(),
        of: |entry| entry.tool.places.iter().map(|place| place.category.as_str()).collect(),
    },
    Facet {
        key: "kind",
        label: "Kind",
        many: false,
        options: |_, _| words::<ToolKind>(),
        of: |entry| vec![entry.tool.kind.id()],
    },
    Facet {
        key: "runs",
        label: "Runs on",
        many: true,
        options: |_, _| words::<Platform>(),
        of: |entry| {
            entry.facts.map_or_else(Vec::new, |facts| facts.runs.iter().map(|platform| platform.id()).collect())
        },
    },
    Facet {
        key: "licence",
        label: "Licence",
        many: false,
        options: |_, _| words::<LicenceClass>(),
        of: |entry| vec![licence_class(entry.facts.and_then(|facts| facts.licence.as_deref())).id()],
    },
    Facet {
        key: "maintenance",
        label: "Maintenance",
        many: false,
        options: |_, _| words::<MaintenanceStatus>(),
        of: |entry| vec![maintenance(entry.tool, entry.facts).id()],
    },
    Facet {
        key: "python",
        label: "Python version",
        many: true,
        options: |_, facts| facts.pythons.iter().map(|version| (version.as_str(), version.as_str())).collect(),
        of: |entry| entry.facts.map_or_else(Vec::new, |facts| texts(&facts.pythons)),
    },
    Facet {
        key: "origin",
        label: "Origin",
        many: false,
        options: |_, _| vec![("guide", "Named in the guide"), ("added", "Added by the editors")],
        of: |entry| vec![if entry.tool.in_guide { "guide" } else { "added" }],
    },
];

/// The place of the Category facet in [`FACETS`]; grouping by category follows its selection.
pub const CATEGORY: usize = 0;
/// The places of the other facets that tools can be grouped by.
pub const KIND: usize = 1;
/// See [`KIND`].
pub const LICENCE: usize = 3;
/// See [`KIND`].
pub const MAINTAINED: usize = 4;

/// One option of a facet with the tools that have it.
#[derive(Debug)]
pub struct FacetOption {
    /// Its id in the URL.
    pub id: String,
    /// Its name on the page.
    pub label: String,
    /// The tools that have it, by index in the catalog.
    pub tools: FixedBitSet,
}

/// The options of one facet, with no tools yet.
#[must_use]
pub fn options(facet: &Facet, catalog: &Catalog, facts: &Facts) -> Vec<FacetOption> {
    let mut rows = (facet.options)(catalog, facts);
    if rows.iter().all(|row| row.0 != UNKNOWN.0) {
        rows.push(UNKNOWN);
    }
    let option = |(id, label): (&str, &str)| {
        let tools = FixedBitSet::with_capacity(catalog.tools.len());
        FacetOption { id: id.to_owned(), label: label.to_owned(), tools }
    };
    rows.into_iter().map(option).collect()
}

/// Adds the tool with this index to the options that it has; to the last one, "unknown", where it has none that is listed.
pub fn sort_in(facet: &Facet, options: &mut [FacetOption], index: usize, entry: Entry) {
    let mut listed = false;
    for id in (facet.of)(entry) {
        if let Some(option) = options.iter_mut().find(|option| option.id == id) {
            option.tools.insert(index);
            listed = true;
        }
    }
    if !listed && let Some(unknown) = options.last_mut() {
        unknown.tools.insert(index);
    }
}
