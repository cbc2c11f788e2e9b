import * as z from 'zod';
import { partId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { NewPart } from '../introspection/catalogBuilder.js';
import { linkHeirs } from '../introspection/heirs.js';
import { checkedRows, oid } from '../introspection/rows.js';
import { indexName } from './indexSettings.js';
import type { PostgresKind } from './kind.js';
import { listOf } from './partName.js';

const row = z.object({ index: oid, parent: oid });

/**
 * What makes the index or key of a partition a part of the partitioned table's. The server does it by itself when a
 * partition is attached that has the index already; it cannot be undone but by detaching the partition.
 */
export const indexAttachmentKind: PostgresKind = {
  name: 'index-attachment',
  rank: 216,
  row,
  query: () => `
    select i.inhrelid as index, i.inhparent as parent
    from pg_catalog.pg_inherits as i
    join pg_catalog.pg_class as c on c.oid = i.inhrelid and c.relkind in ('i', 'I')
    order by i.inhrelid`,
  read(rows, builder) {
    for (const attached of checkedRows('index attachment', row, rows)) {
      const [index, parent] = [attached.index, attached.parent].map((at) => {
        const id = builder.find(catalogOids.pg_class, at, 0);
        return id === undefined ? undefined : builder.part(id);
      });
      if (index === undefined || parent === undefined) continue;
      const objectId = index.objectId ?? index.id;
      const tie = builder.tiesOf(objectId).find((one) => one.parent === parent.objectId);
      if (tie === undefined) continue;
      const id = partId('index-attachment', ...index.path);
      builder.add({
        id,
        kind: 'index-attachment',
        objectId,
        parent: index.id,
        path: index.path,
        attributes: { index: { value: nameInSchema(parent) } },
      });
      const inherited = { from: parent.id, via: tie.id, carried: ['drop'] as const };
      builder.inherit(index.id, { ...inherited, attributes: [['definition']] });
      builder.inherit(id, { ...inherited, attributes: [['index']] });
      builder.depend(id, parent.id);
    }
    linkHeirs(builder);
  },
  describe: (part) => `attachment of index ${indexName(part)} to ${quoteQualified(...listOf(part, 'index'))}`,
  create: (part) => [
    statement(`ALTER INDEX ${quoteQualified(...listOf(part, 'index'))} ATTACH PARTITION ${indexName(part)}`),
  ],
  // It goes with the index, or when the partition is detached.
  drop: () => [],
  alter: (target) => ({ how: 'replace', reason: `index ${indexName(target)} belongs to another` }),
};

/** An index lives in the schema of its table. */
function nameInSchema({ path }: NewPart): readonly string[] {
  return [path[0] ?? '', path[path.length - 1] ?? ''];
}
