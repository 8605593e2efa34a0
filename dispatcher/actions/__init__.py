"""The verbs: one function, one transaction, one journal entry."""
