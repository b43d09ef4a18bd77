"""All tables of records of one demonstration."""

from clusterdash.demo.awards import awards
from clusterdash.demo.crowd import crowd
from clusterdash.demo.fixed import organisation_ecosystems, sme_population
from clusterdash.demo.meetings import meetings
from clusterdash.demo.people import People
from clusterdash.demo.progress import stages
from clusterdash.demo.registrations import registrations
from clusterdash.demo.size import size
from clusterdash.demo.stream import Stream
from clusterdash.demo.training import courses, enrolments, sessions
from clusterdash.demo.world import World


def streams(world: World) -> tuple[Stream, ...]:
    """Return the tables of records, each to be drawn part by part."""
    gatherings = [event for event in world.events if not event.training]
    trainings = [event for event in world.events if event.training]
    crowds = [crowd(world, event, size(world, event)) for event in gatherings]
    classes = [crowd(world, event, size(world, event)) for event in trainings]
    people = People([*crowds, *classes], world.scale, world.seed)
    held = courses(world, trainings, classes)
    return (
        organisation_ecosystems(world),
        registrations(world, gatherings, crowds, people),
        meetings(world, gatherings, crowds, stages(world, gatherings, crowds)),
        awards(world),
        sme_population(world),
        sessions(held),
        enrolments(world, held, classes, people, len(crowds)),
    )
