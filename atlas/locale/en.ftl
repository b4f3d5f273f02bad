# English texts of the command line and the site. Every message here has its twin in zh.ftl.

## Levels of a finding

level-error = error
level-warning = warning
level-notice = notice

## Findings: what is wrong, and (.fix) how to mend it

not-utf8 = The file is not UTF-8: byte { $byte } cannot be read.
    .fix = Save the file with the encoding UTF-8 in your editor.
turtle-syntax = This is not valid Turtle: { $detail }.
    .fix = Look at this line and the one before it: a missing “;”, “.” or closing quotation mark is the usual cause.
dangling-link = Nothing in the graph describes { $target }.
    .fix = { $guess ->
        [none] Write its file, or correct the name.
       *[other] Write its file, or correct the name. Did you mean { $guess }?
    }
wrong-path = The path { $path } is not <section>/<slug>.ttl.
    .fix = Use one of these sections: { $sections }; and a slug of lower-case letters, digits and single hyphens, other than index.
no-own-entity = The file does not describe { $expected }, the entity that its path names.
    .fix = Rename the file, or make { $expected } the subject of its statements.
foreign-subject = { $subject } does not belong in this file, which is the home of { $expected }.
    .fix = Move these statements to the file of { $subject }, or correct the subject.
no-class = { $subject } has no class of the model that fits its place.
    .fix = After “a”, write one of: { $classes }.
wrong-section = { $subject } is an { $cls }, which belongs in the folder { $section }/.
    .fix = Move the file to { $section }/ and change its IRI, or correct its class.
blank-node = The file uses a blank node, which nobody can link to.
    .fix = Give the thing a name of its own: a fragment such as :grant-2010.
hidden-character = The text holds an invisible character that turns the direction of writing.
    .fix = Type the text again, or delete the character (U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F, U+061C).
unsafe-link = { $link } is not a web address.
    .fix = Use an IRI that starts with https:// or http://.
unknown-term = The vocabulary has no term { $term }.
    .fix = Correct the spelling; the page of the ontology lists all terms.
no-such-field = { $predicate } is not a field of the class “{ $cls }”.
    .fix = Correct the property, or add a property shape for it to ontology/shapes/.
duplicate-label = The name “{ $label }” is taken: { $other } has it too.
    .fix = If both are one thing, merge the files; otherwise make the names differ.
uncited-paragraph = Nothing in the graph cites { $paragraph }, a paragraph of a source.
    .fix = Encode what it says, with the paragraph as dcterms:source; or say with atlas:leftOut, in both languages, why there is nothing to encode.
shape-unplaced = The property shape { $shape } has no IRI, no path or no section of the page.
    .fix = Name the shape and give it sh:path and sh:group.
unknown-icon = There is no icon called “{ $name }”.
    .fix = Take a name from the Material Design Icons, as in https://pictogrammers.com/library/mdi/.
shapes-unusable = The shapes cannot be used, so nothing was checked against them: { $detail }
    .fix = Mend the shape it names in ontology/shapes/.
no-entities = The folder { $folder } describes nothing under the base { $base }.
    .fix = { $namespaces ->
        [none] Check that the folder holds Turtle files (.ttl).
       *[other] Give the base of your own IRIs with --base. Most subjects stand under: { $namespaces }.
    }
not-formatted = The file is not in the one Turtle formatting.
    .fix = Run “make fmt”.
mkdocs-failed = MkDocs could not build the site: { $detail }
    .fix = The last good site is untouched. Mend what is named here and build again.

chart-unreadable = The chart cannot be read: { $detail }.
    .fix = Mend the TOML there; other charts in the folder show how one is written.
chart-field = The chart has no “{ $field }”, or it is not of the right kind.
    .fix = Add it: words in every language of the site, mark “bars” or “columns”, order a whole number, query a text.
chart-query = The chart’s query cannot be read: { $detail }
    .fix = Correct the SPARQL; the query page shows the place of an error.
chart-columns = The chart’s query does not select what a chart is drawn from.
    .fix = Select ?value and one variable that names a group, or ?startDate and ?endDate; ?series, ?unit and ?figure may be added.
chart-empty = The chart’s query finds nothing, so there is nothing to draw.
    .fix = Correct the query, or delete the file if the graph no longer holds these values.
chart-units = The values of the chart are in different units: { $units }.
    .fix = Let the query select values of one unit.
