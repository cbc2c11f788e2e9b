import type { Localizer } from './localizer.js';

/** A count as people read it: `2,140`, in German `2.140`. In steps of a thousand, so that lines do not jump. */
export function grouped(count: number, l10n: Localizer): string {
  return count.toLocaleString('en-US').replaceAll(',', l10n.t(','));
}

/** Milliseconds as seconds with one decimal: `0.3`, in German `0,3`. */
export function inSeconds(milliseconds: number, l10n: Localizer): string {
  return (milliseconds / 1000).toFixed(1).replace('.', l10n.t('.'));
}

/** The time of day on this computer: `14:02`. */
export function timeOfDay(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
