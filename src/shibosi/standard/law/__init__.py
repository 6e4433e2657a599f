"""The law as data: norms, zones, rates, thresholds, requirements, customs of a market, by place, day and knowledge."""
