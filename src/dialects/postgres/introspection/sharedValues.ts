/** How many values are kept. What a database has more of than this is hardly shared. */
const limit = 10_000;

/**
 * What most parts of a kind are alike in, in one database and in the next (the attributes of `text` columns, of keys on
 * `id`). Sharing it keeps large catalogs small, and makes parts of two databases equal at first sight.
 */
export class SharedValues<Key, Value> {
  readonly #values = new Map<Key, Value>();

  /** The value of a key, made when it is first asked for. It must follow from the key alone, and is never changed. */
  get(key: Key, make: () => Value): Value {
    let value = this.#values.get(key);
    if (value === undefined) {
      if (this.#values.size >= limit) this.#values.clear();
      this.#values.set(key, (value = make()));
    }
    return value;
  }
}
