"""Reading the index, with recorded and invented pages and files instead of a network."""

import io
import tarfile
import unittest
import zipfile
from datetime import datetime, timezone
from types import SimpleNamespace
from unittest import mock

import index
import requests
from facts import NoRelease
from pypi_simple import NoMetadataError, NoSuchProjectError

TODAY = "2026-11-28"
METADATA = "Name: a\nLicense-Expression: MIT\n"


def entry(filename, **told):
    """A file as pypi-simple has it; a page that tells little leaves most of it None."""
    wheel = filename.endswith(".whl")
    plain = {"version": filename.split("-")[1].removesuffix(".tar.gz"), "package_type": "wheel" if wheel else "sdist"}
    silent = {"size": None, "upload_time": None, "requires_python": None, "is_yanked": False, "provenance_url": None}
    return SimpleNamespace(filename=filename, url=f"https://index.example/{filename}", **{**plain, **silent, **told})


def page(*files, version="1.1", status=None):
    return SimpleNamespace(packages=list(files), repository_version=version, status=status)


def facts(answer, inside=(METADATA, ["a/__init__.py", "a/py.typed"])):
    """What the index tells of the package "a", if its page is `answer` and its file has `inside`."""
    effect = {"side_effect": inside} if isinstance(inside, Exception) else {"return_value": inside}
    client = mock.Mock()
    client.get_project_page = mock.Mock(side_effect=[answer] * index.TRIES)
    patched = mock.patch.multiple(index, PyPISimple=mock.Mock(return_value=client), inside=mock.Mock(**effect))
    with patched:
        row, lacking = index.Index().facts("a", {}, TODAY)
        return row, lacking, index.inside.call_args.args[1].filename


class Pages(unittest.TestCase):
    def test_a_page_without_sizes_or_days(self):
        names = ("a-1.0.tar.gz", "a-1.0-py3-none-any.whl", "a-0.9.tar.gz")
        row, lacking, source = facts(page(*map(entry, names)))
        self.assertEqual((row["version"], row["licence"], row["typed"], lacking), ("1.0", "MIT", True, []))
        self.assertEqual(source, "a-1.0-py3-none-any.whl")
        for unknown in ("released", "provenance", "status"):
            self.assertNotIn(unknown, row)

    def test_of_several_wheels_the_smallest_is_read(self):
        sizes = {"win32": 9, "win_amd64": None, "win_arm64": 7}
        files = [entry(f"a-1.0-cp314-cp314-{tag}.whl", size=size) for tag, size in sizes.items()]
        self.assertEqual(facts(page(*files, entry("a-1.0.tar.gz", size=1)))[2], "a-1.0-cp314-cp314-win_arm64.whl")

    def test_odd_files_do_not_hide_the_others(self):
        odd = [entry("a-1.0-py3-none.whl"), entry("a-x.tar.gz"), entry("a-2.0.exe", package_type="wininst")]
        row, _, _ = facts(page(*odd, entry("a-1.0-py3-none-any.whl", size=1)))
        self.assertEqual((row["version"], row["build"]), ("1.0", "pure"))

    def test_a_file_that_cannot_be_read(self):
        odd = UnicodeDecodeError("utf-8", b"", 0, 1, "odd")
        for problem in (zipfile.BadZipFile("cut"), StopIteration(), odd, KeyError("a")):
            row, lacking, _ = facts(page(entry("a-1.0-py3-none-any.whl")), problem)
            self.assertEqual((row["version"], row["build"], lacking), ("1.0", "pure", ["metadata", "names"]), problem)
            self.assertNotIn("licence", row)
        row, _, _ = facts(page(entry("a-1.0.tar.gz")), ("\0 no: headers\n\n\ufffd", None))
        self.assertNotIn("licence", row)

    def test_what_newer_indexes_tell(self):
        day = datetime(2026, 11, 1, tzinfo=timezone.utc)
        file = entry("a-1.0.tar.gz", upload_time=day, provenance_url="https://index.example/p")
        row = facts(page(file, version="1.4", status="archived"))[0]
        self.assertEqual((row["released"], row["status"], row["provenance"]), ("2026-11-01", "archived", True))
        row = facts(page(entry("a-1.0.tar.gz"), version="1.4", status="active"))[0]
        self.assertEqual((row.get("status"), row["provenance"]), (None, False))

    def test_a_package_that_is_gone(self):
        table = [
            (NoSuchProjectError("a", "url"), "not in the index"),
            (page(status="quarantined"), "quarantined"),
            (page(entry("a-1.0.tar.gz", is_yanked=True)), "all releases are yanked"),
            (page(), "no release can be read"),
        ]
        for answer, reason in table:
            with self.assertRaisesRegex(NoRelease, reason):
                facts(answer)

    def test_files_of_a_dependency_are_asked_for_once(self):
        client = mock.Mock()
        client.get_project_page = mock.Mock(return_value=page(entry("b-1-py3-none-any.whl", requires_python="<3.15")))
        with mock.patch.object(index, "PyPISimple", return_value=client):
            listed = index.Index()
            for _ in range(2):
                self.assertEqual(listed.files_of("b")[0]["requires_python"], "<3.15")
            self.assertEqual(client.get_project_page.call_count, 1)
            client.get_project_page.side_effect = NoSuchProjectError("c", "url")
            self.assertEqual(listed.files_of("c"), [])


class Files(unittest.TestCase):
    def test_a_wheel_is_read_in_part(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a/py.typed", "")
            archive.writestr("a-1.0.dist-info/METADATA", METADATA)
        with mock.patch.object(index, "RemoteZip", lambda url, session: zipfile.ZipFile(packed)):
            found = index.inside(mock.Mock(), entry("a-1.0-py3-none-any.whl"))
        self.assertEqual(found, (METADATA, ["a/py.typed", "a-1.0.dist-info/METADATA"]))

    def test_a_server_that_gives_no_parts(self):
        client = mock.Mock()
        client.get_package_metadata = mock.Mock(side_effect=[METADATA, NoMetadataError("a", "url")])
        with mock.patch.object(index, "RemoteZip", side_effect=index.RemoteIOError("no ranges")):
            wheel = entry("a-1.0-py3-none-any.whl")
            self.assertEqual(index.inside(client, wheel), (METADATA, None))
            self.assertEqual(index.inside(client, wheel), (None, None))

    def test_a_source_archive_that_is_too_large(self):
        large = entry("a-1.0.tar.gz", size=index.LARGEST_SOURCE + 1)
        self.assertEqual(index.inside(mock.Mock(), large), (None, None))

    def test_source_archives_are_zips_too(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a-1/deep/PKG-INFO", "Name: deep")
            archive.writestr("a-1/PKG-INFO", "Name: a")
        self.assertEqual(index.inside_archive("a-1.zip", packed.getvalue()), "Name: a")
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            info = tarfile.TarInfo("a-1/PKG-INFO")
            info.size = 7
            archive.addfile(info, io.BytesIO(b"Name: b"))
        self.assertEqual(index.inside_archive("a-1.tar.gz", packed.getvalue()), "Name: b")
        empty = io.BytesIO()
        tarfile.open(fileobj=empty, mode="w:gz").close()
        self.assertIsNone(index.inside_archive("a-1.tar.gz", empty.getvalue()))

    def test_the_network_is_tried_again(self):
        failing = mock.Mock(side_effect=[requests.ConnectionError(), "answer"])
        with mock.patch.object(index.time, "sleep") as pause:
            self.assertEqual(index.retried(failing), "answer")
        pause.assert_called_once_with(1)


if __name__ == "__main__":
    unittest.main()
