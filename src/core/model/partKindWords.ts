/** A kind of parts as people count it: `columns`, `policies`, `indexes`. */
export function partKindPlural(kind: string): string {
  const words = kind.replace(/-/g, ' ');
  if (/[^aeiou]y$/.test(words)) return `${words.slice(0, -1)}ies`;
  return /(s|x|ch)$/.test(words) ? `${words}es` : `${words}s`;
}
