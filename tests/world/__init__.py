"""The whole service on real parts, for tests: Redis, simulator, web, worker and alarm as processes."""
