import { partUp } from "../economics/shares.ts";
import { PLAN_PATHS } from "../model/layout.ts";
import { npmRun } from "../model/scripts.ts";
import { WAD } from "../model/units.ts";
import { formatAmount, parseAmount } from "../support/amount.ts";
import type { Path } from "./plan-finding.ts";
import { defaultAt } from "./schema-walk.ts";

/** The value of a plan file as it stands, right or wrong. */
type Raw = Readonly<Record<string, unknown>>;

const VALIDATOR_BPS = 200;
const PROFILE = { expectedEntropy: "0.1", adjustmentOnDelay: "raise-temperature" };
const THERMOSTAT = {
  initialTemperature: "0.2",
  emergencyTemperature: "0.4",
  updateScript: npmRun("thermostatUpdate"),
};
const REGION = { name: "North pier", goal: "Light", kpis: [] };
const LAYER = { description: "Links the piers", dataSources: [] };
const BINDING = { id: "national", plan: PLAN_PATHS.national };
const ORCHESTRATING = { handle: "orchestrator.example.eth", role: "Lead" };
const AGENT = { handle: "builder.example.eth", role: "Builder", capabilities: [] };

/**
 * Values that a plan accepts where it lacks one or has a wrong one, so that doing what a message says does not lead to the
 * next. Amounts follow from what the rest of the plan says.
 */
export class Examples {
  readonly #read: () => unknown;
  #sums: { readonly rewardsWei: bigint; readonly dearestWei: bigint; readonly leastWei: bigint } | undefined;
  #plan: Raw | undefined;

  /** @param read the whole document; asked for once, and only if there is something to exemplify */
  constructor(read: () => unknown) {
    this.#read = read;
  }

  /** @returns JSON on one line, `null` where nothing better than the rule can be said */
  at(path: Path): string | null {
    const pattern = path.map((step, at) => (isFree(path, at) ? "*" : step)).join(".");
    const value = Object.hasOwn(EXAMPLES, pattern) ? EXAMPLES[pattern]?.(this, path) : defaultAt(path);
    return value === undefined ? null : oneLine(value);
  }

  get plan(): Raw {
    this.#plan ??= asObject(this.#read());
    return this.#plan;
  }

  get jobs(): readonly Raw[] {
    return asList(this.plan.jobs).map(asObject);
  }

  get rewards() {
    this.#sums ??= this.#add();
    return this.#sums;
  }

  #add() {
    const rewards = this.jobs.flatMap(({ reward }) => weiOf(reward) ?? []).filter((wei) => wei > 0n);
    return {
      rewardsWei: rewards.reduce((sum, wei) => sum + wei, 0n),
      dearestWei: rewards.reduce((most, wei) => (wei > most ? wei : most), 0n),
      leastWei: rewards.reduce((least, wei) => (wei < least ? wei : least), rewards[0] ?? 100n * WAD),
    };
  }
}

/** Whether a step of a path is a place in a list or a name of somebody's choice. */
function isFree(path: Path, at: number): boolean {
  const owner = path.slice(0, at).join(".");
  return (
    typeof path[at] === "number" || owner === "budget.allocations" || owner === "governance.controlScripts"
  );
}

type Example = (examples: Examples, path: Path) => unknown;

const fixed =
  (value: unknown): Example =>
  () =>
    value;

