/**
 * Weaves several lanes (jobs, drills, regions) into one sequence of blocks on the virtual clock.
 *
 * A lane is an async function that asks for transactions at a time, or for reads, and awaits the answer. When
 * every lane waits, the runner answers all reads in one batch; when no read is left it takes the earliest time
 * asked for, and mines what all lanes want by then, in lane order, as one group. So the chain's content depends
 * on the lanes alone, never on how the runtime schedules them.
 */

import { max } from "../economics/fixed-point.ts";
import type { Hex } from "../model/hex.ts";

export interface LanePort<Step, Mined, Read, Answer> {
  /** Latest block's timestamp in seconds. */
  now(): bigint;
  /** Latest block's number. */
  block(): number;
  /** The header of a block that is on the chain, as it is hashed. */
  headerOf(block: number): Promise<Hex>;
  /** @param group.foreseen what will be read as soon as the steps are mined, so that it can be had on the way */
  mine(group: { at: bigint; steps: readonly Step[]; foreseen: readonly Read[] }): Promise<readonly Mined[]>;
  read(calls: readonly Read[]): Promise<readonly Answer[]>;
}

/**
 * What a lane can do; `at` is a chain time in seconds, "next" means one second after the latest block. What it will read
 * right afterwards it may say beforehand, which saves a round trip and changes nothing else.
 */
export interface Lane<Step, Mined, Read, Answer> {
  now(): bigint;
  /** Waits until the chain has a block, mining empty ones if nobody else mines. @returns its header, as it is hashed */
  headerOf(block: number): Promise<Hex>;
  send(steps: readonly Step[], at?: bigint | "next", foreseen?: readonly Read[]): Promise<readonly Mined[]>;
  read(calls: readonly Read[]): Promise<readonly Answer[]>;
  /** Waits for chain time to reach `at` without sending anything. */
  until(at: bigint, foreseen?: readonly Read[]): Promise<void>;
  /** Runs `body` while no other lane's transactions are mined: they wait, for as long as it takes. */
  alone<Result>(body: () => Promise<Result>): Promise<Result>;
  /** Waits for what another lane brings about. Awaiting it without `join` would stop the chain for ever. */
  join<Result>(other: Promise<Result>): Promise<Result>;
  /** Runs further lanes beside each other and waits for all of them, in the order given. */
  fork<Result>(bodies: readonly LaneBody<Step, Mined, Read, Answer, Result>[]): Promise<Result[]>;
}

export type LaneBody<Step, Mined, Read, Answer, Result> = (
  lane: Lane<Step, Mined, Read, Answer>,
) => Promise<Result>;

interface Sending<Step, Read> {
  readonly at: bigint;
  readonly steps: readonly Step[];
  readonly foreseen: readonly Read[];
}

interface Waiting<Question, Reply> {
  readonly order: readonly number[];
  readonly question: Question;
  readonly resolve: (reply: Reply) => void;
}

/**
 * Runs `body` and every lane that it forks to the end.
 *
 * @throws whatever a lane throws first; the other lanes are abandoned.
 */
export async function runLanes<Step, Mined, Read, Answer, Result>(
  port: LanePort<Step, Mined, Read, Answer>,
  body: LaneBody<Step, Mined, Read, Answer, Result>,
): Promise<Result> {
  return new Lanes(port).run(body);
}

