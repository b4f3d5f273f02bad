// The address of the page in, what the reader asked to see out, and back.

/**
 * @typedef {object} State
 * @property {Map<string, number>} at - the entities whose links are shown, and how many of these
 * @property {string} from - where the path starts, empty for none
 * @property {string} to - where it ends
 * @property {Set<string>} hide - the sections that are not shown
 * @property {string} link - the only kind of link that is shown, empty for all
 */

/** Return the state that an address holds; `step` is how many links are shown where it does not say. */
export function read(search, step) {
  const asked = new URLSearchParams(search);
  const list = (name) => (asked.get(name) ?? "").split(",").filter(Boolean);
  const at = list("at").map((item) => {
    const [address, count] = item.split(":");
    return [address, Math.max(step, Number.parseInt(count, 10) || 0)];
  });
  return {
    at: new Map(at),
    from: asked.get("from") ?? "",
    to: asked.get("to") ?? "",
    hide: new Set(list("hide")),
    link: asked.get("link") ?? "",
  };
}

/** Return the state as the query of an address, empty for nothing asked. */
export function write({ at, from, to, hide, link }, step) {
  const shown = [...at].map(([address, count]) => (count > step ? `${address}:${count}` : address));
  const values = { at: shown.join(","), from, to, hide: [...hide].join(","), link };
  const set = Object.entries(values).filter(([, value]) => value);
  // These may stand in a query as they are, and are easier to read so.
  const plain = (text) => encodeURIComponent(text).replace(/%(2F|2C|3A)/g, decodeURIComponent);
  return set.length ? `?${set.map(([name, value]) => `${name}=${plain(value)}`).join("&")}` : "";
}
