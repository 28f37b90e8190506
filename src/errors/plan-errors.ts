import { inReports } from "../model/layout.ts";
import { receiptPath } from "../model/receipts.ts";
import { describe, type ErrorDescriptor, EXIT } from "./error.ts";
import { didYouMean, quote, shorten } from "./quote.ts";

type Texts<Args> = Pick<ErrorDescriptor<Args>, "number" | "message" | "mend">;

/** Numbers from here on are warnings, which only a strict load counts as errors. */
export const FIRST_PLAN_WARNING = 1500;

function plan<Args>(texts: Texts<Args>): ErrorDescriptor<Args> {
  return describe<Args>({ ...texts, exit: EXIT.planInvalid });
}

/** Everything that can be wrong (1000–1499) or doubtful (from 1500) in a plan file. */
export const PLAN = {
  // The file
  NOT_READABLE: plan<{ path: string; reason: string; near: string | null }>({
    number: 1001,
    message: ({ path, reason }) => `The plan ${quote(path)} cannot be read: ${shorten(reason)}.`,
    mend: ({ near }) =>
      `${didYouMean(near)}Name an existing plan file, relative to the folder that you are in.`,
  }),
  TOO_LARGE: plan<{ bytes: number; limit: number }>({
    number: 1002,
    message: ({ bytes, limit }) => `The file has ${bytes} bytes; a plan has at most ${limit}.`,
    mend: () => "Split the mission into several plans.",
  }),
  NOT_UTF8: plan<object>({
    number: 1003,
    message: () => "The file is not valid UTF-8.",
    mend: () => "Save it as UTF-8.",
  }),
  BYTE_ORDER_MARK: plan<object>({
    number: 1004,
    message: () => "The file begins with a byte order mark, which JSON does not allow.",
    mend: () => 'Save it as "UTF-8 without BOM".',
  }),
  SYNTAX: plan<{ found: string; problem: string }>({
    number: 1005,
    message: ({ found, problem }) => `At ${found === "" ? "the end of the file" : quote(found)}: ${problem}.`,
    mend: () => "Write strict JSON: double quotes, no comments, no trailing commas.",
  }),
  TOO_DEEP: plan<{ limit: number }>({
    number: 1006,
    message: ({ limit }) => `The nesting goes deeper than ${limit} levels.`,
    mend: () => "Remove the surplus brackets; no field of a plan needs that depth.",
  }),
  DUPLICATE_KEY: plan<{ field: string }>({
    number: 1007,
    message: ({ field }) => `${shorten(field)} is given twice in the same object.`,
    mend: () => "Keep one of the two.",
  }),
  RESERVED_KEY: plan<{ field: string }>({
    number: 1008,
    message: ({ field }) => `${shorten(field)} is a reserved name.`,
    mend: () => "Choose another name.",
  }),
  BROKEN_TEXT: plan<{ field: string }>({
    number: 1009,
    message: ({ field }) => `${shorten(field)} has half a surrogate pair, which no encoding can write.`,
    mend: () => "Remove the \\ud… escape, or complete the pair.",
  }),

  // The order of jobs
  CYCLE: plan<{ cycle: readonly string[] }>({
    number: 1010,
    message: ({ cycle }) => `Jobs depend on each other in a cycle: ${cycleText(cycle)}.`,
    mend: () => "Remove one of these dependencies.",
  }),
  UNKNOWN_DEPENDENCY: plan<{ job: string; dependency: string; near: string | null }>({
    number: 1011,
    message: ({ job, dependency }) =>
      `Job ${quote(job)} depends on ${quote(dependency)}, which is no job here.`,
    mend: ({ near }) => `${didYouMean(near)}Name the id of a job of the same plan.`,
  }),
  DUPLICATE_ID: plan<{ what: string; id: string; first: number }>({
    number: 1012,
    message: ({ what, id, first }) => `The ${what} ${quote(id)} is already taken in line ${first}.`,
    mend: () => "Give each its own; upper and lower case count as the same.",
  }),
  EVIDENCE_TOO_LATE: plan<{ job: string; stage: string; dependency: string; later: string }>({
    number: 1013,
    message: ({ job, stage, dependency, later }) =>
      `Job ${quote(job)} is settled after ${stage}, before ${quote(dependency)}, on which it depends, after ${later}.`,
    mend: ({ later }) => `Give the job evidence of the ${later} stage too, or drop the dependency.`,
  }),
  UNKNOWN_EVIDENCE: plan<{ path: string; reason: string }>({
    number: 1014,
    message: ({ path, reason }) => `The evidence ${quote(path)} ${reason}.`,
    mend: () => `Name a file that a stage leaves, such as ${inReports(receiptPath("national-mission"))}.`,
  }),

  // The shape
  WRONG_TYPE: plan<{ field: string; found: string; expected: string; example: string | null }>({
    number: 1020,
    message: ({ field, found, expected }) => `${shorten(field)} is ${shorten(found)}, not ${expected}.`,
    mend: ({ field, expected, example }) => `Make ${shorten(field)} ${expected}${suchAs(example)}.`,
  }),
  MISSING_FIELD: plan<{ field: string; expected: string; example: string | null }>({
    number: 1021,
    message: ({ field }) => `${shorten(field)} is missing.`,
    mend: ({ field, expected, example }) => `Add ${shorten(field)}: ${expected}${suchAs(example)}.`,
  }),
  BAD_AMOUNT: plan<{ field: string; found: string; reason: string; example: string }>({
    number: 1022,
    message: ({ field, found, reason }) => `${shorten(field)} is ${quote(found)}, which ${reason}.`,
    mend: ({ example }) => `Write a plain decimal with at most 18 decimals, such as ${example}.`,
  }),
  BAD_CHOICE: plan<{ field: string; found: string; choices: readonly string[]; near: string | null }>({
    number: 1023,
    message: ({ field, found }) => `${shorten(field)} is ${shorten(found)}, which is none of the choices.`,
    mend: ({ choices, near }) => `${didYouMean(near)}Use one of ${choices.join(", ")}.`,
  }),
  BAD_FORMAT: plan<{ field: string; found: string; rule: string }>({
    number: 1024,
    message: ({ field, found, rule }) => `${shorten(field)} is ${shorten(found)}; it must be ${rule}.`,
    mend: ({ field }) => `Rewrite ${shorten(field)}.`,
  }),
  OUT_OF_RANGE: plan<{ field: string; found: string; rule: string }>({
    number: 1025,
    message: ({ field, found, rule }) => `${shorten(field)} is ${shorten(found)}; it must be ${rule}.`,
    mend: ({ field, rule }) => `Set ${shorten(field)} to ${rule}.`,
  }),
  WRONG_LENGTH: plan<{ field: string; length: number; unit: string; rule: string }>({
    number: 1026,
    message: ({ field, length, unit, rule }) =>
      `${shorten(field)} has ${length} ${unit}; it must have ${rule}.`,
    mend: ({ field, rule, unit }) => `Give ${shorten(field)} ${rule} ${unit}.`,
  }),

  // Amounts, places and people
  REWARDS_OVER_BUDGET: plan<{ sum: string; total: string; excess: string }>({
    number: 1030,
    message: ({ sum, total, excess }) =>
      `The rewards add up to ${sum}, which is ${excess} more than the budget of ${total}.`,
    mend: () => "Raise budget.total or lower rewards.",
  }),
  ALLOCATIONS_OVER_BUDGET: plan<{ sum: string; total: string; excess: string }>({
    number: 1031,
    message: ({ sum, total, excess }) =>
      `The allocations add up to ${sum}, which is ${excess} more than the budget of ${total}.`,
    mend: () => "Raise budget.total or lower allocations.",
  }),
  JOBS_OVER_ALLOCATION: plan<{ key: string; sum: string; allocation: string }>({
    number: 1032,
    message: ({ key, sum, allocation }) =>
      `The jobs of ${quote(key)} reward ${sum}, but its allocation is ${allocation}.`,
    mend: ({ key }) => `Raise the allocation of ${quote(key)} or lower its rewards.`,
  }),
  UNKNOWN_REGION: plan<{ field: string; region: string; near: string | null; among: string }>({
    number: 1033,
    message: ({ field, region }) =>
      `${shorten(field)} names ${quote(region)}, which the plan does not define.`,
    mend: ({ near, among }) => `${didYouMean(near)}Use ${among}.`,
  }),
  UNKNOWN_JOB: plan<{ field: string; job: string; near: string | null }>({
    number: 1034,
    message: ({ field, job }) => `${shorten(field)} names ${quote(job)}, which is no job here.`,
    mend: ({ near }) => `${didYouMean(near)}Name the id of a job of the same plan.`,
  }),
  TEMPERATURE_ORDER: plan<{ low: string; lowValue: string; high: string; highValue: string }>({
    number: 1035,
    message: ({ low, lowValue, high, highValue }) =>
      `${low} is ${lowValue}, above ${high}, which is ${highValue}.`,
    mend: () => "Keep minimum ≤ initial ≤ emergency ≤ maximum.",
  }),
  TOO_FEW_VALIDATORS: plan<{ eligible: number; needed: number; job: string }>({
    number: 1036,
    message: ({ eligible, needed, job }) =>
      `${eligible} validators can judge job ${quote(job)}, whose committee needs ${needed}.`,
    mend: () => "Add validators that are not the job's agent.",
  }),
  TOO_LITTLE_STAKE: plan<{ eligible: string; total: string; job: string }>({
    number: 1039,
    message: ({ eligible, total, job }) =>
      `Of ${total} that validators stake ${eligible} may judge job ${quote(job)}; a committee is drawn of no less than half.`,
    mend: () => "Raise the stakes of others than the job's parties, or have somebody else take the job.",
  }),
  STAKE_TOO_SMALL: plan<{ handle: string; stake: string; needed: string; by: string }>({
    number: 1037,
    message: ({ handle, stake, needed, by }) =>
      `${quote(handle)} stakes ${stake}, but needs ${needed} for ${by}.`,
    mend: ({ needed }) => `Raise the stake to at least ${needed}, or lower protocol.stakes.`,
  }),
  PROTOCOL_CONFLICT: plan<{ field: string; found: string; rule: string }>({
    number: 1038,
    message: ({ field, found, rule }) => `${field} is ${found}; it must be ${rule}.`,
    mend: ({ field, rule }) => `Set ${field} to ${rule}.`,
  }),

  // Paths, commands and layers
  UNSAFE_PATH: plan<{ field: string; path: string; reason: string }>({
    number: 1040,
    message: ({ field, path, reason }) => `${shorten(field)} has the path ${quote(path)}, which ${reason}.`,
    mend: () => "Write it relative to the project, with letters, digits, '.', '_', '-' and '/' only.",
  }),
  DELIVERABLE_REFUSED: plan<{ job: string; path: string; problem: string }>({
    number: 1046,
    message: ({ job, path, problem }) =>
      `The deliverable ${quote(path)} of job ${quote(job)} ${shorten(problem, 120)}.`,
    mend: () => "Name a file inside of the folder of this plan, or leave deliverable out.",
  }),
  BAD_COMMAND: plan<{ field: string; command: string; reason: string }>({
    number: 1041,
    message: ({ field, command, reason }) => `${shorten(field)} is ${quote(command)}, which ${reason}.`,
    mend: () => "Write it as NAME=value … npm run SCRIPT -- flags.",
  }),
  LAYER_NOT_READABLE: plan<{ layer: string; path: string; reason: string; near: string | null }>({
    number: 1043,
    message: ({ layer, path, reason }) =>
      `The ${layer} layer's plan ${quote(path)} cannot be read: ${shorten(reason)}.`,
    mend: ({ near }) =>
      `${didYouMean(near)}Name an existing plan file, relative to the folder of this plan, or by its absolute path.`,
  }),
  NO_NATIONAL_LAYER: plan<object>({
    number: 1044,
    message: () => "The layers bind no national plan.",
    mend: () =>
      'Add {"id": "national", "plan": "national.json"} to layers, with the path of your national plan.',
  }),
  NATION_BEFORE_REGIONS: plan<{ job: string; dependency: string; region: string }>({
    number: 1045,
    message: ({ job, dependency, region }) =>
      `Job ${quote(job)} names no region, so it is the nation's, which runs before every region; it depends on ${quote(dependency)} of ${quote(region)}.`,
    mend: ({ job }) =>
      `Give ${quote(job)} a region too (GLOBAL if it is of no single one), or drop the dependency.`,
  }),

  // What runs must be able to end
  OTHER_FORMAT: plan<{ found: string; known: string }>({
    number: 1050,
    message: ({ found, known }) =>
      `The plan is of the format ${quote(found)}; this version reads ${quote(known)}.`,
    mend: ({ known }) =>
      `Use the version of the program that the plan was written for, or rewrite it as "${known}" ("omnisovereign plan schema" describes that).`,
  }),

  COUNCILS_TOO_LARGE: plan<{ members: number; most: number }>({
    number: 1051,
    message: ({ members, most }) =>
      `The councils of this mission's plans have ${members} members together; a council has ${most} at most.`,
    mend: ({ most }) =>
      `Name at most ${most} in all plans together; whoever sits in two of them counts once.`,
  }),

  // Drills
  DRILL_FORM: plan<{ field: string; problem: string; mend: string }>({
    number: 1060,
    message: ({ field, problem }) => `${shorten(field)} ${problem}.`,
    mend: ({ mend }) => mend,
  }),
  DRILL_NAME: plan<{ field: string; found: string; what: string; near: string | null; known: string }>({
    number: 1061,
    message: ({ field, found, what }) =>
      `${shorten(field)} is ${quote(found)}, which is no ${shorten(what)}.`,
    mend: ({ near, known }) => `${didYouMean(near)}Name ${known}.`,
  }),
  DRILL_VALUE: plan<{ field: string; found: string; wanted: string }>({
    number: 1062,
    message: ({ field, found, wanted }) => `${shorten(field)} is ${shorten(found)}, not ${shorten(wanted)}.`,
    mend: ({ wanted }) => `Write ${wanted}.`,
  }),
  DRILL_FILE: plan<{ field: string; path: string; reason: string }>({
    number: 1063,
    message: ({ field, path, reason }) =>
      `${shorten(field)} names ${quote(path)}, which cannot be read: ${shorten(reason)}.`,
    mend: () => "Name an existing file in the folder drills beside the plan, as drills/NAME.json.",
  }),

  // Warnings
  UNKNOWN_KEY: plan<{ field: string; near: string | null }>({
    number: 1500,
    message: ({ field }) => `${shorten(field)} is not a field of a plan and is ignored.`,
    mend: ({ near }) => (near === null ? "Remove it." : `${didYouMean(near)}Rename it, or remove it.`),
  }),
  UNKNOWN_SCRIPT: plan<{ field: string; script: string; near: string | null }>({
    number: 1501,
    message: ({ field, script }) =>
      `${shorten(field)} runs ${quote(script)}, which is no script of this project.`,
    mend: ({ near }) => `${didYouMean(near)}List the scripts with "npm run".`,
  }),
  OTHER_COMMAND: plan<{ field: string; command: string }>({
    number: 1502,
    message: ({ field, command }) =>
      `${shorten(field)} is ${quote(command)}, which is no npm script: only shown.`,
    mend: () => "Write it as npm run SCRIPT -- flags to have it compared with what the stages run.",
  }),
  UNMATCHED_ALLOCATION: plan<{ key: string }>({
    number: 1503,
    message: ({ key }) => `The allocation ${quote(key)} matches no region, so no job is held to it.`,
    mend: () => "Name it after a region, coordination layer or city of this plan, or leave it as a reserve.",
  }),
  PLACEHOLDER: plan<{ field: string; name: string }>({
    number: 1504,
    message: ({ field, name }) => `${shorten(field)} is the placeholder ${quote(name)}.`,
    mend: () => "Locally it stands for a derived account; on any other network bind it to a real address.",
  }),
  UNUSED_AGENT: plan<{ handle: string }>({
    number: 1505,
    message: ({ handle }) => `The agent ${quote(handle)} gets no job.`,
    mend: () => "Give it a region that has jobs, or remove it.",
  }),
  REPEATED_DEPENDENCY: plan<{ job: string; dependency: string }>({
    number: 1506,
    message: ({ job, dependency }) => `Job ${quote(job)} lists the dependency ${quote(dependency)} twice.`,
    mend: () => "Remove one of the two.",
  }),
  ROUNDED_RATIO: plan<{ field: string; found: string }>({
    number: 1507,
    message: ({ field, found }) =>
      `${shorten(field)} is ${found}, finer than a basis point, and is rounded down.`,
    mend: () => 'Give it at most four decimals, such as "0.0125".',
  }),
  UNUSED_EVIDENCE: plan<{ job: string }>({
    number: 1509,
    message: ({ job }) => `The evidence of job ${quote(job)} is ignored, because the plan binds no layers.`,
    mend: () => "Remove it; only coordination jobs of a shared plan are settled by evidence.",
  }),
  OUTSIDE_SOURCE: plan<{ field: string; address: string }>({
    number: 1510,
    message: ({ field, address }) =>
      `${shorten(field)} is the address ${quote(address)}, which is never fetched.`,
    mend: () => "Name a file under reports/ to have it in the dossier.",
  }),
  NESTED_LAYERS: plan<object>({
    number: 1511,
    message: () => "The layers of a layer's own plan are ignored.",
    mend: () => "Bind them in the shared plan.",
  }),
  NO_REGIONAL_JOB: plan<{ regions: number }>({
    number: 1520,
    message: ({ regions }) =>
      `${regions === 1 ? "One region is" : `${regions} regions are`} named, but no job names one: the mission has no planetary layer.`,
    mend: () => "Give a region's id to the jobs that are its, or remove the regions.",
  }),
  NO_COUNCIL: plan<object>({
    number: 1522,
    message: () => "There is no council: the owner sets the budgets of the regions, and nothing is voted on.",
    mend: () => "Name participants.council to have budgets voted on.",
  }),
  WORKING_ORCHESTRATOR: plan<{ handle: string }>({
    number: 1524,
    message: ({ handle }) =>
      `The orchestrator ${quote(handle)} is an agent or validator too, and nobody may take or judge a job of their own: "mission-orchestrator" posts the jobs instead.`,
    mend: () => "Name somebody as metaOrchestrator who neither works nor judges.",
  }),
  IDLE_REGION: plan<{ region: string }>({
    number: 1523,
    message: ({ region }) => `The region ${quote(region)} has no job, so it gets no executor and no budget.`,
    mend: ({ region }) => `Give a job the region ${quote(region)}, or remove the region.`,
  }),
  VALIDATOR_UNFUNDED: plan<{ handle: string; stake: string; needed: string }>({
    number: 1530,
    message: ({ handle, stake, needed }) =>
      `The validator ${quote(handle)} covers no seat: it stakes ${stake}, and the cheapest one locks ${needed}.`,
    mend: ({ needed }) => `Raise the stake to ${needed} or more, or remove the validator.`,
  }),
  COMMITTEE_UNSURE: plan<{ handle: string; stake: string; needed: string; job: string }>({
    number: 1538,
    message: ({ handle, stake, job }) =>
      `The validator ${quote(handle)} stakes ${stake}; if it is drawn for every seat of job ${quote(job)}, that covers fewer than the quorum, and a jury or the owner judges instead.`,
    mend: ({ needed }) => `Raise the stake to at least ${needed}, or lower protocol.stakes.validatorBps.`,
  }),
  VAIN_POLICY: plan<{ of: string; policy: string; reason: string; mend: string }>({
    number: 1532,
    message: ({ of, policy, reason }) => `The policy ${policy} of ${shorten(of)} can never act: ${reason}.`,
    mend: ({ mend }) => mend,
  }),
  JURY_TOO_SMALL: plan<{ job: string; council: number; least: number; missing: number; stake: string }>({
    number: 1533,
    message: ({ job, council, least, stake }) =>
      `For a dispute about job ${quote(job)} only ${council} of the council ${council === 1 ? "is" : "are"} sure to be no party, outside its committee, and to stake the ${stake} that juries ask for, and a jury is drawn from ${least} at least; validators who are may hold less than half of all validators' stake: without a jury the owner rules.`,
    mend: ({ missing, stake }) =>
      `Have ${missing} more ${missing === 1 ? "council member" : "council members"} stake ${stake} or more, or lower protocol.committee.size.`,
  }),
  JURY_UNFUNDED: plan<{
    job: string;
    of: string;
    hearing: number;
    quorum: number;
    covered: number;
    each: string;
  }>({
    number: 1539,
    message: ({ job, of, hearing, quorum, covered }) =>
      `Stakes of ${of} cover ${covered} seats at most of ${HEARING_NAMES[hearing - 1]} jury about job ${quote(job)}, and its quorum is ${quorum}: there others judge, or jurors who have less to lose.`,
    mend: ({ each }) =>
      `Raise each of these stakes to ${each} or more, or lower protocol.stakes.validatorBps.`,
  }),
  COUNCILLOR_UNDRAWN: plan<{ handle: string; stake: string; needed: string }>({
    number: 1540,
    message: ({ handle, stake, needed }) =>
      `The council member ${quote(handle)} stakes ${stake}, less than the ${needed} that covers a quorum of a first jury: it votes, and is never drawn for a jury.`,
    mend: ({ needed }) => `Raise the stake to at least ${needed}, or lower protocol.stakes.validatorBps.`,
  }),
  NAT_PRICE_ONE_SIDED: plan<{ price: string; even: string; side: "uncertainty" | "value" }>({
    number: 1541,
    message: ({ price, even, side }) =>
      `budget.natPrice is ${shorten(price)}, more than five times away from ${shorten(even)}, at which the uncertainty that the jobs of regions are to remove is worth what their work adds: ${side} alone decides reward epochs.`,
    mend: ({ even }) => `Write a price nearer to ${shorten(even)}, or leave it out.`,
  }),
  IGNORED_FIELD: plan<{ field: string; why: string }>({
    number: 1534,
    message: ({ field, why }) => `${shorten(field)} is ignored: ${shorten(why, 120)}.`,
    mend: ({ field }) => `Remove ${shorten(field)}.`,
  }),
  MISTYPED_ADDRESS: plan<{ field: string; address: string; checksummed: string }>({
    number: 1535,
    message: ({ field, address }) =>
      `${shorten(field)} is the address ${quote(address)}, whose letter case is no checksum of it: a digit may be mistyped.`,
    mend: ({ checksummed }) =>
      `Compare it with its source; if every digit is right, write ${checksummed}, or all of it in lower case.`,
  }),
  BEYOND_CAP: plan<{ field: string; found: string; most: string; where: string }>({
    number: 1536,
    message: ({ field, found, most, where }) =>
      `${shorten(field)} is ${shorten(found)}, but ${where} counts no more than ${most} of it.`,
    mend: ({ most }) => `Lower it to ${most}, or leave it: beyond that more makes no difference there.`,
  }),
  SETTLED_ELSEWHERE: plan<{ field: string; found: string; held: string; whose: string }>({
    number: 1537,
    message: ({ field, found, held, whose }) =>
      `${shorten(field)} is ${shorten(found)}, but in this mission ${shorten(held)} of the ${whose} plan holds.`,
    mend: ({ held }) => `Write ${shorten(held)} here too, or leave it for runs of this plan alone.`,
  }),
  VALIDATOR_WITHOUT_JOB: plan<{ handle: string }>({
    number: 1531,
    message: ({ handle }) =>
      `The validator ${quote(handle)} is never drawn, because it works on or posts every job here.`,
    mend: () => "Give jobs to other agents too, or remove the validator.",
  }),
} as const;

/** A dispute has three at most. */
const HEARING_NAMES = ["the first", "the second", "the third"];

/** @param example JSON on one line */
function suchAs(example: string | null): string {
  return example === null ? "" : ` such as ${example}`;
}

const LONGEST_CYCLE = 12;

function cycleText(cycle: readonly string[]): string {
  const shown = cycle.length <= LONGEST_CYCLE ? cycle : [...cycle.slice(0, LONGEST_CYCLE - 1), "…"];
  return [...shown, cycle[0] ?? ""].map((id) => shorten(id, 40)).join(" → ");
}
