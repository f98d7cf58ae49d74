"""Write the golden files anew: `python -m tests.report.update`. Look at what changed before you commit it."""

from pathlib import Path

from tests.report.sample import files

GOLDEN = Path(__file__).parent / "golden"
SHOWN = ("index.html", "ar.html", "fr.svg", "ar.svg", "zh-hans.svg", "status.wiki", "status.json")
"""What the golden files are of: the others would say the same again."""

if __name__ == "__main__":
    made = files()
    for name in SHOWN:
        (GOLDEN / name).write_bytes(made[name])
