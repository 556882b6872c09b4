//! Facets: the properties of a tool to filter by. A facet is one row of the table below; the URL key, the checkboxes,
//! their counts and the active filters follow from the row. Knows nothing of the query.

use fixedbitset::FixedBitSet;

use super::catalog::{Catalog, ToolKind};
use super::closed_set::{ClosedSet, Row};
use super::facts::{Facts, InstallClass, LicenceClass, MaintenanceStatus, licence_class};
use super::known::Known;
use super::platform::Platform;
use super::position::ToolIndex;

/// One property to filter by: a row of the table.
#[derive(Debug)]
pub struct Facet {
    /// Its key in the URL.
    pub key: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// True if it stands among the filters; false if people come to its options by other ways.
    pub is_listed: bool,
    /// True if a tool can have several of its options; only then can a query ask for all of them.
    pub multiple: bool,
    /// Every option, in display order.
    options: for<'a> fn(&'a Catalog, &'a Facts) -> Vec<OptionText<'a>>,
    /// The ids of the options that a tool has; empty if that is not known.
    of: for<'a> fn(Known<'a>) -> Vec<&'a str>,
}

/// The id and the texts of an option.
#[derive(Debug, Clone, Copy)]
struct OptionText<'a> {
    /// Its id in the URL.
    id: &'a str,
    /// Its name on the page.
    label: &'a str,
    /// The heading of the group of tools that have it; `None` for the facet's label followed by the option's.
    heading: Option<&'a str>,
}

const fn option<'a>(id: &'a str, label: &'a str) -> OptionText<'a> {
    OptionText { id, label, heading: None }
}

/// The option of tools that have no other option of the facet. It can be chosen like any other.
const UNKNOWN: OptionText<'static> = option("unknown", "Unknown");

/// Makes the enum and the table from one list of rows, so a new facet is one new row.
macro_rules! facets {
    ($($(#[$doc:meta])* $id:ident: $row:expr,)+) => {
        /// The name of a facet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FacetId { $($(#[$doc])* $id),+ }

        impl FacetId {
            /// Every facet, in display order.
            pub const ALL: &'static [Self] = &[$(Self::$id),+];

            /// The facet's row of the table.
            #[must_use]
            pub fn facet(self) -> &'static Facet {
                match self { $(Self::$id => { static ROW: Facet = $row; &ROW })+ }
            }
        }
    };
}

facets! {
    /// The categories of a tool.
    Category: Facet {
        key: "category",
        label: "Category",
        is_listed: true,
        multiple: true,
        options: |catalog, _| catalog.categories.iter().map(|c| option(c.id.as_str(), &c.name)).collect(),
        of: |entry| entry.tool.places.iter().map(|place| place.category.as_str()).collect(),
    },
    /// The tasks that a tool is named for.
    Task: Facet {
        key: "task",
        label: "Task",
        is_listed: false,
        multiple: true,
        options: |catalog, _| {
            let tasks = catalog.categories.iter().flat_map(|category| &category.tasks);
            tasks.map(|task| option(task.id.as_str(), &task.name)).collect()
        },
        of: |entry| entry.tool.tasks.iter().map(|service| service.task.as_str()).collect(),
    },
    /// The kind of a tool.
    Kind: Facet {
        key: "kind",
        label: "Kind",
        is_listed: true,
        multiple: false,
        options: |_, _| {
            let of = |row: &Row<ToolKind>| OptionText { heading: Some(row.value.plural()), ..option(row.id, row.label) };
            ToolKind::ALL.iter().map(of).collect()
        },
        of: |entry| vec![entry.tool.kind.id()],
    },
    /// The platforms a tool runs on.
    Runs: Facet {
        key: "runs",
        label: "Runs on",
        is_listed: true,
        multiple: true,
        options: |_, _| options_of::<Platform>(),
        of: |entry| ids(&entry.runs()),
    },
    /// The platforms a tool makes apps for.
    Makes: Facet {
        key: "makes",
        label: "Makes apps for",
        is_listed: true,
        multiple: true,
        options: |_, _| {
            let mut options = options_of::<Platform>();
            options.push(option(UNKNOWN.id, "Not stated"));
            options
        },
        of: |entry| entry.makes().map_or(Vec::new(), |(claim, _)| ids(&claim.is)),
    },
    /// Where a tool installs with all it needs.
    Installs: Facet {
        key: "installs",
        label: "Installs",
        is_listed: true,
        multiple: false,
        options: |_, _| options_of::<InstallClass>(),
        of: |entry| vec![entry.install_class().id()],
    },
    /// The class of a tool's licence.
    Licence: Facet {
        key: "licence",
        label: "Licence",
        is_listed: true,
        multiple: false,
        options: |_, _| options_of::<LicenceClass>(),
        of: |entry| vec![licence_class(entry.licence()).id()],
    },
    /// The maintenance status of a tool.
    Maintenance: Facet {
        key: "maintenance",
        label: "Maintenance",
        is_listed: true,
        multiple: false,
        options: |_, _| options_of::<MaintenanceStatus>(),
        of: |entry| vec![entry.maintenance().id()],
    },
    /// The versions of Python a tool works with.
    Python: Facet {
        key: "python",
        label: "Python version",
        is_listed: true,
        multiple: true,
        options: |_, facts| facts.pythons.iter().map(|version| option(version, version)).collect(),
        of: |entry| entry.pythons(),
    },
    /// Whether a tool has type hints.
    Typed: Facet {
        key: "typed",
        label: "Typed",
        is_listed: true,
        multiple: false,
        options: |_, _| vec![option("yes", "Has type hints"), option("no", "Has none")],
        of: |entry| {
            let typed = entry.facts.and_then(|facts| facts.typed);
            typed.map(|typed| if typed { "yes" } else { "no" }).into_iter().collect()
        },
    },
    /// Who put a tool into the catalog.
    Origin: Facet {
        key: "origin",
        label: "Origin",
        is_listed: true,
        multiple: false,
        options: |_, _| vec![option("guide", "In the original guide"), option("added", "Added since")],
        of: |entry| vec![origin(entry.tool.in_guide)],
    },
}

/// The option of [`FacetId::Origin`] for what the guide names, or does not name.
pub(crate) fn origin(in_guide: bool) -> &'static str {
    if in_guide { "guide" } else { "added" }
}

