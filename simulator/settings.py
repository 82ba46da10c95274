"""What the simulator reads from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass

CHANNEL_NAMES = ("live", "test", "sandbox")

DISPLAY_NAMES = {
    "live": "MOPH Connect",
    "test": "[TEST] MOPH Connect",
    "sandbox": "[SANDBOX] MOPH Connect",
}


class SettingsError(Exception):
    """The environment cannot be used; the message is one sentence for a person."""


@dataclass(frozen=True)
class ChannelSettings:
    name: str
    secret: str
    token: str


@dataclass(frozen=True)
class Settings:
    """`url` is empty when phone addresses shall use whatever host the caller reached us by."""

    host: str
    port: int
    url: str
    web_url: str
    public_url: str
    control_token: str
    hospitals_file: str
    channels: tuple[ChannelSettings, ...]


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises SettingsError."""
    return Settings(
        host=environment.get("SIMULATOR_HOST") or "127.0.0.1",
        port=_port(environment, "SIMULATOR_PORT", 8001),
        url=(environment.get("SIMULATOR_URL") or "").rstrip("/"),
        web_url=_web_url(environment),
        public_url=(environment.get("PUBLIC_URL") or "https://connect.example").rstrip("/"),
        control_token=environment.get("SIMULATOR_TOKEN") or "",
        hospitals_file=environment.get("SIMULATOR_HOSPITALS") or "var/demo.json",
        channels=_channels(environment),
    )


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise SettingsError(f"{name} must be a port number, not {text!r}.")
    return int(text)


def _web_url(environment: Mapping[str, str]) -> str:
    port = _port(environment, "WEB_PORT", 8000)
    return (environment.get("WEB_URL") or f"http://127.0.0.1:{port}").rstrip("/")


def _channels(environment: Mapping[str, str]) -> tuple[ChannelSettings, ...]:
    channels = tuple(_channel(environment, name) for name in CHANNEL_NAMES)
    missing = [
        f"LINE_{channel.name.upper()}_{part.upper()}"
        for channel in channels
        for part in ("secret", "token")
        if not getattr(channel, part)
    ]
    if missing:
        raise SettingsError(f"Set {', '.join(missing)}: the simulator signs and checks with them.")
    if len({channel.token for channel in channels}) < len(channels):
        raise SettingsError("Every channel needs a LINE_…_TOKEN of its own: it tells which channel is meant.")
    return channels


def _channel(environment: Mapping[str, str], name: str) -> ChannelSettings:
    prefix = f"LINE_{name.upper()}"
    return ChannelSettings(
        name, environment.get(f"{prefix}_SECRET", ""), environment.get(f"{prefix}_TOKEN", "")
    )
