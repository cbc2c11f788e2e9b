import { z } from 'zod';
import type { SqlRow } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';

/** Shapes of catalog columns that many kinds read. */
export const oid = z.number();
export const text = z.string();
export const optionalText = z.string().nullable();
export const flag = z.boolean();
export const integer = z.number();
export const texts = z.array(z.string());
export const optionalTexts = z.array(z.string()).nullable();

/**
 * Checks the rows of a catalog query against their shape, once, at the border. Throws `internal` where the server
 * answers in another shape than the query promises.
 */
export function checkedRows<Shape extends z.ZodType>(
  kind: string,
  shape: Shape,
  rows: readonly SqlRow[],
): readonly z.infer<Shape>[] {
  return rows.map((row) => {
    const result = shape.safeParse(row);
    if (result.success) return result.data;
    throw new DbvcError('internal', `The server describes a ${kind} in an unexpected way.`, {
      lines: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    });
  });
}
