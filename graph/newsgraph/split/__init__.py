"""Splitting: one page into its dated articles, and into what stands around them."""

from newsgraph.split.articles import split_page

__all__ = ["split_page"]
