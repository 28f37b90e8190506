import { seatLockOfTerms } from "../economics/seats.ts";
import { partUp } from "../economics/shares.ts";
import type { LayerId } from "../model/plan.ts";
import type { Draft } from "./check-shape.ts";
import { ownerAlone } from "./owner-alone.ts";
import type { PlanRole } from "./places.ts";
import type { PlanDocument } from "./schema.ts";
import { protocolSchema } from "./schema-protocol.ts";

/** The plans of a mission as far as they are usable. */
export type Drafts = Partial<Readonly<Record<PlanRole, Draft>>>;

/** What a mission's other plans mean for one of them. */
export interface MissionTerms {
  /** What holds instead of the plan's own values; a value that cannot be read yet is not among them. */
  readonly held: Held;
  /** Who is admitted by other plans before this plan's jobs run. */
  readonly others: readonly NonNullable<Draft["participants"]>[];
  /** What a committee's seat locks at most, fixed with the national layer; undefined if this plan fixes it. */
  readonly seatLockWei: bigint | undefined;
}

type Protocol = PlanDocument["protocol"];
type Thermostat = NonNullable<Draft["governance"]>["thermostat"];
type Offices = Pick<NonNullable<Draft["governance"]>, "owner" | "ownerSafe" | "pauseAuthority" | "treasury">;

interface Held {
  readonly currency?: string | undefined;
  readonly offices?: Offices;
  readonly orchestrator?: NonNullable<Draft["participants"]>["metaOrchestrator"];
  readonly protocol?: Protocol;
  readonly thermostat?: Thermostat;
  readonly quadraticVoting?: NonNullable<Draft["governance"]>["quadraticVoting"];
  readonly startTime?: string | undefined;
}

/** In which order the people of plans are admitted. */
const ADMITTED: readonly PlanRole[] = ["national", "shared", "planetary"];

/**
 * What holds for one plan of several. Contracts are deployed once, by the national plan; the shared plan names who rules
 * them and the token; the planetary plan says how its council votes.
 *
 * @returns undefined if the plan is alone
 */
export function missionTerms(role: PlanRole, drafts: Drafts): MissionTerms | undefined {
  const { shared, national, planetary } = drafts;
  if (shared === undefined) return undefined;
  const before = ADMITTED.slice(0, ADMITTED.indexOf(role) + 1);
  const admitted = role === "national" ? ADMITTED.slice(0, 2) : before;
  const peopleOf = (other: PlanRole) => drafts[other]?.participants ?? [];
  return {
    held: {
      ...(role === "shared" ? {} : ruledBy(shared)),
      ...(role === "national" || !national ? {} : deployedBy(national, planetary)),
      ...(role === "shared" && planetary?.governance?.quadraticVoting
        ? { quadraticVoting: planetary.governance.quadraticVoting }
        : {}),
    },
    others: admitted.filter((other) => other !== role).flatMap(peopleOf),
    seatLockWei: role === "national" || !national ? undefined : seatLockOf(national),
  };
}

function ruledBy({ budget, governance, participants }: Draft): Held {
  const { owner, pauseAuthority, treasury } = governance ?? {};
  const stated: Offices["ownerSafe"] = governance?.ownerSafe;
  const ownerSafe = stated ?? (owner === undefined ? undefined : ownerAlone(owner));
  return {
    currency: budget?.currency,
    offices: { owner, ownerSafe, pauseAuthority, treasury },
    orchestrator: participants?.metaOrchestrator,
  };
}

function deployedBy(national: Draft, planetary: Draft | undefined): Held {
  const deployed = protocolSchema.safeParse(national.protocol ?? {});
  const voting = protocolSchema.safeParse(planetary?.protocol ?? {});
  const { thermostat } = national.governance ?? {};
  return {
    ...(deployed.success ? { protocol: withVoting(deployed.data, voting.data ?? deployed.data) } : {}),
    ...(thermostat ? { thermostat } : {}),
    startTime: national.chain?.startTime,
  };
}

/** What of a planetary plan's protocol counts: how its council votes. */
export const VOTING: readonly (readonly [section: string, field: string])[] = [
  ["windows", "votingDelaySeconds"],
  ["windows", "votingPeriodSeconds"],
  ["quorum", "proposalBps"],
  ["quorum", "voiceCredits"],
];

function withVoting(protocol: Protocol, { windows, quorum }: Protocol): Protocol {
  const { votingDelaySeconds, votingPeriodSeconds } = windows;
  const { proposalBps, voiceCredits } = quorum;
  return {
    ...protocol,
    windows: { ...protocol.windows, votingDelaySeconds, votingPeriodSeconds },
    quorum: { ...protocol.quorum, proposalBps, voiceCredits },
  };
}

function seatLockOf({ jobs, protocol }: Draft): bigint | undefined {
  const parsed = protocolSchema.safeParse(protocol ?? {});
  if (!parsed.success) return undefined;
  const { validatorBps } = parsed.data.stakes;
  return seatLockOfTerms((jobs ?? []).map((job) => partUp(job?.reward ?? 0n, validatorBps)));
}

/** The plan as its mission takes it: what another plan settles is that plan's. */
export function settled<D extends Draft>(draft: D, terms: MissionTerms | undefined): D {
  if (terms === undefined) return draft;
  const { currency, offices, protocol, thermostat, quadraticVoting, startTime } = terms.held;
  const copy: Draft = { ...draft };
  if (currency !== undefined) copy.budget = { ...draft.budget, currency };
  copy.governance = {
    ...draft.governance,
    ...withoutGaps(offices ?? {}),
    ...(quadraticVoting ? { quadraticVoting } : {}),
    ...(thermostat
      ? { thermostat: { ...thermostat, updateScript: draft.governance?.thermostat?.updateScript } }
      : {}),
  };
  if (offices) copy.participants = { ...draft.participants, metaOrchestrator: terms.held.orchestrator };
  if (protocol) copy.protocol = protocol;
  if (startTime !== undefined) copy.chain = { ...draft.chain, startTime };
  return copy as D;
}

function withoutGaps<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Which plan settles what the given one leaves to others. */
export function roleOf(role: LayerId | undefined, draft: Draft): PlanRole | undefined {
  return role ?? (draft.layers === undefined ? undefined : "shared");
}
