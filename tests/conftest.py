"""What holds for all tests."""

from hypothesis import settings

# How long something takes is measured in benchmarks/. A test that fails because the machine is busy says nothing.
settings.register_profile("wlw-i18n", deadline=None)
settings.load_profile("wlw-i18n")
