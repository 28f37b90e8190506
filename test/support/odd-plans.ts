/** Plans that nobody would write on purpose: every protocol field at its bounds, then plans thrown together, then mutated. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { type CourseWindows, courseSeconds } from "../../src/economics/course-time.ts";

export interface OddPlan {
  readonly name: string;
  readonly plan: Json;
  /** The plans of its layers, by the file names under which they lie beside it. */
  readonly layers?: Readonly<Record<string, Json>>;
}

/** What the file of an odd plan is called. */
export const ODD_PLAN = "plan.json";

/** Lays a plan and those of its layers down in a folder. */
export async function writePlans({ plan, layers = {} }: OddPlan, folder: string): Promise<void> {
  for (const [file, content] of Object.entries({ [ODD_PLAN]: plan, ...layers })) {
    await writeFile(join(folder, file), JSON.stringify(content, null, 1));
  }
}

export type Json = { [key: string]: unknown };

/** What the plans are drawn from; another one gives others. */
const SEED = 20_261_130;

const ADJUSTMENTS = [
  "raise-temperature",
  "increase-agent-share",
  "increase-validator-share",
  "double-validator-bonus",
  "trigger-pause-check",
] as const;

const DRILLS = [
  ...[
    "pause",
    "thermostat",
    "parameters",
    "revocation",
    "grant-cancelled",
    "non-reveal",
    "rejection",
    "dispute-won",
    "dispute-lost",
  ],
  ...[
    "quorum-missed",
    "unfunded-seat",
    "owner-ruling",
    "juror-slashed",
    "second-appeal",
    "expiry",
    "delay",
    "reward",
    "quadratic-proposal",
  ],
] as const;

/** Longer than any line, of other scripts, and what breaks Markdown, HTML, Mermaid, terminals and shells. */
const HOSTILE_TEXTS = [
  "Plain work",
  "<script>alert(1)</script> & \"quotes\" 'and' `ticks`",
  "| a | table | ![image](javascript:x) [link](http://x) |",
  "end subgraph ]; click j0 call x() %%{init: {}}%%",
  "\u202Eright to left\u202C and \u200Bnothing",
  "\u001B[31mred\u001B[0m and a bell \u0007",
  "first line\nsecond line\r\n# heading\n---",
  "Ωμέγα 市 🏙️ é",
  "$(rm -rf /) ; $HOME \\ %s %d",
  "x".repeat(256),
  " ",
  "__proto__ constructor toString",
];

/** As many bytes as the registry takes. */
const LONG_HANDLE = `${"ü".repeat(29)}.tests`;

const WAD = 10n ** 18n;

/** @returns `weiAmount` as a plan writes it */
function tokens(amountWei: bigint): string {
  const [whole, rest] = [amountWei / WAD, amountWei % WAD];
  return rest === 0n ? `${whole}` : `${whole}.${`${rest}`.padStart(18, "0").replace(/0+$/, "")}`;
}

/** How many of the plans are both layers, and how many bind two. */
export const WITH_REGIONS = 60;
export const SHARED = 30;

/** @returns the first `count` plans without regions, then those with regions, then those that bind layers, always the same ones */
export function oddPlans(count: number): OddPlan[] {
  const bounds = [...boundPlans()];
  const sample = <T>(plans: fc.Arbitrary<T>, numRuns: number) => fc.sample(plans, { seed: SEED, numRuns });
  const named = (name: string, plans: readonly Json[]) =>
    plans.map((plan, index) => ({ name: `${name} ${index + 1}`, plan }));
  return [
    ...smallestPlans(),
    ...[...bounds, ...named("thrown together", sample(randomPlan, Math.max(1, count)))].slice(0, count),
    ...named("with regions", sample(regionalPlan, WITH_REGIONS)),
    ...sample(sharedPlans, SHARED).map((odd, index) => ({
      name: `shared ${index + 1}`,
      ...odd,
    })),
  ];
}

