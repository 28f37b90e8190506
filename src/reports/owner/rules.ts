import type {
  CommandCenter,
  CommitteeLoad,
  JobOnChain,
  OwnerFinding,
  RoleHolder,
  SystemHealth,
} from "../../model/owner.ts";
import { OWNER_COMMANDS } from "../../model/owner-commands.ts";
import { keyExceptions } from "../../records/key-exceptions.ts";
import { formatAmount } from "../../support/amount.ts";
import { counted } from "../../support/text.ts";
import { utc } from "../../support/time.ts";

type JudgedJob = Pick<JobOnChain, "jobId" | "planId" | "lateness" | "dispute" | "drift">;

/** What the findings are drawn from. */
export type Health = Omit<CommandCenter, "findings" | "jobs" | "controls" | "reading"> & {
  readonly closed: readonly string[];
  readonly board: readonly JudgedJob[];
} & Pick<SystemHealth, "seats">;

/** What a rule has found. */
export type Found = Pick<OwnerFinding, "text" | "mend"> & Partial<Pick<OwnerFinding, "command" | "atStake">>;

/** What asks for the owner, and why. */
export interface Rule extends Pick<OwnerFinding, "id" | "severity" | "reason"> {
  readonly find: (health: Health) => readonly Found[];
}

/** Roles whose calls are made at once by intent: what they do is to stop, and it can be undone. */
const STOPPING: readonly string[] = ["PAUSER", "GUARDIAN"];

/** Of roles that people hold, how many are much for one account. */
const MANY_ROLES = 3;

/** Of the ticks, how many have to agree before a signal stands still. */
const TICKS = 3;

/** Seats that have to be drawn before their share says anything. */
const SEATS = 10;

/** A judge with more than one in so many of the seats; the shares up to which committees hold are up to a third. */
const MOST_SHARE = 3;

/** How many are named of those that a finding is about. */
const MOST_NAMES = 4;

const PAUSE = OWNER_COMMANDS.pause;

