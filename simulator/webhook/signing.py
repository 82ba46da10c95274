"""https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/"""

import base64
import hashlib
import hmac


def signature(secret: str, body: bytes) -> str:
    """Over the exact bytes that are sent."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
