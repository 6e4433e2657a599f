"""Words that a market or a site minds: lexicons as data, texts screened however they are written, hits in place."""
