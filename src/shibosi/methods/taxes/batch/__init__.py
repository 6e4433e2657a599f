"""Many orders at once, in whole numbers: the same amounts as one by one, to the cent."""
