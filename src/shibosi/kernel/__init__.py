"""The kernel: records, expressions, controls, findings, log. No domain, no Django."""
