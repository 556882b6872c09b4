//! The state of the view, a [`Query`]. It *is* the URL: [`Query::decode`] and [`Query::encode`] are the one codec, and
//! no other code knows a key. It changes by a [`Command`], in [`Query::apply`].
//!
//! Published keys and values work for ever; the test `keys_are_for_ever` pins them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::atlas::Atlas;
use super::catalog::{CategoryId, TaskId, ToolId, WishId};
use super::choice::Choice;
use super::closed_set::{ClosedSet, Row, row};
use super::environment::Environment;
use super::facets::{FacetId, OptionRef};
use super::finder::Finder;
use super::sort::sorted;
use super::text::is_break;

/// The longest search text that is kept, in UTF-16 units, in which the `maxlength` of a field counts. Nobody types more,
/// and a pasted page must not slow the app.
pub const MAX_TEXT: usize = 200;

/// The most tools that are compared: more columns than this nobody reads side by side.
pub const MAX_COMPARED: usize = 4;

/// The most tools on a shortlist. A longer one decides nothing, and an address has to hold it.
pub const MAX_PICKS: usize = 30;

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
    /// A row for each tool, with a sign for each thing that decides.
    Matrix,
}

/// A tool on the shortlist.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pick {
    /// The tool.
    pub tool: ToolId,
    /// Why it was chosen, in the person's own words; empty if nothing was said. Kept like [`Query::text`].
    pub why: String,
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
        row(Self::Relevance, "relevance", "Recommended"),
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
        row(Self::Matrix, "matrix", "Matrix"),
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
    /// The tools that are compared, at most [`MAX_COMPARED`], each once.
    compared: Vec<ToolId>,
    /// The shortlist, at most [`MAX_PICKS`], each tool once.
    picks: Vec<Pick>,
    /// What the person has to work with.
    pub environment: Environment,
    /// True if tools that fail in the environment are hidden.
    pub fit_only: bool,
    /// What the finder is asked; `None` if it is closed.
    pub finder: Option<Finder>,
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
    /// Compares these tools. More than fit are refused: see [`Query::refusal`].
    Compare(Vec<ToolId>),
    /// Makes these tools the shortlist.
    Pick(Vec<Pick>),
    /// Says why a tool is on the shortlist.
    Why(ToolId, String),
    /// Says what the person has to work with.
    Environment(Environment),
    /// Hides what fails in the environment, or shows it again.
    FitOnly(bool),
    /// Asks the finder, which opens it, or closes it.
    Find(Option<Finder>),
    /// Follows a link inside the page: see [`Query::follow`].
    Follow(Box<Query>),
    /// Replaces the whole query, as by a relaxation of it. To follow it would be to take part of it for a link.
    Replace(Box<Query>),
}

impl Command {
    /// Returns true if the change makes a new entry in the browser's history, which Back undoes. Typing makes none:
    /// going back over a word would take one step for each letter.
    #[must_use]
    pub fn is_undone_by_back(&self) -> bool {
        !matches!(self, Self::Type(_) | Self::Why(..))
    }
}

/// The key of the search text.
const TEXT: &str = "q";
/// The key of the open tool.
const TOOL: &str = "tool";
/// The key of the compared tools.
const COMPARE: &str = "compare";
/// The key of the shortlist.
const PICK: &str = "pick";
/// The key of a reason for a tool on the shortlist, as `flask:it is small`; once for each tool that has one.
const WHY: &str = "why";
/// The key of the environment.
const ENVIRONMENT: &str = "env";
/// The key for hiding what fails in it, and its one value.
const FIT: &str = "fit";
const ONLY: &str = "only";
/// The key of the task of the finder; its empty value is the finder without a task.
const FIND: &str = "find";
/// The key of the wishes of the finder.
const WISH: &str = "wish";

/// The characters that are percent-encoded in a value: all except letters, digits and those removed here.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b',');

