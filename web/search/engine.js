// The two files of search in, answers to queries out: pages in order, snippets, what to filter by.
import MiniSearch from "minisearch";
import { Names, TIER } from "./names.js";
import { Cutter, distance, fold, isHan, key, stem } from "./text.js";

const FACETS = ["section", "theme", "place", "source"];
/** How long a snippet is, in letters; a character of Chinese counts for two. */
const SNIPPET = 180;
/** A page whose text holds all words stands between one whose name does and one that is like it. */
const TEXT = { all: 220, most: 150 };

/** How many pages are indexed before a waiting query is answered. */
const CHUNK = 100;

/** How like a name must be to a query in Chinese to be what may be meant, and what is meant. */
const LIKE = { some: 0.35, much: 0.6 };

/** All pages of one language of the site, ready to be searched. */
export class Engine {
  #pages;
  #names;
  #facets;
  #simplified;
  #cutter = new Cutter();
  #index = null;
  #summaries = [];
  #texts = [];
  #sounds = new Map();
  /** How many pages have a word in a name, and in all. */
  #vocabulary = new Map();

  /** @param {object} names - names.json */
  constructor({ pages, facets, simplified }) {
    this.#pages = pages;
    this.#facets = facets;
    this.#names = pages.map((page) => new Names(page));
    const chars = [...simplified];
    this.#simplified = new Map(chars.flatMap((char, i) => (i % 2 ? [] : [[char, chars[i + 1]]])));
    for (const { all } of this.#names) {
      const words = new Set(all.flatMap(({ folded }) => folded.split(/[ /]/)));
      for (const word of words) this.#count(word);
    }
  }

  /** Whether the whole text is searched, not the names alone. */
  get isWhole() {
    return this.#index !== null;
  }

