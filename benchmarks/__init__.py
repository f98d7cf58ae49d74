"""Measurements on work large enough to matter. Run with `make bench`."""