/** Every rule, the graver ones first; of two that are as grave the one further up comes first. */
export const RULES: readonly Rule[] = [
  {
    id: "insolvent",
    severity: "critical",
    reason: "Not everybody who is owed tokens can be paid: who comes first takes what others have.",
    find: ({ solvency: { solvent, balance, owed } }) =>
      solvent
        ? []
        : [
            {
              text: `StakeManager holds ${inTokens(balance)} but owes ${inTokens(owed)}.`,
              mend: "Pause, so that nothing more is owed, and find the transaction that took them.",
              command: PAUSE,
              atStake: String(BigInt(owed) - BigInt(balance)),
            },
          ],
  },
  {
    id: "role-drift",
    severity: "critical",
    reason: "Somebody has, or lacks, a power that neither the plans nor a change in a receipt gives.",
    find: ({ roles }) =>
      roles.filter(({ drift }) => drift).map((holder) => ({ ...roleDrift(holder), ...revoking(holder) })),
  },
  {
    id: "permission-drift",
    severity: "critical",
    reason: "A function obeys another role than the role table says.",
    find: ({ functions }) =>
      functions
        .filter(({ drift }) => drift)
        .map(({ contract, function: name, reason }) => ({
          text: `Who may call ${contract}.${name}: ${reason}.`,
          mend: "Pause, and give the function back to its role by AccessManager.setTargetFunctionRole.",
          command: PAUSE,
        })),
  },
  {
    id: "closed-target",
    severity: "critical",
    reason: "A module that is closed does nothing for anybody but ADMIN.",
    find: ({ closed }) =>
      closed.map((name) => ({
        text: `The AccessManager lets nobody but ADMIN call ${name}.`,
        mend: "Open it by AccessManager.setTargetClosed; until then pause, so that no window runs out.",
        command: PAUSE,
      })),
  },
  {
    id: "judge-drift",
    severity: "critical",
    reason: "Who judges decides where rewards go.",
    find: ({ judges }) =>
      judges
        .filter(({ drift }) => drift)
        .map(({ name, reason }) => ({
          text: `Who judges: ${name} ${reason}.`,
          mend: "The guardian suspends the account (IdentityRegistry.suspend), the registrar sets its roles.",
        })),
  },
  {
    id: "unlisted-module",
    severity: "critical",
    reason: "A pause does not stop it.",
    find: ({ pause: { unlisted } }) =>
      unlisted.map((name) => ({
        text: `${name} is deployed but not on the switch's list of modules.`,
        mend: "Register it by SystemPause.registerModule, which the owner does as WIRING.",
      })),
  },
  {
    id: "paused",
    severity: "warning",
    reason: "Nothing but withdrawing and collecting works, and windows wait.",
    find: ({ pause: { paused, since, expiresAt } }) =>
      paused
        ? [
            {
              text: `The system is paused since ${utc(since)}, ${expiresAt === "0" ? "until the owner resumes it" : `until ${utc(expiresAt)}`}.`,
              mend: "Resume once the cause is gone.",
              command: OWNER_COMMANDS.resume,
            },
          ]
        : [],
  },
  {
    id: "owner-pause-untried",
    severity: "warning",
    reason: "A lever that was never tried may not be there in need.",
    find: ({ pause: { lastOwnerPause } }) =>
      lastOwnerPause === null
        ? [
            {
              text: "The owner's own pause has never been tried on this chain.",
              mend: "Rehearse it: it pauses, tries what has to work and what must not, and resumes.",
              command: OWNER_COMMANDS.rehearsePause,
            },
          ]
        : [],
  },
  {
    id: "open-disputes",
    severity: "warning",
    reason: "Where no jury rules in time the owner does, and where the owner does not, the default holds.",
    find: ({ board }) =>
      about(
        "Disputes that wait for a ruling",
        board.filter(({ dispute }) => dispute === "open"),
        "Jurors commit and reveal until the round's end; after it the owner may rule (DisputeModule.ruleByOwner).",
      ),
  },
  {
    id: "late-jobs",
    severity: "warning",
    reason: "After its grace a late job can be expired, and its delay policy sets in.",
    find: ({ board }) =>
      about(
        "Jobs past their soft deadline",
        board.filter(({ lateness }) => lateness === "late" || lateness === "past grace"),
        "Their agents submit; the operator may set the delay policy in motion (JobRegistry.triggerDelayPolicy).",
      ),
  },
  {
    id: "job-drift",
    severity: "warning",
    reason: "What is being paid for is not what was planned.",
    find: ({ board }) =>
      about(
        "Jobs that differ from the plan",
        board.filter(({ drift }) => drift.length > 0),
        "Their employer cancels them while nobody has taken them, or the plan says what they are.",
      ),
  },
  {
    id: "suspended-judge",
    severity: "warning",
    reason: "Its seats stay empty and count as not revealed.",
    find: ({ judges }) =>
      judges.flatMap(({ name, suspendedUntil }) =>
        suspendedUntil === null
          ? []
          : [
              {
                text: `${name} is kept from judging until ${utc(suspendedUntil)} (active time).`,
                mend: "The registrar lifts it (IdentityRegistry.liftSuspension), or revokes the roles for good.",
              },
            ],
      ),
  },
  {
    id: "single-signature",
    severity: "warning",
    reason: "One key that is lost or stolen is the whole owner.",
    find: ({ owner }) => keyed(owner, "single-signature", "Name more signers in governance.ownerSafe."),
  },
  {
    id: "shared-key",
    severity: "warning",
    reason: "Powers that watch each other are worth nothing in one hand.",
    find: ({ owner }) =>
      keyed(owner, "shared-key", "Give one of the roles to a key of its own, and revoke it here."),
  },
  {
    id: "skewed-seats",
    severity: "warning",
    reason: "Committees and juries hold against shares of up to a third.",
    find: ({ seats }) => [
      ...skewed(seats, "committee", ({ committeeSeats }) => committeeSeats),
      ...skewed(seats, "jury", ({ jurySeats }) => jurySeats),
    ],
  },
  {
    id: "temperature-at-bound",
    severity: "warning",
    reason: "At its bound the controller steers nothing any more.",
    find: ({ temperature: { current, minimum, maximum, reference } }) =>
      current !== minimum && current !== maximum
        ? []
        : [
            {
              text: `The temperature, ${formatAmount(BigInt(current))}, stands at its ${current === minimum ? "lower" : "upper"} bound.`,
              mend: "Set another base temperature; this is the one of the deployment.",
              command: OWNER_COMMANDS.setPoint(formatAmount(BigInt(reference))),
            },
          ],
  },
  {
    id: "unfunded-seats",
    severity: "notice",
    reason: "Who had no stake to lock loses nothing by judging wrongly or not at all.",
    find: ({ seats }) => {
      const unfunded = seats.filter(({ unfundedSeats }) => unfundedSeats > 0);
      const count = unfunded.reduce((sum, { unfundedSeats }) => sum + unfundedSeats, 0);
      return unfunded.length === 0
        ? []
        : [
            {
              text: `${counted(count, "seat")} had no stake to lock when drawn: ${namesOf(unfunded)}.`,
              mend: "They deposit more stake (StakeManager.deposit), or ask for less of it back at once.",
            },
          ];
    },
  },
  {
    id: "pending-operation",
    severity: "notice",
    reason: "What is scheduled happens unless somebody who may cancels it before.",
    find: ({ pending }) =>
      pending.map(({ through, id, caller, contract, function: name, readyAt, ready, cancellers }) => ({
        text: `${caller} has scheduled ${contract}.${name} through ${through}, ${ready ? "ready since" : "ready at"} ${utc(readyAt)}.`,
        mend:
          cancellers.length === 0
            ? "Nobody can cancel it; once it is ready anybody makes it."
            : `Whoever objects cancels it: ${cancellers.join(", ")}.`,
        ...(through === "AccessManager" ? { command: OWNER_COMMANDS.cancel(id) } : {}),
      })),
  },
  {
    id: "scheduled-judge",
    severity: "notice",
    reason: "Who judges changes then.",
    find: ({ judges }) =>
      judges.flatMap(({ name, held, onChain, effectiveAt }) =>
        effectiveAt === null
          ? []
          : [
              {
                text: `${name} is ${held} now, and ${onChain} from ${utc(effectiveAt)} on.`,
                mend: "Nothing, if it was meant; else the guardian suspends it (IdentityRegistry.suspend).",
              },
            ],
      ),
  },
  {
    id: "concentrated-power",
    severity: "notice",
    reason: "What one account can do alone, its signers can be made to do together.",
    find: ({ roles, owner }) =>
      [...Map.groupBy(roles.filter(byPeople(owner.safe)), ({ account }) => account)].flatMap(([, own]) =>
        own.length < MANY_ROLES ? [] : [concentrated(own, owner)],
      ),
  },
  {
    id: "role-without-delay",
    severity: "notice",
    reason: "Nobody can object to what is done before it is done.",
    find: ({ roles, owner }) => {
      const sudden = roles
        .filter(byPeople(owner.safe))
        .filter(({ role, delaySeconds }) => delaySeconds === "0" && !STOPPING.includes(role));
      return sudden.length === 0
        ? []
        : [
            {
              text: `${counted(sudden.length, "role")} may act at once: ${few(sudden.map(({ role, name }) => `${role} (${name})`))}.`,
              mend: "Nothing, where caps and windows of the contracts bound it; else grant it with a delay.",
            },
          ];
    },
  },
  {
    id: "silent-key",
    severity: "notice",
    reason: "A key that never signed may be lost, and nobody knows.",
    find: ({ keys }) => {
      const silent = keys.filter(({ signed }) => !signed);
      return silent.length === 0
        ? []
        : [
            {
              text: `${silent.length} of ${counted(keys.length, "key")} never signed anything: ${few(silent.map(({ name, uses }) => `${name} (${uses.join(", ")})`))}.`,
              mend: "Each signs something once, in a rehearsal of what it is for.",
            },
          ];
    },
  },
  {
    id: "still-signal",
    severity: "notice",
    reason: "What never moves steers nothing, or nobody measures it.",
    find: ({ signals }) =>
      signals
        .filter(
          ({ ticks, least, greatest, weight }) => ticks >= TICKS && least === greatest && weight !== "0",
        )
        .map(({ name, ticks, least }) => ({
          text: `The thermostat has read ${name} as ${formatAmount(BigInt(least))} in each of ${ticks} ticks.`,
          mend: "Its attestors look at where the reading comes from; or it gets no weight.",
          command: OWNER_COMMANDS.set(`Thermostat.kpiWeights.${name}Wad`, "0"),
        })),
  },
  {
    id: "surplus",
    severity: "notice",
    reason: "It belongs to nobody, and no function pays it out.",
    find: ({ solvency: { solvent, surplus } }) =>
      !solvent || surplus === "0"
        ? []
        : [
            {
              text: `StakeManager holds ${inTokens(surplus)} more than it owes: sent there by mistake.`,
              mend: "Nothing can be done; find out who sent it, so that it does not happen again.",
              atStake: surplus,
            },
          ],
  },
  {
    id: "unclaimed",
    severity: "notice",
    reason: "It is safe there, and of use to nobody.",
    find: ({ solvency: { claimable } }) =>
      claimable === "0"
        ? []
        : [
            {
              text: `${inTokens(claimable)} wait in StakeManager for those whom they are owed to.`,
              mend: "Each collects its own by StakeManager.claim; nobody can for another. Mission control lists them.",
              atStake: claimable,
            },
          ],
  },
];

