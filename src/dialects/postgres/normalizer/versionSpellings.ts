import { loadParser, type Parse } from './sqlParser.js';

/**
 * How texts are made statements: definitions of views, indexes and triggers are; expressions, constraints and lists of
 * arguments are not.
 */
const frames: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `SELECT ${text}`,
  (text) => `ALTER TABLE t ADD ${text}`,
  (text) => `CREATE PROCEDURE p(${text})`,
];

/**
 * Whether two texts that servers printed with an empty search_path are the same but for spellings that PostgreSQL's
 * versions differ in (each has a case in the tests):
 * - `t.a` for `a` in a query over one relation (13 to 15);
 * - functions that have a syntax of their own as plain calls: `timezone('UTC', a)` for `a AT TIME ZONE 'UTC'` (13);
 * - `date_part('year', a)` for `EXTRACT(year FROM a)`, which calls another function since 14 (13 alone);
 * - `IN` before the arguments of procedures (since 14);
 * - clauses that say what goes without saying, which are gone with the parser: `NO INDENT` of XMLSERIALIZE (since 16).
 * The parser is loaded by the first call.
 */
export async function sameOnEveryVersion(
  pairs: readonly (readonly [string, string])[],
  oldest: number,
): Promise<readonly boolean[]> {
  const parse = await loadParser();
  return pairs.map((pair) =>
    areAlike(pair, parse, (first, second) => {
      return first === second || (oldest < 140_000 && withDatePart(first) === withDatePart(second));
    }),
  );
}

/**
 * Whether two texts that a server printed are the same but for casts: for one text it prints others after a column that it
 * reads got another type: `((a)::text <> 'x'::text)` while `a` is a varchar and `(a <> 'x'::text)` when it is a text. An
 * output that is called after its column has no `AS` without a cast. The parser is loaded by the first call.
 */
export async function sameButForCasts(
  pairs: readonly (readonly [string, string])[],
): Promise<readonly boolean[]> {
  const parse = await loadParser();
  return pairs.map((pair) =>
    areAlike(pair, parse, (first, second) => withoutCasts(first) === withoutCasts(second)),
  );
}

/** Whether two texts can be read in the same frame, as trees that are alike. */
function areAlike(
  [a, b]: readonly [string, string],
  parse: Parse,
  isAlike: (first: string, second: string) => boolean,
): boolean {
  return frames.some((frame) => {
    const [first, second] = [meaningOf(frame(a), parse), meaningOf(frame(b), parse)];
    return first !== undefined && second !== undefined && isAlike(first, second);
  });
}

/** A folded tree whose casts are what they cast. */
function withoutCasts(meaning: string): string {
  return JSON.stringify(
    // From the inside to the outside: what is cast has no casts any more.
    JSON.parse(meaning, (_key, value: unknown) => {
      if (!isTree(value)) return value;
      const cast = value['TypeCast'];
      if (isTree(cast) && Object.keys(value).length === 1) return cast['arg'];
      const output = value['ResTarget'];
      return isTree(output) ? { ResTarget: withName(output) } : value;
    }),
  );
}

/** An output with the name that it has by itself, where it is a column. */
function withName(output: Tree): Tree {
  const reference = isTree(output['val']) ? output['val']['ColumnRef'] : undefined;
  const names = isTree(reference) ? reference['names'] : undefined;
  const { name = Array.isArray(names) ? (names.at(-1) as unknown) : undefined, ...rest } = output;
  return name === undefined ? rest : { ...rest, name };
}

/** A folded tree with EXTRACT as 13 reads it: as a call whose first argument is of type text. */
function withDatePart(meaning: string): string {
  return JSON.stringify(
    JSON.parse(meaning, (_key, value: unknown) => {
      if (!isTree(value) || JSON.stringify(value['name']) !== '[{"String":{"sval":"extract"}}]') return value;
      const [field, ...rest] = Array.isArray(value['args']) ? (value['args'] as unknown[]) : [];
      const typeName = { names: [{ String: { sval: 'text' } }], typemod: -1 };
      return {
        ...value,
        args: [{ TypeCast: { arg: field, typeName } }, ...rest],
        name: [{ String: { sval: 'date_part' } }],
      };
    }),
  );
}

type Tree = Readonly<Record<string, unknown>>;

