import type { FileDigest } from "../model/artefact.ts";
import type { DrillRecord, Refusal } from "../model/drill.ts";
import type {
  Anchoring,
  Attestation,
  EpochPart,
  RewardEpoch,
  SafePayment,
  SafeRefusal,
  Telemetry,
} from "../model/layer-run.ts";
import type { OwnerFinding } from "../model/owner.ts";
import type { Proof } from "../model/owner-pause.ts";
import type { JobPayment } from "../model/payments.ts";
import type { Jurisdiction } from "../model/plan.ts";
import type { Effect } from "../model/proposal.ts";
import type { SteadyState } from "../model/readings.ts";
import type {
  AskedDrill,
  AttemptEntry,
  Coordination,
  CoordinationAttempt,
  LeftBy,
  MissionEntry,
  NotPosted,
  NoVote,
  ReceiptContents,
  RegionalEntry,
} from "../model/receipt-contents.ts";
import { RECEIPT_FORMAT, RECEIPTS, type ReceiptId } from "../model/receipts.ts";
import type { AddressEntry, EventRecord } from "../model/record.ts";
import type { KpiReport, SetPointReport, ThermostatReading } from "../model/thermodynamics.ts";
import type { MissionTick, ThermostatCourse, TickKpi } from "../model/ticks.ts";
import type { Consensus } from "../model/vote-measures.ts";
import type { Handshake } from "../model/votes.ts";
import {
  address,
  amount,
  bytes,
  count,
  decimal,
  digest,
  flag,
  hash32,
  holds,
  integer,
  type JsonSchema,
  list,
  named,
  nullable,
  oneOf,
  optional,
  path,
  record,
  type Shape,
  type ShapesOf,
  shaped,
  text,
  together,
} from "../support/shape.ts";
import { decision, splitMeasure } from "./decision-shape.ts";
import { division } from "./division-shape.ts";
import { positions, totals } from "./holdings-shape.ts";
import { args, transaction, transactions } from "./transaction-shape.ts";

const file = record<FileDigest>({ path, sha256: digest });

const contracts = list(record<AddressEntry>({ name: text, address, artifact: text }));

const principal = record({ label: text, address });

const steadyState = named(
  "steadyState",
  record<SteadyState>({
    block: count,
    paused: flag,
    temperature: decimal,
    roleShares: record<SteadyState["roleShares"]>({
      agents: decimal,
      validators: decimal,
      operators: decimal,
      employers: decimal,
    }),
    totals,
  }),
);

const payments = list(
  named("payment", record<JobPayment>({ from: text, to: text, amountWei: amount, reason: text })),
);

const handshakes = list(
  named(
    "handshake",
    record<Handshake>({
      body: oneOf("committee", "jury"),
      module: address,
      jobId: amount,
      round: decimal,
      voter: address,
      handle: text,
      seats: count,
      unfundedSeats: count,
      locked: amount,
      ballot: oneOf("approve", "reject", "never-reveal", "absent"),
      choice: count,
      salt: hash32,
      commitment: hash32,
    }),
  ),
);

const drillKeys = record<DrillRecord>({
  id: text,
  kind: text,
  before: steadyState,
  intervention: text,
  expected: text,
  happened: text,
  verdict: oneOf("passed", "failed", "not exercised"),
  reason: optional(text),
  simulated: optional(holds),
  formula: optional(text),
  wayBack: text,
  jobId: optional(amount),
  payments: optional(payments),
  transactions,
  handshakes: optional(handshakes),
  after: steadyState,
});

const jobDrill = together(together(drillKeys, "simulated", "formula"), "jobId", "payments", "handshakes");

/** A drill that has a job says what was paid for it, and who voted. */
const drill = named(
  "drill",
  shaped((value, pointer) => {
    const broken = jobDrill(value, pointer);
    if (broken !== undefined) return broken;
    const { jobId, transactions: sent } = value as DrillRecord;
    const createsJob = sent.some(({ events }) => events.some(isJobCreated));
    return createsJob && jobId === undefined ? { pointer, problem: 'has a job and no "jobId"' } : undefined;
  }, jobDrill.schema),
);

function isJobCreated({ contract, name }: EventRecord): boolean {
  return contract === "JobRegistry" && name === "JobCreated";
}

const missionHead = {
  plan: record({ path: text, sha256: digest, initiative: text, currency: text }),
  schedule: record({
    waves: list(list(text)),
    criticalPath: record({ jobs: list(text), days: count }),
  }),
  courseFormula: text,
  notPosted: list(record<NotPosted>({ id: text, waitsFor: list(text) })),
};

