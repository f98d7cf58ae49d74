"""A local server for people who write and translate: the site as it would be now, new on every save."""
