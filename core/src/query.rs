//! The state of the view. It *is* the URL: one codec, [`Query::decode`] and [`Query::encode`], and no other code knows a
//! key. [`Query::apply`] is the only way it changes.
//!
//! Once published, a key and its values work for ever; `keys_are_for_ever` in the tests pins them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::atlas::Atlas;
use super::catalog::ToolId;
use super::choice::Choice;
use super::facets::FACETS;

/// The longest search text kept, in characters; nobody types more, and a pasted novel must not slow the page.
pub const MAX_TEXT: usize = 200;

/// Whether a tool needs one or all of the chosen options of a facet where it can have several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Matching {
    /// One is enough.
    #[default]
    Any,
    /// It needs them all.
    All,
}

/// The order of tools inside a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// How well they match; the editors' order while nothing is searched for.
    #[default]
    Relevance,
    /// By name.
    Name,
    /// The latest stable release first; without a known one last.
    Released,
    /// What runs on most platforms first.
    Platforms,
}

/// What tools are grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// A group for each category; a tool stands in each of its categories.
    #[default]
    Category,
    /// A group for each kind.
    Kind,
    /// A group for each group of licences.
    Licence,
    /// A group for each verdict on maintenance.
    Maintenance,
    /// One list.
    None,
}

/// How the results are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// A card for each tool.
    #[default]
    Cards,
    /// A row for each tool.
    Table,
}

impl Choice for Matching {
    const KEY: &'static str = "match";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[(Self::Any, "any", "Any"), (Self::All, "all", "All")];
}

impl Choice for Sort {
    const KEY: &'static str = "sort";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Relevance, "relevance", "Relevance"),
        (Self::Name, "name", "Name"),
        (Self::Released, "released", "Latest release"),
        (Self::Platforms, "platforms", "Number of platforms"),
    ];
}

impl Choice for Grouping {
    const KEY: &'static str = "group";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Category, "category", "Category"),
        (Self::Kind, "kind", "Kind"),
        (Self::Licence, "licence", "Licence"),
        (Self::Maintenance, "maintenance", "Maintenance"),
        (Self::None, "none", "No grouping"),
    ];
}

impl Choice for Layout {
    const KEY: &'static str = "view";
    const ALL: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Cards, "cards", "Cards"), (Self::Table, "table", "Table")];
}

/// The whole state of the view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The search text as typed, at most [`MAX_TEXT`] characters.
    pub text: String,
    /// The chosen options as facet (by index in [`FACETS`]) and id, sorted and without repetition.
    chosen: Vec<(usize, String)>,
    /// How several options of one facet combine.
    pub matching: Matching,
    /// The order of tools.
    pub sort: Sort,
    /// What tools are grouped by.
    pub grouping: Grouping,
    /// How they are laid out.
    pub layout: Layout,
    /// The tool whose details are open.
    pub open: Option<ToolId>,
}

/// Everything a person can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Searches for a text; the empty text searches for nothing.
    Type(String),
    /// Chooses an option of a facet, or drops it if it is chosen: facet (by index in [`FACETS`]) and option id.
    Toggle(usize, String),
    /// Drops the text and all choices. Order, grouping and layout stay.
    ClearAll,
    /// Changes how several options combine.
    Match(Matching),
    /// Changes the order.
    Sort(Sort),
    /// Changes the grouping.
    Group(Grouping),
    /// Changes the layout.
    View(Layout),
    /// Closes the details.
    Close,
    /// Follows a link inside the page: see [`Query::follow`].
    Follow(Box<Query>),
}

impl Command {
    /// Whether the change deserves an entry of its own in the browser's history, so that Back undoes it. Typing does
    /// not: a word would take as many steps back as it has letters.
    #[must_use]
    pub fn is_undone_by_back(&self) -> bool {
        !matches!(self, Self::Type(_))
    }
}

/// What stays readable in a query value; everything else is percent-encoded.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b',');

