//! Writes the content security policy into a finished page: nothing but what is in it, no text that becomes markup or code.

use anyhow::{Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::html::elements;

/// Where the app's files come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The host the page came from.
    Host,
    /// The page itself.
    Page,
}

/// Hashes, as a policy names them, of what stands in the elements of this name. Blocks of data are not run, so not named.
fn hashes(page: &str, name: &str) -> Result<String> {
    let mut hashes = Vec::new();
    for element in elements(page).iter().filter(|element| element.name == name) {
        if element.attribute("src").is_some() {
            bail!("a script has a src; only the app's module is loaded, by the inline script");
        }
        if element.attribute("data-file").is_none() {
            hashes.push(format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(element.content))));
        }
    }
    Ok(hashes.join(" "))
}

/// The element that holds the policy for this page. It belongs before everything that it is about.
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
