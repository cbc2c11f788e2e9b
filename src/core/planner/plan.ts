import type { Statement } from '../dialect/scriptGenerator.js';
import type { Drift } from '../differ/drift.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Risk } from '../model/risk.js';

/** Which differences a plan removes, and what it may do to get there. */
export interface PlanRequest {
  /** Ids of the drifted objects to take; undefined means all. */
  readonly objects?: ReadonlySet<PartId>;
  /** Whether to take along what the chosen objects need. Without it, `Plan.required` is not empty and nothing is planned for them. */
  readonly takeAlong: boolean;
  /** Whether what exists only in the target may be dropped. */
  readonly allowDrops: boolean;
  /** Whether steps that lose data may be planned; implies `allowDrops`. */
  readonly allowDataLoss: boolean;
  /** Whether something may be made anew with all that it holds for a difference that many live with. */
  readonly allowRebuilds?: boolean;
  /** Parts of the chosen objects that stay as the target has them. */
  readonly leave?: ReadonlySet<PartId>;
  /** Parts and objects that may lose data, or be made anew with it, even where the request says no. */
  readonly consented?: ReadonlySet<PartId>;
}

/** What a step does. `rebuild-drop` and `rebuild-create` are the two halves of a rebuild around another change. */
export type StepAction = 'rename' | 'create' | 'alter' | 'drop' | 'rebuild-drop' | 'rebuild-create';

export interface PlanStep {
  /** 1-based over the whole plan. */
  readonly number: number;
  readonly action: StepAction;
  /** The object in whose patch the step is; that of the drifted object where the step is a rebuild around it. */
  readonly objectId: PartId;
  /** The parts that it makes, changes or drops. */
  readonly partIds: readonly PartId[];
  /** In words: `alter column public.users.email`. */
  readonly title: string;
  /** Why, where it is not obvious: `rebuilt around column public.users.email`. */
  readonly reason?: string;
  readonly statements: readonly Statement[];
  readonly risks: readonly Risk[];
}

/** A part as it will be after a segment. */
export interface ExpectedPart {
  readonly part: Part;
  /** Whether even what the rules hide must be as expected: what was rebuilt keeps its owner and privileges. */
  readonly strict: boolean;
  /** A later segment makes it. Its parent may have brought something in its place: a new table has privileges at once. */
  readonly pending?: true;
  /** A later segment makes it what it is to be: until then it is its stub, of which `part` tells that it is there. */
  readonly isStub?: true;
  /**
   * What it is on the other side of its change, where a commit comes before the plan is through: what one part's step
   * does to another (a new owner takes privileges along) may come before or after that one's own.
   */
  readonly or?: Part;
}

/** Steps that run in one transaction, or one step that runs in none. */
export interface PlanSegment {
  readonly steps: readonly PlanStep[];
  readonly outsideTransaction?: true;
  /** Why a commit comes before this segment, or none can; undefined for the first where that is a transaction. */
  readonly reason?: string;
  /** All parts of the objects in `Plan.objects` as they will be after this segment, and no others. */
  readonly expected: ReadonlyMap<PartId, ExpectedPart>;
}

/** A difference that the plan leaves, and why, in words. */
export interface LeftOut {
  readonly objectId: PartId;
  readonly partId: PartId;
  readonly described: string;
  readonly reason: string;
  readonly because: 'drops' | 'data-loss' | 'rebuild' | 'unsupported' | 'blocked' | 'needs-left-out';
}

/** An object that is not chosen but that a chosen one needs. */
export interface Requirement {
  readonly objectId: PartId;
  readonly described: string;
  readonly neededBy: PartId;
  readonly reason: string;
}

/** The ordered steps for a selection of differences. */
export interface Plan {
  readonly drift: Drift;
  readonly request: PlanRequest;
  readonly segments: readonly PlanSegment[];
  readonly leftOut: readonly LeftOut[];
  readonly required: readonly Requirement[];
  /**
   * The objects that the plan touches, drifted or rebuilt, those that inherit what it alters, and those that renames reach,
   * by their old and new ids.
   */
  readonly objects: ReadonlySet<PartId>;
  /** The plan that this one takes back, and how many of its segments had run. */
  readonly undoes?: {
    readonly plan: Plan;
    readonly segments: number;
    /** The step after these that failed in no transaction: nobody knows how much of it is there. */
    readonly unfinished?: PlanStep;
  };
  /** A person has changed the steps; the statements that are still the planner's `own`. */
  readonly edited?: { readonly own: ReadonlySet<string> };
}

/** All steps of a plan in order. */
export function stepsOf(plan: Plan): readonly PlanStep[] {
  return plan.segments.flatMap((segment) => segment.steps);
}
