import { createServer } from 'node:net';
import ssh2 from 'ssh2';

/** An SSH agent of a test's own, on a Unix socket. */
export interface TestSshAgent {
  readonly socket: string;
  /** How often it was asked which keys it has, and for how many signatures. */
  readonly questions: number;
  readonly signatures: number;
  close(): Promise<void>;
}

/** Starts an agent that holds these private keys. */
export async function startSshAgent(socket: string, privateKeys: readonly string[]): Promise<TestSshAgent> {
  const keys = privateKeys.map((text) => {
    const key = ssh2.utils.parseKey(text);
    if (key instanceof Error) throw key;
    return key;
  });
  let questions = 0;
  let signatures = 0;
  const server = createServer((client) => {
    client.on('error', () => undefined);
    const protocol = new ssh2.AgentProtocol(false);
    protocol.on('identities', (request: ssh2.AgentInboundRequest) => {
      questions += 1;
      protocol.getIdentitiesReply(request, keys);
    });
    protocol.on('sign', (request: ssh2.AgentInboundRequest, wanted: ssh2.ParsedKey, data: Buffer) => {
      const key = keys.find((candidate) => candidate.getPublicSSH().equals(wanted.getPublicSSH()));
      const signature = key?.sign(data);
      if (signature === undefined || signature instanceof Error) {
        protocol.failureReply(request);
        return;
      }
      signatures += 1;
      protocol.signReply(request, signature);
    });
    client.pipe(protocol).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    get questions() {
      return questions;
    },
    get signatures() {
      return signatures;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
