"""Licences: every classifier of the official list, and how the three places of the metadata go together."""

import unittest
from email.parser import HeaderParser

from licences import CLASSIFIERS, FAMILIES, TEXTS, UMBRELLAS, licence
from packaging.licenses import canonicalize_license_expression
from trove_classifiers import classifiers


class Licences(unittest.TestCase):
    def test_every_classifier_is_mapped(self):
        listed = [row.split(" :: ")[-1] for row in classifiers if row.startswith("License :: ")]
        self.assertEqual({*listed}, {*CLASSIFIERS, *UMBRELLAS})
        self.assertEqual(len(listed), len(CLASSIFIERS) + len(UMBRELLAS), "no two end alike")
        self.assertGreaterEqual(len(listed), 84)

    def test_every_name_is_an_expression_or_a_family(self):
        for name in {*CLASSIFIERS.values(), *TEXTS.values()} - FAMILIES - {None}:
            self.assertEqual(canonicalize_license_expression(name), name)
        self.assertLessEqual(FAMILIES, {*CLASSIFIERS.values()})

    def test_the_three_places_together(self):
        mit = "Classifier: License :: OSI Approved :: MIT License"
        gpl = "Classifier: License :: OSI Approved :: GNU General Public License"
        table = [
            ("License-Expression: MIT OR Apache-2.0", "MIT OR Apache-2.0"),
            ("License-Expression: mit", "MIT"),
            ("License: BSD 3-Clause License", "BSD-3-Clause"),
            ("License: Apache License, Version 2.0", "Apache-2.0"),
            ("License: BSD\nClassifier: License :: OSI Approved :: MIT License", "MIT"),
            ("License: Apache", "Apache"),
            ("License: Apache License", "Apache"),
            ("Classifier: License :: OSI Approved :: Apache Software License", "Apache"),
            (f"{mit}\nClassifier: License :: OSI Approved\n{mit}", "MIT"),
            (f"{mit}\nClassifier: License :: OSI Approved :: Apache Software License", None),
            (f"License: BSD\n{mit}\nClassifier: License :: OSI Approved :: Eiffel Forum License", None),
            (f"{gpl} (GPL)\n{gpl} v3 (GPLv3)", "GPL-3.0-only"),
            ("License: BSD", "BSD"),
            ("License: See LICENSE.txt", None),
            ("Classifier: License :: Other/Proprietary License", "Proprietary"),
            ("Classifier: License :: Freeware", None),
            (f"Classifier: License :: Freeware\n{mit}", None),
            (f"Classifier: License :: OSI Approved :: A New License\n{mit}", None),
            ("Name: a", None),
        ]
        for headers, expected in table:
            self.assertEqual(licence(HeaderParser().parsestr(headers)), expected, headers)

if __name__ == "__main__":
    unittest.main()
