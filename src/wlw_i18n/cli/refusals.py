"""What a command cannot do is said on the terminal, and gives exit code 2."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from wlw_i18n.cli import console
from wlw_i18n.cli.policy import BROKEN
from wlw_i18n.outputs import LockedError
from wlw_i18n.pipeline.parallel import WorkerLostError
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import CourseNotFoundError, find_root

_Parameters = ParamSpec("_Parameters")
_Command = Callable[Concatenate[Path, _Parameters], int]


def refusing(command: _Command[_Parameters]) -> _Command[_Parameters]:
    """Let a command end with a message where it cannot do what it is asked for.

    Args:
        command: its first argument is a folder of the course; it gives the exit code.
    """

    @wraps(command)
    def run(folder: Path, /, *arguments: _Parameters.args, **options: _Parameters.kwargs) -> int:
        try:
            return command(folder, *arguments, **options)
        except RefusedError as refused:
            _say_why(refused)
        except CourseNotFoundError:
            refuse(
                f"no course here: neither {folder.resolve()} nor a folder above it has a source/course.toml. "
                "Make a course with `wlw-i18n init FOLDER`, or name its folder with --course."
            )
        except LockedError:
            refuse("another run is working on this course. Wait until it has ended, then try again.")
        except WorkerLostError as error:
            refuse(f"{error}. Perhaps there was too little memory. Every file is whole; run the command again.")
        except OSError as error:
            _refuse_file(error, folder)
        return BROKEN

    return run


def refuse(message: str) -> int:
    """Say why something is not done; return the exit code."""
    console.print_text(console.messages(), f"wlw-i18n: {message}")
    return BROKEN


def _say_why(refused: RefusedError) -> None:
    if refused.diagnostics:
        console.print_diagnostics(console.messages(), refused.diagnostics)
        console.messages().print("Nothing was written.")
    if refused.message:
        refuse(refused.message)


def _refuse_file(error: OSError, folder: Path) -> None:
    """The file system did not allow something."""
    try:
        folder = find_root(folder)
    except CourseNotFoundError:
        folder = folder.resolve()
    path = Path(error.filename or folder)
    shown = path.relative_to(folder) if path.is_relative_to(folder) and path != folder else path
    err = console.messages()
    err.print(f"wlw-i18n: {shown}: {error.strerror or error}")
    console.print_text(err, "Every file is whole. Put this right, then run the command again.", "    ")
