"""What every finding means and how to repair it: the text of `docs/diagnostics.md`.

The examples are real: the tests give each bad one to the reader or check that reports it, and each good one to the
same, which then finds nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wlw_i18n.model.diagnostic import Code, Severity

INFO, WARNING, ERROR, BROKEN = Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.BROKEN


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a finding means."""

    severities: tuple[Severity, ...]
    """How much it can matter, worst first."""
    meaning: str
    repair: str
    bad: str = ""
    """An example that has this finding."""
    good: str = ""
    """The same, repaired."""
    syntax: str = "markdown"
    """What the examples are: `markdown` (a lesson, front matter left out), `toml` (course.toml) or `po`."""
    unserved: bool = False
    """Whether a translation with this finding is not shown to learners."""
    planned: bool = False
    """Whether nothing reports it yet."""


@dataclass(frozen=True, slots=True)
class Section:
    """Findings of one kind."""

    title: str
    intro: str
    explanations: Mapping[Code, Explanation]


_FILES = Section(
    "Configuration and files",
    "These stop the run: nothing is written until they are repaired.",
    {
        Code.CONFIG_MISSING: Explanation(
            (BROKEN,),
            "There is no `source/course.toml`, so this folder is not a course.",
            "Go into the folder of your course, name it with `--course`, or make a course with `wlw-i18n init`.",
            planned=True,
        ),
        Code.CONFIG_INVALID: Explanation(
            (BROKEN,),
            "`source/course.toml` has an unknown key, a value of the wrong kind, or a line that is not TOML.",
            "Go to the line that the message names. The message says which keys or values are possible.",
            bad="[gates]\ndocment = 0.75\n",
            good="[gates]\ndocument = 0.75\n",
            syntax="toml",
        ),
        Code.COURSE_EMPTY: Explanation(
            (BROKEN,),
            "The course has no Markdown file that could be a lesson.",
            "Make a folder such as `source/01-start/` with an `index.md` and a lesson `01-first.md`.",
        ),
        Code.FILE_ENCODING: Explanation(
            (BROKEN,),
            "A file is not UTF-8 text. The message names the first line with a wrong byte.",
            "Open the file in an editor that asks for the encoding, and save it as UTF-8.",
        ),
        Code.FILE_UNREADABLE: Explanation(
            (BROKEN,),
            "A part of the file cannot be read, because lists and quotations stand in one another too deeply.",
            "Use fewer levels: move the inner lists out of the outer ones.",
        ),
        Code.FILE_NAME: Explanation(
            (BROKEN,),
            "A Markdown file has a name or a place that does not follow the layout, or a module has no `index.md`.",
            "Name modules `source/NN-module/` and documents `NN-document.md`: a number, a hyphen, then lower-case "
            "letters, digits and hyphens. Each module has an `index.md`.",
        ),
        Code.PATH_OUTSIDE: Explanation(
            (BROKEN,),
            "A link, a picture or a symbolic link leads to a file outside the course. A published course would not "
            "have that file.",
            "Copy the file into the `media` folder of the module, and use its path from there.",
        ),
        Code.DUPLICATE_ID: Explanation(
            (BROKEN,),
            "Two documents have the same id, or a document has the id of a question, or an id that the toolkit uses "
            "itself. Ids name PO files, pages and addresses, so each is unique in the course.",
            "Write another `id:` into the front matter of the newer document. Do not change the older one: learners "
            "may have progress in it.",
        ),
        Code.LANGUAGE_UNKNOWN: Explanation(
            (BROKEN,),
            "A language code is not known to MediaWiki, or not a language of this course.",
            "Use MediaWiki's code in lower case: `fr`, `pt-br`, `zh-hans`.",
            bad='languages = ["pt_BR"]\n',
            good='languages = ["pt-br"]\n',
            syntax="toml",
        ),
    },
)

