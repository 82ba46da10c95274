"""LINE's rate limits: a token bucket per channel and endpoint."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rate:
    """`burst` requests at once, refilled evenly over `seconds`."""

    burst: int
    seconds: float


@dataclass
class _Bucket:
    tokens: float
    at: float


@dataclass
class RateLimiter:
    _buckets: dict[str, _Bucket] = field(default_factory=dict[str, _Bucket])

    def allows(self, endpoint: str, rate: Rate, now: float) -> bool:
        bucket = self._buckets.get(endpoint)
        if bucket is None:
            bucket = self._buckets[endpoint] = _Bucket(rate.burst, now)
        refilled = bucket.tokens + (now - bucket.at) * rate.burst / rate.seconds
        bucket.tokens = min(float(rate.burst), refilled)
        bucket.at = now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True
