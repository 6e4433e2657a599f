"""Which customs supervision mode a shipment can go under, with reasons both ways and what each needs."""
