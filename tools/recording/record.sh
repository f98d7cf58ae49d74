#!/usr/bin/env bash
# Records what programs without a window write: gettext's tools, polib, translate-toolkit, Weblate's own classes.
# For Poedit and Lokalize see tests/cases/catalogs/writers/README.md.
#
#   tools/recording/record.sh FOLDER
#
# FOLDER        gets course/ (what every program is given) and recorded/ (what it wrote)
# PYTHON        a Python with this project (default: python3)
# WEBLATE       a Python with the packages weblate and psycopg; without it Weblate is left out
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$1
python=${PYTHON:-python3}
"$python" "$here/course.py" "$folder/course"
given=$folder/course/translations/fr/start/lesson.po
arabic=$folder/course/translations/ar/start/lesson.po
template=$folder/course/translations/templates/start/lesson.pot
to=$folder/recorded
mkdir -p "$to"

"$python" "$here/with_libraries.py" polib "$given" "$to/polib.po"
"$python" "$here/with_libraries.py" toolkit "$given" "$to/toolkit.po"
msgcat --output-file="$to/msgcat.po" "$given"
msgcat --no-wrap --output-file="$to/msgcat-no-wrap.po" "$given"
msgcat --width=40 --output-file="$to/msgcat-arabic.po" "$arabic"
msgattrib --clear-fuzzy --clear-previous --output-file="$to/msgattrib.po" "$given"

# A translator's own copy, brought up to date with the template of today.
msgmerge --quiet --previous --output-file="$to/msgmerge-earlier.po" "$folder/course/earlier.po" "$template"
msgmerge --quiet --previous --no-fuzzy-matching --output-file="$to/msgmerge-no-fuzzy.po" "$folder/course/earlier.po" \
  "$template"

# What Weblate's add-on for msgmerge runs, and what volunteers do by hand: with a template of another state of the
# course, in which one text is missing and two are different.
other=$(mktemp)
awk 'BEGIN { RS = ""; ORS = "\n\n" } !/How to begin/' "$template" |
  sed 's/Thank you for counting\./Thank you very much for counting./; s/^msgid "What to count"$/msgid "What you count"/' \
    >"$other"
msgmerge --quiet --previous --output-file="$to/msgmerge.po" "$given" "$other"
rm "$other"
"$python" "$here/with_libraries.py" polib "$to/msgmerge.po" "$to/polib-after-msgmerge.po"

if [[ -n ${WEBLATE:-} ]]; then
  "$WEBLATE" "$here/with_weblate.py" "$given" "$to/weblate.po" 77
  "$WEBLATE" "$here/with_weblate.py" "$given" "$to/weblate-at-newlines.po" 65535
  "$WEBLATE" "$here/with_weblate.py" "$given" "$to/weblate-unwrapped.po" -1
  "$WEBLATE" "$here/with_weblate.py" "$to/msgmerge.po" "$to/weblate-after-msgmerge.po" 77
fi