/** Missions whose whole money is dust: no part of it may be taken for granted. */
export function smallestPlans(): OddPlan[] {
  const wei = (amountWei: bigint) => tokens(amountWei);
  const plan = (budgetWei: bigint, jobs: readonly Json[], more: Json = {}): Json => {
    const small = smallPlan();
    const validators = (small.participants as { validators: Json[] }).validators.slice(0, 6);
    return {
      ...small,
      budget: { currency: "DUST", total: wei(budgetWei) },
      participants: {
        ...(small.participants as Json),
        council: seatsOf(1, "seat"),
        validators: validators.map((one) => ({ ...one, stake: wei(10n) })),
      },
      jobs,
      ...more,
    };
  };
  const regions = ["A", "B"].map((id) => ({ id, name: id, goal: "Dust.", kpis: [] }));
  return [
    { name: "a budget of one wei", plan: plan(1n, [job("ONLY", wei(1n), [])]) },
    {
      name: "regions that spend their budgets to the wei",
      plan: plan(
        10n,
        [
          { ...job("A1", wei(1n), []), region: "A" },
          { ...job("B1", wei(1n), ["A1"]), region: "B" },
        ],
        {
          regions,
          drills: [],
        },
      ),
    },
  ];
}

// Protocol fields at their bounds

/** Section, field, least, most; companions keep the rest consistent. */
type Bound = readonly [section: string, field: string, least: number, most: number];

export const BOUNDS: readonly Bound[] = [
  // A job takes no longer in all than stake stays, which is ninety days at most; a round's windows count twice, a hearing's three times, and that
  // for a jury's commits once more.
  ...["commit", "reveal"].map((name): Bound => ["windows", `${name}Seconds`, 3_600, 3_101_280]),
  ["windows", "challengeSeconds", 3_600, 2_182_720],
  ["windows", "juryCommitSeconds", 3_600, 1_593_840],
  ["windows", "juryRevealSeconds", 3_600, 2_096_320],
  ["windows", "rulingSeconds", 172_800, 6_288_960],
  ["windows", "approvalSeconds", 0, 6_029_760],
  ["windows", "graceSeconds", 3_600, 7_776_000],
  ...["votingDelay", "votingPeriod"].map((name): Bound => ["windows", `${name}Seconds`, 60, 7_776_000]),
  ["windows", "unbondingSeconds", 1_746_240, 7_776_000],
  ["windows", "guardianPauseSeconds", 3_600, 2_592_000],
  ["committee", "size", 3, 15],
  ["windows", "judgingDelaySeconds", 486_120, 315_360_000],
  ["committee", "jurySize", 3, 9],
  ["committee", "seedBlocks", 1, 128],
  ["quorum", "validators", 2, 15],
  ["quorum", "approvalBps", 5_001, 10_000],
  ["quorum", "jurors", 2, 9],
  ["quorum", "proposalBps", 1, 10_000],
  ["quorum", "voiceCredits", 1, 1_000_000],
  ["fees", "protocolBps", 0, 2_000],
  ["fees", "seatBps", 100, 2_000],
  ["fees", "disputeBondBps", 1, 5_000],
  ["stakes", "agentBps", 1, 10_000],
  ["stakes", "validatorBps", 1, 10_000],
  ...["agents", "validators", "operators", "employers"].map(
    (name): Bound => ["shares", `${name}Bps`, 0, 10_000],
  ),
  ["slashing", "rejectedWorkBps", 0, 10_000],
  ...["nonReveal", "wrongVote", "expiredWork"].map((name): Bound => ["slashing", `${name}Bps`, 0, 5_000]),
  ...["employer", "validators", "treasury", "burn"].map((name): Bound => ["split", `${name}Bps`, 0, 10_000]),
];

function* boundPlans(): Generator<OddPlan> {
  for (const [section, field, least, most] of BOUNDS) {
    for (const value of [least, most]) {
      const plan = smallPlan();
      plan.protocol = protocolAt(section, field, value);
      yield {
        name: `protocol.${section === "split" ? "slashing.split" : section}.${field} = ${value}`,
        plan,
      };
    }
  }
}

