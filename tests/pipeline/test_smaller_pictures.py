"""Smaller copies of photographs and screenshots, for pages on slow connections."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.pipeline.course_in import CourseIn, make

LESSON = "source/01-start/01-first-lesson.md"
PAGE = "exports/html/en/start/first-lesson.html"
TURNED = 6
"""The camera lay on its side."""


def photograph(width: int, height: int, kind: str = "JPEG", *, orientation: int = 1) -> bytes:
    """A picture with much in it, so that it is large."""
    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    image = Image.merge("RGB", (noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), noise))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = BytesIO()
    image.save(stream, kind, exif=exif)
    return stream.getvalue()


def shown(tmp_path: Path, name: str, content: bytes) -> CourseIn:
    course = make(tmp_path / "course", "fr")
    (course.root / "source/01-start/media" / name).write_bytes(content)
    course.write(LESSON, course.read(LESSON) + f"\n![A photograph.](media/{name})\n")
    course.sync()
    return course


def copies(course: CourseIn) -> dict[str, tuple[int, int]]:
    """Smaller copies on the site, by the end of their name, and their sizes."""
    found = {}
    for path, content in course.files("exports/html").items():
        if path.endswith(".webp"):
            with Image.open(BytesIO(content)) as image:
                found[path.rpartition("/")[2]] = image.size
    return found


def test_a_photograph_has_smaller_copies(tmp_path: Path) -> None:
    content = photograph(1200, 800)
    course = shown(tmp_path, "a.jpg", content)
    assert copies(course) == {
        "a.jpg.480.webp": (480, 320),
        "a.jpg.960.webp": (960, 640),
        "a.jpg.1200.webp": (1200, 800),
    }
    page = course.read(PAGE)
    (source,) = re.findall(r"<picture><source ([^>]*)/>", page)
    assert 'type="image/webp"' in source
    assert re.findall(r"(\S+) (\d+)w", source) == [
        ('srcset="../../media/start/a.jpg.480.webp', "480"),
        ("../../media/start/a.jpg.960.webp", "960"),
        ("../../media/start/a.jpg.1200.webp", "1200"),
    ]
    assert 'sizes="(max-width: 680px) 100vw, 680px"' in source
    assert 'width="1200" height="800"' in page
    made = [file for path, file in course.files("exports/html").items() if path.endswith(".webp")]
    assert all(len(file) < len(content) for file in made)


def test_nothing_is_made_twice_and_what_is_lost_is_made_again(tmp_path: Path) -> None:
    course = shown(tmp_path, "a.jpg", photograph(1200, 800))
    cache = course.root / ".wlw-i18n/pictures"
    times = {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}
    before = course.files("exports/html")
    assert course.sync().written == ()
    course.write(LESSON, course.read(LESSON) + "\nMore.\n")
    course.sync()
    assert {path.name: path.stat().st_mtime_ns for path in cache.iterdir()} == times
    for path in cache.iterdir():
        path.unlink()
    course.write(LESSON, course.read(LESSON).replace("\nMore.\n", ""))
    course.sync()
    assert {path.name for path in cache.iterdir()} == times.keys()
    assert course.files("exports/html") == before


@pytest.mark.parametrize(
    ("name", "content", "sizes"),
    [
        ("turned.jpg", photograph(1200, 600, orientation=TURNED), {"480": (480, 960), "600": (600, 1200)}),
        ("narrow.png", photograph(400, 300, "PNG"), {"400": (400, 300)}),
        ("tiny.png", photograph(16, 16, "PNG"), {}),
        ("damaged.jpg", b"\xff\xd8\xff" + b"x" * 20_000, {}),
        ("moving.gif", photograph(800, 600, "GIF"), {}),
        ("large.jpg", photograph(2400, 600), {"480": (480, 120), "960": (960, 240), "1600": (1600, 400)}),
    ],
)
def test_pictures_of_other_kinds(tmp_path: Path, name: str, content: bytes, sizes: dict[str, tuple[int, int]]) -> None:
    course = shown(tmp_path, name, content)
    assert copies(course) == {f"{name}.{width}.webp": size for width, size in sizes.items()}
    assert ("<picture>" in course.read(PAGE)) is bool(sizes)


def test_a_picture_that_moves_is_left_alone(tmp_path: Path) -> None:
    frames = [Image.effect_noise((400, 300), 40 + 20 * number) for number in range(3)]
    stream = BytesIO()
    frames[0].save(stream, "WEBP", save_all=True, append_images=frames[1:])
    course = shown(tmp_path, "moving.webp", stream.getvalue())
    assert set(copies(course)) == {"moving.webp"}
