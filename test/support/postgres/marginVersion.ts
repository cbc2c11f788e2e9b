/**
 * One version of a schema whose history stands in its margin (test/data/postgres/histories/README.md): a line that ends
 * with `-- 1 3` belongs to the versions 1 and 3, so do the lines between `-- begin 1 3` and `-- end`; with `since 14` or
 * `before 14` behind them, only on such a major; any other line belongs to all.
 */
export function marginVersion(file: string, version: number, major: number): string {
  let isIn = true;
  return file
    .split('\n')
    .filter((line) => {
      const [, word, mark] = /-- (begin |end$)?((?:\d )*\d(?:,? ?(?:since|before) \d+)?)?$/.exec(line) ?? [];
      if (word === 'end') isIn = true;
      else if (word !== undefined) isIn = mark !== undefined && covers(mark, version, major);
      if (word !== undefined) return false;
      return isIn && (mark === undefined || covers(mark, version, major));
    })
    .join('\n');
}

function covers(mark: string, version: number, major: number): boolean {
  const [, versions = '', limit, number] = /^([\d ]+?)(?:, (since|before) (\d+))?$/.exec(mark) ?? [];
  if (versions === '') throw new Error(`A margin that nobody understands: ${mark}`);
  const fits = limit === undefined || (limit === 'since' ? major >= Number(number) : major < Number(number));
  return fits && versions.split(' ').includes(String(version));
}
