// Results of a search in, elements out; every text is set as text.

/** Return an element with attributes and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Return the nodes of a text in pieces, the ones looked for marked. */
function nodes(pieces) {
  return pieces.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
}

/**
 * Return what stands in a result: its name as a link, its kind, another name that was found, and a
 * part of its text.
 *
 * @param {object} result - of the engine
 * @param {string} root - the address of the root of the language
 * @param {object} [attributes] - of the link
 */
export function described({ address, label, kind, other, snippet }, root, attributes = {}) {
  const made = [
    element("a", { href: root + address, ...attributes }, ...nodes(label)),
    element("span", { class: "a-hit-kind" }, kind),
  ];
  if (other.length) made.push(element("span", { class: "a-hit-other" }, ...nodes(other)));
  if (snippet.length) made.push(element("p", {}, ...nodes(snippet)));
  return made;
}
