import type { AttributeValue, Part } from '../model/part.js';
import type { Catalog } from '../model/catalog.js';
import type { PartId } from '../model/partId.js';
import type { Risk } from '../model/risk.js';

/** One statement of a script, without its terminator. */
export interface Statement {
  readonly sql: string;
  readonly risks: readonly Risk[];
  /**
   * A literal that later statements may use only after a commit (a new enum value): the planner cuts a segment
   * before the first later statement that depends on the part and holds this text.
   */
  readonly usableAfterCommit?: string;
  /** The server runs it in no transaction: the planner puts its step into a segment of its own, which is announced. */
  readonly outsideTransaction?: true;
}

/** One attribute whose value differs; undefined where the part has no such attribute on that side. */
export interface AttributeChange {
  readonly attribute: string;
  readonly target: AttributeValue | undefined;
  readonly source: AttributeValue | undefined;
}

/** What a generator may look at. */
export interface ScriptContext {
  /** Whether the rules hide this ignore rule's attributes and parts (`owners`, `privileges` …) from scripts. */
  hides(rule: string): boolean;
  /** The catalog that the written part comes from (source for creates and alters, target for drops and rebuilds). */
  readonly from: Catalog;
  /** The target as it is before the plan. */
  readonly target: Catalog;
  /** The parts of the target that depend directly on a part, children included; without those that the plan drops. */
  dependentsOf(id: PartId): readonly Part[];
  /** The parts of other objects that a part hands down, directly or not: in `from`, or in the target as it is. */
  heirsOf(id: PartId, catalog: 'from' | 'target'): readonly Part[];
  /** The predecessor of what is created is still there, set aside: it has names that the server would have given. */
  readonly besideOld?: boolean;
  /** A part as the plan leaves it, where the plan makes or changes it. Told where parts are created. */
  nextOf?(id: PartId): Part | undefined;
  /** Whether an object of the target is made anew with what it holds, or put aside with one that is. */
  isSetAside?(objectId: PartId): boolean;
  /** Whether a part of the target is dropped and made again because nothing alters it to what it is to be. */
  isReplaced?(id: PartId): boolean;
  /** Whether the plan gives a part of the target the source's value of an attribute. Told where alterations are asked for. */
  isChanging?(id: PartId, attribute: string): boolean;
  /** Whether a part of the target differs from the source's and stays as it is. Told where obstacles are asked for. */
  isLeft?(id: PartId): boolean;
  /** It is written for people to compare: what other parts would bring along is said too. */
  readonly isDocument?: true;
  /** What is created is there as its {@link Stub}, and becomes what it is to be. */
  readonly overStub?: boolean;
  /** Whether the plan creates or drops a part, by a statement that no other alteration has taken over. */
  fateOf(id: PartId): 'create' | 'drop' | undefined;
}

/** What is made anew without losing what it holds: put aside under another name, its contents brought over at the end. */
export interface Keeping {
  /** The part of the target that is made anew: the altered one, or the one that it belongs to. */
  readonly whole: PartId;
  /** Other objects of the target that hold a share of the contents, and are made anew, or dropped, with it. */
  readonly along: readonly PartId[];
}

/** A part with nothing but what others see of it: a view's columns, a routine's arguments and result. */
export interface Stub {
  /** None where what is there already serves. */
  readonly statements: readonly Statement[];
  /** What of the part's own dependencies it needs even so. */
  readonly dependsOn: readonly PartId[];
}

/** How a change of attributes is made. */
export type Alteration =
  | {
      readonly how: 'in-place';
      readonly statements: readonly Statement[];
      /**
       * Parts of the target that must be dropped before these statements and made again after them, e.g. views that
       * read a column whose type changes. What depends on those follows by itself.
       */
      readonly disturbs?: readonly PartId[];
      /**
       * Parts of the target that these statements change too and leave as they were: what is made of them comes after,
       * and what is dropped from them before.
       */
      readonly touches?: readonly PartId[];
      /**
       * Parts that these statements create or drop as well, because something goes on from one to another that would be
       * lost between two steps (how far a sequence has counted): they have no step of their own, and nothing is lost.
       */
      readonly takesOver?: readonly PartId[];
      /** What can only be said when what belongs to the part has been added and changed. */
      readonly afterwards?: readonly Statement[];
      /** The server refuses while something that is not compared depends on the part. */
      readonly alone?: true;
    }
  /**
   * By dropping and creating the part, and all that depends on it, with the reason in one line, and what is risky about
   * it beside what dropping the part says.
   */
  | {
      readonly how: 'replace';
      readonly reason: string;
      readonly risks?: readonly Risk[];
      /** Parts of the target that must be dropped before and made again after, though they depend on something else. */
      readonly disturbs?: readonly PartId[];
      /** What the part holds is brought into the new one. */
      readonly keeps?: Keeping;
      /**
       * It is so much work for so little (all rows of a table, for the order of its columns) that it is done only where a
       * person asks for it. Otherwise the difference is left, and what is built on the part with it unless `independent`.
       */
      readonly onlyIfAsked?: { readonly independent: boolean };
    }
  /**
   * Not possible yet; the plan leaves the difference and says why, and with it whatever the source builds on the part,
   * unless that is `independent` of what differs (constraints of the order of a table's columns).
   */
  | { readonly how: 'unsupported'; readonly reason: string; readonly independent?: boolean };

