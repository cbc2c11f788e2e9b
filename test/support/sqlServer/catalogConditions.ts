import type { ModelRow } from './catalogModel.js';

/** The few conditions that catalog queries have. */
export function accepts(sql: string, row: ModelRow): boolean {
  const condition = /\nwhere ([\s\S]*)$/.exec(sql)?.[1];
  switch (condition?.trim()) {
    case undefined:
      return true;
    case 'is_ms_shipped = 0':
      return row['is_ms_shipped'] === false;
    case 'data_compression <> 0 or partition_number > 1':
      return row['data_compression'] !== 0 || Number(row['partition_number']) > 1;
    case 'data_compression <> 0 or partition_number > 1 or xml_compression = 1':
      return (
        row['data_compression'] !== 0 ||
        Number(row['partition_number']) > 1 ||
        row['xml_compression'] === true
      );
    case 'major_id >= 0':
      return Number(row['major_id']) >= 0;
    default:
      // The others leave out rows that a model does not have.
      return true;
  }
}
