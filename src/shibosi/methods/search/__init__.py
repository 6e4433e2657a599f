"""Search 搜索: goods found by what is said of them, ranked by weights learnt from the texts, and how well."""
