import { defaultIgnoreRules } from '../rules/rules.js';

/**
 * A `.dbvc.jsonc` to begin with: what it may hold, said in comments. What stands in `// "…` lines may be uncommented as it is;
 * until then it is a file that compares nothing.
 */
export const sampleConfig = `// What DBVC compares in this repository. "dbvc compare" goes by it; VS Code reads the renames, and can import the profiles.
// It holds no passwords: they come from the keyring of VS Code, from .pgpass, PGPASSWORD or MSSQL_PASSWORD, or are asked for.
{
  // Connections. Each is a "name" and either a "url" or the fields of an address; \${env:NAME} stands for a variable.
  "profiles": [
    // { "name": "dev", "url": "postgresql://ada@localhost:5432/shop" },
    // {
    //   "name": "prod",
    //   "host": "db.example",
    //   "port": 5432,
    //   "database": "shop",
    //   "user": "\${env:SHOP_USER}",
    //   "tls": { "mode": "verify-full" },
    //   "environment": "production", // applying asks for its name
    //   "readOnly": true, // nothing is ever applied to it
    //   "ssh": { "host": "bastion.example", "user": "ada" },
    // },
  ],
  "comparison": {
    // The database that is right, and the one that is to be changed: names of profiles, or connection strings.
    // "source": "dev",
    // "target": "prod",

    // VS Code has settings of its own for these: dbvc.include, dbvc.exclude, dbvc.ignore.
    // Which objects: patterns such as "public.*", with a kind before them or without.
    // "include": ["public.*"],
    // "exclude": ["table:public.tmp_*"],

    // Which differences do not count, in place of the default list; ["none"] compares everything.
    // "ignore": [${defaultIgnoreRules.map((rule) => `"${rule}"`).join(', ')}],

    // What was renamed: old names on the target with the new ones.
    // "renames": { "public.customer": "public.customers" },
  },
}
`;
