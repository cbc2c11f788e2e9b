import { issueWords } from './issueWords.js';
import * as z from 'zod';
import { DbvcError } from '../errors.js';
import type { Machine } from './machine.js';
import { filledProfileSchema, type FilledProfile, type Profile } from './profile.js';
import { fillVariables } from './variables.js';

/**
 * The profile with the environment's values in place of `${env:NAME}`, for connecting with and never for saving.
 * Throws `invalid-input` that names the variable that is not set and the field that needs it, or the field that its
 * value does not fit. Never quotes a value.
 */
export function fillProfile(profile: Profile, env: Machine['env']): FilledProfile {
  const filled = fillIn(profile, [], (text, path) =>
    fillVariables(
      text,
      env,
      (variable) =>
        new DbvcError(
          'invalid-input',
          `The environment variable ${variable} is not set, which "${path.join('.')}" of the connection "${profile.name}" needs.`,
          {
            hint: `Set ${variable} where DBVC starts: VS Code has the environment that it was started with.`,
          },
        ),
    ),
  );
  const result = filledProfileSchema.safeParse(filled, { error: issueWords });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = (issue?.path ?? []).map(String).join('.');
  throw new DbvcError(
    'invalid-input',
    `"${field}" of the connection "${profile.name}" cannot be used: ${issue?.message ?? 'it has another form'}.`,
    { hint: 'Its value comes from the environment.' },
  );
}

type Fill = (text: string, path: readonly string[]) => string;

/** A copy of data with every text filled in. */
function fillIn(value: unknown, path: readonly string[], fill: Fill): unknown {
  if (typeof value === 'string') return fill(value, path);
  if (Array.isArray(value)) return value.map((item, index) => fillIn(item, [...path, String(index)], fill));
  const record = z.record(z.string(), z.unknown()).safeParse(value);
  if (!record.success) return value;
  return Object.fromEntries(
    Object.entries(record.data).map(([key, item]) => [key, fillIn(item, [...path, key], fill)]),
  );
}
