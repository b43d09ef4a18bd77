"""The matchmaking board: ``panel serve dashboards/*.py --address 127.0.0.1``."""

from clusterdash.serve import script

script("matchmaking").servable()