fn ids(platforms: &[Platform]) -> Vec<&'static str> {
    platforms.iter().map(|platform| platform.id()).collect()
}

fn options_of<T: ClosedSet>() -> Vec<OptionText<'static>> {
    T::ALL.iter().map(|row| option(row.id, row.label)).collect()
}

/// A reference to one option of one facet; only valid for the [`Options`] it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionRef {
    /// Its facet.
    pub facet: FacetId,
    /// Its position among the facet's options.
    position: usize,
}

/// An option with its texts and the tools that have it.
#[derive(Debug)]
pub struct FacetOption {
    /// The reference to this option.
    pub at: OptionRef,
    /// Its id in the URL.
    pub id: String,
    /// Its name on the page.
    pub label: String,
    /// The heading of a group of tools that have it.
    pub heading: String,
    /// The tools that have it, by their positions in the catalog.
    pub tools: FixedBitSet,
}

/// The options of every facet of a catalog.
#[derive(Debug)]
pub struct Options(Vec<Vec<FacetOption>>);

impl Options {
    /// Every option that a tool can have, with no tools yet.
    #[must_use]
    pub fn new(catalog: &Catalog, facts: &Facts) -> Self {
        let of_facet = |&facet: &FacetId| {
            let row = facet.facet();
            let mut texts = (row.options)(catalog, facts);
            if texts.iter().all(|text| text.id != UNKNOWN.id) {
                texts.push(UNKNOWN);
            }
            let option = |(position, text): (usize, OptionText)| FacetOption {
                at: OptionRef { facet, position },
                id: text.id.to_owned(),
                label: text.label.to_owned(),
                heading: text.heading.map_or_else(|| format!("{}: {}", row.label, text.label), str::to_owned),
                tools: FixedBitSet::with_capacity(catalog.tools.len()),
            };
            texts.into_iter().enumerate().map(option).collect()
        };
        Self(FacetId::ALL.iter().map(of_facet).collect())
    }

    /// Adds a tool to the options it has. In a facet where it has none of the listed options, adds it to "unknown",
    /// which is the last one.
    pub fn add(&mut self, tool: ToolIndex, entry: Known) {
        for (facet, options) in FacetId::ALL.iter().zip(&mut self.0) {
            let mut is_listed = false;
            for id in (facet.facet().of)(entry) {
                if let Some(option) = options.iter_mut().find(|option| option.id == id) {
                    option.tools.insert(tool.0);
                    is_listed = true;
                }
            }
            if !is_listed && let Some(unknown) = options.last_mut() {
                unknown.tools.insert(tool.0);
            }
        }
    }

    /// Drops the options that no tool has: choosing one would show nothing.
    #[must_use]
    pub fn without_empty(mut self) -> Self {
        for options in &mut self.0 {
            options.retain(|option| !option.tools.is_clear());
            for (position, option) in options.iter_mut().enumerate() {
                option.at.position = position;
            }
        }
        self
    }

    /// The options of a facet, in display order.
    #[must_use]
    pub fn of(&self, facet: FacetId) -> &[FacetOption] {
        &self.0[facet as usize]
    }

    /// Every option of every facet.
    pub fn iter(&self) -> impl Iterator<Item = &FacetOption> {
        self.0.iter().flatten()
    }

    /// The option of a reference.
    #[must_use]
    pub fn get(&self, option: OptionRef) -> &FacetOption {
        &self.of(option.facet)[option.position]
    }

    /// The option of a facet with this id, if there is one.
    #[must_use]
    pub fn find(&self, facet: FacetId, id: &str) -> Option<OptionRef> {
        self.of(facet).iter().find(|option| option.id == id).map(|option| option.at)
    }
}

/// A number for each option, such as the number of tools that choosing it would show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts(Vec<Vec<usize>>);

impl Counts {
    /// Counts facet by facet: `of_facet` returns one number for each option it is given.
    #[must_use]
    pub fn new(options: &Options, mut of_facet: impl FnMut(FacetId, &[FacetOption]) -> Vec<usize>) -> Self {
        Self(FacetId::ALL.iter().map(|&facet| of_facet(facet, options.of(facet))).collect())
    }

    /// The number for an option.
    #[must_use]
    pub fn get(&self, option: OptionRef) -> usize {
        self.0[option.facet as usize][option.position]
    }
}
