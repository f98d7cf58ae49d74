"""The commands `wiki push`, `wiki pull`, `wiki status` and `translatewiki`."""