_SOURCES = Section(
    "Lessons",
    "For authors. A finding names the Markdown file and the line.",
    {
        Code.FRONT_MATTER: Explanation(
            (BROKEN,),
            "The settings between the two lines of `---` are missing, are not YAML, or have a key or value that does "
            "not exist.",
            "The message names the key and says what is possible. Put a text with a colon or a quotation mark between "
            "double quotes.",
            bad="---\ntitle: Plan: the first week\n---\n\nText.\n",
            good='---\ntitle: "Plan: the first week"\n---\n\nText.\n',
        ),
        Code.HTML_TEXT: Explanation(
            (WARNING,),
            "An HTML block has words in it. They stay in English in every language, because HTML blocks are not "
            "translated.",
            "Write the text in Markdown. If it must stay as it is, put `<!-- no-translate -->` before it and "
            "`<!-- /no-translate -->` after it.",
            bad="<div>Read this first.</div>\n",
            good="> [!IMPORTANT]\n> Read this first.\n",
        ),
        Code.HTML_CONTAINER: Explanation(
            (ERROR,),
            "`<details>`, `<summary>`, `<figure>` or `<figcaption>` is not closed, closes nothing, stands in the wrong "
            "place, or holds more than it can; or a comment is never closed.",
            "Open and close each of them. `<summary>` stands right inside `<details>`, `<figcaption>` right inside "
            "`<figure>`, each with one paragraph. Leave an empty line before and after Markdown inside them.",
            bad="<details>\n<summary>Why?</summary>\n\nBecause it is open.\n",
            good="<details>\n<summary>Why?</summary>\n\nBecause it is closed.\n\n</details>\n",
        ),
        Code.DIRECTIVE: Explanation(
            (ERROR, WARNING),
            "A comment to the toolkit, or the mark of a box, has no effect: it is mistyped, in the wrong place, or not "
            "ended.",
            "Write it as the message says. The comments are `<!-- translators: … -->`, `<!-- no-translate -->` with "
            "`<!-- /no-translate -->`, and `<!-- question id=… -->`. The boxes are `[!NOTE]`, `[!TIP]`, "
            "`[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, each alone on its line.",
            bad="<!-- translator: Keep the name. -->\n\nThe tool is named Humaniki.\n",
            good="<!-- translators: Keep the name. -->\n\nThe tool is named Humaniki.\n",
        ),
        Code.HEADING_ID: Explanation(
            (ERROR,),
            "The id after a heading is used twice in the document, or has characters that an address cannot have.",
            "Begin with a letter; use only the letters a to z, digits, `-` and `_`; use each id once in a document.",
            bad="## Who measures it {#who?}\n",
            good="## Who measures it {#who}\n",
        ),
        Code.LINK_BROKEN: Explanation(
            (BROKEN, ERROR),
            "A link leads to a document that does not exist, or a reference link has a name that no line of the file "
            "defines.",
            "Correct the path: it is relative to the file that you edit. For `[text][name]`, add a line "
            "`[name]: https://…` at the end of the file.",
            bad="Read [the policy][policy].\n",
            good="Read [the policy][policy].\n\n[policy]: https://meta.wikimedia.org/wiki/Policy\n",
        ),
        Code.LINK_OUTDATED: Explanation(
            (WARNING, INFO),
            "In a lesson, a link uses an old number of a file. It still works, because documents are found by id. "
            "In a translation, the address of a link has changed in English, and the translation has an address of its "
            "own, which was kept.",
            "In a lesson, write the path that the message gives when you edit the file next time. In a translation, "
            "look whether the link still leads to the right page. This is said once, in the sync after the change.",
        ),
        Code.ANCHOR_BROKEN: Explanation(
            (BROKEN,),
            "A link leads to a heading that the document does not have.",
            "Give the heading an id, `## Title {#id}`, and link to that. An id that is made from the title changes "
            "when the title changes.",
        ),
        Code.MEDIA_MISSING: Explanation(
            (BROKEN,),
            "A picture or another file is not where the document says.",
            "Put the file into the `media` folder of the module, or correct the path. Upper and lower case count.",
        ),
        Code.MEDIA_ALT: Explanation(
            (WARNING,),
            "A picture has no alternative text. People who cannot see it learn nothing from it.",
            "Write what the picture says between the square brackets: `![What it says](media/name.svg)`.",
            planned=True,
        ),
        Code.MEDIA_HEAVY: Explanation(
            (WARNING,),
            "A picture's file is large. Learners with a slow connection wait for it, or pay for it.",
            "Make the picture smaller: 1200 pixels are wide enough. Save photographs as JPEG or WebP, drawings as SVG. "
            "The limit is `picture_kilobytes` in `[targets.html]` of `course.toml`; 0 allows any size.",
        ),
        Code.PICTURE_UNSAFE: Explanation(
            (ERROR, WARNING),
            "An SVG file has something that does not belong into a picture: a script, a link, HTML, an animation, a "
            "font or picture that is loaded from elsewhere, a number beyond all measure. It is left out of what "
            "learners get. An error says that the whole file cannot be used: it is no SVG, not UTF-8, declares "
            "entities, or is too large or too deep; learners see an empty place.",
            "Go to the line of the SVG file that the message names and take it out, or save the drawing again as plain "
            "SVG. [What a drawing may have](authors/pictures.md#drawings).",
        ),
        Code.MEDIA_CREDIT: Explanation(
            (ERROR, WARNING),
            "`source/credits.toml` does not say whose a picture, video or sound is, names a file that does not exist, "
            "or names a licence under which Wikimedia Commons takes no files. An error says that the list cannot be "
            "read.",
            "Repair the entry, or add one. [How credits are written](authors/pictures.md#credits).",
        ),
        Code.MEDIA_LOCALISED: Explanation(
            (WARNING,),
            "A picture or another medium that was made for a language does not fit its original any more: the original "
            "changed since, there is no original of that name, or no lesson shows it.",
            "Look at the original, and make the language's file anew. [Pictures of a language](translators/pictures.md"
            "#a-picture-of-your-own).",
        ),
        Code.FOOTNOTE_MISSING: Explanation(
            (ERROR, WARNING),
            "A footnote mark has no note, a note has no mark, or two notes have the same label.",
            "For each mark `[^name]` write one line that begins with `[^name]:`.",
            bad="Women are missing.[^source]\n",
            good="Women are missing.[^source]\n\n[^source]: A survey of 2023.\n",
        ),
        Code.CAPTIONS: Explanation(
            (BROKEN, ERROR, WARNING),
            "A file of captions (`media/x.en.vtt`) has something that cannot be used: it is no WebVTT file or not "
            "UTF-8, a time cannot be read or a cue ends before it begins, a text has no time, cues overlap or stand in "
            "the wrong order, a tag is unknown. An error says that words are left out, a warning that they are shown "
            "in another way than they are written. A file of captions that is imported is refused as a whole.",
            "Go to the line of the captions that the message names. [What captions look like](authors/videos.md"
            "#captions).",
        ),
    },
)

