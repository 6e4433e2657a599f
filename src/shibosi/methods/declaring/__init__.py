"""From one order to its customs messages: every document says the same, for it is made from the same values."""
