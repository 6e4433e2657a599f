"""How cases of each flow are opened by people, and what their moves effect: a module for each flow."""
