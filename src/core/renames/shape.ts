import type { Attribute, AttributeValue, Part } from '../model/part.js';

/** What stands for a name that two parts may differ in. */
const anyName = '\u0001';

const words = /"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu;

/** What a part is like beside its name: equal texts for parts that differ in nothing else. `names` count as any. */
export function shapeOf(part: Part, names: ReadonlySet<string>): string {
  const lines: string[] = [part.kind];
  for (const [name, attribute] of Object.entries(part.attributes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    // What rules can hide says little about what a part is.
    if (attribute.rule === undefined) lines.push(`${name}=${meaningOf(attribute, names)}`);
  }
  return lines.join('\n');
}

function meaningOf({ value, canonical }: Attribute, names: ReadonlySet<string>): string {
  const meaning: AttributeValue = canonical ?? value;
  if (typeof meaning === 'string') return withoutNames(meaning, names);
  if (typeof meaning !== 'object' || meaning === null) return String(meaning);
  return JSON.stringify(meaning.map((one) => (names.has(one) ? anyName : withoutNames(one, names))));
}

function withoutNames(text: string, names: ReadonlySet<string>): string {
  return text.replaceAll(words, (word) => {
    const name = word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word;
    return names.has(name) ? anyName : word;
  });
}
