"""Divisions of NACE that an SME of an ecosystem plausibly works in, and ecosystems nearby.

Source of the divisions: Annual Single Market Report 2021, SWD(2021) 351, on the 14 ecosystems.
"""

from typing import Final

DIVISIONS: Final = {
    "Aerospace & Defence": ("30", "25", "26", "71"),
    "Agri-food": ("10", "01", "11", "28", "46"),
    "Construction": ("41", "43", "71", "23", "42"),
    "Cultural & Creative Industries": ("90", "59", "58", "74", "62"),
    "Digital": ("62", "63", "61", "72"),
    "Electronics": ("26", "27", "28", "71"),
    "Energy-Intensive Industries": ("20", "24", "23", "17", "22"),
    "Energy-Renewables": ("35", "27", "28", "71"),
    "Health": ("21", "32", "86", "72", "62"),
    "Mobility-Transport-Automotive": ("29", "49", "52", "30", "62"),
    "Proximity, Social Economy & Civil Security": ("88", "94", "87", "80", "84"),
    "Retail": ("47", "46", "45"),
    "Textiles": ("13", "14", "15", "46"),
    "Tourism": ("55", "79", "56", "93"),
}
NEARBY: Final = {
    "Aerospace & Defence": ("Electronics", "Mobility-Transport-Automotive", "Digital"),
    "Agri-food": ("Retail", "Tourism", "Health", "Digital"),
    "Construction": ("Energy-Intensive Industries", "Energy-Renewables", "Digital"),
    "Cultural & Creative Industries": ("Tourism", "Digital", "Textiles"),
    "Digital": ("Electronics", "Health", "Mobility-Transport-Automotive"),
    "Electronics": ("Digital", "Aerospace & Defence", "Mobility-Transport-Automotive"),
    "Energy-Intensive Industries": ("Energy-Renewables", "Construction", "Textiles"),
    "Energy-Renewables": ("Energy-Intensive Industries", "Construction", "Digital"),
    "Health": ("Digital", "Agri-food", "Proximity, Social Economy & Civil Security"),
    "Mobility-Transport-Automotive": ("Digital", "Energy-Renewables", "Electronics"),
    "Proximity, Social Economy & Civil Security": ("Health", "Digital", "Tourism"),
    "Retail": ("Agri-food", "Textiles", "Digital"),
    "Textiles": ("Cultural & Creative Industries", "Retail", "Energy-Intensive Industries"),
    "Tourism": ("Cultural & Creative Industries", "Agri-food", "Retail"),
}
ANY: Final = ("70", "71", "72", "62")
"""Divisions of an SME whose ecosystem is not known."""
