"""Reading never fails: a short run of the fuzzers. `make fuzz` runs them for long."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import seeds
from tests.fuzz.mutations import damaged
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_file_is_read_or_explained(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(damaged(seeds.of(name))))


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_read(name: str) -> None:
    for text in seeds.of(name):
        TARGETS[name](text.encode("utf-8", "surrogatepass"))
