/** How names of one kind look: plain, quoted, with dots and apostrophes, beyond ASCII, and of the full 63 bytes. */
const shapes: readonly ((word: string, slot: number) => string)[] = [
  (word, slot) => `${word}${String(slot)}`,
  (word, slot) => `${word.toUpperCase()} "${String(slot)}"`,
  (word, slot) => `${word}.${String(slot)}'s`,
  (word, slot) => `${word} ü🙂${String(slot)}`,
  (word, slot) => `${word}${String(slot)}_`.padEnd(63, 'n'),
  (word, slot) => `${word}_${String(slot)}`,
];

/** The name of the object of one kind in one slot: the same in every schema of a place, and often an awkward one. */
export function nameOf(word: string, slot: number, place: number): string {
  const shape = shapes[(slot + word.length) % shapes.length];
  if (shape === undefined) throw new Error('There is a shape for each remainder');
  return shape(word, slot + place * 100);
}

/** A name as it stands in SQL. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as it stands in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Names in parentheses or after a keyword. */
export function list(names: readonly { readonly name: string }[]): string {
  return names.map(({ name }) => quote(name)).join(', ');
}
