"""The engines as fixtures. A missing engine is a failure, never a skip: see `installation`."""

from pathlib import Path

import pytest

from .browser import browser_fixture, open_page_fixture
from .epubcheck import epubcheck_fixture
from .mediawiki import mediawiki_fixture
from .openedx import openedx_fixture
from .real_course import real_course_fixture
from .validator import validator_fixture

__all__ = [
    "browser_fixture",
    "epubcheck_fixture",
    "mediawiki_fixture",
    "open_page_fixture",
    "openedx_fixture",
    "real_course_fixture",
    "validator_fixture",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test of this folder, so that `-m "not engines"` leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.engines)
