"""Origins: who published a figure, where, when."""

from dataclasses import dataclass

from clusterdash.language import say


@dataclass(frozen=True, slots=True)
class Origin:
    """A publication that figures rest on.

    Attributes:
        source_id: Its name in ``sources.csv``.
        title: Title of the publication.
        publisher: Who published it, or the site it stands on.
        url: Its address, or "" for a document kept with the edition.
        published: Year of publication, or "" where the source gives none.
        rank: 1 Commission, its agencies and the ECCP; 2 organisers and partners; 3 press, others.
        document: File name of the document kept with the edition, or "".
        figures: Figures or rows of the answer that rest on it.
    """

    source_id: str
    title: str
    publisher: str
    url: str
    published: str
    rank: int
    document: str
    figures: tuple[str, ...] = ()

    @property
    def date(self) -> str:
        """Year of publication, or "undated", in the language that is spoken."""
        return self.published or say("undated")
