import type { Part } from '../../../core/model/part.js';
import type { NameChange } from './nameChanges.js';
import {
  type Edit,
  edited,
  isNameLiteral,
  literalInstead,
  nameInstead,
  type Word,
  wordsOf,
} from './words.js';

/** How far a text can be read. */
export interface Reading {
  /** The relation whose columns the text names without saying so: that of an index, a check, a policy. */
  readonly relation?: readonly string[];
  /** Whether queries stand in the text, whose relations and outputs have names. */
  readonly hasQueries: boolean;
}

/**
 * A text that the server printed with an empty search_path, with the new names in it. Qualified names are certain;
 * columns and the names by which queries know their relations follow from what the text says around them.
 */
export function rewriteText(text: string, changes: readonly NameChange[], reading: Reading): string {
  if (changes.length === 0) return text;
  const words = wordsOf(text);
  return words === undefined ? text : edited(text, new Rewriting(words, changes, reading).edits());
}

class Rewriting {
  readonly #edits: Edit[] = [];
  readonly #known: ReadonlyMap<string, ReadonlySet<string>>;
  /** For each bracket that is open, whether a list of outputs stands at this place. */
  readonly #lists: boolean[] = [false];

  constructor(
    private readonly words: readonly Word[],
    private readonly changes: readonly NameChange[],
    private readonly reading: Reading,
  ) {
    this.#known = reading.hasQueries ? knownAs(words) : new Map();
  }

  edits(): readonly Edit[] {
    this.words.forEach((word, at) => {
      this.#follow(word);
      if (isNameLiteral(this.words, at)) this.#literal(word);
      else if (word.name !== undefined) this.#name(word, word.name, at);
    });
    return this.#edits;
  }

