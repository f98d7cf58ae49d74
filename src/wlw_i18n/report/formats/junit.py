"""JUnit's XML, which nearly every build server shows: a suite for each file, a test case for each finding."""

from collections.abc import Sequence

from lxml import etree

from wlw_i18n.model.diagnostic import Diagnostic, Severity
from wlw_i18n.report.formats.common import clean, in_full, place


def render(found: Sequence[Diagnostic]) -> str:
    """An XML document in ASCII, so that no program can read it in a wrong encoding.

    What is an error or a warning is a failure, a note is a skipped test. Without findings there is one test that
    passes: some servers take an empty report for a fault.
    """
    suites: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        suites.setdefault(place(diagnostic).path, []).append(diagnostic)
    failures = sum(diagnostic.severity > Severity.INFO for diagnostic in found)
    attributes = {"name": "wlw-i18n", "tests": str(len(found) or 1), "failures": str(failures)}
    root = etree.Element("testsuites", attributes)
    for path, of_file in suites.items():
        _suite(root, path, of_file)
    if not found:
        suite = etree.SubElement(root, "testsuite", name="wlw-i18n", tests="1", failures="0", errors="0", skipped="0")
        etree.SubElement(suite, "testcase", classname="wlw-i18n", name="no findings", time="0")
    etree.indent(root, " ")
    return etree.tostring(root, encoding="us-ascii", xml_declaration=True).decode("ascii") + "\n"


def _suite(root: etree._Element, path: str, found: Sequence[Diagnostic]) -> None:
    notes = sum(diagnostic.severity is Severity.INFO for diagnostic in found)
    suite = etree.SubElement(
        root,
        "testsuite",
        name=clean(path),
        tests=str(len(found)),
        failures=str(len(found) - notes),
        errors="0",
        skipped=str(notes),
    )
    for diagnostic in found:
        where = place(diagnostic)
        name = " ".join(filter(None, (diagnostic.code.value, diagnostic.language, diagnostic.key)))
        case = etree.SubElement(
            suite,
            "testcase",
            classname=clean(path),
            name=clean(f"{name} line {where.line}"),
            file=clean(where.path),
            line=str(where.line),
            time="0",
        )
        if diagnostic.severity is Severity.INFO:
            etree.SubElement(case, "skipped", message=clean(diagnostic.message))
            continue
        failure = etree.SubElement(case, "failure", message=clean(diagnostic.message), type=diagnostic.code.value)
        failure.text = clean(f"{where}: {in_full(diagnostic)}")
