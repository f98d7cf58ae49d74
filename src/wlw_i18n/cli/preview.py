"""The command `preview`: the site in the browser, new on every save."""

import os
import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from wlw_i18n.cli import console
from wlw_i18n.cli.policy import CLEAN
from wlw_i18n.cli.refusals import refuse, refusing
from wlw_i18n.model.diagnostic import Diagnostic
from wlw_i18n.pipeline.workspace import find_root
from wlw_i18n.preview import watch
from wlw_i18n.preview.build import Builder, Built, first_language
from wlw_i18n.preview.live import Live
from wlw_i18n.preview.server import USUAL_PORT, Server, start
from wlw_i18n.preview.watching import answering, keep_up


@refusing
def preview(course: Path, codes: Sequence[str], port: int | None, *, open_browser: bool) -> int:
    """Serve the site to this machine's browsers until somebody presses Ctrl+C."""
    root = find_root(course)
    first = first_language(root, codes)
    try:
        server = start(Live(), port)
    except OSError as error:
        where = f"port {port}" if port is not None else f"port {USUAL_PORT} and the ports after it"
        return refuse(f"{where} cannot be used: {error.strerror}. Choose another one with --port.")
    try:
        _serve(Builder(root, codes), server, first, open_browser=open_browser)
    except KeyboardInterrupt:
        console.output().print("Stopped. The course's files are as you left them.")
    finally:
        server.server_close()
    return CLEAN


def _serve(builder: Builder, server: Server, first: str, *, open_browser: bool) -> None:
    known = watch.signature(builder.root)
    with console.progress(quiet=False) as report:
        built = builder.build(report)
    server.live.show(built)
    said = _Said()
    said.tell(built)
    address = f"{server.address}{first and f'{first}/'}"
    with answering(server):
        out = console.output()
        out.print(f"Preview: {address}")
        out.print("Save a file, and the page is made anew. Stop with Ctrl+C.")
        if open_browser and _has_screen():
            webbrowser.open(address)
        keep_up(builder, known, server.live, threading.Event().wait, said.tell)


class _Said:
    """What the terminal says of the course: each problem once."""

    def __init__(self) -> None:
        self.problems: tuple[Diagnostic, ...] = ()

    def tell(self, built: Built) -> None:
        """Say what is wrong now, and that nothing is any more."""
        if built.problems == self.problems:
            return
        err = console.messages()
        console.print_diagnostics(err, built.problems)
        if not built.problems:
            err.print("Put right.")
        self.problems = built.problems


def _has_screen() -> bool:
    """Whether a browser would have a window: one that runs in this terminal would take it over."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