function protocolAt(section: string, field: string, value: number): Json {
  if (section === "split") return { slashing: { split: sumsTo(field, value, SPLIT) } };
  if (section === "shares") return { shares: sumsTo(field, value, SHARES) };
  return merge({ [section]: { [field]: value } }, COMPANIONS[`${field} ${value}`] ?? {});
}

const SHARES = ["agentsBps", "validatorsBps", "operatorsBps", "employersBps"];
const SPLIT = ["employerBps", "validatorsBps", "treasuryBps", "burnBps"];

/** What has to be otherwise when a field is at its bound. */
const COMPANIONS: Readonly<Record<string, Json>> = {
  ...Object.fromEntries(
    ["commit", "reveal", "challenge", "juryCommit", "juryReveal", "ruling", "approval"].flatMap((name) => {
      const field = `${name}Seconds`;
      const most = BOUNDS.find(([, bounded]) => bounded === field)?.[3];
      return [[`${field} ${most}`, { windows: { unbondingSeconds: 7_776_000 } }]];
    }),
  ),
  "size 15": { quorum: { validators: 8 } },
  "judgingDelaySeconds 486120": {
    committee: { seedBlocks: 1 },
    windows: {
      commitSeconds: 3_600,
      revealSeconds: 3_600,
      challengeSeconds: 3_600,
      juryCommitSeconds: 3_600,
      juryRevealSeconds: 3_600,
      rulingSeconds: 172_800,
      guardianPauseSeconds: 3_600,
      votingDelaySeconds: 60,
      votingPeriodSeconds: 60,
    },
  },
  "jurySize 9": { quorum: { jurors: 5 } },
  "validators 15": { committee: { size: 15 } },
  "jurors 9": { committee: { jurySize: 9 } },
  "nonRevealBps 0": { slashing: { wrongVoteBps: 0 } },
};

/** One part as given, the rest spread over the others. */
function sumsTo(field: string, value: number, fields: readonly string[]): Json {
  const others = fields.filter((name) => name !== field);
  const each = Math.floor((10_000 - value) / others.length);
  const rest = 10_000 - value - each * (others.length - 1);
  return Object.fromEntries([
    [field, value],
    ...others.map((name, index) => [name, index === 0 ? rest : each]),
  ]);
}

function merge(base: Json, over: Json): Json {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = typeof value === "object" ? { ...(merged[key] as Json), ...(value as Json) } : value;
  }
  return merged;
}

/** Two jobs, and everybody whom a jury and the largest committee need. */
function smallPlan(): Json {
  return {
    initiative: "Harbour lights",
    objective: "Relight a small harbour.",
    budget: { currency: "TOK", total: "400000" },
    governance: governance("0.2", "0.4"),
    participants: {
      council: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
        handle: `seat-${n}.test`,
        role: "councillor",
        stake: "5000",
      })),
      agents: ["north", "south"].map((name) => ({
        handle: `${name}.agent.test`,
        role: "builder",
        capabilities: [],
      })),
      validators: Array.from({ length: 16 }, (_, n) => ({
        handle: `check-${n}.test`,
        stake: "500000",
        mandate: "checks",
      })),
    },
    jobs: [job("LAMPS", "100000", []), job("BUOYS", "50000", ["LAMPS"])],
    reporting: { artifacts: {}, dashboards: [] },
  };
}

function governance(initial: string, emergency: string): Json {
  return {
    owner: "owner.test",
    pauseAuthority: "SystemPause",
    treasury: "treasury.test",
    thermostat: {
      initialTemperature: initial,
      emergencyTemperature: emergency,
      updateScript: "npm run thermostat:update",
    },
  };
}

