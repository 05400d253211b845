"""Has clients of other servers translate with Padan: DeepL's, deep-translator's, and Weblate's machinery for tmserver,
amaGama, MyMemory, LibreTranslate and DeepL.

    python3 Scripts/test-doors.py MEMORY SOURCE TARGET

MEMORY has a unit with SOURCE and TARGET, Indonesian and English. `padan` is the one on the path.
"""

import os
import subprocess
import sys
import tempfile
from unittest.mock import MagicMock

memory, source, target = sys.argv[1:4]
unknown = "Kalimat ini tidak ada di memori mana pun."
port = 7296
url = f"http://127.0.0.1:{port}"


def check(name, found, wanted=target):
    assert found == wanted, (name, found)
    print(name)


def ask_deepl():
    import deepl

    client = deepl.DeepLClient("a-key-that-nobody-asks-for", server_url=url)
    texts = client.translate_text([source, unknown], source_lang="ID", target_lang="EN-US")
    check("deepl", [text.text for text in texts], [target, ""])
    assert {language.code for language in client.get_target_languages()} >= {"EN", "ID"}
    client.get_usage()


def ask_deep_translator():
    from deep_translator import LibreTranslator, MyMemoryTranslator

    libre = LibreTranslator(source="id", target="en", custom_url=url + "/", api_key="x")
    check("deep-translator, LibreTranslate", libre.translate(source))
    my_memory = MyMemoryTranslator(source="id-ID", target="en-US")
    my_memory._base_url = url + "/get"
    check("deep-translator, MyMemory", my_memory.translate(source))


def ask_weblate():
    # What Weblate draws fonts and makes backups with is not there, and not needed.
    for name in ("gi", "gi.repository", "cairo", "tesserocr", "borg"):
        sys.modules.setdefault(name, MagicMock())
    from weblate import settings_example

    settings = {name: getattr(settings_example, name) for name in dir(settings_example) if name.isupper()}
    settings |= {
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "SECRET_KEY": "x",
        "SITE_DOMAIN": "localhost",
        "DATA_DIR": tempfile.mkdtemp(),
    }
    import django
    from django.conf import settings as configured

    configured.configure(**settings)
    django.setup()
    from weblate.machinery.deepl import DeepLTranslation
    from weblate.machinery.libretranslate import LibreTranslateTranslation
    from weblate.machinery.mymemory import MyMemoryTranslation
    from weblate.machinery.tmserver import TMServerTranslation

    for name, kind, settings, languages in (
        ("tmserver", TMServerTranslation, {"url": url + "/tmserver"}, ("id", "en")),
        ("amaGama", TMServerTranslation, {"url": url + "/api/v1"}, ("id", "en")),
        ("MyMemory", MyMemoryTranslation, {"email": "a@b.example", "username": "", "key": ""}, ("id", "en")),
        ("LibreTranslate", LibreTranslateTranslation, {"url": url, "key": "x"}, ("id", "en")),
        ("DeepL", DeepLTranslation, {"url": url + "/v2/", "key": "x", "formality": "default", "context": ""}, ("ID", "EN")),
    ):
        machinery = kind(settings)
        if kind is MyMemoryTranslation:
            # Its address is fixed.
            send = machinery.request
            machinery.request = lambda method, address, **more: send(
                method, address.replace("https://mymemory.translated.net/api", url), **more)
        machinery.validate_settings()
        if kind in (TMServerTranslation, MyMemoryTranslation):
            found = list(machinery.download_translations(*languages, source, None, None, 75))
        else:
            found = machinery.download_multiple_translations(*languages, [(source, None)], None, 75)[source]
        check(f"Weblate, {name}", found[0]["text"])


server = subprocess.Popen(["padan", "serve", "--memory", memory, "--port", str(port)], stderr=subprocess.PIPE, text=True)
try:
    assert str(port) in server.stderr.readline()
    ask_deepl()
    ask_deep_translator()
    ask_weblate()
finally:
    server.terminate()
    server.wait()
