import { dataLength, dataSlice } from "ethers/utils";
import type { Account } from "../../src/model/cast.ts";
import type { Hex } from "../../src/model/hex.ts";
import { textArg, uintArg } from "../../src/records/events.ts";
import { unpackBatch } from "../../src/records/planetary/multi-send.ts";
import { safeHashes } from "../../src/records/planetary/safe-transaction.ts";
import { TREASURY } from "../../src/records/planetary-settings.ts";
import type { Effect, FakeChain, Sent } from "./fake-chain.ts";

const SIGNATURE_BYTES = 65;

/** Who may sign, and who signs all the same. */
interface Signers {
  readonly owners: readonly Account[];
  readonly threshold: number;
  readonly strangers: readonly Account[];
}

/**
 * A Safe that counts its transactions, takes signatures as the real one does, and pays with the tokens that it got; what
 * it cannot pay, or a region's executor was not allowed to take, reverts.
 */
export class FakeSafe {
  heldWei = 0n;
  /** By the payee's name in the book, wei. */
  readonly paid = new Map<string, bigint>();
  /** Why it refused, in order. */
  readonly refusals: string[] = [];
  readonly #chain: FakeChain;
  readonly #signers: Signers;
  readonly #allowances = new Map<string, bigint>();
  #nonce = 0n;

  constructor(chain: FakeChain, signers: Signers) {
    this.#chain = chain;
    this.#signers = signers;
    chain.effects.set("AGIALPHA.transfer", ({ args }) => {
      if (this.#nameAt(args.to) === TREASURY) this.heldWei += uintArg(args, "value");
      return [];
    });
    chain.effects.set(`${TREASURY}.execTransaction`, (sent) => this.#execute(sent));
  }

  #execute({ args, request }: Sent): Effect {
    const message = { ...args, nonce: this.#nonce };
    const { safeTxHash } = safeHashes(this.#chain.chainId, String(request.to), message);
    const refusal = this.#judge(safeTxHash as Hex, textArg(args, "signatures"));
    if (refusal !== null) {
      this.refusals.push(refusal);
      return "reverts";
    }
    this.#nonce += 1n;
    const byDelegation = "1";
    if (this.#nameAt(args.to) !== "MultiSendCallOnly" || args.operation !== byDelegation) return "reverts";
    const { abi } = this.#chain.book.get("MultiSendCallOnly").type;
    const [packed] = abi.decodeFunctionData("multiSend", textArg(args, "data"));
    for (const call of unpackBatch(this.#chain.book, packed)) this.#pay(call);
    return this.heldWei < 0n ? "reverts" : [];
  }

  /** It looks at as many signatures as it needs, and at no more. */
  #judge(hash: Hex, signatures: string): string | null {
    const { owners, threshold, strangers } = this.#signers;
    if (dataLength(signatures) < threshold * SIGNATURE_BYTES) return "too few signatures";
    let last = 0n;
    for (let index = 0; index < threshold; index += 1) {
      const signature = dataSlice(signatures, index * SIGNATURE_BYTES, (index + 1) * SIGNATURE_BYTES);
      const signer = [...owners, ...strangers].find(
        (account) => this.#chain.sign(account, hash) === signature,
      );
      if (signer === undefined) return "a signature of something else";
      if (BigInt(signer.address) <= last) return "signatures out of order";
      if (!owners.includes(signer)) return "no owner";
      last = BigInt(signer.address);
    }
    return null;
  }

  #pay({
    contract,
    function: name,
    args: [first = "", second = ""],
  }: ReturnType<typeof unpackBatch>[number]) {
    if (name === "approve") this.#allowances.set(this.#nameAt(first), BigInt(second));
    if (name === "transfer") this.#move(this.#nameAt(first), BigInt(second));
    if (name === "fund" && this.#allowances.get(contract) === BigInt(first))
      this.#move(contract, BigInt(first));
  }

  #move(payee: string, amountWei: bigint): void {
    this.heldWei -= amountWei;
    this.paid.set(payee, (this.paid.get(payee) ?? 0n) + amountWei);
  }

  #nameAt(address: unknown): string {
    return this.#chain.book.at(String(address))?.name ?? "unknown";
  }
}
