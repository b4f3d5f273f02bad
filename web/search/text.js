// Text of a page or of a reader in, the same form of it for both out: folded, split into words.

const HAN = "\u3400-\u9fff";
const SOME_HAN = new RegExp(`[${HAN}]`);
export const isHan = (text) => SOME_HAN.test(text);

/** Words of Latin script with what joins them, numbers of decisions (十/31), and runs of Chinese. */
const CHUNK = new RegExp(
  `[零一二三四五六七八九十]+/\\d+|[${HAN}]+|[\\p{L}\\p{N}]+(?:[-/.+&][\\p{L}\\p{N}]+)*\\+?`,
  "gu",
);
const BESIDE_HAN = new RegExp(`([${HAN}]) | ([${HAN}])`, "g");
const HAN_CHUNK = new RegExp(`^[${HAN}]+$`);

/** Words that stand on every page, and say nothing where another word is looked for too. */
const EMPTY = new Set("a an and as at by for from in is of on or the to what which who with".split(" "));

/** What an unknown character weighs; the least likely word of the dictionary weighs less. */
const UNKNOWN = 250;

/**
 * Fold what readers write in several ways: case, accents, full-width forms, dashes, quotation marks.
 *
 * @param {string} text
 */
export function fold(text) {
  let folded = text.normalize("NFKC").toLowerCase();
  // Most texts have no accents, and taking them apart is slow.
  if (/[\u00c0-\u1fff]/.test(folded)) {
    folded = folded.normalize("NFD").replace(/\p{M}/gu, "").replace(/ø/g, "o");
  }
  return folded
    .replace(/['‘’`´"“”«»《》〈〉「」『』]/g, "")
    .replace(/[‐-―−]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** Fold a name further, to compare it whole: punctuation that people leave out is left out. */
export function key(text) {
  return fold(text)
    .replace(/[.()[\]]/g, "")
    .replace(/[-:;,、，：；。·]/g, " ")
    .replace(/\s+/g, " ")
    .replace(BESIDE_HAN, "$1$2")
    .trim();
}

/** Bring an English plural and its singular together; what it returns need not be a word. */
export function stem(word) {
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || word.endsWith("ss")) return word;
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/** Cuts Chinese into the likeliest words of a dictionary; with none, leaves runs whole. */
export class Cutter {
  #weights;
  #longest;

  /** @param {Record<string, number>} words - each with its weight: the lighter, the likelier */
  constructor(words = {}) {
    this.#weights = new Map(Object.entries(words));
    this.#longest = Math.max(0, ...[...this.#weights.keys()].map((word) => word.length));
  }

  /** Return the words of the lightest cut of a run of Chinese. */
  #cut(run) {
    if (!this.#longest) return [run];
    const lightest = [0];
    const starts = [0];
    for (let end = 1; end <= run.length; end++) {
      lightest[end] = lightest[end - 1] + UNKNOWN;
      starts[end] = end - 1;
      for (let start = Math.max(0, end - this.#longest); start < end; start++) {
        const own = this.#weights.get(run.slice(start, end));
        if (own !== undefined && lightest[start] + own < lightest[end]) {
          lightest[end] = lightest[start] + own;
          starts[end] = start;
        }
      }
    }
    const words = [];
    for (let end = run.length; end > 0; end = starts[end]) {
      words.unshift(run.slice(starts[end], end));
    }
    return words;
  }

  /** Return the words of the dictionary inside of a longer one. */
  #inside(word) {
    const found = [];
    for (let start = 0; start < word.length; start++) {
      for (let end = start + 2; end <= word.length; end++) {
        const part = word.slice(start, end);
        if (part !== word && this.#weights.has(part)) found.push(part);
      }
    }
    return found;
  }

  /** Return the terms under which a text is found, each once: its words, and the words in those. */
  terms(text) {
    const found = new Set();
    for (const chunk of this.#chunks(text)) {
      if (HAN_CHUNK.test(chunk)) {
        for (const word of this.#cut(chunk)) {
          if (found.has(word)) continue;
          found.add(word);
          for (const part of this.#inside(word)) found.add(part);
        }
      } else {
        found.add(stem(chunk));
        for (const part of chunk.split(/[-/.+&]/)) if (part) found.add(stem(part));
      }
    }
    return [...found];
  }

  /**
   * Return the words that a reader looks for; a composed one, as UNEP-WCMC, with its parts.
   *
   * @returns {{word: string, parts: string[]}[]}
   */
  wanted(query) {
    const words = this.#chunks(query).flatMap((chunk) => {
      if (HAN_CHUNK.test(chunk)) return this.#cut(chunk).map((word) => ({ word, parts: [] }));
      const parts = chunk.split(/[-/.+&]/).filter(Boolean);
      return [{ word: chunk, parts: parts.length > 1 ? parts : [] }];
    });
    const telling = words.filter(({ word }) => !EMPTY.has(word));
    return telling.length ? telling : words;
  }

  #chunks(text) {
    return fold(text).match(CHUNK) ?? [];
  }
}

/**
 * Return how many letters must be added, removed, changed or exchanged with a neighbour to make one
 * word the other (the restricted Damerau-Levenshtein distance), or Infinity for more than `most`.
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let older = [];
  let last = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(change, last[j] + 1, row[j - 1] + 1);
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], older[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return Infinity;
    [older, last] = [last, row];
  }
  return last[other.length] <= most ? last[other.length] : Infinity;
}
