import type { Part } from '../../../core/model/part.js';
import { listOf } from './partName.js';

/** Whether adding the missing columns at the end and dropping the others gives the source's order. */
export function orderComesByItself(target: Part, source: Part): boolean {
  const wanted = listOf(source, 'column order');
  const present = new Set(listOf(target, 'column order'));
  const kept = listOf(target, 'column order').filter((name) => wanted.includes(name));
  const added = wanted.filter((name) => !present.has(name));
  return [...kept, ...added].every((name, index) => wanted[index] === name);
}
