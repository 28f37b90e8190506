import { z } from "zod";
import { DELAY_POLICIES } from "../model/enums.ts";
import type { DrillKind, LayerId } from "../model/plan.ts";
import { WHOLE_BPS } from "../model/units.ts";
import { definitionFields } from "./schema-drill.ts";
import { protocolSchema } from "./schema-protocol.ts";

const [, ...ADJUSTMENTS] = DELAY_POLICIES;

/** The kinds of drills that a plan names; each has a file of `plans/drills` that a plan can copy. */
export const DRILL_KINDS = [
  "pause",
  "thermostat",
  "parameters",
  "revocation",
  "grant-cancelled",
  "reward",
  "non-reveal",
  "rejection",
  "dispute-won",
  "dispute-lost",
  "quorum-missed",
  "unfunded-seat",
  "owner-ruling",
  "juror-slashed",
  "second-appeal",
  "expiry",
  "delay",
  "quadratic-proposal",
] as const satisfies readonly Exclude<DrillKind, "own">[];

const LAYERS = ["national", "planetary"] as const satisfies readonly LayerId[];

/** What a plan calls this version of its format; one that says nothing is of this version. */
export const PLAN_FORMAT = "omnisovereign-plan/1";

/** `IdentityRegistry.MAX_COUNCIL`. */
export const MOST_COUNCILLORS = 64;
/** More signatures than this make every call of the owner dear. */
const MOST_SIGNERS = 32;
/** Each has an executor, which `SystemPause` has to reach in one transaction beside the other modules. */
const MOST_REGIONS = 48;

const text = (longest: number) => z.string().min(1).max(longest);
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: "a letter or digit, then at most 63 letters, digits, '.', '_' or '-'",
});
/** Its executor is registered as "RegionalExecutor ID", and the registry takes 64 bytes. */
const regionId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,46}$/, {
  error: "a letter or digit, then at most 46 letters, digits, '.', '_' or '-'",
});
/** An address is the same in whatever letter case it is written. */
const handle = z
  .string()
  .regex(/^[^\s\p{Cc}\p{Cf}\p{Cs}]{1,255}$/u, {
    error: "1 to 255 characters without spaces or control characters",
  })
  .overwrite((name) => (/^0x[0-9a-f]{40}$/i.test(name) ? name.toLowerCase() : name));
/** Checked by the rules, which can say what exactly is wrong. */
const path = text(1_024);
const SHOWN =
  "Shown and compared with what the stages run, never executed: NAME=value … npm run SCRIPT -- flags.";
const command = text(2_048).describe(SHOWN);
/** Decoded from the source text into 18-decimal integers before zod sees them: `decode-plan.ts`. */
const amount = z.bigint().min(0n);
const positiveAmount = z.bigint().positive();
const TOKENS = "Whole tokens, as a decimal string with at most 18 decimals.";
const DEGREES = "Degrees, as a decimal string with at most 18 decimals.";

const budget = z.strictObject({
  currency: text(32).describe("Symbol of the token in which everything is paid."),
  total: positiveAmount.describe(
    `All that the jobs of this plan may cost: their rewards add up to this at most. ${TOKENS}`,
  ),
  natPrice: amount
    .optional()
    .describe(
      `What a nat of uncertainty that the jobs of regions remove is worth in reward epochs at the initial temperature. ${TOKENS} Default: those jobs' rewards over the entropy that they are expected to remove.`,
    ),
  allocations: z
    .record(text(128), amount)
    .optional()
    .describe(
      `Parts of the total by region, coordination layer, city or purpose; the jobs of a place keep within its part, and a region's part is the budget that is asked for it. ${TOKENS} Default: none, so that a region's budget is what its jobs cost.`,
    ),
});

