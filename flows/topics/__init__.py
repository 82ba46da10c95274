"""The topics of the conversation, in the journey's order. A new one is a file here and a name below."""

from flows.topic import Topic
from flows.topics import (
    answering_survey,
    asking,
    booking,
    browsing,
    choosing_hospital,
    consent,
    emergency,
    home,
    own_data,
    people,
    staff_phone,
    viewing_queues,
)

TOPICS: tuple[Topic, ...] = (
    home.TOPIC,
    consent.TOPIC,
    choosing_hospital.TOPIC,
    browsing.TOPIC,
    booking.TOPIC,
    people.TOPIC,
    viewing_queues.TOPIC,
    asking.TOPIC,
    answering_survey.TOPIC,
    own_data.TOPIC,
    emergency.TOPIC,
    staff_phone.TOPIC,
)
