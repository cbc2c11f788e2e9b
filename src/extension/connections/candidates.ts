import type { Candidate } from '../../core/comparison/candidate.js';
import type { Sides } from '../../core/comparison/readSides.js';
import type { Engine } from '../../core/model/catalog.js';
import type { Profile } from '../../core/profiles/profile.js';
import { savedCatalog } from '../../core/snapshot/savedDatabase.js';
import type { DemoHost } from '../demo/demoHost.js';
import type { ConnectionEntry } from './connectionRows.js';
import type { ProfileConnector } from './profileConnector.js';
import type { ProfileStore, StoredProfile } from './profileStore.js';
import { profileAddress } from './profileText.js';

/** A database that can be compared, as lists show it and as a comparison takes it. */
export interface ListedCandidate {
  readonly entry: ConnectionEntry;
  readonly candidate: Candidate;
}

/** Every database that can be compared: profiles, and the demo's while it runs. */
export class Candidates {
  constructor(
    private readonly profiles: ProfileStore,
    private readonly connector: ProfileConnector,
    private readonly demo: DemoHost,
  ) {}

  async all(): Promise<readonly ListedCandidate[]> {
    const { usable } = await this.profiles.all();
    return [...this.demoCandidates(), ...usable.map((stored) => this.#ofProfile(stored))];
  }

  /** The candidate with this key, where it still exists. */
  async find(key: string): Promise<ListedCandidate | undefined> {
    return (await this.all()).find(({ entry }) => entry.key === key);
  }

  /** The candidate of the profile of that name, where it exists and can be used. */
  async ofProfile(name: string): Promise<ListedCandidate | undefined> {
    const stored = await this.profiles.find(name);
    return stored === undefined ? undefined : this.#ofProfile(stored);
  }

  /** The demo's sources and targets, those that are saved catalogs last; none unless it runs. */
  demoCandidates(): readonly ListedCandidate[] {
    const { running, sqlServer } = this.demo;
    return [...demoSides(running, 'postgres'), ...demoSides(sqlServer, 'mssql')];
  }

  #ofProfile({ profile, scope }: StoredProfile): ListedCandidate {
    const shared = {
      key: profileKey(profile.name),
      engine: engineOf(profile),
      address: profileAddress(profile),
      ...(profile.environment === undefined ? {} : { environment: profile.environment }),
      ...(profile.readOnly === undefined ? {} : { readOnly: profile.readOnly }),
    };
    return {
      entry: {
        ...shared,
        origin: scope,
        name: profile.name,
        ...(profile.ssh === undefined ? {} : { via: profile.ssh.host }),
        ...(profile.role === undefined ? {} : { role: profile.role }),
        ...(profile.folder === undefined ? {} : { folder: profile.folder }),
      },
      candidate: {
        ...shared,
        label: profile.name,
        // Read again when it is used: the profile may have been edited since it was chosen.
        database: async () => {
          const stored = await this.profiles.find(profile.name);
          return this.connector.database(stored?.profile ?? profile);
        },
      },
    };
  }
}

function demoSides(sides: Sides | undefined, engine: Engine): readonly ListedCandidate[] {
  if (sides === undefined) return [];
  return [sides.source, sides.target].map((database) => {
    const shared = {
      key: database.address,
      engine,
      address: database.address,
      ...(database.environment === undefined ? {} : { environment: database.environment }),
    };
    const saved = savedCatalog(database) === undefined ? {} : { saved: true };
    return {
      entry: { ...shared, ...saved, origin: 'demo', name: database.label },
      candidate: { ...shared, label: database.label, database: () => Promise.resolve(database) },
    };
  });
}

/** The key of a profile's candidate. */
export function profileKey(name: string): string {
  return `profile:${name}`;
}

/** The name of the profile that a key stands for; undefined for a demo database. */
export function profileNameOf(key: string): string | undefined {
  return key.startsWith('profile:') ? key.slice('profile:'.length) : undefined;
}

/** Which engine a profile is for; a URL that is a variable is read from the environment. */
function engineOf({ engine, url = '' }: Profile): Candidate['engine'] {
  if (engine !== undefined) return engine;
  const name = /^\s*\$\{env:([^{}]+)\}/.exec(url)?.[1];
  const text = name === undefined ? url : (process.env[name] ?? '');
  return /^\s*(?:(?:jdbc:)?(?:mssql|sqlserver):|(?:server|data source)\s*=)/i.test(text)
    ? 'mssql'
    : 'postgres';
}
