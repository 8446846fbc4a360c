def add_pronouns(chains, source, taken):
    return []
