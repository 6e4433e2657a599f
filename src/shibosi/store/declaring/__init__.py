"""Towards customs, from what is stored: payment data that customs asks for."""
