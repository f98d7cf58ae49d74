"""The nouns of the toolkit: frozen data, no behaviour beyond small derived properties, standard library only."""
