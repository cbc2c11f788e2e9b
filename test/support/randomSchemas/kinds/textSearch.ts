import fc from 'fast-check';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const textSearchDictionary = randomKind({
  word: 'dict',
  stage: 0,
  slots: 2,
  spec: fc.record({
    template: fc.constantFrom('simple', 'snowball'),
    accept: fc.constantFrom('true', 'false'),
    language: fc.constantFrom('english', 'german'),
  }),
  make: (spec, self, world) => {
    const options =
      spec.template === 'simple'
        ? `TEMPLATE = simple, accept = ${spec.accept}`
        : `TEMPLATE = snowball, language = ${spec.language}`;
    world.run(`CREATE TEXT SEARCH DICTIONARY ${self.sql} (${options})`);
    world.named('dictionary').push({ sql: self.sql });
    world.subject(`TEXT SEARCH DICTIONARY ${self.sql}`);
  },
});

export const textSearchConfiguration = randomKind({
  word: 'conf',
  stage: 2,
  slots: 2,
  spec: fc.record({ words: fc.nat(9), numbers: fc.nat(9), copy: fc.boolean() }),
  make: (spec, self, world) => {
    const words = pick(world.named('dictionary'), spec.words)?.sql ?? 'simple';
    const numbers = pick(world.named('dictionary'), spec.numbers)?.sql ?? 'simple';
    world.run(`CREATE TEXT SEARCH CONFIGURATION ${self.sql} (PARSER = "default")`);
    world.run(
      `ALTER TEXT SEARCH CONFIGURATION ${self.sql} ADD MAPPING FOR asciiword, word WITH ${words}, english_stem`,
    );
    if (spec.copy)
      world.run(`ALTER TEXT SEARCH CONFIGURATION ${self.sql} ADD MAPPING FOR int WITH ${numbers}`);
    world.subject(`TEXT SEARCH CONFIGURATION ${self.sql}`);
    world.functions.push({
      sql: 'to_tsvector',
      takes: [
        { sql: 'regconfig', values: [`'${self.sql.replaceAll("'", "''")}'::regconfig`], sorts: false },
        { sql: 'text', values: ["'a b'::text"], sorts: true },
      ],
      needs: 2,
      returns: { sql: 'tsvector', values: [], sorts: true },
      isImmutable: true,
      is: 'function',
    });
  },
});
