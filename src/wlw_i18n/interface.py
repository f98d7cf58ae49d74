"""The exporters' own words: everything a learner reads that no author wrote. They go through the catalog too.

`{name}` marks a place that is filled in; a translation keeps it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

TAG = "en"
"""BCP 47 tag of the language that these words are written in."""


@dataclass(frozen=True, slots=True)
class Word:
    """One of the exporters' own words."""

    text: str
    """English."""
    comment: str
    """What translators are told."""


WORDS: Mapping[str, Word] = MappingProxyType(
    {
        # finding one's way
        "skip": Word("Skip to the content", "A link at the top of each page, for keyboards and screen readers."),
        "course": Word("Course", "Link to the course's first page."),
        "module": Word("Module {number}", "Heading above a module's title. {number} is a number."),
        "lessons": Word("Lessons", "Heading of the list of lessons in a module."),
        "lesson": Word("Lesson", "Label of a page that is a lesson."),
        "quiz": Word("Quiz", "Label of a page that is a quiz."),
        "assignment": Word("Assignment", "Label of a page that asks learners to produce something."),
        "contents": Word("On this page", "Heading of the list of a page's sections."),
        "previous": Word("Previous", "Link to the page before this one."),
        "next": Word("Next", "Link to the page after this one."),
        "breadcrumbs": Word("You are here", "Label of the path course, module, lesson; read by screen readers."),
        "languages": Word("Languages", "Label of the list of languages in which a page can be read."),
        "minutes": Word("{count} min", "Time that a page takes. {count} is a number of minutes."),
        "graded": Word("Graded", "Label of a quiz that counts for the final grade."),
        "ungraded": Word("Not graded", "Label of a quiz that does not count for the final grade."),
        "share": Word("{share} % translated", "Beside a language, in the list of languages. {share} is a number."),
        "share-waiting": Word(
            "{share} % translated, not shown yet",
            "Beside a language in which too little of a page is translated to be shown. {share} is a number.",
        ),
        "share-none": Word("not translated yet", "Beside a language in which nothing of a page is translated."),
        "licence": Word("Text and pictures are available under {licence}.", "Foot of each page. {licence} is a name."),
        # who made it
        "credits": Word("Authors and licence", "Link at the foot of each page; title of the page that it leads to."),
        "homepage": Word("Home page of the course", "Link to a page about the course on another site."),
        "authors": Word("Authors", "Heading of the names of the people who wrote the course."),
        "translators": Word("Translators", "Heading of the names of the people who translated the course."),
        "picture-credits": Word("Pictures", "Heading of the list that says whose the pictures are."),
        "made-with": Word("These pages were made with {tool}.", "{tool} is the name of a program."),
        # states of the text
        "not-translated": Word(
            "This page is not yet translated. It is shown in {language}.",
            "Notice on a page that has no translation yet. {language} is the name of the language shown.",
        ),
        "partly-translated": Word(
            "Parts of this page are not yet translated.", "Notice on a page where some passages are in English."
        ),
        "stale": Word(
            "The original of this passage has changed since it was translated.",
            "Note on a passage whose English has changed.",
        ),
        # callouts
        "note": Word("Note", "Title of a box with additional information."),
        "tip": Word("Tip", "Title of a box with advice."),
        "important": Word("Important", "Title of a box with something one must know."),
        "warning": Word("Warning", "Title of a box about something that can go wrong."),
        "caution": Word("Caution", "Title of a box about a danger or harm."),
        # questions
        "question": Word("Question", "Label of a question that has no title."),
        "points": Word("Points: {count}", "What a question is worth. {count} is a number."),
        "check-answer": Word("Check my answer", "Button under a question."),
        "show-answer": Word("Show the answer", "Button that shows the right answer of a question."),
        "hide-answer": Word("Hide the answer", "Button that hides the right answer again."),
        "answer": Word("Answer", "Label before the right answer of a question."),
        "your-answer": Word("Your answer", "Label of a text field."),
        "choose": Word("Choose", "First entry of a drop-down list, before anything is chosen."),
        "right-answer": Word("Right", "Mark beside a right choice."),
        "wrong-answer": Word("Wrong", "Mark beside a wrong choice."),
        "correct": Word("Correct.", "Said when a learner's answer is right."),
        "incorrect": Word("Not correct.", "Said when a learner's answer is wrong."),
        "attempts-left": Word("Attempts left: {count}", "Under a question. {count} is a number."),
        "score": Word(
            "Right answers: {right} of {total}", "Under the questions of a page. {right} and {total} are numbers."
        ),
        "clear-answers": Word("Clear my answers", "Button that deletes a learner's answers from a page."),
        "kept-here": Word(
            "Your answers are kept in this browser only.",
            "Note under the questions of a page: nothing that a learner answers is sent anywhere.",
        ),
        "hint": Word("Hint", "Title of a hint; a button that shows a hint."),
        "explanation": Word("Explanation", "Title of the explanation of a question's answer."),
        "number-help": Word(
            "Write a number with a point before the decimals, for example 2.5.",
            "Under a question that asks for a number. Keep 2.5 as it is.",
        ),
        # media and notes
        "video": Word("Video", "Label before a video's title."),
        "watch-video": Word("Watch the video", "Link to a video on another site."),
        "transcript": Word(
            "What is said in the video", "Label of a part that can be opened: all that a video says, as a text."
        ),
        "footnotes": Word("Footnotes", "Heading of the notes at the end of a page."),
        "footnote-back": Word("Back to the text", "Link from a note back to the place that refers to it."),
        "details": Word("Details", "Label of a part that can be opened, when the author gave none."),
        "done": Word("Done", "Read by screen readers for a ticked box in a checklist."),
        "to-do": Word("To do", "Read by screen readers for an empty box in a checklist."),
        # the book
        "cover": Word("Cover", "The first page of the course as a book, in its list of places."),
        "table-of-contents": Word("Contents", "Heading of the list of all lessons, at the beginning of the book."),
        "hints": Word("Hints", "Heading above the hints to a chapter's questions, near the end of the chapter."),
        "answers": Word("Answers", "Heading above the answers to a chapter's questions, at the end of the chapter."),
        "back-to-question": Word("Back to the question", "Link from an answer or a hint back to its question."),
        # searching the site
        "search": Word("Search", "Link to the page on which one searches the course; its title; its button."),
        "search-label": Word("Words to look for", "Label of the text field on the search page."),
        "search-found": Word("Results: {count}", "Above what a search has found. {count} is a number."),
        "search-none": Word(
            "Nothing was found. Try fewer words, or only the beginning of a word.", "When a search has found nothing."
        ),
        "search-script": Word(
            "Searching needs JavaScript, which is switched off or not available. Here is the whole course.",
            "On the search page, above the list of all lessons.",
        ),
    }
)
"""By name. The name makes the unit's key (`ui-NAME`) and never changes; the text may."""
