import type { TransactingStage } from "./plan.ts";

/** Where every figure of an owner's report was read. */
export interface Reading {
  readonly chainId: number;
  readonly block: number;
  /** Block timestamp, seconds. */
  readonly timestamp: number;
  readonly stateRoot: string;
  /** The scripts that had sent what they send, in the order of a run, and those of a run that had not. */
  readonly done: readonly string[];
  readonly toCome: readonly string[];
}

/** What the owner is told, why it matters, and what mends it. */
export interface OwnerFinding {
  readonly id: string;
  readonly severity: "critical" | "warning" | "notice";
  readonly text: string;
  readonly reason: string;
  /** Tokens that it is about, wei; 0 where it is about none. */
  readonly atStake: string;
  /** What somebody does about it. */
  readonly mend: string;
  /** Which command does that; empty where none does. */
  readonly command: string;
}

/**
 * A value that the plan or the role table states, beside the chain's. `changes` are the executed, authorised changes
 * since deployment: each is a transaction that a stage's receipt shows.
 */
export interface Compared {
  /** `null` if nothing states it. */
  readonly planned: string | null;
  readonly onChain: string;
  readonly changes: readonly Change[];
  readonly drift: boolean;
  /** One sentence; empty without drift. */
  readonly reason: string;
}

export interface Change {
  readonly block: number;
  readonly transaction: string;
  /** The receipt that shows the transaction, relative to OUT; `null` if none does. */
  readonly receipt: string | null;
  readonly event: string;
  /** `null` if the event carries none. */
  readonly before: string | null;
  readonly after: string;
}

export interface RoleHolder extends Compared {
  readonly role: string;
  readonly account: string;
  readonly name: string;
  /** Between scheduling a call and making it; "0" where it is made at once, or the role is not held. */
  readonly delaySeconds: string;
  /** Whether no key of its own moves it: it does what its code says. */
  readonly contract: boolean;
}

/** Who judges work, sits on juries or votes: what the registry has scheduled in the end is what is compared. */
export interface Judge extends Compared {
  readonly account: string;
  readonly name: string;
  /** What holds now. */
  readonly held: string;
  /** Seconds, raw time, when the last scheduled change takes effect; `null` if nothing is to come. */
  readonly effectiveAt: string | null;
  /** Active time until which a guardian keeps it from judging; `null` if none does. */
  readonly suspendedUntil: string | null;
}

/** Who holds the owner's keys, on chain. */
export interface OwnerKeys {
  /** As the plan calls the owner. */
  readonly name: string;
  /** Address of its Safe; `null` if it has a key of its own. */
  readonly safe: string | null;
  /** How many of the signers have to sign. */
  readonly threshold: number;
  readonly signers: readonly { readonly name: string; readonly address: string }[];
  /** Keys that hold several roles which ought to be apart. */
  readonly shared: readonly {
    readonly name: string;
    readonly address: string;
    readonly roles: readonly string[];
  }[];
}

export interface FunctionRole extends Compared {
  readonly contract: string;
  readonly function: string;
}

export interface PendingOperation {
  readonly through: string;
  readonly id: string;
  readonly caller: string;
  readonly contract: string;
  readonly function: string;
  /** Seconds, raw time. */
  readonly readyAt: string;
  readonly ready: boolean;
  /** Who can cancel it. */
  readonly cancellers: readonly string[];
}

export interface PauseState {
  readonly paused: boolean;
  readonly byGuardian: boolean;
  readonly since: string;
  /** 0 if the pause does not expire. */
  readonly expiresAt: string;
  readonly guardianReadyAt: string;
  readonly activeTime: string;
  /** Names of the modules that the switch lists. */
  readonly modules: readonly string[];
  /** Modules of the layers that it does not list. */
  readonly unlisted: readonly string[];
  /** The block of the owner's last pause; `null` if there was none. */
  readonly lastOwnerPause: number | null;
}

