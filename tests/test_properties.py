"""Properties: what holds of each mini-model wherever its sliders go. Conservation, bounds, what rises with what, no jumps.

Settings are drawn by hypothesis, from the whole box of the controls and from its corners. A few for each law in `make test`,
many in `make test-long`, the same at each run (`conftest.py`). What fails is told at the plainest settings that show it.
"""

import functools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from widgets import contract
from widgets.models import furnace_balance, inflexible_quota, labour_split, province_map, six_harvests, whole_leap
from widgets.models import grain_balance as gb
from widgets.record import series
from widgets.shelf import check, extremes, library

MODELS = [name for name in library.names() if not name.startswith("specimen")]
load = functools.cache(library.load)  # no file changes while these run, and hundreds of settings ask


@functools.cache
def needs(name):
    return library.record(load(name))


# ---- settings -----------------------------------------------------------------------------------------------------------
def values(control):
    """The values of one control, on its steps; its ends are tried most."""
    if control["kind"] != "number":
        return st.sampled_from(check.ends(control))
    steps = round((control["high"] - control["low"]) / control["step"])
    return st.integers(0, steps).map(lambda n: round(control["low"] + n * control["step"], 10))


@functools.cache
def at(name, **held):
    """All settings of a mini-model, some of them held."""
    controls = load(name).CONTROLS
    return st.fixed_dictionaries({n: st.just(held[n]) if n in held else values(one) for n, one in controls.items()})


@functools.cache
def corner(name):
    """Settings at which every control is at an end of its range, or at one of its options."""
    controls = load(name).CONTROLS
    return st.fixed_dictionaries({n: st.sampled_from(check.ends(one)) for n, one in controls.items()})


def found(name, settings):
    """Everything that a mini-model finds at these settings."""
    return library.work(load(name), settings, needs(name))


def rising(numbers, slack=1e-9):
    return all(b >= a - slack for a, b in zip(numbers, numbers[1:], strict=False))


def never_above(less, more, slack=1e-9):
    return all(a <= b + slack for a, b in zip(less, more, strict=True))


close = pytest.approx


# ---- of every model -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", MODELS)
@given(data=st.data())
def test_every_corner_of_the_box_is_worked_and_said(name, data):
    """Also with the controls under More settings at their ends, all at once."""
    settings = data.draw(corner(name))
    module = load(name)
    known = found(name, settings)
    for key in module.RESULTS:
        numbers = known[key] if isinstance(known[key], list) else [known[key]]
        assert all(n is None or isinstance(n, str) or math.isfinite(n) for n in numbers), key
    assert extremes.wrong(module, settings, needs(name)) == []


# What a control counts in whole things, or chooses, may bring its result on by a step; between two steps of any other a
# result of these kinds goes over without a jump. Named with the reason why one jumps.
WHOLE = {
    "canteen_stock": {"months"},
    "capital_and_aid": {"aid"},
    "commune_spread": set(),
    "labour_split": {"begin"},
    "national_series": {"year"},
    "province_map": {"year"},
    "follow_the_grain": {"year"},
    "grain_balance": {"levels"},
    "right_to_leave": {"size"},
    "target_race": {"due"},
    "attribution": {"year"},
    "whole_leap": {"months"},
}
JUMPS = {
    "speaking_up": "people are counted one by one",
    "price_of_dissent": "leaders are counted one by one",
    "right_to_leave": "a promise holds or fails",
    "commune_spread": "a lead is a whole number of days, orders go out on whole days",
}
# shares of a loss, which of no loss are told as none; months, counted one by one
BY_STEPS = {"attribution": {"small", "share", "large"}, "canteen_stock": {"short"}}


def jump(work, low, high):
    """The most that a number moves between two settings that are as near as numbers can be: nothing, where it is continuous."""
    first, last = work(low), work(high)
    for _ in range(36):
        middle = (low + high) / 2
        half = work(middle)
        if abs(half - first) > abs(last - half):
            high, last = middle, half
        else:
            low, first = middle, half
    return abs(last - first)


