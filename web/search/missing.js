// A wrong address and the names of all pages in, the pages that were perhaps meant out.
import { distance, key } from "./text.js";

const SHOWN = 5;
/** How alike an address and a name must be, from 0 to 1. */
const LIKE = 0.5;
/** How much less like than the likest. */
const BEHIND = 0.3;

/**
 * Return how alike two names are, from 0 to 1: by the letters that differ, or by the words shared.
 */
function likeness(one, other) {
  const longer = Math.max(one.length, other.length);
  const byLetters = 1 - distance(one, other, Math.floor(longer * (1 - LIKE))) / longer;
  const [a, b] = [new Set(one.split(" ")), new Set(other.split(" "))];
  const shared = [...a].filter((word) => b.has(word)).length;
  // Words in another order are a little less like.
  return Math.max(byLetters, (1.9 * shared) / (a.size + b.size));
}

/** The last of an address, `projects/a-b/`, as a name is compared: `a b`. */
const slug = (address) => key(address.split("/").filter(Boolean).at(-1) ?? "");

/**
 * Return the pages whose address or name is most like a wrong address, the likest first.
 *
 * @param {string} wrong - the address below the root of its language, decoded
 * @param {object[]} pages - of names.json
 */
export function near(wrong, pages) {
  const path = wrong.replace(/(\/index)?\.\w+$/, "");
  const parts = path.split("/").filter(Boolean);
  // The first is a section, and says little of a page in it.
  const wanted = (parts.length > 1 ? parts.slice(1) : parts).map(key).filter(Boolean);
  const found = pages
    .map((page) => {
      const { address, label, section, links = 0, alternatives = [], foreign = [] } = page;
      const names = [slug(address), ...[label, ...alternatives, ...foreign].map(key)].filter(Boolean);
      const best = Math.max(0, ...wanted.flatMap((part) => names.map((name) => likeness(part, name))));
      // Of pages that are alike, one of the section that was asked for, and then the best known.
      const own = section && parts[0] === section && address !== `${section}/` ? 0.1 : 0;
      return { page, like: best, order: best + own + Math.log1p(links) / 1000 };
    })
    .filter(({ like }) => like >= LIKE)
    .sort((a, b) => b.order - a.order);
  return found
    .filter(({ order }) => order > found[0].order - BEHIND)
    .slice(0, SHOWN)
    .map(({ page }) => page);
}

/**
 * Show the page for a wrong address in one language, with links on this very host.
 *
 * @param {HTMLElement} section - the part of the page in that language
 * @param {URL} root - of the site
 * @param {object} names - names.json of that language
 */
export function show(section, root, { pages }) {
  for (const other of document.querySelectorAll("section")) other.hidden = other !== section;
  document.documentElement.lang = section.lang;
  document.title = section.querySelector("h1").textContent;
  const home = new URL(section.dataset.root, root);
  section.querySelector("form").action = new URL("search/", home);
  for (const link of document.querySelectorAll("[data-address]")) {
    link.href = new URL(link.dataset.address, root);
  }
  const wrong = decoded(location.pathname.slice(home.pathname.length));
  section.querySelector("input").value = wrong.split("/").filter(Boolean).at(-1)?.replace(/[-_]/g, " ") ?? "";
  const found = near(wrong, pages);
  const list = section.querySelector("[data-near] ul");
  list.replaceChildren(...found.map((page) => item(page, home)));
  section.querySelector("[data-near]").hidden = !found.length;
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function item({ address, label, kind }, home) {
  const [made, link, small] = ["li", "a", "small"].map((name) => document.createElement(name));
  link.href = new URL(address, home);
  link.textContent = label;
  small.textContent = kind;
  made.append(link, " ", small);
  return made;
}
