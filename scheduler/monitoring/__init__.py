"""How operators learn that something is wrong: signs of life, alarms, a probe."""