const missionEntry: ShapesOf<MissionEntry> = {
  id: text,
  slug: text,
  jobId: amount,
  title: text,
  jurisdiction: record<Jurisdiction>({
    kind: oneOf("city", "nation", "region", "transnational"),
    name: text,
  }),
  sector: nullable(text),
  wave: count,
  dependencies: list(text),
  agent: text,
  reward: amount,
  deliverable: nullable(file),
  attempts: list(
    record<AttemptEntry>({
      jobId: amount,
      agent: text,
      drawn: record<AttemptEntry["drawn"]>({
        simulated: holds,
        workSeconds: decimal,
        late: flag,
        poor: flag,
        rounds: list(list(oneOf("true", "dissent", "silent"))),
        disputed: flag,
        pinned: list(text),
      }),
      outcome: text,
    }),
  ),
  assignedAt: nullable(count),
  submittedAt: nullable(count),
  finalizedAt: nullable(count),
  outcome: text,
};

const jobStep = { job: text, jobId: amount, transactions };

const telemetry: ShapesOf<Telemetry> = { root: hash32, receipts: list(file), transactions };

const attestation = record<Attestation>({
  role: count,
  account: address,
  energyWad: decimal,
  costWei: decimal,
  valueWei: decimal,
  uPreWad: decimal,
  uPostWad: decimal,
  epoch: decimal,
  nonce: decimal,
  deadline: decimal,
});

const epoch = record<RewardEpoch>({
  epoch: decimal,
  simulated: holds,
  formula: text,
  settledBy: oneOf("operator", "owner"),
  attestations: list(attestation),
  parts: list(
    record<EpochPart>({
      phase: text,
      by: oneOf("operator", "owner"),
      done: decimal,
      entries: decimal,
      transaction: hash32,
    }),
  ),
  settlement: args,
  roles: list(args),
  allocations: list(args),
  transactions,
});

const payment = record<SafePayment>({
  nonce: decimal,
  domainHash: hash32,
  messageHash: hash32,
  safeTxHash: hash32,
  signers: list(record({ label: text, address, signature: bytes })),
  calls: list(record({ contract: text, function: text, args: list(text) })),
});

const consensus = record<Consensus>({
  committees: count,
  votes: count,
  approvals: count,
  silent: count,
  approvalBps: nullable(count),
  silentBps: nullable(count),
});

const finding = record<OwnerFinding>({
  id: text,
  severity: oneOf("critical", "warning", "notice"),
  text,
  reason: text,
  atStake: amount,
  mend: text,
  command: text,
});

const reading = record<KpiReport>({
  name: oneOf("emission", "backlog", "sla"),
  readingWad: decimal,
  targetWad: decimal,
  weightWad: decimal,
});

const thermostat = record<ThermostatReading>({
  referenceWad: decimal,
  baseWad: decimal,
  raiseWad: decimal,
  outputWad: decimal,
  temperatureWad: decimal,
  minWad: decimal,
  maxWad: decimal,
  emergencyWad: decimal,
});

const thermostatCourse: ShapesOf<ThermostatCourse> = {
  cadence: record<ThermostatCourse["cadence"]>({ intervalSeconds: decimal, most: count, formula: text }),
  supplied: nullable(record({ path, sha256: digest, given: count, used: count })),
  formulas: record<ThermostatCourse["formulas"]>({ emission: text, backlog: text, lateness: text }),
  ticks: list(
    record<MissionTick>({
      tick: count,
      transaction: hash32,
      block: count,
      readAtBlock: count,
      measuredAt: decimal,
      source: oneOf("chain", "supplied"),
      simulated: optional(holds),
      readings: list(
        record<TickKpi>({
          name: oneOf("emission", "backlog", "lateness"),
          readingWad: decimal,
          targetWad: decimal,
          errorWad: decimal,
        }),
      ),
      errorWad: decimal,
      integralWad: decimal,
      derivativeWad: decimal,
      outputWad: decimal,
      beforeWad: decimal,
      afterWad: decimal,
      cause: nullable(oneOf("emission", "backlog", "lateness")),
      foretold: flag,
    }),
  ),
  transactions,
};

const parameterUpdate: ShapesOf<ReceiptContents["thermostat-update"]> = {
  changes: list(
    record({
      contract: text,
      function: text,
      effects: list(record<Effect>({ name: text, before: text, after: text })),
    }),
  ),
  transactions,
};

const coordinationAttempt: ShapesOf<CoordinationAttempt> = {
  resultHash: hash32,
  payments,
  handshakes,
  transactions,
};

