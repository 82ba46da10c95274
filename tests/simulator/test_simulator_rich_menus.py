from typing import Any

from tests.simulator.phones import Line, a_postback

PICTURE = b"\x89PNG\r\n"


def a_menu(*actions: dict[str, Any]) -> dict[str, Any]:
    bounds = {"x": 0, "y": 0, "width": 100, "height": 100}
    return {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": "menu",
        "chatBarText": "เมนู",
        "areas": [{"bounds": bounds, "action": action} for action in actions],
    }


def made(line: Line, menu: dict[str, Any]) -> str:
    answer = line.call("POST", "/v2/bot/richmenu", menu)
    assert answer.status_code == 200, answer.text
    return answer.json()["richMenuId"]


def with_picture(line: Line, menu_id: str) -> str:
    path = f"/v2/bot/richmenu/{menu_id}/content"
    answer = line.call("POST", path, data=PICTURE, headers={"Content-Type": "image/png"})
    assert answer.status_code == 200, answer.text
    return menu_id


def test_a_default_menu_can_be_tapped(line: Line):
    patient = line.a_patient()
    menu_id = with_picture(line, made(line, a_menu(a_postback("คิวของฉัน", "do=mine"))))

    assert line.call("POST", f"/v2/bot/user/all/richmenu/{menu_id}").status_code == 200

    assert line.call("GET", "/v2/bot/user/all/richmenu").json() == {"richMenuId": menu_id}
    assert patient.post("tap", label="คิวของฉัน").json()["action"]["data"] == "do=mine"
    picture = line.call("GET", f"/v2/bot/richmenu/{menu_id}/content")
    assert (picture.content, picture.headers["Content-Type"]) == (PICTURE, "image/png")


def test_a_menu_without_a_picture_cannot_be_shown(line: Line):
    menu_id = made(line, a_menu())

    assert line.call("POST", f"/v2/bot/user/all/richmenu/{menu_id}").status_code == 400


def test_a_users_own_menu_goes_before_the_default(line: Line):
    patient = line.a_patient()
    general = with_picture(line, made(line, a_menu(a_postback("x", "general"))))
    own = with_picture(line, made(line, a_menu(a_postback("x", "own"))))
    line.call("POST", f"/v2/bot/user/all/richmenu/{general}")

    line.call("POST", f"/v2/bot/user/{patient.id}/richmenu/{own}")
    assert patient.post("tap", label="x").json()["action"]["data"] == "own"
    line.call("DELETE", f"/v2/bot/user/{patient.id}/richmenu")
    assert patient.post("tap", label="x").json()["action"]["data"] == "general"


def test_a_switch_leads_to_the_menu_of_its_alias(line: Line):
    patient = line.a_patient()
    second = with_picture(line, made(line, a_menu(a_postback("second", "2"))))
    switch = {"type": "richmenuswitch", "richMenuAliasId": "two", "data": "switched", "label": "next"}
    first = with_picture(line, made(line, a_menu(switch)))
    line.call("POST", "/v2/bot/richmenu/alias", {"richMenuAliasId": "two", "richMenuId": second})
    line.call("POST", f"/v2/bot/user/{patient.id}/richmenu/{first}")

    patient.post("tap", label="next")

    params = line.receiver.next(of="postback").event["postback"]["params"]
    assert params == {"newRichMenuAliasId": "two", "status": "SUCCESS"}
    assert patient.post("tap", label="second").status_code == 200


def test_menus_are_listed_and_deleted(line: Line):
    menu_id = made(line, a_menu())

    assert [menu["richMenuId"] for menu in line.call("GET", "/v2/bot/richmenu/list").json()["richmenus"]] == [
        menu_id
    ]
    assert line.call("DELETE", f"/v2/bot/richmenu/{menu_id}").status_code == 200
    assert line.call("GET", f"/v2/bot/richmenu/{menu_id}").status_code == 404


def test_a_wrong_menu_is_refused(line: Line):
    square = {**a_menu(), "size": {"width": 1000, "height": 1000}}

    assert line.call("POST", "/v2/bot/richmenu", square).json()["details"][0]["property"] == "size.height"