@pytest.mark.parametrize("name", [name for name in MODELS if name not in JUMPS])
@given(data=st.data())
def test_no_amount_jumps_between_two_steps_of_a_slider(name, data):
    module = load(name)
    sliders = [n for n, one in module.CONTROLS.items() if one["kind"] == "number" and n not in WHOLE.get(name, ())]
    amounts = [
        key for key, one in module.RESULTS.items() if one["kind"] == "amount" and key not in BY_STEPS.get(name, ())
    ]
    if not sliders:
        return  # it only chooses what to look at
    control, key = data.draw(st.sampled_from(sliders)), data.draw(st.sampled_from(amounts))
    settings, step = data.draw(at(name)), module.CONTROLS[control]["step"]
    before = min(settings[control], module.CONTROLS[control]["high"] - step)

    def work(value):
        return found(name, {**settings, control: value})[key]

    ends = work(before), work(before + step)
    if None not in ends:
        assert jump(work, before, before + step) < 1e-6 * max(1, *map(abs, ends))


# ---- grain ----------------------------------------------------------------------------------------------------------------
@given(at("labour_split"))
def test_a_crop_is_brought_in_or_lost(s):
    now = found("labour_split", s)
    assert now["ripe"][-1] == close(s["crop"])
    assert now["barn"][-1] + now["lost"] == close(s["crop"])
    assert rising(now["barn"])
    assert rising(now["ripe"])
    assert never_above(now["barn"], now["kept"])
    assert never_above(now["kept"], now["ripe"])
    assert 0 <= now["share"] <= 100


@given(at("labour_split"), st.sampled_from(["loss", "care", "away"]), st.sampled_from(["extra", "workers"]))
def test_more_spoilt_and_more_away_lose_grain_and_more_hands_save_it(s, costs, saves):
    for name, sign in ((costs, 1), (saves, -1)):
        control = labour_split.CONTROLS[name]
        less, more = (found("labour_split", {**s, name: control[end]})["lost"] for end in ("low", "high"))
        assert sign * (more - less) >= -1e-9, name


@given(at("canteen_stock"))
def test_a_store_is_eaten_spoilt_or_left(s):
    now = found("canteen_stock", s)
    spoilt = sum(now["eaten"][: s["months"]]) * s["waste"] / 100
    begun = s["left"] * (1 - s["seed"] / 100)
    assert begun + s["summer"] == close(sum(now["eaten"]) + spoilt + now["end"])
    assert min(now["store"]) >= 0
    assert max(now["eaten"]) <= max(s["free"], s["ration"]) + 1e-9
    assert (now["fate"] == "lasts") == (now["short"] == 0)


@given(at("canteen_stock"))
def test_a_smaller_take_or_a_larger_summer_crop_never_leaves_less(s):
    assert found("canteen_stock", {**s, "left": 260})["end"] >= found("canteen_stock", s)["end"] - 1e-9
    assert found("canteen_stock", {**s, "summer": 60})["end"] >= found("canteen_stock", s)["end"] - 1e-9
    assert found("canteen_stock", s)["spared"] >= found("canteen_stock", s)["end"] - 1e-9
    assume(s["free"] >= s["ration"])
    assert found("canteen_stock", {**s, "months": 6})["end"] <= found("canteen_stock", s)["end"] + 1e-9


@given(at("grain_balance"))
def test_what_is_taken_and_what_is_left_are_the_crop(s):
    now, rural, crop = found("grain_balance", s), series("rural_population"), series("grain_output_first_published")
    for year, taken, before, after in zip(gb.YEARS, now["taken"], now["before"], now["after"], strict=True):
        assert taken + before * rural[year] / 1000 == close(crop[year])
        assert (after - before) * rural[year] / 1000 == close(taken * s["resale"] / 100)
    assert never_above(now["low"], now["taken"])
    assert never_above(now["taken"], now["high"])
    assert rising(now["report"])


@given(at("grain_balance", why="belief"))
def test_more_believed_of_a_larger_boast_is_never_a_smaller_take(s):
    for name in ("believed", "boast", "levels"):
        high = load("grain_balance").CONTROLS[name]["high"]
        assert never_above(found("grain_balance", s)["taken"], found("grain_balance", {**s, name: high})["taken"])


@given(at("follow_the_grain"))
def test_the_report_only_grows_and_the_harvest_is_divided(s):
    now, rural = found("follow_the_grain", s), series("rural_population")
    assert rising(now["report"])
    assert now["taken"] + now["stays"] == close(now["crop"])
    assert now["each"] * rural[s["year"]] / 1000 == close(now["stays"])
    assert (now["net"] - now["each"]) * rural[s["year"]] / 1000 == close(now["taken"] * s["resale"] / 100)


