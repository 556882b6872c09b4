//! The state of the view, a [`Query`]. It *is* the URL: [`Query::decode`] and [`Query::encode`] are the one codec, and
//! no other code knows a key. It changes by a [`Command`], in [`Query::apply`].
//!
//! Published keys and values work for ever; the test `keys_are_for_ever` pins them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::atlas::Atlas;
use super::catalog::{CategoryId, TaskId, ToolId};
use super::choice::Choice;
use super::closed_set::{ClosedSet, Row, row};
use super::facets::{FacetId, OptionRef};
use super::sort::sorted;

/// The longest search text that is kept, in UTF-16 units, in which the `maxlength` of a field counts. Nobody types more,
/// and a pasted page must not slow the app.
pub const MAX_TEXT: usize = 200;

/// How several chosen options of one facet combine. Only for facets where a tool can have several options.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Matching {
    /// A tool needs one of them.
    #[default]
    Any,
    /// A tool needs them all.
    All,
}

/// The order of tools inside a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best match first; without a search text, the order of the editors.
    #[default]
    Relevance,
    /// By name.
    Name,
    /// The latest stable release first; tools without a known release come last.
    Released,
    /// Tools that run on the most platforms first.
    Platforms,
}

/// What tools are grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// A group for each category; a tool is in the group of each of its categories.
    #[default]
    Category,
    /// A group for each option of a facet; every tool has exactly one option of it.
    Facet(FacetId),
    /// One list.
    None,
}

/// How the results are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A card for each category.
    #[default]
    Overview,
    /// A card for each tool.
    Cards,
    /// A row for each tool.
    Table,
}

impl Choice for Matching {
    const KEY: &'static str = "match";
}

impl ClosedSet for Matching {
    const ALL: &'static [Row<Self>] = &[row(Self::Any, "any", "Any"), row(Self::All, "all", "All")];
}

impl Choice for Sort {
    const KEY: &'static str = "sort";
}

impl ClosedSet for Sort {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Relevance, "relevance", "Relevance"),
        row(Self::Name, "name", "Name"),
        row(Self::Released, "released", "Latest release"),
        row(Self::Platforms, "platforms", "Number of platforms"),
    ];
}

impl Choice for Grouping {
    const KEY: &'static str = "group";
}

impl ClosedSet for Grouping {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Category, "category", "Category"),
        row(Self::Facet(FacetId::Kind), "kind", "Kind"),
        row(Self::Facet(FacetId::Licence), "licence", "Licence"),
        row(Self::Facet(FacetId::Maintenance), "maintenance", "Maintenance"),
        row(Self::None, "none", "No grouping"),
    ];
}

impl Choice for Layout {
    const KEY: &'static str = "view";
}

impl ClosedSet for Layout {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Overview, "overview", "Overview"),
        row(Self::Cards, "cards", "Cards"),
        row(Self::Table, "table", "Table"),
    ];
}

/// The whole state of the view: the search text, the filters, how results are shown, and the open tool.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// The search text as a field shows it: see [`MAX_TEXT`] and [`Command::Type`].
    pub text: String,
    /// The chosen options, sorted, each once.
    chosen: Vec<OptionRef>,
    /// How several options of one facet combine.
    pub matching: Matching,
    /// The order of tools.
    pub sort: Sort,
    /// What tools are grouped by.
    pub grouping: Grouping,
    /// How they are laid out; `None` for the layout that suits what is asked: see [`Self::layout`].
    chosen_layout: Option<Layout>,
    /// The tool whose details are open.
    pub open: Option<ToolId>,
}

/// A change of the [`Query`] that a person can make.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Command {
    /// Changes the search text; the empty text ends the search. A text that no field shows as it is, from a pasted page
    /// or an address, is changed to what it looks like: line breaks and tabs become spaces, invisible characters go.
    Type(String),
    /// Chooses an option of a facet, or drops it if it is already chosen.
    Toggle(OptionRef),
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
    /// Opens the details of a tool.
    Open(ToolId),
    /// Closes the details.
    Close,
    /// Follows a link inside the page: see [`Query::follow`].
    Follow(Box<Query>),
}

impl Command {
    /// Returns true if the change makes a new entry in the browser's history, which Back undoes. Typing makes none:
    /// going back over a word would take one step for each letter.
    #[must_use]
    pub fn is_undone_by_back(&self) -> bool {
        !matches!(self, Self::Type(_))
    }
}

