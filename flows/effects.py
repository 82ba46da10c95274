"""What a step wants changed. The caller carries effects out in one transaction; flows write nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GiveConsent:
    """`text`: the version of the consent text that she agreed to."""

    text: int = 1


@dataclass(frozen=True)
class RefuseConsent:
    """She said no: to the first question, or by taking an earlier yes back."""


@dataclass(frozen=True)
class MintConnectId:
    """The Connect ID at this hospital, made when its button is shown (docs/journey.md S3).

    For one of her people, or herself. The caller adds `booking_url`, which holds it, and `person_id`
    to the data of every reply of the step.
    """

    code: str
    person_id: int | None = None


@dataclass(frozen=True)
class AddPerson:
    """Somebody new she books for, and the Connect ID there: the caller adds the same as for MintConnectId.

    Kin and number name the person: a repeated tap finds whom the first one made.
    """

    code: str
    kin: str
    number: int
    name: str | None = None


@dataclass(frozen=True)
class NamePerson:
    person_id: int
    name: str


@dataclass(frozen=True)
class RemovePerson:
    """Nobody is told of this person's bookings any more, and the hospitals' Connect IDs end."""

    person_id: int


@dataclass(frozen=True)
class SayComing:
    booking_id: int


@dataclass(frozen=True)
class SayCannotCome:
    """`reason`: one of the words of her second tap; it does not tell the hospital again."""

    booking_id: int
    reason: str | None = None


@dataclass(frozen=True)
class RequestCancel:
    booking_id: int


@dataclass(frozen=True)
class Rate:
    """`value` is 1 to 5; a later one replaces an earlier one."""

    booking_id: int
    value: int


@dataclass(frozen=True)
class AnswerSurvey:
    """What she answered after her rating; a later answer to the same question replaces it."""

    booking_id: int
    question: str
    answer: str


@dataclass(frozen=True)
class SkipSurvey:
    booking_id: int


@dataclass(frozen=True)
class LinkStaffPhone:
    """This account belongs to whoever of the staff was shown the code."""

    code: str


@dataclass(frozen=True)
class ForgetMe:
    """Delete everything that is kept about her."""


Effect = (
    GiveConsent
    | RefuseConsent
    | MintConnectId
    | AddPerson
    | NamePerson
    | RemovePerson
    | SayComing
    | SayCannotCome
    | RequestCancel
    | Rate
    | AnswerSurvey
    | SkipSurvey
    | LinkStaffPhone
    | ForgetMe
)
