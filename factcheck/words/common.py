"""Words that stand in almost every text of a language, and tell nothing of what it is about."""

from .folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# In lower case, by the tag of the language.
COMMON = {
    "en": _words(
        "a after all also although an and another any are as at because before being both but "
        "by did do does during each either even every few for from had has have he her here "
        "his how however i if in into is it its last later many more most much my next no not "
        "now of on once one only or other our over several she since so some such than that "
        "the their then there these they this those though through to today under until was "
        "we were what when where whether which while who why will with within would yesterday "
        "yet you your"
    ),
    "es": _words(
        "a además ahora al algunas algunos ante antes así aunque ayer bajo cada casi como con "
        "contra cuando cuatro de del desde después donde dos durante e el ella ellas ellos en "
        "entonces entre era es esa esas ese eso esos esta está estas este esto estos estuvo "
        "fue fueron ha había hace han hasta hay hoy la las le les lo los luego mañana mas más "
        "me mi mientras muchas muchos muy ni no nos nosotros o otra otras otro otros para pero "
        "por porque pues que qué quien quién se según ser si sí sin sobre son su sus también "
        "tan tanto te todo tras tres tu un una uno unos y ya yo"
    ),
    "ar": _words(
        "في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن إن أن كان كانت قد هو هي "
        "هم كل بعد قبل بين حتى أو أي ثم كما لكن عند منذ حول ضد خلال"
    ),
}
_FOLDED = {language: frozenset(map(fold, words)) for language, words in COMMON.items()}


def is_common(term: str, language: str) -> bool:
    """Whether a folded word is common in the language of a tag."""
    return term in _FOLDED.get(language.partition("-")[0].lower(), frozenset())
