// The desk that the reader works at: ties the editor, the engine and the results together.
import { asked, fragmentOf } from "./address.js";
import { editor } from "./editor.js";
import { Stopped } from "./engine.js";
import { NoEngine } from "./load.js";
import { results } from "./results.js";
import { settings } from "./settings.js";
import { declared, form, misread } from "./sparql.js";
import { speaker } from "./texts.js";

const CHECK_SECONDS = 2;

const say = speaker(settings.language, settings.messages);
const parts = Object.fromEntries(
  [...document.querySelectorAll("[data-query]")].map((part) => [part.dataset.query, part]),
);

let engine = null;
let isBusy = false;

const shown = results(parts, {
  say,
  settings,
  more: (from, to) => ask({ work: "rows", from, to, language: settings.language }),
});
const writing = editor(parts.editor, {
  label: say("query-editor"),
  phrases: { Completions: say("query-completions") },
  prefixes: settings.prefixes,
  terms: settings.terms,
  check,
  run,
  changed: () => blame(null),
});

/** Do some work, one at a time, with the page saying that it works and what went wrong. */
async function attempt(job) {
  if (!engine || isBusy) return;
  busy(true);
  try {
    await job();
  } catch (error) {
    tell("");
    if (error instanceof Stopped) stopped(error);
    else blame({ message: say("query-failed"), said: error.message });
  } finally {
    busy(false);
  }
}

function busy(yes) {
  isBusy = yes;
  if (!yes && document.activeElement === parts.cancel) parts.run.focus();
  parts.cancel.disabled = !yes;
  parts.results.setAttribute("aria-busy", String(yes));
}

function ask(request) {
  return engine.ask(request, settings.seconds);
}

function tell(message) {
  parts.status.textContent = message;
}

/** Say what went wrong; where there is a place in the query, lead there. */
function blame(problem) {
  parts.error.hidden = !problem;
  parts.error.replaceChildren();
  if (!problem) return;
  parts.error.append(problem.message);
  if (problem.said) parts.error.append(" ", foreign(problem.said));
  if (problem.from !== undefined) {
    const go = document.createElement("button");
    go.type = "button";
    go.textContent = say("query-show-place");
    go.addEventListener("click", () => writing.goTo(problem.from));
    parts.error.append(" ", go);
  }
}

/** Oxigraph's own words, which are English in every language of the site. */
function foreign(text) {
  const words = document.createElement("span");
  words.lang = "en";
  words.textContent = text;
  return words;
}

function stopped({ reason, message }) {
  shown.clear();
  if (reason === "cancelled") tell(say("query-cancelled"));
  else if (reason === "time") blame({ message: say("query-too-long", { seconds: settings.seconds }) });
  else blame({ message: say("query-crashed"), said: message });
}

/** What keeps a query from being run, if anything does. */
async function problem(text) {
  const { text: whole, lines, unknown } = declared(text, settings.prefixes);
  if (!text.trim()) return { message: say("query-empty") };
  if (unknown.length) {
    const [{ prefix, from, to }] = unknown;
    return { message: say("query-unknown-prefix", { prefix, ...position(text, from) }), from, to };
  }
  if (form(text) === "update") return { message: say("query-reads-only") };
  try {
    await engine.ask({ work: "check", query: whole }, CHECK_SECONDS);
    return null;
  } catch (error) {
    // What takes long to check may be right; the run has its own limit.
    if (error instanceof Stopped && error.reason === "time") return null;
    if (error instanceof Stopped) throw error;
    return explained(error.message, text, lines);
  }
}

/** Mark what is wrong while the reader writes. */
async function check(text) {
  if (!engine || isBusy) return [];
  try {
    return places(await problem(text));
  } catch {
    return []; // Stopped: a run says more.
  }
}

function explained(message, text, lines) {
  const found = misread(message, text, lines);
  if (!found) return { message: say("query-failed"), said: message };
  const { from, to, expected, said } = found;
  const place = say("query-wrong", position(text, from));
  if (said) return { message: place, said: `${said}.`, from, to };
  if (!expected.length) return { message: place, from, to };
  const listed = new Intl.ListFormat(settings.language, { type: "disjunction" }).format(expected);
  return { message: `${place}${say("query-expected", { listed })}`, from, to };
}

