"""Course languages: Open edX's list has two-letter codes and two kinds of Chinese, and no regions or scripts else."""

from collections.abc import Mapping

_CODES = (
    "aa ab af ak sq am ar an hy as av ae ay az ba bm eu be bn bh bi bs br bg my ca ch ce zh zh_HANS zh_HANT cu cv "
    "kw co cr cs da dv nl dz en eo et ee fo fj fi fr fy ff ka de gd ga gl gv el gn gu ht ha he hz hi ho hr hu ig "
    "is io ii iu ie ia id ik it jv ja kl kn ks kr kk km ki rw ky kv kg ko kj ku lo la lv li ln lt lb lu lg mk mh "
    "ml mi mr ms mg mt mn na nv nr nd ng ne nn nb no ny oc oj or om os pa fa pi pl pt ps qu rm ro rn ru sg sa si "
    "sk sl se sm sn sd so st es sc sr ss su sw sv ty ta tt te tg tl th bo ti to tn ts tk tr tw ug uk ur uz ve vi "
    "vo cy wa wo xh yi yo za zu"
)
_KNOWN = frozenset(_CODES.split())
_OTHERS: Mapping[str, str] = {
    "fil": "tl",
    "ckb": "ku",
    "kmr": "ku",
    "arz": "ar",
    "ary": "ar",
    "yue": "zh_HANT",
    "gsw": "de",
    "prs": "fa",
    "pnb": "pa",
}
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def course_language(tag: str, overrides: Mapping[str, str]) -> str:
    """The `language` of a course in Open edX; the empty string if its list has none that is near.

    Args:
        tag: BCP 47.
        overrides: `language_codes` of `course.toml`, by tag.
    """
    if tag in overrides:
        return overrides[tag]
    if tag in _OTHERS:
        return _OTHERS[tag]
    base, *rest = tag.lower().split("-")
    if base == "zh":
        return "zh_HANT" if _TRADITIONAL & set(rest) else "zh_HANS"
    base = _OTHERS.get(base, base)
    return base if base in _KNOWN else ""