function job(id: string, reward: string, dependencies: readonly string[]): Json {
  return {
    id,
    title: `Work ${id}`,
    reward,
    deadlineDays: 10,
    dependencies,
    energyBudget: "100",
    thermodynamicProfile: { expectedEntropy: "0.1", adjustmentOnDelay: "raise-temperature" },
  };
}

// Plans thrown together

type Gen = fc.GeneratorValue;

const int = (g: Gen, min: number, max: number): number => g(fc.integer, { min, max });
const chance = (g: Gen, percent: number): boolean => int(g, 1, 100) <= percent;
const one = <T>(g: Gen, values: readonly T[]): T => values[int(g, 0, values.length - 1)] as T;

/** Amounts over the whole range: one wei, dust, usual ones, and more than all the money in the world. */
function amount(g: Gen): bigint {
  const usual = BigInt(int(g, 1, 200_000)) * WAD;
  const odd = [
    1n,
    2n,
    9_999n,
    10_000n,
    10_001n,
    WAD - 1n,
    WAD,
    WAD / 3n,
    123_456_789_012_345_678_901n,
    10n ** 33n,
  ];
  return chance(g, 70) ? usual : one(g, odd);
}

const randomPlan: fc.Arbitrary<Json> = fc.gen().map((g) => perhapsMutated(g, throwTogether(g)));

/** A plan that is both layers: jobs of regions, of a coordination layer, of no single one, and of the nation. */
function withRegions(g: Gen): Json {
  const plan = throwTogether(g);
  const regions = Array.from({ length: chance(g, 80) ? int(g, 1, 5) : int(g, 6, 48) }, (_, n) => ({
    id: `R${n}`,
    name: one(g, [`Region ${n}`, HOSTILE_TEXTS[2], "Ω <b>"]),
    goal: one(g, HOSTILE_TEXTS),
    kpis: chance(g, 50) ? [] : [one(g, HOSTILE_TEXTS)],
    ...(n % 3 === 1 ? { operator: `driver-of-${n}.eth` } : {}),
  }));
  const places = [...regions.map(({ id }) => id), "GLOBAL", "GRID"];
  const jobs = plan.jobs as (ThrownJob & { region?: string; readonly dependencies: readonly string[] })[];
  const national = one(g, [0, 1, 2, jobs.length]);
  jobs.forEach((each, index) => {
    if (index >= national) each.region = one(g, places);
  });
  Object.assign(plan, { regions });
  if (regions.length % 2 === 0) {
    (plan.budget as Json).natPrice = ["0", "12.5", "1000000000000"][regions.length % 3];
  }
  if (chance(g, 90)) plan.coordinationLayers = [{ id: "GRID", description: "Grid", dataSources: [] }];
  if (chance(g, 60)) {
    const spent = (id: string) =>
      jobs.reduce((sum, { region, reward }) => (region === id ? sum + parse(`${reward}`) : sum), 0n);
    const allocations = places.filter((id) => spent(id) > 0n && chance(g, 70));
    (plan.budget as Json).allocations = Object.fromEntries(allocations.map((id) => [id, tokens(spent(id))]));
  }
  const council = chance(g, 25) ? 0 : one(g, [1, 2, 3, 5, 7, 64]);
  (plan.participants as Json).council = seatsOf(council, chance(g, 20) ? "check" : "seat");
  return plan;
}

function seatsOf(count: number, name: string): Json[] {
  return Array.from({ length: count }, (_, n) => ({
    handle: `${name}-${n}.test`,
    role: "Seat",
    stake: n % 2 ? "0" : "10",
  }));
}

