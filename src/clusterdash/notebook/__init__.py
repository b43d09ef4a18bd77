"""Boards and cards in notebooks: the pages of the served app, from a server inside the kernel.

>>> import clusterdash as cd
>>> board = cd.show("clusters", country=["PL"], year=(2016, 2019))  # doctest: +SKIP
>>> board.select(country="DE")  # the page moves # doctest: +SKIP
>>> board.where  # what is selected now, whoever selected it # doctest: +SKIP
"""

from clusterdash.notebook.shown import Shown, card, show

__all__ = ["Shown", "card", "show"]
