"""A graph folder takes articles in and lets them go, each update whole or not at all."""

from newsgraph.updating.building import Settings, build_folder
from newsgraph.updating.changing import remove_articles, resolve_folder

__all__ = ["Settings", "build_folder", "remove_articles", "resolve_folder"]
