import { describeConvergence } from './convergenceCases.js';

describeConvergence('conversions', [
  {
    name: 'makes and drops conversions',
    before: `create conversion gone for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8`,
    after: `create schema "Con.v"; create default conversion "Con.v"."L.1" for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
      create conversion back for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1; alter conversion back owner to pg_monitor;
      comment on conversion "Con.v"."L.1" is 'in'`,
  },
  {
    name: 'makes conversions again that change, and hands on what is the default',
    before: `create default conversion a for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8; create conversion b for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
      create conversion c for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8`,
    after: `create conversion a for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8; create default conversion b for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
      create conversion c for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1`,
  },
]);