const EXAMPLES: Readonly<Record<string, Example>> = {
  initiative: fixed("Harbour lights"),
  objective: fixed("Relight the harbour by autumn."),
  budget: (examples) => ({ currency: "AGIALPHA", total: budgetTotal(examples) }),
  "budget.currency": fixed("AGIALPHA"),
  "budget.total": budgetTotal,
  "budget.allocations": fixed({}),
  "budget.allocations.*": allocation,
  governance: fixed({
    owner: "owner.example.eth",
    pauseAuthority: "SystemPause",
    treasury: "treasury.example.eth",
    thermostat: THERMOSTAT,
  }),
  "governance.owner": fixed("owner.example.eth"),
  "governance.ownerSafe": fixed({ signers: ["first.example.eth", "second.example.eth"], threshold: 2 }),
  "governance.ownerSafe.signers": fixed(["first.example.eth", "second.example.eth"]),
  "governance.ownerSafe.signers.*": (_, path) => `signer-${Number(path[3]) + 1}.example.eth`,
  "governance.ownerSafe.threshold": fixed(1),
  "governance.pauseAuthority": fixed("SystemPause"),
  "governance.treasury": fixed("treasury.example.eth"),
  "governance.thermostat": fixed(THERMOSTAT),
  "governance.thermostat.initialTemperature": initialTemperature,
  "governance.thermostat.emergencyTemperature": emergencyTemperature,
  "governance.thermostat.updateScript": fixed(THERMOSTAT.updateScript),
  "governance.quadraticVoting": fixed({}),
  "governance.controlScripts": fixed({}),
  "governance.controlScripts.*": fixed(npmRun("parameters")),
  regions: fixed([]),
  "regions.*": (_, path) => ({ ...REGION, id: `REGION-${Number(path[1]) + 1}` }),
  "regions.*.id": (_, path) => `REGION-${Number(path[1]) + 1}`,
  "regions.*.name": fixed(REGION.name),
  "regions.*.goal": fixed(REGION.goal),
  "regions.*.kpis": fixed([]),
  coordinationLayers: fixed([]),
  "coordinationLayers.*": (_, path) => ({ ...LAYER, id: `LAYER-${Number(path[1]) + 1}` }),
  "coordinationLayers.*.id": (_, path) => `LAYER-${Number(path[1]) + 1}`,
  "coordinationLayers.*.description": fixed(LAYER.description),
  "coordinationLayers.*.dataSources": fixed([]),
  layers: fixed([BINDING]),
  "layers.*": fixed(BINDING),
  "layers.*.id": fixed(BINDING.id),
  "layers.*.plan": fixed(BINDING.plan),
  drills: fixed([]),
  "drills.*": (_, path) => ({ id: `drill-${Number(path[1]) + 1}`, kind: "pause" }),
  "drills.*.id": (_, path) => `drill-${Number(path[1]) + 1}`,
  "drills.*.kind": fixed("pause"),
  "chain.seed": fixed("harbour-lights"),
  "participants.metaOrchestrator": fixed(ORCHESTRATING),
  "participants.metaOrchestrator.handle": fixed(ORCHESTRATING.handle),
  "participants.metaOrchestrator.role": fixed(ORCHESTRATING.role),
  participants: (examples) => ({ agents: [AGENT], validators: validators(examples) }),
  "participants.council": fixed([]),
  "participants.council.*": (_, path) => ({
    handle: handleAt("council", path),
    role: "Councillor",
    stake: "0",
  }),
  "participants.council.*.handle": (_, path) => handleAt("council", path),
  "participants.council.*.role": fixed("Councillor"),
  "participants.council.*.stake": fixed("0"),
  "participants.agents": fixed([AGENT]),
  "participants.agents.*": (_, path) => ({ ...AGENT, handle: handleAt("builder", path) }),
  "participants.agents.*.handle": (_, path) => handleAt("builder", path),
  "participants.agents.*.role": fixed(AGENT.role),
  "participants.agents.*.capabilities": fixed([]),
  "participants.agents.*.stake": (examples) => formatAmount(2n * examples.rewards.rewardsWei),
  "participants.validators": validators,
  "participants.validators.*": (examples, path) => validator(examples, handleAt("validator", path)),
  "participants.validators.*.handle": (_, path) => handleAt("validator", path),
  "participants.validators.*.stake": seatStake,
  "participants.validators.*.mandate": fixed("Checks results"),
  jobs: (examples) => [job(examples, ["jobs", 0])],
  "jobs.*": job,
  "jobs.*.id": (_, path) => `JOB-${Number(path[1]) + 1}`,
  "jobs.*.title": fixed("Relight the north pier"),
  "jobs.*.reward": reward,
  "jobs.*.deadlineDays": fixed(30),
  "jobs.*.dependencies": fixed([]),
  "jobs.*.energyBudget": fixed("100"),
  "jobs.*.thermodynamicProfile": fixed(PROFILE),
  "jobs.*.thermodynamicProfile.expectedEntropy": fixed(PROFILE.expectedEntropy),
  "jobs.*.thermodynamicProfile.adjustmentOnDelay": fixed(PROFILE.adjustmentOnDelay),
  "jobs.*.thermodynamicProfile.validatorBonus": fixed("0.05"),
  reporting: fixed({ artifacts: {}, dashboards: [] }),
  "reporting.artifacts": fixed({}),
  "reporting.dashboards": fixed([]),
};

