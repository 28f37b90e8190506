import { dirname } from "node:path/posix";
import { max } from "../economics/fixed-point.ts";
import { leastJudgingDelaySeconds } from "../economics/judging-delay.ts";
import { partUp } from "../economics/shares.ts";
import type {
  Agent,
  Allocation,
  ControlScript,
  Deliverable,
  Governance,
  Job,
  Jurisdiction,
  LayerId,
  OwnDrill,
  Plan,
  Protocol,
  Region,
  Reporting,
  Schedule,
  ThermostatSettings,
} from "../model/plan.ts";
import { GLOBAL, regionOperator } from "../model/regions.ts";
import { DAY_SECONDS } from "../model/units.ts";
import { assignAgents } from "./assign.ts";
import { parseCommand } from "./control-command.ts";
import type { Deliverables } from "./deliverables.ts";
import { resolveDrills } from "./drills.ts";
import { evidenceOf, settlementStage } from "./evidence.ts";
import { ownerAlone } from "./owner-alone.ts";
import { regionsByName } from "./places.ts";
import { toBps } from "./ratios.ts";
import type { PlanDocument } from "./schema.ts";
import { defaultAgentStake } from "./stakes.ts";
import { demandsOfAgents, workersOf } from "./staking.ts";

type JobDocument = PlanDocument["jobs"][number];

/** Where a document comes from, and what it is to its mission. */
export interface Origin {
  readonly file: { readonly path: string; readonly sha256: string };
  /** What its jobs hand in; undefined if nobody has looked for it. */
  readonly deliverables: Deliverables | undefined;
  /** The layer that the plan runs as part of a mission; none if it stands for itself. */
  readonly role: LayerId | undefined;
  /** The drills that the plan defines, by their places. */
  readonly own: ReadonlyMap<number, OwnDrill>;
}

/**
 * Fills in what a sound plan leaves to defaults.
 *
 * @param schedule of the same document
 */
export function resolvePlan(document: PlanDocument, schedule: Schedule, origin: Origin): Plan {
  const { file, role, own } = origin;
  const jobs = resolveJobs(document, origin);
  return {
    ...file,
    initiative: document.initiative,
    objective: document.objective,
    budget: {
      currency: document.budget.currency,
      totalWei: document.budget.total,
      natPriceWei: document.budget.natPrice ?? null,
      allocations: resolveAllocations(document),
    },
    governance: resolveGovernance(document.governance),
    regions: document.regions.map(resolveRegion),
    coordinationLayers: document.coordinationLayers,
    participants: {
      metaOrchestrator: document.participants.metaOrchestrator ?? null,
      council: document.participants.council.map(withStakeWei),
      agents: resolveAgents(document, jobs),
      validators: document.participants.validators.map(withStakeWei),
    },
    jobs,
    borrowed: [],
    reporting: resolveReporting(document.reporting),
    layers: document.layers ?? [],
    protocol: resolveProtocol(document),
    drills: resolveDrills(document, role, own),
    chain: {
      startTimeSeconds: Math.floor(Date.parse(document.chain.startTime) / 1_000),
      seed: document.chain.seed ?? document.initiative,
      odds: document.chain.odds,
    },
    schedule,
  };
}

function withStakeWei<Rest>({ stake, ...rest }: Rest & { readonly stake: bigint }) {
  return { ...rest, stakeWei: stake };
}

function resolveRegion({
  jobLimit,
  dayLimit,
  approvalDays,
  ...region
}: PlanDocument["regions"][number]): Region {
  return {
    ...region,
    operator: region.operator ?? regionOperator(region.id),
    jobLimitWei: jobLimit ?? null,
    dayLimitWei: dayLimit ?? null,
    approvalSeconds: approvalDays * DAY_SECONDS,
  };
}

function resolveAllocations({ budget, regions }: PlanDocument): Allocation[] {
  const names = regionsByName(regions);
  return Object.entries(budget.allocations ?? {}).map(([key, amountWei]) => {
    return { key, amountWei, region: names.get(key.toLowerCase()) ?? null };
  });
}

function resolveGovernance(governance: PlanDocument["governance"]): Governance {
  const { owner, pauseAuthority, treasury, quadraticVoting, thermostat, controlScripts } = governance;
  return {
    owner,
    ownerSafe: governance.ownerSafe ?? ownerAlone(owner),
    pauseAuthority,
    treasury,
    quadraticVoting: {
      contract: quadraticVoting.contract,
      timelock: quadraticVoting.timelock,
      executionDelaySeconds: quadraticVoting.executionDelayDays * DAY_SECONDS,
    },
    thermostat: resolveThermostat(thermostat),
    controlScripts: Object.entries(controlScripts ?? {}).map(([name, command]) =>
      controlScript(name, command),
    ),
  };
}

function resolveProtocol({ protocol, governance }: Pick<PlanDocument, "protocol" | "governance">): Protocol {
  const { windows, committee } = protocol;
  const timelockSeconds = governance.quadraticVoting.executionDelayDays * DAY_SECONDS;
  const leastSeconds = leastJudgingDelaySeconds(windows, committee.seedBlocks, timelockSeconds);
  const { judgingDelaySeconds = leastSeconds } = windows;
  return { ...protocol, windows: { ...windows, judgingDelaySeconds } };
}

