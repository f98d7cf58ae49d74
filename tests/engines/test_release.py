"""What a release is: a wheel and a source archive that work where the repository is not."""

import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import pytest

from wlw_i18n import __version__

from .installation import CHECKOUT


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel, made from the source archive as a packager would make it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, CHECKOUT, cwd=out)
    return {path.suffix: path for path in out.iterdir()}


@pytest.mark.parametrize("kind", [".whl", ".gz"])
def test_a_course_can_be_made_without_the_repository(built: dict[str, Path], kind: str, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / "bin"
    run(
        scripts / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "-c",
        CHECKOUT / "constraints.txt",
        built[kind],
        cwd=tmp_path,
    )
    program = scripts / "wlw-i18n"
    assert run(program, "--version", cwd=tmp_path) == f"wlw-i18n {__version__}\n"
    run(program, "init", "demo", cwd=tmp_path)
    run(program, "language", "add", "fr", cwd=tmp_path / "demo")
    assert "Nothing to do" in run(program, "sync", cwd=tmp_path / "demo") + run(program, "sync", cwd=tmp_path / "demo")
    assert (tmp_path / "demo" / "exports" / "html" / "en" / "index.html").is_file()
    assert list((tmp_path / "demo" / "exports" / "epub").glob("*.epub"))


def test_the_source_archive_has_what_its_tests_need(built: dict[str, Path]) -> None:
    with tarfile.open(built[".gz"]) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "constraints.txt", "README.md", "CHANGELOG.md", "Makefile"} <= inside
    tracked = run("git", "ls-files", "src", "tests", "docs", cwd=CHECKOUT).splitlines()
    assert sorted(set(tracked) - inside) == []
