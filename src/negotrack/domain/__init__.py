"""What the words of a negotiation mean: dates, the ladder, standings, rules, names. Pure."""
