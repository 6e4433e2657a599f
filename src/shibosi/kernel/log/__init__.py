"""The evidence log: an append-only Merkle tree of keyed commitments, signed heads, proofs that verify offline."""