const governance = z.strictObject({
  owner: handle.describe(
    "Who administers the contracts, can pause without limit and rules where a jury fails: an address, an ENS name or a label.",
  ),
  ownerSafe: z
    .strictObject({
      signers: z
        .array(handle)
        .min(1)
        .max(MOST_SIGNERS)
        .describe("Who signs for the owner, each once: addresses, ENS names or labels."),
      threshold: z
        .int()
        .min(1)
        .max(MOST_SIGNERS)
        .describe("How many of them have to sign. Number of signers."),
    })
    .optional()
    .describe(
      "The Safe that the owner is. Default: one of the owner alone, which the owner's reports tell as an exception.",
    ),
  pauseAuthority: handle.describe(
    "Who can pause the system for a limited time and cancel proposals, the guardian: an address, an ENS name, a label, or a contract's name such as SystemPause.",
  ),
  treasury: handle.describe(
    "Who holds the mission's tokens and receives fees and its part of slashed stakes: an address, an ENS name or a label.",
  ),
  quadraticVoting: z
    .strictObject({
      contract: handle
        .default("QuadraticGovernor")
        .describe("Name of the governor. Default: QuadraticGovernor."),
      timelock: handle
        .default("TimelockController")
        .describe(
          "The timelock that executes what was voted: an address, an ENS name or a label. Default: TimelockController.",
        ),
      executionDelayDays: z
        .int()
        .min(0)
        .max(365)
        .default(2)
        .describe("From the end of a vote until its proposal can be executed. Days. Default: 2."),
    })
    .prefault({})
    .describe("How the council decides. Default: the defaults of its fields."),
  thermostat: z
    .strictObject({
      initialTemperature: positiveAmount.describe(
        `Temperature at the start; the colder it gets, the more stake a job asks for. ${DEGREES}`,
      ),
      emergencyTemperature: positiveAmount.describe(
        `Temperature towards which a late job with the policy raise-temperature moves it. ${DEGREES}`,
      ),
      minimumTemperature: positiveAmount
        .optional()
        .describe(`Lower bound. ${DEGREES} Default: half of initialTemperature.`),
      maximumTemperature: positiveAmount
        .optional()
        .describe(`Upper bound. ${DEGREES} Default: twice emergencyTemperature.`),
      updateScript: command.describe(`Command that changes the temperature. ${SHOWN}`),
    })
    .describe("The temperature that scales stakes and divides rewards, and its bounds."),
  controlScripts: z
    .record(text(64), command)
    .optional()
    .describe(`The owner's commands by name. ${SHOWN} Default: none.`),
});

const region = z.strictObject({
  id: regionId.describe(
    "Id by which jobs, agents and allocations name the region; each has an executor of its own on chain.",
  ),
  name: text(256).describe("Name of the region, for people; allocations may use it as well."),
  goal: text(2_048).describe("What the region is to reach, in words."),
  kpis: z.array(text(512)).max(64).describe("How one will see that it was reached, in words; may be empty."),
  operator: handle
    .optional()
    .describe(
      "Who drives the region's executor, by a key that drives no other: an address, an ENS name or a label. Default: the label region-operator-ID.",
    ),
  jobLimit: positiveAmount
    .optional()
    .describe(
      `What a job of the region may commit at most, its cost and the bonds that are set aside for it. ${TOKENS} Default: what its dearest job commits.`,
    ),
  dayLimit: positiveAmount
    .optional()
    .describe(
      `What its jobs of one day may commit together. ${TOKENS} Default: what those commit that the rehearsal posts within the dearest day.`,
    ),
  approvalDays: z
    .int()
    .min(0)
    .max(90)
    .default(0)
    .describe(
      "How long the council has to approve a dispute that the region's operator raises, before it lapses; at most protocol.windows.approvalSeconds of the nation. Days. Default: 0, the operator disputes without asking.",
    ),
});

const coordinationLayer = z.strictObject({
  id: id.describe("Id by which jobs, agents and allocations name the layer."),
  description: text(2_048).describe("What the layer coordinates, in words."),
  dataSources: z
    .array(path)
    .max(64)
    .describe("Files that it looks at, as reports/…, or addresses, which are never fetched; may be empty."),
});

const capabilities = z.array(text(256)).max(64);

const participants = z.strictObject({
  metaOrchestrator: z
    .strictObject({
      handle: handle.describe("Address, ENS name or label."),
      role: text(256).describe("What it does, in words."),
      capabilities: capabilities.default([]).describe("What it can do, in words. Default: none."),
    })
    .optional()
    .describe("Who posts and pays the jobs, as their employer. Default: the label mission-orchestrator."),
  council: z
    .array(
      z.strictObject({
        handle: handle.describe("Address, ENS name or label."),
        role: text(256).describe("Whom the member stands for, in words."),
        stake: amount.describe(
          `What the member stakes in this role; a seat on a jury locks a part of it, a vote none. ${TOKENS}`,
        ),
      }),
    )
    .max(MOST_COUNCILLORS)
    .default([])
    .describe("Votes on proposals and, before validators do, sits on juries. Default: none."),
  agents: z
    .array(
      z.strictObject({
        handle: handle.describe("Address, ENS name or label."),
        role: text(256).describe("Who the agent is, in words."),
        regions: z
          .array(text(128))
          .max(64)
          .default([])
          .describe(
            "Regions, coordination layers or cities whose jobs it takes. Default: none, which means all.",
          ),
        capabilities: capabilities.describe("What it can do, in words; may be empty."),
        stake: amount
          .optional()
          .describe(
            `What the agent stakes; each of its jobs locks a part of it. ${TOKENS} Default: what its jobs demand plus a quarter, and no less than what they can lock at once when it is cold.`,
          ),
      }),
    )
    .min(1)
    .max(WHOLE_BPS)
    .describe("Who does the jobs: those who serve a job's place take its jobs in turn."),
  validators: z
    .array(
      z.strictObject({
        handle: handle.describe("Address, ENS name or label."),
        stake: amount.describe(
          `What the validator stakes: it decides how likely a draw is, and each seat locks a part of it. ${TOKENS}`,
        ),
        mandate: text(512).describe("What the validator looks at, in words."),
      }),
    )
    .min(3)
    .max(1_000)
    .describe(
      "Who judges results: committees are drawn from them, and juries where the council is too small.",
    ),
});

