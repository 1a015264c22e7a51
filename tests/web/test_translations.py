"""The interface in Russian and Kazakh: whole, with the same placeholders, compiled, and shown."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.test import Client

WEB = Path(__file__).resolve().parents[2] / "kepil" / "web"
LOCALES = WEB / "locale"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")
TAG = re.compile(r"</?[a-z]+[^>]*>")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALES / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_message_is_translated(language: str) -> None:
    found = catalogue(language)
    assert len(found) > 1000
    assert [one.msgid for one in found if not one.translated() or one.fuzzy] == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_placeholders_and_tags_are_those_of_the_original(language: str) -> None:
    wrong = []
    for one in catalogue(language):
        forms = list(one.msgstr_plural.values()) if one.msgid_plural else [one.msgstr]
        original = one.msgid_plural or one.msgid
        for number, form in enumerate(forms):
            there, wanted = PLACEHOLDER.findall(form), PLACEHOLDER.findall(original)
            # where there is one, it need not be counted
            same = set(there) <= set(wanted) if one.msgid_plural and number == 0 else sorted(there) == sorted(wanted)
            if not same or sorted(TAG.findall(form)) != sorted(TAG.findall(original)):
                wrong.append((original, form))
    assert wrong == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_compiled_file_holds_the_same(language: str) -> None:
    def content(entries: polib.POFile | polib.MOFile) -> dict[tuple[str | None, str], object]:
        return {(one.msgctxt, one.msgid): one.msgstr_plural or one.msgstr for one in entries if one.msgid}

    compiled = polib.mofile(str(LOCALES / language / "LC_MESSAGES" / "django.mo"))
    assert content(compiled) == content(catalogue(language))


@pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="gettext is not installed (Debian: apt-get install gettext)"
)
def test_no_message_is_left_out(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(WEB, tmp_path / "web", ignore=shutil.ignore_patterns("__pycache__", "static", "*.mo")))
    script = (
        "from kepil.web.settings import configure; configure()\n"
        "from django.core.management import call_command\n"
        "call_command('makemessages', locale=['ru'], verbosity=0, no_wrap=True, no_location=True, no_obsolete=True)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=copy, check=True)
    fresh = polib.pofile(str(copy / "locale" / "ru" / "LC_MESSAGES" / "django.po"))
    assert {one.msgid for one in fresh} - {one.msgid for one in catalogue("ru")} == set()


@pytest.mark.parametrize(("language", "words"), [("ru", "Обещания"), ("kk", "Уәделер")], ids=["Russian", "Kazakh"])
def test_pages_speak_the_language(client: Client, language: str, words: str) -> None:
    for path in ("", "entries/", "entries/E1/", "bodies/", "places/", "due/", "changes/", "about/", "pictures/"):
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == 200, path
        text = answer.content.decode()
        assert f'<html lang="{language}"' in text
        assert words in text, path
