"""A list or table of the site in, the SPARQL query that gives the same out.

Each returns the text of a query over the published graph (``data.triples``), as a reader would
write it; the page of queries runs it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import DCTERMS, RDFS

from atlas.iris import Iris

_STANDARD = {"dcterms": str(DCTERMS), "rdfs": str(RDFS)}


def _query(iris: Iris, prefixes: Sequence[str], body: str) -> str:
    known = {"atlas": iris.term(""), **_STANDARD}
    return "".join(f"PREFIX {name}: <{known[name]}>\n" for name in prefixes) + f"\n{body}"


def _label(variable: str, language: str) -> str:
    return f'  OPTIONAL {{ ?{variable} rdfs:label ?label . FILTER (lang(?label) = "{language}") }}'


def classes(iris: Iris) -> str:
    """Return the query for the number of entities of each class."""
    return _query(
        iris,
        (),
        """SELECT ?class (COUNT(DISTINCT ?entity) AS ?entities) WHERE {
  ?entity a ?class .
  # What has a "#" in its IRI is a part of an entity.
  FILTER (!CONTAINS(STR(?entity), "#"))
}
GROUP BY ?class
ORDER BY DESC(?entities)
""",
    )


def members(iris: Iris, cls: str, language: str) -> str:
    """Return the query for the entities of the class ``cls``, a term of the model."""
    return _query(
        iris,
        ("atlas", "rdfs"),
        f"""SELECT ?entity ?label WHERE {{
  ?entity a atlas:{iris.fragment(cls)} .
{_label("entity", language)}
}}
ORDER BY ?label
""",
    )


def countries(iris: Iris, language: str) -> str:
    """Return the query for the countries of the graph."""
    return _query(
        iris,
        ("atlas", "rdfs"),
        f"""SELECT ?place ?label WHERE {{
  ?place atlas:kind atlas:PlaceKind-country .
{_label("place", language)}
}}
ORDER BY ?label
""",
    )


def places(iris: Iris, kinds: Sequence[str], language: str) -> str:
    """Return the query for how many entries name each place of ``kinds``, such as ``country``."""
    listed = " ".join(f"atlas:PlaceKind-{kind}" for kind in kinds)
    return _query(
        iris,
        ("atlas", "rdfs"),
        f"""SELECT ?place ?label (COUNT(DISTINCT ?entry) AS ?entries) WHERE {{
  VALUES ?kind {{ {listed} }}
  ?place a atlas:Place ; atlas:kind ?kind .
{_label("place", language)}
  # An entry that names a city names its country.
  ?inner atlas:within* ?place .
  ?from ?property ?inner .
  # A part stands for the entity that it belongs to.
  BIND (IRI(REPLACE(STR(?from), "#.*$", "")) AS ?entry)
  FILTER NOT EXISTS {{ ?entry a atlas:Place }}
}}
GROUP BY ?place ?label
ORDER BY DESC(?entries) ?label
""",
    )


def dated(iris: Iris, properties: Sequence[str], session: str, apart: str, language: str) -> str:
    """Return the query for all dates of entries and of their parts.

    Args:
        iris: the mapping that names terms.
        properties: the IRIs of the properties whose values are dates.
        session: the term that leads to the event whose dates are those of an entry without any.
        apart: the class whose members' dates are left out.
        language: of the labels.
    """
    listed = " ".join(f"<{one}>" for one in properties)
    return _query(
        iris,
        ("atlas", "rdfs"),
        f"""SELECT ?date ?property ?entry ?label ?session WHERE {{
  VALUES ?property {{ {listed} }}
  {{
    ?entry ?property ?date .
    FILTER NOT EXISTS {{ ?entry a atlas:{apart} }}
  }} UNION {{
    # What has no date of its own has that of its session.
    ?entry atlas:{session} ?session .
    ?session ?property ?date .
    FILTER NOT EXISTS {{
      VALUES ?other {{ {listed} }}
      ?entry ?other ?own
    }}
  }}
{_label("entry", language)}
}}
ORDER BY STR(?date) ?label
""",
    )


def links_to(iris: Iris, entity: str, language: str) -> str:
    """Return the query for what links to ``entity``, and by which property."""
    return _query(
        iris,
        ("dcterms", "rdfs"),
        f"""SELECT ?property ?from ?label WHERE {{
  ?from ?property <{entity}> .
  FILTER (?property != dcterms:isPartOf)
{_label("from", language)}
}}
ORDER BY ?property ?label
""",
    )


def coverage(iris: Iris) -> str:
    """Return the query for how much of each source is encoded."""
    return _query(
        iris,
        ("atlas", "dcterms"),
        """SELECT ?document
  (COUNT(DISTINCT ?paragraph) AS ?paragraphs)
  (COUNT(DISTINCT ?read) AS ?cited)
  (COUNT(DISTINCT ?passed) AS ?leftOut)
  (COUNT(DISTINCT ?owner) AS ?entities)
  (COUNT(DISTINCT ?figure) AS ?figures)
WHERE {
  ?document atlas:kind atlas:DocumentKind-source .
  ?paragraph a atlas:Paragraph ; dcterms:isPartOf ?document .
  OPTIONAL { ?paragraph atlas:leftOut ?reason . BIND (?paragraph AS ?passed) }
  OPTIONAL {
    ?citing dcterms:source ?paragraph .
    BIND (?paragraph AS ?read)
    # A part stands for the entity that it belongs to.
    BIND (IRI(REPLACE(STR(?citing), "#.*$", "")) AS ?owner)
    OPTIONAL { ?citing a atlas:Figure . BIND (?citing AS ?figure) }
  }
}
GROUP BY ?document
ORDER BY ?document
""",
    )