_ONE = "<!-- question id=q-red-link -->\n\nWhat does a red link tell you?\n\n"
_HEAD = "## Red links\n\n"

_QUESTIONS = Section(
    "Questions",
    "For authors. All faults of a file are reported in one run. "
    "[How questions are written](authors/questions.md) shows each type.",
    {
        Code.QUESTION_NO_ID: Explanation(
            (BROKEN,),
            "There is a list of answers, but no comment above it that begins a question.",
            "Write the comment right under the question's heading.",
            bad=f"{_HEAD}What does a red link tell you?\n\n- (x) There is no page.\n- ( ) There is a page.\n",
            good=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( ) There is a page.\n",
        ),
        Code.QUESTION_ID: Explanation(
            (BROKEN,),
            "The comment of a question has no id, or one with characters that are not possible.",
            "Write `id=` and lower-case letters, digits and hyphens, with a letter first: `id=q-red-link`.",
            bad=f"{_HEAD}<!-- question id=RedLink -->\n\nWhat does it tell?\n\n- (x) No page\n- ( ) A page\n",
            good=f"{_HEAD}<!-- question id=q-red-link -->\n\nWhat does it tell?\n\n- (x) No page\n- ( ) A page\n",
        ),
        Code.QUESTION_DUPLICATE_ID: Explanation(
            (BROKEN,),
            "Two questions of the course have the same id, or a question has the id of a document.",
            "Give the newer question another id. The answers of learners are stored under the id of the older one.",
        ),
        Code.QUESTION_SETTING: Explanation(
            (BROKEN, WARNING),
            "The comment of a question has a setting that does not exist, a value that is not possible, or a setting "
            "that means nothing for this type of question, which is only a warning.",
            "The message says what is possible. Take the setting out if you do not need it.",
            bad=f"{_HEAD}<!-- question id=q-red wieght=2 -->\n\nWhat does it tell?\n\n- (x) No page\n- ( ) A page\n",
            good=f"{_HEAD}<!-- question id=q-red weight=2 -->\n\nWhat does it tell?\n\n- (x) No page\n- ( ) A page\n",
        ),
        Code.QUESTION_NO_ANSWERS: Explanation(
            (BROKEN,),
            "A question has no list of answers.",
            "Write the answers as a list. Each item begins with `( )`, `(x)`, `[ ]`, `[x]`, `=` or `!=`.",
            bad=f"{_HEAD}{_ONE}",
            good=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( ) There is a page.\n",
        ),
        Code.QUESTION_NO_PROMPT: Explanation(
            (BROKEN,),
            "There is no text before the answers, so learners do not know what is asked.",
            "Write a paragraph between the comment and the answers.",
            bad=f"{_HEAD}<!-- question id=q-red -->\n\n- (x) No page\n- ( ) A page\n",
            good=f"{_HEAD}<!-- question id=q-red -->\n\nWhat does it tell?\n\n- (x) No page\n- ( ) A page\n",
        ),
        Code.QUESTION_MARK: Explanation(
            (BROKEN,),
            "An answer has no mark, or a mistyped one.",
            "Begin each answer with `( )`, `(x)`, `[ ]`, `[x]`, `=` or `!=`, then a space. The x is a small letter.",
            bad=f"{_HEAD}{_ONE}- (X) There is no page.\n- ( ) There is a page.\n",
            good=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( ) There is a page.\n",
        ),
        Code.QUESTION_EMPTY_ANSWER: Explanation(
            (BROKEN,),
            "An answer has a mark but no text.",
            "Write the text after the mark, or take the item out.",
            bad=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( )\n",
            good=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( ) There is a page.\n",
        ),
        Code.QUESTION_MIXED: Explanation(
            (BROKEN,),
            "The answers of one question have marks of different types.",
            "Use `( )` and `(x)`, or `[ ]` and `[x]`, or `=` and `!=`: one pair in a question.",
            bad=f"{_HEAD}{_ONE}- (x) There is no page.\n- [ ] There is a page.\n",
            good=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( ) There is a page.\n",
        ),
        Code.QUESTION_RIGHT_ANSWERS: Explanation(
            (BROKEN,),
            "A single-choice or drop-down question has no right answer, or more than one; a text or number question "
            "accepts nothing; or a multiple-choice question has no right answer. Open edX never takes empty boxes for "
            "right, so nobody could get the points.",
            "Mark exactly one answer with `(x)`. If several are right, use `[x]` and `[ ]`. If none is, add an answer "
            "that says so, and mark it.",
            bad=f"{_HEAD}{_ONE}- (x) There is no page.\n- (x) It was deleted.\n",
            good=f"{_HEAD}{_ONE}- [x] There is no page.\n- [x] Perhaps it was deleted.\n- [ ] There is a page.\n",
        ),
        Code.QUESTION_STRUCTURE: Explanation(
            (BROKEN,),
            "Something stands in a question that does not belong there, or in the wrong place.",
            "The order is: heading, comment, introduction, question, tip in `*emphasis*`, answers, hints, explanation. "
            "Feedback is a quotation, indented below its answer.",
            bad=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( ) There is a page.\n\nA red link is useful.\n",
            good=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( ) There is one.\n\n> [!NOTE]\n> A red link is useful.\n",
        ),
        Code.QUESTION_NUMBER: Explanation(
            (BROKEN,),
            "An accepted answer of a number question is not a number.",
            "Write digits, with a point before the decimals: `2.5`, `8 +- 1`, `8 +- 5%`, `[6, 8]`. If words are "
            "accepted, add `type=text` to the question's comment.",
            bad="## Tildes\n\n<!-- question id=q-tildes -->\n\nHow many seconds?\n\n- = 2,5\n",
            good="## Tildes\n\n<!-- question id=q-tildes -->\n\nHow many seconds?\n\n- = 2.5\n",
        ),
        Code.QUESTION_RANGE: Explanation(
            (BROKEN,),
            "A number question has a tolerance or a range beside other accepted numbers. Open edX cannot grade that.",
            "Keep only the range, or only plain numbers.",
            bad="## Weeks\n\n<!-- question id=q-weeks -->\n\nHow many weeks?\n\n- = 8 +- 1\n- = 12\n",
            good="## Weeks\n\n<!-- question id=q-weeks -->\n\nHow many weeks?\n\n- = [7, 12]\n",
        ),
        Code.QUESTION_NUMBER_FEEDBACK: Explanation(
            (BROKEN,),
            "A number question has a wrong answer (`!=`). Open edX has no feedback for wrong numbers.",
            "Take it out, and write a hint instead: `> [!TIP]` after the answers.",
            bad="## Tildes\n\n<!-- question id=q-tildes -->\n\nHow many?\n\n- = 4\n- != 3\n  > Only your name.\n",
            good="## Tildes\n\n<!-- question id=q-tildes -->\n\nHow many?\n\n- = 4\n\n> [!TIP]\n> More than three.\n",
        ),
        Code.QUESTION_FEEDBACK_OPENING: Explanation(
            (WARNING,),
            "Feedback begins with a word such as “Correct”, or in a translation with the language's own words for it, "
            "as its interface catalog has them. The platform writes such a word itself, so learners read it twice.",
            "Begin with the reason.",
            bad=f"{_HEAD}{_ONE}- (x) No page\n  > Correct! Nobody wrote it yet.\n- ( ) A page\n",
            good=f"{_HEAD}{_ONE}- (x) No page\n  > Nobody wrote it yet.\n- ( ) A page\n",
        ),
        Code.QUESTION_FEW_CHOICES: Explanation(
            (WARNING,),
            "There is only one answer to choose from.",
            "Add wrong answers.",
            bad=f"{_HEAD}{_ONE}- (x) There is no page.\n",
            good=f"{_HEAD}{_ONE}- (x) There is no page.\n- ( ) There is a page.\n",
        ),
        Code.QUESTION_SAME_CHOICES: Explanation(
            (WARNING,),
            "Two answers of a question have the same text. Upper and lower case, emphasis, link targets and the kind "
            "of apostrophe do not make a difference.",
            "Change one of them, or take it out.",
            bad=f"{_HEAD}{_ONE}- (x) No page\n- ( ) A page\n- ( ) A *page*\n",
            good=f"{_HEAD}{_ONE}- (x) No page\n- ( ) A page\n- ( ) A draft\n",
        ),
        Code.QUESTION_LONG_ANSWER: Explanation(
            (WARNING, INFO),
            "The right answer is much longer than every wrong one. Learners guess it without reading. In a "
            "translation, this is said of any answer that stands out by its length while the English one does not.",
            "Shorten it, or move a part of it into the explanation.",
            bad=f"{_HEAD}{_ONE}- (x) This wiki has no page with this title, so you could write it.\n- ( ) A page\n",
            good=f"{_HEAD}{_ONE}- (x) No page\n- ( ) A page\n",
        ),
        Code.QUESTION_DROPDOWN_MARKUP: Explanation(
            (WARNING,),
            "An answer of a drop-down question has a link, emphasis or code. A drop-down list shows plain text only.",
            "Take the marks out, or take `type=dropdown` out of the question's comment.",
            bad=f"{_HEAD}<!-- question id=q-red type=dropdown -->\n\nIt tells …\n\n- (x) *no* page\n- ( ) a page\n",
            good=f"{_HEAD}<!-- question id=q-red type=dropdown -->\n\nIt tells …\n\n- (x) no page\n- ( ) a page\n",
        ),
    },
)