chart-series = The chart has more than { $most } series.
    .fix = Let the query select fewer, or make several charts: more colours cannot be told apart.
chart-number = “{ $value }” is no length of a bar.
    .fix = Let ?value be a number, not below zero, in every row.
chart-unbound = The chart’s query leaves ?{ $variable } empty in a row.
    .fix = Let every row name its group.

shacl-min-count = { $entity }: “{ $field }” ({ $predicate }) needs at least { $least ->
        [one] one value
       *[other] { $least } values
    }.
    .fix = Add { $predicate }. { $help }
shacl-max-count = { $entity }: “{ $field }” ({ $predicate }) may have at most { $most ->
        [one] one value
       *[other] { $most } values
    }.
    .fix = Keep the right one and delete the others.
shacl-class = { $entity }: the value { $value } of “{ $field }” ({ $predicate }) is of the wrong class.
    .fix = Expected: { $expected }.
shacl-datatype = { $entity }: the value “{ $value }” of “{ $field }” ({ $predicate }) has the wrong form.
    .fix = Expected: { $expected }.
shacl-node-kind = { $entity }: the value “{ $value }” of “{ $field }” ({ $predicate }) must be a link.
    .fix = Write a prefixed name or an IRI in angle brackets, without quotation marks.
shacl-language-in = { $entity }: the text “{ $value }” of “{ $field }” ({ $predicate }) has no allowed language tag.
    .fix = Add one of these tags after the closing quotation mark: { $languages }.
shacl-unique-lang = { $entity }: “{ $field }” ({ $predicate }) has two texts in one language.
    .fix = Keep one text in each language; put other names in skos:altLabel.
shacl-pattern = { $entity }: the value “{ $value }” of “{ $field }” ({ $predicate }) does not have the right form.
    .fix = { $help }
shacl-min-length = { $entity }: the text “{ $value }” of “{ $field }” ({ $predicate }) is too short.
    .fix = { $help }
shacl-min-inclusive = { $entity }: the value { $value } of “{ $field }” ({ $predicate }) is too small.
    .fix = { $help }
shacl-max-inclusive = { $entity }: the value { $value } of “{ $field }” ({ $predicate }) is too large.
    .fix = { $help }
shacl-or = { $entity }: the value “{ $value }” of “{ $field }” ({ $predicate }) is none of the things it may be.
    .fix = Expected: { $expected }.
shacl-other = { $entity }: “{ $field }” ({ $predicate }): { $detail }
    .fix = { $help }

## Progress and results of the command line

check-good = { $files } files, { $statements } statements: nothing wrong.
check-bad = { $errors ->
        [one] one error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] one warning
       *[other] { $warnings } warnings
    }.
build-done = { $entities } entities, { $pages } pages: { $folder }
build-stopped = Not built. The site in { $folder } is as it was.
served-at = Serving at { $address } (Ctrl+C stops it).
file-written = Written: { $path }
file-exists = { $path } exists already.
section-unknown = There is no section { $section }. Sections: { $sections }.
slug-empty = The name “{ $label }” gives no slug; name one with --slug.

## The pages of the site

