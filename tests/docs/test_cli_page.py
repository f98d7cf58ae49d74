"""The page of all commands is current."""

from tests.docs.update import CLI, cli_page


def test_the_page_is_current() -> None:
    assert CLI.read_text(encoding="utf-8") == cli_page(), "run: python -m tests.docs.update"
