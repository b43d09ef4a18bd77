"""The start page: ``panel serve dashboards/start.py --address 127.0.0.1``."""

from clusterdash.serve import view

view().servable()