class Lanes<Step, Mined, Read, Answer> {
  readonly #port: LanePort<Step, Mined, Read, Answer>;
  #sends: Waiting<Sending<Step, Read>, readonly Mined[]>[] = [];
  #reads: Waiting<readonly Read[], readonly Answer[]>[] = [];
  /** Lanes that are neither waiting nor finished; nothing is mined while there is one. */
  #running = 0;
  #wake: () => void = () => {};
  /** The lane whose transactions alone are mined, if there is one. */
  #only: readonly number[] | null = null;
  /** Settled when nobody is alone any more. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(port: LanePort<Step, Mined, Read, Answer>) {
    this.#port = port;
  }

  async run<Result>(body: LaneBody<Step, Mined, Read, Answer, Result>): Promise<Result> {
    let finished = false;
    const result = this.#start(body, [0]).finally(() => {
      finished = true;
      this.#wake();
    });
    result.catch(() => {});
    while (!finished) {
      await this.#allWaiting();
      if (!finished) await this.#answer();
    }
    return result;
  }

  async #start<Result>(
    body: LaneBody<Step, Mined, Read, Answer, Result>,
    order: readonly number[],
  ): Promise<Result> {
    this.#running += 1;
    try {
      return await body(this.#lane(order));
    } finally {
      this.#running -= 1;
      this.#wake();
    }
  }

  #lane(order: readonly number[]): Lane<Step, Mined, Read, Answer> {
    let forks = 0;
    return {
      now: () => this.#port.now(),
      headerOf: async (block) => {
        while (this.#port.block() < block) await this.#wait(this.#sends, order, this.#emptyBlock());
        // The lane counts as running meanwhile, so that nothing is mined before it has its answer.
        return this.#port.headerOf(block);
      },
      send: (steps, at = "next", foreseen = []) =>
        this.#wait(this.#sends, order, { at: this.#time(at), steps, foreseen }),
      read: (calls) => this.#wait(this.#reads, order, calls),
      until: async (at, foreseen = []) => {
        if (at > this.#port.now()) await this.#wait(this.#sends, order, { at, steps: [], foreseen });
      },
      fork: async (bodies) => {
        forks += 1;
        return this.#join(
          Promise.all(bodies.map((body, index) => this.#start(body, [...order, forks, index]))),
        );
      },
      join: (other) => this.#join(other),
      alone: (body) => this.#alone(order, body),
    };
  }

  /** One lane after the other, in the order in which they ask. */
  async #alone<Result>(order: readonly number[], body: () => Promise<Result>): Promise<Result> {
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    await this.#join(before);
    this.#only = order;
    try {
      return await body();
    } finally {
      this.#only = null;
      resolve();
    }
  }

  async #join<Result>(other: Promise<Result>): Promise<Result> {
    this.#running -= 1;
    this.#wake();
    try {
      return await other;
    } finally {
      this.#running += 1;
    }
  }

  #emptyBlock(): Sending<Step, Read> {
    return { at: this.#time("next"), steps: [], foreseen: [] };
  }

  #time(at: bigint | "next"): bigint {
    const next = this.#port.now() + 1n;
    return at === "next" || at < next ? next : at;
  }

  #wait<Question, Reply>(
    list: Waiting<Question, Reply>[],
    order: readonly number[],
    question: Question,
  ): Promise<Reply> {
    return new Promise((resolve) => {
      list.push({ order, question, resolve });
      this.#running -= 1;
      this.#wake();
    });
  }

  /** Settles only after the microtasks of answered lanes have run, so that every lane has asked again. */
  async #allWaiting(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  async #answer(): Promise<void> {
    if (this.#reads.length > 0) return this.#answerReads();
    if (this.#sends.length > 0) return this.#mineEarliest();
    throw new Error("every lane waits for another one");
  }

  async #answerReads(): Promise<void> {
    const waiting = this.#reads.splice(0).sort(byOrder);
    const answers = await this.#port.read(waiting.flatMap((entry) => entry.question));
    this.#deal(waiting, answers, (calls) => calls.length);
  }

  async #mineEarliest(): Promise<void> {
    const only = this.#only;
    const able = only === null ? this.#sends : this.#sends.filter(({ order }) => order === only);
    const earliest = able.reduce(
      (least, { question }) => (question.at < least ? question.at : least),
      able[0]?.question.at ?? 0n,
    );
    // Who had to wait for a lane that was alone may have asked for a time that is past.
    const at = max(earliest, this.#time("next"));
    const due = able.filter(({ question }) => question.at <= at).sort(byOrder);
    const mined = new Set(due);
    this.#sends = this.#sends.filter((waiting) => !mined.has(waiting));
    const steps = due.flatMap(({ question }) => question.steps);
    const foreseen = due.flatMap(({ question }) => question.foreseen);
    const records = await this.#port.mine({ at, steps, foreseen });
    this.#deal(due, records, ({ steps: own }) => own.length);
  }

  #deal<Question, Reply>(
    waiting: readonly Waiting<Question, readonly Reply[]>[],
    replies: readonly Reply[],
    share: (question: Question) => number,
  ): void {
    let from = 0;
    for (const { question, resolve } of waiting) {
      const size = share(question);
      this.#running += 1;
      resolve(replies.slice(from, from + size));
      from += size;
    }
  }
}

function byOrder(a: { order: readonly number[] }, b: { order: readonly number[] }): number {
  for (let index = 0; ; index += 1) {
    const left = a.order[index];
    const right = b.order[index];
    if (left === undefined || right === undefined) return a.order.length - b.order.length;
    if (left !== right) return left - right;
  }
}
