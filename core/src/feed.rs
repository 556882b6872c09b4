//! The news feed, made at build: the latest releases of the catalog's packages, by the day on which they were published,
//! and the edition itself. Atom (<https://www.rfc-editor.org/rfc/rfc4287>).

use super::atlas::Atlas;
use super::text::plural;

/// The most releases in the feed.
const MOST: usize = 50;

/// The feed. Addresses are relative to the feed's own, because a build does not know its host.
#[must_use]
pub fn atom(atlas: &Atlas) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let entry = |id: &str, day: &str, address: &str, title: &str, words: &str| {
        format!(
            "<entry><id>tag:python-atlas,2026:{}</id><updated>{day}T00:00:00Z</updated><link href=\"{}\"/><title>{}</title><summary>{}</summary></entry>\n",
            escaped(id),
            escaped(address),
            escaped(title),
            escaped(words),
        )
    };
    let facts = atlas.facts();
    let mut releases: Vec<_> = atlas.tools().iter().filter_map(|tool| Some((atlas.facts_of(tool)?, tool))).collect();
    releases.retain(|(facts, _)| !facts.released.is_empty());
    releases.sort_by(|a, b| b.0.released.cmp(&a.0.released));
    let releases = releases.into_iter().take(MOST).map(|(facts, tool)| {
        let id = format!("{}/{}", tool.id, facts.version);
        let title = format!("{} {}", tool.name, facts.version);
        entry(&id, &facts.released, &format!("./?tool={}", tool.id), &title, &tool.summary)
    });
    let words = format!(
        "{} in {}, facts checked on {}",
        plural(atlas.tools().len(), "tool", "tools"),
        plural(atlas.categories().len(), "category", "categories"),
        facts.checked
    );
    let edition = atlas.edition();
    let edition = entry(&format!("edition/{edition}"), edition, "./", &format!("Edition of {edition}"), &words);
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>tag:python-atlas,2026:feed</id><title>Python Atlas: what is new</title>\
         <updated>{}T00:00:00Z</updated><author><name>Python Atlas</name></author>\
         <link rel=\"self\" href=\"feed.xml\"/><link href=\"./\"/>\n{edition}{}</feed>\n",
        if facts.checked.is_empty() { atlas.edition() } else { &facts.checked },
        releases.collect::<String>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::facts::Facts;
    use serde_json::json;

    #[test]
    fn the_latest_releases_come_first_and_texts_stay_texts() {
        let tool = |id: &str, name: &str| {
            json!({"id": id, "name": name, "kind": "library", "summary": "a < b & c", "package": id,
                "links": {"home": "https://a"}, "places": [{"category": "c", "role": "r"}]})
        };
        let catalog = json!({"version": 1, "edition": "2026-11-28", "tools": [tool("a", "<A>"), tool("b", "B")],
            "categories": [{"id": "c", "kind": "area", "name": "C", "summary": "s"}]});
        let facts = |day: &str| json!({"version": "1.0", "released": day, "source": "s", "checked": "2026-11-28"});
        let facts = json!({"version": 1, "checked": "2026-11-27",
            "packages": {"a": facts("2026-11-20"), "b": facts("2026-11-25")}});
        let catalog = Catalog::parse(&catalog.to_string()).expect("sound");
        let feed = atom(&Atlas::new(catalog, Facts::parse(&facts.to_string()).expect("sound")));
        assert!(feed.contains("<title>&lt;A> 1.0</title><summary>a &lt; b &amp; c</summary>"), "{feed}");
        let at = |text: &str| feed.find(text).unwrap_or_else(|| panic!("{text} is not in {feed}"));
        assert!(at("edition/2026-11-28") < at("python-atlas,2026:b/1.0") && at("2026:b/1.0") < at("2026:a/1.0"));
        assert!(feed.contains("<updated>2026-11-27T00:00:00Z</updated><author>"), "{feed}");
    }
}