_CATALOGS = Section(
    "PO files",
    "For translators and maintainers. A PO file that cannot be read is never overwritten.",
    {
        Code.PO_CONFLICT: Explanation(
            (BROKEN, WARNING),
            "Two people changed the same place of a file, and the version control system wrote both versions into it. "
            "In a template (`.pot`) this is only a warning: sync uses both versions and writes the template anew.",
            "Find the lines `<<<<<<<`, `=======` and `>>>>>>>`. Keep one of the two versions between them, and delete "
            "the three lines.",
        ),
        Code.PO_SYNTAX: Explanation(
            (BROKEN, WARNING),
            "A line of the file is not PO: a quotation mark is missing, the file was cut off, or an entry has plural "
            "forms, which lessons do not have. In a template this is only a warning.",
            "Repair the line that the message names. If you did not edit the file by hand, take the last good version "
            "from version control.",
            bad='msgctxt "p-3f2a91kc"\nmsgid "A "red" link"\nmsgstr "Un lien «\u00a0rouge\u00a0»"\n',
            good='msgctxt "p-3f2a91kc"\nmsgid "A \\"red\\" link"\nmsgstr "Un lien «\u00a0rouge\u00a0»"\n',
            syntax="po",
        ),
        Code.PO_DUPLICATE: Explanation(
            (BROKEN,),
            "Two entries of a file have the same key (`msgctxt`).",
            "Keep the better translation and delete the other entry.",
            bad='msgctxt "h-1"\nmsgid "Gap"\nmsgstr "Écart"\n\nmsgctxt "h-1"\nmsgid "Gap"\nmsgstr "Fossé"\n',
            good='msgctxt "h-1"\nmsgid "Gap"\nmsgstr "Fossé"\n',
            syntax="po",
        ),
        Code.PO_NO_KEY: Explanation(
            (WARNING,),
            "An entry has no key (`msgctxt`). Some conversion tools drop it. The translation is not lost: the next "
            "sync moves it to `memory.po` and uses it where the same English stands.",
            "Run `wlw-i18n sync`. Keep the `msgctxt` lines when you convert a PO file.",
            bad='msgid "Red links"\nmsgstr "Liens rouges"\n',
            good='msgctxt "h-7c1e09ab"\nmsgid "Red links"\nmsgstr "Liens rouges"\n',
            syntax="po",
        ),
        Code.MSGID_CHANGED: Explanation(
            (ERROR, WARNING),
            "The `msgid` of an entry is not the English of its text: not today's, not the template's, and no earlier "
            "one that `memory.po`, other PO files or git know of. Somebody has changed it by hand. English is changed "
            "in the lessons only. It is a warning where git does not have the whole history to tell.",
            "Take the `msgid` back to what it was, and change the lesson if the English is wrong. If the file comes "
            "from another copy of the course, run `wlw-i18n sync`: translations of other English become stale.",
        ),
    },
)

