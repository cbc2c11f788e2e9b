/** `1 difference`, `1,200 differences`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${number(count)} ${count === 1 ? singular : plural}`;
}

/** A number with thousands separators, the same in every locale. */
export function number(value: number): string {
  // Not toLocaleString, which loads the data of all languages: a tenth of a second.
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 base type`, `2 base types` from a plural; for kinds that core knows by their plural only. */
export function countedPlural(count: number, plural: string): string {
  return counted(count, singularOf(plural), plural);
}

function singularOf(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  if (plural.endsWith('sses') || plural.endsWith('xes')) return plural.slice(0, -2);
  return plural.endsWith('s') ? plural.slice(0, -1) : plural;
}

/** An identifier of the code as words: `primary-key`, `notNull` -> `primary key`, `not null`. */
export function inWords(identifier: string): string {
  return identifier
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase();
}

/** `a, b, c and 12 more`. */
export function someOf(items: readonly string[], most: number): string {
  if (items.length <= most) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${number(items.length - most)} more`;
}

/** Lines as one text, with no two blank lines in a row. */
export function joinLines(lines: readonly string[]): string {
  const kept = lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
  return `${kept.join('\n')}\n`;
}
