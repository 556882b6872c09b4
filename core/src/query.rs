//! The state of the view, a [`Query`]. It *is* the URL: [`Query::decode`] and [`Query::encode`] are the one codec, and
//! no other code knows a key. It changes by a [`Command`], in [`Query::apply`].
//!
//! Published keys and values work for ever; the test `keys_are_for_ever` pins them.

use super::catalog::ToolId;
use super::environment::Environment;
use super::facets::{FacetId, OptionRef};
use super::finder::Finder;
use super::text::is_break;

mod choices;
mod codec;

pub use choices::{Grouping, Layout, Matching, Sort};

/// The longest search text that is kept, in UTF-16 units, in which the `maxlength` of a field counts. Nobody types more,
/// and a pasted page must not slow the app.
pub const MAX_TEXT: usize = 200;

/// The most tools that are compared: more columns than this nobody reads side by side.
pub const MAX_COMPARED: usize = 4;

/// The most tools on a shortlist. A longer one decides nothing, and an address has to hold it.
pub const MAX_PICKS: usize = 30;

/// A tool on the shortlist.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pick {
    /// The tool.
    pub tool: ToolId,
    /// Why it was chosen, in the person's own words; empty if nothing was said. Kept like [`Query::text`].
    pub why: String,
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
