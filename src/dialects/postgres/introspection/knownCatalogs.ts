import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { SqlRow } from '../../../core/dialect/session.js';
import { compareText } from '../../../core/model/compareText.js';
import { partId } from '../../../core/model/partId.js';
import type { CatalogBuilder } from './catalogBuilder.js';
import type { FollowUp } from './followUp.js';
import { checkedRows, optionalText, text } from './rows.js';

/**
 * The columns of the tables in pg_catalog, as PostgreSQL 13 to 18 have them: `name>14` came with 14, `name<15` was gone
 * with 15. What a server has beside these may hold something that DBVC would not notice.
 */
const known = `
  pg_aggregate: aggfnoid aggkind aggnumdirectargs aggtransfn aggfinalfn aggcombinefn aggserialfn aggdeserialfn
    aggmtransfn aggminvtransfn aggmfinalfn aggfinalextra aggmfinalextra aggfinalmodify aggmfinalmodify aggsortop
    aggtranstype aggtransspace aggmtranstype aggmtransspace agginitval aggminitval
  pg_am: oid amname amhandler amtype
  pg_amop: oid amopfamily amoplefttype amoprighttype amopstrategy amoppurpose amopopr amopmethod amopsortfamily
  pg_amproc: oid amprocfamily amproclefttype amprocrighttype amprocnum amproc
  pg_attrdef: oid adrelid adnum adbin
  pg_attribute: attrelid attname atttypid attstattarget attlen attnum attndims attcacheoff<18 atttypmod attbyval
    attstorage attalign attnotnull atthasdef atthasmissing attidentity attgenerated attisdropped attislocal
    attinhcount attcollation attacl attoptions attfdwoptions attmissingval attcompression>14
  pg_auth_members: roleid member grantor admin_option oid>16 inherit_option>16 set_option>16
  pg_authid: oid rolname rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication rolbypassrls
    rolconnlimit rolpassword rolvaliduntil
  pg_cast: oid castsource casttarget castfunc castcontext castmethod
  pg_class: oid relname relnamespace reltype reloftype relowner relam relfilenode reltablespace relpages
    reltuples relallvisible reltoastrelid relhasindex relisshared relpersistence relkind relnatts relchecks
    relhasrules relhastriggers relhassubclass relrowsecurity relforcerowsecurity relispopulated relreplident
    relispartition relrewrite relfrozenxid relminmxid relacl reloptions relpartbound relallfrozen>18
  pg_collation: oid collname collnamespace collowner collprovider collisdeterministic collencoding collcollate
    collctype collversion colliculocale>15<17 collicurules>16 colllocale>17
  pg_constraint: oid conname connamespace contype condeferrable condeferred convalidated conrelid contypid
    conindid conparentid confrelid confupdtype confdeltype confmatchtype conislocal coninhcount connoinherit
    conkey confkey conpfeqop conppeqop conffeqop conexclop conbin confdelsetcols>15 conenforced>18 conperiod>18
  pg_conversion: oid conname connamespace conowner conforencoding contoencoding conproc condefault
  pg_database: oid datname datdba encoding datcollate datctype datistemplate datallowconn datconnlimit
    datlastsysoid<15 datfrozenxid datminmxid dattablespace datacl datlocprovider>15 daticulocale>15<17
    datcollversion>15 daticurules>16 dathasloginevt>17 datlocale>17
  pg_db_role_setting: setdatabase setrole setconfig
  pg_default_acl: oid defaclrole defaclnamespace defaclobjtype defaclacl
  pg_depend: classid objid objsubid refclassid refobjid refobjsubid deptype
  pg_description: objoid classoid objsubid description
  pg_enum: oid enumtypid enumsortorder enumlabel
  pg_event_trigger: oid evtname evtevent evtowner evtfoid evtenabled evttags
  pg_extension: oid extname extowner extnamespace extrelocatable extversion extconfig extcondition
  pg_foreign_data_wrapper: oid fdwname fdwowner fdwhandler fdwvalidator fdwacl fdwoptions
  pg_foreign_server: oid srvname srvowner srvfdw srvtype srvversion srvacl srvoptions
  pg_foreign_table: ftrelid ftserver ftoptions
  pg_index: indexrelid indrelid indnatts indnkeyatts indisunique indisprimary indisexclusion indimmediate
    indisclustered indisvalid indcheckxmin indisready indislive indisreplident indkey indcollation indclass
    indoption indexprs indpred indnullsnotdistinct>15
  pg_inherits: inhrelid inhparent inhseqno inhdetachpending>14
  pg_init_privs: objoid classoid objsubid privtype initprivs
  pg_language: oid lanname lanowner lanispl lanpltrusted lanplcallfoid laninline lanvalidator lanacl
  pg_largeobject: loid pageno data
  pg_largeobject_metadata: oid lomowner lomacl
  pg_namespace: oid nspname nspowner nspacl
  pg_opclass: oid opcmethod opcname opcnamespace opcowner opcfamily opcintype opcdefault opckeytype
  pg_operator: oid oprname oprnamespace oprowner oprkind oprcanmerge oprcanhash oprleft oprright oprresult
    oprcom oprnegate oprcode oprrest oprjoin
  pg_opfamily: oid opfmethod opfname opfnamespace opfowner
  pg_parameter_acl: oid>15 parname>15 paracl>15
  pg_partitioned_table: partrelid partstrat partnatts partdefid partattrs partclass partcollation partexprs
  pg_policy: oid polname polrelid polcmd polpermissive polroles polqual polwithcheck
  pg_proc: oid proname pronamespace proowner prolang procost prorows provariadic prosupport prokind prosecdef
    proleakproof proisstrict proretset provolatile proparallel pronargs pronargdefaults prorettype proargtypes
    proallargtypes proargmodes proargnames proargdefaults protrftypes prosrc probin proconfig proacl
    prosqlbody>14
  pg_publication: oid pubname pubowner puballtables pubinsert pubupdate pubdelete pubtruncate pubviaroot
    pubgencols>18
  pg_publication_namespace: oid>15 pnpubid>15 pnnspid>15
  pg_publication_rel: oid prpubid prrelid prqual>15 prattrs>15
  pg_range: rngtypid rngsubtype rngcollation rngsubopc rngcanonical rngsubdiff rngmultitypid>14
  pg_replication_origin: roident roname
  pg_rewrite: oid rulename ev_class ev_type ev_enabled is_instead ev_qual ev_action
  pg_seclabel: objoid classoid objsubid provider label
  pg_sequence: seqrelid seqtypid seqstart seqincrement seqmax seqmin seqcache seqcycle
  pg_shdepend: dbid classid objid objsubid refclassid refobjid deptype
  pg_shdescription: objoid classoid description
  pg_shseclabel: objoid classoid provider label
  pg_statistic: starelid staattnum stainherit stanullfrac stawidth stadistinct stakind1 stakind2 stakind3
    stakind4 stakind5 staop1 staop2 staop3 staop4 staop5 stacoll1 stacoll2 stacoll3 stacoll4 stacoll5
    stanumbers1 stanumbers2 stanumbers3 stanumbers4 stanumbers5 stavalues1 stavalues2 stavalues3 stavalues4
    stavalues5
  pg_statistic_ext: oid stxrelid stxname stxnamespace stxowner stxstattarget stxkeys stxkind stxexprs>14
  pg_statistic_ext_data: stxoid stxdndistinct stxddependencies stxdmcv stxdexpr>14 stxdinherit>15
  pg_subscription: oid subdbid subname subowner subenabled subconninfo subslotname subsynccommit subpublications
    subbinary>14 substream>14 subskiplsn>15 subtwophasestate>15 subdisableonerr>15 subpasswordrequired>16
    subrunasowner>16 suborigin>16 subfailover>17
  pg_subscription_rel: srsubid srrelid srsubstate srsublsn
  pg_tablespace: oid spcname spcowner spcacl spcoptions
  pg_transform: oid trftype trflang trffromsql trftosql
  pg_trigger: oid tgrelid tgparentid tgname tgfoid tgtype tgenabled tgisinternal tgconstrrelid tgconstrindid
    tgconstraint tgdeferrable tginitdeferred tgnargs tgattr tgargs tgqual tgoldtable tgnewtable
  pg_ts_config: oid cfgname cfgnamespace cfgowner cfgparser
  pg_ts_config_map: mapcfg maptokentype mapseqno mapdict
  pg_ts_dict: oid dictname dictnamespace dictowner dicttemplate dictinitoption
  pg_ts_parser: oid prsname prsnamespace prsstart prstoken prsend prsheadline prslextype
  pg_ts_template: oid tmplname tmplnamespace tmplinit tmpllexize
  pg_type: oid typname typnamespace typowner typlen typbyval typtype typcategory typispreferred typisdefined
    typdelim typrelid typelem typarray typinput typoutput typreceive typsend typmodin typmodout typanalyze
    typalign typstorage typnotnull typbasetype typtypmod typndims typcollation typdefaultbin typdefault typacl
    typsubscript>14
  pg_user_mapping: oid umuser umserver umoptions
`;

