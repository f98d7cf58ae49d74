"""Reports: what scripts and dashboards read."""
