"""Messages and their quick replies."""

from flex_templates.checks import tables
from flex_templates.checks.actions import check_action
from flex_templates.checks.containers import check_container
from flex_templates.checks.contrast import check_bubble_contrast
from flex_templates.checks.finding import Fields, Spot
from flex_templates.checks.values import anything, media_url, one_of

MOST_QUICK_REPLIES = 13
QUICK_REPLY = {"type": one_of("action"), "action": anything, "imageUrl": media_url}
MESSAGES = {
    "text": {"text": tables.MESSAGE_TEXT, "quickReply": anything},
    "flex": {"altText": tables.ALT_TEXT, "contents": anything, "quickReply": anything},
}
REQUIRED = {"text": ("text",), "flex": ("altText", "contents")}


def check_message(spot: Spot, message: object, *, last: bool) -> None:
    fields = spot.fields(message, 'a message must be an object of the type "text" or "flex"')
    if fields is None:
        return
    kind = fields.get("type")
    if not isinstance(kind, str) or kind not in MESSAGES:
        spot.at("type").error('a message must be an object of the type "text" or "flex"')
        return
    spot.follows(fields, MESSAGES[kind], f"a {kind} message", REQUIRED[kind])
    if "contents" in fields:
        check_container(spot.at("contents"), fields["contents"])
        _check_contrast(spot.at("contents"), fields["contents"])
    if "quickReply" in fields:
        _check_quick_reply(spot.at("quickReply"), fields["quickReply"])
        if not last:
            spot.at("quickReply").error("LINE shows only the last message's quick replies; move them there")


def _check_contrast(spot: Spot, container: object) -> None:
    if isinstance(container, dict) and container.get("type") == "carousel":
        bubbles = container.get("contents")
        for at, bubble in enumerate(bubbles if isinstance(bubbles, list) else []):
            check_bubble_contrast(spot.at("contents", at), bubble)
    else:
        check_bubble_contrast(spot, container)


def _check_quick_reply(spot: Spot, value: object) -> None:
    fields = spot.fields(value, "quickReply must be an object")
    if fields is None:
        return
    spot.known_keys(fields, ("items",), "quickReply")
    place = spot.at("items")
    items = place.items(fields.get("items"), "there are no quick replies; leave quickReply out with $if then")
    if len(items) > MOST_QUICK_REPLIES:
        place.error(f"there are {len(items)} quick replies, at most {MOST_QUICK_REPLIES} are allowed")
    for at, item in enumerate(items):
        button = place.at(at).fields(item, 'a quick reply is an object { "type": "action", "action": … }')
        if button is not None:
            _check_button(place.at(at), button)


def _check_button(spot: Spot, button: Fields) -> None:
    spot.follows(button, QUICK_REPLY, "a quick reply", ("type", "action"))
    if "action" in button:
        label = tables.QUICK_LABEL
        check_action(spot.at("action"), button["action"], label=label, label_needed=True, quick_reply=True)
