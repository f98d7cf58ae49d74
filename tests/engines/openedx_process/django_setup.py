"""Django as Open edX's blocks need it: no database file, no network. Import this before any of them."""

import tempfile
import warnings

import django
from django.conf import settings

warnings.simplefilter("ignore")
settings.configure(
    STATIC_URL="/static/",
    SECRET_KEY="tests",  # noqa: S106
    USE_I18N=True,
    MEDIA_ROOT=tempfile.mkdtemp(prefix="openedx-media-"),
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "waffle",
        "edxval",
        "xblocks_contrib.problem.capa",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    # edxval, which keeps a video's transcripts, wants the rest
    ALL_LANGUAGES=[["en", "English"]],
    TRANSCRIPT_LANG_CACHE_TIMEOUT=60,
    VIDEO_IMAGE_SETTINGS={"VIDEO_IMAGE_MAX_AGE": 1, "STORAGE_KWARGS": {}, "DIRECTORY_PREFIX": ""},
    VIDEO_TRANSCRIPTS_SETTINGS={"STORAGE_KWARGS": {}, "DIRECTORY_PREFIX": ""},
)
django.setup()
