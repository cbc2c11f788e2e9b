import type { DatabaseLabels } from '../core/dialect/connector.js';
import type { Dialect } from '../core/dialect/dialect.js';
import type { Database } from '../core/dialect/session.js';
import { DbvcError } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import {
  connectionAddress,
  type ConnectionSettings,
  isSocketDirectory,
} from '../core/profiles/connectionSettings.js';
import type { Machine } from '../core/profiles/machine.js';
import { hopName, type SshQuestions, type SshRoute } from '../core/profiles/sshRoute.js';
import { openTunnel, type Tunnel } from './tunnel.js';

/** What a database behind SSH servers is made of. */
export interface TunneledOptions {
  readonly route: SshRoute;
  readonly settings: ConnectionSettings;
  readonly labels: DatabaseLabels;
  readonly dialect: Dialect;
  readonly machine: Machine;
  readonly questions: SshQuestions;
  readonly logger: Logger;
}

/**
 * A database that is reached through SSH servers. Its sessions share one tunnel, which is opened for the first of them
 * and closed with the last. Throws `not-supported` for what no tunnel can lead to.
 */
export function tunneledDatabase(options: TunneledOptions): Database {
  const { settings, labels, dialect, logger } = options;
  if (isSocketDirectory(settings.host)) {
    throw new DbvcError('not-supported', 'A Unix socket cannot be reached through SSH; name a host.');
  }
  if (settings.instance !== undefined) {
    throw new DbvcError(
      'not-supported',
      'A named instance cannot be found through SSH; give its port instead.',
    );
  }
  const way = new SharedTunnel(options);
  return {
    ...labels,
    address: `${connectionAddress(settings)} via ${options.route.map(({ host }) => host).join(', ')}`,
    parallelSessions: true,
    open: (open) =>
      way.use(open.signal, (near) =>
        dialect.connector.database({ ...settings, via: near }, labels, logger).open(open),
      ),
  };
}

/** A tunnel, and how many are connecting through it now. */
interface OpenWay {
  readonly opening: Promise<Tunnel>;
  /** Undefined until it is open. */
  tunnel?: Tunnel;
  users: number;
}

/** One tunnel for all who connect at a time: it lives from the first of them to the end of the last connection. */
class SharedTunnel {
  #current: OpenWay | undefined;

  constructor(private readonly options: TunneledOptions) {}

  /** Runs `connect` with the near end of the tunnel. What the tunnel says goes before what the driver sees of it. */
  async use<T>(
    signal: AbortSignal | undefined,
    connect: (near: { readonly host: string; readonly port: number }) => Promise<T>,
  ): Promise<T> {
    const mine = this.#way(signal);
    mine.users += 1;
    let tunnel: Tunnel | undefined;
    try {
      tunnel = await mine.opening;
      mine.tunnel = tunnel;
      return await connect({ host: tunnel.host, port: tunnel.port });
    } catch (error) {
      const isLost = error instanceof DbvcError && error.code === 'connection-failed';
      throw isLost ? (tunnel?.failure ?? error) : error;
    } finally {
      mine.users -= 1;
      if (tunnel === undefined) this.#forget(mine);
      else this.#closeWhenIdle(mine, tunnel);
    }
  }

  /** The way that is open or about to be; a new one where the last was lost. */
  #way(signal: AbortSignal | undefined): OpenWay {
    const before = this.#current;
    if (before?.tunnel?.isOpen === false) this.#forget(before);
    return (this.#current ??= { opening: this.#open(signal), users: 0 });
  }

  async #open(signal: AbortSignal | undefined): Promise<Tunnel> {
    const { route, settings, machine, questions, logger } = this.options;
    logger.debug(`Opening a tunnel through ${route.map(hopName).join(', ')}`);
    const tunnel = await openTunnel(route, settings, {
      machine,
      questions,
      timeout: settings.connectTimeout,
      ...(signal === undefined ? {} : { signal }),
    });
    const mine = this.#current;
    tunnel.onIdle(() => {
      if (mine !== undefined) this.#closeWhenIdle(mine, tunnel);
    });
    return tunnel;
  }

  #closeWhenIdle(mine: OpenWay, tunnel: Tunnel): void {
    if (mine.users > 0 || !tunnel.isIdle) return;
    this.#forget(mine);
    tunnel.close();
    this.options.logger.debug('Closed the tunnel');
  }

  #forget(mine: OpenWay): void {
    if (this.#current === mine) this.#current = undefined;
  }
}
