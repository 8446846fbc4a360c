def add_nominals(chains, source, taken):
    return []
