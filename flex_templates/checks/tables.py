"""LINE's Flex components as tables: which keys each may have, and what each key's value may be.

From the Messaging API reference, "Flex Message"; a test compares the keys with the SDK's models.
"""

from flex_templates.checks.values import (
    PERCENT,
    PIXELS,
    Rule,
    anything,
    aspect_ratio,
    boolean,
    colour,
    flex,
    keyword_or,
    media_url,
    one_of,
    text,
)

SPACES = ("none", "xs", "sm", "md", "lg", "xl", "xxl")
SIZES = ("xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl")
BUBBLE_SIZES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")
VIDEO_BUBBLE_SIZES = ("kilo", "mega", "giga")

space = keyword_or(PIXELS, "12px", *SPACES)
offset = keyword_or(rf"-?(?:{PIXELS}|{PERCENT})", "12px, 5%", *SPACES)
padding = keyword_or(rf"{PIXELS}|{PERCENT}", "12px, 5%", *SPACES)
extent = keyword_or(rf"{PIXELS}|{PERCENT}", "120px, 50%")
text_size = keyword_or(PIXELS, "18px", *SIZES)
border = keyword_or(PIXELS, "1px", "none", "light", "normal", "medium", "semi-bold", "bold")
align = one_of("start", "center", "end")
gravity = one_of("top", "center", "bottom")
justify = one_of("flex-start", "center", "flex-end", "space-between", "space-around", "space-evenly")

MARGIN: dict[str, Rule] = {"margin": space}
PLACE: dict[str, Rule] = {
    **MARGIN,
    "flex": flex,
    "position": one_of("relative", "absolute"),
    **dict.fromkeys(("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), offset),
}
LETTERS: dict[str, Rule] = {
    "text": anything,
    "size": text_size,
    "color": colour,
    "weight": one_of("regular", "bold"),
    "style": one_of("normal", "italic"),
    "decoration": one_of("none", "underline", "line-through"),
}

COMPONENTS: dict[str, dict[str, Rule]] = {
    "box": {
        **PLACE,
        "layout": one_of("horizontal", "vertical", "baseline"),
        "contents": anything,
        "spacing": space,
        "backgroundColor": colour,
        "borderColor": colour,
        "borderWidth": border,
        "cornerRadius": space,
        **dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), extent),
        **dict.fromkeys(("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"), padding),
        "action": anything,
        "justifyContent": justify,
        "alignItems": one_of("flex-start", "center", "flex-end"),
        "background": anything,
    },
    "button": {
        **PLACE,
        "action": anything,
        "height": one_of("sm", "md"),
        "style": one_of("primary", "secondary", "link"),
        "color": colour,
        "gravity": gravity,
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": boolean,
    },
    "image": {
        **PLACE,
        "url": media_url,
        "align": align,
        "gravity": gravity,
        "size": keyword_or(rf"{PIXELS}|{PERCENT}", "80px, 50%", *SIZES, "full"),
        "aspectRatio": aspect_ratio,
        "aspectMode": one_of("fit", "cover"),
        "backgroundColor": colour,
        "action": anything,
        "animated": boolean,
    },
    "video": {
        "url": media_url,
        "previewUrl": media_url,
        "altContent": anything,
        "aspectRatio": aspect_ratio,
        "action": anything,
    },
    "icon": {
        **{key: rule for key, rule in PLACE.items() if key != "flex"},
        "url": media_url,
        "size": text_size,
        "aspectRatio": aspect_ratio,
        "scaling": boolean,
    },
    "text": {
        **PLACE,
        **LETTERS,
        "align": align,
        "gravity": gravity,
        "wrap": boolean,
        "lineSpacing": keyword_or(PIXELS, "6px"),
        "maxLines": flex,
        "action": anything,
        "contents": anything,
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": boolean,
    },
    "span": LETTERS,
    "separator": {**MARGIN, "color": colour},
    "filler": {"flex": flex},
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "box": ("layout", "contents"),
    "button": ("action",),
    "image": ("url",),
    "video": ("url", "previewUrl", "altContent"),
    "icon": ("url",),
}
GRADIENT: dict[str, Rule] = {
    "type": one_of("linearGradient"),
    "angle": keyword_or(r"(?:[0-2]?\d?\d|3[0-5]\d)(?:\.\d+)?deg", "90deg"),
    "startColor": colour,
    "endColor": colour,
    "centerColor": colour,
    "centerPosition": keyword_or(r"(?:100|\d?\d(?:\.\d+)?)%", "50%"),
}
BLOCK_STYLE: dict[str, Rule] = {"backgroundColor": colour, "separator": boolean, "separatorColor": colour}
BLOCKS: dict[str, tuple[str, ...]] = {
    "header": ("box",),
    "hero": ("box", "image", "video"),
    "body": ("box",),
    "footer": ("box",),
}
CHILDREN: dict[str, tuple[str, ...]] = {
    "horizontal": ("box", "button", "image", "text", "separator", "filler"),
    "vertical": ("box", "button", "image", "text", "separator", "filler"),
    "baseline": ("icon", "text", "filler"),
}
LABEL = 40
QUICK_LABEL = 20
ALT_TEXT: Rule = text(1500)
MESSAGE_TEXT: Rule = text(5000)
