"""The standard, its companions and the tables of values: data, with loaders that refuse a wrong row."""