/** A shared plan with a national and a planetary one whose people overlap, and that disagree about what one of them settles. */
function sharedPlan(g: Gen): Omit<OddPlan, "name"> {
  const national = throwTogether(g);
  const planetary = chance(g, 85) ? withRegions(g) : null;
  const shared = throwTogether(g);
  shared.jobs = [job("BIND", "1000", []), job("CLOSE", one(g, ["1", "5000"]), ["BIND"])];
  shared.budget = { currency: one(g, ["TOK", "ONE"]), total: "20000" };
  delete shared.drills;
  const layers = [
    { id: "national", plan: "a nation.json" },
    ...(planetary ? [{ id: "planetary", plan: "planet.json" }] : []),
  ];
  for (const each of (planetary?.jobs ?? []) as Json[]) each.region ??= "GLOBAL";
  return {
    plan: { ...shared, layers },
    layers: { "a nation.json": national, ...(planetary ? { "planet.json": planetary } : {}) },
  };
}

const regionalPlan = fc.gen().map((g) => perhapsMutated(g, withRegions(g)));
const sharedPlans = fc.gen().map(sharedPlan);

function throwTogether(g: Gen): Json {
  const jobs = throwJobs(g);
  const total = jobs.reduce((sum, { reward }) => sum + reward, 0n);
  const initial = amountText(g, ["0.2", "0.000000000000000002", "0.001", "1", "100", "250000"]);
  const plan: Json = {
    initiative: one(g, HOSTILE_TEXTS),
    objective: one(g, HOSTILE_TEXTS),
    budget: {
      currency: one(g, ["TOK", "AGIALPHA", "<b>", "€"]),
      total: tokens(chance(g, 40) ? total : total * 3n),
    },
    governance: throwGovernance(g, initial),
    participants: throwPeople(g, jobs),
    jobs: jobs.map(({ reward, ...rest }) => ({ ...rest, reward: tokens(reward) })),
    reporting: { artifacts: {}, dashboards: [] },
  };
  if (chance(g, 60)) plan.protocol = throwProtocol(g);
  if (chance(g, 60)) plan.drills = throwDrills(g, jobs);
  if (chance(g, 30))
    plan.chain = {
      startTime: one(g, [
        "2025-01-01T00:00:00Z",
        "2031-12-31T23:59:59.5Z",
        "1999-01-01T00:00:00Z",
        "2999-01-01T00:00:00Z",
      ]),
      seed: one(g, HOSTILE_TEXTS),
    };
  if (chance(g, 50)) plan.chain = { ...(plan.chain as Json | undefined), odds: throwOdds(g) };
  return plan;
}

/** From what never happens to what always does. */
function throwOdds(g: Gen): Json {
  const names = ["lateBps", "poorBps", "dissentBps", "silentBps", "disputeBps"];
  const some = names.filter(() => chance(g, 60));
  return Object.fromEntries(some.map((name) => [name, one(g, [0, 1, 1_000, 3_000, 9_000, 10_000])]));
}

function perhapsMutated(g: Gen, plan: Json): Json {
  return chance(g, 12) ? mutate(g, plan) : plan;
}

const amountText = (g: Gen, texts: readonly string[]): string => one(g, texts);

interface ThrownJob {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly reward: bigint;
}

function throwCourse(g: Gen): Json {
  const yes = () => chance(g, 50);
  return {
    ...(yes() ? { late: yes() } : {}),
    ...(yes() ? { poor: yes() } : {}),
    ...(yes() ? { silent: int(g, 0, 15) } : {}),
    ...(yes() ? { dissent: int(g, 0, 15) } : {}),
    ...(yes() ? { disputed: yes() } : {}),
  };
}

