"""Numbers that remember how they came about, down to the rows of law they rest on, and tell it.

`given`, `constant`, `read` (`sources`) and `between` make numbers, `+ - * /`, `total`, `largest` and `rounded` make
others of them; `telling.lines` explains a number to people, `telling.as_data` to programs.
"""
