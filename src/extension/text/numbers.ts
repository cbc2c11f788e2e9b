/** A count as people read it: `2,140`. Always the same, so that lines do not jump. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** The time of day on this computer: `14:02`. */
export function timeOfDay(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
