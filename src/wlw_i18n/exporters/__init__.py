"""Course to files: one package for each target; `wlw_i18n.exporters.base` says what an exporter is."""
