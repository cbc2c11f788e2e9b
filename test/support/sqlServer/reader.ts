/** Reads T-SQL as tokens, independently of the dialect: what the generator writes is read by somebody else here. */
export interface ReadToken {
  readonly kind: 'word' | 'name' | 'string' | 'other';
  /** Of a name or string what it stands for; of everything else the text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /\s+|--[^\r\n]*|\/\*[\s\S]*?\*\/|(?<string>[Nn]?'(?:[^']|'')*')|(?<name>\[(?:[^\]]|\]\])*\]|"(?:[^"]|"")*")|(?<word>[@#$\w\u0080-\uffff]+)|(?<other>[\s\S])/gu;

export function readTokens(sql: string): readonly ReadToken[] {
  const tokens: ReadToken[] = [];
  for (const match of sql.matchAll(pattern)) {
    const { string, name, word, other } = match.groups ?? {};
    const at = { start: match.index, end: match.index + match[0].length };
    if (string !== undefined) {
      tokens.push({
        kind: 'string',
        text: string.slice(string.indexOf("'") + 1, -1).replaceAll("''", "'"),
        ...at,
      });
    } else if (name !== undefined) {
      const text = name.slice(1, -1);
      tokens.push({
        kind: 'name',
        text: name.startsWith('[') ? text.replaceAll(']]', ']') : text.replaceAll('""', '"'),
        ...at,
      });
    } else if (word !== undefined) tokens.push({ kind: 'word', text: word, ...at });
    else if (other !== undefined) tokens.push({ kind: 'other', text: other, ...at });
  }
  return tokens;
}

/** Goes through the tokens of one statement. */
export class StatementReader {
  #at = 0;
  readonly #tokens: readonly ReadToken[];

  constructor(
    readonly sql: string,
    tokens?: readonly ReadToken[],
  ) {
    this.#tokens = tokens ?? readTokens(sql);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(ahead = 0): ReadToken | undefined {
    return this.#tokens[this.#at + ahead];
  }

  /** Takes these words if they come next, in any case. */
  accept(words: string): boolean {
    const list = words.split(' ');
    const matches = list.every((word, index) => {
      const token = this.peek(index);
      return (
        token !== undefined &&
        token.kind !== 'name' &&
        token.kind !== 'string' &&
        token.text.toLowerCase() === word.toLowerCase()
      );
    });
    if (matches) this.#at += list.length;
    return matches;
  }

  expect(words: string): void {
    if (!this.accept(words)) throw new SyntaxProblem(this.peek()?.text ?? 'the end', words);
  }

  next(): ReadToken {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new SyntaxProblem('the end', 'more');
    this.#at += 1;
    return token;
  }

  name(): string {
    const token = this.next();
    if (token.kind !== 'name' && token.kind !== 'word') throw new SyntaxProblem(token.text, 'a name');
    return token.text;
  }

  string(): string {
    const token = this.next();
    if (token.kind !== 'string') throw new SyntaxProblem(token.text, 'a literal');
    return token.text;
  }

  /** `schema.name`; the schema is dbo where none is given. */
  qualified(): readonly [schema: string, name: string] {
    const first = this.name();
    return this.accept('.') ? [first, this.name()] : ['dbo', first];
  }

  /** The text in parentheses that comes next, parentheses included. */
  parenthesised(): string {
    const open = this.peek();
    this.expect('(');
    let depth = 1;
    let last = open;
    while (depth > 0) {
      last = this.next();
      if (last.kind !== 'other') continue;
      if (last.text === '(') depth += 1;
      if (last.text === ')') depth -= 1;
    }
    return this.sql.slice(open?.start ?? 0, last?.end);
  }

  /** The items of a list in parentheses, read by `item`. */
  list<T>(item: () => T): T[] {
    this.expect('(');
    const items = [item()];
    while (this.accept(',')) items.push(item());
    this.expect(')');
    return items;
  }

  expectEnd(): void {
    this.accept(';');
    if (!this.isAtEnd) throw new SyntaxProblem(this.peek()?.text ?? '', 'the end');
  }
}

/** What SQL Server says with number 102. */
export class SyntaxProblem extends Error {
  constructor(near: string, wanted: string) {
    super(`Incorrect syntax near '${near}' (the tests' reader wants ${wanted}).`);
  }
}

/** What stands between commas in a pair of parentheses. */
export function numbers(parenthesised: string): readonly string[] {
  return parenthesised
    .slice(1, -1)
    .split(',')
    .map((one) => one.trim());
}
