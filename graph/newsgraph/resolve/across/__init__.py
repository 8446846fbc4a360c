"""Who is who across articles: profiles, blocking, pair scores with reasons, and clusters that no order changes.

The road of a local entity: `profiles` gathers what its article says of it; `blocking` finds which others to look at;
`features` names what agrees and what conflicts; `weights` holds what each weighs, in one table; `scoring` makes of it
a figure, a verdict and a reason; `clustering` joins; `records` writes entities and judgements; `corpus` keeps it all up
to date.
"""

from newsgraph.resolve.across.corpus import Corpus, resolve

__all__ = ["Corpus", "resolve"]