/** The majors that {@link known} speaks of. */
const oldest = 13;
const newest = 18;

/** The columns that a major has, as `pg_class.relname`; of the nearest known one where it is another. */
export function knownColumns(major: number): ReadonlySet<string> {
  const as = Math.min(Math.max(major, oldest), newest);
  const columns = new Set<string>();
  let table = '';
  for (const word of known.split(/\s+/)) {
    if (word.endsWith(':')) {
      table = word.slice(0, -1);
      continue;
    }
    const [, name, since, until] = /^([^<>]+)(?:>(\d+))?(?:<(\d+))?$/.exec(word) ?? [];
    if (name === undefined || as < Number(since ?? 0) || as >= Number(until ?? Infinity)) continue;
    columns.add(`${table}.${name}`);
  }
  return columns;
}

const columns = `
    from pg_catalog.pg_class as c
    join pg_catalog.pg_attribute as a on a.attrelid = c.oid
    where c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped`;

/** One number for all columns of the system's catalogs: their names would be as many bytes as some hundred tables. */
export const catalogFingerprintQuery = `
    select pg_catalog.md5(pg_catalog.string_agg(c.relname || '.' || a.attname, ' '
      order by (c.relname || '.' || a.attname) collate "C")) as fingerprint${columns}`;

const fingerprintRow = z.object({ fingerprint: optionalText });

