"""Commands as the command line declares them: names, options, help. What they do is imported when they run."""
