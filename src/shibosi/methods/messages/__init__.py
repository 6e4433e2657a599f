"""Customs messages judged one by one: against field table, code lists and forms, before they are sent."""
