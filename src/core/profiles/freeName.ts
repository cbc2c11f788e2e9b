/** A name that is not taken: `shop`, `shop 2`, `shop 3` … */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const candidate = `${wanted} ${String(number)}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
