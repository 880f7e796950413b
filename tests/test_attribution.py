"""Weather or policy: the losses by hand and against the specification, what each order says, and the chapter's arithmetic."""

import byhand
import pytest

from widgets import contract
from widgets.models.attribution import ORDERS, crop, given_back, lacking
from widgets.record import series
from widgets.shelf import library

TWO = {"weather": 12, "labour": 20, "hunger": 0}  # the specification's two causes


def found(**changes):
    module = library.load("attribution")
    return library.work(module, byhand.settings(module, changes))


def said(key="SENTENCE", **changes):
    module = library.load("attribution")
    return contract.say(getattr(module, key), found(**changes), {**module.CONTROLS, **module.RESULTS})


# ---- the specification ------------------------------------------------------------------------------------------------
def test_weather_of_12_and_policy_of_20_in_both_orders():
    values = found(**TWO)
    assert round(values["loss"], 1) == 29.6
    assert [round(values[name][0], 1) for name in ("most", "least", "mean")] == [12, 9.6, 10.8]


def test_a_trend_of_3_per_cent_and_the_crop_of_1960():
    counted = series("grain_output_first_published")
    assert round(counted[1957] * 1.03**3, 1) == 213.1
    assert lacking(counted, 1960, "trend", 3) == pytest.approx(100 * (1 - 143.5 / 213.14), abs=0.05)
    assert [round(lacking(counted, 1960, way, 3)) for way in ("trend", "1958", "1957")] == [33, 28, 26]


def test_kueh_s_two_averages_of_1959_to_1961():
    """Output 21 and yield 12 per cent below 1957: a tenth less land."""
    assert round(100 * (1 - 0.79 / 0.88)) == 10
    values = found(weather=12, labour=10, hunger=0)
    assert (round(values["loss"]), round(values["small"]), round(values["large"])) == (21, 52, 58)


# ---- by hand ----------------------------------------------------------------------------------------------------------
def test_two_halves_leave_a_quarter():
    assert crop([0.5, 0.5, 0], ()) == 25
    assert given_back([0.5, 0.5, 0], (0, 1, 2)) == [25, 50, 0]


def test_all_six_orders_are_there_and_end_at_the_loss():
    values = found(weather=20, labour=5, hunger=15)
    assert len(set(ORDERS)) == 6
    assert all(sorted(order) == [0, 1, 2] for order in ORDERS)
    assert values["high"] == pytest.approx([values["loss"]] * 6)
    tops = zip(values["low"], values["mid"], values["high"], strict=True)
    assert all(0 < low < mid < high for low, mid, high in tops)


# ---- what a reader sees -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("changes", [{}, TWO, {"weather": 30, "labour": 25, "hunger": 25}, {"weather": 1, "labour": 1}])
def test_only_the_average_adds_up(changes):
    values = found(**changes)
    assert values["firsts"] < values["loss"] < values["lasts"]
    assert sum(values["mean"]) == pytest.approx(values["loss"])


def test_put_right_last_each_cause_is_as_large_as_its_slider():
    """So the handles on the three bars move one to one with what they set."""
    assert found(weather=7, labour=19, hunger=3)["most"] == pytest.approx([7, 19, 3])


def test_three_of_the_same_size_have_equal_parts_and_are_not_fitted_to_the_record():
    values = found()
    assert values["mean"] == pytest.approx([values["loss"] / 3] * 3)
    assert values["loss"] < values["recorded"] - 3


def test_sizes_decide_more_than_the_order():
    """Two settings meet the same record: in every order the weather is little of the loss in one, most of it in the other."""
    little, much = (found(**library.load("attribution").SCENARIOS[name]) for name in ("Little weather", "Much weather"))
    assert [round(values["loss"]) for values in (little, much)] == [33, 33]
    assert all(values["loss"] == pytest.approx(values["recorded"], abs=0.4) for values in (little, much))
    assert [round(little[name]) for name in ("small", "share", "large")] == [11, 13, 15]
    assert [round(much[name]) for name in ("small", "share", "large")] == [58, 63, 68]


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({}, "order"),
        (TWO, "order"),
        ({"labour": 0, "hunger": 0}, "alone"),
        ({"weather": 1, "labour": 1, "hunger": 0}, "near"),
        ({"weather": 0}, "other"),
        ({"weather": 0, "hunger": 0}, "single"),
        ({"weather": 0, "labour": 0, "hunger": 0}, "none"),
    ],
)
def test_the_title_follows_which_causes_there_are(changes, finding):
    assert found(**changes)["finding"] == finding


def test_the_opening_sentence():
    assert said() == (
        "By itself bad weather would cost a full crop 10 per cent, hands and land taken away 10 per cent, and weak work 10 per "
        "cent; together they cost 27 per cent. Of that loss the weather is 30 per cent if it is put right first, 37 per cent "
        "if last, and 33 per cent on average over all six orders. The crop of 1960 was 33 per cent below a trend from 1957."
    )


def test_nothing_in_it_counts_people_and_its_sizes_are_assumptions():
    module = library.load("attribution")
    assert {declared["unit"] for declared in module.RESULTS.values() if "unit" in declared} <= {
        "",
        "per cent",
        "% of a full crop",
    }
    assert [module.CONTROLS[name]["status"] for name in ("weather", "labour", "hunger")] == ["assumed"] * 3
    assert "all three sizes are assumptions" in module.LIMITS


# ---- what the chapter computes ------------------------------------------------------------------------------------------
def test_the_chapter_s_two_causes_and_its_three_of_a_size():
    assert [round(found(**TWO)[name]) for name in ("small", "large")] == [32, 41]
    assert [round(found()[name]) for name in ("firsts", "lasts", "loss")] == [24, 30, 27]


def test_the_solution_of_the_third_exercise():
    values = found(weather=11, labour=13, hunger=13)
    assert values["loss"] == pytest.approx(values["recorded"], abs=0.3)
    assert [round(values[name]) for name in ("share", "small", "large")] == [30, 26, 34]
    fewer = found(weather=11, labour=9, hunger=9, against="1957")
    assert fewer["loss"] == pytest.approx(fewer["recorded"], abs=0.3)
    assert [round(fewer[name]) for name in ("share", "small", "large")] == [38, 35, 42]


def test_the_chapter_s_areas_of_disaster():
    for name, values in (("covered", [44.63, 65.46, 61.75]), ("affected", [13.73, 24.98, 28.83])):
        area = series(f"disaster_{name}_area")
        known = dict(zip(area.years, area.statuses, strict=True))
        assert [area[year] for year in (1959, 1960, 1961)] == values
        assert "recalled" not in [known[year] for year in (1959, 1960, 1961)]
    # the shares of sown land that were seen, 43.47 and 16.59 per cent in 1960, 43.12 and 20.13 in 1961, fit them
    assert 65.46 / 0.4347 == pytest.approx(24.98 / 0.1659, rel=0.001)
    assert 61.75 * 20.13 / 43.12 == pytest.approx(28.83, abs=0.005)


def test_the_chapter_s_fall_of_1959():
    counted = series("grain_output_first_published")
    assert 1 - counted[1959] / counted[1958] == pytest.approx(1 / 7, abs=0.01)
