"""Pictures of the cards, drawn by headless Chromium: `python -m flex_templates.gallery`, or `make cards`.

Nothing that runs for patients imports this: it needs Playwright, from requirements-dev.txt.
"""
