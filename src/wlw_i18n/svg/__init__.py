"""Drawings: SVG files of a course, read with care, made harmless and small, their words found and measured.

Nothing here knows of languages or documents: a drawing is a tree of elements, and its words are lines in boxes.
"""
