"""Signatures of customs messages as deployed: RSA with SHA-1, SM2 with SM3; keys, certificates, trust."""
