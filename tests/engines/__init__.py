"""Tests against the real thing: MediaWiki, Open edX's own blocks, Chromium, an HTML validator.

`make test-engines` installs the engines (tools/engines/install.sh) and runs this folder. Here a missing engine is a
failure, never a skip.
"""
