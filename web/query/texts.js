// Messages of the site's catalogue (Fluent) in, sentences in the reader's language out.
import { FluentBundle, FluentResource } from "@fluent/bundle";

/**
 * Read a catalogue and return the function that speaks from it.
 *
 * @param {string} language - a BCP 47 tag, which also says how numbers are written
 * @param {string} source - messages in Fluent's syntax
 * @returns {(name: string, values?: Record<string, string | number>) => string}
 */
export function speaker(language, source) {
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  return (name, values) => {
    const message = bundle.getMessage(name);
    if (!message?.value) throw new Error(`no message ${name}`);
    return bundle.formatPattern(message.value, values);
  };
}