function meaningOf(sql: string, parse: Parse): string | undefined {
  const statements = parse(sql);
  const tree = statements?.length === 1 ? statements[0] : undefined;
  if (!isTree(tree)) return undefined;
  const query = tree['SelectStmt'];
  return JSON.stringify(isTree(query) ? { SelectStmt: topQuery(query) } : fold(tree, undefined));
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where in its text something stands says nothing. */
const positions = /^(stmt_location|stmt_len|location|.*_location|(rexpr_)?list_(start|end))$/;

/** A tree in one spelling. `relation`: what columns without one are of, where a query reads one relation. */
function fold(value: unknown, relation: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => fold(one, relation));
  if (!isTree(value)) return value;
  const folded: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    if (positions.test(key)) continue;
    // A query within another one always names its relations.
    if (key === 'SelectStmt') folded[key] = fold(child, undefined);
    else if (key === 'ColumnRef' && isTree(child)) folded[key] = qualify(child, relation);
    else if (key === 'FuncCall' && isTree(child)) folded[key] = plainCall(child, relation);
    else if (key === 'mode' && child === 'FUNC_PARAM_IN') folded[key] = 'FUNC_PARAM_DEFAULT';
    else folded[key] = fold(child, relation);
  }
  return folded;
}

/** With an empty search_path a name without schema is one of pg_catalog. */
function plainCall(call: Tree, relation: string | undefined): unknown {
  const names = Array.isArray(call['funcname']) ? (call['funcname'] as unknown[]) : [];
  const isSystem = names.length === 2 && nameOf(names[0]) === 'pg_catalog';
  const rest = Object.entries(call).filter(([key]) => key !== 'funcformat' && key !== 'funcname');
  return fold({ ...Object.fromEntries(rest), name: isSystem ? names.slice(1) : names }, relation);
}

function topQuery(query: Tree): unknown {
  const relation = onlyRelation(query);
  if (relation === undefined) return fold(query, undefined);
  const outputs = outputsOf(query, relation);
  return Object.fromEntries(
    Object.entries(query).map(([key, clause]) => {
      // Neither can see the columns of the query itself.
      if (key === 'fromClause' || key === 'withClause') return [key, fold(clause, undefined)];
      const namesOutputs = key === 'sortClause' || key === 'distinctClause';
      if (!namesOutputs || !Array.isArray(clause)) return [key, fold(clause, relation)];
      return [key, clause.map((one) => fold(one, meansOutput(one, outputs) ? undefined : relation))];
    }),
  );
}

/** The name by which the only relation of a query is known; undefined where there is none, or more than one. */
function onlyRelation(query: Tree): string | undefined {
  const from = query['fromClause'];
  if (!Array.isArray(from) || from.length !== 1) return undefined;
  return relationName(from[0]);
}

function relationName(item: unknown): string | undefined {
  const [type, range] = isTree(item) ? (Object.entries(item)[0] ?? []) : [];
  if (type === undefined || type === 'JoinExpr' || !isTree(range)) return undefined;
  const alias = range['alias'];
  const name = isTree(alias) ? alias['aliasname'] : range['relname'];
  if (typeof name === 'string') return name;
  return type === 'RangeTableSample' ? relationName(range['relation']) : undefined;
}

/** The output columns of a query by name: `true` where one is the relation's own column of that name. */
function outputsOf(query: Tree, relation: string): ReadonlyMap<string, boolean> {
  const targets = Array.isArray(query['targetList']) ? (query['targetList'] as unknown[]) : [];
  const outputs = new Map<string, boolean>();
  for (const one of targets) {
    const target = isTree(one) ? one['ResTarget'] : undefined;
    if (!isTree(target)) continue;
    const names = columnNames(target['val']);
    const column = names?.at(-1);
    const name = target['name'] ?? column;
    if (typeof name !== 'string') continue;
    const isItself = name === column && (names?.length === 1 || names?.[0] === relation);
    outputs.set(name, isItself && outputs.get(name) !== false);
  }
  return outputs;
}

/** Whether an item of ORDER BY or DISTINCT ON is the name of an output column that is not the column of that name. */
function meansOutput(item: unknown, outputs: ReadonlyMap<string, boolean>): boolean {
  const sort = isTree(item) ? item['SortBy'] : undefined;
  const names = columnNames(isTree(sort) ? sort['node'] : item);
  return names?.length === 1 && outputs.get(names[0] ?? '') === false;
}

function qualify(reference: Tree, relation: string | undefined): unknown {
  const names = columnNames({ ColumnRef: reference });
  if (names === undefined) return { fields: fold(reference['fields'], relation) };
  return { names: names.length === 1 && relation !== undefined ? [relation, ...names] : names };
}

/** The names of a column's reference; undefined where it is another expression, or a whole row. */
function columnNames(expression: unknown): readonly string[] | undefined {
  const reference = isTree(expression) ? expression['ColumnRef'] : undefined;
  const fields = isTree(reference) ? reference['fields'] : undefined;
  if (!Array.isArray(fields)) return undefined;
  const names = fields.map(nameOf);
  return names.every((name) => name !== undefined) ? names : undefined;
}

function nameOf(node: unknown): string | undefined {
  const text = isTree(node) ? node['String'] : undefined;
  // The parser leaves out what is empty.
  return isTree(text) ? (typeof text['sval'] === 'string' ? text['sval'] : '') : undefined;
}