/// The key of the search text.
const TEXT: &str = "q";
/// The key of the open tool.
const TOOL: &str = "tool";

/// The characters that are percent-encoded in a value: all except letters, digits and those removed here.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b',');

impl Query {
    /// The query after `command`.
    #[must_use]
    pub fn apply(&self, command: Command) -> Self {
        let mut next = self.clone();
        if matches!(command, Command::Type(_) | Command::Toggle(_)) && !self.is_narrowed() {
            // Whoever begins to ask wants tools. An overview chosen later stays.
            next.chosen_layout = self.chosen_layout.filter(|&layout| layout != Layout::Overview);
        }
        let arranges = matches!(command, Command::Sort(_) | Command::Group(_) | Command::View(_));
        // Whoever orders a list goes on seeing it.
        let list = Some(self.layout()).filter(|&layout| layout != Layout::Overview);
        match command {
            Command::Type(text) => next.text = line(&text),
            Command::Toggle(option) => match next.chosen.binary_search(&option) {
                Ok(at) => {
                    next.chosen.remove(at);
                }
                Err(at) => next.chosen.insert(at, option),
            },
            Command::ClearAll => {
                next.text.clear();
                next.chosen.clear();
                next.matching = Matching::default();
            }
            Command::Match(matching) => next.matching = matching,
            Command::Sort(sort) => (next.sort, next.chosen_layout) = (sort, list),
            Command::Group(grouping) => (next.grouping, next.chosen_layout) = (grouping, list),
            Command::View(layout) => next.chosen_layout = Some(layout),
            Command::Open(tool) => next.open = Some(tool),
            Command::Close => next.open = None,
            Command::Follow(target) => return next.follow(*target),
        }
        // What would be shown anyway is not chosen.
        let usual = Some(next.usual_layout());
        if next.chosen_layout == usual && (arranges || usual == Some(Layout::Overview)) {
            next.chosen_layout = None;
        }
        next
    }

    /// The query without the open tool and the layout: the part that decides which tools are listed, and in which
    /// order. The overview is one of categories, in their own order.
    #[must_use]
    pub fn listing(&self) -> Self {
        let (grouping, sort) = match self.layout() {
            Layout::Overview => (Grouping::default(), Sort::default()),
            Layout::Cards | Layout::Table => (self.grouping, self.sort),
        };
        Self { open: None, chosen_layout: None, grouping, sort, ..self.clone() }
    }

