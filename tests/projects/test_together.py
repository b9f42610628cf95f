"""What projects are called that editors put together, in whatever order."""

from __future__ import annotations

from projects.together import Together, fullest_name


def test_the_last_one_that_others_are_put_into_gives_its_name() -> None:
    together = Together()
    together.join(1, 4)
    together.join(4, 3)
    together.join(5, 1)
    together.join(5, 4)  # which are one
    assert {together.number_of(each) for each in (1, 3, 4, 5)} == {1}
    assert together.stays(1) == 3
    together.join(1, 2)
    assert together.stays(together.number_of(5)) == 2
    assert together.stays(9) == together.number_of(9) == 9


def test_a_given_name_goes_along_and_that_of_the_one_that_stays_wins() -> None:
    together = Together()
    together.name(4, "丁")
    together.join(4, 2)
    assert together.given == {2: "丁"}
    together.name(4, "新")
    together.name(1, "甲")
    together.join(2, 1)
    assert together.given == {1: "甲"}


def test_the_fullest_of_the_last_names_is_taken() -> None:
    assert fullest_name(["恒岚特种玻璃项目", "玻璃项目", "恒岚玻璃厂"]) == "恒岚特种玻璃项目"
    assert fullest_name(["恒岚特种玻璃项目", "云舟特种玻璃项目"]) == "云舟特种玻璃项目"
