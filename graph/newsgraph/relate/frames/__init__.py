"""Frames: what happened and how things are related, read out of trees by patterns that stand in TOML files."""

from newsgraph.relate.frames.attribution import Attribution, attributed
from newsgraph.relate.frames.events import event_id, find_events
from newsgraph.relate.frames.frame import Expected, Frame
from newsgraph.relate.frames.loading import load_frames, shipped_frames
from newsgraph.relate.frames.matching import index_of
from newsgraph.relate.frames.relations import claim_id, find_relations

__all__ = [
    "Attribution",
    "Expected",
    "Frame",
    "attributed",
    "claim_id",
    "event_id",
    "find_events",
    "find_relations",
    "index_of",
    "load_frames",
    "shipped_frames",
]
