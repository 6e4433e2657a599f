"""Measures 措施: what is done to a party or a thing, why, until when, and what is left of it once it is overturned.

`events` says what can happen, `remaining` which of it still counts, `packs` how points and tiers are graded by
parameters, `standing` folds events into the state of a party on a day, `public` is the form that may be published.
"""
