import fc from 'fast-check';
import { baseType } from '../baseTypes.js';
import { anyType, condition, expressionOf, valueOf } from '../expressions.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick, type ColumnRef, type TypeRef, type World } from '../world.js';

const argument = fc.record({
  is: fc.constantFrom(true, false),
  type: fc.nat(60),
  default: fc.constantFrom('none', 'none', 'value', 'expression'),
  of: fc.nat(99),
});
type ArgumentSpec = typeof argument extends fc.Arbitrary<infer Spec> ? Spec : never;

const spec = fc.record({
  arguments: fc.tuple(argument, argument, argument),
  returns: fc.constantFrom('type', 'type', 'type', 'boolean', 'rows', 'table', 'procedure'),
  type: fc.nat(60),
  body: fc.constantFrom('sql', 'sql', 'atomic', 'return', 'plpgsql'),
  of: fc.nat(99),
  volatility: fc.constantFrom('', '', 'IMMUTABLE', 'IMMUTABLE', 'STABLE'),
  options: fc.constantFrom(
    '',
    '',
    'STRICT',
    'COST 7',
    'SECURITY DEFINER SET search_path TO public',
    'PARALLEL SAFE',
    'LEAKPROOF',
  ),
});
type RoutineSpec = typeof spec extends fc.Arbitrary<infer Spec> ? Spec : never;

/** What a routine is for: the same words begin, return and end it. */
interface Purpose {
  readonly is: 'function' | 'set' | 'procedure';
  readonly returns: string;
  readonly result: TypeRef;
  /** The one statement that it runs. */
  readonly query: string;
  /** The value of a function that returns one. */
  readonly value?: string;
}

export const routine = randomKind({
  word: 'fun',
  stage: 3,
  slots: 6,
  weight: 8,
  spec,
  make: (chosen, self, world) => {
    const args = argumentsOf(world, chosen.arguments);
    const purpose = purposeOf(world, chosen, args);
    const types = args.map(({ type }) => type.sql);
    const signature = args.map(({ name, type, value }) => `${quote(name)} ${type.sql}${value}`).join(', ');
    const kind = purpose.is === 'procedure' ? 'PROCEDURE' : 'FUNCTION';
    const options = [
      ...(purpose.is === 'procedure' ? [] : [chosen.volatility]),
      ...(purpose.is === 'function' ? [chosen.options] : []),
    ].filter((option) => option !== '');
    const head = `CREATE ${kind} ${self.sql}(${signature})${purpose.returns}`;
    world.run([head, ...options, bodyOf(world, chosen, purpose)].join(' '));
    world.subject(`${kind} ${self.sql}(${types.join(', ')})`, { privileges: ['EXECUTE'] });
    if (purpose.is === 'procedure') return;
    world.functions.push({
      sql: self.sql,
      takes: args.map(({ type }) => type),
      needs: args.filter(({ value }) => value === '').length,
      returns: purpose.result,
      isImmutable: chosen.volatility === 'IMMUTABLE' && purpose.is === 'function',
      is: purpose.is,
    });
  },
});

/** After the first argument with a default, all have one. */
function argumentsOf(
  world: World,
  specs: readonly ArgumentSpec[],
): readonly (ColumnRef & { readonly value: string })[] {
  const names = ['a', 'B.c', 'd"e'];
  let hasDefault = false;
  return specs.flatMap(({ is, type: number, default: kind, of }, index) => {
    if (!is) return [];
    const type = anyType(world, number);
    hasDefault ||= kind !== 'none';
    const value = kind === 'expression' ? expressionOf(world, type, of) : valueOf(type, of);
    return [{ name: names[index] ?? 'z', type, value: hasDefault ? ` DEFAULT ${value}` : '' }];
  });
}

function purposeOf(world: World, chosen: RoutineSpec, args: readonly ColumnRef[]): Purpose {
  const { returns, of } = chosen;
  const from = pick(world.relations, of);
  const first = from?.columns[0];
  const type = returns === 'boolean' ? baseType('boolean') : anyType(world, chosen.type);
  if (from !== undefined && first !== undefined) {
    const where = condition(world, of, { columns: from.columns, prefix: 't.' });
    const source = `FROM ${from.sql} AS t WHERE ${where}`;
    if (returns === 'procedure' && from.is === 'table') {
      return { is: 'procedure', returns: '', result: type, query: `DELETE ${source}` };
    }
    if (returns === 'rows') {
      const query = `SELECT t.* ${source}`;
      return { is: 'set', returns: ` RETURNS SETOF ${from.sql}`, result: first.type, query };
    }
    if (returns === 'table') {
      const query = `SELECT t.${quote(first.name)} ${source}`;
      return { is: 'set', returns: ` RETURNS TABLE(result ${first.type.sql})`, result: first.type, query };
    }
  }
  const value = expressionOf(world, type, of, { columns: args });
  const query = `SELECT ${value}`;
  if (returns === 'procedure') return { is: 'procedure', returns: '', result: type, query };
  return { is: 'function', returns: ` RETURNS ${type.sql}`, result: type, query, value };
}

function bodyOf(world: World, { body, of }: RoutineSpec, { query, value }: Purpose): string {
  if (body === 'plpgsql' && value !== undefined) {
    const row = pick(world.relations, of);
    const variable = row === undefined ? 'text' : `${row.sql}%ROWTYPE`;
    return `LANGUAGE plpgsql AS $$ DECLARE x ${variable}; BEGIN RETURN ${value}; END $$`;
  }
  if (world.major < 14 || body === 'sql') return `LANGUAGE sql AS $$ ${query} $$`;
  return body === 'return' && value !== undefined
    ? `LANGUAGE sql RETURN ${value}`
    : `LANGUAGE sql BEGIN ATOMIC ${query}; END`;
}
