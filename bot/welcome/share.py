"""The address that goes out with "tell a friend"."""

PATH = "/hello"
WIDTH, HEIGHT = 1200, 630  # of the picture: what chats show uncut


def share_url(public_url: str, language: str) -> str:
    """The page in the language of who shares it: chats ask for it without saying one."""
    return f"{public_url.rstrip('/')}{PATH}{'?lang=en' if language == 'en' else ''}"
