//! What is new since somebody's last visit: entries, and releases that were measured since. Knows no clock: a visit is
//! told by what the catalog and the facts were then.

use super::atlas::Atlas;
use super::position::ToolIndex;
use super::sort::sorted;

/// The most releases that are named.
const MOST: usize = 12;

/// What is new since a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The day of the facts at that visit.
    pub since: String,
    /// The tools that were not there.
    pub entries: Vec<ToolIndex>,
    /// Tools with a release since that day, the newest first.
    pub releases: Vec<ToolIndex>,
}

/// A visit as a text to remember: the day of the facts, then the ids of all tools.
#[must_use]
pub fn visit(atlas: &Atlas) -> String {
    let ids = atlas.tools().iter().map(|tool| tool.id.as_str());
    std::iter::once(atlas.facts().checked.as_str()).chain(ids).collect::<Vec<_>>().join(" ")
}

/// What is new since a remembered visit; `None` if nothing is, or if that is not a visit.
#[must_use]
pub fn since(atlas: &Atlas, visit: &str) -> Option<News> {
    let mut words = visit.split(' ');
    let since = words.next().filter(|day| day.len() == 10)?;
    // Sorted, because a catalog may have very many tools.
    let before = sorted(words.collect(), |a: &&str, b: &&str| a.cmp(b));
    let (mut entries, mut releases) = (Vec::new(), Vec::new());
    for (position, tool) in atlas.tools().iter().enumerate() {
        let day = atlas.facts_of(tool).map_or("", |facts| facts.released.as_str());
        if before.binary_search(&tool.id.as_str()).is_err() {
            entries.push(ToolIndex(position));
        } else if day > since {
            releases.push((day, ToolIndex(position)));
        }
    }
    let releases = sorted(releases, |a, b| b.0.cmp(a.0));
    let releases: Vec<ToolIndex> = releases.into_iter().take(MOST).map(|(_, tool)| tool).collect();
    let is_any = !entries.is_empty() || !releases.is_empty();
    is_any.then(|| News { since: since.to_owned(), entries, releases })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::facts::Facts;
    use serde_json::json;

    #[test]
    fn new_is_what_was_not_there_and_what_was_released_since() {
        let tool = |id: &str| {
            json!({"id": id, "name": id, "kind": "library", "summary": "s", "package": id,
                "links": {"home": "https://a"}, "places": [{"category": "c", "role": "r"}]})
        };
        let catalog = json!({"version": 1, "edition": "x", "tools": [tool("a"), tool("b"), tool("c"), tool("d")],
            "categories": [{"id": "c", "kind": "area", "name": "C", "summary": "s"}]});
        let facts = |day: &str| json!({"version": "1", "released": day, "source": "s", "checked": "2026-11-28"});
        let facts = json!({"version": 1, "checked": "2026-11-28", "packages": {
            "a": facts("2026-11-20"), "b": facts("2026-11-25"), "c": facts("2026-11-27"), "d": facts("2026-11-27")}});
        let catalog = Catalog::parse(&catalog.to_string()).expect("sound");
        let atlas = Atlas::new(catalog, Facts::parse(&facts.to_string()).expect("sound"));
        let news = since(&atlas, "2026-11-23 a b c gone").expect("news");
        assert_eq!(news.since, "2026-11-23");
        assert_eq!(news.entries, [ToolIndex(3)]);
        assert_eq!(news.releases, [ToolIndex(2), ToolIndex(1)], "the newest first, without the new entry");
        assert_eq!(since(&atlas, &visit(&atlas)), None, "nothing is new at once");
        for rubbish in ["", "a b c", "\u{0}", "yesterday a"] {
            assert_eq!(since(&atlas, rubbish), None, "{rubbish}");
        }
    }
}
