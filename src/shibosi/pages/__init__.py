"""The shell of all pages: look, parts, menu, who looks, errors. What a page says stands in `console` and `portal`."""