_EXCHANGE = Section(
    "Files of other programs",
    "For maintainers who give XLIFF, TMX or CSV to translators. Nothing is written until these are repaired.",
    {
        Code.EXCHANGE_SYNTAX: Explanation(
            (BROKEN,),
            "A file cannot be read back: it is damaged, it is of another kind, it is larger than 64 MB, its first row "
            "of names is missing, a translation stands in it without its English, a text stands in it twice with "
            "different translations, or it declares XML entities, with which a file can make a program read other "
            "files.",
            "The message names the line. Export the file again from the program that was used to translate it.",
        ),
        Code.EXCHANGE_TEXT: Explanation(
            (BROKEN,),
            "A text of a PO file cannot stand in the format that was asked for: it has a control character, which XML "
            "does not allow, it is longer than a cell of a spreadsheet, or it has no key, so that it could not be "
            "found again.",
            "Take the character out of the line that the message names, or choose another format. Where the key is "
            "missing, run `wlw-i18n sync`.",
        ),
    },
)

_ACCEPTED = (
    "#. type: answers\n#. Accepted answers, one a line; add or drop lines as your language needs.\n#: start/quiz#q-1\n"
    'msgctxt "ans-1"\nmsgid "Humaniki"\n'
)
_REFUSED = (
    "#. type: answers\n#. Wrong answers that get a feedback of their own, one a line; add or drop lines.\n"
    '#: start/quiz#q-1\nmsgctxt "ans-2"\nmsgid "Wikistats"\n'
)

