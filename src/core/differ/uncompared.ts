import type { Catalog } from '../model/catalog.js';
import { compareText } from '../model/compareText.js';
import type { UncomparedCount } from './drift.js';

/** Counts, kind by kind, what was found on either side but is not compared yet. */
export function countUncompared(source: Catalog, target: Catalog): readonly UncomparedCount[] {
  const kinds = new Map<string, { source: number; target: number; names: Set<string> }>();
  for (const [side, catalog] of [['source', source] as const, ['target', target] as const]) {
    for (const object of catalog.uncompared) {
      const counts = kinds.get(object.kind) ?? { source: 0, target: 0, names: new Set<string>() };
      counts[side] += 1;
      counts.names.add(object.name);
      kinds.set(object.kind, counts);
    }
  }
  return [...kinds]
    .map(([kind, counts]) => ({
      kind,
      source: counts.source,
      target: counts.target,
      names: [...counts.names].sort(compareText),
    }))
    .sort((a, b) => compareText(a.kind, b.kind));
}
