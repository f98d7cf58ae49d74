"""What is known of the wikis that a profile may be named after; which extensions they run is public configuration."""

from collections.abc import Mapping
from types import MappingProxyType

from wlw_i18n.model.course import WikiProfile

# Where Extension:Translate runs on Wikimedia's wikis, variants of one language are disabled in favour of the language
# ($wgTranslateDisabledTargetLanguages and the like in operations/mediawiki-config).
_CHINESE = MappingProxyType(
    {f"zh-{variant}": "zh" for variant in ("hans", "hant", "cn", "tw", "hk", "mo", "my", "sg")} | {"ak": "tw"}
)
_VARIANTS = MappingProxyType(
    {
        **_CHINESE,
        **{f"{base}-{script}": base for base in ("sr",) for script in ("ec", "el")},
        **{f"{base}-{script}": base for base in ("ku",) for script in ("arab", "latn")},
        **{f"kk-{variant}": "kk" for variant in ("arab", "cyrl", "latn", "cn", "kz", "tr")},
        **{f"gan-{script}": "gan" for script in ("hans", "hant")},
        **{f"shi-{script}": "shi" for script in ("latn", "tfng")},
        **{f"sh-{script}": "sh" for script in ("cyrl", "latn")},
        **{f"ike-{script}": "iu" for script in ("cans", "latn")},
        "tg-latn": "tg",
        "no": "nb",
    }
)

PROFILES: Mapping[str, WikiProfile] = MappingProxyType(
    {
        "meta": WikiProfile(
            "meta",
            "",
            translate=True,
            language_codes={**_CHINESE, "tg-latn": "tg"},
            api="https://meta.wikimedia.org/w/api.php",
        ),
        "wikiversity": WikiProfile("wikiversity", "", quiz=True),
        "betawikiversity": WikiProfile(
            "betawikiversity",
            "",
            quiz=True,
            translate=True,
            language_codes=_VARIANTS,
            api="https://beta.wikiversity.org/w/api.php",
        ),
        "generic": WikiProfile("generic", "", interwiki=False),
    }
)
"""By name; a profile of another name begins as `generic`."""
