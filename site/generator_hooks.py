"""What the site generator calls while it builds; it loads this file by its path."""

from hub.side_by_side import on_nav, on_page_content, on_page_markdown

__all__ = ["on_nav", "on_page_content", "on_page_markdown"]