export interface Solvency {
  readonly balance: string;
  readonly staked: string;
  readonly unbonding: string;
  readonly escrowed: string;
  readonly claimable: string;
  readonly owed: string;
  readonly surplus: string;
  readonly solvent: boolean;
}

export interface Holding {
  readonly name: string;
  readonly address: string;
  readonly balance: string;
}

export interface StakeOfRole {
  readonly role: string;
  readonly holders: number;
  readonly staked: string;
  readonly locked: string;
  readonly unbonding: string;
}

export interface TemperatureState {
  readonly current: string;
  readonly base: string;
  /** What is left of what delay policies have raised. */
  readonly raised: string;
  readonly reference: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly emergency: string;
}

/** Basis points of agents, validators, operators, employers. */
export interface ShareState {
  readonly epoch: string;
  readonly current: readonly string[];
  readonly next: readonly string[];
  /** What those that delay policies moved go back to. */
  readonly governed: readonly string[];
}

/** A job as it stands on chain, joined with the plan's by its specification hash. */
export interface JobOnChain {
  readonly jobId: string;
  /** `null` for a job that neither plan nor drill accounts for. */
  readonly planId: string | null;
  readonly origin: "national" | "planetary" | "shared" | "drill" | "unplanned";
  readonly title: string;
  readonly jurisdiction: { readonly kind: string; readonly name: string };
  readonly status: string;
  readonly outcome: string;
  readonly employer: string;
  readonly agent: string;
  readonly reward: string;
  /** Seconds of active time; 0 until assigned. */
  readonly deadline: string;
  readonly submittedAt: string | null;
  readonly lateness: "none" | "late" | "past grace" | "was late";
  readonly delayPolicyUsed: boolean;
  readonly dispute: "none" | "open" | "jury" | "owner" | "default";
  /** Where the chain differs from the plan; empty if nowhere. */
  readonly drift: readonly string[];
}

export interface PlannedJob {
  readonly planId: string;
  readonly origin: JobOnChain["origin"];
  readonly title: string;
  readonly jurisdiction: JobOnChain["jurisdiction"];
  /** The stage at whose end it is posted and settled; `null` if that of its layer posts it. */
  readonly settledAfter: TransactingStage | null;
}

/** What a place's jobs cost, wei. */
export interface Spending {
  readonly origin: JobOnChain["origin"];
  readonly place: string;
  /** By the plan; `null` if it allots nothing. */
  readonly allotted: string | null;
  /** By the council, for a region; `null` elsewhere. */
  readonly approved: string | null;
  /** Paid into escrow, less what came back. */
  readonly spent: string;
  readonly jobs: number;
  readonly settled: number;
}

/** What somebody has to do next. */
export interface Due {
  readonly what: string;
  readonly who: string;
  /** Not before this, seconds of raw time; `null` for at once. */
  readonly from: string | null;
  /** Seconds of active time; `null` if nothing ends. */
  readonly by: string | null;
}

export interface CommitteeLoad {
  readonly name: string;
  readonly address: string;
  readonly committeeSeats: number;
  /** Those of them that its stake did not cover when they were drawn. */
  readonly unfundedSeats: number;
  readonly jurySeats: number;
  readonly revealed: number;
  readonly missed: number;
  readonly staked: string;
  readonly locked: string;
}

export interface Claimant {
  readonly name: string;
  readonly address: string;
  readonly amount: string;
}

/** What the thermostat has read of one of its signals, in all its ticks. WAD. */
export interface Signal {
  readonly name: string;
  readonly ticks: number;
  readonly least: string;
  readonly greatest: string;
  readonly weight: string;
}

/** A key that something depends on. */
export interface KeyUse {
  readonly name: string;
  readonly address: string;
  /** What it is for. */
  readonly uses: readonly string[];
  /** Whether it has sent a transaction or signed one of a Safe. */
  readonly signed: boolean;
}

