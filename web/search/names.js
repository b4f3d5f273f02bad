// The names of a page and a query in, how well the page is named by it out.
import { isHan, key, stem } from "./text.js";

/**
 * @typedef {object} Wanted - a word of a query, ready to be compared
 * @property {string} plain - the word as `key` folds it
 * @property {string} stemmed - its stem
 * @property {boolean} isHan - whether it is Chinese
 * @property {number} rarity - how much it tells, from 0 to 1
 */

/** Where a match stands in the order of results; a better kind of match always wins. */
export const TIER = { exact: 1000, start: 800, inside: 600, words: 400, some: 200 };

/** What the name's standing adds: a page's own label before its other names. */
const STANDING = { label: 9, alternative: 6, foreign: 3 };

const isLetter = (char) => char !== undefined && /[a-z0-9]/.test(char);
const isDigit = (char) => char !== undefined && /\d/.test(char);

/** The names of one page, folded once. */
export class Names {
  constructor({ label, alternatives = [], foreign = [], pinyin = [] }) {
    const of = (names, standing) =>
      names.map((text) => {
        const folded = key(text);
        const words = folded.split(/[ /]/).map(stem);
        return { text, folded, words, standing: STANDING[standing] };
      });
    this.all = [...of([label], "label"), ...of(alternatives, "alternative"), ...of(foreign, "foreign")];
    this.pinyin = pinyin.map((syllables) => ({
      whole: syllables.replaceAll(" ", ""),
      initials: syllables.replace(/(\S)\S*\s*/g, "$1"),
      starts: new Set(starts(syllables)),
    }));
  }

  /**
   * Return how well the best name fits, and that name.
   *
   * @param {string} query - folded by `key`
   * @param {Wanted[]} wanted - its words
   */
  fit(query, wanted) {
    let best = { score: 0, name: "" };
    for (const name of this.all) {
      const score = fitOne(name, query, wanted);
      if (score > best.score) best = { score, name: name.text };
    }
    return best;
  }

  /** Return how well Latin letters fit as pinyin: whole, its beginning, a later part, initials. */
  fitPinyin(letters) {
    let best = 0;
    for (const { whole, initials, starts } of this.pinyin) {
      const share = letters.length / whole.length;
      if (whole === letters) best = Math.max(best, TIER.exact - 50);
      else if (whole.startsWith(letters)) best = Math.max(best, TIER.start - 50 + 90 * share);
      else if (letters.length > 2 && initials === letters) best = Math.max(best, TIER.inside + 50);
      else if (letters.length > 3) {
        const at = whole.indexOf(letters);
        if (at > 0 && starts.has(at)) best = Math.max(best, TIER.inside - 100 + 90 * share);
      }
    }
    return best;
  }

  /** Return how many characters and pairs of them a name shares with a query, from 0 to 1. */
  likeness(query) {
    return Math.max(0, ...this.all.map(({ folded }) => (isHan(folded) ? alike(query, folded) : 0)));
  }
}

function* starts(syllables) {
  let at = 0;
  for (const syllable of syllables.split(" ")) {
    yield at;
    at += syllable.length;
  }
}

function fitOne({ folded, words, standing }, query, wanted) {
  if (folded === query) return TIER.exact + standing;
  const share = query.length / folded.length;
  let best = 0;
  for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + 1)) {
    if (isLetter(query[0]) && isLetter(folded[at - 1])) continue;
    const next = folded[at + query.length];
    // X/3 is not what X/31 begins with; but "nor" may become Norway.
    if (isDigit(query.at(-1)) && isDigit(next)) best = Math.max(best, TIER.some + 90 * share);
    else {
      const tier = at === 0 ? TIER.start : TIER.inside;
      const cut = isLetter(query.at(-1)) && isLetter(next) ? 40 : 0;
      best = Math.max(best, tier + 90 * share + standing - cut);
    }
  }
  return Math.max(best, fitWords(folded, words, query, wanted));
}

/** Return how well the words of a query fit, in any order; a rare word weighs more. */
function fitWords(folded, words, query, wanted) {
  let [all, sum, found] = [true, 0, 0];
  for (const word of wanted) {
    const fit = fitWord(folded, words, word);
    all &&= fit > 0;
    sum += word.rarity;
    found += word.rarity * fit;
  }
  if (!found) return 0;
  const share = Math.min(1, query.length / folded.length);
  if (all) return TIER.words + (60 * found) / sum + 100 * share;
  return (TIER.some * found) / sum + 20 * share;
}

function fitWord(folded, words, { plain, stemmed, isHan }) {
  if (isHan) return folded.includes(plain) ? 1 : 0;
  if (words.includes(stemmed) || ` ${folded} `.includes(` ${plain} `)) return 1;
  return plain.length > 2 && words.some((w) => w.startsWith(plain) || w.startsWith(stemmed)) ? 0.8 : 0;
}

function alike(one, other) {
  return (dice([...one], [...other]) + dice(pairs(one), pairs(other))) / 2;
}

const pairs = (text) => [...text].slice(1).map((char, i) => text[i] + char);

/** The coefficient of Dice: what two sets share, from 0 to 1. */
function dice(one, other) {
  const [a, b] = [new Set(one), new Set(other)];
  const shared = [...a].filter((item) => b.has(item)).length;
  return a.size + b.size ? (2 * shared) / (a.size + b.size) : 0;
}
