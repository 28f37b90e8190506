import { z } from "zod";
import type { DelayAdjustment, DrillKind, LayerId } from "../model/plan.ts";
import { protocolSchema } from "./schema-protocol.ts";

const ADJUSTMENTS = [
  "raise-temperature",
  "increase-agent-share",
  "increase-validator-share",
  "double-validator-bonus",
  "trigger-pause-check",
] as const satisfies readonly DelayAdjustment[];

const DRILLS = [
  "pause",
  "thermostat",
  "parameters",
  "reward",
  "non-reveal",
  "rejection",
  "dispute-won",
  "dispute-lost",
  "quorum-missed",
  "owner-ruling",
  "expiry",
  "delay",
  "quadratic-proposal",
] as const satisfies readonly DrillKind[];

const LAYERS = ["national", "planetary"] as const satisfies readonly LayerId[];

/** What a plan calls this version of its format; one that says nothing is of this version. */
export const PLAN_FORMAT = "omnisovereign-plan/1";

/** `IdentityRegistry.MAX_COUNCIL`. */
const MOST_COUNCILLORS = 64;
/** Each has an executor, which `SystemPause` has to reach in one transaction beside the other modules. */
const MOST_REGIONS = 48;

const text = (longest: number) => z.string().min(1).max(longest);
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: "a letter or digit, then at most 63 letters, digits, '.', '_' or '-'",
});
/** An address is the same in whatever letter case it is written. */
const handle = z
  .string()
  .regex(/^[^\s\p{Cc}\p{Cf}\p{Cs}]{1,255}$/u, {
    error: "1 to 255 characters without spaces or control characters",
  })
  .overwrite((name) => (/^0x[0-9a-f]{40}$/i.test(name) ? name.toLowerCase() : name));
/** Checked by the rules, which can say what exactly is wrong. */
const path = text(1_024).meta({ description: "Relative to the project, with '/' between folders." });
const layerPath = text(1_024).describe("Relative to the folder of this plan, or absolute.");
const command = text(2_048).meta({
  description: "Shown and compared, never executed: NAME=value … npm run SCRIPT -- flags.",
});
/** Decoded from the source text into 18-decimal integers before zod sees them: `decode.ts`. */
const amount = z.bigint().min(0n);
const positiveAmount = z.bigint().positive();

const budget = z.strictObject({
  currency: text(32).describe("Symbol of the token."),
  total: positiveAmount.describe("All that the mission may spend, in whole tokens."),
  allocations: z
    .record(text(128), amount)
    .optional()
    .describe("Parts of the total by region, coordination layer, city or purpose, in whole tokens."),
});

const governance = z.strictObject({
  owner: handle.describe("Address, ENS name or label of the owner."),
  pauseAuthority: handle.describe("Contract or principal that may pause the system."),
  treasury: handle.describe("Address, ENS name or label of the treasury."),
  quadraticVoting: z
    .strictObject({
      contract: handle.default("QuadraticGovernor").describe("The governor."),
      timelock: handle.default("TimelockController").describe("Address, ENS name or label of the timelock."),
      executionDelayDays: z.int().min(0).max(365).default(2).describe("Delay of the timelock in days."),
    })
    .prefault({})
    .describe("Council governance."),
  thermostat: z.strictObject({
    initialTemperature: positiveAmount.describe("Temperature at the start."),
    emergencyTemperature: positiveAmount.describe("Temperature towards which a late job moves it."),
    minimumTemperature: positiveAmount.optional().describe("Lower bound. Default: half the initial one."),
    maximumTemperature: positiveAmount.optional().describe("Upper bound. Default: twice the emergency one."),
    updateScript: command,
  }),
  controlScripts: z.record(text(64), command).optional().describe("Owner commands by name."),
});

const region = z.strictObject({
  id,
  name: text(256),
  goal: text(2_048),
  kpis: z.array(text(512)).max(64),
});

const coordinationLayer = z.strictObject({
  id,
  description: text(2_048),
  dataSources: z.array(path).max(64),
});