export interface CommandCenter {
  readonly reading: Reading;
  readonly owner: OwnerKeys;
  readonly pause: PauseState;
  readonly roles: readonly RoleHolder[];
  readonly functions: readonly FunctionRole[];
  readonly judges: readonly Judge[];
  readonly pending: readonly PendingOperation[];
  readonly solvency: Solvency;
  readonly treasuries: readonly Holding[];
  readonly stakes: readonly StakeOfRole[];
  readonly temperature: TemperatureState;
  readonly shares: ShareState;
  readonly signals: readonly Signal[];
  readonly keys: readonly KeyUse[];
  readonly jobs: readonly { readonly status: string; readonly count: number }[];
  readonly controls: readonly { readonly name: string; readonly command: string }[];
  readonly findings: readonly OwnerFinding[];
}

/** What the chain says of both layers, before anything is concluded from it. */
export interface SystemHealth
  extends Pick<
    CommandCenter,
    | "owner"
    | "judges"
    | "pending"
    | "pause"
    | "solvency"
    | "treasuries"
    | "stakes"
    | "temperature"
    | "shares"
    | "signals"
    | "keys"
  > {
  /** Who was drawn to judge, and how often. */
  readonly seats: readonly CommitteeLoad[];
  readonly access: Pick<CommandCenter, "roles" | "functions"> & {
    /** Contracts that the AccessManager has closed: nobody but ADMIN gets through. */
    readonly closed: readonly string[];
  };
  readonly board: readonly JobOnChain[];
}

export interface MissionControl {
  readonly reading: Reading;
  readonly activeTime: string;
  readonly jobs: readonly JobOnChain[];
  readonly notPosted: readonly PlannedJob[];
  readonly spending: readonly Spending[];
  readonly due: readonly Due[];
  readonly committees: readonly CommitteeLoad[];
  readonly claims: readonly Claimant[];
  /** Of `totals`, owed to accounts that nobody here knows. */
  readonly claimsUnattributed: string;
}

export interface Parameter extends Compared {
  readonly contract: string;
  readonly parameter: string;
  readonly unit: "seconds" | "bps" | "wei" | "WAD" | "address" | "number";
  /** `null` for what stands in a contract's code. */
  readonly setter: Setter | null;
  /** When it became what it is; `null` if the contract has logged nothing. */
  readonly set: Setting | null;
}

/** How a parameter is changed. */
export interface Setter {
  /** `Contract.function` */
  readonly call: string;
  readonly by: readonly Changer[];
}

/** Who can make a call. */
export interface Changer {
  readonly name: string;
  /** Between scheduling the call and making it. */
  readonly delaySeconds: string;
}

/** The transaction that set a value last; at first that is the one that deployed its contract. */
export interface Setting {
  readonly block: number;
  readonly transaction: string;
  /** The owner's Safe or the council's timelock where the call came through one; otherwise who sent it. */
  readonly by: string;
}

export interface ParameterMatrix {
  readonly reading: Reading;
  /** In which respects one key can do more than one key should, a sentence each. */
  readonly exceptions: readonly string[];
  readonly parameters: readonly Parameter[];
}

/** Who obeys whom, who may call what, and where tokens went, as read from the chain. */
export interface Wiring {
  readonly reading: Reading;
  readonly contracts: readonly {
    readonly name: string;
    readonly artifact: string;
    /** Whether SystemPause lists it. */
    readonly pausable: boolean;
  }[];
  readonly roles: readonly {
    readonly role: string;
    readonly holders: readonly { readonly name: string; readonly how: string; readonly contract: boolean }[];
  }[];
  readonly permissions: readonly {
    readonly role: string;
    readonly contract: string;
    readonly functions: readonly string[];
  }[];
  /** Who signs for the owner; nobody where it has a key of its own. */
  readonly signers: readonly { readonly name: string; readonly safe: string; readonly how: string }[];
  /** What one contract knows another as. */
  readonly links: readonly { readonly from: string; readonly to: string; readonly label: string }[];
  readonly flows: readonly {
    readonly from: string;
    readonly to: string;
    readonly amount: string;
    readonly transfers: number;
  }[];
}