impl Query {
    /// The query after `command`.
    #[must_use]
    pub fn apply(&self, command: Command) -> Self {
        let mut next = self.clone();
        match command {
            Command::Type(text) => next.text = text.chars().take(MAX_TEXT).collect(),
            Command::Toggle(facet, option) => {
                let choice = (facet, option);
                match next.chosen.iter().position(|chosen| *chosen >= choice) {
                    Some(at) if next.chosen[at] == choice => {
                        next.chosen.remove(at);
                    }
                    at => next.chosen.insert(at.unwrap_or(next.chosen.len()), choice),
                }
            }
            Command::ClearAll => {
                next.text.clear();
                next.chosen.clear();
                next.matching = Matching::default();
            }
            Command::Match(matching) => next.matching = matching,
            Command::Sort(sort) => next.sort = sort,
            Command::Group(grouping) => next.grouping = grouping,
            Command::View(layout) => next.layout = layout,
            Command::Close => next.open = None,
            Command::Follow(target) => next = next.follow(*target),
        }
        next
    }

    /// What of it decides what is listed, and in which order: the open tool and the layout change nothing about that.
    #[must_use]
    pub fn asked(&self) -> Self {
        Self { open: None, layout: Layout::default(), ..self.clone() }
    }

    /// The chosen options of a facet.
    pub fn chosen(&self, facet: usize) -> impl Iterator<Item = &str> {
        self.chosen.iter().filter(move |choice| choice.0 == facet).map(|choice| choice.1.as_str())
    }

    /// Whether there is a text to search for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// The address of a search for `text`.
    #[must_use]
    pub fn link_to_text(text: &str) -> String {
        format!("?{}", Self::default().apply(Command::Type(text.to_owned())).encode())
    }

    /// Where a link inside the page leads. One that opens a tool lays it over the view; any other asks for something
    /// else, and only order, grouping and layout stay. So links can be plain addresses, and work in a new tab too.
    fn follow(self, target: Self) -> Self {
        if target.open.is_some() {
            return Self { open: target.open, ..self };
        }
        Self { text: target.text, chosen: target.chosen, matching: target.matching, open: None, ..self }
    }

    /// Whether this option is chosen.
    #[must_use]
    pub fn has(&self, facet: usize, option: &str) -> bool {
        self.chosen(facet).any(|chosen| chosen == option)
    }

    /// Reads a query string, with or without its `?`. Unknown keys and values are dropped and the rest applies; of a
    /// key given twice, choices add up and the last single value counts.
    #[must_use]
    pub fn decode(search: &str, atlas: &Atlas) -> Self {
        let mut query = Self::default();
        for (key, value) in form_urlencoded::parse(search.trim_start_matches('?').as_bytes()) {
            if let Some(facet) = FACETS.iter().position(|facet| facet.key == key) {
                for id in value.split(',') {
                    let known = atlas.facets()[facet].iter().any(|option| option.id == id);
                    if known && !query.has(facet, id) {
                        query = query.apply(Command::Toggle(facet, id.to_owned()));
                    }
                }
                continue;
            }
            match key.as_ref() {
                "q" => query = query.apply(Command::Type(value.into_owned())),
                Matching::KEY => query.matching = Choice::from_word(&value).unwrap_or(query.matching),
                Sort::KEY => query.sort = Choice::from_word(&value).unwrap_or(query.sort),
                Grouping::KEY => query.grouping = Choice::from_word(&value).unwrap_or(query.grouping),
                Layout::KEY => query.layout = Choice::from_word(&value).unwrap_or(query.layout),
                "tool" => {
                    let id = ToolId::from_text(&value);
                    query.open = id.filter(|id| atlas.tool(id).is_some()).or(query.open);
                }
                _ => {}
            }
        }
        query
    }

    /// Writes the query string, without a `?`; empty for the default view. Defaults are left out.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut pairs = Vec::new();
        let mut pair = |key: &str, value: &str| pairs.push(format!("{key}={}", utf8_percent_encode(value, VALUE)));
        if self.is_searching() {
            pair("q", &self.text);
        }
        for (index, facet) in FACETS.iter().enumerate() {
            let options: Vec<&str> = self.chosen(index).collect();
            if !options.is_empty() {
                pair(facet.key, &options.join(","));
            }
        }
        let choices = [
            unless_default(self.matching),
            unless_default(self.sort),
            unless_default(self.grouping),
            unless_default(self.layout),
        ];
        for (key, word) in choices.into_iter().flatten() {
            pair(key, word);
        }
        if let Some(tool) = &self.open {
            pair("tool", tool.as_str());
        }
        pairs.join("&")
    }
}

fn unless_default<C: Choice>(choice: C) -> Option<(&'static str, &'static str)> {
    (choice != C::default()).then(|| (C::KEY, choice.word()))
}