/** Chains, stars, layers and loose heaps. */
function throwJobs(g: Gen): ThrownJob[] {
  const count = chance(g, 85) ? int(g, 1, 6) : int(g, 7, 24);
  const shape = one(g, ["chain", "star", "loose", "dense"]);
  const days = chance(g, 50) ? int(g, 1, 60) : one(g, [1, 3_650]);
  return Array.from({ length: count }, (_, n) => {
    const earlier = Array.from({ length: n }, (_, k) => `J${k}`);
    const dependencies = {
      chain: earlier.slice(-1),
      star: earlier.slice(0, 1),
      loose: [],
      dense: earlier.filter(() => chance(g, 40)).slice(0, 16),
    }[shape as "chain" | "star" | "loose" | "dense"];
    return {
      id: `J${n}`,
      title: one(g, HOSTILE_TEXTS),
      ...(chance(g, 30) ? { city: one(g, ["Aster Bay", "市<b>", "a|b"]) } : {}),
      reward: amount(g),
      deadlineDays: chance(g, 70) ? days : int(g, 1, 90),
      dependencies,
      energyBudget: tokens(chance(g, 20) ? 0n : amount(g)),
      thermodynamicProfile: {
        expectedEntropy: one(g, ["0", "0.1", "1", "0.000000000000000001", "1000000"]),
        adjustmentOnDelay: one(g, ADJUSTMENTS),
        ...(chance(g, 40) ? { validatorBonus: one(g, ["0", "0.0001", "0.05", "1"]) } : {}),
      },
      ...(chance(g, 40) ? { onFailure: one(g, ["retry", "substitute", "give up"]) } : {}),
      ...(chance(g, 30) ? { course: throwCourse(g) } : {}),
    };
  });
}

function throwGovernance(g: Gen, initial: string): Json {
  const times = one(g, [1n, 1n, 2n, 2n, 3n]);
  const emergency = tokens(parse(initial) * times);
  const settings = governance(initial, emergency);
  const thermostat = settings.thermostat as Json;
  if (chance(g, 20)) thermostat.minimumTemperature = initial;
  if (chance(g, 20)) thermostat.maximumTemperature = emergency;
  if (chance(g, 20)) settings.owner = "0x52908400098527886E0F7030069857D2E4169EE7";
  if (chance(g, 20)) settings.treasury = settings.owner;
  if (chance(g, 20)) settings.pauseAuthority = settings.owner;
  if (chance(g, 30))
    settings.ownerSafe = {
      signers: ["first.signer.eth", settings.owner ?? "", "third.signer.eth"],
      threshold: one(g, [1, 2, 3]),
    };
  if (chance(g, 30))
    settings.quadraticVoting = {
      contract: "Governor",
      timelock: "Lock",
      executionDelayDays: one(g, [0, 365]),
    };
  return settings;
}

function parse(text: string): bigint {
  const [whole = "0", rest = ""] = text.split(".");
  return BigInt(whole) * WAD + BigInt(rest.padEnd(18, "0"));
}

function throwPeople(g: Gen, jobs: readonly ThrownJob[]): Json {
  const dearest = jobs.reduce((most, { reward }) => (reward > most ? reward : most), 1n);
  const validators = chance(g, 70) ? int(g, 3, 8) : int(g, 9, 24);
  // In hundredths of the dearest reward: a seat locks two of them unless the protocol says otherwise.
  const plenty = tokens((dearest * BigInt(chance(g, 50) ? int(g, 2, 40) : 6_000)) / 100n + 1n);
  const both = chance(g, 35);
  const agents = int(g, 1, 4);
  return {
    ...(chance(g, 20)
      ? {
          metaOrchestrator: {
            handle: one(g, ["boss.test", "boss.test", "check-0.test", "owner.test", LONG_HANDLE]),
            role: "Lead",
          },
        }
      : {}),
    council: Array.from({ length: chance(g, 40) ? 0 : one(g, [1, 3, 9, 64]) }, (_, n) => ({
      handle: chance(g, 10) ? `check-${n}.test` : `seat-${n}.test`,
      role: "Seat",
      stake: chance(g, 30) ? "0" : plenty,
    })),
    agents: Array.from({ length: agents }, (_, n) => ({
      handle: both ? `check-${n}.test` : `agent-${n}.test`,
      role: "Builder",
      capabilities: [],
      ...(chance(g, 25) ? { stake: plenty } : {}),
    })),
    validators: Array.from({ length: validators }, (_, n) => ({
      handle: `check-${n}.test`,
      stake: chance(g, 92) ? plenty : tokens(amount(g)),
      mandate: one(g, HOSTILE_TEXTS),
    })),
  };
}