@given(at("inflexible_quota"))
def test_no_place_keeps_more_than_came_in_nor_less_than_nothing(s):
    now = found("inflexible_quota", s)
    for kept in (now["kept"], now["bends"]):
        assert min(kept) >= 0
        assert never_above(kept, now["came"])
    assert never_above(now["kept"], now["bends"])  # a quota that bends never takes more
    assert rising([-one for one in now["most"]])  # over the share taken
    assert rising([-one for one in now["least"]])


@given(
    st.lists(st.floats(100, 500), min_size=1, max_size=9),
    st.floats(1, 2),
    st.floats(0, 40),
    st.sampled_from([150, 200]),
)
def test_what_provinces_give_is_what_was_asked_wherever_they_have_it(places, hope, total, floor):
    assume(any(hope * one > floor + 1 for one in places))
    kept = inflexible_quota.shared_out(places, hope, total, floor, 0.8)
    given_up = [0.8 * one - left for one, left in zip(places, kept, strict=True)]
    assert min(given_up) >= -1e-9
    assert min(kept) >= -1e-9
    mean = sum(given_up) / len(places)
    assert mean == close(total) if min(kept) > 1e-9 else mean <= total + 1e-9


@given(at("towns_first"))
def test_towns_and_villages_share_the_crop(s):
    now = found("towns_first", s)
    grain, urban, rural = map(series, ("grain_output_first_published", "urban_population", "rural_population"))
    for year, village, town in zip(now["years"], now["village"], now["town"], strict=True):
        assert village > 0
        assert village * rural[year] + town * urban[year] == close(1000 * grain[year])


# ---- six harvests and the whole leap ----------------------------------------------------------------------------------
@given(at("six_harvests"))
def test_no_harvest_is_more_than_a_full_crop_with_extra_hands_and_the_drive_never_adds_to_one(s):
    now = found("six_harvests", s)
    assert min(now["reaped"]) > 0
    assert never_above(now["reaped"], now["full"])
    assert never_above(now["reaped"], found("six_harvests", {**s, "drive": False})["reaped"])
    for name in ("land", "weather", "hunger"):
        assert never_above(now["reaped"], found("six_harvests", {**s, name: 0})["reaped"])


@given(at("whole_leap"))
def test_from_field_to_bowl_nothing_is_made(s):
    now = found("whole_leap", s)
    for crop, taken, before in zip(now["reaped"], now["taken"], now["before"], strict=True):
        assert 0 <= taken <= whole_leap.CAP * crop + 1e-9
        assert before * whole_leap.VILLAGERS / 1000 == close(crop - taken)
    assert min(now["ate"]) >= 0
    assert never_above(now["reaped"], now["full"])
    # what six crops leave, taken and all, is more than was eaten of them: seed and spoilt grain were not
    assert sum(now["ate"]) * whole_leap.VILLAGERS / 1000 <= sum(now["reaped"])


@given(at("whole_leap"))
def test_nothing_changed_is_the_same_course_beside_itself(s):
    same = found("whole_leap", {**s, "instead": "none"})
    assert same["was"] == same["ate"]
    assert found("whole_leap", s)["was"] == same["ate"]


@given(at("whole_leap"), st.sampled_from(["land", "weather", "hands", "loss"]))
def test_what_costs_grain_in_one_chapter_costs_it_in_the_whole(s, name):
    """Of the harvests of 1957 and 1958, before hunger and the take answer: later a smaller crop may leave more."""
    low = whole_leap.CONTROLS[name]["low"]
    assert never_above(found("whole_leap", s)["reaped"][:2], found("whole_leap", {**s, name: low})["reaped"][:2])


@given(st.floats(0, 300), st.floats(0, 60), st.floats(0, 20), st.integers(0, 6))
def test_a_year_is_eaten_spoilt_or_left(store, summer, waste, feast):
    eaten = []
    left = six_harvests.live(store, eaten, range(12), summer, {"waste": waste, "free": 24}, feast)
    spoilt = sum(eaten[:feast]) * waste / 100
    assert left + sum(eaten) + spoilt == close(store + summer)
    assert left >= -1e-9
    assert max(eaten[feast:]) <= six_harvests.BOWL + 1e-9


