import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { ProtocolStream } from '../../../../../src/dialects/postgres/session/protocolStream.js';
import { startFakeServer } from '../../../../support/fakeServer.js';
import type { FakeServer } from '../../../../support/fakeServer.js';

/** Waits for the end, whether an error comes before it or not. */
const closeOf = (stream: ProtocolStream): Promise<void> =>
  new Promise((resolve) => {
    stream.once('close', () => resolve());
  });

describe('The stream under the driver', () => {
  let server: FakeServer;
  let socket: Socket;
  before(async () => {
    server = await startFakeServer((peer) => peer.write('SSH-2.0-x\r\n'));
  });
  beforeEach(async () => {
    socket = new Socket().connect(server.port, server.host);
    await once(socket, 'connect');
  });
  after(async () => {
    await server.close();
  });

  it('keeps an error for a driver that comes late', async () => {
    const stream = new ProtocolStream(socket);
    await closeOf(stream);
    const heard: string[] = [];
    stream.on('error', (error) => heard.push(error.message));
    stream.on('close', () => heard.push('close'));
    stream.connect();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(heard, ['not-postgres', 'close']);
  });

  it('is over when its socket is over', async () => {
    socket.destroy();
    await once(socket, 'close');
    const stream = new ProtocolStream(socket);
    assert.ok(stream.destroyed);
  });

  it("turns an exception of the driver's parser into an error", async () => {
    const stream = new ProtocolStream(socket.removeAllListeners());
    stream.on('data', () => {
      throw new Error('cannot parse');
    });
    const failed = closeOf(stream);
    stream.emit('data', Buffer.from('R'));
    await failed;
    assert.equal(stream.errored?.message, 'cannot parse');
  });
});
