"""The smallest course that Open edX and olxcleaner take without a word, and a problem of each type to put into it."""

import json
from pathlib import Path

FILES = {
    "course.xml": '<course url_name="fr" org="WLW" course="WikiBasics"/>\n',
    "course/fr.xml": (
        '<course display_name="Bases de Wikipédia" language="fr" start="2030-01-01T00:00:00Z"'
        ' end="2031-01-01T00:00:00Z" course_image="img.png">\n'
        '  <chapter url_name="ch1"/>\n'
        '  <wiki slug="WLW.WikiBasics.fr" url_name="wiki" display_name="Wiki"/>\n'
        "</course>\n"
    ),
    "chapter/ch1.xml": '<chapter display_name="Chapitre 1">\n  <sequential url_name="seq1"/>\n</chapter>\n',
    "sequential/seq1.xml": (
        '<sequential display_name="Leçon 1" format="Homework" graded="true">\n'
        '  <vertical url_name="v1"/>\n</sequential>\n'
    ),
    "html/h1.xml": '<html filename="h1" display_name="Texte"/>\n',
    "html/h1.html": (
        '<div lang="fr"><h2>Bonjour</h2><p><b>a</b> <i>b</i> &eacute; é <img src="/static/img.png" alt="x"/>'
        ' <a href="/jump_to_id/p1">quiz</a></p></div>\n'
    ),
    "video/vid1.xml": (
        '<video url_name="vid1" display_name="Vidéo" youtube="1.00:3_yD_cEKoCk" youtube_id_1_0="3_yD_cEKoCk"'
        ' transcripts="{&quot;fr&quot;: &quot;vid1-fr.srt&quot;}">\n'
        '  <transcript language="fr" src="vid1-fr.srt"/>\n</video>\n'
    ),
    "static/img.png": "x",
    "static/vid1-fr.srt": "1\n00:00:00,000 --> 00:00:02,000\nBonjour\n\n",
    "policies/fr/policy.json": json.dumps({"course/fr": {"discussion_topics": {"Général": {"id": "course"}}}}),
    "policies/fr/grading_policy.json": json.dumps(
        {
            "GRADER": [{"type": "Homework", "min_count": 1, "drop_count": 0, "short_label": "HW", "weight": 1.0}],
            "GRADE_CUTOFFS": {"Pass": 0.5},
        }
    ),
    "about/overview.html": '<section class="about"><h2>À propos</h2></section>',
    "about/short_description.html": "Court",
    "info/updates.html": "",
    "info/updates.items.json": "[]",
    "assets/assets.xml": "<assets/>",
}

PROBLEMS = {
    "p-radio": """<multiplechoiceresponse>
    <label>Capitale ?</label>
    <choicegroup type="MultipleChoice">
      <choice correct="true" name="paris">Paris<choicehint>Oui, sur la Seine</choicehint></choice>
      <choice correct="false" name="lyon">Lyon<choicehint>Non, sur le Rhône</choicehint></choice>
    </choicegroup>
    <solution><div class="detailed-solution"><p>Explication</p><p>Paris.</p></div></solution>
  </multiplechoiceresponse>
  <demandhint><hint>Pensez à la <em>Seine</em></hint></demandhint>""",
    "p-checkbox": """<choiceresponse partial_credit="EDC">
    <label>Premiers ?</label>
    <checkboxgroup>
      <choice correct="true">2</choice><choice correct="true">3</choice><choice correct="false">4</choice>
    </checkboxgroup>
  </choiceresponse>""",
    "p-dropdown": """<optionresponse>
    <label>Ciel ?</label>
    <optioninput><option correct="False">rouge</option><option correct="True">l’été bleu</option></optioninput>
  </optionresponse>""",
    "p-text": """<stringresponse answer="Zürich" type="ci">
    <label>Ville ?</label>
    <correcthint>Bien</correcthint>
    <additional_answer answer="Zurich"/>
    <stringequalhint answer="Bern">C’est la capitale</stringequalhint>
    <textline size="20"/>
  </stringresponse>""",
    "p-number": """<numericalresponse answer="3.14">
    <label>pi ?</label>
    <responseparam type="tolerance" default="1%"/>
    <formulaequationinput/>
  </numericalresponse>""",
}


def write_course(folder: Path, problems: dict[str, str]) -> Path:
    """Writes the course with these problems in its only unit."""
    files = FILES | {
        f"problem/{name}.xml": f'<problem display_name="{name}" max_attempts="2">\n  {body}\n</problem>\n'
        for name, body in problems.items()
    }
    children = "".join(f'  <problem url_name="{name}"/>\n' for name in problems)
    files["vertical/v1.xml"] = (
        f'<vertical display_name="Unité 1">\n  <html url_name="h1"/>\n{children}'
        '  <video url_name="vid1"/>\n</vertical>\n'
    )
    files["html/h1.html"] = FILES["html/h1.html"].replace("p1", next(iter(problems)))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
