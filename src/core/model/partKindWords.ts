/** A kind of parts as people call it: `domain constraint`. */
export function partKindWords(kind: string): string {
  return kind.replace(/-/g, ' ');
}

/** A kind of parts as people count it: `columns`, `policies`, `indexes`. */
export function partKindPlural(kind: string): string {
  const words = partKindWords(kind);
  if (/(?:privileges|statistics)$/.test(words)) return words;
  if (/[^aeiou]y$/.test(words)) return `${words.slice(0, -1)}ies`;
  return /(s|x|ch)$/.test(words) ? `${words}es` : `${words}s`;
}