@given(at("attribution"))
def test_three_parts_add_up_to_the_loss_in_every_order(s):
    now = found("attribution", s)
    assert sum(now["mean"]) == close(now["loss"])
    assert now["firsts"] <= now["loss"] + 1e-9 <= now["lasts"] + 2e-9
    assert never_above(now["least"], now["mean"])
    assert never_above(now["mean"], now["most"])
    assert never_above(now["low"], now["mid"])
    assert never_above(now["mid"], now["high"])
    assert 0 <= now["loss"] < 100
    assert now["loss"] <= s["weather"] + s["labour"] + s["hunger"] + 1e-9


# ---- iron, plant, promises --------------------------------------------------------------------------------------------
@given(at("furnace_balance"))
def test_iron_comes_out_of_ore_and_scrap_and_tools_are_part_of_the_scrap(s):
    now = found("furnace_balance", s)
    assert now["scrap"] * s["kept"] / 100 + now["pig"] * s["ore"] / 100 == close(now["pig"])
    assert now["lost"] <= now["scrap"] + 1e-9
    assert now["lost"] <= (1 - furnace_balance.HIDDEN) * furnace_balance.HOUSEHOLDS * s["stock"] / 1000 + 1e-9
    assert now["left"] == close([100 - now["melted"], now["grain"]])
    assert 0 < now["grain"] <= 100
    assert 0 <= now["usable"] <= now["pig"]
    assert now["nation"] == close(now["pig"] * s["communes"] / 1e6)
    assert now["nation_good"] <= now["nation"]
    assert now["each"][3] <= now["each"][2] + 1e-9


@given(at("capital_and_aid"))
def test_aid_never_leaves_less_plant_and_no_project_is_finished_twice(s):
    now = found("capital_and_aid", s)
    assert never_above(now["own"], now["capital"])
    assert rising(now["done"])
    assert never_above(now["done"], now["stayed"])
    assert now["done"][-1] <= 304
    assert now["capital"][0] == 100
    for name, low in (("plant", 0), ("saving", 10), ("later", 25)):
        assert never_above(found("capital_and_aid", {**s, name: low})["capital"], now["capital"])
    assert never_above(now["capital"], found("capital_and_aid", {**s, "wear": 4})["capital"])


@given(at("target_race"))
def test_a_promise_begins_at_what_was_made_and_ends_at_what_was_promised(s):
    now, china = found("target_race", s), series("international_steel", "China")
    path = [one for one in now["path"] if one is not None]
    assert path[0] == close(china[1957])
    assert path[-1] == close(s["target"])
    assert len(path) == s["due"] - 1956
    assert rising(path)
    assert now["rival"][-1] == close(s["britain"])
    assert (1 + now["growth"] / 100) ** now["doubles"] == close(2)
    assert (now["shown"] is None) != (now["beyond"] is None)
    assert (now["made"] is None) != s["inputs"]
    if s["inputs"]:
        assert now["made"] <= s["capacity"]


# ---- people -------------------------------------------------------------------------------------------------------------
@given(at("commune_spread"))
def test_shares_of_households_lie_between_none_and_all_and_only_grow(s):
    now = found("commune_spread", s)
    for name in ("counted", "summed", "copied", "ordered"):
        assert rising(now[name]), name
        assert 0 <= now[name][0], name
        assert now[name][-1] <= 100 + 1e-9, name
    formed = [one for one in now["formed"] if one is not None]
    assert never_above(formed, now["counted"][: len(formed)])
    assert now["under"] >= -1e-9
    assert never_above(now["counted"], found("commune_spread", {**s, "copy": 9})["counted"])


@given(at("speaking_up"))
def test_nobody_speaks_who_does_not_doubt_and_what_keeps_silent_never_adds_a_voice(s):
    now = found("speaking_up", s)
    assert s["first"] <= now["speak"] <= now["other"] <= now["doubters"] == 2 * s["doubt"]
    assert rising(now["would"])
    for name, sign in (("wait", -1), ("punish", -1), ("hunger", 1), ("first", 1), ("doubt", 1)):
        more = found("speaking_up", {**s, name: load("speaking_up").CONTROLS[name]["high"]})
        assert sign * (more["speak"] - now["speak"]) >= 0, name