home = Home
breadcrumb = You are here
comma = ,{" "}
list-separator = ;{" "}
yes = yes
no = no
only-in = { $language ->
    [en] in English only
    [zh] in Chinese only
   *[other] in { $language } only
}
also-called = Also called
deprecated = This entry has been withdrawn and is kept for those who link to it.
use-instead = Use instead:
facts = Facts
part-name = Name
linked-from = Linked from
named-within = Linked to a place within it
inverse-of = { $name }: named by
coverage-document = Source
coverage-paragraphs = Paragraphs
coverage-cited = Cited
coverage-left-out = Nothing to encode
coverage-entities = Entries that rest on it
coverage-figures = Figures
not-stated = Not stated in the sources
questions-list = The questions
the-answer = { $rows ->
    [one] The answer: one row
   *[other] The answer: { $rows } rows
}
the-query = The query in SPARQL
in-detail = { $name }, fact by fact: { $count }
show-more = Show { $count } more
this-page = This page
as-data = As data:
format-ttl = Turtle
format-jsonld = JSON-LD
format-nt = N-Triples
format-bib = BibTeX
format-ics = Add to a calendar
cite-separator = ,{" "}
cite-as = Cite as:
edit-this = Edit this entry
all-entities = All entries
entries = { $count ->
    [one] One entry
   *[other] { $count } entries
}
holds = It holds { $entities } entries in { $triples } statements; { $parts } of their parts (decision paragraphs, results, figures, source paragraphs) have an address of their own.
ontology-title = The model
ontology-lead = What kinds of things the atlas describes, which properties they have and which lists of values it uses, term by term. This page is made from the ontology itself.
ontology-classes = Classes
ontology-properties = Properties
narrower-than = A kind of
inverse-name = Seen from the other side:
fields = { $count ->
    [one] One field
   *[other] { $count } fields
}
field = Field
property = Property
how-many = How many
values = Values
meaning = Meaning
entries-of = { $count ->
    [one] See the one entry
   *[other] See all { $count } entries
}
language-en = English
language-zh = 中文
nav-home = Home
nav-browse = Browse
nav-overviews = Overviews
nav-data = Questions and data
nav-about = About the atlas
menu = Menu
skip = Skip to content
colours-auto = Colours: as the system has them. Change to light
colours-light = Colours: light. Change to dark
colours-dark = Colours: dark. Change to those of the system
nav-model = The model
part-of = Part of
download-file = File
download-metadata = metadata
download-holds = What it holds
holds-ttl = All entries as Turtle: compact and readable
holds-nt = The same as N-Triples: one statement a line, sorted, so that any tool can compare two versions
holds-jsonld = The same as JSON-LD, for programs that read JSON
holds-rdf = The same as RDF/XML, for older tools
holds-trig = The same as TriG: one named graph for each source file, and where and when each was last changed
holds-rdfc10-sha256 = The canonical hash (RDFC-1.0) that every one of these formats has
holds-ontology = Classes and properties (OWL), mapped to standard vocabularies such as schema.org, SKOS and PROV-O
holds-shapes = What each class must and may say (SHACL)
holds-concepts = The lists of values: kinds, units, statuses (SKOS)
holds-catalog = The data set described for catalogues (DCAT 3), with sizes and checksums
holds-void = The data set described for programs that look for links (VoID): counts by class and by property
holds-sha256sums = Checksums of all files in “data”
nav-releases = Releases
releases = Releases
releases-lead = What each release of the data changed, entry by entry, with the statements it added and removed.
release-title = Release { $name }
release-next = Not yet released
release-next-lead = What has changed since release { $name }.
release-none = Nothing has been released yet. The site shows the graph as it stands.
release-counts = { $added } new, { $changed } changed, { $removed } gone
release-column = Release
release-day = Day
release-entries = Entries
release-files = Statements
release-added = { $count ->
    [one] one added
   *[other] { $count } added
}
release-removed = { $count ->
    [one] one removed
   *[other] { $count } removed
}
release-feed = Follow the releases in a feed reader
release-first = This is the first release: everything in it is new.
release-new-entries = New entries
release-changed-entries = Changed entries
release-gone-entries = Entries that are gone
release-property = Property
release-before = Before
release-after = After
last-changed = Facts last changed on { $date }

## The lists of sections, with filters

browse-kinds = By kind
browse-title = { $title }, page { $number }
browse-pages = Pages of this list
browse-previous = Previous page
browse-next = Next page
browse-page = Page { $number } of { $count }
browse-search = Find in this list
browse-filters = Filters
browse-chosen = Chosen filters
browse-clear = Clear all
browse-remove = Remove the filter { $name }
browse-sort = Sort by
browse-sort-name = Name
browse-sort-number = Number
browse-sort-newest = Newest first
browse-sort-oldest = Oldest first
browse-results = The list
browse-found = Found: { $found } of { $all }
browse-none = Nothing fits all of these filters.
browse-csv = Download as CSV
browse-all-values = Show all { $count }
browse-fewer = Show fewer
browse-more = { $names } and { $count } more
browse-decade = { $year }s
browse-span = { $from } – { $to }
browse-summary = Summary

## The files for other tools

date-as-stated = Stated as { $date }
amount = { $number } { $unit }
qualified = { $qualifier } { $amount }

## The charts

chart-period = { $start }–{ $end }
chart-periods = Period
chart-millions = Million { $unit }
chart-alt = Bar chart of { $count ->
        [one] one value
       *[other] { $count } values
    } ({ $unit }), from { $least } ({ $least_of }) to { $most } ({ $most_of }). The table below the chart holds them all.