_TRANSLATIONS = Section(
    "Translations",
    "For translators. None of these stops a run. Where it says *not shown to learners*, that one text is shown in the "
    "next language, usually English, until it is repaired; the translation stays in the PO file.",
    {
        Code.UNTRANSLATED: Explanation(
            (INFO,),
            "A text has no translation yet.",
            "Translate it. Until then learners see it in the next language.",
        ),
        Code.STALE: Explanation(
            (ERROR, WARNING),
            "The English has changed since this text was translated. Learners still see the translation, with a mark, "
            "if the change was small. It is an error only where `check --max-stale-days` says that it has been so for "
            "too long.",
            "Compare the old English, which your editor shows, with the new one. Change the translation if needed. "
            "Then clear “needs work” (fuzzy).",
            bad='#, fuzzy\n#| msgid "A link"\nmsgctxt "h-7"\nmsgid "A red link is useful"\nmsgstr "Un lien rouge"\n',
            good='msgctxt "h-7"\nmsgid "A red link is useful"\nmsgstr "Un lien rouge est utile"\n',
            syntax="po",
        ),
        Code.FUZZY: Explanation(
            (INFO,),
            "The translation is only a suggestion: sync took it from a similar text, or somebody marked it. Learners "
            "do not see it.",
            "Correct it until it says what the English says. Then clear “needs work” (fuzzy).",
            bad='#, fuzzy\nmsgctxt "h-7c1e09ab"\nmsgid "Red links"\nmsgstr "Liens"\n',
            good='msgctxt "h-7c1e09ab"\nmsgid "Red links"\nmsgstr "Liens rouges"\n',
            syntax="po",
        ),
        Code.MARKUP: Explanation(
            (WARNING,),
            "Links, code, pictures, footnote marks or HTML tags of the English are missing in the translation, or the "
            "translation has others; or a mark is not complete, or is that of an answer, and learners would see it as "
            "text.",
            "Compare the two texts mark by mark. The order may differ, the number may not.",
            bad='msgctxt "p-1"\nmsgid "Read [the guide](02-guide.md)."\nmsgstr "Lisez le guide."\n',
            good='msgctxt "p-1"\nmsgid "Read [the guide](02-guide.md)."\nmsgstr "Lisez [le guide](02-guide.md)."\n',
            syntax="po",
            unserved=True,
        ),
        Code.MARKUP_EMPHASIS: Explanation(
            (INFO,),
            "The translation emphasises less than the English, its line breaks are others, or stars within words were "
            "read as emphasis. Some languages need fewer marks.",
            "Look once whether it is meant. If it is, there is nothing to do.",
            bad='msgctxt "p-1"\nmsgid "A *red* link"\nmsgstr "Un lien rouge"\n',
            good='msgctxt "p-1"\nmsgid "A *red* link"\nmsgstr "Un lien *rouge*"\n',
            syntax="po",
        ),
        Code.LINK_TARGET: Explanation(
            (WARNING,),
            "The translation links to a page of the course, a heading or a picture that the English text does not "
            "link to.",
            "Copy addresses within the course as they are. They lead to the page in the learner's language by "
            "themselves. Addresses of other sites may be changed.",
            bad='msgctxt "p-1"\nmsgid "Read [the guide](02-guide.md)."\nmsgstr "Lisez [le guide](02-le-guide.md)."\n',
            good='msgctxt "p-1"\nmsgid "Read [the guide](02-guide.md)."\nmsgstr "Lisez [le guide](02-guide.md)."\n',
            syntax="po",
            unserved=True,
        ),
        Code.PLACEHOLDER: Explanation(
            (WARNING,),
            "A place that is filled in later, such as `{count}`, is missing, changed or translated.",
            "Copy it letter by letter. You may put it elsewhere in the sentence.",
            bad='#. type: string\nmsgctxt "ui-minutes"\nmsgid "{count} min"\nmsgstr "{nombre} min"\n',
            good='#. type: string\nmsgctxt "ui-minutes"\nmsgid "{count} min"\nmsgstr "{count} min"\n',
            syntax="po",
            unserved=True,
        ),
        Code.WIKI_CODE: Explanation(
            (WARNING,),
            "Wiki code such as `{{…}}` or `~~~~` is not the same as in the English.",
            "Copy it as it is, unless your wiki really has another name for it.",
            bad='msgctxt "p-1"\nmsgid "Sign with ~~~~."\nmsgstr "Signez."\n',
            good='msgctxt "p-1"\nmsgid "Sign with ~~~~."\nmsgstr "Signez avec ~~~~."\n',
            syntax="po",
        ),
        Code.NUMBERS: Explanation(
            (WARNING, INFO),
            "A number of two or more digits is in the English but not in the translation. Digits of every script, and "
            "every way to group them, count as the same. It is a warning if the translation has another month, day or "
            "century. It is a note also if a number is written as in English where it would be read as another: 1,200 "
            "in French.",
            "Compare the figures. If you wrote the number in words, there is nothing to do.",
            bad='msgctxt "p-1"\nmsgid "19 % of biographies"\nmsgstr "16\u00a0% des biographies"\n',
            good='msgctxt "p-1"\nmsgid "19 % of biographies"\nmsgstr "19\u00a0% des biographies"\n',
            syntax="po",
        ),
        Code.EDGES: Explanation(
            (WARNING,),
            "The translation begins or ends with a space or a line feed, and the English does not. Checks of other "
            "programs (`msgfmt --check`) refuse a PO file with such a line feed.",
            "Take it away. In a text editor, look for `\\n` before the last quotation mark.",
            bad='msgctxt "h-1"\nmsgid "Red links"\nmsgstr "Liens rouges\\n"\n',
            good='msgctxt "h-1"\nmsgid "Red links"\nmsgstr "Liens rouges"\n',
            syntax="po",
        ),
        Code.UNCHANGED: Explanation(
            (WARNING,),
            "The translation is the English, word for word. Names, titles and a few words that are the same in both "
            "languages are not reported.",
            "Translate it. If you are not there yet, leave it empty: learners then see the English as English.",
            bad='msgctxt "p-1"\nmsgid "Please read this page first."\nmsgstr "Please read this page first."\n',
            good='msgctxt "p-1"\nmsgid "Please read this page first."\nmsgstr "Lisez d’abord cette page."\n',
            syntax="po",
        ),
        Code.LENGTH: Explanation(
            (WARNING,),
            "The translation of a longer text has far fewer characters than the English, or far more. A text of less "
            "than 60 characters may have a translation of any length up to what is too long for 60. Often the end is "
            "missing, or another text was pasted.",
            "Compare the two sentence by sentence. [`shortest` and `longest`](maintainers/checks.md#what-a-course-"
            "decides) say from where on this is reported.",
            bad='msgctxt "p-1"\nmsgid "Write your name, then say what you plan, and ask for help if you need it."\n'
            'msgstr "Écrivez votre nom."\n',
            good='msgctxt "p-1"\nmsgid "Write your name, then say what you plan, and ask for help if you need it."\n'
            'msgstr "Écrivez votre nom, dites ce que vous prévoyez, et demandez de l’aide au besoin."\n',
            syntax="po",
        ),
        Code.CAPTION_ROOM: Explanation(
            (WARNING,),
            "A sentence of captions does not fit into two lines for each of its cues, or a line is too long: 42 "
            "characters, or 16 full-width ones (13 in Japanese).",
            "Translators: say it in fewer words. Authors: make more cues of it. "
            "[How captions are spread](authors/videos.md#how-a-translation-gets-into-the-captions).",
        ),
        Code.CAPTION_SPEED: Explanation(
            (WARNING,),
            "A sentence of captions has more characters than people read in the time that it is shown: more than 17 a "
            "second in most languages, 20 in English, 12 in Korean, 9 in Chinese, 4 in Japanese.",
            "Say it in fewer words; leave out what the picture shows. The message says how many characters are good.",
        ),
        Code.DOUBLED_WORD: Explanation(
            (INFO,),
            "A small word stands twice in a row. Only words that never do so in the language are looked for.",
            "Take one of them away.",
            bad='msgctxt "h-1"\nmsgid "The page of the course"\nmsgstr "La page de de la formation"\n',
            good='msgctxt "h-1"\nmsgid "The page of the course"\nmsgstr "La page de la formation"\n',
            syntax="po",
        ),
        Code.PUNCTUATION: Explanation(
            (INFO,),
            "The English ends with a mark (`.` `?` `!` `:`), and the translation with a letter; or one half of a pair "
            "of brackets is missing; or two spaces stand in a row.",
            "Add the mark that your language has there. See whether the last words of the text are missing.",
            bad='msgctxt "p-1"\nmsgid "Open the page."\nmsgstr "Ouvrez la page"\n',
            good='msgctxt "p-1"\nmsgid "Open the page."\nmsgstr "Ouvrez la page."\n',
            syntax="po",
        ),
        Code.ADDRESS: Explanation(
            (WARNING,),
            "An e-mail address or a web address that readers see is not in the translation, or was mistyped.",
            "Copy it letter by letter. The address of a web page may be that of the page in your language.",
            bad='msgctxt "p-1"\nmsgid "Write to team@example.org."\nmsgstr "Écrivez à team@example.com."\n',
            good='msgctxt "p-1"\nmsgid "Write to team@example.org."\nmsgstr "Écrivez à team@example.org."\n',
            syntax="po",
        ),
        Code.TYPOGRAPHY: Explanation(
            (INFO,),
            "Something is not written as is customary in the language: in French, a space at which a line may end "
            "before `:` `;` `?` `!` `»` `%`, or straight quotation marks; in any language, three points where the "
            "English has `…`, or a straight apostrophe in a file that has `’` elsewhere.",
            "Write a no-break space (U+00A0 or U+202F), or the mark that the message shows.",
            bad='msgctxt "h-1"\nmsgid "Who answers?"\nmsgstr "Qui répond ?"\n',
            good='msgctxt "h-1"\nmsgid "Who answers?"\nmsgstr "Qui répond\u00a0?"\n',
            syntax="po",
        ),
        Code.CHARACTERS: Explanation(
            (WARNING, INFO),
            "A word has a letter of another script that looks the same (a Cyrillic а in a Latin word), a letter and "
            "its accent are two characters, signs cannot be seen or are letters of mathematics, or a text has digits "
            "of two kinds, such as ٢٠١٩ and 2019.",
            "Type the word again. Of the digits, use one kind in a text: both are allowed.",
            bad='msgctxt "h-1"\nmsgid "The page"\nmsgstr "La p\u0430ge"\n',
            good='msgctxt "h-1"\nmsgid "The page"\nmsgstr "La page"\n',
            syntax="po",
        ),
        Code.TERM_MISSING: Explanation(
            (WARNING,),
            "The English has a term of the [glossary](translators/glossary.md), and the translation has none of the "
            "words that the language agreed on. Plurals and other forms of the words count.",
            "Use the word of the glossary. If another word is as good, add it to the glossary.",
        ),
        Code.TERM_FORBIDDEN: Explanation(
            (WARNING,),
            "The translation has a word that the language agreed not to use for a term of the "
            "[glossary](translators/glossary.md).",
            "Use the word that the message gives.",
        ),
        Code.NAME_CHANGED: Explanation(
            (WARNING,),
            "A name that is not translated, or the name of a button or page of a program, is not in the translation as "
            "the [glossary](translators/glossary.md) gives it.",
            "Copy it letter by letter. If the name is really another one in your language, add that to the glossary.",
        ),
        Code.GLOSSARY: Explanation(
            (WARNING,),
            "A row or a column of `translations/glossary.csv` cannot be used. The other rows are.",
            "Correct the row that the message names. [The glossary](translators/glossary.md) says what columns mean.",
        ),
        Code.EXCUSE: Explanation(
            (WARNING,),
            "An entry of `translations/CODE/excuses.toml` excuses what is not found any more, has a code that does not "
            "exist or cannot be excused, or has no reason.",
            "Take the entry out, or correct it as the message says.",
        ),
        Code.PICTURE_TEXT_LONG: Explanation(
            (WARNING,),
            "Words in a drawing do not fit into their place: those of a translation even in letters of four fifths of "
            "the size; or, for authors, those of the English. The message says how much is too much. Widths are those "
            "of a usual font; a browser's may differ a little.",
            "Say it in fewer words, or use a short form that everybody knows. The comment of the text says about how "
            "many letters fit. If it cannot be said shorter, ask the authors for a larger box.",
        ),
        Code.UNSAFE: Explanation(
            (WARNING,),
            "The translation has HTML or a formula that the English does not have, an address that is not `http`, "
            "`https` or `mailto`, or invisible characters that turn or disturb the text around them.",
            "Take them out. Delete the word and type it again if you do not see what is wrong.",
            bad='msgctxt "p-1"\nmsgid "[Read](https://x.org/)"\nmsgstr "[Lisez](ftp://x.org/)"\n',
            good='msgctxt "p-1"\nmsgid "[Read](https://x.org/)"\nmsgstr "[Lisez](https://x.org/fr)"\n',
            syntax="po",
            unserved=True,
        ),
        Code.CHOICES_SAME: Explanation(
            (WARNING,),
            "Two choices of a question are different in English but read the same in the translation. Learners could "
            "not tell which is right. The whole question is shown in the next language.",
            "Word the choices so that they differ.",
            bad='#. type: answer\n#: start/quiz#q-1\nmsgctxt "a-1"\nmsgid "Draft"\nmsgstr "Brouillon"\n\n'
            '#. type: answer\n#: start/quiz#q-1\nmsgctxt "a-2"\nmsgid "Sandbox"\nmsgstr "Brouillon"\n',
            good='#. type: answer\n#: start/quiz#q-1\nmsgctxt "a-1"\nmsgid "Draft"\nmsgstr "Ébauche"\n\n'
            '#. type: answer\n#: start/quiz#q-1\nmsgctxt "a-2"\nmsgid "Sandbox"\nmsgstr "Brouillon"\n',
            syntax="po",
            unserved=True,
        ),
        Code.ANSWERS_EMPTY: Explanation(
            (WARNING,),
            "The accepted answers of a text question are translated by blanks only, so that no answer would be right; "
            "or a choice is translated by something that cannot be seen. The whole question is shown in the next "
            "language.",
            "Write the answers that learners may type, one a line, or the text of the choice.",
            bad='#. type: answers\nmsgctxt "ans-1"\nmsgid "Commons"\nmsgstr " "\n',
            good='#. type: answers\nmsgctxt "ans-1"\nmsgid "Commons"\nmsgstr "Commons"\n',
            syntax="po",
            unserved=True,
        ),
        Code.ANSWERS_OVERLAP: Explanation(
            (WARNING,),
            "A text question accepts an answer that the same translation lists among the wrong ones. The learner who "
            "types it would get the points. Upper and lower case make a difference only where the comment says that "
            "they count. The whole question is shown in the next language.",
            "Take the answer out of the accepted ones, or out of the wrong ones.",
            bad=_ACCEPTED + 'msgstr "Humaniki"\n\n' + _REFUSED + 'msgstr "humaniki"\n',
            good=_ACCEPTED + 'msgstr "Humaniki"\n\n' + _REFUSED + 'msgstr "Wikistats"\n',
            syntax="po",
            unserved=True,
        ),
    },
)

