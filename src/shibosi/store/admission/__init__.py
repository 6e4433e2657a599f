"""Admission: what is checked of a firm that wants to take part, how risky it is, and what may go on."""