function position(text, offset) {
  const rows = text.slice(0, offset).split("\n");
  return { line: rows.length, column: rows.at(-1).length + 1 };
}

function places(found) {
  if (found?.from === undefined) return [];
  const end = writing.text.length;
  // At the very end there is nothing to mark but what stands before it.
  const from = Math.min(found.from, Math.max(end - 1, 0));
  const to = Math.min(Math.max(found.to, from + 1), end);
  return [{ from, to, severity: "error", message: [found.message, found.said].filter(Boolean).join(" ") }];
}

async function run() {
  await attempt(async () => {
    const text = writing.text;
    shown.clear();
    blame(null);
    tell(say("query-running"));
    setAddress();
    const found = await problem(text);
    writing.mark(places(found));
    if (found) {
      tell("");
      blame(found);
      return;
    }
    const query = declared(text, settings.prefixes).text;
    const answer = await ask({ work: "run", query, form: form(text) || "select" });
    await shown.show(answer);
    tell(summary(answer));
  });
}

function summary({ kind, boolean, count, milliseconds }) {
  const time = { milliseconds: Math.max(Math.round(milliseconds), 1) };
  if (kind === "answer") return say("query-answered", { answer: say(boolean ? "yes" : "no"), ...time });
  return say(kind === "graph" ? "query-statements" : "query-rows", { count, ...time });
}

/** Let the address ask for the query at hand; the language switch takes it along. */
function setAddress() {
  history.replaceState(null, "", fragmentOf(writing.text, settings.questions));
  for (const other of document.querySelectorAll("a.a-switch")) other.hash = location.hash;
}

async function copy() {
  setAddress();
  try {
    await navigator.clipboard.writeText(location.href);
    tell(say("query-copied"));
  } catch {
    tell(say("query-not-copied"));
  }
}

async function save(format) {
  await attempt(async () => {
    const blob = await ask({ work: "file", format });
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = `atlas.${format}`;
    anchor.click();
    // The browser has to have begun to read it.
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
  });
}

/** Write the query that the address asks for, or the first one; return whether it can be run. */
function open() {
  const text = asked(location.hash, settings.questions);
  writing.text = text || settings.first;
  parts.question.value = settings.questions.find(({ query }) => query === writing.text)?.name ?? "";
  if (text === null) blame({ message: say("query-no-question") });
  return text !== null;
}

function listen() {
  parts.run.addEventListener("click", run);
  parts.cancel.addEventListener("click", () => engine.cancel());
  parts.copy.addEventListener("click", copy);
  parts.more.addEventListener("click", () => attempt(shown.next));
  parts.question.addEventListener("change", () => {
    const chosen = settings.questions.find(({ name }) => name === parts.question.value);
    if (!chosen) return;
    writing.text = chosen.query;
    run();
  });
  for (const button of parts.results.querySelectorAll("[data-format]")) {
    button.addEventListener("click", () => save(button.dataset.format));
  }
  addEventListener("hashchange", () => {
    if (open()) run();
  });
}

/**
 * Open the page to the reader, and run the query at hand once the engine is there.
 *
 * @param {import("./load.js").Loading | null} loading - null where there is no WebAssembly
 */
export async function start(loading) {
  parts.app.hidden = false;
  const isAsked = open();
  listen();
  if (!loading) {
    blame({ message: say("query-old-browser") });
    return;
  }
  tell(say("query-starting"));
  parts.progress.hidden = false;
  loading.watch((count, total) => Object.assign(parts.progress, { max: total, value: count }));
  try {
    engine = await loading.engine;
  } catch (error) {
    tell("");
    const reason = error instanceof NoEngine ? "query-no-engine" : "query-unreadable";
    blame({ message: say(reason), said: error.message });
    return;
  } finally {
    parts.progress.hidden = true;
  }
  tell("");
  if (isAsked) await run();
}
