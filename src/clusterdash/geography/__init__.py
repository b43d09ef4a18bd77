"""Europe on a plane: projection, shapes of countries, places, tiles and classes of colour."""

from clusterdash.geography.classes import Class, class_of, classes_of
from clusterdash.geography.clusters import Cluster, apart, clusters
from clusterdash.geography.frame import FRAME, Frame
from clusterdash.geography.laea import project
from clusterdash.geography.places import Located, Place, located, sentence
from clusterdash.geography.shapes import Shape, read_shapes
from clusterdash.geography.tiles import COLUMNS, ROWS, TILES, Tile

__all__ = [
    "COLUMNS",
    "FRAME",
    "ROWS",
    "TILES",
    "Class",
    "Cluster",
    "Frame",
    "Located",
    "Place",
    "Shape",
    "Tile",
    "apart",
    "class_of",
    "classes_of",
    "clusters",
    "located",
    "project",
    "read_shapes",
    "sentence",
]
