"""Captions of photographs, which stand in an article's text without the photograph."""

import re

from factcheck import language_tags

# What a photograph is called, by language; the first ends a caption that has no credit.
CALLED = {
    "en": ["Photo", "image", "picture", "credit"],
    "es": ["Foto", "imagen", "crédito", "fotografía"],
    "ar": ["صورة", "الصورة", "تصوير", "عدسة"],
    "fr": ["Photo", "crédit"],
    "de": ["Foto", "bild"],
    "pt": ["Foto", "imagem", "crédito"],
    "ru": ["Фото"],
    "he": ["צילום", "תמונה"],
    "ja": ["写真", "撮影"],
    "zh": ["图片", "圖片", "图", "圖", "摄影", "攝影"],
    "ko": ["사진"],
}
# Where words stand without spaces, another may follow at once.
_UNSPACED = {"ja", "zh", "ko"}
_WORDS = "|".join(
    sorted(
        re.escape(word) + ("" if language in _UNSPACED else r"\b")
        for language, words in CALLED.items()
        for word in words
    )
)
# A paragraph that ends so is a caption.
_CREDIT = re.compile(rf"[\[(（［【](?:{_WORDS})[^\[\]()（）［］【】]*[\])）］】]$", re.IGNORECASE)


def is_caption(paragraph: str) -> bool:
    return _CREDIT.search(paragraph.rstrip()) is not None


def as_caption(words: str, language: str) -> str:
    """A caption as a paragraph that is known for one."""
    called = CALLED.get(language_tags.primary(language), CALLED["en"])[0]
    return words if is_caption(words) else f"{words} [{called}]"
