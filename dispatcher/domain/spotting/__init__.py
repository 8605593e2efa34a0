"""How promises are spotted: sentences and clauses, the times in them, and the words of promising in two languages."""
