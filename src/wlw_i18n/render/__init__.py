"""Nodes to text: one module for each markup; pure functions that know no course and no path."""
