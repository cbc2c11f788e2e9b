import type { Drift, ObjectDifference, PartDifference } from '../differ/drift.js';
import type { PartId } from '../model/partId.js';
import type { PlanRequest } from '../planner/plan.js';
import type { Comparison } from './comparison.js';
import type { ComparisonResult } from './comparisonState.js';
import { Listeners } from './listeners.js';
import { ownParts } from './ownParts.js';

/** What is ticked, as a planner asks for it. */
export type TickedChoice = Required<Pick<PlanRequest, 'objects' | 'leave' | 'consented'>>;

export interface TicksPorts {
  readonly comparison: Pick<Comparison, 'state' | 'onDidChange'>;
  /** The parts of modified objects whose change would lose data. Called after each comparison. */
  dataLosses(result: ComparisonResult): Promise<ReadonlySet<PartId>>;
}

/**
 * Which differences a person wants applied, by objects and their changed parts. What is missing or modified starts ticked;
 * what exists only in the target, and what loses data, starts unticked and takes part only when ticked. Decisions stay
 * from one comparison of the same databases to the next.
 */
export class Ticks {
  readonly #listeners = new Listeners<void>();
  readonly #decisions = new Map<PartId, boolean>();
  readonly #partDecisions = new Map<PartId, boolean>();
  readonly #parts = new Map<PartId, readonly PartDifference[]>();
  readonly #stopListening: () => void;
  #losses: ReadonlySet<PartId> = new Set();
  #result: ComparisonResult | undefined;

  constructor(private readonly ports: TicksPorts) {
    this.#stopListening = ports.comparison.onDidChange(({ result }) => this.#follow(result));
    this.#follow(ports.comparison.state.result);
  }

  /** Calls back after every change; the returned function ends that. */
  onDidChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  isTicked(object: ObjectDifference): boolean {
    if (object.status !== 'modified') return this.#decided(object);
    return this.#ownParts(object).some((part) => this.isPartTicked(object, part));
  }

  /** Whether a changed part of a modified object is ticked. */
  isPartTicked(object: ObjectDifference, part: PartDifference): boolean {
    const own = this.#partDecisions.get(part.partId);
    if (own !== undefined) return own;
    if (!this.#decided(object)) return false;
    // Whoever ticks what can only lose data, means that.
    return (
      this.#isHarmless(part) || (this.#decisions.get(object.objectId) === true && this.#onlyHarms(object))
    );
  }

  /** Ticks objects or takes the ticks away, in one change. Their parts go back to what they start with. */
  set(objects: Iterable<ObjectDifference>, ticked: boolean): void {
    for (const object of objects) this.#decide(object, ticked);
    this.#listeners.fire();
  }

  /** Ticks what is not ticked and takes the ticks off the rest, in one change. */
  invert(objects: Iterable<ObjectDifference>): void {
    for (const object of objects) this.#decide(object, !this.isTicked(object));
    this.#listeners.fire();
  }

  /** Ticks one changed part, or takes its tick away. */
  setPart({ partId }: PartDifference, ticked: boolean): void {
    this.#partDecisions.set(partId, ticked);
    this.#listeners.fire();
  }

  /** What is ticked of these objects, and what of them stays. */
  choice(objects: readonly ObjectDifference[]): TickedChoice {
    const chosen = objects.filter((object) => this.isTicked(object));
    const leave = new Set<PartId>();
    const consented = new Set<PartId>();
    for (const object of chosen) {
      if (object.status !== 'modified') consented.add(object.objectId);
      else {
        for (const part of this.#ownParts(object)) {
          if (!this.isPartTicked(object, part)) leave.add(part.partId);
          // As long as nobody knows what loses data, only what was ticked by hand may.
          else if (this.#partDecisions.get(part.partId) === true || !this.#isHarmless(part)) {
            consented.add(part.partId);
          }
        }
      }
    }
    return { objects: new Set(chosen.map(({ objectId }) => objectId)), leave, consented };
  }

  /** What is missing or modified of these objects but for what a person took the tick from. */
  allButRefused(objects: readonly ObjectDifference[]): Pick<TickedChoice, 'objects' | 'leave'> {
    const isRefused = ({ objectId }: ObjectDifference, part?: PartDifference): boolean =>
      part === undefined || this.#partDecisions.get(part.partId) === undefined
        ? this.#decisions.get(objectId) === false
        : this.#partDecisions.get(part.partId) === false;
    const taken = objects.filter(
      (object) =>
        object.status !== 'extra_in_target' &&
        (!isRefused(object) || this.#ownParts(object).some((part) => !isRefused(object, part))),
    );
    const refused = taken.flatMap((object) =>
      this.#ownParts(object).filter((part) => isRefused(object, part)),
    );
    return {
      objects: new Set(taken.map(({ objectId }) => objectId)),
      leave: new Set(refused.map(({ partId }) => partId)),
    };
  }

  dispose(): void {
    this.#stopListening();
  }

  #decided({ objectId, status }: ObjectDifference): boolean {
    return this.#decisions.get(objectId) ?? status !== 'extra_in_target';
  }

  #decide(object: ObjectDifference, ticked: boolean): void {
    for (const { partId } of object.parts) this.#partDecisions.delete(partId);
    this.#decisions.set(object.objectId, ticked);
  }

  #isHarmless({ partId, status }: PartDifference): boolean {
    return status !== 'extra_in_target' && !this.#losses.has(partId);
  }

  #onlyHarms(object: ObjectDifference): boolean {
    return !this.#ownParts(object).some((part) => this.#isHarmless(part));
  }

  #ownParts(object: ObjectDifference): readonly PartDifference[] {
    const drift = this.#result?.drift;
    if (drift === undefined) return [];
    const known = this.#parts.get(object.objectId) ?? ownParts(object, drift);
    this.#parts.set(object.objectId, known);
    return known;
  }

  #follow(result: ComparisonResult | undefined): void {
    if (result === this.#result) return;
    const before = this.#result?.sides;
    this.#result = result;
    this.#losses = new Set();
    this.#parts.clear();
    const isSame =
      before?.source.key === result?.sides.source.key && before?.target.key === result?.sides.target.key;
    if (result === undefined || !isSame) {
      this.#decisions.clear();
      this.#partDecisions.clear();
    } else this.#forgetOthers(result.drift);
    if (result !== undefined) void this.#findLosses(result);
  }

  /** What does not differ any more starts anew when it differs again. */
  #forgetOthers({ objects }: Drift): void {
    const drifted = new Set(objects.map(({ objectId }) => objectId));
    for (const id of this.#decisions.keys()) if (!drifted.has(id)) this.#decisions.delete(id);
    const changed = new Set(objects.flatMap(({ parts }) => parts.map(({ partId }) => partId)));
    for (const id of this.#partDecisions.keys()) if (!changed.has(id)) this.#partDecisions.delete(id);
  }

  async #findLosses(result: ComparisonResult): Promise<void> {
    const losses = await this.ports.dataLosses(result);
    if (this.#result !== result || losses.size === 0) return;
    this.#losses = losses;
    this.#listeners.fire();
  }
}