const capabilities = z.array(text(256)).max(64);

const participants = z.strictObject({
  metaOrchestrator: z
    .strictObject({ handle, role: text(256), capabilities: capabilities.default([]) })
    .optional(),
  council: z
    .array(z.strictObject({ handle, role: text(256), stake: amount }))
    .max(MOST_COUNCILLORS)
    .default([])
    .describe("Votes on proposals and, before validators do, sits on juries. Default: none."),
  agents: z
    .array(
      z.strictObject({
        handle,
        role: text(256),
        regions: z.array(text(128)).max(64).default([]).describe("Regions, layers or cities. Default: all."),
        capabilities,
        stake: amount.optional().describe("Default: what its jobs demand plus a quarter."),
      }),
    )
    .min(1)
    .max(10_000),
  validators: z
    .array(z.strictObject({ handle, stake: amount, mandate: text(512) }))
    .min(3)
    .max(1_000),
});

const job = z.strictObject({
  id,
  title: text(512),
  sector: text(128).optional(),
  city: text(128).optional(),
  region: id.optional().describe("Id of a region or coordination layer, or GLOBAL."),
  reward: positiveAmount.describe("Whole tokens."),
  deadlineDays: z.int().min(1).max(3_650).describe("Days from assignment; soft."),
  dependencies: z.array(id).max(16).describe("Ids of the jobs that must be finalized first."),
  energyBudget: amount.describe("Units of energy."),
  thermodynamicProfile: z.strictObject({
    expectedEntropy: amount.describe("Uncertainty that the job is expected to remove."),
    adjustmentOnDelay: z.enum(ADJUSTMENTS).describe("What happens once when the deadline passes."),
    validatorBonus: amount.optional().describe("Share of the reward on top for validators. Default: 0."),
  }),
  evidence: z
    .array(path)
    .max(256)
    .optional()
    .describe("Artefacts that settle a coordination job. Default: the receipts of the bound layers."),
});

const reporting = z.strictObject({
  artifacts: z.record(text(64), z.union([path, z.array(path).max(64)])),
  dashboards: z.array(path).max(64),
});

const drill = z.strictObject({
  id,
  kind: z.enum(DRILLS),
  job: id.optional().describe("The job whose terms the drill borrows. Default: the plan's first."),
  adjustment: z.enum(ADJUSTMENTS).optional().describe("For delay drills. Default: that of the job."),
});

const chain = z.strictObject({
  startTime: z.iso
    .datetime({ error: "a UTC time such as 2025-01-01T00:00:00Z" })
    .default("2025-01-01T00:00:00Z")
    .describe("Time of the genesis block."),
  seed: text(256).optional().describe("Source of scripted randomness. Default: the initiative."),
});

/** Shape of a plan file. Cross-field rules are in `rules/`. */
export const planSchema = z.strictObject({
  $schema: z.string().max(2_048).optional().describe("Path or address of this schema."),
  format: z.literal(PLAN_FORMAT).optional().describe(`Version of this format. Default: ${PLAN_FORMAT}.`),
  initiative: text(256),
  objective: text(4_096),
  budget,
  governance,
  regions: z.array(region).max(MOST_REGIONS).default([]),
  coordinationLayers: z.array(coordinationLayer).max(64).default([]),
  participants,
  jobs: z.array(job).min(1).max(20_000),
  reporting,
  layers: z
    .array(z.strictObject({ id: z.enum(LAYERS), plan: layerPath }))
    .max(2)
    .optional()
    .describe(
      "Makes this the shared plan of a national and a planetary one. Default: the plan is its own nation, and its jobs that name a region are its planet.",
    ),
  protocol: protocolSchema.prefault({}),
  drills: z
    .array(drill)
    .max(256)
    .optional()
    .describe("Default: one of each kind that the plan gives rise to."),
  chain: chain.prefault({}),
});

/** A plan file whose shape is right: amounts exact, defaults of single fields filled in. */
export type PlanDocument = z.output<typeof planSchema>;
