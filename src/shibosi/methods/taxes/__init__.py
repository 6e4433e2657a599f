"""Taxes on what crosses a border: retail import, landed cost, tariffs, exchange rates, what other values would change.

Instruments that know no party and store nothing: facts in, numbers with their derivation out.
"""
