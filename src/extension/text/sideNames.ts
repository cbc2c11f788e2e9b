import type { Side } from '../../core/comparison/readSides.js';

/** What something that shows two databases calls them. */
export type SideNames = Readonly<Record<Side, string>>;

/** `dev -> prod`. */
export function arrow(names: SideNames): string {
  return `${names.source} -> ${names.target}`;
}
