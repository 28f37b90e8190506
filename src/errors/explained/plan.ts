import { SCRIPTS } from "../../model/scripts.ts";
import type { PLAN } from "../plan-errors.ts";
import { EXAMPLE } from "./examples.ts";
import type { Explanations } from "./explanation.ts";

export const EXPLAINED_PLANS: Explanations<typeof PLAN> = {
  NOT_READABLE: {
    cause:
      "The path of --plan, OMNISOVEREIGN_PLAN or the argument leads to no file that may be read. It counts from the folder that you are in.",
    example: { path: "plans/cost.json", reason: "there is no such file", near: "plans/coast.json" },
  },
  TOO_LARGE: {
    cause: "Plans are read whole, so their size is bounded; a file that large is mostly not a plan at all.",
    example: { bytes: 9000000, limit: 4194304 },
  },
  NOT_UTF8: {
    cause:
      "An editor saved the file in another encoding (UTF-16, Latin-1). Guessing it would change names that are hashed on chain.",
    example: {},
  },
  BYTE_ORDER_MARK: {
    cause:
      "Some editors on Windows put an invisible mark before the first brace. It would count in the plan's digest.",
    example: {},
  },
  SYNTAX: {
    cause:
      "The file is no JSON from that place on. Often the mistake stands just before it: a comma too many, a quote too few.",
    example: { found: "}", problem: "a value is expected after the comma" },
  },
  TOO_DEEP: {
    cause: "Brackets lie in each other deeper than any plan has; a list was likely pasted into itself.",
    example: { limit: 32 },
  },
  DUPLICATE_KEY: {
    cause:
      "The same field stands twice in one object, as after a merge. Programs differ in which of the two they take, so neither is taken.",
    example: { field: "jobs[0].reward" },
  },
  RESERVED_KEY: {
    cause:
      "The name has a meaning of its own in JavaScript, by which a file could alter the program that reads it.",
    example: { field: "regions[0].__proto__" },
  },
  BROKEN_TEXT: {
    cause:
      "A text has half of a character, as when an emoji was cut in two. It has no bytes that could be hashed.",
    example: { field: "jobs[0].title" },
  },
  CYCLE: {
    cause:
      "Each of these jobs waits for the next, and the last for the first, so that none can ever begin. The contracts hold to the order as well.",
    example: { cycle: ["survey", "design", "review"] },
  },
  UNKNOWN_DEPENDENCY: {
    cause: "A job waits for one that is not in the same plan: mistyped, renamed, or of another layer's plan.",
    example: { job: "design", dependency: "survay", near: "survey" },
  },
  DUPLICATE_ID: {
    cause:
      "Ids name files and accounts, so each is there once. Capitals do not tell two apart, because on some systems they would share a file.",
    example: { what: "job", id: "Survey", first: 40 },
  },
  EVIDENCE_TOO_LATE: {
    cause:
      "Coordination jobs are settled when the stage that leaves their evidence has ended, and this one would have to be settled before a job on which it depends.",
    example: { job: "braid", stage: "takeoff", dependency: "planet", later: "global" },
  },
  UNKNOWN_EVIDENCE: {
    cause: "A coordination job is proved by a file that some stage leaves, and none leaves one at this path.",
    example: { path: "reports/proof.json", reason: "is left by no stage" },
  },
  WRONG_TYPE: {
    cause:
      "The field holds another kind of value than is read there. Amounts are texts, not numbers, because numbers in JSON lose digits.",
    example: { field: "jobs[0].reward", found: "the number 1000", expected: "a text", example: '"1000"' },
  },
  MISSING_FIELD: {
    cause:
      "A field without which the mission cannot run is not there. Fields that have a default may be left out; this one has none.",
    example: { field: "governance.owner", expected: "a text", example: '"0xOMNI-OWNER"' },
  },
  BAD_AMOUNT: {
    cause:
      "Amounts are whole tokens as plain decimals. Thousands separators, exponents and signs are refused, so that nobody pays a thousand times what was meant.",
    example: { field: "jobs[0].reward", found: "1,000", reason: "has a comma", example: "1000.5" },
  },
  BAD_CHOICE: {
    cause: "The field takes one of a few words, each of which something is done for.",
    example: {
      field: "layers[0].id",
      found: '"nation"',
      choices: ["national", "planetary"],
      near: "national",
    },
  },
  BAD_FORMAT: {
    cause:
      "The text has the right type and not the right form, such as an id with spaces or a date without its day.",
    example: { field: "jobs[0].id", found: '"the survey"', rule: "letters, digits and - only" },
  },
  OUT_OF_RANGE: {
    cause: "The number is one that the contracts would refuse, or with which the mission could not end.",
    example: { field: "jobs[0].deadlineDays", found: "0", rule: "from 1 to 3650" },
  },
  WRONG_LENGTH: {
    cause: "A text or list is shorter or longer than what can be stored or shown.",
    example: { field: "jobs[0].title", length: 400, unit: "characters", rule: "1 to 200" },
  },
  REWARDS_OVER_BUDGET: {
    cause:
      "The jobs promise more than the mission has. Rewards are escrowed before work begins, so that the last ones could not be posted.",
    example: { sum: "1200", total: "1000", excess: "200" },
  },
  ALLOCATIONS_OVER_BUDGET: {
    cause: "What is set aside for regions and reserves is more than the whole budget.",
    example: { sum: "1100", total: "1000", excess: "100" },
  },
  JOBS_OVER_ALLOCATION: {
    cause:
      "A region's executor holds what its allocation says and no more; the jobs of this one ask for more than that.",
    example: { key: "NORTH", sum: "600", allocation: "500" },
  },
  UNKNOWN_REGION: {
    cause:
      "A job or a person names a region that the plan's list does not have, mostly by a slip or after a renaming.",
    example: { field: "jobs[3].region", region: "NROTH", near: "NORTH", among: "NORTH or SOUTH" },
  },
  UNKNOWN_JOB: {
    cause: "A drill or a setting is about a job that this plan does not have.",
    example: { field: "drills[0].job", job: "survay", near: "survey" },
  },
  TEMPERATURE_ORDER: {
    cause:
      "The thermostat can only be set between its bounds, and an emergency raises it. In another order an emergency could not be set when it is needed.",
    example: { low: "initialTemperature", lowValue: "2.0", high: "emergencyTemperature", highValue: "1.5" },
  },
  TOO_FEW_VALIDATORS: {
    cause:
      "Nobody judges their own job, so whoever works on it or posts it drops out; those who are left are fewer than a committee.",
    example: { eligible: 2, needed: 3, job: "survey" },
  },
  TOO_LITTLE_STAKE: {
    cause:
      "One party of the job holds so much of all stake that a committee drawn from the rest would stand for a minority.",
    example: { eligible: "300", total: "1000", job: "survey" },
  },
  STAKE_TOO_SMALL: {
    cause:
      "A stake is what somebody loses for bad work. This one does not cover what the protocol asks for at the same time.",
    example: { handle: "ada", stake: "50", needed: "120", by: "two jobs at once" },
  },
  PROTOCOL_CONFLICT: {
    cause:
      "Two settings of the protocol cannot hold together, such as a quorum that is larger than its committee.",
    example: { field: "protocol.committee.quorum", found: "5", rule: "at most 3, the committee's size" },
  },
  UNSAFE_PATH: {
    cause:
      "The path is absolute, climbs out of the project, or has characters that not every system can hold. A plan may come from a stranger.",
    example: {
      field: "reporting.artifacts[0]",
      path: "../../etc/passwd",
      reason: "leads out of the project",
    },
  },
  DELIVERABLE_REFUSED: {
    cause:
      "The work that a job hands in is a file beside the plan, and this path leads to none that can be read safely.",
    example: { job: "survey", path: "works/tide.md", problem: "does not exist" },
  },
  BAD_COMMAND: {
    cause:
      "Commands in a plan are shown and compared, never executed; one that is no call of an npm script could mislead whoever copies it.",
    example: {
      field: "governance.controlScripts.pause",
      command: "make pause; rm -r reports",
      reason: "calls no npm script",
    },
  },
  LAYER_NOT_READABLE: {
    cause: "The shared plan binds a layer's plan by a path, which counts from the shared plan's own folder.",
    example: {
      layer: "planetary",
      path: "planet.json",
      reason: "there is no such file",
      near: "planets.json",
    },
  },
  NO_NATIONAL_LAYER: {
    cause: "The planetary layer stands on a nation, whose token and registry it uses.",
    example: {},
  },
  NATION_BEFORE_REGIONS: {
    cause:
      "The nation's stage runs before the regions', so that a national job cannot wait for a regional one.",
    example: { job: "summary", dependency: "north-survey", region: "NORTH" },
  },
  OTHER_FORMAT: {
    cause: "The plan was written for another version, in which fields may mean something else.",
    example: { found: "omnisovereign-plan/9", known: "omnisovereign-plan/1" },
  },
  COUNCILS_TOO_LARGE: {
    cause: "Every member votes in a transaction that all of them share, and more would not fit into one.",
    example: { members: 60, most: 40 },
  },
  DRILL_FORM: {
    cause:
      "A drill of your own does not have the form that drills have; docs/drills.md lists fields, actions and checks.",
    example: {
      field: "drills[0].steps[1]",
      problem: "has neither an action nor a check",
      mend: "Give it an action.",
    },
  },
  DRILL_NAME: {
    cause: "The drill names an action, a contract, a person or a reading that there is none of.",
    example: {
      field: "drills[0].steps[0].action",
      found: "pauze",
      what: "action",
      near: "pause",
      known: "an action that docs/drills.md lists",
    },
  },
  DRILL_VALUE: {
    cause: "A value of a drill's step is of another kind than its action or check takes.",
    example: { field: "drills[0].steps[0].seconds", found: '"soon"', wanted: "a whole number" },
  },
  DRILL_FILE: {
    cause:
      "The plan asks for a drill that is a file of its own, which is not in the folder drills beside the plan.",
    example: { field: "drills[0]", path: "drills/flood.json", reason: "there is no such file" },
  },
  UNKNOWN_KEY: {
    cause:
      "A field of that name does nothing, mostly because it is misspelt. Plans of sister projects may have fields that are theirs alone.",
    example: { field: "budget.totl", near: "total" },
  },
  UNKNOWN_SCRIPT: {
    cause:
      "The command is shown in kits for the owner to type, and would fail: this project has no such script.",
    example: {
      field: "governance.controlScripts.pause",
      script: SCRIPTS.pauseTest.name.replace(":", "-"),
      near: SCRIPTS.pauseTest.name,
    },
  },
  OTHER_COMMAND: {
    cause:
      "The command is no npm script of this project, so that nothing can be said about whether a stage does the same.",
    example: { field: "governance.controlScripts.backup", command: "make backup" },
  },
  UNMATCHED_ALLOCATION: {
    cause:
      "The name of an allocation is no region, layer or city of the plan. That is right for a reserve, and a trap for a misspelt region.",
    example: { key: "NROTH" },
  },
  PLACEHOLDER: {
    cause:
      "The plan names a principal by a label. A rehearsal derives an account for it; on a real network it would be nobody.",
    example: { field: "governance.treasury", name: "0xOMNI-TREASURY" },
  },
  UNUSED_AGENT: {
    cause:
      "No job falls to this agent, by its regions and capabilities. It is registered and stakes for nothing.",
    example: { handle: "ada" },
  },
  REPEATED_DEPENDENCY: {
    cause: "The same dependency is listed twice, as after a merge. It counts once.",
    example: { job: "design", dependency: "survey" },
  },
  ROUNDED_RATIO: {
    cause: "Contracts count ratios in basis points, ten-thousandths; what is finer is lost.",
    example: { field: "protocol.fees.burn", found: "0.01255" },
  },
  UNUSED_EVIDENCE: {
    cause:
      "Only coordination jobs, which a shared plan has, are settled by evidence; here a committee judges.",
    example: { job: "survey" },
  },
  OUTSIDE_SOURCE: {
    cause:
      "A rehearsal reads nothing from the network, so that it comes out the same everywhere. The address stays a word.",
    example: { field: "coordinationLayers[0].dataSources[0]", address: "https://example.org/data.csv" },
  },
  NESTED_LAYERS: {
    cause: "A plan that is bound as a layer binds layers itself. There are two levels and no more.",
    example: {},
  },
  NO_REGIONAL_JOB: {
    cause:
      "Regions are described, and every job is the nation's, so that there is nothing for a planetary layer to do.",
    example: { regions: 2 },
  },
  NO_COUNCIL: {
    cause: "Votes need a council, and the plan names none. Drills that vote are left out.",
    example: {},
  },
  WORKING_ORCHESTRATOR: {
    cause:
      "Who posts a job may neither take nor judge it. If the orchestrator posted all, it could do nothing else.",
    example: { handle: "ada" },
  },
  IDLE_REGION: {
    cause: "The region is named and no job is its, so that nothing is deployed or paid there.",
    example: { region: "SOUTH" },
  },
  VALIDATOR_UNFUNDED: {
    cause:
      "A seat on a committee locks part of a stake, and this validator's covers not even the cheapest one. It is there and never sits.",
    example: { handle: "bob", stake: "5", needed: "20" },
  },
  COMMITTEE_UNSURE: {
    cause:
      "Seats are drawn by stake, and one validator may be drawn for several. If its stake does not cover them, too few votes are left for a quorum.",
    example: { handle: "bob", stake: "40", needed: "60", job: "survey" },
  },
  VAIN_POLICY: {
    cause:
      "The policy for delays would do nothing, because what it raises is at its bound already or what it calls is not there.",
    example: {
      of: 'job "survey"',
      policy: "raise-temperature",
      reason: "the temperature is at its maximum",
      mend: "Choose another policy, or raise the maximum.",
    },
  },
  JURY_TOO_SMALL: {
    cause:
      "A jury is drawn from people who have no part in the job and who stake enough. Too few of them are left, so the owner would rule, which a council may not want.",
    example: { job: "survey", council: 2, least: 3, missing: 1, stake: "100" },
  },
  JURY_UNFUNDED: {
    cause:
      "Later hearings have larger juries that lock more stake. There is not enough of it for all seats of that one.",
    example: { job: "survey", of: "the council", hearing: 2, quorum: 5, covered: 4, each: "160" },
  },
  COUNCILLOR_UNDRAWN: {
    cause:
      "This member can vote, but its stake covers no juror's seats, so that the others carry all disputes.",
    example: { handle: "eve", stake: "10", needed: "60" },
  },
  NAT_PRICE_ONE_SIDED: {
    cause:
      "The price weighs certainty against value. That far from even, one of the two no longer matters for who is rewarded.",
    example: { price: "0.001", even: "0.4", side: "value" },
  },
  IGNORED_FIELD: {
    cause: "The field is known and has no effect in this plan, because another setting decides.",
    example: { field: "jobs[0].city", why: "the job is of a region" },
  },
  MISTYPED_ADDRESS: {
    cause:
      "An address in mixed case carries a checksum, and this one's does not fit. On a real network money sent to a mistyped address is lost.",
    example: { field: "governance.treasury", address: EXAMPLE.address, checksummed: EXAMPLE.checksummed },
  },
  BEYOND_CAP: {
    cause: "The contract counts up to a bound; what is above it changes nothing there.",
    example: { field: "jobs[0].energyBudget", found: "900000", most: "500000", where: "the reward engine" },
  },
  SETTLED_ELSEWHERE: {
    cause: "A setting stands in two plans that are run together, and only one of them can hold.",
    example: {
      field: "governance.thermostat.initialTemperature",
      found: "1.2",
      held: "1.0",
      whose: "national",
    },
  },
  VALIDATOR_WITHOUT_JOB: {
    cause: "Nobody judges a job in which they have a part, and this validator has one in every job.",
    example: { handle: "bob" },
  },
};
