import { DbvcError } from '../core/errors.js';

const millisecondsOf: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};

/** Longest duration that both timers and PostgreSQL's settings can hold. */
const longest = 2_147_483_647;

/** Reads `500ms`, `5s`, `2m` or `1h` as milliseconds; `0` stands for no limit. Throws `invalid-input`. */
export function parseDuration(text: string, option: string): number {
  if (/^0+$/.test(text.trim())) return 0;
  const parts = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)$/.exec(text.trim());
  const unit = millisecondsOf[parts?.[2] ?? ''];
  if (parts?.[1] === undefined || unit === undefined) {
    throw new DbvcError('invalid-input', `${option} needs a duration, not ${JSON.stringify(text)}.`, {
      hint: 'Write a number with a unit, such as 500ms, 5s or 2m; 0 means no limit.',
    });
  }
  const milliseconds = Math.round(Number(parts[1]) * unit);
  if (milliseconds > longest) throw new DbvcError('invalid-input', `${option} is too long: at most 24 days.`);
  return milliseconds;
}
