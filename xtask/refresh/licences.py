"""Licences: from the three places where metadata can name one, to an SPDX expression or the name of a family.

Changes when the list of classifiers grows (the package `trove-classifiers` is that list, and a test counts that each of
its licences stands here) or when another free text becomes common. The three places are described in
https://packaging.python.org/specifications/core-metadata/.
"""

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

# Licence classifiers without their parents, with what they name: an SPDX expression where they name one licence, the
# family's name where they leave the version or the variant open, and None where they name no licence at all.
CLASSIFIERS = {
    "Academic Free License (AFL)": "AFL",
    "Aladdin Free Public License (AFPL)": "Aladdin",
    "Apache Software License": "Apache",
    "Apple Public Source License": "APSL",
    "Artistic License": "Artistic",
    "Attribution Assurance License": "AAL",
    "BSD License": "BSD",
    "Blue Oak Model License (BlueOak-1.0.0)": "BlueOak-1.0.0",
    "Boost Software License 1.0 (BSL-1.0)": "BSL-1.0",
    "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "CC0-1.0",
    "CEA CNRS Inria Logiciel Libre License, version 2.1 (CeCILL-2.1)": "CECILL-2.1",
    "CMU License (MIT-CMU)": "MIT-CMU",
    "CeCILL-B Free Software License Agreement (CECILL-B)": "CECILL-B",
    "CeCILL-C Free Software License Agreement (CECILL-C)": "CECILL-C",
    "Common Development and Distribution License 1.0 (CDDL-1.0)": "CDDL-1.0",
    "Common Public License": "CPL-1.0",
    "Eclipse Public License 1.0 (EPL-1.0)": "EPL-1.0",
    "Eclipse Public License 2.0 (EPL-2.0)": "EPL-2.0",
    "Educational Community License, Version 2.0 (ECL-2.0)": "ECL-2.0",
    "Eiffel Forum License": "EFL",
    "Eiffel Forum License (EFL)": "EFL",
    "European Union Public Licence 1.0 (EUPL 1.0)": "EUPL-1.0",
    "European Union Public Licence 1.1 (EUPL 1.1)": "EUPL-1.1",
    "European Union Public Licence 1.2 (EUPL 1.2)": "EUPL-1.2",
    "Free For Educational Use": None,
    "Free For Home Use": None,
    "Free To Use But Restricted": None,
    "Free for non-commercial use": None,
    "Freely Distributable": None,
    "Freeware": None,
    "GNU Affero General Public License v3": "AGPL-3.0-only",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "GNU Free Documentation License (FDL)": "GFDL",
    "GNU General Public License (GPL)": "GPL",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.0-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "GUST Font License 1.0": "GUST-Font",
    "GUST Font License 2006-09-30": "GUST-Font",
    "Historical Permission Notice and Disclaimer (HPND)": "HPND",
    "IBM Public License": "IPL-1.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "MirOS License (MirOS)": "MirOS",
    "Motosoto License": "Motosoto",
    "Mozilla Public License 1.0 (MPL)": "MPL-1.0",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Mulan Permissive Software License v2 (MulanPSL-2.0)": "MulanPSL-2.0",
    "NASA Open Source Agreement v1.3 (NASA-1.3)": "NASA-1.3",
    "Nethack General Public License": "NGPL",
    "Netscape Public License (NPL)": "NPL",
    "Nokia Open Source License": "Nokia",
    "Nokia Open Source License (NOKOS)": "Nokia",
    "Open Group Test Suite License": "OGTSL",
    "Open Software License 3.0 (OSL-3.0)": "OSL-3.0",
    "Other/Proprietary License": "Proprietary",
    "PostgreSQL License": "PostgreSQL",
    "Public Domain": "Public domain",
    "Python License (CNRI Python License)": "CNRI-Python",
    "Python Software Foundation License": "PSF-2.0",
    "Qt Public License (QPL)": "QPL-1.0",
    "Repoze Public License": "Repoze",
    "Ricoh Source Code Public License": "RSCPL",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
    "Sleepycat License": "Sleepycat",
    "Sun Public License": "SPL-1.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "Universal Permissive License (UPL)": "UPL-1.0",
    "University of Illinois/NCSA Open Source License": "NCSA",
    "Vovida Software License 1.0": "VSL-1.0",
    "W3C License": "W3C",
    "Zero-Clause BSD (0BSD)": "0BSD",
    "Zope Public License": "ZPL",
    "zlib/libpng License": "Zlib",
}

