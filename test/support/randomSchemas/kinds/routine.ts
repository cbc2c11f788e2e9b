import fc from 'fast-check';
import { baseType } from '../baseTypes.js';
import { anyType, condition, expressionOf, valueOf } from '../expressions.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick, type ColumnRef } from '../world.js';

const argument = fc.record({
  is: fc.constantFrom(true, false),
  type: fc.nat(60),
  default: fc.constantFrom('none', 'none', 'value', 'expression'),
  of: fc.nat(99),
});
const argumentNames = ['a', 'B.c', 'd"e'];

export const routine = randomKind({
  word: 'fun',
  stage: 3,
  slots: 6,
  weight: 8,
  spec: fc.record({
    arguments: fc.tuple(argument, argument, argument),
    returns: fc.constantFrom('type', 'type', 'type', 'boolean', 'rows', 'table', 'procedure', 'column type'),
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
  }),
  make: (spec, self, world) => {
    let hasDefault = false;
    const args = spec.arguments.flatMap(({ is, type: number, default: value, of }, index) => {
      if (!is) return [];
      const type = anyType(world, number);
      hasDefault ||= value !== 'none';
      const text = hasDefault
        ? ` DEFAULT ${value === 'expression' ? expressionOf(world, type, of) : valueOf(type, of)}`
        : '';
      return [{ name: argumentNames[index] ?? 'z', type, text, hasDefault }];
    });
    const relation = pick(world.relations, spec.of);
    const columns: readonly ColumnRef[] = args.map(({ name, type }) => ({ name, type }));
    const type = spec.returns === 'boolean' ? baseType('boolean') : anyType(world, spec.type);
    const signature = `${self.sql}(${args.map(({ name, type: taken, text }) => `${quote(name)} ${taken.sql}${text}`).join(', ')})`;
    const identity = `${self.sql}(${args.map(({ type: taken }) => taken.sql).join(', ')})`;
    const source = relation?.columns[0] === undefined ? undefined : relation;
    const first = source?.columns[0];
    const makesRows =
      source !== undefined && first !== undefined && (spec.returns === 'rows' || spec.returns === 'table');
    const isProcedure = spec.returns === 'procedure';
    const returns = isProcedure
      ? ''
      : makesRows
        ? spec.returns === 'rows'
          ? ` RETURNS SETOF ${source.sql}`
          : ` RETURNS TABLE(result ${first.type.sql})`
        : ` RETURNS ${type.sql}`;
    const value = expressionOf(world, type, spec.of, { columns });
    const select = makesRows
      ? `SELECT ${spec.returns === 'rows' ? 't.*' : `t.${quote(first.name)}`} FROM ${source.sql} AS t WHERE ${condition(world, spec.of, { columns: source.columns, prefix: 't.' })}`
      : isProcedure && source !== undefined && source.is === 'table'
        ? `DELETE FROM ${source.sql} WHERE ${condition(world, spec.of, { columns: source.columns })}`
        : `SELECT ${value}`;
    const atomic = world.major >= 14 && spec.body !== 'sql' && spec.body !== 'plpgsql';
    const body = atomic
      ? spec.body === 'return' && !makesRows && !isProcedure
        ? `LANGUAGE sql {} RETURN ${value}`
        : `LANGUAGE sql {} BEGIN ATOMIC ${select}; END`
      : spec.body === 'plpgsql' && !makesRows && !isProcedure
        ? `LANGUAGE plpgsql {} AS $$ DECLARE x ${source === undefined ? 'text' : `${source.sql}%ROWTYPE`}; BEGIN RETURN ${value}; END $$`
        : `LANGUAGE sql {} AS $$ ${select} $$`;
    const options = isProcedure ? '' : `${spec.volatility} ${makesRows ? '' : spec.options}`.trim();
    world.run(
      `CREATE ${isProcedure ? 'PROCEDURE' : 'FUNCTION'} ${signature}${returns} ${body.replace('{} ', options === '' ? '' : `${options} `)}`,
    );
    world.subject(`${isProcedure ? 'PROCEDURE' : 'FUNCTION'} ${identity}`, { privileges: ['EXECUTE'] });
    if (isProcedure) return;
    world.functions.push({
      sql: self.sql,
      takes: args.map(({ type: taken }) => taken),
      needs: args.filter((one) => !one.hasDefault).length,
      returns: makesRows ? first.type : type,
      isImmutable: spec.volatility === 'IMMUTABLE' && !makesRows,
      is: makesRows ? 'set' : 'function',
    });
  },
});
