//! Finds and changes elements of the built page. This is no general HTML parser: our own page is well formed, and its
//! attributes are in double quotes with a space before each.

use anyhow::{Context, Result};

/// Elements whose content is not markup.
const RAW: [&str; 2] = ["script", "style"];

/// A start tag; for raw elements also the content and the end tag.
pub struct Element<'a> {
    /// Its name.
    pub name: &'a str,
    /// The start tag.
    pub tag: &'a str,
    /// The content of a script or style.
    pub content: &'a str,
    /// All of it.
    pub whole: &'a str,
    /// Where it starts in the page.
    start: usize,
    /// Where it ends.
    end: usize,
}

impl<'a> Element<'a> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.tag.split_once(&format!(" {name}=\""))?;
        value.split('"').next()
    }

    /// Returns true if the element is a link with this relation.
    pub fn is_link(&self, relation: &str) -> bool {
        self.name == "link" && self.attribute("rel") == Some(relation)
    }
}

/// The end of the tag at the beginning of `text`. A `>` in quotes does not end it.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The elements of a page in the order of their start tags. Tags in comments, scripts and styles do not count.
pub fn elements(page: &str) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = page[at..].find('<').map(|offset| at + offset) {
        let after = |from: usize, end: &str| page[from..].find(end).map_or(page.len(), |offset| from + offset);
        if page[start..].starts_with("<!--") {
            at = after(start, "-->");
            continue;
        }
        let close = start + tag_end(&page[start..]);
        at = close;
        let inner = &page[start + 1..close];
        let name = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())];
        if name.is_empty() {
            continue;
        }
        let mut content = "";
        if RAW.contains(&name) {
            content = &page[close..after(close, &format!("</{name}"))];
            at = (after(close + content.len(), ">") + 1).min(page.len());
        }
        found.push(Element { name, tag: &page[start..close], content, whole: &page[start..at], start, end: at });
    }
    found
}

/// The page with each element replaced by what `change` returns; `None` leaves it as it is.
pub fn rewritten(page: &str, mut change: impl FnMut(&Element) -> Result<Option<String>>) -> Result<String> {
    let mut out = String::with_capacity(page.len());
    let mut copied = 0;
    for element in elements(page) {
        out.push_str(&page[copied..element.start]);
        out.push_str(change(&element)?.as_deref().unwrap_or(element.whole));
        copied = element.end;
    }
    out.push_str(&page[copied..]);
    Ok(out)
}

/// The page with `text` after the declaration of the character set, which must stay in the first 1,024 bytes.
pub fn with_head(page: &str, text: &str) -> Result<String> {
    let charset = elements(page).into_iter().find(|element| element.attribute("charset").is_some());
    let (before, after) = page.split_at(charset.context("index.html names no character set")?.end);
    Ok([before, text, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_outside_comments_scripts_and_styles() {
        let page =
            "<p title=\"a > b\">x</p><!-- <b> --><script type=\"module\">if (1 <i>2) {}</script><style>c</style><u>";
        let names: Vec<&str> = elements(page).iter().map(|element| element.name).collect();
        assert_eq!(names, ["p", "script", "style", "u"]);
        assert_eq!(elements(page)[0].attribute("title"), Some("a > b"));
    }

    #[test]
    fn an_element_has_its_attributes_and_content() {
        let page = "<p><script data-type=\"x\" type=\"module\">one();</script>";
        let script = &elements(page)[1];
        assert_eq!((script.attribute("type"), script.attribute("src")), (Some("module"), None));
        assert_eq!((script.tag, script.content), ("<script data-type=\"x\" type=\"module\">", "one();"));
        assert_eq!(script.whole, &page[3..]);
    }

    #[test]
    fn elements_are_replaced_and_the_rest_is_kept() {
        let page = "<meta charset=\"utf-8\" />a<b>c</b><link rel=\"icon\">d";
        let change = |element: &Element| Ok(element.is_link("icon").then(|| "<hr>".to_owned()));
        assert_eq!(rewritten(page, change).unwrap(), "<meta charset=\"utf-8\" />a<b>c</b><hr>d");
        assert_eq!(with_head(page, "!").unwrap(), page.replace("/>a", "/>!a"));
        assert!(with_head("<p>", "!").is_err());
    }
}