chart-source = Source:{" "}
chart-counted = Counted from the entries of the atlas, each of which names its source.
chart-table = The data as a table

## The query page

as-query = As a query
run-question = Run it
query-no-script = Queries are run by a script, in your browser. Without scripts, the questions and answers page and the data files hold the same.
query-old-browser = This browser cannot run queries: it lacks WebAssembly, or has a version of it that is too old. The questions and answers page and the data files hold the same.
query-no-engine = The query engine cannot be loaded. Try again later, or use a newer browser.
query-unreadable = The data of the atlas cannot be read, so that no query can be run. Try again later.
query-example = Question
query-own = A query of your own
query-editor = SPARQL query
query-completions = Suggestions
query-run = Run
query-run-keys = Ctrl+Enter or ⌘+Enter in the query
query-cancel = Cancel
query-copy = Copy link
query-copied = Link copied.
query-not-copied = The browser does not allow copying; the address of this page is the link.
query-starting = Loading the data…
query-running = Running…
query-cancelled = Cancelled.
query-too-long = The query was stopped after { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }. Make it narrower, for example with LIMIT or with more conditions.
query-crashed = The query needs more memory than the browser has, and was stopped. Make it narrower, for example with LIMIT.
query-empty = There is no query. Write one, or choose a question.
query-no-question = There is no such question any more. Choose another, or write a query.
query-reads-only = Queries here read the data and cannot change them. Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.
query-unknown-prefix = Line { $line }, column { $column }: the prefix “{ $prefix }:” is not known. Declare it with PREFIX, or correct it.
query-wrong = Line { $line }, column { $column }: this is not valid SPARQL.
query-expected = {" "}Possible here: { $listed }.
query-failed = The query cannot be run.
query-show-place = Show the place
query-results = Results
query-rows = { $count ->
        [0] No rows
        [one] One row
       *[other] { $count } rows
    } in { $milliseconds } ms
query-statements = { $count ->
        [0] No statements
        [one] One statement
       *[other] { $count } statements
    } in { $milliseconds } ms
query-answered = Answer: { $answer }, in { $milliseconds } ms
query-view = View
query-table = Table
query-raw = Raw
query-download = Download
query-more = Show { $count } more of { $left }
query-part = { $owner }, { $part }

## Search. What a script fills in stands in braces of its own.
search-title = Search
search-lead = Finds names, acronyms and symbols first, then every word of the text.
search-label = Search the atlas
search-placeholder = Search
search-go = Search
search-example = A name, place or decision
search-results = Results
search-count = Results: { $count }
search-all = All results ({ $count })
search-none = Nothing found. Try fewer words, or others.
search-meant = Closest: “{ $query }”.
search-loading = Loading…
search-failed = Search cannot be loaded. Every page is listed in its section.
search-no-script = Search is a script that runs in your browser. Without scripts, the sections list every page.
search-filters = Filters
search-section = Section
search-theme = Theme
search-place = Place
search-source = Source document
search-from = From year
search-to = To year
search-any = All
search-option = { $name } ({ $count })
search-clear = Clear filters
search-more = Show more
search-browse = Browse by section
search-pages = About the atlas
search-page = Page
search-section-page = Section
## The map

map-title = Entries of the atlas by place
map-alt = A map of the world without borders, with a circle at each country, site and sea area. The more entries name the place, or a place within it, the larger its area. An entry that names several places counts at each.
map-most = {" "}Most: { $places }.
map-symbol = { $place }: { $count }
map-key-country = Country, with its cities
map-key-site = Site or sea area
map-source = Source: the entries of the atlas, which cite theirs. Land: Natural Earth, 1:110 million, public domain; Equal Earth projection.
map-disclaimer = The designations employed and the presentation of material on this map do not imply the expression of any opinion whatsoever on the part of the Secretariat of the United Nations, or of the makers of this atlas, concerning the legal status of any country, territory, city or area or of its authorities, or concerning the delimitation of its frontiers or boundaries. The atlas is not an official publication of the United Nations.
map-section = Section
map-all-sections = All sections
map-theme = Theme
map-all-themes = All themes
map-status = Entries: { $entries }. Places on the map: { $places }.
map-table-dots = Countries, sites and sea areas
map-table-areas = Regions and groups of countries
map-place = Place
map-entries = Entries
map-within = Within
map-by = By section
map-locator = { $place } on a map of the world
map-locator-area = Roughly where { $place } is, on a map of the world
map-whole = All places on the map
map-about-names = About names and places on maps

