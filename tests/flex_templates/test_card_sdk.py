"""The tables of the checks against LINE's own SDK: a key that it learns must not be refused here."""

import pytest
from linebot.v3.messaging import models

from flex_templates.checks import actions, containers, tables

COMPONENTS = {
    "box": models.FlexBox,
    "button": models.FlexButton,
    "image": models.FlexImage,
    "video": models.FlexVideo,
    "icon": models.FlexIcon,
    "text": models.FlexText,
    "span": models.FlexSpan,
    "separator": models.FlexSeparator,
    "filler": models.FlexFiller,
}
ACTIONS = {
    "postback": models.PostbackAction,
    "message": models.MessageAction,
    "uri": models.URIAction,
    "datetimepicker": models.DatetimePickerAction,
    "clipboard": models.ClipboardAction,
    "camera": models.CameraAction,
    "cameraRoll": models.CameraRollAction,
    "location": models.LocationAction,
}


def keys(model: type) -> set[str]:
    return {field.alias for field in model.__fields__.values()} - {"type"}  # pyright: ignore[reportAttributeAccessIssue]


def needed(model: type) -> set[str]:
    return {field.alias for field in model.__fields__.values() if field.required} - {"type"}  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("kind", tables.COMPONENTS)
def test_components_have_the_keys_of_the_sdk(kind: str):
    assert set(tables.COMPONENTS[kind]) == keys(COMPONENTS[kind])
    assert set(tables.REQUIRED.get(kind, ())) == needed(COMPONENTS[kind])


@pytest.mark.parametrize("kind", actions.ACTIONS)
def test_actions_have_the_keys_of_the_sdk(kind: str):
    assert {"label", *actions.ACTIONS[kind]} == keys(ACTIONS[kind])
    assert needed(ACTIONS[kind]) <= set(actions.REQUIRED.get(kind, ()))


def test_containers_have_the_keys_of_the_sdk():
    assert set(containers.BUBBLE) == keys(models.FlexBubble)
    assert set(tables.BLOCKS) == keys(models.FlexBubbleStyles)
    assert set(tables.BLOCK_STYLE) == keys(models.FlexBlockStyle)
    assert set(tables.GRADIENT) - {"type"} == keys(models.FlexBoxLinearGradient)