const job = z.strictObject({
  id: id.describe("Id by which other jobs, drills and receipts name the job."),
  title: text(512).describe("What is to be done, in words."),
  sector: text(128).optional().describe("Field of work, for reports. Default: none."),
  city: text(128)
    .optional()
    .describe("City to which the job belongs, for agents, allocations and reports. Default: none."),
  region: id
    .optional()
    .describe("Id of the region or coordination layer to which the job belongs, or GLOBAL. Default: none."),
  reward: positiveAmount.describe(
    `What an approved job pays to agent, committee, operator and employer, by protocol.shares. ${TOKENS}`,
  ),
  deadlineDays: z
    .int()
    .min(1)
    .max(3_650)
    .describe("From assignment until the job is late. Days; soft: protocol.windows.graceSeconds follow."),
  dependencies: z
    .array(id)
    .max(16)
    .describe("Ids of the jobs that must be finalized before this one is posted; may be empty."),
  energyBudget: amount.describe(
    "Energy that the work may take, for the thermodynamics. Units of energy, as a decimal string.",
  ),
  thermodynamicProfile: z
    .strictObject({
      expectedEntropy: amount.describe(
        "Uncertainty that the job is expected to remove. Units of entropy, as a decimal string.",
      ),
      adjustmentOnDelay: z
        .enum(ADJUSTMENTS)
        .describe(
          "What happens once when the job is late: raise-temperature moves the temperature towards the emergency; increase-agent-share and increase-validator-share move the role shares of later jobs and epochs, both by the job's part of all work under way and fading by half with each epoch; double-validator-bonus doubles the validators' bonus; trigger-pause-check pauses, checks and resumes.",
        ),
      validatorBonus: amount
        .optional()
        .describe(
          "What validators get on top of the reward, as a share of it between 0 and 1; twice that is escrowed, so that it can double. Default: 0.",
        ),
    })
    .describe("What the job means for entropy and temperature, and what follows if it is late."),
  course: z
    .strictObject({
      late: z.boolean().optional().describe("Whether its work ends past its deadline. Default: drawn."),
      poor: z.boolean().optional().describe("Whether its result deserves to be rejected. Default: drawn."),
      silent: z
        .int()
        .min(0)
        .max(15)
        .optional()
        .describe(
          "How many members of each of its committees commit and never reveal, from the first that is drawn on. Number of members. Default: drawn for each.",
        ),
      dissent: z
        .int()
        .min(0)
        .max(15)
        .optional()
        .describe(
          "How many members, after those, vote for the contrary of what is so. Number of members. Default: drawn for each.",
        ),
      disputed: z
        .boolean()
        .optional()
        .describe(
          "Whether whom the verdict goes against disputes it although it is right; a wrong one always is. Default: drawn.",
        ),
    })
    .optional()
    .describe(
      "What happens to the first attempt at the job in a rehearsal, instead of having it drawn by chain.odds. Default: nothing is said, all is drawn.",
    ),
  onFailure: z
    .enum(["retry", "substitute", "give up"])
    .default("retry")
    .describe(
      "What follows when its result is rejected for good: retry has its agent do it again, substitute the next agent of the plan who does not judge, eight attempts in all; give up leaves it, and what depends on it is not posted. Default: retry.",
    ),
  deliverable: path
    .optional()
    .describe(
      "File whose SHA-256 is the job's result, relative to the plan's folder and inside of it: no link, 4 MiB at most. It travels in the dossier. Default: none, a digest stands for the work.",
    ),
  evidence: z
    .array(path)
    .max(256)
    .optional()
    .describe(
      "Artefacts, as reports/…, whose digests settle a job of a plan with layers. Default: the receipts of the bound layers.",
    ),
});

const reporting = z.strictObject({
  artifacts: z
    .record(text(64), z.union([path, z.array(path).max(64)]))
    .describe("What the mission reports, by name: a file as reports/…, or a list of such."),
  dashboards: z.array(path).max(64).describe("Files that the owner looks at, as reports/…; may be empty."),
});

