"""What a learner loads for one page of the site: its HTML, and with it the style sheet and the scripts that it names.

python -m benchmarks.pages FOLDER    a site that is there: exports/html of a course
"""

import gzip
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

_LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')
_LANGUAGES = "*/*/*.html"


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of one page, as they are and as a server packs them."""

    path: Path
    page: int
    page_packed: int
    whole: int
    whole_packed: int


def weights(site: Path) -> Iterator[Weight]:
    """Every page of a document of a site, in all languages; pictures are not counted."""
    for path in sorted(site.glob(_LANGUAGES)):
        if path.relative_to(site).parts[0] in {"status", "media", "assets"}:
            continue
        content = path.read_bytes()
        loaded = [_file((path.parent / name).resolve()) for name in _LOADED.findall(content.decode())]
        packed = len(gzip.compress(content))
        yield Weight(
            path.relative_to(site),
            len(content),
            packed,
            len(content) + sum(size for size, _ in loaded),
            packed + sum(size for _, size in loaded),
        )


@cache
def _file(path: Path) -> tuple[int, int]:
    content = path.read_bytes()
    return len(content), len(gzip.compress(content))


def show(site: Path) -> None:
    """Print the median and the largest page."""
    found = list(weights(site))
    print(f"\nbytes of {len(found)} pages{'':<22} {'median':>9} {'largest':>9}")
    rows = {
        "page": [each.page for each in found],
        "page, gzip": [each.page_packed for each in found],
        "page with css and js": [each.whole for each in found],
        "page with css and js, gzip": [each.whole_packed for each in found],
    }
    for name, sizes in rows.items():
        print(f"  {name:<34} {median(sizes):>9,.0f} {max(sizes):>9,}")
    print(f"  largest: {max(found, key=lambda each: each.whole).path}")


if __name__ == "__main__":
    show(Path(sys.argv[1]))
