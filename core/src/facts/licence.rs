//! Classes of licences. Knows licence expressions as texts, and nothing of packages.

use crate::closed_set::{ClosedSet, Row, row};

/// How much a licence asks in return. The order is by strictness: a licence on neither list counts as the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LicenceClass {
    /// Allows use in closed programs without conditions on the rest.
    Permissive,
    /// Asks the same freedom for changed versions or for the whole work.
    Copyleft,
    /// On neither list.
    Other,
    /// No licence is stated.
    Unknown,
}

impl ClosedSet for LicenceClass {
    const ALL: &'static [Row<Self>] = &[
        row(Self::Permissive, "permissive", "Permissive"),
        row(Self::Copyleft, "copyleft", "Copyleft"),
        row(Self::Other, "other", "Other"),
        row(Self::Unknown, "unknown", "Unknown"),
    ];
}

/// The prefixes of the names of permissive licences
/// (<https://spdx.org/licenses/>, <https://choosealicense.com/appendix/>).
const PERMISSIVE: [&str; 24] = [
    "0BSD",
    "AFL",
    "Apache",
    "BSD",
    "BSL",
    "BlueOak",
    "CC0",
    "CECILL-B",
    "CNRI-Python",
    "ECL",
    "EFL",
    "HPND",
    "ISC",
    "MIT",
    "MulanPSL",
    "NCSA",
    "PSF",
    "PostgreSQL",
    "Python",
    "UPL",
    "Unlicense",
    "W3C",
    "ZPL",
    "Zlib",
];
/// The prefixes of the names of copyleft licences, from the same lists.
const COPYLEFT: [&str; 12] =
    ["AGPL", "APSL", "CDDL", "CECILL-2", "CECILL-C", "CPL", "EPL", "EUPL", "GPL", "LGPL", "MPL", "OSL"];

/// The class of a licence, given as an SPDX expression or a name; `None` if none is stated. Among alternatives (`OR`)
/// the freest counts, among licences that all apply (`AND`) the strictest. Exceptions (`WITH`) do not change the class.
#[must_use]
pub fn licence_class(licence: Option<&str>) -> LicenceClass {
    licence.map_or(LicenceClass::Unknown, |licence| class_of_expression(licence, class_of_name))
}

/// The prefixes of the names of licences that ask for the source of a program which is used over a network, from their
/// texts (<https://spdx.org/licenses/>).
const NETWORK: [&str; 6] = ["AGPL", "CPAL", "EUPL", "OSL", "RPL", "SSPL"];

/// Returns true if whoever offers a program with this licence over a network has to offer its source. Among alternatives
/// the freest counts.
#[must_use]
pub fn is_network_copyleft(licence: &str) -> bool {
    let of_name = |name: &str| {
        let is_network = NETWORK.iter().any(|start| name.starts_with(start));
        if is_network { LicenceClass::Copyleft } else { LicenceClass::Permissive }
    };
    class_of_expression(licence, of_name) == LicenceClass::Copyleft
}

fn class_of_expression(licence: &str, of_name: fn(&str) -> LicenceClass) -> LicenceClass {
    class(&mut licence.split_inclusive([' ', '(', ')']), of_name)
}

/// The class of an expression, up to its end or to the bracket that closes it. Each word includes the space or bracket
/// that ends it.
fn class(words: &mut dyn Iterator<Item = &str>, of_name: fn(&str) -> LicenceClass) -> LicenceClass {
    let (mut freest, mut strictest) = (LicenceClass::Other, LicenceClass::Permissive);
    while let Some(mut word) = words.next() {
        let name = word.trim_end_matches([' ', ')']);
        match name {
            "OR" => (freest, strictest) = (strictest.min(freest), LicenceClass::Permissive),
            "(" => strictest = class(words, of_name).max(strictest),
            "WITH" => word = words.next().unwrap_or_default(),
            "" | "AND" => {}
            _ => strictest = of_name(name).max(strictest),
        }
        if word.ends_with(')') {
            break;
        }
    }
    strictest.min(freest)
}

/// The class of a single licence.
fn class_of_name(name: &str) -> LicenceClass {
    let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    if begins(&COPYLEFT) {
        LicenceClass::Copyleft
    } else if begins(&PERMISSIVE) {
        LicenceClass::Permissive
    } else {
        LicenceClass::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_that_reach_over_a_network_are_known() {
        let table = [
            ("AGPL-3.0-or-later", true),
            ("SSPL-1.0", true),
            ("AGPL-3.0-only OR MIT", false),
            ("MIT AND (AGPL-3.0-only)", true),
            ("GPL-3.0-only", false),
            ("Proprietary", false),
        ];
        for (licence, expected) in table {
            assert_eq!(is_network_copyleft(licence), expected, "{licence}");
        }
    }

    #[test]
    fn licences_have_classes() {
        let table = [
            (Some("MIT"), "permissive"),
            (Some("Apache-2.0 WITH LLVM-exception AND BSD-2-Clause"), "permissive"),
            (Some("EPL-2.0 OR BSD-3-Clause"), "permissive"),
            (Some("LGPL-3.0-only OR GPL-2.0-only"), "copyleft"),
            (Some("MIT AND (MPL-2.0)"), "copyleft"),
            (Some("Proprietary"), "other"),
            (Some("MIT AND LicenseRef-Own"), "other"),
            (Some("GPL-3.0-only AND (MIT OR Apache-2.0)"), "copyleft"),
            (Some("(MIT OR Apache-2.0) AND GPL-3.0-only"), "copyleft"),
            (Some("MIT OR (GPL-3.0-only AND (MIT OR GPL-2.0-only WITH GCC-exception-3.1))"), "permissive"),
            (Some("LicenseRef-Own OR (GPL-3.0-only WITH GCC-exception-3.1) AND MIT"), "copyleft"),
            (Some("GPL-3.0-only AND LicenseRef-Own"), "other"),
            (Some("Apache"), "permissive"),
            (None, "unknown"),
        ];
        for (licence, expected) in table {
            assert_eq!(licence_class(licence).id(), expected, "{licence:?}");
        }
    }
}
