"""Fuzzing: files as people and programs write them, damaged in all ways. `make fuzz MINUTES=10` runs it for long.

Whatever is in a file, reading it gives what it says or findings; no exception, no endless work, nothing outside of the
course. Seeds are the inputs of the case files below `tests/cases` and the starter course.
"""