    /// How the results are laid out: as chosen, or else as suits what is asked.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.chosen_layout.unwrap_or_else(|| self.usual_layout())
    }

    /// Cards where something is searched, filtered, sorted or grouped, and an overview where nothing is.
    fn usual_layout(&self) -> Layout {
        let is_plain = !self.is_narrowed() && self.sort == Sort::default() && self.grouping == Grouping::default();
        if is_plain { Layout::Overview } else { Layout::Cards }
    }

    /// Returns true if the query does not show everything: there is a text or a filter.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.is_searching() || !self.chosen.is_empty()
    }

    /// The chosen options, in the order of the facets.
    #[must_use]
    pub fn chosen(&self) -> &[OptionRef] {
        &self.chosen
    }

    /// The chosen options of one facet.
    pub fn chosen_of(&self, facet: FacetId) -> impl Iterator<Item = OptionRef> {
        self.chosen.iter().copied().filter(move |option| option.facet == facet)
    }

    /// Returns true if this option is chosen.
    #[must_use]
    pub fn has(&self, option: OptionRef) -> bool {
        self.chosen.binary_search(&option).is_ok()
    }

    /// Returns true if there is a text to search for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// The address of a search for `text`.
    #[must_use]
    pub fn link_to_text(text: &str) -> String {
        link(TEXT, text)
    }

    /// The address of a category.
    #[must_use]
    pub fn link_to_category(id: &CategoryId) -> String {
        link(FacetId::Category.facet().key, id.as_str())
    }

    /// The address of a task.
    #[must_use]
    pub fn link_to_task(id: &TaskId) -> String {
        link(FacetId::Task.facet().key, id.as_str())
    }

    /// The address of all tools in this layout.
    #[must_use]
    pub fn link_to_all(layout: Layout) -> String {
        link(Layout::KEY, layout.id())
    }

    /// The address of a tool's details.
    #[must_use]
    pub fn link_to_tool(id: &ToolId) -> String {
        link(TOOL, id.as_str())
    }

    /// The query after a link inside the page to `target`. A link to a tool opens it over the current view. Any other
    /// link replaces the text and the filters and keeps the order, the grouping and, among lists of tools, the layout:
    /// the overview leads to them, and the link to everything leads back to it. This is why links can be plain
    /// addresses, which also work in a new tab.
    fn follow(self, target: Self) -> Self {
        if target.open.is_some() {
            return Self { open: target.open, ..self };
        }
        if target == Self::default() {
            return target;
        }
        let kept = self.chosen_layout.filter(|&layout| layout != Layout::Overview && target.is_narrowed());
        let chosen_layout = target.chosen_layout.or(kept);
        Self { text: target.text, chosen: target.chosen, matching: target.matching, chosen_layout, open: None, ..self }
    }

    /// Reads a query string, with or without its `?`. Unknown keys and values are dropped, and the rest applies. If a
    /// key is given twice, chosen options add up; of single values, the last one counts.
    #[must_use]
    pub fn decode(search: &str, atlas: &Atlas) -> Self {
        let mut query = Self::default();
        // It is set last, because what is asked for changes it.
        let mut layout = None;
        for (key, value) in form_urlencoded::parse(search.trim_start_matches('?').as_bytes()) {
            if let Some(&facet) = FacetId::ALL.iter().find(|facet| facet.facet().key == key) {
                for option in value.split(',').filter_map(|id| atlas.options().find(facet, id)) {
                    if !query.has(option) {
                        query = query.apply(Command::Toggle(option));
                    }
                }
                continue;
            }
            match key.as_ref() {
                TEXT => query = query.apply(Command::Type(value.into_owned())),
                Matching::KEY => query.matching = ClosedSet::from_id(&value).unwrap_or(query.matching),
                Sort::KEY => query.sort = ClosedSet::from_id(&value).unwrap_or(query.sort),
                Grouping::KEY => query.grouping = ClosedSet::from_id(&value).unwrap_or(query.grouping),
                Layout::KEY => layout = ClosedSet::from_id(&value).or(layout),
                TOOL => {
                    let id = ToolId::from_text(&value);
                    query.open = id.filter(|id| atlas.tool(id).is_some()).or(query.open);
                }
                _ => {}
            }
        }
        query.chosen_layout = layout;
        query
    }

    /// Writes the query string, without a `?`. Defaults are left out, so it is empty for the default view.
    #[must_use]
    pub fn encode(&self, atlas: &Atlas) -> String {
        let mut pairs = Vec::new();
        if self.is_searching() {
            pairs.push(pair(TEXT, &self.text));
        }
        for &facet in FacetId::ALL {
            let ids: Vec<&str> = self.chosen_of(facet).map(|option| atlas.options().get(option).id.as_str()).collect();
            let ids = sorted(ids, Ord::cmp);
            if !ids.is_empty() {
                pairs.push(pair(facet.facet().key, &ids.join(",")));
            }
        }
        pairs.extend(unless_default(self.matching));
        pairs.extend(unless_default(self.sort));
        pairs.extend(unless_default(self.grouping));
        pairs.extend(self.chosen_layout.map(|layout| pair(Layout::KEY, layout.id())));
        if let Some(tool) = &self.open {
            pairs.push(pair(TOOL, tool.as_str()));
        }
        pairs.join("&")
    }
}

/// The beginning of `text` as a field for one line shows it.
fn line(text: &str) -> String {
    let mut units = 0;
    let visible = text.chars().filter_map(|c| match c {
        // Soft hyphens, spaces without width, marks of direction. Joiners stay: words and emoji need them.
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => None,
        _ if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => Some(' '),
        _ => Some(c),
    });
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MAX_TEXT
    };
    visible.take_while(fits).collect()
}

fn pair(key: &str, value: &str) -> String {
    format!("{key}={}", utf8_percent_encode(value, VALUE))
}

fn link(key: &str, value: &str) -> String {
    format!("?{}", pair(key, value))
}

fn unless_default<C: Choice>(choice: C) -> Option<String> {
    (choice != C::default()).then(|| pair(C::KEY, choice.id()))
}