impl Query {
    /// The query after `command`.
    #[must_use]
    pub fn apply(&self, command: Command) -> Self {
        let mut next = self.clone();
        if matches!(command, Command::Type(_) | Command::Toggle(_) | Command::FitOnly(_)) && !self.is_narrowed() {
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
                next.fit_only = false;
            }
            Command::Match(matching) => next.matching = matching,
            Command::Sort(sort) => (next.sort, next.chosen_layout) = (sort, list),
            Command::Group(grouping) => (next.grouping, next.chosen_layout) = (grouping, list),
            Command::View(layout) => next.chosen_layout = Some(layout),
            Command::Open(tool) => next.open = Some(tool),
            Command::Close => next.open = None,
            Command::Compare(tools) if tools.len() <= MAX_COMPARED => next.compared = tools,
            Command::Compare(_) => {}
            Command::Pick(mut picks) => {
                picks.truncate(MAX_PICKS);
                next.picks = picks;
            }
            Command::Why(tool, why) => {
                if let Some(pick) = next.picks.iter_mut().find(|pick| pick.tool == tool) {
                    pick.why = line(&why);
                }
            }
            Command::Environment(environment) => next.environment = environment,
            Command::FitOnly(is_wanted) => next.fit_only = is_wanted,
            Command::Find(finder) => next.finder = finder,
            Command::Follow(target) => return next.follow(*target),
            Command::Replace(target) => return *target,
        }
        // What would be shown anyway is not chosen.
        let usual = Some(next.usual_layout());
        if next.chosen_layout == usual && (arranges || usual == Some(Layout::Overview)) {
            next.chosen_layout = None;
        }
        next
    }

    /// The query without the open tool, the finder and the layout: the part that decides which tools are listed, and in
    /// which order. The overview is one of categories, in their own order.
    #[must_use]
    pub fn listing(&self) -> Self {
        let (grouping, sort) = match self.layout() {
            Layout::Overview => (Grouping::default(), Sort::default()),
            Layout::Cards | Layout::Table | Layout::Matrix => (self.grouping, self.sort),
        };
        let environment = if self.fit_only { self.environment.clone() } else { Environment::default() };
        let (chosen, matching, fit_only) = (self.chosen.clone(), self.matching, self.fit_only);
        Self { text: self.text.clone(), chosen, matching, grouping, sort, environment, fit_only, ..Self::default() }
    }

    /// How the results are laid out: as chosen, or else as suits what is asked.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.chosen_layout.unwrap_or_else(|| self.usual_layout())
    }

    /// Cards where something is searched, filtered, sorted, grouped or compared, and an overview where nothing is.
    fn usual_layout(&self) -> Layout {
        let is_asking = self.is_narrowed() || !self.compared.is_empty();
        let is_plain = !is_asking && self.sort == Sort::default() && self.grouping == Grouping::default();
        if is_plain { Layout::Overview } else { Layout::Cards }
    }

    /// Returns true if the query does not show everything: there is a text or a filter.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.is_searching() || !self.chosen.is_empty() || self.fit_only
    }

    /// Why a command would change nothing, for the page; `None` if it can be carried out.
    #[must_use]
    pub fn refusal(&self, command: &Command) -> Option<&'static str> {
        match command {
            Command::Compare(tools) if tools.len() > MAX_COMPARED => {
                Some("Four tools fit into a comparison. Take one out first.")
            }
            Command::Pick(picks) if picks.len() > MAX_PICKS => {
                Some("Thirty tools fit on a shortlist. Take one off first.")
            }
            _ => None,
        }
    }

    /// The tools that are compared.
    #[must_use]
    pub fn compared(&self) -> &[ToolId] {
        &self.compared
    }

    /// The command that adds a tool to the comparison, or takes it out.
    #[must_use]
    pub fn toggle_compared(&self, tool: &ToolId) -> Command {
        let mut tools = self.compared.clone();
        match tools.iter().position(|compared| compared == tool) {
            Some(at) => drop(tools.remove(at)),
            None => tools.push(tool.clone()),
        }
        Command::Compare(tools)
    }

    /// The shortlist.
    #[must_use]
    pub fn picks(&self) -> &[Pick] {
        &self.picks
    }

    /// Returns true if the tool is on the shortlist.
    #[must_use]
    pub fn has_picked(&self, tool: &ToolId) -> bool {
        self.picks.iter().any(|pick| pick.tool == *tool)
    }

    /// The command that puts a tool on the shortlist, or takes it off.
    #[must_use]
    pub fn toggle_picked(&self, tool: &ToolId) -> Command {
        let mut picks = self.picks.clone();
        match picks.iter().position(|pick| pick.tool == *tool) {
            Some(at) => drop(picks.remove(at)),
            None => picks.push(Pick { tool: tool.clone(), why: String::new() }),
        }
        Command::Pick(picks)
    }

    /// What is remembered on the device: the shortlist and the environment.
    #[must_use]
    pub fn to_remember(&self) -> Self {
        Self { picks: self.picks.clone(), environment: self.environment.clone(), ..Self::default() }
    }

    /// The query with what is remembered on the device, where the address says nothing of it.
    #[must_use]
    pub fn with_remembered(self, remembered: Self) -> Self {
        let picks = if self.picks.is_empty() { remembered.picks } else { self.picks };
        let says_nothing = self.environment == Environment::default();
        let environment = if says_nothing { remembered.environment } else { self.environment };
        Self { picks, environment, ..self }
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

    /// The address that adds tools to the shortlist.
    #[must_use]
    pub fn link_to_picks<'a>(tools: impl IntoIterator<Item = &'a ToolId>) -> String {
        link(PICK, &joined(tools))
    }

    /// The address of the finder, with a task or without one.
    #[must_use]
    pub fn link_to_finder(task: Option<&TaskId>) -> String {
        link(FIND, task.map_or("", TaskId::as_str))
    }

    /// The query after a link inside the page to `target`. A link to a tool opens it over the current view, and so does
    /// one to the finder, which any link but these two closes. A link to a comparison compares other tools, one with
    /// tools for the shortlist adds them. Any other link replaces the text and the filters and keeps the order, the
    /// grouping and, among lists of tools, the layout: the overview leads to them, and the link to everything leads back
    /// to it. This is why links can be plain addresses, which also work in a new tab.
    fn follow(self, target: Self) -> Self {
        if target.open.is_some() {
            return Self { open: target.open, finder: target.finder.or(self.finder), ..self };
        }
        if target.finder.is_some() {
            return Self { finder: target.finder, open: None, ..self };
        }
        if !target.compared.is_empty() {
            return Self { compared: target.compared, open: None, finder: None, ..self };
        }
        if !target.picks.is_empty() {
            let mut picks = self.picks.clone();
            picks.extend(target.picks.into_iter().filter(|pick| !self.has_picked(&pick.tool)));
            return Self { finder: None, ..self }.apply(Command::Pick(picks));
        }
        if target == Self::default() {
            return self.to_remember();
        }
        let kept = self.chosen_layout.filter(|&layout| layout != Layout::Overview && target.is_narrowed());
        let chosen_layout = target.chosen_layout.or(kept);
        let Self { text, chosen, matching, fit_only, .. } = target;
        Self { text, chosen, matching, fit_only, chosen_layout, open: None, finder: None, ..self }
    }

    /// Reads a query string, with or without its `?`. Unknown keys and values are dropped, and the rest applies. If a
    /// key is given twice, chosen options add up; of single values, the last one counts.
    #[must_use]
    pub fn decode(search: &str, atlas: &Atlas) -> Self {
        Self::read(search, atlas, &mut |_, _| {})
    }

    /// Like [`Self::decode`]; `drop` is told the key and each value that names nothing here.
    #[must_use]
    pub fn read(search: &str, atlas: &Atlas, drop: &mut dyn FnMut(&str, &str)) -> Self {
        let mut query = Self::default();
        let (mut whys, mut wished) = (Vec::new(), Vec::new());
        // It is set last, because what is asked for changes it.
        let mut layout = None;
        for (key, value) in form_urlencoded::parse(search.trim_start_matches('?').as_bytes()) {
            if let Some(&facet) = FacetId::ALL.iter().find(|facet| facet.facet().key == key) {
                for id in value.split(',').filter(|id| !id.is_empty()) {
                    match atlas.options().find(facet, id) {
                        Some(option) if !query.has(option) => query = query.apply(Command::Toggle(option)),
                        Some(_) => {}
                        None => drop(&key, id),
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
                TOOL => query.open = tools(atlas, &key, &value, drop).pop().or(query.open),
                COMPARE => {
                    for tool in tools(atlas, &key, &value, drop) {
                        if query.compared.contains(&tool) {
                        } else if query.compared.len() < MAX_COMPARED {
                            query.compared.push(tool);
                        } else {
                            drop(&key, tool.as_str());
                        }
                    }
                }
                PICK => {
                    for tool in tools(atlas, &key, &value, drop) {
                        if query.has_picked(&tool) {
                        } else if query.picks.len() < MAX_PICKS {
                            query = query.apply(query.toggle_picked(&tool));
                        } else {
                            drop(&key, tool.as_str());
                        }
                    }
                }
                WHY => whys.push(value.into_owned()),
                ENVIRONMENT => {
                    let pythons = &atlas.facts().installs_for;
                    query.environment = Environment::decode(&value, pythons, &mut |word| drop(&key, word));
                }
                FIT => query.fit_only = value == ONLY,
                FIND => {
                    let finder = query.finder.get_or_insert_default();
                    match atlas.task(&value) {
                        Some(at) => finder.task = Some(atlas.task_at(at).id.clone()),
                        None if value.is_empty() => finder.task = None,
                        None => drop(&key, &value),
                    }
                }
                WISH => wished.extend(value.split(',').filter(|id| !id.is_empty()).map(str::to_owned)),
                _ => {}
            }
        }
        query.chosen_layout = layout;
        // The reasons may stand before the shortlist in the address.
        for (tool, why) in whys.iter().filter_map(|why| why.split_once(':')) {
            if let Some(tool) = ToolId::from_text(tool) {
                query = query.apply(Command::Why(tool, why.to_owned()));
            }
        }
        for id in wished {
            match (atlas.wishes().iter().find(|wish| wish.id.as_str() == id), &mut query.finder) {
                (None, _) => drop(WISH, &id),
                (Some(wish), Some(finder)) if !finder.wishes.contains(&wish.id) => {
                    *finder = finder.toggle(atlas, &wish.id);
                }
                _ => {}
            }
        }
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
        let finder = self.finder.as_ref();
        // An open finder without a task has a key too.
        pairs.extend(finder.map(|finder| pair(FIND, finder.task.as_ref().map_or("", TaskId::as_str))));
        let wishes = finder.into_iter().flat_map(|finder| &finder.wishes).map(WishId::as_str);
        let lists = [
            (WISH, wishes.collect::<Vec<_>>().join(",")),
            (ENVIRONMENT, self.environment.encode()),
            (FIT, if self.fit_only { ONLY.to_owned() } else { String::new() }),
            (COMPARE, joined(&self.compared)),
            (PICK, joined(self.picks.iter().map(|pick| &pick.tool))),
            (TOOL, joined(&self.open)),
        ];
        pairs.extend(lists.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| pair(key, value)));
        let whys = self.picks.iter().filter(|pick| !pick.why.is_empty());
        pairs.extend(whys.map(|Pick { tool, why }| pair(WHY, &format!("{tool}:{why}"))));
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
        _ if is_break(c) => Some(' '),
        _ => Some(c),
    });
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MAX_TEXT
    };
    visible.take_while(fits).collect()
}

/// The tools that a value names; `drop` is told of what is no tool here.
fn tools(atlas: &Atlas, key: &str, value: &str, drop: &mut dyn FnMut(&str, &str)) -> Vec<ToolId> {
    let mut found = Vec::new();
    for text in value.split(',').filter(|text| !text.is_empty()) {
        match ToolId::from_text(text).filter(|id| atlas.tool(id).is_some()) {
            Some(id) => found.push(id),
            None => drop(key, text),
        }
    }
    found
}

fn joined<'a>(tools: impl IntoIterator<Item = &'a ToolId>) -> String {
    tools.into_iter().map(ToolId::as_str).collect::<Vec<_>>().join(",")
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