_PUBLISHING = Section(
    "Publishing",
    "For maintainers.",
    {
        Code.GATE_DOCUMENT: Explanation(
            (INFO,),
            "A document has too few translated words to be shown in a language. Learners see it whole in the next "
            "language, with a notice.",
            "Translate more of it, or lower `document` or `quiz` in `[gates]` of `course.toml`.",
        ),
        Code.GATE_COURSE: Explanation(
            (INFO,),
            "A language has too few translated words to be published. It is left out of the exports.",
            "Translate more, lower `course` in `[gates]`, or export it as a draft with `--draft`.",
        ),
        Code.URL_NAME_GONE: Explanation(
            (WARNING, INFO),
            "A module, lesson, page, question, text or video that was once exported to Open edX is not in the course "
            "any more, or a question's stored answers no longer mean what they meant. Open edX keeps answers, points "
            "and progress by these ids, and the next import would lose them. What only moved to another module or "
            "lesson loses nothing and is not reported.",
            "If you renamed it, write the old id into its front matter (`id: …`) or its question comment. If learners "
            "may lose what the message says, or nobody ever imported an archive that has it, add its name to `retired` "
            "in `source/course.lock`; if a question is meant to be answered in another way, delete its line there.",
        ),
        Code.LINK_DEAD: Explanation(
            (WARNING,),
            "An address of another site does not answer, or says that there is no such page. Only `wlw-i18n check "
            "--online` asks.",
            "Open the address. Correct it, or link to the copy of a web archive. A site may be down for a day: the "
            "message says what it answered.",
        ),
        Code.LINK_MOVED: Explanation(
            (INFO,),
            "An address of another site leads on to another address, and says that this is for good.",
            "Write the new address when you edit the lesson next time.",
        ),
        Code.NOT_EXPRESSIBLE: Explanation(
            (ERROR, WARNING, INFO),
            "A target (`olx`, `html`, `wikitext`, `epub`) cannot show something that is in a lesson or a question, or "
            "in its translation. The message begins with the target. It is an error if learners would get a question "
            "that cannot be answered.",
            "Follow the hint, or decide that the difference does not matter.",
        ),
        Code.PAGE_TITLE: Explanation(
            (ERROR, WARNING),
            "A page of the course cannot have its title on a wiki. Two pages would have the same title, or the title "
            "is too long, or it ends in the code of a language: `Course/it` is where a wiki with Extension:Translate "
            "keeps the Italian translation of the page `Course`.",
            "Write another id into the front matter of the lesson or module (`id: …`), or change `titles` or "
            "`base_page` of the wiki in `course.toml`.",
        ),
        Code.BASELINE: Explanation(
            (INFO,),
            "A finding that the baseline (`wlw-i18n check --baseline`) lets pass is not there any more.",
            "Write the baseline again with `--write-baseline`, so that the fault cannot come back unnoticed.",
        ),
    },
)

SECTIONS = (_FILES, _SOURCES, _QUESTIONS, _CATALOGS, _EXCHANGE, _TRANSLATIONS, _PUBLISHING)
"""In the order in which they are documented."""

CATALOGUE: Mapping[Code, Explanation] = MappingProxyType(
    {code: explanation for section in SECTIONS for code, explanation in section.explanations.items()}
)
"""The explanation of every code."""
