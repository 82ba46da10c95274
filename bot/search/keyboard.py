"""Thai typed while the keyboard was English, and the reverse (Kedmanee, the usual layout)."""

_ENGLISH = "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"
_THAI = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_TO_THAI = str.maketrans(_ENGLISH, _THAI)
_TO_ENGLISH = str.maketrans(_THAI, _ENGLISH)


def other_layout(text: str) -> str:
    """The same keys on the other layout."""
    return text.translate(_TO_THAI if text.isascii() else _TO_ENGLISH)
