"""`/api/v4/openapi.json` and its reference page, made from the schemas that check the calls."""
