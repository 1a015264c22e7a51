"""How dates and numbers are written in each language of the interface, where Django has another way or none."""