## The timeline

timeline-title = Entries of the atlas in time
timeline-alt = { $count ->
        [one] One date
       *[other] { $count } dates
    } from { $first } to { $last }, most of them in { $year }: { $most }.
timeline-how = Columns count the dates that begin in each year. Below, a dot is a date, a bar a period, and a pale bar a year of which no day is stated. The list holds the same.
timeline-none = No entry states a date.
timeline-skip = Skip to the list
timeline-column = { $year }: { $count }
timeline-mark = { $date }: { $label }
timeline-together = { $section }: { $count }
timeline-dot = {" "}·{" "}
timeline-colon = :{" "}
timeline-section = Section
timeline-all-sections = All sections
timeline-theme = Theme
timeline-all-themes = All themes
timeline-view = What the drawing shows
timeline-earlier = Earlier
timeline-later = Later
timeline-in = Zoom in
timeline-out = Zoom out
timeline-whole = All years
timeline-status = Dates: { $items }. In view: { $from }–{ $to }.
timeline-list = All dates, by year
timeline-years = Years
timeline-strip = In time
timeline-own-span = Beginning to end
timeline-own-date = Date
timeline-at = { $year } on the timeline

## Reading comfort

cited-title = Paragraphs cited
cited-open = Go to the paragraph
cited-close = Close
cited-count = Show { $count ->
        [one] one paragraph
       *[other] { $count } paragraphs
    }
glossary-letters = Letters
random = Random entry
missing-title = There is no page at this address
missing-lead = The entry may have another name now. Search for it, or start from one of these pages.
missing-near = Did you mean
missing-links = Where to start

## Threads, what else to read, what changed, what lacks a language

threads = Threads
threads-lead = What became of each decision and each programme, in reading order: what it stands under, what each of its paragraphs asks, who answered, and what came of that.
thread-title = { $name } – the thread
thread-description = From what was asked to what came of it: { $counts }.
thread-follow = Follow the thread:{" "}
thread-entry = The whole entry
thread-chain = The thread at a glance
thread-separator = ,{" "}
thread-colon = :{" "}
thread-empty = nothing in the sources answers it
thread-count-paragraphs = { $count ->
    [one] one paragraph
   *[other] { $count } paragraphs
}
thread-count-targets = { $count ->
    [one] one target
   *[other] { $count } targets
}
thread-count-activities = { $count ->
    [one] one activity
   *[other] { $count } activities
}
thread-count-bodies = { $count ->
    [one] one body
   *[other] { $count } bodies
}
thread-count-events = { $count ->
    [one] one event
   *[other] { $count } events
}
thread-count-products = { $count ->
    [one] one product
   *[other] { $count } products
}
thread-count-results = { $count ->
    [one] one result
   *[other] { $count } results
}
thread-count-figures = { $count ->
    [one] one figure
   *[other] { $count } figures
}
thread-origins = Where it comes from
thread-whole = { $section ->
    [decisions] The decision as a whole
   *[other] The programme as a whole
}
thread-alone = What became of it
thread-later = What followed
thread-activities = Activities
thread-bodies = Bodies
thread-events = Events
thread-products = Products and systems
thread-results = Results
thread-figures = Figures
thread-needs = Needs it states, and what meets them
thread-of = of{" "}
thread-until = until { $date }
thread-more-names = {" "}and { $count } more
thread-told = What else came of it:{" "}
thread-gap = { $kind ->
    [paragraph] Nothing in the sources answers this paragraph.
    [target] Nothing in the sources serves this target.
   *[whole] The sources do not say what became of it.
}
see-also = See also
see-also-shared = In common: { $things }
see-also-more = { $things } and { $count } more
recent = Recently changed
recent-all = All recent changes
recent-releases = What each release changed, fact by fact
recent-unknown = The history of the entries is not known here.
translation-none = Nothing is missing: each of the { $texts } texts of the entries is there in every language.
translation-some = Of { $texts } texts, { $missing ->
    [one] one lacks a language
   *[other] { $missing } lack a language
}.
translation-section = Section
translation-entries = Entries
translation-entry = Entry
translation-texts = Texts
translation-lacks = { $language ->
    [en] Without English
    [zh] Without Chinese
   *[other] Without { $language }
}
translation-field = What
translation-edit = Edit

