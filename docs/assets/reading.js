// A page's links and citations in; what they lead to, shown beside them, out. And an entry by chance.
//
// A citation opens the gist of its paragraph, which stands at the end of the page. A link to an entry
// that is pointed at or has the keyboard's focus for a while shows the beginning of that entry, which
// is fetched then, and is cached for the click that may follow. Without this script both are links.
const content = document.querySelector(".md-content");
/** The root of the page's language: this file lies in a folder below it. */
const root = new URL("../", import.meta.url);
const sources = document.querySelector(".a-sources");
const gists = new Map(
  [...document.querySelectorAll("[data-cited]")]
    .filter((item) => item.querySelector("[data-gist]"))
    .map((item) => [item.querySelector("a").href, item]),
);
/** Milliseconds before a preview appears, and before it goes: time to move onto it. */
const WAIT = { show: 400, hide: 250 };
/** Pixels between a link and what is shown beside it, and from there to the edge of the screen. */
const GAP = { link: 4, edge: 8 };

/** Returns an element; every text is set as text. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
}

/** Puts a panel below a link or, where there is no room, above it; it scrolls with the page. */
function place(panel, link, point) {
  // A link that wraps has several boxes: the one that is pointed at.
  const boxes = [...link.getClientRects()];
  const box = boxes.find(({ top, bottom }) => point && top <= point && point <= bottom) ?? boxes[0];
  if (!box) return;
  const right = document.documentElement.clientWidth - panel.offsetWidth - GAP.edge;
  const below = box.bottom + GAP.link;
  const above = box.top - panel.offsetHeight - GAP.link;
  const isBelow = below + panel.offsetHeight <= innerHeight || above < 0;
  panel.style.left = `${Math.max(GAP.edge, Math.min(box.left, right)) + scrollX}px`;
  panel.style.top = `${(isBelow ? below : above) + scrollY}px`;
}

/** The gist of the paragraph that a citation leads to, opened beside it. */
class Gist {
  #panel = element("div", { class: "a-gist", popover: "auto", role: "dialog", tabindex: "-1", "aria-describedby": "gist" });
  #link = null;
  #pressed = null;

  constructor(citations) {
    for (const link of citations) {
      link.setAttribute("aria-haspopup", "dialog");
      link.setAttribute("aria-expanded", "false");
      // A press on the citation that is open closes it; the click after it must not open it again.
      link.addEventListener("pointerdown", () => (this.#pressed = this.#link));
      link.addEventListener("click", (event) => this.#click(event, link));
    }
    this.#panel.addEventListener("toggle", ({ newState }) => {
      if (newState === "closed") this.#closed();
    });
    this.#panel.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.#panel.contains(relatedTarget)) this.#panel.hidePopover();
    });
  }

  #click(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const wasOpen = this.#pressed === link;
    this.#pressed = null;
    if (!wasOpen) this.#open(link);
  }

  #open(link) {
    const item = gists.get(link.href);
    const name = item.dataset.cited;
    const gist = bare(item.querySelector("[data-gist]"));
    gist.id = "gist";
    const close = element("button", { type: "button" }, sources.dataset.close);
    close.addEventListener("click", () => this.#panel.hidePopover());
    const open = element("a", { href: link.href }, sources.dataset.open);
    this.#panel.setAttribute("aria-label", name);
    this.#panel.replaceChildren(
      element("p", { class: "a-gist-name" }, name),
      element("p", {}, gist),
      element("p", { class: "a-gist-ways" }, open, close),
    );
    // Next to its citation, so that Tab leads on from there; in it, where focus returns.
    link.after(this.#panel);
    link.focus({ preventScroll: true });
    this.#panel.showPopover();
    place(this.#panel, link);
    this.#panel.focus({ preventScroll: true });
    link.setAttribute("aria-expanded", "true");
    this.#link = link;
  }

  #closed() {
    this.#link?.setAttribute("aria-expanded", "false");
    this.#link = null;
  }
}

/** What a link leads to, beside it, while it is pointed at or has the keyboard's focus. */
class Preview {
  // Hidden from screen readers, to whom it would say again what the page behind the link begins with.
  #panel = element("div", { class: "a-gist a-preview", popover: "manual", "aria-hidden": "true" });
  #pages = new Map();
  #timer = 0;
  /** The link that is pointed at or focused, whether its preview is shown yet or not. */
  #link = null;
  #title = "";

