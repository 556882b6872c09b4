//! The dependency specifier of a tool's package, and the commands that install it
//! (<https://packaging.python.org/en/latest/specifications/dependency-specifiers/>).
//!
//! Specifiers are pasted into shells and files, so they consist of letters, digits and a few signs. What has others, in
//! a catalog from elsewhere, has no specifier.

use super::Known;

impl Known<'_> {
    /// The package with the extra that its documentation names, and `==` with the version of the facts if it is
    /// `pinned` and they tell one, such as `dask[complete]==2026.11.0`. `None` if there is no package, or no package can
    /// have that name.
    #[must_use]
    pub fn specifier(self, pinned: bool) -> Option<String> {
        let mut specifier = self.tool.package.clone().filter(|package| is_plain(package, "-_."))?;
        if let Some(facts) = self.facts {
            if let Some(extra) = &facts.extras {
                if !is_plain(extra, "-_.") {
                    return None;
                }
                specifier = [&specifier, "[", extra, "]"].concat();
            }
            if pinned && is_plain(&facts.version, ".+") {
                specifier = [&specifier, "==", &facts.version].concat();
            }
        }
        Some(specifier)
    }

    /// The line that installs the tool with `installer`, such as `pip install`, with the extra that its documentation
    /// names.
    #[must_use]
    pub fn install_line(self, installer: &str) -> Option<String> {
        Some(command(installer, &[self.specifier(false)?]))
    }
}

/// The command line that installs packages, by their specifiers.
pub(crate) fn command(installer: &str, specifiers: &[String]) -> String {
    let mut line = installer.to_owned();
    for specifier in specifiers {
        // Brackets mean something to some shells.
        let quote = if specifier.contains('[') { "\"" } else { "" };
        line += &[" ", quote, specifier, quote].concat();
    }
    line
}

/// Returns true if the text consists of letters, digits and these signs, and begins and ends with a letter or digit:
/// the rule for names of packages and extras
/// (<https://packaging.python.org/en/latest/specifications/name-normalization/>).
fn is_plain(text: &str, signs: &str) -> bool {
    let is_sign = |c: char| signs.contains(c);
    !text.is_empty()
        && !text.starts_with(is_sign)
        && !text.ends_with(is_sign)
        && text.chars().all(|c| c.is_ascii_alphanumeric() || is_sign(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::facts::Facts;
    use serde_json::{Value, json};

    /// The specifier without and with its version, and the line.
    fn of(package: &str, facts: &Value) -> [Option<String>; 3] {
        let catalog = json!({"version": 1, "edition": "x",
            "categories": [{"id": "c", "kind": "area", "name": "C", "summary": "s"}],
            "tools": [{"id": "t", "name": "T", "kind": "library", "summary": "s", "package": package,
                "links": {"home": "https://a"}, "places": [{"category": "c", "role": "r"}]}]});
        let facts = json!({"version": 1, "checked": "2026-11-23", "packages": {package: facts}});
        let catalog = Catalog::parse(&catalog.to_string()).expect("sound");
        let facts = Facts::parse(&facts.to_string()).expect("sound");
        let known = Known::new(&catalog.tools[0], &facts, None);
        [known.specifier(false), known.specifier(true), known.install_line("pip install")]
    }

    fn facts(version: &str, extra: Option<&str>) -> Value {
        json!({"version": version, "extras": extra, "source": "s", "checked": "2026-11-23"})
    }

    #[test]
    fn a_specifier_has_the_extra_and_the_version() {
        let table = [
            ("numpy", facts("2.5.5", None), ["numpy", "numpy==2.5.5", "pip install numpy"]),
            (
                "dask",
                facts("2026.11.0", Some("complete")),
                ["dask[complete]", "dask[complete]==2026.11.0", "pip install \"dask[complete]\""],
            ),
            ("torch", facts("2.9.0+cu128", None), ["torch", "torch==2.9.0+cu128", "pip install torch"]),
            // A version of an epoch has a sign that shells expand even between quotes.
            ("old", facts("1!2.0", None), ["old", "old", "pip install old"]),
            ("empty", facts("", None), ["empty", "empty", "pip install empty"]),
        ];
        for (package, facts, expected) in table {
            assert_eq!(of(package, &facts), expected.map(|text| Some(text.to_owned())), "{package}");
        }
    }

    #[test]
    fn what_no_package_is_named_reaches_no_shell() {
        for package in ["", "-r", "a b", "a;b", "a$(b)", "a\nb", "a==1", "a[b]", "\u{e9}", "a.", "https://a/b", "../a"]
        {
            assert_eq!(of(package, &facts("1.0", None)), [None, None, None], "{package}");
        }
        for extra in ["", "a,b", "a]\nb", "a\"b"] {
            assert_eq!(of("numpy", &facts("1.0", Some(extra))), [None, None, None], "{extra}");
        }
        assert_eq!(of("discord.py", &facts("2.0 ; rm", None))[1].as_deref(), Some("discord.py"));
    }
}
