"""What a row becomes, one kind of list a module."""