  #follow({ text }: Word): void {
    const top = this.#lists.length - 1;
    if (text === '(') this.#lists.push(false);
    else if (text === ')') this.#lists.pop();
    else if (text === 'SELECT') this.#lists[top] = true;
    else if (/^(FROM|WHERE|GROUP|ORDER|HAVING|WINDOW|LIMIT|OFFSET|FETCH|FOR)$/.test(text)) {
      this.#lists[top] = false;
    }
  }

  #literal(word: Word): void {
    const before = word.literal ?? '';
    const after = rewriteText(before, this.changes, { hasQueries: false });
    if (after !== before) this.#edits.push(literalInstead(word, after));
  }

  #name(word: Word, name: string, at: number): void {
    const change = this.#qualified(name, at) ?? this.#ofStatement(name, at);
    if (change !== undefined) this.#edits.push(nameInstead(word, change.after));
    else if (!this.#reference(word, name, at)) this.#column(word, name, at);
  }

  /** `schema.name`, or `schema.relation.column`. */
  #qualified(name: string, at: number): NameChange | undefined {
    if (this.#text(at - 1) !== '.') return undefined;
    const qualifier = this.words[at - 2]?.name;
    if (this.#text(at - 3) === '.') {
      const path = [this.words[at - 4]?.name, qualifier, name];
      return this.changes.find((one) => one.kind === 'column' && isPath(one.part.path, path));
    }
    const isCall = this.#text(at + 1) === '(' && !/^(REFERENCES|ON|INTO)$/.test(this.#text(at - 3));
    return this.changes.find(
      (one) =>
        one.before === name &&
        one.part.path[0] === qualifier &&
        (isCall ? one.kind === 'routine' : one.kind !== 'column') &&
        // The index of a key is called by its schema, as others are; a check has no name of that kind.
        (one.kind !== 'constraint' || one.part.occupies.length > 0),
    );
  }

  /** The name that a statement gives to what it makes: `CREATE INDEX name ON`, `CONSTRAINT name ON`. */
  #ofStatement(name: string, at: number): NameChange | undefined {
    const before = this.#text(at - 1);
    if (before !== 'INDEX' && before !== 'CONSTRAINT') return undefined;
    const kind = before === 'INDEX' ? 'index' : 'constraint';
    return this.changes.find((one) => one.kind === kind && one.before === name);
  }

  /** The name by which a query knows a relation: that of the relation, with a number where another has it already. */
  #reference(word: Word, name: string, at: number): boolean {
    if (!this.reading.hasQueries || this.#text(at - 1) === '.') return false;
    const next = this.words[at + 2]?.name;
    if (this.#text(at + 1) === '.' && this.changes.some((one) => isPath(one.part.path, [name, next])))
      return false;
    for (const change of this.changes) {
      if (change.kind !== 'relation') continue;
      const suffix = suffixOf(name, change.before);
      if (suffix === undefined) continue;
      const names = this.#known.get(keyOf(change.part.path));
      if (names?.has(name) !== true) continue;
      const isAlias = suffix !== '' && this.#isAlias(at, change);
      if (this.#text(at + 1) !== '.' && !isAlias) continue;
      this.#edits.push(nameInstead(word, `${change.after}${suffix}`));
      return true;
    }
    return false;
  }

  #isAlias(at: number, { part }: NameChange): boolean {
    return (
      isPath(part.path, [this.words[at - 3]?.name, this.words[at - 1]?.name]) && this.#text(at - 2) === '.'
    );
  }

  #column(word: Word, name: string, at: number): void {
    const change = this.changes.find(
      (one) => one.kind === 'column' && one.before === name && this.#means(one, at),
    );
    if (change === undefined) return;
    this.#edits.push(nameInstead(word, change.after));
    if (this.reading.hasQueries) this.#output(change, at);
  }

  /** Whether a name at a place, qualified or not, is that of a column. */
  #means({ part }: NameChange, at: number): boolean {
    const relation = part.path.slice(0, -1);
    const isOwn = this.reading.relation !== undefined && isPath(relation, this.reading.relation);
    if (this.#text(at - 1) === '.') {
      const qualifier = this.words[at - 2];
      if (qualifier?.name === undefined || this.#text(at - 3) === '.') return false;
      if (isOwn && /^(old|new)$/.test(qualifier.name)) return true;
      if (isOwn && qualifier.name === relation[1]) return true;
      return this.#known.get(keyOf(relation))?.has(qualifier.name) === true;
    }
    if (['(', '.'].includes(this.#text(at + 1)) || /^(::|AS|COLLATE|TRIGGER|INDEX)$/.test(this.#text(at - 1)))
      return false;
    const referenced = this.#referenced(at);
    if (referenced !== undefined) return isPath(relation, referenced);
    if (isOwn) return true;
    return this.#known.size === 1 && this.#known.has(keyOf(relation));
  }

  /** The table that a foreign key refers to, where a place is in the list of its columns. */
  #referenced(at: number): readonly (string | undefined)[] | undefined {
    for (let open = at - 1; open >= 0 && this.#text(open) !== ')'; open -= 1) {
      if (this.#text(open) !== '(') continue;
      return this.#text(open - 4) === 'REFERENCES'
        ? [this.words[open - 3]?.name, this.words[open - 1]?.name]
        : undefined;
    }
    return undefined;
  }

  /** An output keeps its name: `SELECT mail AS email`, and no `AS mail` any more. */
  #output(change: NameChange, at: number): void {
    if (this.#lists[this.#lists.length - 1] !== true) return;
    const start = this.#text(at - 1) === '.' ? at - 2 : at;
    if (!/^(SELECT|DISTINCT|ALL|,)$/.test(this.#text(start - 1))) return;
    const column = this.words[at];
    const alias = this.words[at + 2];
    if (column === undefined) return;
    if (this.#text(at + 1) === 'AS') {
      if (alias?.name === change.after) this.#edits.push({ start: column.end, end: alias.end, text: '' });
    } else if (/^(,|\)|;|[A-Z]+|)$/.test(this.#text(at + 1))) {
      this.#edits.push({
        start: column.end,
        end: column.end,
        text: ` AS ${nameInstead(column, change.before).text}`,
      });
    }
  }

  #text(at: number): string {
    return this.words[at]?.text ?? '';
  }
}

/** The names by which the queries of a text know the relations in it, by the relation's schema and name. */
function knownAs(words: readonly Word[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  words.forEach((word, at) => {
    const schema = words[at - 2]?.name;
    if (word.name === undefined || schema === undefined) return;
    if (words[at - 1]?.text !== '.' || words[at - 3]?.text === '.' || words[at + 1]?.text === '.') return;
    if (!/^(FROM|JOIN|ONLY|,|\(|INTO|UPDATE)$/.test(words[at - 3]?.text ?? '')) return;
    const key = keyOf([schema, word.name]);
    const names = known.get(key) ?? new Set<string>();
    known.set(key, names.add(words[at + 1]?.name ?? word.name));
  });
  return known;
}

/** What stands after a name, if nothing or a number that the server added to tell it from others. */
export function suffixOf(name: string, start: string): string | undefined {
  if (!name.startsWith(start)) return undefined;
  const rest = name.slice(start.length);
  return /^(_\d+)?$/.test(rest) ? rest : undefined;
}

function isPath(path: Part['path'], names: readonly (string | undefined)[]): boolean {
  return path.length === names.length && path.every((name, index) => name === names[index]);
}

function keyOf(path: readonly string[]): string {
  return path.join('\0');
}
