"""Controls of the customs domain, one file per matter."""
