"""One design many times: each sample is the world drawn anew, and older samples go when the world moves."""

from datasets.simulate import make_draws, two_level
from lessons.how.random_slopes import MODELS, Params
from lessons.kit.pictures.many_samples import many_samples, one_sample

TWO = MODELS.only("single", "random_intercept")


def world(p, draws):
    return two_level(draws, **p.world)


def repeats(p):
    return many_samples("many", "Draw", p, world, TWO, "x", lambda samples: (), n_samples=5)


def test_a_sample_is_what_the_models_find_in_the_world_drawn_from_its_seed():
    p = Params()
    found = one_sample(world, TWO, p, "x", 77)
    fits = TWO.fit(world(p, make_draws(77, p.n_groups, p.n_per_group)))
    assert {name: found[f"{name}.estimate"] for name in TWO} == {name: fits[name].gamma["x"] for name in TWO}


def test_older_samples_go_when_the_world_or_the_seed_moves_and_stay_when_the_model_does():
    start = repeats(Params()).state
    assert repeats(Params(tau11=9)).state != start
    assert repeats(Params(seed=2)).state != start
    assert repeats(Params(model="single")).state == start


def test_no_sample_is_the_one_on_screen():
    found = repeats(Params()).repeat(5).of("single")["estimate"]
    assert len(set(found)) == 5
    shown = one_sample(world, TWO, Params(), "x", 1)["single.estimate"]
    assert shown not in found