const drill = z.strictObject({
  id: id.describe("Id of the drill in receipts."),
  kind: z
    .enum(DRILL_KINDS)
    .optional()
    .describe(
      "What is rehearsed; reward and quadratic-proposal need a planetary layer, which rehearses them with its own jobs. Default: what use or the drill's own fields say.",
    ),
  use: path
    .optional()
    .describe("A drill's file in the folder drills beside this plan, as drills/NAME.json. Default: none."),
  job: id
    .optional()
    .describe(
      "Id of the job whose terms the drill borrows, where it needs some. Default: the plan's first job.",
    ),
  adjustment: z
    .enum(ADJUSTMENTS)
    .optional()
    .describe("Policy of a delay drill. Default: adjustmentOnDelay of its job."),
  ...definitionFields,
});

/** What a rehearsal draws of people; the contracts know nothing of it. */
function oddsOf(standard: number, meaning: string) {
  return z
    .int()
    .min(0)
    .max(WHOLE_BPS)
    .default(standard)
    .describe(`${meaning} Basis points. Default: ${standard}, ${standard / 100} %.`);
}

/** Each has a default, so an empty object stands for all of them. */
export const oddsSchema = z.strictObject({
  lateBps: oddsOf(1_000, "Of a job, that its work ends past its deadline, by half of its grace at most."),
  poorBps: oddsOf(1_000, "Of a result, that it deserves to be rejected."),
  dissentBps: oddsOf(500, "Of a member of a committee, that it votes for the contrary of what is so."),
  silentBps: oddsOf(300, "Of a member of a committee, that it commits and never reveals."),
  disputeBps: oddsOf(
    500,
    "Of a verdict that is right, that whom it goes against disputes it; a wrong one always is. Jurors see what is so.",
  ),
});

const chain = z.strictObject({
  startTime: z.iso
    .datetime({ error: "a UTC time such as 2025-01-01T00:00:00Z" })
    .default("2025-01-01T00:00:00Z")
    .describe(
      "Time of the first block, at the earliest that of the chain, 2025-01-01T00:00:00Z. UTC; a fraction of a second is dropped. Default: 2025-01-01T00:00:00Z.",
    ),
  seed: text(256)
    .optional()
    .describe(
      "Source of the rehearsal's scripted randomness: draws, simulated work times and what does not go to plan. Default: the initiative.",
    ),
  odds: oddsSchema
    .prefault({})
    .describe(
      "How often what does not go to plan happens in a rehearsal; what happens is drawn from the seed. Default: the defaults of its fields.",
    ),
});

/** Shape of a plan file. Cross-field rules are in `rules/`. */
export const planSchema = z.strictObject({
  $schema: z
    .string()
    .max(2_048)
    .optional()
    .describe("Path or address of this schema, for editors; has no effect on a run. Default: none."),
  format: z.literal(PLAN_FORMAT).optional().describe(`Version of this format. Default: ${PLAN_FORMAT}.`),
  initiative: text(256).describe("Name of the mission."),
  objective: text(4_096).describe("What the mission is for, in words."),
  budget: budget.describe("What the mission may cost, and how that is parted."),
  governance: governance.describe("Who rules the contracts, and by which limits."),
  regions: z
    .array(region)
    .max(MOST_REGIONS)
    .default([])
    .describe("Regions, each with a budget and an executor of its own. Default: none."),
  coordinationLayers: z
    .array(coordinationLayer)
    .max(64)
    .default([])
    .describe("Groups of jobs that belong to no single region or city. Default: none."),
  participants: participants.describe("Who takes part, and with which stakes."),
  jobs: z
    .array(job)
    .min(1)
    .max(20_000)
    .describe("What is to be done; the order is that in which agents take turns."),
  reporting: reporting.describe("What the mission reports and shows."),
  layers: z
    .array(
      z.strictObject({
        id: z.enum(LAYERS).describe("Which layer the plan is: national or planetary."),
        plan: text(1_024).describe(
          "The layer's plan file: relative to the folder of this plan, or absolute.",
        ),
      }),
    )
    .max(2)
    .optional()
    .describe(
      "Makes this the shared plan of a national and a planetary one. Default: none: the plan is its own nation, and its jobs that name a region are its planet.",
    ),
  protocol: protocolSchema
    .prefault({})
    .describe("Settings of the contracts. Default: the defaults of its fields."),
  drills: z
    .array(drill)
    .max(256)
    .optional()
    .describe(
      "What is rehearsed after the jobs. Default: one drill of each kind that the plan gives rise to.",
    ),
  chain: chain.prefault({}).describe("The rehearsal's chain. Default: the defaults of its fields."),
});

/** A plan file whose shape is right: amounts exact, defaults of single fields filled in. */
export type PlanDocument = z.output<typeof planSchema>;