  constructor() {
    content.querySelector(".md-typeset").append(this.#panel);
    content.addEventListener("pointerover", (event) => {
      const link = event.pointerType === "touch" ? null : linkAt(event.target);
      if (link === this.#link && link) clearTimeout(this.#timer);
      else if (link) this.#soon(link, event.clientY);
    });
    content.addEventListener("pointerout", ({ target, relatedTarget }) => {
      if (!this.#link?.contains(target) && !this.#panel.contains(target)) return;
      if (this.#link?.contains(relatedTarget) || this.#panel.contains(relatedTarget)) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#hide(), WAIT.hide);
    });
    this.#panel.addEventListener("pointerover", () => clearTimeout(this.#timer));
    content.addEventListener("focusin", ({ target }) => {
      const link = linkAt(target);
      if (link?.matches(":focus-visible")) this.#soon(link);
    });
    content.addEventListener("focusout", () => this.#hide());
    content.addEventListener("click", () => this.#hide());
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#hide();
    });
  }

  #soon(link, point) {
    this.#hide();
    const isPage = isEntry(link);
    if (!isPage && !gists.has(link.href)) return;
    this.#link = link;
    // Or the browser would show the title too. With the keyboard it does not.
    if (point !== undefined) {
      this.#title = link.title;
      link.removeAttribute("title");
    }
    this.#timer = setTimeout(async () => {
      const told = ofGist(link) ?? (isPage && (await this.#ofPage(link)));
      if (told && this.#link === link) this.#show(link, told, point);
    }, WAIT.show);
  }

  #show(link, { name, kind, text }, point) {
    this.#panel.replaceChildren(
      element("p", { class: "a-gist-name" }, name, kind && element("span", { class: "a-hit-kind" }, kind)),
      ...(text ? [element("p", { class: "a-preview-text" }, text)] : []),
    );
    this.#panel.showPopover();
    place(this.#panel, link, point);
  }

  #hide() {
    clearTimeout(this.#timer);
    if (this.#panel.matches(":popover-open")) this.#panel.hidePopover();
    if (this.#title) this.#link.title = this.#title;
    this.#title = "";
    this.#link = null;
  }

  async #ofPage(link) {
    const address = link.href.split("#")[0];
    if (!this.#pages.has(address)) this.#pages.set(address, fetched(address));
    const page = await this.#pages.get(address);
    return page && ofPage(page, link.hash);
  }
}

/** The link that something stands in. Those of drawings have names of their own, and no such href. */
function linkAt(node) {
  const link = node.closest("a[href]");
  return link instanceof HTMLAnchorElement ? link : null;
}

/** Whether a link leads to another entry of this language: its address has a section and a name. */
function isEntry(link) {
  const path = link.href.split(/[?#]/)[0];
  return (
    location.protocol.startsWith("http") &&
    path.startsWith(root.href) &&
    /^[^/]+\/[^/]+\/$/.test(path.slice(root.href.length)) &&
    path !== location.href.split(/[?#]/)[0] &&
    !link.closest("nav, .a-gist, [aria-expanded=true]")
  );
}

async function fetched(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null; // A link without a preview is a link.
  }
}

/** What the list at the end of the page says of a citation's paragraph. */
function ofGist(link) {
  const item = gists.get(link.href);
  if (!item || link.closest(".a-sources, .a-gist, [aria-expanded=true]")) return null;
  return { name: item.dataset.cited, text: bare(item.querySelector("[data-gist]")) };
}

/** The name, the kind and the beginning of an entry's page; of a part of it, where `hash` names one. */
function ofPage(page, hash) {
  const top = page.querySelector(".a-top");
  if (!top) return null;
  for (const extra of page.querySelectorAll(".headerlink, .a-cite")) extra.remove();
  const part = page.getElementById(decodeURIComponent(hash.slice(1)));
  const own = part?.querySelector('[property$="#summary"]');
  const names = [page.querySelector("h1"), own && part.querySelector("h4, th")];
  return {
    name: names.map((named) => named?.textContent.trim()).filter(Boolean).join(" · "),
    kind: top.querySelector(".a-kind")?.textContent,
    text: bare(own ?? top.querySelector(".a-lead")),
  };
}

/** A copy of a text without its links, in its own language. */
function bare(text) {
  return text && element("span", text.lang ? { lang: text.lang } : {}, text.textContent.trim());
}

/** Leads to an entry by chance, one that is in force. */
async function leave(event) {
  event.preventDefault();
  const page = await fetch(new URL("search/names.json", root))
    .then((answer) => answer.json())
    .then(({ pages }) => {
      const entries = pages.filter(({ address, section, old }) => section && !old && address !== `${section}/`);
      return entries[Math.floor(Math.random() * entries.length)];
    })
    .catch(() => null);
  location.assign(page ? new URL(page.address, root) : event.target.href);
}

if (content && "popover" in HTMLElement.prototype) {
  if (gists.size) {
    new Gist([...content.querySelectorAll(".a-cite a")].filter(({ href }) => gists.has(href)));
  }
  const isScarce = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  if (!isScarce) new Preview();
}
if (location.protocol.startsWith("http")) {
  for (const link of document.querySelectorAll("[data-random]")) {
    link.hidden = false;
    link.addEventListener("click", leave);
  }
}
