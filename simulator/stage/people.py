"""Which Connect ID is whose: read off the booking links in the patients' chats, as a person would."""

import re
from dataclasses import dataclass, field

from simulator.state.entries import Entry
from simulator.state.users import User

_LINK = re.compile(r"/hospital/([0-9A-Z]{1,20})/que_register\.php\?regist=([0-9a-f]{24})")


@dataclass(frozen=True)
class Member:
    """A patient at one hospital, under one Connect ID."""

    user: User
    code: str
    connect_id: str


@dataclass
class People:
    """Oldest first; a link that comes once more makes its member the newest."""

    _members: dict[str, Member] = field(default_factory=dict[str, Member])

    def forget_everything(self) -> None:
        self._members.clear()

    def look_through(self, user: User, entry: Entry) -> None:
        """Cheap where there is no link: it is done for every message."""
        if "/que_register.php?regist=" not in entry.text:
            return
        for code, connect_id in _LINK.findall(entry.text):
            self._members.pop(connect_id, None)
            self._members[connect_id] = Member(user, code, connect_id)

    def of_user(self, user: User) -> list[Member]:
        """Newest first."""
        return [each for each in reversed(self._members.values()) if each.user is user]

    def of_hospital(self, code: str) -> list[Member]:
        return [each for each in self._members.values() if each.code == code]

    def language(self, connect_id: str) -> str:
        member = self.member(connect_id)
        return "en" if member is not None and member.user.language.startswith("en") else "th"

    def member(self, connect_id: object) -> Member | None:
        return self._members.get(str(connect_id))