/** What every key of each form of receipt looks like, in the order in which they are written. */
const SHAPES: { readonly [Id in ReceiptId]: ShapesOf<ReceiptContents[Id]> } = {
  "national-deploy": {
    chain: record({ chainId: count, hardfork: text }),
    contracts,
    principals: record<ReceiptContents["national-deploy"]["principals"]>({
      owner: principal,
      guardian: principal,
      treasury: principal,
      employer: principal,
      operator: principal,
      registrar: principal,
    }),
    ownerSafe: record({ threshold: count, signers: list(principal) }),
    roles: list(record({ role: text, executionDelaySeconds: count, purpose: text })),
    restrictedFunctions: list(record({ contract: text, signature: text, role: text })),
    transactions,
  },
  "national-mission": {
    ...missionHead,
    noJobs: optional(text),
    askedDrills: list(
      record<AskedDrill>({ id: text, kind: text, job: nullable(text), adjustment: nullable(text) }),
    ),
    jobs: list(record<MissionEntry>(missionEntry)),
  },
  "national-thermostat": thermostatCourse,
  stake: {
    people: list(
      record({
        handle: text,
        address,
        roles: count,
        stakes: list(record({ role: count, amount })),
      }),
    ),
    funding: transactions,
    identities: transactions,
    stakes: transactions,
    claims: transactions,
    block: count,
    positions: positions(address),
    totals,
  },
  "national-governance": { drills: list(drill) },
  disputes: { drills: list(drill) },
  "planetary-drills": { drills: list(drill) },
  "job-post": jobStep,
  "job-apply": jobStep,
  "job-submit": jobStep,
  "job-validate": { job: text, jobId: amount, handshakes, transactions },
  "job-dispute": { job: text, jobId: amount, handshakes, transactions },
  "job-finalize": { job: text, jobId: amount, payments, transactions, restakes: transactions },
  "planetary-deploy": {
    national: record<Anchoring>({
      root: hash32,
      receipts: count,
      proved: record<Anchoring["proved"]>({ path, sha256: digest, proof: list(hash32), holds: flag }),
      transactions,
    }),
    contracts,
    operators: list(record({ region: text, label: text, address })),
    admission: transactions,
    transactions,
  },
  "planetary-mission": {
    ...missionHead,
    jobs: list(record<RegionalEntry>({ ...missionEntry, region: text })),
    consensus: record<Telemetry>(telemetry),
  },
  "planetary-thermostat": thermostatCourse,
  "planetary-governance": {
    budgets: list(
      record({
        region: text,
        executor: address,
        asked: amount,
        approved: amount,
        paid: amount,
        allocated: nullable(amount),
        jobLimit: amount,
        dayLimit: amount,
        approvalSeconds: count,
      }),
    ),
    decisions: list(decision),
    divisions: list(division),
    splitAttacks: list(splitMeasure),
    noVote: optional(record<NoVote>({ reason: text, by: text, transactions })),
  },
  treasury: {
    safe: address,
    owners: list(record({ handle: text, address })),
    threshold: count,
    endowment: transactions,
    refusals: list(record<SafeRefusal>({ attempt: text, transaction })),
    payment,
    transactions,
    remainders: transactions,
  },
  rewards: { epochs: list(epoch), claims: transactions, block: count, positions: positions(address), totals },
  telemetry: { region: text, ...telemetry },
  consensus: {
    national: consensus,
    planetary: consensus,
    delta: record({ approvalBps: nullable(integer), silentBps: nullable(integer) }),
  },
  coordination: {
    ...missionEntry,
    courseFormula: text,
    settledAfter: nullable(text),
    evidence: list(file),
    ...coordinationAttempt,
    earlier: list(record<Coordination["earlier"][number]>({ jobId: amount, ...coordinationAttempt })),
  },
  anchored: {
    root: hash32,
    left: list(record<LeftBy>({ script: text, outputs: list(file) })),
    transactions,
  },
  "owner-pause": {
    dashboard: file,
    trigger: finding,
    findings: list(finding),
    before: steadyState,
    during: steadyState,
    after: steadyState,
    modules: list(text),
    refusals: list(
      record<Refusal>({
        module: text,
        function: text,
        asked: oneOf("transaction", "eth_call"),
        error: text,
        refused: flag,
      }),
    ),
    proofs: list(record<Proof>({ claim: text, held: flag })),
    passed: flag,
    wayBack: text,
    transactions,
  },
  thermodynamics: {
    setPoint: record<SetPointReport>({
      readings: list(reading),
      errorWad: decimal,
      referenceWad: decimal,
      recommendedWad: decimal,
    }),
    before: thermostat,
    after: thermostat,
    transactions,
  },
  "thermostat-update": parameterUpdate,
  "reward-engine-update": parameterUpdate,
  "owner-params": parameterUpdate,
  "owner-roles": parameterUpdate,
  "owner-switch": parameterUpdate,
};

/** The whole document of a form of receipt. */
export function receiptShape(id: ReceiptId): Shape {
  const content: Readonly<Record<string, Shape>> = SHAPES[id];
  return record({ format: oneOf(RECEIPT_FORMAT), kind: oneOf(RECEIPTS[id].kind), ...content });
}

/** What {@link receiptShape} asks for as a JSON Schema, for programs that are not this one. */
export function receiptSchema(id: ReceiptId): JsonSchema {
  const known = new Map<string, JsonSchema>();
  const document = receiptShape(id).schema(known);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Receipt "${id}": ${RECEIPTS[id].paths.join(" or ")}`,
    ...document,
    ...(known.size === 0 ? {} : { $defs: Object.fromEntries(known) }),
  };
}
