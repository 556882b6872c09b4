//! Finding elements in a page of our own: attributes are in double quotes with a space before each and no
//! `>` within, and nothing is malformed.

/// Elements whose content is not markup.
const RAW: [&str; 2] = ["script", "style"];

/// A tag, with its content and end where that is not markup.
pub struct Element<'a> {
    /// Its name.
    pub name: &'a str,
    /// The start tag.
    pub tag: &'a str,
    /// What a script or style holds.
    pub content: &'a str,
    /// All of it.
    pub whole: &'a str,
    /// Where it starts in the page.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl<'a> Element<'a> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.tag.split_once(&format!(" {name}=\""))?;
        value.split('"').next()
    }
}

/// The start tags of a page, in order; those in comments, scripts and styles are none.
pub fn elements(page: &str) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = page[at..].find('<').map(|offset| at + offset) {
        let after = |from: usize, end: &str| page[from..].find(end).map_or(page.len(), |offset| from + offset);
        if page[start..].starts_with("<!--") {
            at = after(start, "-->");
            continue;
        }
        let close = (after(start, ">") + 1).min(page.len());
        at = close;
        let inner = &page[start + 1..close];
        let length = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let name = &inner[..length];
        if name.is_empty() {
            continue;
        }
        let content = if RAW.contains(&name) { &page[close..after(close, &format!("</{name}"))] } else { "" };
        if RAW.contains(&name) {
            at = (after(close + content.len(), ">") + 1).min(page.len());
        }
        found.push(Element { name, tag: &page[start..close], content, whole: &page[start..at], start, end: at });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_outside_comments_scripts_and_styles() {
        let page = "<p class=\"a\">x</p><!-- <b> --><script type=\"module\">if (1 <i>2) {}</script><style>c</style><u>";
        let names: Vec<&str> = elements(page).iter().map(|element| element.name).collect();
        assert_eq!(names, ["p", "script", "style", "u"]);
    }

    #[test]
    fn an_element_has_its_attributes_content_and_place() {
        let page = "<p><script data-type=\"x\" type=\"module\">one();</script>";
        let script = &elements(page)[1];
        assert_eq!((script.attribute("type"), script.attribute("src")), (Some("module"), None));
        assert_eq!((script.tag, script.content), ("<script data-type=\"x\" type=\"module\">", "one();"));
        assert_eq!((&page[script.start..script.end], script.whole), (script.whole, &page[3..]));
    }
}