function handleAt(kind: string, path: Path): string {
  return `${kind}-${Number(path[2] ?? 0) + 1}.example.eth`;
}

function job(examples: Examples, path: Path) {
  return {
    id: `JOB-${Number(path[1] ?? 0) + 1}`,
    title: "Relight the north pier",
    reward: reward(examples, path),
    deadlineDays: 30,
    dependencies: [],
    energyBudget: "100",
    thermodynamicProfile: PROFILE,
  };
}

function validators(examples: Examples) {
  return [1, 2, 3].map((n) => validator(examples, `validator-${n}.example.eth`));
}

function validator(examples: Examples, handle: string) {
  return { handle, stake: seatStake(examples), mandate: "Checks results" };
}

/** All rewards, or all allocations if they are more; some if there are none. */
function budgetTotal({ rewards, plan }: Examples): string {
  const allocations = Object.values(asObject(asObject(plan.budget).allocations)).flatMap(
    (wei) => weiOf(wei) ?? [],
  );
  const allocatedWei = allocations.reduce((sum, wei) => sum + wei, 0n);
  const totalWei = allocatedWei > rewards.rewardsWei ? allocatedWei : rewards.rewardsWei;
  return formatAmount(totalWei > 0n ? totalWei : 1_000n * WAD);
}

/** What the jobs of the place reward. */
function allocation({ jobs }: Examples, path: Path): string {
  const own = jobs.filter(({ region, city }) => region === path[2] || city === path[2]);
  return formatAmount(own.reduce((sum, { reward: stated }) => sum + (weiOf(stated) ?? 0n), 0n));
}

/** Enough for a seat at every job at once. */
function seatStake({ rewards, jobs, plan }: Examples): string {
  const stated = asObject(asObject(plan.protocol).stakes).validatorBps;
  const bps = typeof stated === "number" && Number.isInteger(stated) && stated > 0 ? stated : VALIDATOR_BPS;
  const wei = partUp(rewards.dearestWei, bps) * BigInt(Math.max(1, jobs.length));
  return formatAmount(wei > 0n ? wei : 1_000n * WAD);
}

/** No more than the cheapest of the other jobs, and what budget and allocation leave. */
function reward({ rewards, jobs, plan }: Examples, path: Path): string {
  const { allocations, total } = asObject(plan.budget);
  const place = jobs[Number(path[1] ?? 0)]?.region;
  const allocated = typeof place === "string" ? weiOf(asObject(allocations)[place]) : null;
  const ofPlace = jobs.filter(({ region }) => region === place).flatMap((own) => weiOf(own.reward) ?? []);
  const lefts = [
    rewards.leastWei,
    (weiOf(total) ?? rewards.rewardsWei * 2n) - rewards.rewardsWei,
    ...(allocated === null ? [] : [allocated - ofPlace.reduce((sum, wei) => sum + wei, 0n)]),
  ].filter((wei) => wei > 0n);
  return formatAmount(lefts.reduce((least, wei) => (wei < least ? wei : least), rewards.leastWei));
}

function initialTemperature(examples: Examples): string {
  const { minimumTemperature, emergencyTemperature: emergency } = thermostatOf(examples);
  const wei = weiOf(minimumTemperature) ?? weiOf(emergency);
  return wei === null || wei === 0n ? THERMOSTAT.initialTemperature : formatAmount(wei);
}

function emergencyTemperature(examples: Examples): string {
  const { maximumTemperature, initialTemperature: initial } = thermostatOf(examples);
  const start = weiOf(initial);
  const wei = weiOf(maximumTemperature) ?? (start === null ? null : start * 2n);
  return wei === null || wei === 0n ? THERMOSTAT.emergencyTemperature : formatAmount(wei);
}

function thermostatOf({ plan }: Examples): Raw {
  return asObject(asObject(plan.governance).thermostat);
}

function weiOf(value: unknown): bigint | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const parsed = parseAmount(String(value));
  return parsed.ok ? parsed.wei : null;
}

function asObject(value: unknown): Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** JSON with a space after each colon and comma, as people write it. */
function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${oneLine(inner)}`);
  return `{${fields.join(", ")}}`;
}
