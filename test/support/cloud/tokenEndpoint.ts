import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A place in the network of a cloud's machines that gives credentials to who runs there. */
export interface TokenEndpoint {
  /** What was asked for, in turn: audiences of Entra ID, `aws`. */
  readonly asked: readonly string[];
  /** The environment in which the clouds' libraries find this place, and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** What it gives from now on. Azure's library keeps a token, and the address of the endpoint, as long as the process runs. */
  give(credentials: GivenCredentials): void;
  close(): Promise<void>;
}

/** What the endpoint gives. */
export interface GivenCredentials {
  /** The token of Entra ID, as App Service gives it to a managed identity. */
  readonly token?: string;
  /** When AWS's keys expire; they are given to a container. */
  readonly expiration?: Date;
}

/** A key that is in no account: that of AWS's own documentation. */
export const awsKey = {
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  SecretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  Token: 'session-of-a-container',
};

export async function startTokenEndpoint(): Promise<TokenEndpoint> {
  let given: GivenCredentials = {};
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const { token, expiration } = given;
    const audience = url.searchParams.get('resource');
    asked.push(audience ?? 'aws');
    if (audience === null && expiration !== undefined) {
      answer(200, { ...awsKey, Expiration: expiration.toISOString() });
    } else if (audience !== null && token !== undefined) {
      const expires = String(Math.floor(Date.now() / 1000) + 3600);
      answer(200, { access_token: token, expires_on: expires, resource: audience, token_type: 'Bearer' });
    } else answer(400, { error: 'invalid_request', error_description: 'Nobody is known here' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    asked,
    env: {
      ...noCredentials,
      AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
      IDENTITY_ENDPOINT: `${address}/entra`,
      IDENTITY_HEADER: 'secret of the machine',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${address}/aws`,
    },
    give: (credentials) => {
      given = credentials;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/**
 * An environment in which the clouds' libraries find no credentials, and do not look for a machine of the cloud; the
 * tests' servers may see tokens.
 */
export const noCredentials: Readonly<Record<string, string>> = {
  DBVC_ENTRA_HOSTS: '127.0.0.1,localhost',
  AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

/** Runs something with other variables in the environment, which the libraries read by themselves. */
export async function withEnvironment<T>(
  env: Readonly<Record<string, string>>,
  run: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  const others = Object.entries(before).filter(([name]) => !/^(?:AWS|AZURE|IDENTITY)_/.test(name));
  process.env = { ...Object.fromEntries(others), ...env };
  try {
    return await run();
  } finally {
    process.env = before;
  }
}
