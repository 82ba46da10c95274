"""/v2/bot/richmenu…: making, listing and deleting rich menus and their pictures."""

from simulator.checks.messages import error_body
from simulator.checks.rich_menus import rich_menu_findings
from simulator.line.calls import NOT_FOUND, Answer, Call, Refusal, answer
from simulator.state import ids
from simulator.state.rich_menus import RichMenu

MOST_MENUS = 1000
MOST_IMAGE_BYTES = 1024 * 1024
_IMAGE_TYPES = ("image/jpeg", "image/png")


def create(call: Call) -> Answer:
    body = call.json()
    _refuse_findings(body)
    menus = call.channel.rich_menus
    if len(menus.menus) >= MOST_MENUS:
        raise Refusal("The number of rich menus has reached the limit")
    menu = RichMenu(ids.rich_menu_id(), body)
    menus.add(menu)
    return answer({"richMenuId": menu.id})


def validate(call: Call) -> Answer:
    _refuse_findings(call.json())
    return answer()


def list_all(call: Call) -> Answer:
    return answer({"richmenus": [menu.as_json() for menu in call.channel.rich_menus.menus.values()]})


def get(call: Call) -> Answer:
    return answer(known_menu(call).as_json())


def delete(call: Call) -> Answer:
    if not call.channel.rich_menus.delete(call.path["menu_id"]):
        raise Refusal(NOT_FOUND, 404)
    tell_phones(call)
    return answer()


def upload_content(call: Call) -> Answer:
    menu = known_menu(call)
    if menu.image is not None:
        raise Refusal("An image has already been uploaded to the richmenu")
    if call.content_type not in _IMAGE_TYPES:
        raise Refusal("The content type is not supported", 415)
    if not 0 < len(call.body) <= MOST_IMAGE_BYTES:
        raise Refusal("The image must be between 1 byte and 1 MB")
    menu.image = call.body
    menu.image_type = call.content_type
    return answer()


def download_content(call: Call) -> Answer:
    menu = known_menu(call)
    if menu.image is None:
        raise Refusal(NOT_FOUND, 404)
    return Answer(200, menu.image, {}, menu.image_type)


def known_menu(call: Call) -> RichMenu:
    """The menu that the address names. Raises Refusal: 404."""
    menu = call.channel.rich_menus.menus.get(call.path["menu_id"])
    if menu is None:
        raise Refusal(NOT_FOUND, 404)
    return menu


def tell_phones(call: Call) -> None:
    for user in call.world.users.values():
        if user.channel == call.channel.name:
            user.changed.ring()


def _refuse_findings(body: object) -> None:
    found = rich_menu_findings(body)
    if found:
        errors = error_body(found)
        raise Refusal(errors["message"], body=errors)
