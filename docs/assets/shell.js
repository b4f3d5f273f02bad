// What the frame of every page does beyond links: the menu of a narrow screen, light and dark, and
// which section of the page is being read.

/** The menu opens from a button; a check box of the theme holds its state, which its overlay changes too. */
(() => {
  const button = document.querySelector(".a-menu");
  const state = document.getElementById("__drawer");
  const menu = document.getElementById("menu");
  const show = (open) => {
    state.checked = open;
    button.setAttribute("aria-expanded", String(open));
  };
  state.addEventListener("change", () => show(state.checked));
  button.addEventListener("click", () => {
    show(!state.checked);
    if (state.checked) menu.querySelector("a").focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !state.checked) return;
    show(false);
    button.focus();
  });
})();

/** Colours: as the system has them, light, dark. What was chosen is kept in this browser. */
(() => {
  const ORDER = ["auto", "light", "dark"];
  const button = document.querySelector(".a-colours");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = (chosen) => {
    const dark = chosen === "dark" || (chosen === "auto" && system.matches);
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    document.body.dataset.colours = chosen;
    button.title = button.dataset[chosen];
    button.setAttribute("aria-label", button.dataset[chosen]);
  };
  const now = () => document.body.dataset.colours;
  apply(ORDER.includes(now()) ? now() : ORDER[0]);
  system.addEventListener("change", () => apply(now()));
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(now()) + 1) % ORDER.length];
    apply(next);
    try {
      localStorage.setItem("atlas.colours", next);
    } catch {
      // The browser keeps nothing: the choice holds for this page.
    }
  });
})();

/** The table of contents marks the last heading that has come up to the top of the window. */
(() => {
  const links = [...document.querySelectorAll("[data-md-component=toc] a[href^='#']")];
  const marks = links
    .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link])
    .filter(([heading]) => heading);
  if (!marks.length) return;
  let waiting = false;
  const mark = () => {
    waiting = false;
    const read = marks.filter(([heading]) => heading.getBoundingClientRect().top < innerHeight / 4);
    const [, current] = read.at(-1) ?? [];
    for (const link of links) {
      link.classList.toggle("md-nav__link--active", link === current);
      if (link === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  const later = () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later, { passive: true });
  mark();
})();

/** On paper, what is folded is open. */
(() => {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
})();