function resolveThermostat(thermostat: PlanDocument["governance"]["thermostat"]): ThermostatSettings {
  const { initialTemperature, emergencyTemperature, minimumTemperature, maximumTemperature } = thermostat;
  return {
    initialTemperatureWad: initialTemperature,
    emergencyTemperatureWad: emergencyTemperature,
    minimumTemperatureWad: minimumTemperature ?? initialTemperature / 2n,
    maximumTemperatureWad: maximumTemperature ?? emergencyTemperature * 2n,
    updateScript: controlScript("updateScript", thermostat.updateScript),
  };
}

function controlScript(name: string, command: string): ControlScript {
  const parsed = parseCommand(command);
  return { name, command, parsed: parsed.kind === "npm" ? parsed.command : null };
}

function resolveJobs(document: PlanDocument, origin: Origin): Job[] {
  const { agents, validators } = document.participants;
  const handles = new Set(validators.map(({ handle }) => handle));
  const assigned = assignAgents(document.jobs, agents, handles, document.protocol.committee.size);
  return document.jobs.map((job, index) => resolveJob(job, assigned[index]?.handle ?? "", document, origin));
}

function resolveJob(job: JobDocument, agent: string, document: PlanDocument, origin: Origin): Job {
  const { expectedEntropy, adjustmentOnDelay, validatorBonus } = job.thermodynamicProfile;
  const { stakes } = document.protocol;
  const validatorBonusBps = toBps(validatorBonus ?? 0n);
  const evidence = document.layers
    ? evidenceOf(
        job.evidence,
        document.layers.map(({ id }) => id),
      )
    : [];
  return {
    id: job.id,
    slug: job.id.toLowerCase(),
    title: job.title,
    sector: job.sector ?? null,
    city: job.city ?? null,
    region: job.region ?? null,
    jurisdiction: jurisdictionOf(job, document, origin.role),
    rewardWei: job.reward,
    deadlineDays: job.deadlineDays,
    deadlineSeconds: job.deadlineDays * DAY_SECONDS,
    dependencies: [...new Set(job.dependencies)],
    energyBudgetWad: job.energyBudget,
    expectedEntropyWad: expectedEntropy,
    adjustmentOnDelay,
    validatorBonusBps,
    validatorBonusCapBps: 2 * validatorBonusBps,
    course: job.course ?? {},
    onFailure: job.onFailure,
    deliverable: deliverableOf(job, origin),
    agent,
    agentStakeWei: partUp(job.reward, stakes.agentBps),
    validatorStakeWei: partUp(job.reward, stakes.validatorBps),
    evidence,
    settledAfter: document.layers ? settlementStage(evidence) : null,
  };
}

function deliverableOf(
  { deliverable: stated }: JobDocument,
  { file, deliverables }: Origin,
): Deliverable | null {
  if (stated === undefined) return null;
  const read = deliverables?.get(stated);
  const path = `${dirname(file.path)}/${stated}`;
  return { stated, path, sha256: read?.kind === "read" ? read.sha256 : null };
}

function jurisdictionOf(
  { city, region }: JobDocument,
  { layers, regions, initiative }: PlanDocument,
  role: LayerId | undefined,
): Jurisdiction {
  const known = regions.find(({ id }) => id === region);
  // A region employs for its jobs, wherever in it the work is done.
  if (known && role !== "national") return { kind: "region", name: known.id };
  if (city !== undefined) return { kind: "city", name: city };
  if (known) return { kind: "region", name: known.id };
  const isOwnNation = role === undefined && !layers;
  if (region !== undefined || (!isOwnNation && (layers || regions.length > 0)))
    return { kind: "transnational", name: region ?? GLOBAL };
  return { kind: "nation", name: initiative };
}

/** What an agent's jobs demand plus a quarter, and no less than they can lock at once when it is cold. */
function resolveAgents(document: PlanDocument, jobs: readonly Job[]): Agent[] {
  const { participants, protocol, governance, chain, initiative } = document;
  const input = {
    jobs: document.jobs.map((job) => ({ ...job, course: job.course ?? {} })),
    odds: chain.odds,
    protocol,
    thermostat: governance.thermostat,
    seed: chain.seed ?? initiative,
  };
  const handles = jobs.map(({ agent }) => agent);
  const workers = workersOf(input, handles, participants);
  const atOnce = demandsOfAgents(input, workers);
  const sumWei = new Map<string, bigint>();
  for (const [index, { agentStakeWei }] of jobs.entries()) {
    for (const agent of workers[index] ?? []) sumWei.set(agent, (sumWei.get(agent) ?? 0n) + agentStakeWei);
  }
  return participants.agents.map(({ stake, ...agent }) => ({
    ...agent,
    stakeWei:
      stake ??
      max(defaultAgentStake(sumWei.get(agent.handle) ?? 0n), atOnce.get(agent.handle)?.amountWei ?? 0n),
  }));
}

function resolveReporting({ artifacts, dashboards }: PlanDocument["reporting"]): Reporting {
  return {
    artifacts: Object.entries(artifacts).map(([name, paths]) => ({
      name,
      paths: typeof paths === "string" ? [paths] : paths,
    })),
    dashboards,
  };
}
