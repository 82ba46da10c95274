"""The conversation: a position and an event become a new position, replies and effects. Pure: writes nothing.

step = flows.step("home", Text("ปทุมธานี"), context)
"""

from flows.route import step
from flows.steps import Reply, Step

__all__ = ["Reply", "Step", "step"]
