"""Where tools/engines/install.sh put the engines. What is missing fails the test and says what to do."""

import importlib
import os
import shutil
from pathlib import Path
from typing import Any, NoReturn

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
TOOLS = CHECKOUT / "tools" / "engines"


def engines_folder() -> Path:
    """The folder the engines are in: WLW_ENGINES, or .engines in the checkout."""
    return Path(os.environ.get("WLW_ENGINES") or CHECKOUT / ".engines").resolve()


def engine(relative: str) -> Path:
    """A file or folder of an installed engine.

    Absolute but with its links kept: a virtual environment's python must be called by its own name.
    """
    path = engines_folder() / relative
    if not path.exists():
        missing(str(path))
    return path


def program(name: str) -> str:
    """The full path of an installed program."""
    path = shutil.which(name)
    if path is None:
        missing(f"the program {name}")
    return path


def module(name: str) -> Any:
    """A module of a Python package that only these tests need."""
    try:
        return importlib.import_module(name)
    except ImportError:
        missing(f"the Python module {name}")


def missing(what: str) -> NoReturn:
    """Fails the test that asked for an engine which is not there."""
    pytest.fail(f"{what} is missing. run: make test-engines", pytrace=False)