/** Each field now and then, in its whole range. */
function throwProtocol(g: Gen): Json {
  const protocol: { [section: string]: Json } = {};
  for (const [section, field, least, most] of BOUNDS) {
    if (section === "split" || section === "shares" || !chance(g, 20)) continue;
    const value = chance(g, 40) ? one(g, [least, most]) : int(g, least, most);
    protocol[section] = { ...protocol[section], [field]: value };
  }
  if (chance(g, 20)) protocol.shares = sumsTo(one(g, SHARES), int(g, 0, 10_000), SHARES);
  const { windows, committee, quorum, slashing } = protocol;
  if (windows) protocol.windows = fitting(windows, Number(committee?.seedBlocks ?? 4));
  const size = Number(committee?.size ?? 3);
  if (size !== 3 || (quorum?.validators !== undefined && chance(g, 80)))
    protocol.quorum = { ...quorum, validators: int(g, Math.floor(size / 2) + 1, size) };
  if (committee?.jurySize !== undefined) committee.jurySize = Number(committee.jurySize) | 1;
  const jury = Number(committee?.jurySize ?? 3);
  if (quorum?.jurors !== undefined || jury !== 3) {
    protocol.quorum = { ...protocol.quorum, jurors: int(g, Math.floor(jury / 2) + 1, jury) };
  }
  if (slashing)
    slashing.nonRevealBps = Math.max(
      Number(slashing.nonRevealBps ?? 0),
      Number(slashing.wrongVoteBps ?? 1_000),
    );
  return protocol;
}

/** Halves the longest window of a job until stake can outlast them all, and has it stay so long. */
function fitting(windows: Json, seedBlocks: number): Json {
  const fitted: { [field: string]: number } = { ...DEFAULT_WINDOWS, ...(windows as Record<string, number>) };
  const course = () => courseSeconds(fitted as unknown as CourseWindows, seedBlocks, 86_400);
  while (course() > 7_776_000) {
    const [longest = "commitSeconds"] = Object.keys(DEFAULT_WINDOWS).toSorted(
      (a, b) => Number(fitted[b]) - Number(fitted[a]),
    );
    fitted[longest] = Math.floor(Number(fitted[longest]) / 2);
  }
  fitted.unbondingSeconds = Math.max(course(), Number(fitted.unbondingSeconds ?? 1_814_400));
  return fitted;
}

/** Of a job's course. */
const DEFAULT_WINDOWS = {
  commitSeconds: 86_400,
  revealSeconds: 86_400,
  challengeSeconds: 172_800,
  juryCommitSeconds: 86_400,
  juryRevealSeconds: 86_400,
  rulingSeconds: 259_200,
  approvalSeconds: 0,
};

function throwDrills(g: Gen, jobs: readonly ThrownJob[]): Json[] {
  return Array.from({ length: chance(g, 80) ? int(g, 0, 5) : int(g, 6, DRILLS.length) }, (_, n) => {
    const kind = one(g, DRILLS);
    return {
      id: `D${n}`,
      kind,
      ...(chance(g, 50) ? { job: one(g, jobs).id } : {}),
      ...(kind === "delay" && chance(g, 50) ? { adjustment: one(g, ADJUSTMENTS) } : {}),
    };
  });
}

/** Takes one value out, or puts a wrong one in its place. */
function mutate(g: Gen, plan: Json): Json {
  const copy = structuredClone(plan);
  let place: Json = copy;
  for (;;) {
    const key = one(g, Object.keys(place));
    const inner = place[key];
    const canDescend = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
    if (canDescend && chance(g, 75)) {
      place = inner as Json;
      continue;
    }
    if (chance(g, 30) && !Array.isArray(place)) delete place[key];
    else
      place[key] = one(g, [
        null,
        -1,
        0,
        1.5,
        "",
        "x",
        [],
        {},
        true,
        "1e400",
        "999999999999999999999999999999",
      ]);
    return copy;
  }
}