# The values above that are no SPDX expressions.
FAMILIES = {
    "AFL",
    "APSL",
    "Apache",
    "Artistic",
    "BSD",
    "EFL",
    "GFDL",
    "GPL",
    "GUST-Font",
    "LGPL",
    "NPL",
    "Proprietary",
    "Public domain",
    "Repoze",
    "ZPL",
}

# Parents of other classifiers, which name no licence themselves.
UMBRELLAS = {"DFSG approved", "OSI Approved"}

# Texts of the free-text field, normalised by `_plain`, with their SPDX expressions.
TEXTS = {
    "0bsd": "0BSD",
    "2 clause bsd": "BSD-2-Clause",
    "3 clause bsd": "BSD-3-Clause",
    "apache": "Apache",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache 2.0 license": "Apache-2.0",
    "apache license": "Apache",
    "apache license 2.0": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0",
    "apache software license": "Apache",
    "apache software license 2.0": "Apache-2.0",
    "bsd": "BSD",
    "bsd 2 clause": "BSD-2-Clause",
    "bsd 2 clause license": "BSD-2-Clause",
    "bsd 3 clause": "BSD-3-Clause",
    "bsd 3 clause license": "BSD-3-Clause",
    "bsd license": "BSD",
    "gpl": "GPL",
    "gpl v3": "GPL-3.0-only",
    "gplv2": "GPL-2.0-only",
    "gplv3": "GPL-3.0-only",
    "gplv3+": "GPL-3.0-or-later",
    "gnu gpl 3": "GPL-3.0-only",
    "isc": "ISC",
    "lgpl": "LGPL",
    "lgplv3": "LGPL-3.0-only",
    "mit": "MIT",
    "mit license": "MIT",
    "modified bsd": "BSD-3-Clause",
    "modified bsd license": "BSD-3-Clause",
    "mpl 2.0": "MPL-2.0",
    "new bsd": "BSD-3-Clause",
    "new bsd license": "BSD-3-Clause",
    "psf": "PSF-2.0",
    "the mit license": "MIT",
    "wxwindows library license (https://opensource.org/licenses/wxwindows.php)": (
        "LGPL-2.0-or-later WITH WxWindows-exception-3.1"
    ),
}


def _plain(text):
    words = text.strip().lower().replace("-", " ").replace(",", " ").replace('"', "").split()
    return " ".join(words)


def licence(metadata):
    """The licence: an SPDX expression if the metadata has one, or else a family such as "BSD"; None if unknown.

    Several classifiers do not say if all licences apply or if one may choose, so the licence is then unknown. A family
    beside one of its licences, such as "BSD" beside "BSD-3-Clause", does not count as a second one.
    """
    expression = metadata.get("License-Expression")
    text = (metadata.get("License") or "").strip()
    for candidate in filter(None, [expression, text if len(text) < 100 else None]):
        try:
            return canonicalize_license_expression(TEXTS.get(_plain(candidate), candidate))
        except InvalidLicenseExpression:
            pass
    named = [row.split(" :: ")[-1] for row in metadata.get_all("Classifier", []) if row.startswith("License ::")]
    # A classifier that is not in the table, or names no licence, stays under its own name: another one beside it.
    known = {CLASSIFIERS.get(name) or name for name in named if name not in UMBRELLAS}
    known = {name for name in known if not any(other.startswith(f"{name}-") for other in known)}
    if len(known) > 1:
        return None
    return next(iter(known & {*CLASSIFIERS.values()}), None) or TEXTS.get(_plain(text))
