"""The animation of the lesson on the three gaps: drawn here, recorded by Chromium, kept in the course's media.

It has no words and no sound, so that it is the same in every language: its captions say what it shows. The figures are
those of the lesson. Run it again after a change:

    python -m benchmarks.gaps_animation source/01-state-of-the-gap/media
"""

import base64
import sys
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

SECONDS: Final = 36
_RATE: Final = 24_000
"""Bits in a second: flat colours need few."""

_DRAW: Final = """
const ink = "#202122", paper = "#ffffff", grey = "#c8ccd1", women = "#8a1f6a", others = "#9fb8d6";
const canvas = document.createElement("canvas");
[canvas.width, canvas.height] = [480, 270];
const pen = canvas.getContext("2d");
const ring = [[240, 62], [330, 200], [150, 200]];

function icon(kind, x, y, colour) {
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = 3;
    pen.beginPath();
    if (kind === 0) {
        pen.moveTo(x, y - 10); pen.lineTo(x, y + 14);
        for (const side of [-1, 1]) {
            pen.moveTo(x, y - 10); pen.lineTo(x + side * 22, y - 14);
            pen.lineTo(x + side * 22, y + 10); pen.lineTo(x, y + 14);
        }
    } else if (kind === 1) {
        pen.moveTo(x - 16, y + 16); pen.lineTo(x - 12, y + 4); pen.lineTo(x + 10, y - 18);
        pen.lineTo(x + 18, y - 10); pen.lineTo(x - 4, y + 12); pen.closePath();
    } else {
        pen.rect(x - 14, y - 18, 28, 36);
        for (const row of [-9, 0, 9]) { pen.moveTo(x - 8, y + row); pen.lineTo(x + 8, y + row); }
    }
    pen.stroke();
}

function circle(kind, x, y, size, colour) {
    pen.lineWidth = 5; pen.strokeStyle = colour;
    pen.beginPath(); pen.arc(x, y, size, 0, 7); pen.stroke();
    icon(kind, x, y, colour);
}

function arrow(from, to, colour) {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]], length = Math.hypot(dx, dy);
    const at = (part) => [from[0] + dx * part, from[1] + dy * part];
    const start = at(56 / length), end = at(1 - 56 / length), angle = Math.atan2(dy, dx);
    pen.strokeStyle = pen.fillStyle = colour; pen.lineWidth = 5;
    pen.beginPath(); pen.moveTo(...start); pen.lineTo(...end); pen.stroke();
    pen.beginPath(); pen.moveTo(end[0] + 10 * Math.cos(angle), end[1] + 10 * Math.sin(angle));
    for (const turn of [2.4, -2.4]) {
        pen.lineTo(end[0] + 12 * Math.cos(angle + turn), end[1] + 12 * Math.sin(angle + turn));
    }
    pen.fill();
}

function dots(total, columns, marked, step) {
    const rows = total / columns, size = Math.min(200 / rows, 210 / columns);
    for (let dot = 0; dot < total; dot += 1) {
        const x = 222 + (dot % columns + 0.5) * size, y = 135 + (Math.floor(dot / columns) + 0.5 - rows / 2) * size;
        pen.fillStyle = dot < Math.min(marked, step) ? women : dot < step ? others : "#eaecf0";
        pen.beginPath(); pen.arc(x, y, size * 0.38, 0, 7); pen.fill();
    }
}

function draw(second) {
    pen.fillStyle = paper; pen.fillRect(0, 0, 480, 270);
    const scenes = [[6, 0, 30, 6, 10], [14, 1, 100, 10, 13], [22, 2, 100, 10, 20]];
    const scene = scenes.findLast(([start]) => second >= start);
    if (!scene || second >= 29) {
        ring.forEach(([x, y], kind) => {
            const on = second >= 29 || second >= 1 + kind * 1.5;
            circle(kind, x, y, 44, on ? ink : grey);
            if (second >= 30 + kind) arrow(ring[kind], ring[(kind + 1) % 3], women);
        });
        return;
    }
    const [start, kind, total, columns, marked] = scene;
    circle(kind, 110, 135, 60, ink);
    dots(total, columns, marked, Math.floor((second - start - 1) / 2 * total));
}
"""
_RECORD: Final = """async ([seconds, rate]) => {
    draw(0);
    const kind = {mimeType: "video/webm;codecs=vp9", videoBitsPerSecond: rate};
    const recorder = new MediaRecorder(canvas.captureStream(5), kind);
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
    recorder.start();
    const begin = performance.now();
    for (let now = 0; now < seconds; now = (performance.now() - begin) / 1000) {
        draw(now);
        await new Promise((resolve) => setTimeout(resolve, 200));
    }
    recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    let text = "";
    bytes.forEach((byte) => { text += String.fromCharCode(byte); });
    return btoa(text);
}"""
_POSTER: Final = "() => { draw(35); return canvas.toDataURL('image/png').split(',')[1]; }"


def record(page: Any) -> tuple[bytes, bytes]:
    """The animation and its last picture."""
    page.add_script_tag(content=_DRAW)
    webm = base64.b64decode(page.evaluate(_RECORD, [SECONDS, _RATE]))
    return webm, base64.b64decode(page.evaluate(_POSTER))


def main() -> None:
    """Record it and write it."""
    folder = Path(sys.argv[1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        webm, poster = record(browser.new_page())
        browser.close()
    (folder / "gaps-in-motion.webm").write_bytes(webm)
    (folder / "gaps-in-motion.poster.png").write_bytes(poster)


if __name__ == "__main__":
    main()