function roleDrift({ role, name, reason }: RoleHolder): Pick<Found, "text"> {
  return { text: `Role ${role} of ${name}: ${reason}.` };
}

/** What is planned is not taken away: it is granted again, with its delay. */
function revoking({ role, account, planned, onChain }: RoleHolder): Omit<Found, "text"> {
  if (!onChain.startsWith("held"))
    return { mend: "Pause, and grant it again once it is known who took it away.", command: PAUSE };
  if (planned?.startsWith("held"))
    return { mend: `Grant it again as it is planned (${planned}), once it is known who changed it.` };
  if (!LABEL.test(role)) return { mend: "Take it away by AccessManager.revokeRole: it is in no table." };
  return { mend: "Take it away, unless it was meant.", command: OWNER_COMMANDS.revoke(role, account) };
}

/** A role of the table, or of a region's operator: what can be typed as it stands. */
const LABEL = /^[A-Z_]+(:[\w-]+)?$/;

function about(what: string, chosen: readonly JudgedJob[], mend: string): Found[] {
  if (chosen.length === 0) return [];
  const names = few(chosen.map(({ planId, jobId }) => planId ?? `#${jobId}`));
  return [{ text: `${what}: ${names}.`, mend }];
}

function keyed(owner: Health["owner"], id: string, mend: string): Found[] {
  return keyExceptions(owner)
    .filter((exception) => exception.id === id)
    .map(({ text }) => ({ text, mend }));
}