## The network

network-title = Neighbourhood
network-of = { $name } and the entries linked with it
network-entry = { $name } ({ $kind })
network-all = All { $count } entries linked with this one, by kind of link; shape and colour tell their sections.
network-shown = { $shown } of the { $count } entries linked with this one, by kind of link; shape and colour tell their sections.
network-explore = Explore the links
explore-no-script = Links are followed here with JavaScript, which is off. The entries with most links are below; the page of every entry names what it is linked with.
explore-add = Add an entry
explore-from = Path from
explore-to = Path to
explore-find = Find the shortest path
explore-forget = Forget the path
explore-filters = What to show
explore-sections = Sections
explore-kind = Kind of link
explore-all-kinds = All kinds
explore-drawing = Entries and the links between them
explore-chosen = The chosen entry
explore-keys = Choose an entry to show what it is linked with. By keyboard: the arrow keys move from entry to entry, Enter shows links, Tab leads out of the drawing.
explore-copy = Copy the address of this view
explore-copied = Address copied.
explore-clear = Start again
explore-entries = Entries shown
explore-links = Links shown
explore-name = Entry
explore-section = Section
explore-degree = Linked entries
explore-follow = Its links
explore-one = Entry
explore-by = is linked by
explore-other = with
explore-most = Entries with most links
explore-start = Explore
explore-browse = All entries by section:
explore-status = { $entries ->
    [one] One entry
   *[other] { $entries } entries
  } and { $links ->
    [one] one link
   *[other] { $links } links
  } shown.
explore-empty = Nothing is shown yet. Add an entry, or choose one of the table below.
explore-failed = The links could not be loaded. Reload the page to try again.
explore-unknown = { $name }: no entry is called so.
explore-none-found = No entry found
explore-expand = Show its links
explore-expand-of = Show the links of { $name }
explore-more = Show { $count } more
explore-more-of = Show { $count } more links of { $name }
explore-collapse = Hide its links
explore-collapse-of = Hide the links of { $name }
explore-open = Open the page
explore-path-from = Path from here
explore-path-to = Path to here
explore-linked = { $count ->
    [one] Linked with one entry
   *[other] Linked with { $count } entries
  }
explore-node = { $name }, { $kind }; { $count ->
    [one] linked with one entry
   *[other] linked with { $count } entries
  }
explore-link = { $from } – { $kind }: { $to }
explore-path-title = The shortest path
explore-path-found = { $count ->
    [0] Both are the same entry.
    [one] One link apart.
   *[other] { $count } links apart.
  }
explore-path-none = No path leads from { $from } to { $to } over what is chosen to be shown.

## Books: the atlas to print and to use offline

book-whole = The whole atlas
book-about = { $count ->
        [one] { $count } entry, with its facts and the paragraph that states each.
       *[other] { $count } entries, with their facts and the paragraph that states each.
    }
book-version = Release { $version }
book-modified = as of { $date }
book-official = Not an official publication of the United Nations.
book-licence = Free to copy and to change, if you name the atlas, under:
book-contents = Contents
book-how = How to read this book
book-how-entries = Each entry has its name, its names in other languages and its other names, a summary, and its facts. Then come its parts, such as figures and results, and the entries that link to it. Its address on the site stands at its end.
book-how-citations = Every fact ends in its source: the short form of a document and, after it, the numbers of the paragraphs that state the fact. The short forms are:
book-how-links = On a screen, names and sources are links: to a place in this book where it has one, otherwise to the site.
book-sources = Sources
book-sources-lead = What each paragraph cited in this book says, in brief. The texts themselves are not reproduced.
book-index = Index
book-colon = :{" "}
book-more = { $count } more
print-begun = Making the books, which takes some minutes…
print-failed = The books cannot be made: { $detail }.
    .fix = Run “make print”, which sets up what they need.
print-pdf = This section as a book (PDF, { $size })
print-none = This copy of the site was built without books. The site at { $base } may have them; “make print” makes them.
print-book = Book

## Offline: the copy of the site for a disk

print-offline = Download the site as one file (zip)
query-offline = This is a copy for use without a connection, in which queries cannot be run. Run them on the site:{" "}
