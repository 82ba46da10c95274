"""LINE side of the bot: webhook → event → flow → effects → reply."""
