import type { Session } from '../../src/core/dialect/session.js';

/**
 * A session whose server plans each catalog query once, however often it is asked: in an empty database planning takes
 * most of a reading's time, and tests read the same databases again and again. Only texts of queries are cached, never
 * what they found.
 */
export function planOnce(session: Session): Session {
  const names = new Map<string, string>();
  return {
    server: session.server,
    query: (...call) => session.query(...call),
    async queryMany(statements, signal) {
      const sent: string[] = [];
      const places = statements.map((statement) => {
        let name = names.get(statement);
        if (name === undefined) {
          names.set(statement, (name = `planned_${String(names.size)}`));
          sent.push(`PREPARE ${name} AS ${statement}`);
        }
        return sent.push(`EXECUTE ${name}`) - 1;
      });
      const results = await session.queryMany(sent, signal);
      return places.map((place) => results[place] ?? []);
    },
    onNotice: (listener) => session.onNotice(listener),
    close: () => session.close(),
  };
}
