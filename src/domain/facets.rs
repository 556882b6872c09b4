//! Facets: the dimensions to filter by. A facet is one row of [`FACETS`]; everything else follows from the row.

use fixedbitset::FixedBitSet;

use super::catalog::{Catalog, Tool, ToolKind};

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
    options: fn(&Catalog) -> Vec<(String, String)>,
    /// The ids of the options a tool has.
    of: fn(&Tool) -> Vec<&str>,
}

/// The facets, in display order.
pub static FACETS: [Facet; 3] = [
    Facet {
        key: "category",
        label: "Category",
        many: true,
        options: |catalog| catalog.categories.iter().map(|c| (c.id.to_string(), c.name.clone())).collect(),
        of: |tool| tool.places.iter().map(|place| place.category.as_str()).collect(),
    },
    Facet {
        key: "kind",
        label: "Kind",
        many: false,
        options: |_| ToolKind::ALL.iter().map(|row| (row.1.to_owned(), row.2.to_owned())).collect(),
        of: |tool| vec![tool.kind.id()],
    },
    Facet {
        key: "origin",
        label: "Origin",
        many: false,
        options: |_| {
            [("guide", "Named in the guide"), ("added", "Added by the editors")]
                .map(|(id, label)| (id.to_owned(), label.to_owned()))
                .to_vec()
        },
        of: |tool| vec![if tool.in_guide { "guide" } else { "added" }],
    },
];

/// The place of the Category facet in [`FACETS`]; grouping by category follows its selection.
pub const CATEGORY: usize = 0;

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

/// The options of one facet for one catalog; options that no tool has are left out.
#[must_use]
pub fn options(facet: &Facet, catalog: &Catalog) -> Vec<FacetOption> {
    let mut options: Vec<FacetOption> = (facet.options)(catalog)
        .into_iter()
        .map(|(id, label)| FacetOption { id, label, tools: FixedBitSet::with_capacity(catalog.tools.len()) })
        .collect();
    for (index, tool) in catalog.tools.iter().enumerate() {
        for id in (facet.of)(tool) {
            if let Some(option) = options.iter_mut().find(|option| option.id == id) {
                option.tools.insert(index);
            }
        }
    }
    options.retain(|option| !option.tools.is_clear());
    options
}
