"""Every setting of the service, read from the environment. `.env.example` explains each."""

from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from limits import parse
from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LINE_API = "https://api.line.me"
SHORTEST_SECRET = 32

SANDBOX = "sandbox"  # the channel of the simulator's patients, magic ones among them


class Channel(NamedTuple):
    """One LINE channel: how its events are verified and where its messages go."""

    name: str
    mode: Literal["live", "test"]
    secret: str
    token: str
    api_base: str


def _long_enough(secret: SecretStr) -> SecretStr:
    if 0 < len(secret.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError(f"must have at least {SHORTEST_SECRET} characters, or be empty")
    return secret


def _rate(text: str) -> str:
    parse(text)  # raises ValueError
    return text


Rate = Annotated[str, AfterValidator(_rate)]


class Settings(BaseSettings):
    """Variables carry the field's name in capitals. An empty secret closes that channel's door."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/connect.db"
    redis_url: str = "redis://127.0.0.1:6379/0"
    public_url: str = "https://connect.example"
    ticket_secret: Annotated[SecretStr, AfterValidator(_long_enough)] = SecretStr("")
    events_secret: Annotated[SecretStr, AfterValidator(_long_enough)] = SecretStr("")
    events_secret_before: Annotated[SecretStr, AfterValidator(_long_enough)] = SecretStr("")
    staff_secret: Annotated[SecretStr, AfterValidator(_long_enough)] = SecretStr("")
    staff_secret_before: Annotated[SecretStr, AfterValidator(_long_enough)] = SecretStr("")
    template_approval: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    line_live_secret: SecretStr = SecretStr("")
    line_live_token: SecretStr = SecretStr("")
    line_live_api_base: str = LINE_API
    line_live_id: str = Field(default="", pattern=r"^(@[a-z0-9._-]{2,30})?$")
    line_test_secret: SecretStr = SecretStr("")
    line_test_token: SecretStr = SecretStr("")
    line_test_api_base: str = LINE_API
    line_sandbox_secret: SecretStr = SecretStr("")
    line_sandbox_token: SecretStr = SecretStr("")
    line_sandbox_api_base: str = "http://127.0.0.1:8001"

    simulator_url: str = "http://127.0.0.1:8001"
    simulator_token: SecretStr = SecretStr("")
    calls_per_key: Rate = "6000/minute"
    calls_per_address: Rate = "12000/minute"
    wrong_keys_per_address: Rate = "60/minute"
    events_inside: bool = False
    trusted_proxies: int = Field(default=0, ge=0, le=10)
    pace_per_second: int = Field(default=1_930, ge=1, le=2_000)
    job_hung_after: int = Field(default=120, ge=1)
    quota_reserve_percent: int = Field(default=5, ge=0, le=50)

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """The channels that have a secret and a token, by name."""
        found: dict[str, Channel] = {}
        modes: dict[str, Literal["live", "test"]] = {"live": "live", "test": "test", SANDBOX: "test"}
        for name, mode in modes.items():
            secret: SecretStr = getattr(self, f"line_{name}_secret")
            token: SecretStr = getattr(self, f"line_{name}_token")
            base: str = getattr(self, f"line_{name}_api_base")
            if secret.get_secret_value() and token.get_secret_value():
                found[name] = Channel(
                    name, mode, secret.get_secret_value(), token.get_secret_value(), base.rstrip("/")
                )
        return found
