// A place on the page in, an editor of SPARQL out: colours, completion, errors at their place.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  LanguageSupport,
  syntaxHighlighting,
} from "@codemirror/language";
import { linter, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

import { KEYWORDS } from "./sparql.js";

// The package leaves prefixed names without a colour.
const SPARQL = SparqlLanguage.configure({
  props: [styleTags({ "Pname_ln Pname_ns": tags.namespace })],
});

// Colours are the style sheet's, which knows light from dark.
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, class: "q-keyword" },
  { tag: [tags.string, tags.url], class: "q-string" },
  { tag: [tags.integer, tags.float, tags.bool], class: "q-number" },
  { tag: tags.variableName, class: "q-variable" },
  { tag: [tags.namespace, tags.typeName], class: "q-name" },
  { tag: tags.comment, class: "q-comment" },
]);

const LINT_DELAY = 400; // milliseconds after the last key

/**
 * @param {HTMLElement} parent
 * @param {object} options
 * @param {string} options.label - what the editor is called to those who do not see it
 * @param {Record<string, string>} options.phrases - CodeMirror's own texts, translated
 * @param {Record<string, string>} options.prefixes
 * @param {{name: string, label: string, definition: string, kind: string}[]} options.terms
 * @param {(text: string) => Promise<import("@codemirror/lint").Diagnostic[]>} options.check
 * @param {() => void} options.run - what Ctrl+Enter does
 * @param {() => void} options.changed
 */
export function editor(parent, { label, phrases, prefixes, terms, check, run, changed }) {
  const runKey = {
    key: "Mod-Enter",
    run: () => {
      run();
      return true;
    },
  };
  const view = new EditorView({
    parent,
    extensions: [
      // No key map holds Tab: it leaves the editor, as it leaves any field.
      Prec.highest(keymap.of([runKey])),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      lineNumbers(),
      lintGutter(),
      history(),
      bracketMatching(),
      closeBrackets(),
      new LanguageSupport(SPARQL),
      syntaxHighlighting(COLOURS),
      autocompletion({ override: [completion(prefixes, terms)], icons: false }),
      linter((shown) => check(shown.state.doc.toString()), { delay: LINT_DELAY }),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off" }),
      EditorView.updateListener.of((update) => update.docChanged && changed()),
      EditorState.phrases.of(phrases),
    ],
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      const { doc } = view.state;
      if (doc.toString() === text) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    },
    /** Mark places at once, rather than after a pause in typing. */
    mark(diagnostics) {
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    /** Put the cursor at a place, in sight. */
    goTo(offset) {
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
  };
}

/** Complete prefixes, terms (by name or by label), variables of the query and keywords. */
function completion(prefixes, terms) {
  const named = terms.map(({ name, label, definition, kind }) => ({
    // Found by what it is called in either language; shown and put in by its name.
    label: `${name} ${label}`,
    displayLabel: name,
    apply: name,
    detail: label,
    info: definition || undefined,
    type: kind,
  }));
  const namespaces = Object.entries(prefixes).map(([prefix, namespace]) => ({
    label: `${prefix}:`,
    detail: namespace,
    type: "namespace",
  }));
  const declarations = Object.entries(prefixes).map(([prefix, namespace]) => ({
    label: `${prefix}:`,
    apply: `${prefix}: <${namespace}>`,
    detail: namespace,
    type: "namespace",
  }));
  const keywords = KEYWORDS.map((label) => ({ label, type: "keyword", boost: -1 }));

  return (context) => {
    const declaration = context.matchBefore(/\bPREFIX\s+[\w-]*:?/i);
    if (declaration) {
      const from = declaration.from + /^PREFIX\s+/i.exec(declaration.text)[0].length;
      return { from, options: declarations, validFor: /^[\w-]*:?$/ };
    }
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) {
      const rest = context.state.doc.toString().matchAll(/[?$]\w+/g);
      const names = new Set([...rest].filter((m) => m.index !== variable.from).map(([v]) => v));
      const options = [...names].map((label) => ({ label, type: "variable" }));
      return { from: variable.from, options, validFor: /^[?$]\w*$/ };
    }
    const word = context.matchBefore(/[\p{L}\p{N}_-]*:?[\p{L}\p{N}_-]*/u);
    if (!context.explicit && !word?.text) return null;
    const options = [...named, ...namespaces, ...keywords];
    return { from: word?.from ?? context.pos, options, validFor: /^[\p{L}\p{N}_:-]*$/u };
  };
}