  /** @param {object} text - text.json; queries are answered from the names until all is read */
  async add({ summaries, texts, words, sounds }) {
    this.#cutter = new Cutter(words);
    this.#summaries = summaries;
    this.#texts = texts;
    this.#sounds = new Map(
      Object.entries(sounds).flatMap(([sound, chars]) => [...chars].map((char) => [char, sound])),
    );
    const index = new MiniSearch({
      fields: ["names", "summary", "text"],
      tokenize: (value) => this.#cutter.terms(value),
      processTerm: (term) => term,
      searchOptions: { tokenize: (term) => [term], processTerm: (term) => term },
    });
    await index.addAllAsync(
      this.#pages.map(({ label, alternatives = [], foreign = [] }, id) => ({
        id,
        names: [label, ...alternatives, ...foreign].join(" ; "),
        summary: summaries[id],
        text: texts[id],
      })),
      { chunkSize: CHUNK },
    );
    for (const text of [...summaries, ...texts]) {
      for (const word of new Set(fold(text).match(/[a-z]{4,}/g))) this.#count(word);
    }
    this.#index = index;
  }

  #count(word) {
    this.#vocabulary.set(word, (this.#vocabulary.get(word) ?? 0) + 1);
  }

  /**
   * Answer a query.
   *
   * @param {string} query - as typed
   * @param {object} [filters] - by facet the value that a page must have; from and to, years
   * @param {number} [limit] - how many results to describe
   */
  search(query, filters = {}, limit = 20) {
    const asked = this.#simplify(query);
    const { found, meant, wanted } = asked.trim() ? this.#find(asked) : this.#everything();
    const passing = found.filter(({ id }) => this.#passes(id, filters));
    return {
      total: passing.length,
      meant,
      isWhole: this.isWhole,
      facets: this.#facetsOf(found, filters),
      results: passing.slice(0, limit).map((hit) => this.#describe(hit, wanted)),
    };
  }

  #simplify(text) {
    return [...text.normalize("NFKC")].map((char) => this.#simplified.get(char) ?? char).join("");
  }

  #everything() {
    const found = this.#pages.map(({ links = 0 }, id) => ({ id, score: links, name: "" }));
    return { found: found.sort((a, b) => b.score - a.score), meant: "", wanted: [] };
  }

  /** Return the pages that a query finds, as it stands or, where that is nothing, as it is meant. */
  #find(query) {
    const first = this.#rank(query);
    if (isHan(query)) return first;
    const meant = this.#corrected(query);
    if (!meant || first.found.some(({ score }) => score >= TIER.words)) return first;
    const second = this.#rank(meant);
    return second.found.length ? { ...second, meant } : first;
  }

  #rank(query) {
    const folded = key(query);
    const wanted = this.#cutter.wanted(query);
    const compared = wanted.map(({ word }) => {
      const plain = key(word);
      return { plain, stemmed: stem(plain), isHan: isHan(word), rarity: this.#rarity(plain) };
    });
    const letters = /^[a-z' ]+$/.test(fold(query)) ? sounded(query) : "";
    const hits = this.#pages.map((page, id) => {
      const hit = { id, ...this.#names[id].fit(folded, compared) };
      const pinyin = letters ? this.#names[id].fitPinyin(letters) : 0;
      return pinyin > hit.score ? { id, score: pinyin, name: page.label } : hit;
    });
    const { isAll } = this.#addText(hits, wanted);
    let meant = "";
    if (isHan(query) && !hits.some(({ score }) => score >= TIER.words)) {
      meant = this.#addLike(hits, folded);
    }
    for (const hit of hits) {
      const { links = 0, old } = this.#pages[hit.id];
      // Between equals, the page that more pages link to.
      if (hit.score) hit.score += Math.min(8, Math.log2(1 + links)) - (old ? 300 : 0);
    }
    const least = isAll || hits.some(({ score }) => score >= TIER.words) ? TIER.some + 15 : 1;
    const found = hits.filter(({ score }) => score >= least);
    return { found: found.sort((a, b) => b.score - a.score || a.id - b.id), meant, wanted };
  }

  /** Return how much a word tells: a word of few names more than one of many. */
  #rarity(word) {
    const count = this.#vocabulary.get(word) ?? this.#vocabulary.get(stem(word)) ?? 1;
    return 1 - Math.log(Math.min(count, this.#pages.length)) / Math.log(this.#pages.length + 2);
  }

  /** Add the pages whose text holds the words; say whether any page holds them all. */
  #addText(hits, wanted) {
    if (!this.#index || !wanted.length) return { isAll: false };
    const options = { prefix: (term) => !isHan(term) && term.length > 2, boost: { names: 6, summary: 2 } };
    const one = ({ word, parts }) => {
      const whole = { ...options, queries: [stem(word)] };
      if (!parts.length) return whole;
      const apart = { ...options, combineWith: "AND", queries: parts.map(stem) };
      return { combineWith: "OR", queries: [whole, apart] };
    };
    const look = (combineWith) => this.#index.search({ combineWith, queries: wanted.map(one) }, options);
    let results = look("AND").filter(({ id }) => this.#holdsRuns(id, wanted));
    const isAll = results.length > 0;
    if (!isAll && wanted.length > 1) results = look("OR").filter(({ id }) => this.#holdsRuns(id, wanted));
    const most = Math.max(1, ...results.map(({ score }) => score));
    const base = isAll ? TEXT.all : 1;
    for (const { id, score } of results) {
      const own = base + (TEXT.most * score) / most;
      hits[id].score = hits[id].score >= TIER.words ? hits[id].score + (9 * score) / most : Math.max(hits[id].score, own);
    }
    return { isAll };
  }

  /** Say whether a page holds the characters that no word joins as they were typed: together. */
  #holdsRuns(id, wanted) {
    const single = ({ word }) => word.length === 1 && isHan(word);
    const runs = [];
    wanted.forEach((item, i) => {
      if (!single(item)) return;
      if (i && single(wanted[i - 1])) runs[runs.length - 1] += item.word;
      else runs.push(item.word);
    });
    const { label, alternatives = [] } = this.#pages[id];
    const all = [label, ...alternatives, this.#summaries[id], this.#texts[id]].join(" ");
    return runs.every((run) => run.length === 1 || all.includes(run));
  }

  /** Add the pages whose name sounds like a query in Chinese, or else looks like it. */
  #addLike(hits, query) {
    const sounds = [...query].map((char) => this.#sounds.get(char) ?? char).join("");
    let best = { score: 0, id: 0 };
    for (const hit of hits) {
      const heard = query.length > 1 && this.#sounds.size ? this.#names[hit.id].fitPinyin(sounds) : 0;
      const likeness = this.#names[hit.id].likeness(query);
      const more = likeness >= LIKE.much ? TIER.some : 0;
      const seen = likeness >= LIKE.some ? TIER.words * likeness + more : 0;
      const score = Math.max(heard - 300, seen, 0);
      if (score > hit.score) Object.assign(hit, { score, name: this.#pages[hit.id].label });
      if (score > best.score) best = { score, id: hit.id };
    }
    return best.score ? this.#pages[best.id].label : "";
  }

  /** Return a query with its unknown words replaced by the known ones that are nearest. */
  #corrected(query) {
    const words = [...this.#vocabulary.keys()];
    let changed = false;
    const corrected = fold(query).replace(/[a-z]{4,}/g, (word) => {
      if (words.some((known) => known.startsWith(word) || known === stem(word))) return word;
      const most = word.length < 6 ? 1 : 2;
      let best = { far: most + 1, count: 0, known: word };
      for (const known of words) {
        if (known.length < 4) continue;
        const far = distance(word, known, most);
        const count = this.#vocabulary.get(known);
        if (far < best.far || (far === best.far && count > best.count)) best = { far, count, known };
      }
      changed ||= best.known !== word;
      return best.known;
    });
    return changed ? corrected : "";
  }

  // Filters

  #values(id, facet) {
    const value = this.#pages[id][facet] ?? [];
    return facet === "section" ? [this.#pages[id].section ?? ""] : value;
  }

  #passes(id, filters, except = "") {
    const chosen = FACETS.filter((facet) => facet !== except && filters[facet] !== undefined);
    if (!chosen.every((facet) => this.#values(id, facet).includes(filters[facet]))) return false;
    if (!filters.from && !filters.to) return true;
    const [first, last] = this.#pages[id].years ?? [];
    return first !== undefined && first <= (filters.to || Infinity) && last >= (filters.from || 0);
  }

  /** Return, for each facet, its values among the pages found: address, name, number of pages. */
  #facetsOf(found, filters) {
    return Object.fromEntries(
      FACETS.map((facet) => {
        const counts = new Map();
        for (const { id } of found) {
          if (!this.#passes(id, filters, facet)) continue;
          for (const value of this.#values(id, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        const names = Object.entries(this.#facets[facet]);
        const kept = names.filter(([value]) => counts.has(value) || filters[facet] === value);
        return [facet, kept.map(([value, name]) => ({ value, name, count: counts.get(value) ?? 0 }))];
      }),
    );
  }

  // Results

  #describe({ id, name, score }, wanted) {
    const { address, label, kind } = this.#pages[id];
    const all = wanted.map(({ word }) => word);
    // A single letter or character is marked only where nothing longer is looked for.
    const long = all.filter((word) => word.length > 1);
    const terms = long.length ? long : all;
    return {
      address,
      kind,
      label: marked(label, terms),
      other: name && name !== label ? marked(name, terms) : [],
      snippet: this.#snippet(id, terms, score >= TIER.words),
    };
  }

  /** Return the part of the summary, or else of the text, that holds what no name holds. */
  #snippet(id, terms, isNamed) {
    const [summary, text] = [this.#summaries[id] ?? "", this.#texts[id] ?? ""];
    const [inSummary] = places(summary, terms);
    const [inText] = inSummary || (isNamed && summary) ? [] : places(text, terms);
    if (inText) return marked(excerpt(text, inText.index), terms);
    return marked(excerpt(summary || text, inSummary?.index ?? 0), terms);
  }
}

/** Return letters typed as pinyin as names are written in it: ü as v, without gaps and tones. */
const sounded = (query) => fold(query.replace(/[üǖǘǚǜ]/gi, "v")).replaceAll(" ", "");

/** Return what is around a place in a text, with dots where it goes on. */
function excerpt(text, at) {
  const length = isHan(text) ? SNIPPET / 2 : SNIPPET;
  if (text.length <= length) return text;
  const before = length / 4;
  let start = at > length - before ? Math.floor(at - before) : 0;
  if (start && !isHan(text)) start = text.indexOf(" ", start) + 1;
  let end = Math.min(text.length, start + length);
  if (end < text.length && !isHan(text)) end = Math.max(text.lastIndexOf(" ", end), start + before);
  return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

/** Yield where the words looked for, or words that begin with them, stand in a text. */
function* places(text, terms) {
  if (!terms.length) return;
  const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  for (const match of text.matchAll(new RegExp(escaped.join("|"), "giu"))) {
    if (isHan(match[0]) || !/[\p{L}\p{N}]/u.test(text[match.index - 1] ?? "")) yield match;
  }
}

/** Return a text in pieces: those that are looked for, and those between them. */
function marked(text, terms) {
  const pieces = [];
  let last = 0;
  for (const match of places(text, terms)) {
    if (match.index > last) pieces.push({ text: text.slice(last, match.index) });
    pieces.push({ text: match[0], hit: true });
    last = match.index + match[0].length;
  }
  if (last < text.length) pieces.push({ text: text.slice(last) });
  return pieces;
}