@given(at("price_of_dissent"))
def test_a_higher_price_never_adds_a_speaker_and_more_evidence_never_takes_one(s):
    now = found("price_of_dissent", s)
    assert 0 <= min(now["share"]) <= max(now["share"]) <= 100
    dearer = (("lushan", "at60"), ("opened", "at62"), ("plenum", "end"), ("before", "at59"))
    surer = (("known60", "at60"), ("known59", "at59"), ("others", "at60"), ("lean", "at60"))
    for name, key in dearer + surer:
        sign = 1 if (name, key) in surer else -1
        more = found("price_of_dissent", {**s, name: load("price_of_dissent").CONTROLS[name]["high"]})
        assert sign * (more[key] - now[key]) >= 0, name


@given(at("right_to_leave"))
def test_a_promise_that_holds_holds_at_any_greater_weight_and_a_ban_never_asks_for_more(s):
    now = found("right_to_leave", s)
    assert all(0 <= one <= 1 for one in now["need"])
    assert now["need_ban"] <= now["need_exit"] + 1e-9
    assert all(s["idle"] - 1e-9 <= one <= 100 + 1e-9 for one in now["team"])
    assert rising([-one for one in now["team"]])
    if now["verdict"] in ("always", "holds"):
        assert found("right_to_leave", {**s, "patience": 0.95})["verdict"] == now["verdict"]
    assert found("right_to_leave", {**s, "fine": 60})["need_exit"] <= now["need_exit"] + 1e-9


# ---- counting -----------------------------------------------------------------------------------------------------------
@given(at("excess_deaths"))
def test_a_way_of_counting_moves_the_sum_as_its_words_say_and_births_stand_apart(s):
    now = found("excess_deaths", s)
    assert now["low"] <= now["excess"] <= now["high"]
    assert found("excess_deaths", {**s, "during": 45})["excess"] >= now["excess"] - 1e-9
    for other in check.ends(load("excess_deaths").CONTROLS["baseline"]):
        assert found("excess_deaths", {**s, "baseline": other, "before": 0, "during": 0})["unborn"] == now["unborn"]


@given(at("national_series"))
def test_every_line_is_100_in_1957_and_no_look_at_it_changes_it(s):
    now = found("national_series", s)
    assert [now["one"][8], now["two"][8]] == close([100, 100])
    other = found("national_series", {**s, "first": s["second"], "second": s["first"], "year": 1957})
    assert (other["one"], other["two"]) == (now["two"], now["one"])
    for key in ("one", "two"):  # a value is drawn once, as seen or as remembered
        parts = zip(now[key], now[f"{key}_checked"], now[f"{key}_recalled"], strict=True)
        assert all((whole is None) == (a is None and b is None) and not (a and b) for whole, a, b in parts)


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=20), st.randoms(use_true_random=False))
def test_likeness_is_of_orders_alone(first, dice):
    second = dice.sample(first, len(first))
    assume(len(set(first)) > 1)
    rho = province_map.likeness(first, second)
    assert -1 - 1e-9 <= rho <= 1 + 1e-9
    assert province_map.likeness(second, first) == close(rho, abs=1e-12)
    assert province_map.likeness([n**3 for n in first], second) == close(rho, abs=1e-12)
    assert province_map.likeness(first, first) == close(1)
    assert province_map.likeness(first, [-n for n in first]) == close(-1)


@given(at("province_map"))
def test_no_setting_changes_a_rate_and_no_place_is_counted_twice(s):
    now, kept = found("province_map", s), found("province_map", {**s, "cities": False, "northeast": False})
    assert now["rate"] == kept["rate"]
    assert now["many"] <= kept["many"] <= len(now["place"]) - now["blank"]
    assert now["most"] == max(one for one in now["rate"] if one)


# ---- numbers in words -----------------------------------------------------------------------------------------------------
@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_reads_back_as_what_it_was_to_half_a_unit_of_its_last_digit(value, decimals):
    told = contract.digits(value, decimals, "kg")
    read = float(told.replace(",", "").replace("\u2212", "-"))
    assert abs(read - value) <= 0.5 / 10**decimals * (1 + 1e-6) + abs(value) * 1e-15
    assert contract.digits(-value, decimals, "kg").lstrip("\u2212") == told.lstrip("\u2212")
    assert contract.faint(value, {"decimals": decimals}) == (read == 0)
