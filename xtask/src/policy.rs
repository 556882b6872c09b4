//! The content security policy of a finished page: only its own scripts and styles run, and no text becomes markup or
//! code.

use anyhow::{Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::html::elements;

/// Where the page gets the app's files from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The host of the page.
    Host,
    /// The page itself.
    Page,
}

/// The hashes of all elements with this name, in the form of a policy. Data blocks do not run, so they need no hash.
fn hashes(page: &str, name: &str) -> Result<String> {
    let mut hashes = Vec::new();
    for element in elements(page).iter().filter(|element| element.name == name) {
        if element.attribute("src").is_some() {
            bail!("a script has a src; only the app's module is loaded, by the inline script");
        }
        let is_data =
            element.attribute("data-file").is_some() || element.attribute("type") == Some("application/ld+json");
        if !is_data {
            hashes.push(format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(element.content))));
        }
    }
    Ok(hashes.join(" "))
}

/// The element with the policy of this page. It must stand before everything that it restricts.
pub fn meta(page: &str, source: Source) -> Result<String> {
    let host = source == Source::Host;
    let own = if host { "'self' " } else { "" };
    let mut rules = vec![
        "default-src 'none'".to_owned(),
        format!("script-src {own}'wasm-unsafe-eval' {}", hashes(page, "script")?),
        format!("style-src {}", hashes(page, "style")?),
        format!("img-src {own}data:"),
    ];
    if host {
        rules.extend(["connect-src", "manifest-src", "worker-src"].map(|kind| format!("{kind} 'self'")));
    }
    let last =
        ["base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types atlas-worker"];
    rules.extend(last.map(str::to_owned));
    Ok(format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\" />", rules.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<script>one()</script><style>a {}</style><!-- <script>no</script> -->\
                        <noscript><style>b {}</style></noscript><script data-file=\"x.json\">data</script>";

    #[test]
    fn the_policy_names_every_inline_script_and_style_and_nothing_unsafe() {
        for (source, own) in [(Source::Host, true), (Source::Page, false)] {
            let policy = meta(PAGE, source).unwrap();
            let named = |content: &str| policy.contains(&BASE64_STANDARD.encode(Sha256::digest(content)));
            for (content, expected) in [("one()", true), ("a {}", true), ("b {}", true), ("no", false), ("data", false)]
            {
                assert_eq!(named(content), expected, "{content}: {policy}");
            }
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
            assert!(policy.contains("content=\"default-src 'none'; "), "{policy}");
            assert_eq!(policy.contains("'self'"), own, "{policy}");
        }
    }

    #[test]
    fn a_script_from_elsewhere_is_refused() {
        let error = meta("<script src=\"x.js\"></script>", Source::Host).unwrap_err();
        assert!(error.to_string().contains("a script has a src"), "{error}");
    }
}
