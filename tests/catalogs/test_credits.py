"""Who translated, by the header of a PO file."""

import pytest

from tests.casefiles import cases
from wlw_i18n.catalogs import po
from wlw_i18n.catalogs.credits import translators


@pytest.mark.parametrize(("given", "expected"), cases("credits"))
def test_names(given: str, expected: str) -> None:
    lines = given.split("\n")
    comments = [line for line in lines if line.startswith("#")]
    fields = [line for line in lines if line.startswith('"')]
    header = "\n".join([*comments, 'msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=UTF-8\\n"', *fields])
    catalog, problems = po.read("fr.po", f'{header}\n\nmsgctxt "p-1"\nmsgid "One"\nmsgstr "Un"\n'.encode())
    assert catalog is not None, problems
    assert "\n".join(translators(catalog)) == expected
    assert "@" not in "".join(translators(catalog))