/** Writes the DDL of one dialect, part by part. All names quoted, all texts the server's own. Pure and deterministic. */
export interface ScriptGenerator {
  /**
   * The statements that create a part. `inline` are children (see {@link inlines}) that are written into the same
   * statement, e.g. the columns of a new table.
   */
  create(part: Part, inline: readonly Part[], context: ScriptContext): readonly Statement[];

  /**
   * Why the target cannot have a part, in words (its version lacks the feature, what stores values of the parent is in
   * the way): the plan leaves it then. Undefined where nothing is in the way.
   */
  obstacle?(part: Part, context: ScriptContext): string | undefined;

  /** {@link obstacle} to dropping a part of the target whose parent stays. */
  dropObstacle?(part: Part, context: ScriptContext): string | undefined;

  /** {@link obstacle} to making a part of the target again that was dropped around something else, while its parent stays. */
  remakeObstacle?(part: Part, context: ScriptContext): string | undefined;

  /** The statements that drop a part; its children go with it. */
  drop(part: Part, context: ScriptContext): readonly Statement[];

  /**
   * In place of {@link drop}, for what an alteration keeps (see {@link Keeping}): puts the part out of the way of its
   * successor, with those `parts` that were not dropped before. `isWhole` tells the whole from those that go along with it.
   */
  setAside?(
    part: Part,
    isWhole: boolean,
    parts: readonly Part[],
    context: ScriptContext,
  ): readonly Statement[];

  /**
   * Whether a part of what is set aside cannot stay with it for so long (its name is needed, it would act on what is
   * brought back), and is dropped by a step of its own before.
   */
  goesBefore?(part: Part): boolean;

  /**
   * Whether a new part of what is made anew has to be there when its contents are brought back, because it takes a share of
   * them, or must not be, because it holds them to what other objects contain. Undefined where what hands it down decides.
   */
  comesBeforeContents?(part: Part): boolean | undefined;

  /**
   * Brings what a part that was set aside holds into its successor, whose parts are `made`, and drops it with all that
   * went along; comes when all that the contents go into is there, and before what would act on them.
   */
  bringBack?(target: Part, next: Part, made: readonly Part[], context: ScriptContext): readonly Statement[];

  /** How the target's version of a part becomes the source's, given what differs under the rules. */
  alter(target: Part, source: Part, changes: readonly AttributeChange[], context: ScriptContext): Alteration;

  /**
   * Whether creating `parent` can write `child` into its own statement. `must`: it has no CREATE of its own that
   * could come later for a new parent (an attribute of a composite type); `may`: it can also be written apart
   * (a default, a check), which the planner uses to break cycles; `no`: always apart (a foreign key, an index).
   */
  inlines(parent: Part, child: Part): 'must' | 'may' | 'no';

  /**
   * The part of `catalog` as its stub, which breaks cycles that nothing else breaks: made where it is missing, put in the
   * place of what is `there` of it, so that others find what is new of it, or, where that is the part itself, so that it
   * holds on to nothing when it is dropped. Undefined where there is none, or where it would need no less.
   */
  stub?(part: Part, there: Part | undefined, catalog: Catalog): Stub | undefined;

  /**
   * What a part of a catalog names without depending on it, as the body of a function does. Used for the order of steps
   * alone: it may be wrong, and gives way where it would make a cycle.
   */
  mentions?(catalog: Catalog): (part: Part) => readonly PartId[];

  /** The name by which calls find a part, where others may have it too and be meant (overloads of a function). */
  calledBy?(part: Part): string | undefined;

  /**
   * Parts of the target that stay as they are but that the server must read again, in this order, when all else is done:
   * `changed` holds what the plan makes, changes or drops, in each of its versions.
   */
  refresh?(changed: readonly Part[], target: Catalog, isTouched: (id: PartId) => boolean): readonly Refresh[];

  /** A number for ties in the order of steps: lower first; dependencies always win. */
  rank(action: 'create' | 'alter' | 'drop', part: Part): number;

  /** The text of an object as diffs show it: the server's definitions in one canonical layout of its parts. */
  document(objectId: PartId, catalog: Catalog, hides: (rule: string) => boolean): string;

  /** A part in words: `column public.users.email`. */
  describe(part: Part): string;

  /**
   * A script that runs as it stands in the engine's own client: session settings, BEGIN and COMMIT around each
   * segment, terminators or batch separators. `header` lines are written as comments. `role` is what each
   * transaction takes on before anything else, in engines that have that.
   */
  script(segments: readonly (readonly ScriptStep[])[], header: readonly string[], role?: string): string;
}

/** How the server is made to read a part again, and why. */
export interface Refresh {
  readonly part: Part;
  readonly reason: string;
  readonly statements: readonly Statement[];
}

/** A step as a script shows it: a comment line, the risks, the statements. */
export interface ScriptStep {
  readonly title: string;
  readonly risks: readonly Risk[];
  readonly statements: readonly Statement[];
}
