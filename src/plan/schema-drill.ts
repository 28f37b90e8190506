import { z } from "zod";
import { BALANCES, MIRRORS, QUANTITIES } from "../model/drill-definition.ts";

/** What a check looks at. */
export const CHECKS = ["state", "remember", "event", "balance", ...MIRRORS] as const;

/** Most entries of a list of a definition; a mission rehearses in one process. */
const MOST_MOVES = 64;
const MOST_CHECKS = 64;

const word = z.string().min(1).max(256);
const ANYTHING = z.unknown();
const AMOUNT = `an amount with its unit (${QUANTITIES.map((tag) => `{${tag}}`).join(", ")})`;
const VALUE = `A text, a whole number, true or false, a list, ${AMOUNT}, or one of {value, plus}, {role} and {digestOf}.`;

const checkFields = {
  check: z
    .enum(CHECKS)
    .optional()
    .describe(
      "What is looked at: state, the answer of a view; remember, the same kept for later; event; balance; controller-step, the thermostat's ticks against its mirror. Default: none, it is a step.",
    ),
  name: word.optional().describe("Of remember: by which {value} names what is kept. Default: none."),
  contract: word
    .optional()
    .describe("Name in the address book, such as SystemPause or RegionalExecutor EU. Default: none."),
  view: word.optional().describe("A view function of that contract. Default: none."),
  args: z
    .array(ANYTHING)
    .max(16)
    .optional()
    .describe(`The view's arguments in their order. ${VALUE} Default: none.`),
  part: word
    .optional()
    .describe(
      "Which part of an answer, by names or places with dots between, or length. Default: all of it.",
    ),
  equals: ANYTHING.optional().describe(`What it has to be. ${VALUE} Default: none.`),
  atLeast: ANYTHING.optional().describe(
    `The least that it may be: a whole number, ${AMOUNT} or {value, plus}. Default: none.`,
  ),
  atMost: ANYTHING.optional().describe(
    `The most that it may be: a whole number, ${AMOUNT} or {value, plus}. Default: none.`,
  ),
  unchanged: z
    .literal(true)
    .optional()
    .describe("It has to be what it was at first. Default: it may change."),
  event: word
    .optional()
    .describe("An event of that contract, emitted by the drill's transactions so far. Default: none."),
  times: z
    .int()
    .min(0)
    .max(1_000)
    .optional()
    .describe("How often the event is there. Number of events. Default: at least once."),
  of: word.optional().describe("Whose balance: a word for an account. Default: none."),
  what: z
    .enum(BALANCES)
    .optional()
    .describe("Which balance: tokens at hand, staked, or to be claimed. Default: none."),
  change: word
    .optional()
    .describe(
      "What it has to be more than at first, in whole tokens, as a decimal string; negative for less. Default: none.",
    ),
  with: z
    .record(z.string().min(1).max(64), ANYTHING)
    .optional()
    .describe("Parameters of the action, or arguments of the event, by their names. Default: none."),
};

const check = z.strictObject(checkFields);

const move = z.strictObject({
  id: word.optional().describe("By which another step names this one. Default: none."),
  as: word
    .optional()
    .describe(
      "Who acts: owner, guardian, treasury, employer, operator, registrar, council:1, agent:1, validator:1, region-operator:ID, or a participant's handle. Default: nobody, as for wait.",
    ),
  do: word.optional().describe("One of the actions that docs/drills.md lists. Default: none, it is a check."),
  refused: word
    .optional()
    .describe("Name of the error by which the call has to be refused. Default: none, it has to go through."),
  timing: z
    .enum(["schedule", "now"])
    .optional()
    .describe(
      "For a call whose role has a delay: schedule only schedules it, now only makes it. Default: it is scheduled, waited for and made.",
    ),
  ...checkFields,
});

/** What a definition says, in a plan or in a file of its own. */
export const definitionFields = {
  title: z
    .string()
    .min(1)
    .max(512)
    .optional()
    .describe("What is rehearsed, in words. Default: the drill's id."),
  requires: z
    .array(check)
    .max(MOST_CHECKS)
    .optional()
    .describe("State without which the drill has nothing to do, and is not exercised. Default: none."),
  steady: z
    .array(check)
    .max(MOST_CHECKS)
    .optional()
    .describe("What holds before, and has to hold again after the way back. Default: none."),
  intervention: z
    .array(move)
    .min(1)
    .max(MOST_MOVES)
    .optional()
    .describe(
      "What is done, step by step; checks may stand between steps. Makes the drill one of its own. Default: none.",
    ),
  expect: z.array(check).max(MOST_CHECKS).optional().describe("What holds then. Default: none."),
  wayBack: z
    .array(move)
    .max(MOST_MOVES)
    .optional()
    .describe("How everything gets back to what it was. Default: none; then the drill is irreversible."),
  irreversible: z.literal(true).optional().describe("Says that there is no way back. Default: there is one."),
  mostCost: z
    .bigint()
    .min(0n)
    .optional()
    .describe(
      "Of an irreversible drill: what those who hold less after it may hold less altogether. Whole tokens, as a decimal string with at most 18 decimals. Default: none.",
    ),
};

/** Shape of a drill's file. */
export const drillFileSchema = z.strictObject({
  $schema: z.string().max(2_048).optional().describe("For editors; has no effect. Default: none."),
  ...definitionFields,
});

/** A definition whose shape is right. */
export type DefinitionDocument = z.output<typeof drillFileSchema>;
export type CheckDocument = z.output<typeof check>;
export type MoveDocument = z.output<typeof move>;
