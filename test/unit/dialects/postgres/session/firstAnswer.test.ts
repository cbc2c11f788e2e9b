import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseErrorResponse } from '../../../../../src/dialects/postgres/session/errorResponse.js';
import { checkFirstAnswer } from '../../../../../src/dialects/postgres/session/protocolStream.js';
import { errorResponse, protocolMessage } from '../../../../support/fakeServer.js';

describe('The first answer of a server', () => {
  const accepted: readonly [title: string, answer: Buffer][] = [
    ['no password', protocolMessage('R', 0)],
    ['MD5', protocolMessage('R', 5, 1)],
    ['SASL', protocolMessage('R', 10, 'SCRAM-SHA-256')],
    ['an error', errorResponse('28P01', 'no')],
    ['a protocol version', protocolMessage('v', 196_608, 0)],
  ];
  for (const [title, answer] of accepted) {
    it(`is accepted, whole or in pieces: ${title}`, () => {
      for (let length = 1; length <= answer.length; length += 1) {
        assert.equal(checkFirstAnswer(answer.subarray(0, length)), undefined);
      }
    });
  }

  it('names a login that cannot be done', () => {
    assert.equal(checkFirstAnswer(protocolMessage('R', 7))?.detail, 'GSSAPI');
    assert.equal(checkFirstAnswer(protocolMessage('R', 9))?.detail, 'SSPI');
  });

  it('is checked without an exception, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('', 'E', 'R', 'N', 'v'), (bytes, letter) => {
        const answer = Buffer.concat([Buffer.from(letter), Buffer.from(bytes)]);
        checkFirstAnswer(answer);
        parseErrorResponse(answer);
      }),
    );
  });

  it('may be an error from before there was a protocol to speak of', () => {
    assert.equal(parseErrorResponse(errorResponse('53300', 'too many'))?.fields.sqlState, '53300');
    assert.equal(
      parseErrorResponse(Buffer.from('Ecould not fork new process\n\0'))?.fields.message,
      'could not fork new process',
    );
    assert.equal(parseErrorResponse(Buffer.from('E\x01\x02\x03\x04\x05\x06\x07\0')), undefined);
  });
});
