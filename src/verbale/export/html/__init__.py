"""A record as a self-contained page: the report's text with its statements marked, and all that was read beside it."""

from verbale.export.html.page import render

__all__ = ["render"]
