import { connect, type Socket } from 'node:net';

/** Where the driver wants to connect; it knows the port of a named instance by then. */
export interface SocketAddress {
  readonly host: string;
  readonly port: number;
}

/** Tells a refusal of {@link openEncryptedSocket} from other ends of a socket. */
export const noEncryption = 'the server offers no TLS';

/**
 * Connects. What is written goes out at once: the rest of a batch longer than a packet would wait for the server to
 * acknowledge the first one, which it puts off by tens of milliseconds. Rejects as the socket fails.
 */
export async function openSocket(address: SocketAddress, signal?: AbortSignal): Promise<Socket> {
  const socket = connect({
    ...address,
    autoSelectFamily: true,
    noDelay: true,
    ...(signal === undefined ? {} : { signal }),
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve();
    });
  });
  return socket;
}

/**
 * Connects for a login that must be encrypted, and ends the connection where the server's first answer says that it will
 * not be: the driver itself would go on and send the password in plain text. Rejects as the socket fails.
 */
export async function openEncryptedSocket(address: SocketAddress, signal?: AbortSignal): Promise<Socket> {
  const socket = await openSocket(address, signal);
  let answer = Buffer.alloc(0);
  // Before the driver's own listener, so that there is no socket left when that has read the answer.
  const look = (chunk: Buffer): void => {
    answer = Buffer.concat([answer, chunk]);
    const encryption = offeredEncryption(answer);
    if (encryption === 'incomplete') return;
    socket.off('data', look);
    if (encryption !== 'offered') socket.destroy(new Error(noEncryption));
  };
  socket.on('data', look);
  return socket;
}

const headerLength = 8;
const encryptionToken = 1;
const endToken = 0xff;
/** ENCRYPT_ON and ENCRYPT_REQ of MS-TDS 2.2.6.5. */
const encrypts: readonly (number | undefined)[] = [1, 3];

/** What a server's answer to PRELOGIN (MS-TDS 2.2.6.5, one packet) says about encryption. */
export function offeredEncryption(answer: Buffer): 'incomplete' | 'offered' | 'refused' {
  if (answer.length < headerLength || answer.length < answer.readUInt16BE(2)) return 'incomplete';
  const body = answer.subarray(headerLength, answer.readUInt16BE(2));
  // Each option: token, offset and length of its value.
  for (let at = 0; at + 5 <= body.length && body[at] !== endToken; at += 5) {
    if (body[at] === encryptionToken) {
      return encrypts.includes(body[body.readUInt16BE(at + 1)]) ? 'offered' : 'refused';
    }
  }
  return 'refused';
}
