"""The project's widgets: mini-models, and the few modules that bring them to a surface."""


def explore(name, **settings):
    """A mini-model by its name, to be worked here: `explore("labour_split")`, `explore("labour_split", away=60)`.

    Raises ModelError where there is no such model, ValueError where a setting is not one of its controls' values.
    """
    from widgets.surfaces.notebook import (
        Explorable,  # only now: the contract and the equations need none of the machinery
    )

    return Explorable(name, **settings)


def chart(kind, title, **spec):
    """A chart that does not move: see `widgets.charts.still`."""
    from widgets.charts import still

    return still.chart(kind, title, **spec)
