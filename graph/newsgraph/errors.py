"""The one exception a user is meant to see."""


class NewsgraphError(Exception):
    """One sentence that names what is wrong and what to do; the command line prints it and exits with code 2."""
