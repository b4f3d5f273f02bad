// The file of links in, neighbours and shortest paths out; entities are known by their index.

/**
 * @typedef {object} Step - a link as seen from one of its ends
 * @property {number} kind - the index of its kind
 * @property {boolean} isOwn - whether that end states it
 * @property {number} to - the other end
 */

/** All links of the atlas, in the order in which atlas/network.py put them. */
export class Graph {
  #entities;
  #kinds;
  #places;

  /** @param {{entities: [string, string, number, number[]][], kinds: [string, string, string][]}} file */
  constructor({ entities, kinds }) {
    this.#kinds = kinds.map(([key, name, inverse]) => ({ key, name, inverse }));
    this.#entities = entities.map(([address, name, section, pairs]) => {
      const steps = [];
      for (let i = 0; i < pairs.length; i += 2) {
        const isOwn = pairs[i] >= 0;
        steps.push({ kind: isOwn ? pairs[i] : ~pairs[i], isOwn, to: pairs[i + 1] });
      }
      return { address, name, section, steps, degree: new Set(steps.map(({ to }) => to)).size };
    });
    this.#places = new Map(entities.map(([address], i) => [address, i]));
  }

  get kinds() {
    return this.#kinds;
  }

  /** Return the index of the entity at an address, such as `projects/x`, or undefined. */
  at(address) {
    return this.#places.get(address);
  }

  entity(index) {
    return this.#entities[index];
  }

  /** Return the index of the entity that is called so, or undefined. */
  called(name) {
    const index = this.#entities.findIndex((entity) => entity.name === name);
    return index < 0 ? undefined : index;
  }

  /** Return what a step is called from where it starts. */
  said({ kind, isOwn }) {
    const { name, inverse } = this.#kinds[kind];
    return isOwn ? name : inverse;
  }

  /** Return the steps that lead to another entity and that fit, in their order. */
  steps(from, fits) {
    return this.#entities[from].steps.filter((step) => fits(step));
  }

  /** Return the entities that an entity is linked with by steps that fit, the most telling first. */
  neighbours(from, fits) {
    return [...new Set(this.steps(from, fits).map(({ to }) => to))];
  }

  /**
   * Return the shortest path between two entities, as the entities on it; of several as short, the
   * one whose entities are linked with the fewest others: it tells the most. None: null.
   *
   * @param {number} from
   * @param {number} to
   * @param {(step: Step) => boolean} fits - whether a path may take a step
   */
  path(from, to, fits) {
    const before = new Map([[from, null]]);
    let layer = new Map([[from, 0]]);
    while (layer.size && !before.has(to)) {
      const next = new Map();
      const came = new Map();
      for (const [here, cost] of layer) {
        for (const there of this.neighbours(here, fits)) {
          if (before.has(there)) continue;
          const sum = cost + this.#entities[there].degree;
          if (sum < (next.get(there) ?? Infinity)) {
            next.set(there, sum);
            came.set(there, here);
          }
        }
      }
      for (const [there, here] of came) before.set(there, here);
      layer = next;
    }
    if (!before.has(to)) return null;
    const path = [];
    for (let here = to; here !== null; here = before.get(here)) path.unshift(here);
    return path;
  }
}