function knownFingerprint(major: number): string {
  const sorted = [...knownColumns(major)].sort(compareText);
  return createHash('md5').update(sorted.join(' ')).digest('hex');
}

const columnRow = z.object({ name: text });

/**
 * What to ask further after {@link catalogFingerprintQuery}: nothing where the catalogs are those of the server's major;
 * the names of their columns where they are not, of which those that DBVC does not know are found, but not compared.
 */
export function unknownCatalogs(rows: readonly SqlRow[], builder: CatalogBuilder): FollowUp | undefined {
  const major = Math.floor(builder.server.version / 10_000);
  const [found] = checkedRows('catalog', fingerprintRow, rows);
  if (found?.fingerprint === knownFingerprint(major)) return undefined;
  return {
    sql: `
    select c.relname || '.' || a.attname as name${columns}
    order by c.relname, a.attnum`,
    row: columnRow,
    read: (named) => {
      addUnknown(
        checkedRows('catalog column', columnRow, named).map(({ name }) => name),
        major,
        builder,
      );
    },
  };
}

/** Adds the tables of pg_catalog that DBVC does not know, and the columns that it does not know of the others. */
function addUnknown(names: readonly string[], major: number, builder: CatalogBuilder): void {
  const columnsKnown = knownColumns(major);
  const tablesKnown = new Set([...columnsKnown].map(tableOf));
  for (const name of names) {
    if (columnsKnown.has(name)) continue;
    const table = tableOf(name);
    if (tablesKnown.has(table)) add('attributes that this server adds', name);
    else add('catalogs that this server adds', table);
  }

  function add(kind: string, name: string): void {
    builder.addUncompared({ id: partId('uncompared', kind, name), kind, name: `pg_catalog.${name}` }, 0, 0);
  }
}

function tableOf(column: string): string {
  return column.slice(0, column.indexOf('.'));
}
