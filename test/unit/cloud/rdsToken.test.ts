import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { rdsToken } from '../../../src/cloud/rdsToken.js';
import type { ConnectionSettings } from '../../../src/core/profiles/connectionSettings.js';
import { awsKey, noCredentials, withEnvironment } from '../../support/cloud/tokenEndpoint.js';
import { everythingIn, rejectionOf } from '../core/profiles/errorText.js';

const settings: ConnectionSettings = {
  engine: 'postgres',
  host: 'shop.c1x2.eu-central-1.rds.amazonaws.com',
  port: 5433,
  database: 'shop',
  user: 'ada',
  tls: { mode: 'verify-full' },
  applicationName: 'dbvc',
  connectTimeout: 1000,
};

const credentials = { accessKeyId: awsKey.AccessKeyId, secretAccessKey: awsKey.SecretAccessKey };

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signature that AWS's documentation describes, of a token that is not ours to know. */
function signatureOf(token: URL, secret: string): string {
  const query = [...token.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const empty = createHash('sha256').update('').digest('hex');
  const request = `GET\n/\n${query}\nhost:${token.host}\n\nhost\n${empty}`;
  const [, date = '', region = '', service = ''] = (token.searchParams.get('X-Amz-Credential') ?? '').split(
    '/',
  );
  const text = [
    'AWS4-HMAC-SHA256',
    token.searchParams.get('X-Amz-Date') ?? '',
    `${date}/${region}/${service}/aws4_request`,
    createHash('sha256').update(request).digest('hex'),
  ].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

describe('a token of AWS for RDS', () => {
  const env = noCredentials;

  it('is signed for host, port, user and the region of the host, and good for 15 minutes', async () => {
    const before = Date.now();
    const { token, expires } = await withEnvironment(env, () =>
      rdsToken(settings, () => Promise.resolve(credentials)),
    );
    const url = new URL(`https://${token.reveal()}`);
    assert.equal(url.host, 'shop.c1x2.eu-central-1.rds.amazonaws.com:5433');
    assert.equal(url.searchParams.get('Action'), 'connect');
    assert.equal(url.searchParams.get('DBUser'), 'ada');
    assert.equal(url.searchParams.get('X-Amz-Expires'), '900');
    assert.match(url.searchParams.get('X-Amz-Credential') ?? '', /\/eu-central-1\/rds-db\/aws4_request$/);
    assert.equal(url.searchParams.get('X-Amz-Signature'), signatureOf(url, credentials.secretAccessKey));
    assert.ok(Math.abs(expires - before - 15 * 60_000) < 60_000);
    assert.equal(String(token), '*****');
    assert.equal(JSON.stringify({ token }), '{"token":"*****"}');
  });

  it("has AWS's own region where the host names none, and needs one", async () => {
    const elsewhere = { ...settings, host: 'db.example' };
    const make = (): ReturnType<typeof rdsToken> => rdsToken(elsewhere, () => Promise.resolve(credentials));
    const { token } = await withEnvironment({ ...env, AWS_REGION: 'us-west-2' }, make);
    assert.match(token.reveal(), /us-west-2%2Frds-db/);
    const error = await withEnvironment(env, () => rejectionOf(make()));
    assert.equal(error.code, 'invalid-input');
    assert.match(error.message, /The AWS region of db\.example is not known/);
    assert.match(error.details.hint ?? '', /AWS_REGION/);
  });

  it('is not signed with credentials that have expired', async () => {
    const expiration = new Date(Date.now() - 1000);
    const expired = rdsToken(settings, () => Promise.resolve({ ...credentials, expiration }));
    const error = await rejectionOf(expired);
    assert.equal(error.code, 'authentication-failed');
    assert.match(error.message, /^The AWS credentials expired at \d{4}-/);
    assert.match(error.details.hint ?? '', /aws sso login/);
    assert.ok(!everythingIn(error).includes(credentials.secretAccessKey));
  });

  it('says what to do where AWS has no credentials', async () => {
    const error = await withEnvironment(env, () => rejectionOf(rdsToken(settings)));
    assert.equal(error.code, 'authentication-failed');
    assert.match(error.message, /^AWS gave no credentials to sign in with: /);
    assert.match(error.details.hint ?? '', /aws sso login.*AWS_ACCESS_KEY_ID/);
  });
});
