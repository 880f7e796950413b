"""What a course asks of mini-models: held against the models themselves, so that a slip is told before anything is built."""

import coursenames
import courseown
import coursetext

from widgets.record import DataError
from widgets.shelf import library
from widgets.shelf.check import ModelError


def look(course):
    """Note what the mini-models cannot bear, as mistakes of the course."""
    courseown.look_at_names(course)
    if course.wrong:
        return course
    try:
        with courseown.shelved(course):
            courseown.look(course)
            look_at_models(course)
            look_at_exercises(course)
            courseown.look_at_pages(course)
    except (ModelError, DataError) as fault:  # one of the course's own
        course.wrong.append(courseown.placed(course, str(fault)))
    return course


def look_at_models(course):
    asked, there = course.told.get("models", {}), library.names()
    for name in asked.keys() - set(there):
        course.mistake(("models", name), name, "a mini-model of widgets/models", there)
    for keys, told in library.amiss({name: over for name, over in asked.items() if name in there}):
        course.wrong.append(course.say(tuple(keys), "ERROR", told))


def look_at_exercises(course):
    """Each exercise is there, and can be opened at the state that it is given."""
    for name, asked in course.told.get("exercises", {}).items():
        if coursenames.kept(course, ("exercises", name), name):
            cells = coursenames.cells(coursenames.source(course, name))
            titles = [
                title for text in coursetext.sections(cells).values() for title in coursetext.TITLED.findall(text)
            ]
            for exercise, states in asked.items():
                keys = ("exercises", name, exercise)
                if not any(title.startswith(exercise) for title in titles):
                    course.mistake(keys, exercise, f"an exercise of {name}", titles)
                for model, given in states.items():
                    look_at_state(course, (*keys, model), model, given)


def look_at_state(course, keys, model, given):
    if model not in library.names():
        course.mistake(keys, model, "a mini-model of widgets/models", library.names())
        return
    try:
        library.settings(library.own(model), given)
    except ValueError as fault:
        course.wrong.append(course.say(keys, "ERROR", str(fault)))
