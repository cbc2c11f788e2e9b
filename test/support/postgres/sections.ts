/**
 * The script of one version out of a file in sections (test/data/postgres/completeness/README.md): each begins with a
 * line like `-- first`, `-- second, since 15` or `-- both, before 17`.
 */
export function scriptOf(file: string, version: 'first' | 'second', major: number): string {
  const [preface = '', ...parts] = file.split(/^-- (?=(?:first|second|both)\b)/m);
  if (preface.trim() !== '') throw new Error(`Before the first section: ${preface}`);
  return parts
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      const [, which, limit, number] = /^(first|second|both)(?:, (since|before) (\d+))?$/.exec(heading) ?? [];
      if (which === undefined) throw new Error(`A section that nobody understands: -- ${heading}`);
      const isThere = which === 'both' || which === version;
      const fits =
        limit === undefined || (limit === 'since' ? major >= Number(number) : major < Number(number));
      return isThere && fits ? lines.join('\n') : '';
    })
    .join('\n');
}