function skewed(
  all: readonly CommitteeLoad[],
  body: string,
  seatsOf: (load: CommitteeLoad) => number,
): Found[] {
  const total = all.reduce((sum, load) => sum + seatsOf(load), 0);
  return all
    .filter((load) => total >= SEATS && seatsOf(load) * MOST_SHARE > total)
    .map((load) => ({
      text: `${load.name} had ${seatsOf(load)} of ${total} ${body} seats.`,
      mend: "More others stake, or are admitted, until it draws less than a third of them.",
    }));
}

/** What people decide by: keys of their own, and the owner's Safe. */
function byPeople(safe: string | null) {
  return ({ contract, account, onChain }: RoleHolder) =>
    onChain.startsWith("held") && (!contract || account === safe);
}

function concentrated(own: readonly RoleHolder[], { safe, threshold, signers }: Health["owner"]): Found {
  const [first] = own;
  const how = first?.account === safe ? `, by ${threshold} of ${signers.length} signatures` : ", by one key";
  return {
    text: `${first?.name} holds ${own.map(({ role }) => role).join(", ")}${how}.`,
    mend: "Nothing, if the plan wants it so; else grant some of them to others, and revoke them here.",
  };
}

function namesOf(loads: readonly CommitteeLoad[]): string {
  return few(loads.map(({ name, unfundedSeats }) => `${name} (${unfundedSeats})`));
}

/** As many as a line holds; the report has the others further down. */
function few(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more` : names.join(", ");
}

function inTokens(wei: string): string {
  return `${formatAmount(BigInt(wei))} tokens`;
}
