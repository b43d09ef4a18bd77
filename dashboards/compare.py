"""What stands side by side: ``panel serve dashboards/*.py --address 127.0.0.1``."""

from clusterdash.serve import script

script("compare").servable()
