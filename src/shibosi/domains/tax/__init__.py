"""Tax: who is registered where, what was filed and paid, what is refunded, and what it all rests on."""
