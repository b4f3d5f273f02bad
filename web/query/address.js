// What the address of the page asks for in, and an address that asks for it out.
// All of it stands in the fragment, which a browser sends to no server.

/**
 * Return the query that a fragment (`#query=…`, `#question=…`) asks for: "" if it asks for none, null
 * if there is no such question.
 *
 * @param {string} fragment
 * @param {{name: string, query: string}[]} questions
 */
export function asked(fragment, questions) {
  const [, key, value] = /^#(query|question)=(.*)$/s.exec(fragment) ?? [];
  const text = decoded(value ?? "");
  if (key === "question") return questions.find(({ name }) => name === text)?.query ?? null;
  return text;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A link that was cut short still shows what is left of it.
  }
}

/** Return the fragment that asks for `text`: by name if it is one of the questions. */
export function fragmentOf(text, questions) {
  const known = questions.find(({ query }) => query.trim() === text.trim());
  return known ? `#question=${known.name}` : `#query=${encodeURIComponent(text)}`;
}
