"""What is done to a course before a test: edits, as cases write them.

@ replace PATH
text that stands there once
@ with
text in its place
@ write PATH
the whole file
@ append PATH
text for its end
@ cut PATH
text after which the file ends
@ encode PATH NAME-OF-AN-ENCODING
@ move PATH PATH
@ link PATH TARGET-OF-THE-SYMBOLIC-LINK
@ folder PATH
@ delete PATH
"""

import shutil
from pathlib import Path


def apply(root: Path, edits: str) -> None:  # noqa: C901 - one case for each instruction
    """Make the edits of a case in a course."""
    for instruction in ("\n" + edits).split("\n@ ")[1:]:
        head, _, text = instruction.partition("\n")
        name, *words = head.split()
        path = root / words[0] if words else root
        match name:
            case "replace":
                _replacing = path, text
            case "with":
                _replace(*_replacing, text)
            case "write":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"{text}\n", encoding="utf-8")
            case "append":
                path.write_text(f"{path.read_text(encoding='utf-8')}{text}\n", encoding="utf-8")
            case "cut":
                found = _once(path, text)
                path.write_text(found[: found.index(text) + len(text)], encoding="utf-8")
            case "encode":
                path.write_bytes(path.read_text(encoding="utf-8").encode(words[1], "replace"))
            case "move":
                (root / words[1]).parent.mkdir(parents=True, exist_ok=True)
                path.rename(root / words[1])
            case "link":
                path.unlink(missing_ok=True)
                path.symlink_to(words[1])
            case "folder":
                path.mkdir(parents=True)
            case "delete":
                _delete(path)
            case _:
                raise ValueError(instruction)


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(_once(path, old).replace(old, new), encoding="utf-8")


def _once(path: Path, part: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert text.count(part) == 1, f"{part!r} stands {text.count(part)} times in {path}"
    return text


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
