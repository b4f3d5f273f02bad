// An IRI in, where it leads out: a page of this site in the reader's language, another site, nowhere.

/**
 * @typedef {object} Site
 * @property {string} base - the IRI that everything of the graph stands under
 * @property {string} root - the way from this page to the home of its language
 * @property {Record<string, string>} pages - addresses that do not follow from their IRI
 */

/**
 * @param {string} iri
 * @param {Site} site
 * @returns {{href: string, outside: boolean} | null}
 */
export function link(iri, { base, root, pages }) {
  const split = base.endsWith("#") ? -1 : iri.indexOf("#");
  const owner = split < 0 ? iri : iri.slice(0, split);
  const fragment = split < 0 ? "" : iri.slice(split);
  if (owner in pages) return { href: root + pages[owner] + fragment, outside: false };
  if (iri === base) return { href: root || "./", outside: false };
  if (owner.startsWith(base) && /^[\w-]+(\/[\w.-]+)*$/.test(owner.slice(base.length))) {
    return { href: `${root}${owner.slice(base.length)}/${fragment}`, outside: false };
  }
  return /^https?:\/\/[^\s<>"]+$/.test(iri) ? { href: iri, outside: true } : null;
}

/** Return an IRI with the longest prefix that fits, or in full. */
export function shortened(iri, prefixes) {
  const best = Object.entries(prefixes)
    .filter(([, namespace]) => iri.startsWith(namespace) && iri !== namespace)
    .sort(([, a], [, b]) => b.length - a.length)[0];
  return best ? `${best[0]}:${iri.slice(best[1].length)}` : iri;
}
