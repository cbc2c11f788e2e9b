import { createServer } from 'node:http';
import * as z from 'zod';

const reportSchema = z.object({
  kind: z.enum(['line', 'end']),
  text: z.string(),
  failures: z.number().optional(),
});

/** Listens for what the suite inside an extension host reports. */
export interface HostReports {
  readonly url: string;
  /** The number of failed tests, when the suite has ended. */
  readonly ended: Promise<number>;
  close(): void;
}

/** Prints the lines that the suite sends as they come. */
export async function listenForReports(): Promise<HostReports> {
  let end: (failures: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      response.end();
      const report = reportSchema.parse(JSON.parse(body));
      if (report.kind === 'line') console.log(report.text);
      else end(report.failures ?? 1);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port to listen for reports on');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    ended,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
