"""Filing and refunds: which returns are due when, what an export refund comes to, tax on a deemed share of revenue.

Instruments that know no party and store nothing: facts in, days and numbers with their derivation out.
"""
